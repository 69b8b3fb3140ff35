package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Command;
import hearth.device.Message;
import hearth.device.Value;
import hearth.home.Settings;
import hearth.profile.ProfileCatalog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HubTest {

    private static HubState house() {
        return HubState.start("1", House.seeds(), Settings.DEFAULT, ProfileCatalog.builtIn(), Map.of(), Optional.empty(), List.of());
    }

    @Test void whatIsDueHappensWithoutATimerOfAnyonesOwn() throws InterruptedException {
        var given = new CountDownLatch(1);
        try (var hub = new Hub(house(), _ -> {
        }, state -> {
            if (state.device(House.LIGHT).orElseThrow().condition() == DeviceState.Condition.NOT_CONFIRMED) {
                given.countDown();
            }
        }, InstantSource.system())) {
            hub.start();
            hub.submit(new Event.LinkChanged(new BrokerLink.Up("a:1", "MQTT 5", true, Instant.EPOCH)));
            hub.submit(new Event.CommandIssued(new Command(House.BRIGHTNESS, new Value.Numeric(5)), new Origin.User()));
            assertTrue(given.await(10, TimeUnit.SECONDS));
        }
    }

    @Test void aBugLeavesTheHouseAsItWasAndTheNextEventIsTaken() throws InterruptedException {
        var seen = new CountDownLatch(1);
        try (var hub = new Hub(house(), effects -> {
            if (effects.stream().anyMatch(Effect.Append.class::isInstance)) {
                throw new IllegalStateException("a bug, made by this test");
            }
        }, state -> {
            if (state.shown(House.DEGREES).isPresent()) {
                seen.countDown();
            }
        }, InstantSource.system())) {
            hub.start();
            hub.submit(new Event.IncidentAcknowledged());
            hub.submit(new Event.LinkChanged(new BrokerLink.Lost("a", "b", Instant.EPOCH)));
            hub.submit(new Event.MessageReceived(Message.of("temperature", "20")));
            assertTrue(seen.await(10, TimeUnit.SECONDS));
        }
    }

    @Test void closingCarriesOutWhatWasSubmitted() {
        var hub = new Hub(house(), _ -> {
        }, _ -> {
        }, InstantSource.system());
        hub.start();
        for (int i = 1; i <= 30_000; i++) {
            hub.submit(new Event.MessageReceived(Message.of("temperature", Integer.toString(i % 100))));
        }
        hub.submit(new Event.MessageReceived(Message.of("temperature", "42")));
        hub.close();
        assertEquals(Optional.of(new Value.Numeric(42)), hub.state().shown(House.DEGREES));
        assertEquals(0, hub.backlog());
    }
}
