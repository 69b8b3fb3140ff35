package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.AlarmCode;
import hearth.home.Home;
import hearth.home.Logins;
import hearth.home.Scene;
import hearth.home.Settings;
import hearth.profile.ProfileCatalog;
import hearth.trie.Trie;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pcollections.ConsPStack;
import org.pcollections.PMap;
import org.pcollections.PStack;
import org.pcollections.TreePSet;

/// The house at one moment. A value: [#after] gives the next one and changes nothing.
///
/// @param devices  those of the home, and those that announced themselves and are not adopted yet
/// @param topics   the last message of each topic, at most [TopicSeen#MOST]
/// @param incident the newest break-in, seen or not
/// @param journal  the newest lines; all of them are on disk
/// @param undo     the houses before the last edits, newest first
/// @param retained what was looked up last
/// @param corrections topics of the hub's own on which somebody else spoke a moment ago
public record HubState(String version, Home home, Settings settings, ProfileCatalog profiles, PMap<DeviceId, DeviceState> devices,
        Discovery discovery, Routes routes, TreePSet<Deadline> deadlines, PMap<String, TopicSeen> topics, Optional<Incident> incident,
        BrokerLink link,
        BrokerStatus broker, PMap<Trouble.Kind, Trouble> troubles, Recent<JournalEntry> journal, PStack<Home> undo,
        Access access, Network network, Checkup checkup, Beyond beyond, Outbox outbox, Vigil vigil, Automation automation,
        Retained.Found retained, Security security, Climate climate, PMap<String, Correction> corrections) {

    private static final int LINES = 200;

    /// A value from before the program was last stopped.
    public record Kept(Value value, Instant at, Trend trend) {
    }

    /// An announcement from before the program was last stopped.
    ///
    /// @param heard when its device was last known to be alive
    public record Remembered(Message message, Instant heard) {
    }

    /// The house as it was left.
    ///
    /// @param version   the program's own, for [hearth.profile.Api#hub]
    /// @param announced what devices had announced, in the order in which it came
    /// @param incident  the newest break-in; one nobody has seen rings again once it is reported as recorded
    public static HubState start(String version, Home home, Settings settings, ProfileCatalog profiles,
            Collection<Remembered> announced, Map<PropertyRef, Kept> kept, Optional<Incident> incident,
            Collection<JournalEntry> journal) {
        var lines = Recent.<JournalEntry>none(LINES);
        for (var entry : journal) {
            lines = lines.with(entry);
        }
        var empty = new HubState(version, Home.EMPTY, settings, profiles, Trie.empty(), Discovery.of(home, profiles), Routes.NONE,
                TreePSet.empty(), Trie.empty(), incident, new BrokerLink.Connecting(), BrokerStatus.NONE, Trie.empty(),
                lines, ConsPStack.empty(), Access.NONE, Network.NONE, Checkup.NONE, Beyond.NONE, Outbox.NONE, Vigil.NONE, Automation.NONE,
                Retained.Found.NOTHING, Security.NONE, Climate.NONE, Trie.empty());
        var step = new Step(empty, Instant.EPOCH);
        step.house.moveIn(home, announced, kept);
        return step.done().state();
    }

    /// The house of people who had no device that announced itself.
    public static HubState start(String version, Home home, Settings settings, ProfileCatalog profiles, Map<PropertyRef, Kept> kept,
            Optional<Incident> incident, Collection<JournalEntry> journal) {
        return start(version, home, settings, profiles, List.of(), kept, incident, journal);
    }

    /// This house with these logins, as they were left.
    public HubState with(Logins logins) {
        return new HubState(version, home, settings, profiles, devices, discovery, routes, deadlines, topics, incident, link, broker,
                troubles, journal, undo, Access.of(logins), network, checkup, beyond, outbox, vigil, automation, retained, security,
                climate, corrections);
    }

    /// This house with these people, and what was on its way to them.
    public HubState with(Outbox left) {
        return new HubState(version, home, settings, profiles, devices, discovery, routes, deadlines, topics, incident, link, broker,
                troubles, journal, undo, access, network, checkup, beyond, left, vigil, automation, retained, security, climate,
                corrections);
    }

    /// This house with its watch, as it was left.
    public HubState with(Vigil left) {
        return new HubState(version, home, settings, profiles, devices, discovery, routes, deadlines, topics, incident, link, broker,
                troubles, journal, undo, access, network, checkup, beyond, outbox, left, automation, retained, security, climate,
                corrections);
    }

    /// This house with what its rules had begun, by rule.
    public HubState with(Map<String, Unfinished> left) {
        return with(left, Map.of());
    }

    /// This house with what its rules had begun, and what became of their last runs, by rule, oldest first.
    public HubState with(Map<String, Unfinished> left, Map<String, ? extends List<Trace>> traces) {
        return new HubState(version, home, settings, profiles, devices, discovery, routes, deadlines, topics, incident, link, broker,
                troubles, journal, undo, access, network, checkup, beyond, outbox, vigil, Automation.of(left, traces), retained, security,
                climate, corrections);
    }

    /// This house with its alarm as it was left.
    public HubState with(Panel panel, List<AlarmCode> codes) {
        return new HubState(version, home, settings, profiles, devices, discovery, routes, deadlines, topics, incident, link, broker,
                troubles, journal, undo, access, network, checkup, beyond, outbox, vigil, automation, retained,
                Security.of(panel, codes), climate, corrections);
    }

    /// What the embedded broker checks its clients by.
    public List<Permit> permits() {
        return access.permits(home);
    }

    /// What the event makes of the house. Pure: the same state, event and time give the same answer.
    public Transition after(Event event, Instant now) {
        var step = new Step(this, now);
        switch (event) {
            case Event.MessageReceived(var message) -> step.received(message);
            case Event.Overheard(var message, var by) -> step.own.overheard(message, by);
            case Event.CommandIssued(var command, var origin) -> step.commands.command(command, origin);
            case Event.Toggled(var device, var origin) -> step.commands.toggle(device, origin);
            case Event.MessageWritten(var message) -> step.commands.write(message);
            case Event.HomeEdited(var edit) -> step.edit(edit);
            case Event.Began(var zone, var alive) -> {
                step.heaters.begin(zone);
                step.rules.begin(zone, alive);
            }
            case Event.PlaceSought(var name) -> {
                step.heaters.places = new Places(name, true, List.of(), "");
                step.effect(new Effect.FindPlaces(name, settings.language()));
            }
            case Event.PlacesFound(var found) -> step.heaters.places = found;
            case Event.RoomLearnt(var thermostat, var warmth) -> step.heaters.learnt(thermostat, warmth);
            case Event.EarlyUndone(var thermostat) -> step.heaters.undo(thermostat);
            case Event.ScenePlayed(var scene, var origin) -> step.scenes.play(scene, origin);
            case Event.RuleTried(var rule) -> step.rules.attempt(rule);
            case Event.RuleResumed(var rule) -> step.rules.resume(rule);
            case Event.GhostsSwept(var devices) -> step.house.sweep(devices);
            case Event.EditUndone() -> step.house.undo();
            case Event.SettingsChanged(var changed) -> step.house.settings(changed);
            case Event.LinkChanged(var changed) -> step.link(changed);
            case Event.BrokerSeen(var status) -> {
                step.broker(status);
                step.watchman.reported();
            }
            case Event.RetainedAsked(var search) -> step.effect(new Effect.ListRetained(search));
            case Event.RetainedListed(var found) -> step.retained = found;
            case Event.NetworkReported(var network) -> step.network = network;
            case Event.CheckupAsked() -> step.checkUp();
            case Event.CheckMade(var check) -> step.checkup = step.checkup.with(check);
            case Event.CheckupOver() -> step.checkup = new Checkup(false, step.checkup.checks());
            case Event.ClientCut(var clientId) -> step.effect(new Effect.Cut(clientId));
            case Event.PairingOpened(var family) -> step.door.open(family);
            case Event.PairingEnded() -> step.door.end();
            case Event.LoginWanted(var name, var role) -> step.door.want(name, role);
            case Event.PasswordRenewed(var user) -> step.door.renew(user);
            case Event.PasswordMade(var user, var password, var hash) -> step.door.made(user, password, hash);
            case Event.PasswordSeen() -> step.door.seen();
            case Event.HandoverWanted(var kind, var folder) -> step.door.handOver(kind, folder, home);
            case Event.HandedOver(var made) -> step.door.handedOver(made);
            case Event.HandoverSeen() -> step.door.handoverSeen();
            case Event.LoginRenamed(var user, var name) -> step.door.rename(user, name);
            case Event.RoleSet(var user, var role) -> step.door.role(user, role);
            case Event.LoginRevoked(var user) -> step.door.revoke(user);
            case Event.KnockAllowed(var knock) -> step.door.allow(knock);
            case Event.KnockRefused(var knock) -> step.door.turnAway(knock);
            case Event.LoginsImported(var logins) -> step.door.bring(logins);
            case Event.RefusalsCleared() -> step.door.clearRefusals();
            case Event.Arrived(var user, var clientId, var address) -> step.door.arrived(user, clientId, address);
            case Event.BrokeOff(_, var topics) -> step.presence.brokeOff(topics);
            case Event.Learned(var user, var grant) -> step.door.learned(user, grant);
            case Event.Rehashed(var user, var from, var to) -> step.door.rehashed(user, from, to);
            case Event.Knocked(var knock) -> step.door.knocked(knock);
            case Event.Refused(var refusal) -> step.door.refused(refusal);
            case Event.IncidentRecorded(var since, var problem) -> step.alarm.recorded(since, problem);
            case Event.NowKept(var messages) -> messages.forEach(m -> step.effect(new Effect.Publish(m)));
            case Event.IncidentSilenced() -> step.alarm.silence();
            case Event.IncidentAcknowledged() -> step.guard.acknowledge();
            case Event.AlarmWished(var wish, var code) -> step.keypad.wish(wish, code, Panel.Way.WINDOW);
            case Event.CodeChecked(var ask, var whose) -> step.keypad.checked(ask, whose);
            case Event.CodeMade(var code) -> step.keypad.made(code);
            case Event.CodeTaken() -> step.keypad.taken();
            case Event.PanelRecorded(var panel, _) -> step.guard.display.recorded(panel);
            case Event.DrillWanted() -> step.guard.drill();
            case Event.DrillRead() -> step.guard.drills.end();
            case Event.Awoke(var from) -> step.awoke(from);
            case Event.Pulse(var at, var steady) -> step.watchman.pulse(new Vigil.Pulse(at, steady), step::awoke, step::setBack);
            case Event.PeopleChanged(var people, var secrets) -> step.messenger.people(people, secrets);
            case Event.NotificationTested() -> step.effect(new Effect.TestNotification());
            case Event.ChannelTested(var channel) -> step.messenger.test(channel);
            case Event.DeliveryKept(var id) -> step.messenger.kept(id);
            case Event.Delivered(var id, int attempt, var answer) -> step.messenger.delivered(id, attempt, answer);
            case Event.AlarmAnswered(var about, var channel) -> step.answered(about, channel);
            case Event.WatchChanged(var watch, var password) -> step.watchman.change(watch, password);
            case Event.Pinged(var answer) -> step.watchman.pinged(answer);
            case Event.OtherHubHeard() -> step.watchman.heard();
            case Event.TroubleFound(var trouble) -> step.trouble(trouble);
            case Event.TroubleOver(var kind) -> step.troubleOver(kind);
            case Event.BrokerTried(var choice) -> step.brokers.tryBroker(choice);
            case Event.BrokerProbed(var choice, var probes) -> step.brokers.beyond = beyond.probed(choice, probes);
            case Event.MoveWanted(var choice, boolean carry) -> step.brokers.move(choice, carry);
            case Event.MoveEnded(var how) -> step.brokers.moved(how);
            case Event.NodeMet(var node) -> step.brokers.beyond = beyond.met(node);
            case Event.BrokerRegained(var how) -> step.brokers.regained(how);
            case Event.BridgeReported(var report) -> step.brokers.beyond = beyond.bridged(report);
            case Event.Tick() -> step.tick();
        }
        return step.done();
    }

    /// When a [Event.Tick] is due next.
    public Optional<Instant> nextDeadline() {
        var away = earlier(earlier(outbox.due(), vigil.due()), climate.due());
        var later = deadlines.isEmpty() ? away : earlier(deadlines.first().at(), away);
        var next = automation.due().isEmpty() ? later : earlier(later, automation.due().first().at());
        var due = access.pairing().map(Pairing::ends).map(ends -> earlier(ends, next)).orElse(next);
        var all = security.due().map(alarm -> earlier(alarm, due)).orElse(due);
        return all.equals(Instant.MAX) ? Optional.empty() : Optional.of(all);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    public Optional<DeviceState> device(DeviceId id) {
        return Optional.ofNullable(devices.get(id));
    }

    /// The devices that stand in the home.
    public List<DeviceState> housed() {
        return home.devices().keySet().stream().map(devices::get).filter(Objects::nonNull).toList();
    }

    /// Devices that announced themselves and are not in the home yet: the newest last.
    public List<Newcomer> newcomers() {
        return discovery.newcomers(this);
    }

    /// Devices that the user deleted and that are hidden since: those that announce themselves still, or were deleted since the start.
    public List<Hidden> hidden() {
        return discovery.hidden(this);
    }

    /// Devices that are still announced by messages the broker keeps, and were not heard for [Discovery#GHOST].
    public List<Newcomer> ghosts(Instant now) {
        return discovery.ghosts(this, now);
    }

    /// What could not be read in the announcements of a device, each in a sentence.
    public List<String> problems(DeviceId device) {
        return discovery.problems(device);
    }

    /// What screens show of a property: the wanted value while a command is under way, else the last good one.
    public Optional<Value> shown(PropertyRef property) {
        return device(property.device()).flatMap(d -> d.state(property).shown());
    }

    /// What a scene wished for and what is not so: not confirmed, not yet, or gone.
    public List<PropertyRef> unconfirmed(Scene scene) {
        return scene.wishes().entrySet().stream().filter(wish -> {
            var state = device(wish.getKey().device()).map(d -> d.state(wish.getKey()));
            return state.isEmpty() || state.get().pending().isPresent() || state.get().outcome().isPresent()
                    ? state.flatMap(PropertyState::outcome).filter(Outcome.Confirmed.class::isInstance).isEmpty()
                    : !state.get().value().equals(Optional.of(wish.getValue()));
        }).map(Map.Entry::getKey).toList();
    }

    /// The alarm that is on the screen: recorded, and seen by nobody yet.
    public Optional<Incident> alert() {
        return incident.filter(i -> i.recorded() && i.open() && i.kind().loud());
    }
}
