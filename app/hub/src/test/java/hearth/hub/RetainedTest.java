package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetainedTest {

    private final House house = new House();

    @ParameterizedTest
    @ValueSource(strings = {"cmnd/plug/POWER", "zigbee2mqtt/lamp/set", "zigbee2mqtt/lamp/set/brightness", "security/alarm/set",
        "hearth/5/light/light/brightness/set", "shellies/relay-1/relay/0/command", "garage/switch/relay/command", "shelly-1/rpc",
        "homie/5/lamp/light/power/set"}) void commandsAreKnownByTheirTopics(String topic) {
        assertTrue(Retained.isCommand(topic));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stat/plug/POWER", "zigbee2mqtt/lamp", "set", "homeassistant/switch/settings/config", "a/setting", "cmnd",
        "security/status"}) void reportsAreNone(String topic) {
        assertFalse(Retained.isCommand(topic));
    }

    private House keeps(String... topics) {
        return house.on(new Event.BrokerSeen(new BrokerStatus(0, List.of(), List.of(),
                Stream.of(topics).map(t -> new Retained(t, "ON", 2, Optional.empty())).toList())));
    }

    private Optional<String> told() {
        return Optional.ofNullable(house.state.troubles().get(Trouble.Kind.KEPT_COMMAND)).map(Trouble::detail);
    }

    @Test void aRetainedCommandIsToldOfUntilItIsCleared() {
        keeps("a/set");
        assertEquals(Optional.of("a/set"), told());
        keeps("a/set", "b/set");
        assertEquals(Optional.of("a/set"), told());
        keeps("b/set");
        assertEquals(Optional.of("b/set"), told());
        keeps();
        assertEquals(Optional.empty(), told());
    }

    @Test void whoHasReadOfOneIsToldOfTheNextOnly() {
        keeps("a/set").on(new Event.TroubleOver(Trouble.Kind.KEPT_COMMAND));
        keeps("a/set");
        assertEquals(Optional.empty(), told());
        keeps("a/set", "b/set");
        assertEquals(Optional.of("b/set"), told());
    }
}
