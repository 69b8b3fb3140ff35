package hearth.hub;

import static hearth.hub.House.T0;
import static hearth.hub.House.WORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BreakInTest {

    private final House house = new House();

    @ParameterizedTest
    @ValueSource(strings = {"break-in", "break_in", "Break-In", "BREAK IN", "intrusion", "alarm", "triggered", "alert",
        "{\"status\":\"break-in\",\"zone\":\"kitchen\"}"}) void everyRingingWordIsPutOnDiskFirstAndRingsThen(String word) {
        house.says("security/status", word);
        assertEquals(Optional.empty(), house.state.alert());
        assertTrue(house.effects.stream().anyMatch(Effect.Record.class::isInstance));
        assertTrue(house.effects.stream().noneMatch(Effect.Ring.class::isInstance));
        house.on(new Event.IncidentRecorded(T0, Optional.empty()));
        assertTrue(house.state.alert().isPresent());
        assertTrue(house.effects.stream().anyMatch(Effect.Ring.class::isInstance));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "secure", "closed", "disarmed", "armed_away", "ARMED_HOME", "pending"}) void calmWordsRingNothing(
            String word) {
        house.says("security/status", word);
        assertEquals(Optional.empty(), house.state.incident());
        assertEquals(List.of(JournalEntry.Kind.SECURITY_CALM), house.journal());
    }

    @Test void anyOtherWordIsTroubleAndKeptWordForWord() {
        house.says("security/status", "Sensor 7 tampered");
        assertEquals(List.of(JournalEntry.Kind.SECURITY_TROUBLE), house.journal());
        assertEquals(Optional.of(new Value.Text("Sensor 7 tampered")), house.state.shown(WORD));
    }

    @Test void anAlertGoesOutEvenIfTheDiskIsFull() {
        house.says("security/status", "break-in").on(new Event.IncidentRecorded(T0, Optional.of("no space left")));
        assertEquals(Optional.of("no space left"), house.state.alert().orElseThrow().unsaved());
    }

    @Test void twentyRepeatsAreOneIncidentAndAnotherZoneJoinsItAndRingsAgain() {
        house.says("security/status", "break-in").on(new Event.IncidentRecorded(T0, Optional.empty()));
        for (int i = 0; i < 19; i++) {
            house.later(Duration.ofMillis(500)).says("security/status", "break-in");
        }
        assertEquals(20, house.state.alert().orElseThrow().count());
        house.on(new Event.IncidentSilenced());
        house.effects.clear();
        house.says("security/status", "{\"status\":\"break-in\",\"zone\":\"garage\"}");
        assertEquals(2, house.state.alert().orElseThrow().happenings().size());
        assertTrue(house.effects.stream().anyMatch(Effect.Ring.class::isInstance));
    }

    @Test void theAlertStaysUntilItIsAcknowledgedWhateverIsSaidMeanwhile() {
        house.says("security/status", "break-in").on(new Event.IncidentRecorded(T0, Optional.empty())).says("security/status", "ok");
        assertTrue(house.state.alert().isPresent());
        house.later(Duration.ofHours(1)).on(new Event.IncidentAcknowledged());
        assertEquals(Optional.empty(), house.state.alert());
        assertEquals(Optional.of(T0.plus(Duration.ofHours(1))), house.state.incident().orElseThrow().acknowledged());
    }

    @Test void afterARestartAnUnseenAlertRingsAgainWithItsRealTimeAndARetainedWordDoesNotCount() {
        var old = T0.minus(Duration.ofHours(3));
        var left = new House(kept("break-in"),
                Optional.of(Incident.of(Incident.Kind.BURGLARY, Optional.empty(), WORD, "break-in", Optional.empty(), old)));
        left.on(new Event.IncidentRecorded(old, Optional.empty())).repeats("security/status", "break-in");
        assertEquals(old, left.state.alert().orElseThrow().since());
        assertEquals(1, left.state.alert().orElseThrow().count());
        assertTrue(left.effects.stream().anyMatch(Effect.Ring.class::isInstance));
    }

    @Test void afterARestartAnAcknowledgedRetainedWordIsQuiet() {
        var seen = Incident.of(Incident.Kind.BURGLARY, Optional.empty(), WORD, "break-in", Optional.empty(), T0.minusSeconds(9))
                .recorded(Optional.empty()).seen(T0.minusSeconds(5));
        var left = new House(kept("break-in"), Optional.of(seen)).repeats("security/status", "break-in");
        assertEquals(Optional.of(seen), left.state.incident());
    }

    @Test void aRetainedWordThatCameWhileTheHubWasOffRings() {
        var seen = Incident.of(Incident.Kind.BURGLARY, Optional.empty(), WORD, "break-in", Optional.empty(), T0.minusSeconds(900))
                .recorded(Optional.empty())
                .seen(T0.minusSeconds(500));
        var left = new House(kept("ok"), Optional.of(seen)).repeats("security/status", "break-in");
        assertEquals(T0, left.state.incident().orElseThrow().since());
        assertTrue(new House().repeats("security/status", "intrusion").state.incident().isPresent());
    }

    private static Map<hearth.device.PropertyRef, HubState.Kept> kept(String word) {
        return Map.of(WORD, new HubState.Kept(new Value.Text(word), T0.minusSeconds(1), Trend.NONE));
    }
}
