package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.device.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HomieDeviceTest {

    private static final String ROOT = "homie/5/blind/";
    private static final PropertyRef POSITION = new PropertyRef(new DeviceId("blind"), "cover", "position");

    private final House house = new House();

    private House announced() {
        house.repeats(ROOT + "$state", "init").repeats(ROOT + "$description",
                "{\"homie\":\"5.0\",\"version\":1,\"name\":\"Blind\",\"nodes\":"
                        + "{\"cover\":{\"properties\":{\"position\":{\"datatype\":\"integer\",\"unit\":\"%\",\"format\":\"0:100\",\"settable\":true}}}}}");
        return house.repeats(ROOT + "$state", "ready").repeats(ROOT + "cover/position", "10");
    }

    private List<String> told() {
        var told = house.effects.stream().flatMap(e -> e instanceof Effect.Announce(var m) ? Optional.of(m).stream()
                : Optional.<Message>empty().stream()).map(m -> m.topic() + " " + m.payload().text().orElse("?")).toList();
        house.effects.clear();
        return told;
    }

    @Test void itIsThereAtOnceAndSaysSo() {
        announced();
        assertEquals(List.of("Blind"), house.state.newcomers().stream().map(n -> n.device().name()).toList());
        var told = told();
        assertTrue(told.containsAll(List.of("hearth/5/blind/$state init", "hearth/5/blind/$state ready",
                "hearth/5/blind/cover/position 10")), told::toString);
        house.says(ROOT + "$state", "lost");
        assertEquals(List.of("hearth/5/blind/$state lost"), told());
        house.says(ROOT + "$state", "");
        assertEquals("hearth/5/blind/$state ", told().getFirst());
        assertEquals(List.of(), house.state.newcomers());
    }

    @Test void onItsWayThereItIsNotTakenToHaveDoneSomethingElse() {
        announced();
        house.on(new Event.CommandIssued(new Command(POSITION, new Value.Numeric(100)), new Origin.User()));
        assertEquals(List.of("homie/5/blind/cover/position/set 100"), house.sent());
        house.says(ROOT + "cover/position/$target", "100").says(ROOT + "cover/position", "20").later(Duration.ofSeconds(10));
        assertEquals(Optional.of(new Value.Numeric(100)), house.state.shown(POSITION));
        house.says(ROOT + "cover/position", "100");
        assertTrue(
                house.state.device(POSITION.device()).orElseThrow().state(POSITION).outcome().orElseThrow() instanceof Outcome.Confirmed);
    }

    @Test void oneThatNeverArrivesIsGivenTwoMinutes() {
        announced();
        house.on(new Event.CommandIssued(new Command(POSITION, new Value.Numeric(100)), new Origin.User()));
        house.says(ROOT + "cover/position/$target", "100").says(ROOT + "cover/position", "20").later(Duration.ofMinutes(3));
        assertTrue(house.state.device(POSITION.device()).orElseThrow().state(POSITION).outcome().orElseThrow() instanceof Outcome.Differs);
    }

    @Test void whereOthersSentItStandsOnTheApiUntilItIsThere() {
        announced();
        told();
        house.says(ROOT + "cover/position/$target", "60");
        assertEquals(List.of("hearth/5/blind/cover/position/$target 60"), told());
        house.says(ROOT + "cover/position", "30").says(ROOT + "cover/position", "60");
        assertEquals(List.of("hearth/5/blind/cover/position 30", "hearth/5/blind/cover/position/$target ",
                "hearth/5/blind/cover/position 60"), told());
    }
}
