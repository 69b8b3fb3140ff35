package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.home.Channel;
import hearth.home.People;
import hearth.home.Person;
import hearth.hub.AlarmState;
import hearth.hub.Delivery.State;
import hearth.hub.Event;
import hearth.hub.Incident;
import hearth.mqtt.Mosquitto;
import hearth.mqtt.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A drill in the whole program: a door at the broker, a siren that answers, a server that takes messages.
final class DrillWalkTest {

    private static final DeviceId DOOR = new DeviceId("door");

    @TempDir Path folder;

    @Test void aDrillGoesFromADoorAtTheBrokerToTheSirenAndThePhoneAndIsCalledATest() throws Exception {
        var told = new LinkedBlockingQueue<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        var phone = new Channel("hook", new Channel.Address.Webhook("http://127.0.0.1:" + server.getAddress().getPort() + "/x"));
        GuardedHome.furnish(folder, Duration.ofSeconds(1));
        try (var hub = Running.headless(folder); var house = new Peer(hub.port(), "home/siren/set")) {
            hub.hearth().submit(new Event.PeopleChanged(new People(List.of(new Person("Anna", List.of(phone)))), Map.of()));
            drill(hub, house);
            house.say(Message.of("home/siren/state", "ON"));
            house.hears("home/siren/set", "OFF");
            hub.awaits(h -> h.security().drill().orElseThrow().sirens().values().stream().allMatch(at -> at.isPresent()));
            var letter = new ObjectMapper().readTree(Objects.requireNonNull(told.poll(30, TimeUnit.SECONDS), "a message"));
            assertTrue(letter.path("test").asBoolean(), letter::toString);
            hub.awaits(h -> h.outbox().deliveries().values().stream().anyMatch(d -> d.state() instanceof State.Accepted));
            hub.hearth().submit(new Event.IncidentAcknowledged());
            hub.awaits(h -> h.security().drill().orElseThrow().incident().orElseThrow().acknowledged().isPresent());
            assertEquals(Incident.Kind.TEST, hub.hearth().state().incident().orElseThrow().kind());
            assertEquals(new AlarmState.Disarmed(), hub.hearth().state().security().shown().state());
            Running.until(() -> Running.disk(folder, "journal.db", "SELECT kind FROM incident_kind").equals(List.of("TEST")));
        } finally {
            server.stop(0);
        }
    }

    @Test void aSirenThatADrillLeftSoundingIsToldToStopByTheNextStart() throws Exception {
        GuardedHome.furnish(folder, Duration.ZERO);
        try (var broker = Mosquitto.open(folder); var house = new Peer(broker.port(), "home/siren/set")) {
            try (var hub = Running.headless(folder, "--broker", broker.uri())) {
                hub.port();
                drill(hub, house);
                assertTrue(Running.disk(folder, "journal.db", "SELECT json FROM panel").getFirst().contains("\"drilled\":[\"siren\"]"));
            }
            house.heard();
            try (var hub = Running.headless(folder, "--broker", broker.uri())) {
                hub.port();
                house.hears("home/siren/set", "OFF");
                hub.awaits(h -> h.security().shown().drilled().isEmpty());
            }
        }
    }

    /// A drill begins, a door opens, and the siren is told to sound.
    private static void drill(Running hub, Peer house) throws Exception {
        house.say(Message.of("home/door", "closed"));
        hub.awaits(h -> h.device(DOOR).flatMap(d -> d.state(Capability.CONTACT)).filter(s -> s.value().isPresent()).isPresent());
        hub.hearth().submit(new Event.DrillWanted());
        hub.awaits(h -> h.security().drill().isPresent());
        house.say(Message.of("home/door", "open"));
        house.hears("home/siren/set", "ON");
    }
}
