package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.home.Home;
import hearth.home.Settings;
import hearth.profile.ProfileCatalog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckupTest {

    private static final Instant NOW = Instant.parse("2026-11-22T17:42:00Z");
    private static final Checkup.Check FINE = Checkup.Check.of(Checkup.Finding.LISTENER_FINE, 1883);
    private final HubState start = HubState.start("1", Home.EMPTY, Settings.DEFAULT, ProfileCatalog.builtIn(), List.of(), Map.of(),
            Optional.empty(),
            List.of());

    @Test void oneCheckupRunsAtATimeAndANewOneForgetsTheLast() {
        var asked = start.after(new Event.CheckupAsked(), NOW);
        assertEquals(List.of(new Effect.CheckConnection()), asked.effects());
        assertEquals(List.of(), asked.state().after(new Event.CheckupAsked(), NOW).effects());
        var found = asked.state().after(new Event.CheckMade(FINE), NOW).state();
        assertEquals(new Checkup(true, List.of(FINE)), found.checkup());
        var over = found.after(new Event.CheckupOver(), NOW).state();
        assertEquals(new Checkup(false, List.of(FINE)), over.checkup());
        assertEquals(new Checkup(true, List.of()), over.after(new Event.CheckupAsked(), NOW).state().checkup());
    }

    @Test void whatTheNetworkReportsIsShown() {
        var report = new Network(Optional.empty(), List.of(new Network.Taken(Network.Way.TLS, 8883, Optional.of("mosquitto"), 8884)),
                new Network.Announcement.Silent(), List.of());
        assertEquals(report, start.after(new Event.NetworkReported(report), NOW).state().network());
    }
}
