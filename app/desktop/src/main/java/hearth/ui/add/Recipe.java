package hearth.ui.add;

import hearth.hub.BrokerStatus.Reach;
import hearth.hub.Family;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/// What a device of a family must be told to reach the broker, in that family's own words. A value.
///
/// The names of the fields and sections are those of the makers: Tasmota's "Configure MQTT", Shelly's and WLED's pages, the `mqtt`
/// sections of Zigbee2MQTT (`server`, `user`, `password`) and ESPHome (`broker`, `port`, `username`, `password`).
///
/// @param rows  what goes into one field each
/// @param block what is pasted as a whole, instead
record Recipe(List<Row> rows, Optional<String> block) {

    /// @param key of the field's name in the texts
    record Row(String key, String value) {
    }

    Recipe {
        rows = List.copyOf(rows);
    }

    static Recipe of(Family family, Reach at, String user, String password) {
        var port = Integer.toString(at.port());
        return switch (family) {
            case TASMOTA, OTHER, PLAIN -> new Recipe(List.of(new Row("pair.host", at.host()), new Row("pair.port", port),
                    new Row("pair.user", user), new Row("pair.password", password)), Optional.empty());
            case SHELLY -> new Recipe(List.of(new Row("pair.server", authority(at)), new Row("pair.username", user),
                    new Row("pair.password", password)), Optional.empty());
            case WLED -> new Recipe(List.of(new Row("pair.broker", at.host()), new Row("pair.port", port),
                    new Row("pair.username", user), new Row("pair.password", password)), Optional.empty());
            case ZIGBEE2MQTT -> new Recipe(List.of(), Optional.of("""
                    mqtt:
                      server: mqtt://%s
                      user: %s
                      password: %s""".formatted(authority(at), user, password)));
            case ESPHOME -> new Recipe(List.of(), Optional.of("""
                    mqtt:
                      broker: %s
                      port: %s
                      username: %s
                      password: %s""".formatted(at.host(), port, user, password)));
        };
    }

    /// All of it as one line for a phone to read.
    static String scanned(Reach at, String user, String password) {
        try {
            return new URI("mqtt", user + ":" + password, at.host(), at.port(), null, null, null).toString();
        } catch (URISyntaxException odd) {
            return "mqtt://" + authority(at);
        }
    }

    private static String authority(Reach at) {
        return (at.host().contains(":") ? "[" + at.host() + "]" : at.host()) + ":" + at.port();
    }
}
