package hearth.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.broker.Client.Got;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Topics whose levels are empty (MQTT 5, 4.7.1.1 and 4.7.3).
@Timeout(60)
class LevelsTest extends WithBroker {
    private static final int CONNACK = 2;
    private static final int SUBACK = 9;

    @Test void emptyLevelsCountWhereverTheyAre() throws Exception {
        for (String filter : List.of("/", "+/+", "//", "a/+", "a/+/+", "a//#", "a/+/+/+", "+//+", "a///", "//#", "/+/")) {
            for (String topic : List.of("/", "//", "///", "a/", "a//", "a///", "a//b", "/a", "//a", "a")) {
                var raw = new RawClient(port).send(RawClient.connect(5, "l", true));
                assertEquals(CONNACK, raw.read().type());
                for (String each : List.of(filter, "end")) {
                    assertEquals(SUBACK, raw.send(RawClient.subscribe(5, 1, each, 0)).read().type());
                }
                raw.send(RawClient.publish(5, 0, false, 0, topic, "x"), RawClient.publish(5, 0, false, 0, "end", "x"));
                var heard = raw.read().body();
                var first = new String(heard, 2, heard[1], StandardCharsets.UTF_8);
                assertEquals(matches(filter, topic) ? topic : "end", first, filter);
                raw.close();
            }
        }
    }

    /// Level by level.
    private static boolean matches(String filter, String topic) {
        String[] wanted = filter.split("/", -1);
        String[] given = topic.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return given.length >= i;
            }
            if (i == given.length || !wanted[i].equals("+") && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return wanted.length == given.length;
    }

    @Test void whatIsRetainedBelowEmptyLevelsIsKeptApart() throws Exception {
        Client speaker = Client.v5(port, "speaker");
        for (String topic : List.of("e/", "e//", "e///")) {
            speaker.say(topic, topic, 1, true);
        }
        restart();
        Client listener = Client.v5(port, "listener").with("e/+/+", 1);
        listener.expect(new Got("e//", "e//", 1, true));
        listener.with("e//", 1);
        listener.expect(new Got("e//", "e//", 1, true));
    }
}
