package hearth.app;

/// What a Zigbee bridge with Home Assistant discovery keeps on the broker for each device: eight messages of about a kilobyte.
final class Announcement {

    static final String NAME = "Announced device";

    /// Component, what its topic and unique id end with, and what only it has.
    private record Kind(String component, String word, String own) {
    }

    private static final Kind[] ALL = {
        new Kind("light", "light", """
                    "brightness":true,"brightness_scale":254,"schema":"json","supported_color_modes":["xy","color_temp"],"min_mireds":153,
                    "max_mireds":500,"effect":true,"effect_list":["blink","breathe","okay"],"command_topic":"zigbee2mqtt/%s/set\""""),
        new Kind("sensor", "temperature", sensor("temperature", "\"device_class\":\"temperature\",\"unit_of_measurement\":\"°C\",")),
        new Kind("sensor", "humidity", sensor("humidity", "\"device_class\":\"humidity\",\"unit_of_measurement\":\"%%\",")),
        new Kind("binary_sensor", "occupancy",
                "\"device_class\":\"motion\",\"payload_on\":true,\"payload_off\":false,\"value_template\":\"{{ value_json[\\\"occupancy\\\"] }}\""),
        new Kind("sensor", "power", sensor("power", "\"device_class\":\"power\",\"unit_of_measurement\":\"W\",")),
        new Kind("select", "power_on_behavior", """
                    "entity_category":"config","options":["off","on","toggle","previous"],"command_topic":"zigbee2mqtt/%s/set/power_on_behavior",
                    "value_template":"{{ value_json[\\"power_on_behavior\\"] }}\""""),
        new Kind("sensor", "linkquality",
                sensor("linkquality", "\"entity_category\":\"diagnostic\",\"enabled_by_default\":false,\"unit_of_measurement\":\"lqi\",")),
        new Kind("update", "update",
                """
                    "entity_category":"config","device_class":"firmware","command_topic":"zigbee2mqtt/bridge/request/device/ota_update/update",
                    "value_template":"{\\"latest_version\\":\\"{{ value_json['update']['latest_version'] }}\\",\\"installed_version\\":\\"{{ value_json['update']['installed_version'] }}\\"}\"""")};

    static final int KINDS = ALL.length;

    private Announcement() {
    }

    private static String sensor(String word, String own) {
        return own + "\"state_class\":\"measurement\",\"value_template\":\"{{ value_json[\\\"" + word + "\\\"] }}\"";
    }

    static String name(int device) {
        return NAME + " " + device;
    }

    private static String address(int device) {
        return "0x00158d%010x".formatted(device);
    }

    /// Behind the discovery prefix.
    static String topic(int device, int kind) {
        return ALL[kind].component + "/" + address(device) + "/" + ALL[kind].word + "/config";
    }

    static String payload(int device, int kind) {
        var name = name(device);
        var of = ALL[kind];
        return """
                {"availability":[{"topic":"zigbee2mqtt/bridge/state","value_template":"{{ value_json.state }}"},
                {"topic":"zigbee2mqtt/%1$s/availability","value_template":"{{ value_json.state }}"}],"availability_mode":"all",
                "device":{"identifiers":["zigbee2mqtt_%2$s"],"manufacturer":"Benchmark","model":"Lamp with everything (B-%3$d)","model_id":"B-%3$d",
                "name":"%1$s","sw_version":"1.0.%3$d","via_device":"zigbee2mqtt_bridge_0x00124b0000000001"},
                "name":"%4$s","object_id":"announced_device_%3$d_%4$s","default_entity_id":"%5$s.announced_device_%3$d_%4$s",
                "origin":{"name":"Zigbee2MQTT","sw":"2.14.1","url":"https://www.zigbee2mqtt.io"},"state_topic":"zigbee2mqtt/%1$s",
                "unique_id":"%2$s_%4$s_zigbee2mqtt",%6$s}
                """.formatted(name, address(device), device, of.word, of.component,
                of.own.contains("%s") ? of.own.formatted(name) : of.own.replace("%%", "%"));
    }
}
