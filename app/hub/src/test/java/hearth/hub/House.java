package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.home.AlarmMode;
import hearth.home.AlarmPlan;
import hearth.home.AlarmZone;
import hearth.home.Device;
import hearth.home.Home;
import hearth.home.Settings;
import hearth.profile.ProfileCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A house to try things on: the seeds, a broker that is up, a clock that stands until it is moved.
final class House {

    static final DeviceId LIGHT = new DeviceId("light");
    static final DeviceId TEMPERATURE = new DeviceId("temperature");
    static final DeviceId SECURITY = new DeviceId("security");
    static final PropertyRef BRIGHTNESS = new PropertyRef(LIGHT, "light", "brightness");
    static final PropertyRef DEGREES = new PropertyRef(TEMPERATURE, "climate", "temperature");
    static final PropertyRef WORD = new PropertyRef(SECURITY, "security", "security");
    private static final ProfileCatalog PROFILES = ProfileCatalog.builtIn();
    static final Instant T0 = Instant.parse("2026-01-01T12:00:00Z");

    Instant now = T0;
    HubState state;
    final List<Effect> effects = new ArrayList<>();

    House() {
        this(Map.of(), Optional.empty());
    }

    House(Map<PropertyRef, HubState.Kept> kept, Optional<Incident> incident) {
        this(seeds(), kept, incident);
    }

    House(Home home, Map<PropertyRef, HubState.Kept> kept, Optional<Incident> incident) {
        state = HubState.start("1", home, Settings.DEFAULT, PROFILES, kept, incident, List.of());
        on(new Event.LinkChanged(new BrokerLink.Up("127.0.0.1:1883", "MQTT 5", true, T0)));
        effects.clear();
    }

    /// One that is guarded: a door with delay, a window, the hallway where nobody is at night, a pair of barriers, and smoke; all calm.
    static House guarded() {
        var house = new House();
        for (var id : List.of("door", "window", "kitchen")) {
            house.add(id, "contact");
        }
        for (var id : List.of("hall", "left", "right")) {
            house.add(id, "motion");
        }
        house.add("smoke", "smoke").add("siren", "plug");
        house.on(new Event.HomeEdited(new HomeEdit.Guarded(AlarmPlan.NONE.with(List.of(
                new AlarmZone("Entrance", ids("door"), Set.of(AlarmMode.values()), AlarmZone.Entry.DELAYED, false),
                new AlarmZone("Perimeter", ids("window", "kitchen"), Set.of(AlarmMode.values()), AlarmZone.Entry.INSTANT, false),
                new AlarmZone("Inside", ids("hall"), Set.of(AlarmMode.AWAY, AlarmMode.VACATION), AlarmZone.Entry.INSTANT, false),
                new AlarmZone("Garden", ids("left", "right"), Set.of(AlarmMode.AWAY), AlarmZone.Entry.INSTANT, true),
                new AlarmZone("Fire", ids("smoke"), Set.of(), AlarmZone.Entry.ALWAYS, false))).withSirens(ids("siren")))));
        for (var id : List.of("door", "window", "kitchen", "hall", "left", "right", "smoke")) {
            house.says("home/" + id, "false");
        }
        house.effects.clear();
        return house;
    }

    static Set<DeviceId> ids(String... all) {
        return Stream.of(all).map(DeviceId::new).collect(Collectors.toSet());
    }

    House add(String id, String profile) {
        return on(new Event.HomeEdited(new HomeEdit.Add(
                new Device(new DeviceId(id), id, profile, Map.of("topic", "home/" + id), Device.Size.SMALL), "")));
    }

    /// With everything on disk that has to be there.
    House stored() {
        var all = List.copyOf(effects);
        for (var effect : all) {
            if (effect instanceof Effect.RecordPanel(var panel)) {
                on(new Event.PanelRecorded(panel, Optional.empty()));
            } else if (effect instanceof Effect.Record(var incident)) {
                on(new Event.IncidentRecorded(incident.since(), Optional.empty()));
            }
        }
        return this;
    }

    House wish(AlarmWish wish) {
        return on(new Event.AlarmWished(wish, new Secret(""))).stored();
    }

    AlarmState alarm() {
        return state.security().shown().state();
    }

    static Home seeds() {
        return Home.EMPTY.with(new Device(LIGHT, "Light", "light", Map.of(), Device.Size.SMALL), "")
                .with(new Device(TEMPERATURE, "Temperature", "temperature", Map.of(), Device.Size.SMALL), "")
                .with(new Device(SECURITY, "Security", "security", Map.of(), Device.Size.SMALL), "");
    }

    House on(Event event) {
        var transition = state.after(event, now);
        state = transition.state();
        effects.addAll(transition.effects());
        return this;
    }

    House says(String topic, String payload) {
        return on(new Event.MessageReceived(Message.of(topic, payload)));
    }

    House repeats(String topic, String payload) {
        return on(new Event.MessageReceived(Message.retained(topic, payload)));
    }

    /// Time passes, and what becomes due on the way happens at its own time.
    House later(Duration time) {
        return until(now.plus(time), () -> on(new Event.Tick()));
    }

    /// The same up to then, and at each deadline that comes before it this.
    House until(Instant end, Runnable tick) {
        while (state.nextDeadline().filter(d -> !d.isAfter(end)).isPresent()) {
            var due = state.nextDeadline().get();
            now = due.isBefore(now) ? now : due;
            tick.run();
        }
        now = end;
        return this;
    }

    /// The values as they are on disk.
    Map<PropertyRef, HubState.Kept> kept() {
        var kept = new HashMap<PropertyRef, HubState.Kept>();
        state.devices().forEach((_, device) -> device.binding().properties().stream().map(Property::ref).forEach(ref -> {
            var property = device.state(ref);
            property.value().ifPresent(v -> kept.put(ref, new HubState.Kept(v, property.at().orElseThrow(), property.trend())));
        }));
        return kept;
    }

    /// The messages sent to devices, `topic payload`, since the last look.
    List<String> sent() {
        var sent = effects.stream()
                .flatMap(e -> e instanceof Effect.Publish(var m) ? Optional.of(m).stream() : Optional.<Message>empty().stream())
                .map(m -> m.topic() + " " + m.payload().text().orElse("?")).toList();
        effects.clear();
        return sent;
    }

    List<JournalEntry.Kind> journal() {
        return effects.stream().flatMap(e -> e instanceof Effect.Append(var j) ? Optional.of(j.kind()).stream()
                : Optional.<JournalEntry.Kind>empty().stream()).toList();
    }
}
