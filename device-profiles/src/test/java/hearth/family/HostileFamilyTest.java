package hearth.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.convention.Conventions;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.profile.Announced;
import hearth.profile.ProfileCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What anybody may say on the topics that families are found by.
class HostileFamilyTest {

    private static final List<String> TOPICS = List.of("tasmota/discovery/00000049A3BC/config", "tasmota/discovery/00000049A3BC/sensors",
            "wled/a/status", "wled/a/button/0", "frigate/available", "frigate/front/person", "frigate/front/detect/state",
            "frigate/front/person/snapshot", "shellies/x/online", "shellies/x/info", "shellies/x/light/0/status", "shellies/x/announce",
            "shellyplus1-1/online", "shellyplus1-1/status/switch:0", "shellyplus1-1/events/rpc", "shellyplus1-1/hearth/rpc",
            "home/gw/BTtoMQTT/A4C138AABBCC");

    private Announced announced = Announced.none(Conventions.of(ProfileCatalog.builtIn()));

    private void says(String topic, byte[] payload) {
        announced.take(new Message(topic, Payload.of(payload), 0, false), _ -> false).ifPresent(change -> announced = change.next());
    }

    private void says(String topic, String payload) {
        says(topic, payload.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test void wrongTypesHugeListsAndBytesMakeNoHarm() {
        var deep = "[".repeat(900) + "]".repeat(900);
        var wide = new StringBuilder("{\"mac\":\"00000049A3BC\",\"t\":\"t\",\"ft\":\"%prefix%/\",\"model_id\":\"m\",\"rl\":[1");
        wide.append(",1".repeat(50_000)).append("],\"swc\":[").append("1,".repeat(20_000)).append("1]}");
        var keys = new StringBuilder("{\"model_id\":\"m\",\"method\":\"NotifyStatus\",\"id\":2,\"params\":{\"x\":1}");
        for (int i = 0; i < 3_000; i++) {
            keys.append(",\"key").append(i).append("\":").append(i);
        }
        var payloads = List.of("", "true", "null", "7", "\"x\"", "[]", "{}", deep, wide.toString(), keys + "}", "{\"id\":1,\"result\":7}",
                "{\"id\":3,\"result\":{\"switch:0\":[]}}", "{\"method\":\"NotifyEvent\",\"params\":{\"events\":[7,{\"component\":[]}]}}",
                "{\"id\":9,\"result\":{\"total\":\"x\",\"offset\":{},\"components\":7}}",
                "{\"mac\":\"00000049A3BC\",\"t\":\"#\",\"ft\":\"+/%topic%/\",\"rl\":[1]}",
                "{\"mac\":\"00000049A3BC\",\"t\":{},\"ft\":[],\"tp\":7,\"rl\":{\"a\":1},\"state\":[[],{}],\"fn\":[{}],\"so\":7}",
                "{\"mac\":\"00000049A3BC\",\"t\":\"{{ 7*7 }}\",\"ft\":\"%prefix%/{mac}/{% for i in range(9999999) %}\",\"hn\":\"h\",\"rl\":[1]}");
        assertTimeout(Duration.ofSeconds(20), () -> {
            for (var topic : TOPICS) {
                payloads.forEach(payload -> says(topic, payload));
                says(topic, new byte[5 << 20]);
                says(topic, new byte[]{(byte) 0xff, (byte) 0xd8, 0, 1});
            }
        });
        assertTrue(announced.bytes() < 4 << 20, "kept: " + announced.bytes());
        announced.groups().keySet().forEach(device -> announced.binding(device, _ -> false).ifPresent(binding -> {
            binding.sinks().forEach(sink -> assertEquals(-1, sink.topic().indexOf('#'), sink.topic()));
            binding.sources().forEach(source -> assertTrue(!source.topic().filter().contains("#"), source.topic().filter()));
        }));
    }

    @Test void shapesThatNeverEndFillNeitherMemoryNorTime() {
        says("shellyplus1-1/online", "true");
        var random = new Random(7);
        assertTimeout(Duration.ofSeconds(30), () -> {
            for (int i = 0; i < 2_000; i++) {
                says("shellyplus1-1/status/switch:0", "{\"output\":true,\"k" + random.nextInt() + "\":1}");
                says("home/gw/BTtoMQTT/A4C138AABBCC", "{\"model_id\":\"m\",\"k" + random.nextInt() + "\":1}");
            }
        });
        assertTrue(announced.bytes() < 1 << 20, "kept: " + announced.bytes());
    }

    @Test void namesWithMarkupStayText() {
        says("tasmota/discovery/00000049A3BC/config",
                "{\"dn\":\"<b>\u202eLamp {{ 7*7 }}</b>\",\"hn\":\"h\",\"mac\":\"00000049A3BC\",\"t\":\"t\","
                        + "\"ft\":\"%prefix%/%topic%/\",\"rl\":[1],\"fn\":[\"{{ 7*7 }} {mac}\"]}");
        var device = announced.groups().keySet().iterator().next();
        assertEquals("<b>\u202eLamp {{ 7*7 }}</b>", announced.group(device).orElseThrow().name());
        var names = new ArrayList<String>();
        announced.binding(device, _ -> false).orElseThrow().properties().forEach(p -> names.add(p.name()));
        assertEquals("{{ 7*7 }} {mac}", names.getFirst());
    }
}
