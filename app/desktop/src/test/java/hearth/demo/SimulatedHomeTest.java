package hearth.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.Patience;
import hearth.device.Capability;
import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Home;
import hearth.home.Settings;
import hearth.hub.BrokerLink;
import hearth.hub.Effect;
import hearth.hub.Event;
import hearth.hub.Hub;
import hearth.hub.HubState;
import hearth.hub.Origin;
import hearth.hub.Outcome;
import hearth.hub.PropertyState;
import hearth.mqtt.BrokerAddress;
import hearth.mqtt.Mosquitto;
import hearth.mqtt.MqttSession;
import hearth.mqtt.Peer;
import hearth.profile.ProfileCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulatedHomeTest {

    @TempDir Path folder;

    @Test void everyDeviceThatArrivesHasAKnownProfileADemoIdAndOnlyDemoTopics() {
        for (var language : List.of("en", "de")) {
            for (var device : arrived(language).devices().values()) {
                var binding = ProfileCatalog.builtIn().profile(device.profile()).orElseThrow().bind(device.id(), device.variables());
                assertTrue(device.id().value().startsWith("demo-"));
                assertEquals(List.of(), binding.topics().stream().filter(t -> !t.filter().startsWith("demo/")).toList());
            }
        }
        assertEquals(List.of("Living room", "Hallway", "Kitchen", "Garden"), arrived("en").rooms().stream().map(r -> r.name()).toList());
        assertEquals(List.of("Wohnzimmer", "Flur", "Küche", "Garten"), arrived("de").rooms().stream().map(r -> r.name()).toList());
    }

    @Test void theHubSeesEveryDeviceAtOnceAndLampAndThermostatObeyIt() throws Exception {
        try (var broker = Mosquitto.open(folder); var home = home(broker); var house = new House(broker)) {
            home.start();
            for (var edit : SimulatedHome.arrival("en")) {
                house.hub.submit(new Event.HomeEdited(edit));
            }
            house.awaits(s -> arrived("en").devices().keySet().stream().allMatch(id -> s.home().devices().containsKey(id)
                    && s.device(id).orElseThrow().states().stream().anyMatch(p -> p.value().isPresent())));
            house.awaits(s -> s.shown(brightness("demo-lamp")).equals(Optional.of(new Value.Numeric(60))));
            house.awaits(s -> s.link() instanceof BrokerLink.Up); // which may be later than the first values

            assertEquals(true, house.confirms(brightness("demo-lamp"), 30));
            assertEquals(true, house.confirms(brightness("demo-floor-lamp"), 80));
            assertEquals(true, house.confirms(new PropertyRef(new DeviceId("demo-thermostat"), "thermostat", "target-temperature"), 23.5));
            assertEquals(true, house.confirms(new PropertyRef(new DeviceId("demo-thermostat"), "thermostat", "target-temperature"), 23.5));
            house.hub.submit(new Event.Toggled(new DeviceId("demo-washer"), new Origin.User()));
            house.awaits(s -> s.device(new DeviceId("demo-washer")).flatMap(d -> d.first(Capability.ON).flatMap(p -> s.shown(p.ref())))
                    .equals(Optional.of(new Value.Truth(false))));
        }
    }

    @Test void theLampAnswersAndItsThermostatDoesNotAnswerItself() throws Exception {
        try (var broker = Mosquitto.open(folder); var peer = new Peer(broker.port(), "demo/lamp/#", "demo/thermostat/setpoint");
                var home = home(broker)) {
            home.start();
            peer.hears("demo/lamp/availability", "online");
            awaitAnswer(peer, "demo/lamp/brightness/set", "240", "demo/lamp/brightness", "100");
            peer.heard();
            peer.say(Message.of("demo/thermostat/setpoint", "19.5"), Message.of("demo/thermostat/setpoint", "nonsense"));
            peer.hears("demo/thermostat/setpoint", "19.5");
            peer.hears("demo/thermostat/setpoint", "19.5");
            peer.say(Message.of("demo/lamp/brightness/set", "7"));
            peer.hears("demo/lamp/brightness", "7");
            assertEquals(List.of(), peer.heard());
        }
    }

    @Test void aDeviceThatWasAwayIsThereAgainAndObeys() throws Exception {
        try (var broker = Mosquitto.open(folder); var peer = new Peer(broker.port(), "demo/fan/#");
                var time = Executors.newSingleThreadScheduledExecutor()) {
            var fan = new DeviceClient(BrokerAddress.of(broker.uri()), "fan", time);
            fan.hears("set", wish -> fan.says("state", wish));
            time.execute(fan::start);
            peer.hears("demo/fan/availability", "online");
            time.execute(fan::vanish);
            peer.hears("demo/fan/availability", "offline");
            time.execute(fan::start);
            peer.hears("demo/fan/availability", "online");
            awaitAnswer(peer, "demo/fan/set", "ON", "demo/fan/state", "ON");
            time.submit(fan::stop).get().join();
        }
    }

    @Test void theDevicesComeBackWhenTheBrokerDoes() throws Exception {
        try (var broker = Mosquitto.open(folder); var home = home(broker)) {
            home.start();
            try (var peer = new Peer(broker.port(), "demo/outdoor/#")) {
                peer.hears("demo/outdoor/availability", "online");
            }
            broker.kill();
            broker.start();
            try (var peer = new Peer(broker.port(), "demo/lamp/#")) {
                peer.hears("demo/lamp/availability", "online");
                awaitAnswer(peer, "demo/lamp/brightness/set", "12", "demo/lamp/brightness", "12");
            }
        }
    }

    @Test void thePanelRings() throws Exception {
        try (var broker = Mosquitto.open(folder); var peer = new Peer(broker.port(), "demo/panel/#"); var home = home(broker)) {
            home.start();
            peer.hears("demo/panel/status", "ok");
            awaitAnswer(peer, "demo/panel/break-in", "1", "demo/panel/status", "break-in");
        }
    }

    @Test void removedItLeavesNothingRetainedBehind() throws Exception {
        try (var broker = Mosquitto.open(folder); var home = home(broker)) {
            home.start();
            try (var peer = new Peer(broker.port(), "demo/#")) {
                peer.say(Message.retained("demo/from-last-time", "1"), Message.retained("other", "stays"));
                peer.hears(m -> m.topic().equals("demo/fountain/power"));
            }
            home.remove();
            try (var peer = new Peer(broker.port(), "#")) {
                peer.say(Message.of("end", ""));
                assertEquals(Message.retained("other", "stays"), peer.hears(m -> true));
                assertEquals(Message.of("end", ""), peer.hears(m -> true));
            }
        }
    }

    private static SimulatedHome home(Mosquitto broker) {
        return new SimulatedHome(broker.uri(), InstantSource.system());
    }

    private static Home arrived(String language) {
        var home = Home.EMPTY;
        for (var edit : SimulatedHome.arrival(language)) {
            home = edit.applied(home);
        }
        return home;
    }

    private static PropertyRef brightness(String device) {
        return new PropertyRef(new DeviceId(device), "light", "brightness");
    }

    /// A device may not listen yet when it says that it is there: asks until it answers.
    private static void awaitAnswer(Peer peer, String ask, String wish, String topic, String answer) throws InterruptedException {
        var heard = Optional.<Message>empty();
        for (int tries = 0; tries < 30 && heard.isEmpty(); tries++) {
            peer.say(Message.of(ask, wish));
            heard = peer.hears(Duration.ofMillis(500), m -> m.topic().equals(topic) && m.payload().toString().equals(answer));
        }
        assertTrue(heard.isPresent(), "no answer on " + topic);
    }

    /// The hub with its session, and nothing else of the program.
    private static final class House implements AutoCloseable {

        private final CompletableFuture<MqttSession> session = new CompletableFuture<>();
        private final Hub hub;

        House(Mosquitto broker) {
            var start = HubState.start("test", Home.EMPTY, Settings.DEFAULT, ProfileCatalog.builtIn(), Map.of(), Optional.empty(),
                    List.of());
            hub = new Hub(start, effects -> effects.forEach(effect -> {
                switch (effect) {
                    case Effect.Publish(var message) -> session.join().publish(message);
                    case Effect.Announce(var message) -> session.join().announce(message);
                    default -> {
                    }
                }
            }), _ -> {
            }, InstantSource.system());
            hub.start();
            session.complete(new MqttSession(List.of(BrokerAddress.of(broker.uri())), "hub", new MqttSession.Listener() {
                @Override public void received(Message message) {
                    hub.submit(new Event.MessageReceived(message));
                }

                @Override public void linked(BrokerLink link) {
                    hub.submit(new Event.LinkChanged(link));
                }
            }, InstantSource.system(), false));
            session.join().start();
        }

        void awaits(Predicate<HubState> such) {
            Patience.until(() -> such.test(hub.state()));
        }

        private static PropertyState state(HubState house, PropertyRef property) {
            return house.device(property.device()).orElseThrow().state(property);
        }

        /// What the device makes of it; a wish may be over before anybody looks.
        boolean confirms(PropertyRef property, double wanted) {
            var before = state(hub.state(), property).outcome();
            hub.submit(new Event.CommandIssued(new Command(property, new Value.Numeric(wanted)), new Origin.User()));
            awaits(s -> state(s, property).pending().isEmpty() && !state(s, property).outcome().equals(before));
            return state(hub.state(), property).outcome().orElseThrow() instanceof Outcome.Confirmed;
        }

        @Override public void close() {
            session.join().close();
            hub.close();
        }
    }
}
