package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Device;
import hearth.home.Home;
import hearth.home.Settings;
import hearth.profile.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pcollections.PMap;
import org.pcollections.PStack;
import org.pcollections.TreePSet;

/// What lies on the workbench of a [Step]: a house in the making, which starts as the old one. Its parts change it; lives for one call.
final class Bench {

    private static final Duration PAUSE = Duration.ofMillis(100);

    final HubState before;
    final Instant now;
    Home home;
    Settings settings;
    final Devices devices;
    Discovery discovery;
    Routes routes;
    TreePSet<Deadline> deadlines;
    PMap<String, TopicSeen> topics;
    BrokerLink link;
    PMap<Trouble.Kind, Trouble> troubles;
    Recent<JournalEntry> journal;
    PStack<Home> undo;
    final List<Effect> effects = new ArrayList<>(4);
    private int greeted;
    /// For the rules, which look at them when all else has happened.
    final List<Change> changes = new ArrayList<>(0);
    final List<Answered> answers = new ArrayList<>(0);
    final List<DeviceId> silences = new ArrayList<>(0);

    /// A property that was told anew.
    ///
    /// @param momentary it is only now so: a press, a tag
    record Change(PropertyRef property, Optional<Value> was, Value is, boolean momentary) {
    }

    /// What became of a wish.
    record Answered(Origin origin, PropertyRef property, Value wanted, Trace.Answer answer) {
    }

    Bench(HubState state, Instant now) {
        before = state;
        this.now = now;
        home = state.home();
        settings = state.settings();
        devices = new Devices(state.devices());
        discovery = state.discovery();
        routes = state.routes();
        deadlines = state.deadlines();
        topics = state.topics();
        link = state.link();
        troubles = state.troubles();
        journal = state.journal();
        undo = state.undo();
    }

    void trouble(Trouble trouble) {
        if (!trouble.equals(troubles.get(trouble.kind()))) {
            troubles = troubles.plus(trouble.kind(), trouble);
            journal(JournalEntry.Kind.TROUBLE, Optional.empty(), trouble.kind() + " " + trouble.detail());
        }
    }

    void troubleOver(Trouble.Kind kind) {
        if (troubles.containsKey(kind)) {
            troubles = troubles.minus(kind);
            journal(JournalEntry.Kind.TROUBLE_OVER, Optional.empty(), kind.name());
        }
    }

    /// Says on the wire what the hub itself is.
    void describeHub() {
        if (link instanceof BrokerLink.Up(var address, var protocol, boolean embedded, var since)) {
            var broker = new Api.Broker(address, protocol, embedded, !embedded && before.beyond().failedBeside(address), since);
            var names = new LinkedHashMap<String, String>();
            home.automations().scenes().forEach(scene -> names.put(scene.id(), scene.name()));
            Api.hub(before.version(), broker, home.devices().size(), names).forEach(m -> effects.add(new Effect.Announce(m)));
        }
    }

    /// Asks a device that announced itself for what it does not say by itself: the first one now, then ten a second, since in a large house
    /// the answers of all at once would be a flood.
    void greet(DeviceId id) {
        if (!greetings(id).isEmpty()) {
            if (greeted == 0) {
                ask(id);
            } else {
                deadlines = deadlines.plus(new Deadline(now.plus(PAUSE.multipliedBy(greeted)), id, new Deadline.What.Greeting()));
            }
            greeted++;
        }
    }

    void ask(DeviceId id) {
        if (link instanceof BrokerLink.Up) {
            greetings(id).forEach(m -> effects.add(new Effect.Publish(m)));
        }
    }

    private List<Message> greetings(DeviceId id) {
        return discovery.announced().parts(id, home.dismissed()::contains).stream().flatMap(p -> p.greeting().stream()).distinct().toList();
    }

    /// Of what is not in the home there is no history.
    void keep(PropertyRef ref, Value value, Instant at) {
        if (home.devices().containsKey(ref.device())) {
            effects.add(new Effect.Keep(ref, value, at));
        }
    }

    void journal(JournalEntry.Kind kind, Optional<DeviceId> device, String detail) {
        journal(new JournalEntry(now, kind, device, detail));
    }

    /// What became of a wish.
    void journal(JournalEntry.Kind kind, Why why) {
        journal(new JournalEntry(now, kind, Optional.of(why.property().device()), why.value().wire(), Optional.of(why)));
    }

    private void journal(JournalEntry entry) {
        var device = entry.device();
        if (device.isPresent() && !JournalEntry.ABOUT_ANY.contains(entry.kind()) && !home.devices().containsKey(device.get())) {
            return; // not in the house yet
        }
        journal = journal.with(entry);
        effects.add(new Effect.Append(entry));
    }

    Optional<DeviceState> device(DeviceId id) {
        return Optional.ofNullable(devices.get(id));
    }

    /// As it is called in the house.
    String name(DeviceId id) {
        return home.device(id).map(Device::name).orElse(id.value());
    }

    DeviceState get(DeviceId id) {
        return Objects.requireNonNull(devices.get(id), id::value);
    }
}
