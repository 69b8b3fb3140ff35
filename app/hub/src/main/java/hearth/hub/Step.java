package hearth.hub;

import hearth.device.Capability;
import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.PropertyType;
import hearth.device.Reading;
import hearth.device.TopicFilter;
import hearth.device.Value;
import hearth.home.Device;
import hearth.home.Home;
import hearth.home.Settings;
import hearth.profile.Api;
import hearth.profile.Binding;
import hearth.profile.Profile;
import hearth.profile.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.pcollections.ConsPStack;
import org.pcollections.PMap;
import org.pcollections.PStack;
import org.pcollections.TreePSet;

/// One step of [HubState#after]: a workbench that starts as the old state and is sealed into the new one. Lives for one call.
final class Step {

    private static final int UNDO = 20;
    private static final Duration ALIVE = Duration.ofDays(1);

    private final HubState before;
    private final Instant now;
    private Home home;
    private Settings settings;
    private final Devices devices;
    private Discovery discovery;
    private Routes routes;
    private TreePSet<Deadline> deadlines;
    private PMap<String, TopicSeen> topics;
    final Alarm alarm;
    final Doorkeeper door;
    private BrokerLink link;
    private PMap<Trouble.Kind, Trouble> troubles;
    private Recent<JournalEntry> journal;
    private PStack<Home> undo;
    private Optional<HomePassword> homePassword;
    BrokerReport broker;
    Network network;
    Checkup checkup;
    Beyond beyond;
    final List<Effect> effects = new ArrayList<>(4);

    Step(HubState state, Instant now) {
        before = state;
        this.now = now;
        home = state.home();
        settings = state.settings();
        devices = new Devices(state.devices());
        discovery = state.discovery();
        routes = state.routes();
        deadlines = state.deadlines();
        topics = state.topics();
        alarm = new Alarm(state.incident(), now, effects, this::journal);
        door = new Doorkeeper(state.access(), now, effects, (kind, detail) -> journal(kind, Optional.empty(), detail), this::trouble);
        link = state.link();
        broker = state.broker();
        troubles = state.troubles();
        journal = state.journal();
        undo = state.undo();
        homePassword = state.homePassword();
        network = state.network();
        checkup = state.checkup();
        beyond = state.beyond();
    }

    Transition done() {
        var access = door.access();
        admit(access);
        return new Transition(
                new HubState(before.version(), home, settings, before.profiles(), devices.all(), discovery, routes, deadlines, topics,
                        alarm.incident(),
                        link, broker, troubles, journal, undo, homePassword, access, network, checkup, beyond),
                effects);
    }

    /// Where rooms decide what somebody may do, a change of the house is one of their rights.
    private void admit(Access access) {
        boolean changed = !access.logins().equals(before.access().logins())
                || !access.learning().equals(before.access().learning()) || home != before.home() && access.hasRooms();
        if (changed) {
            effects.add(new Effect.Admit(access.permits(home)));
        }
    }

    // ---- messages

    void received(Message message) {
        if (message.topic().startsWith(Api.ROOT)) {
            Api.commanded(message.topic()).ifPresent(ref -> commanded(ref, message));
            return;
        }
        note(message);
        announced(message);
        adopt(message.topic());
        var said = new Said(message, now);
        for (var id : routes.to(message.topic())) {
            heard(id, message, said);
        }
    }

    private void note(Message message) {
        var seen = topics.get(message.topic());
        if (seen != null) {
            topics = topics.plus(message.topic(), seen.then(message, now));
        } else if (topics.size() < TopicSeen.MOST) {
            topics = topics.plus(message.topic(), TopicSeen.first(message, now));
        }
    }

    /// Kinds of device that come by themselves when their first topic speaks.
    private void adopt(String topic) {
        for (var profile : before.profiles().profiles()) {
            if (profile.adopt() == Profile.Adopt.SEEN && topic.equals(profile.firstTopic())
                    && !home.dismissed().contains(profile.id())
                    && routes.to(topic).stream().flatMap(id -> home.device(id).stream()).noneMatch(d -> d.profile().equals(profile.id()))) {
                var id = home.free(DeviceId.of(profile.id()));
                var name = profile.deviceName(settings.language());
                settle(home.with(new Device(id, name, profile.id(), Map.of(), Device.Size.SMALL), ""), Map.of());
                journal(JournalEntry.Kind.ADDED, Optional.of(id), name);
            }
        }
    }

    /// What devices say of themselves.
    private void announced(Message message) {
        discovery.announced().take(message, home.devices()::containsKey).ifPresent(change -> {
            discovery = discovery.with(change.next());
            change.changed().forEach(id -> {
                discovery = discovery.heard(id, now);
                arrange(id);
            });
            if (settings.adoptAll()) {
                adopt(change.changed());
            }
            change.replies().forEach(reply -> effects.add(new Effect.Publish(reply)));
            change.kept().ifPresent(kept -> effects.add(new Effect.Remember(kept.getKey(), kept.getValue(), now)));
            change.twice().forEach(id -> complain("unique " + id, JournalEntry.Kind.DUPLICATE, id));
            if (!change.problem().isEmpty()) {
                complain(message.topic(), JournalEntry.Kind.UNREADABLE, message.topic() + ": " + change.problem());
            }
        });
    }

    private void adopt(Set<DeviceId> arrived) {
        var fuller = home;
        for (var id : arrived) {
            if (device(id).isPresent() && home.device(id).isEmpty() && discovery.announced().group(id).isPresent()) {
                fuller = fuller.with(discovery.asDevice(id), "");
                journal(JournalEntry.Kind.ADDED, Optional.of(id), discovery.name(id));
            }
        }
        if (!fuller.equals(home)) {
            settle(fuller, Map.of());
        }
    }

    private void complain(String topic, JournalEntry.Kind kind, String words) {
        discovery.complaining(topic, now).ifPresent(next -> {
            discovery = next;
            journal(kind, Optional.empty(), words);
        });
    }

    /// Brings a device that announces itself in line with what it says now: new, changed, or gone.
    private void arrange(DeviceId id) {
        var housed = home.device(id);
        var known = device(id);
        var binding = discovery.announced().binding(id, home.dismissed()::contains);
        if (binding.isPresent() && housed.filter(d -> !d.profile().equals(Discovery.PROFILE)).isEmpty()) {
            bind(id, binding.get());
            if (known.isEmpty() || known.get().binding().properties().isEmpty()) {
                greet(id);
            }
            describe(id, housed.isPresent() ? home.places().getOrDefault(id, "") : "");
            catchUp(id, known.map(k -> k.binding().topics()).orElse(Set.of()));
        } else if (known.isPresent() && binding.isEmpty()) {
            Api.removed(known.get().binding()).forEach(m -> effects.add(new Effect.Announce(m)));
            if (housed.isPresent()) {
                bind(id, bound(housed.get())); // its name and place in the house stay
            } else {
                drop(id);
            }
        }
    }

    /// Asks a device that announced itself for what it does not say by itself.
    private void greet(DeviceId id) {
        discovery.announced().parts(id, home.dismissed()::contains)
                .forEach(part -> part.greeting().forEach(m -> effects.add(new Effect.Publish(m))));
    }

    /// Puts a binding into the place of the one a device had, if it had one.
    private void bind(DeviceId id, Binding binding) {
        var known = device(id);
        if (known.isPresent()) {
            var gone = known.get().binding().properties().stream().filter(p -> binding.property(p.ref()).isEmpty()).toList();
            if (!binding.properties().isEmpty()) {
                Api.cleared(gone).forEach(m -> effects.add(new Effect.Announce(m)));
            }
            routes = routes.rebound(known.get().binding(), binding);
            devices.put(known.get().rebound(binding));
        } else {
            routes = routes.with(binding);
            devices.put(DeviceState.of(binding));
        }
    }

    private void drop(DeviceId id) {
        routes = routes.without(get(id).binding());
        devices.remove(id);
    }

    private void heard(DeviceId id, Message message, Said said) {
        var device = devices.get(id);
        if (device == null) {
            return;
        }
        var readings = device.binding().read(said);
        if (!message.retained() && echoed(device, readings)) {
            return;
        }
        devices.put(device.with(SeenMessage.of(now, false, message)));
        device.binding().heard(said, device.words()).ifPresentOrElse(words -> {
            devices.put(get(id).with(words));
            device.binding().online(words).ifPresent(online -> present(id, online, message));
        }, () -> {
            if (!message.retained()) {
                seen(id);
            } else if (device.availability() instanceof Availability.Waiting && device.binding().presence().isEmpty()) {
                devices.put(get(id).with(new Availability.Online()));
            }
        });
        for (var reading : readings) {
            switch (reading) {
                case Reading.Reported(var ref, var value) -> reported(ref, value, message.retained());
                case Reading.Passing(var ref, var value, var then, var after) -> {
                    reported(ref, value, message.retained());
                    get(id).state(ref).at().ifPresent(at -> deadlines = deadlines
                            .plus(new Deadline(at.plus(after), id, Optional.of(ref), Optional.of(new Deadline.Fading(at, then)))));
                }
                case Reading.Happened(var ref, var value) when !message.retained() -> happened(ref, value);
                case Reading.Happened _ -> {
                    // the broker tells what once was
                }
                case Reading.Unreadable(var ref, var words) -> unreadable(ref, words);
            }
        }
        alarm.heard(device, readings, message.retained());
    }

    /// Where command and report share a topic, the broker brings the hub's own message back: that is no report.
    private boolean echoed(DeviceState device, List<Reading> readings) {
        for (var reading : readings) {
            var state = device.state(reading.property());
            if (reading instanceof Reading.Reported(var ref, var value) && state.pending().isPresent()) {
                var pending = state.pending().get();
                int place = pending.echoes().indexOf(value);
                if (place >= 0) {
                    devices.put(device.with(ref, state.with(pending.heard(place))));
                    return true;
                }
            }
        }
        return false;
    }

    private void reported(PropertyRef ref, Value value, boolean retained) {
        var device = get(ref.device());
        var old = device.state(ref);
        boolean same = old.value().equals(Optional.of(value));
        if (old.unreadable().isPresent()) {
            journal(JournalEntry.Kind.READABLE, Optional.of(ref.device()), value.wire());
            effects.add(new Effect.Announce(Api.alert(ref.device(), "unreadable", "")));
        }
        if (retained && same && old.unreadable().isEmpty()) {
            return; // the broker repeats what is known: its age stays
        }
        var state = old.reported(value, now);
        devices.put(device.with(ref, old.pending().map(p -> answered(ref, state, p, value)).orElse(state)));
        if (!same) {
            effects.add(new Effect.Announce(Api.value(ref, value)));
        }
        keep(ref, value);
    }

    /// Of what is not in the home there is no history.
    private void keep(PropertyRef ref, Value value) {
        if (home.devices().containsKey(ref.device())) {
            effects.add(new Effect.Keep(ref, value, now));
        }
    }

    private void happened(PropertyRef ref, Value value) {
        var device = get(ref.device());
        devices.put(device.with(ref, device.state(ref).reported(value, now)));
        effects.add(new Effect.Publish(Api.momentary(ref, value)));
    }

    private PropertyState answered(PropertyRef ref, PropertyState state, PendingCommand pending, Value value) {
        if (pending.held() || !close(ref, value, pending.sent())) {
            return state.with(pending.answered(value));
        }
        effects.add(new Effect.Announce(Api.target(ref, Optional.empty())));
        journal(JournalEntry.Kind.COMMANDED, Optional.of(ref.device()), value.wire());
        return state.ended(new Outcome.Confirmed(now, Duration.between(pending.sentAt(), now), pending.origin()));
    }

    private boolean close(PropertyRef ref, Value reported, Value sent) {
        if (reported instanceof Value.Numeric(var r) && sent instanceof Value.Numeric(var s)) {
            double step = get(ref.device()).binding().property(ref).map(Property::type).filter(PropertyType.Range.class::isInstance)
                    .map(t -> ((PropertyType.Range) t).step()).orElse(0.0);
            return Math.abs(r - s) <= step / 2 + 1e-9;
        }
        return reported.equals(sent);
    }

    private void unreadable(PropertyRef ref, String said) {
        var device = get(ref.device());
        var old = device.state(ref);
        if (old.unreadable().isEmpty()) {
            journal(JournalEntry.Kind.UNREADABLE, Optional.of(ref.device()), said);
        }
        if (!old.unreadable().equals(Optional.of(said))) {
            effects.add(new Effect.Announce(Api.alert(ref.device(), "unreadable", ref.path() + ": " + said)));
        }
        devices.put(device.with(ref, old.misread(said)));
    }

    // ---- presence

    private void seen(DeviceId id) {
        var device = get(id);
        var was = device.availability();
        var seen = device.seen(now);
        devices.put(was instanceof Availability.Online ? seen : seen.with(new Availability.Online()));
        if (was instanceof Availability.Offline || was instanceof Availability.Silent) {
            back(id);
        } else if (was instanceof Availability.Waiting && !device.binding().presence().isEmpty()) {
            effects.add(new Effect.Announce(Api.state(id, "ready")));
        }
        alive(id);
        if (device.rhythm().usual().isEmpty() || was instanceof Availability.Silent) {
            watch(id);
        }
    }

    /// Once a day it is kept that a device lives which announced itself.
    private void alive(DeviceId id) {
        var last = discovery.heard().get(id);
        if (last != null && last.isBefore(now.minus(ALIVE))) {
            discovery = discovery.heard(id, now);
            discovery.announced().places(id)
                    .forEach((place, message) -> effects.add(new Effect.Remember(place, message, now)));
        }
    }

    /// From the moment its rhythm is known, one deadline watches a device; it is moved on when it fires, not at each message.
    private void watch(DeviceId id) {
        var device = get(id);
        if (device.supervised()) {
            device.rhythm().patience().ifPresent(p -> deadlines = deadlines
                    .plus(new Deadline(device.lastSeen().orElse(now).plus(p), id, Optional.empty())));
        }
    }

    private void present(DeviceId id, boolean online, Message message) {
        var device = get(id);
        if (online) {
            devices.put(device.with(new Availability.Online()));
            switch (device.availability()) {
                case Availability.Offline _ -> {
                    back(id);
                    greet(id);
                }
                case Availability.Waiting _ -> effects.add(new Effect.Announce(Api.state(id, "ready")));
                case Availability.Online _, Availability.Silent _ -> {
                }
            }
        } else if (!(device.availability() instanceof Availability.Offline)) {
            devices.put(device.with(new Availability.Offline(message.retained() ? device.lastSeen().orElse(now) : now)));
            effects.add(new Effect.Announce(Api.state(id, "lost")));
            journal(JournalEntry.Kind.OFFLINE, Optional.of(id), "");
            giveUp(id, Outcome.Reason.DEVICE_OFFLINE);
        }
    }

    private void back(DeviceId id) {
        effects.add(new Effect.Announce(Api.state(id, "ready")));
        effects.add(new Effect.Announce(Api.alert(id, "silent", "")));
        journal(JournalEntry.Kind.ONLINE, Optional.of(id), "");
    }

    // ---- commands

    private void commanded(PropertyRef ref, Message message) {
        var type = device(ref.device()).flatMap(d -> d.binding().property(ref)).map(Property::type);
        var value = type.flatMap(t -> message.payload().text().flatMap(text -> Value.of(text, t)));
        if (message.retained()) {
            refuse(ref, "a command must not be retained");
        } else if (type.isEmpty()) {
            refuse(ref, "there is no such property");
        } else if (value.isEmpty()) {
            refuse(ref, "cannot be " + message.payload().shown(64));
        } else {
            command(new Command(ref, value.get()), new Origin.Mqtt());
        }
    }

    void command(Command command, Origin origin) {
        var ref = command.property();
        var device = device(ref.device());
        var property = device.flatMap(d -> d.binding().property(ref));
        if (device.isEmpty() || property.isEmpty() || !property.get().settable()) {
            refuse(ref, property.isEmpty() ? "there is no such property" : "cannot be set");
        } else if (!property.get().type().allows(command.value())) {
            refuse(ref, "cannot be " + Message.of("", command.value().wire()).payload().shown(64));
        } else if (!(link instanceof BrokerLink.Up)) {
            end(ref, Outcome.Reason.BROKER_AWAY, command.value());
        } else if (device.get().availability() instanceof Availability.Offline) {
            end(ref, Outcome.Reason.DEVICE_OFFLINE, command.value());
        } else {
            var pending = device.get().state(ref).pending();
            if (pending.isPresent() && now.isBefore(pending.get().sentAt().plus(PendingCommand.PACE))) {
                pend(ref, pending.get().wanting(command.value(), origin));
            } else {
                send(command, origin, pending);
            }
        }
    }

    private void refuse(PropertyRef ref, String reason) {
        effects.add(new Effect.Publish(Api.log("warn", ref + ": " + reason)));
        journal(JournalEntry.Kind.REFUSED, Optional.of(ref.device()), ref.path() + ": " + reason);
    }

    private void send(Command command, Origin origin, Optional<PendingCommand> earlier) {
        var ref = command.property();
        var device = get(ref.device());
        var messages = device.binding().write(command, r -> get(r.device()).state(r).shown(), now);
        if (messages.isEmpty() && !device.binding().remembered(ref)) {
            refuse(ref, "the device cannot be told " + command.value().wire());
            return;
        }
        var echoes = new ArrayList<>(earlier.map(PendingCommand::echoes).orElse(List.of()));
        for (var message : messages) {
            if (device.binding().echoes(ref, message)) {
                echoes.add(command.value());
            }
            devices.put(get(ref.device()).with(SeenMessage.of(now, true, message)));
            effects.add(new Effect.Publish(message));
        }
        pend(ref, new PendingCommand(command.value(), command.value(), now, origin, echoes, Optional.empty()));
    }

    private void pend(PropertyRef ref, PendingCommand pending) {
        var device = get(ref.device());
        devices.put(device.with(ref, device.state(ref).with(pending)));
        var due = device.binding().assumed(ref) ? pending.sentAt().plus(PendingCommand.PACE) : pending.due();
        deadlines = deadlines.plus(new Deadline(due, ref.device(), Optional.of(ref)));
        effects.add(new Effect.Announce(Api.target(ref, Optional.of(pending.wanted()))));
    }

    void toggle(DeviceId id, Origin origin) {
        device(id).ifPresent(device -> {
            var on = device.first(Capability.ON).filter(Property::settable);
            var light = device.first(Capability.BRIGHTNESS).filter(Property::settable);
            if (on.isPresent()) {
                var ref = on.get().ref();
                boolean lit = device.state(ref).shown().equals(Optional.of(new Value.Truth(true)));
                command(new Command(ref, new Value.Truth(!lit)), origin);
            } else if (light.isPresent()) {
                var state = device.state(light.get().ref());
                boolean lit = state.shown().filter(v -> !v.equals(new Value.Numeric(0))).isPresent();
                command(new Command(light.get().ref(), lit ? new Value.Numeric(0) : state.lit().orElse(new Value.Numeric(100))), origin);
            }
        });
    }

    void write(Message message) {
        effects.add(new Effect.Publish(message));
    }

    /// A command that will not be confirmed: the last report is shown again.
    private void end(PropertyRef ref, Outcome.Reason reason, Value wanted) {
        var device = get(ref.device());
        boolean wasPending = device.state(ref).pending().isPresent();
        devices.put(device.with(ref, device.state(ref).ended(new Outcome.NotConfirmed(now, reason))));
        if (wasPending) {
            effects.add(new Effect.Announce(Api.target(ref, Optional.empty())));
        } else {
            effects.add(new Effect.Publish(Api.log("warn", ref + ": not sent, " + reason.name().toLowerCase(Locale.ROOT))));
        }
        journal(JournalEntry.Kind.NOT_CONFIRMED, Optional.of(ref.device()), wanted.wire());
    }

    private void giveUp(DeviceId id, Outcome.Reason reason) {
        for (var property : get(id).binding().properties()) {
            get(id).state(property.ref()).pending().ifPresent(p -> end(property.ref(), reason, p.wanted()));
        }
    }

    // ---- time

    void tick() {
        door.tick();
        while (!deadlines.isEmpty() && !deadlines.first().at().isAfter(now)) {
            var due = deadlines.first();
            deadlines = deadlines.minus(due);
            due.fading().ifPresent(fading -> due.property().ifPresent(ref -> fade(ref, fading)));
            device(due.device()).filter(_ -> due.fading().isEmpty()).ifPresent(device -> due.property().ifPresentOrElse(
                    ref -> device.state(ref).pending().ifPresent(p -> overdue(ref, p)), () -> quiet(due.device(), device)));
        }
    }

    private void fade(PropertyRef ref, Deadline.Fading fading) {
        if (device(ref.device()).filter(d -> d.state(ref).at().equals(Optional.of(fading.said()))).isPresent()) {
            reported(ref, fading.then(), false);
        }
    }

    private void overdue(PropertyRef ref, PendingCommand pending) {
        if (!pending.held() && get(ref.device()).binding().assumed(ref)) {
            assume(ref, pending);
        } else if (pending.due().isAfter(now)) {
            deadlines = deadlines.plus(new Deadline(pending.due(), ref.device(), Optional.of(ref)));
        } else if (pending.held()) {
            send(new Command(ref, pending.wanted()), pending.origin(), Optional.of(pending));
        } else if (pending.answered().isPresent()) {
            var device = get(ref.device());
            devices.put(device.with(ref, device.state(ref).ended(new Outcome.Differs(now))));
            effects.add(new Effect.Announce(Api.target(ref, Optional.empty())));
        } else {
            end(ref, Outcome.Reason.NO_ANSWER, pending.wanted());
        }
    }

    /// The device never says what became of it: the wish is taken for the deed.
    private void assume(PropertyRef ref, PendingCommand pending) {
        var device = get(ref.device());
        var old = device.state(ref);
        boolean lasting = device.binding().property(ref).filter(Property::retained).isPresent();
        var state = lasting ? old.reported(pending.wanted(), now) : old;
        devices.put(device.with(ref, state.ended(new Outcome.Confirmed(now, Duration.between(pending.sentAt(), now), pending.origin()))));
        effects.add(new Effect.Announce(Api.target(ref, Optional.empty())));
        if (lasting) {
            effects.add(new Effect.Announce(Api.value(ref, pending.wanted())));
            keep(ref, pending.wanted());
        }
        journal(JournalEntry.Kind.COMMANDED, Optional.of(ref.device()), pending.wanted().wire());
    }

    private void quiet(DeviceId id, DeviceState device) {
        var due = device.lastSeen().flatMap(last -> device.rhythm().patience().map(last::plus));
        if (due.isEmpty() || !(device.availability() instanceof Availability.Online)) {
            return;
        }
        if (due.get().isAfter(now)) {
            deadlines = deadlines.plus(new Deadline(due.get(), id, Optional.empty()));
        } else {
            var last = device.lastSeen().orElse(now);
            devices.put(device.with(new Availability.Silent(last)));
            effects.add(new Effect.Announce(Api.alert(id, "silent", "silent since " + last)));
            journal(JournalEntry.Kind.SILENT, Optional.of(id), last.toString());
        }
    }

    // ---- the house

    void edit(HomeEdit edit) {
        var edited = edit instanceof HomeEdit.Remove(var id) ? dismissed(edit.applied(home), id) : edit.applied(home);
        if (edited.equals(home)) {
            return;
        }
        switch (edit) {
            case HomeEdit.Add(var device, _) -> journal(JournalEntry.Kind.ADDED, Optional.of(device.id()), device.name());
            case HomeEdit.AddAll(var all, _) ->
                all.forEach(d -> journal(JournalEntry.Kind.ADDED, Optional.of(d.id()), d.name()));
            case HomeEdit.Remove(var id) -> {
                journal(JournalEntry.Kind.REMOVED, Optional.of(id), home.device(id).map(Device::name).orElseGet(() -> discovery.name(id)));
                clear(id);
            }
            case HomeEdit.Rename(var id, var name) -> journal(JournalEntry.Kind.RENAMED, Optional.of(id), name);
            case HomeEdit.Dismantle(var prefix) -> home.devices().keySet().stream().filter(id -> id.value().startsWith(prefix))
                    .forEach(id -> effects.add(new Effect.Forget(id)));
            case HomeEdit.Welcome _, HomeEdit.Move _, HomeEdit.Resize _, HomeEdit.RenameRoom _ -> {
            }
        }
        undo = edit instanceof HomeEdit.Dismantle ? ConsPStack.empty() : undo.plus(home);
        if (undo.size() > UNDO) {
            undo = undo.minus(UNDO);
        }
        settle(edited, Map.of());
    }

    /// Takes a device's announcements from the broker, so that no other hub finds them; they are held for the undoing.
    private void clear(DeviceId id) {
        if (discovery.announced().group(id).isPresent()) {
            discovery = discovery.deleting(id);
        }
        discovery.clears(id).forEach(topic -> effects.add(new Effect.Announce(Message.retained(topic, ""))));
    }

    /// The announcements of these devices are taken from the broker; with the last one a device is gone.
    void sweep(Set<DeviceId> ghosts) {
        ghosts.forEach(id -> discovery.clears(id).forEach(topic -> effects.add(new Effect.Announce(Message.retained(topic, "")))));
    }

    /// What came by itself and was removed stays away.
    private Home dismissed(Home left, DeviceId gone) {
        var hidden = left;
        for (var mark : discovery.marks(gone)) {
            hidden = hidden.dismissing(mark);
        }
        return hidden.equals(left) ? dismissedProfile(left, gone) : hidden;
    }

    private Home dismissedProfile(Home left, DeviceId gone) {
        var profile = home.device(gone).flatMap(d -> before.profiles().profile(d.profile()));
        return profile.filter(p -> p.adopt() == Profile.Adopt.SEEN).map(p -> left.dismissing(p.id())).orElse(left);
    }

    void undo() {
        if (!undo.isEmpty()) {
            var earlier = undo.get(0);
            undo = undo.minus(0);
            settle(earlier, Map.of());
        }
    }

    /// The first house after the start: nothing is saved, since it was just read.
    void moveIn(Home first, Collection<HubState.Remembered> announcements, Map<PropertyRef, HubState.Kept> kept) {
        home = new Home(List.of(), Map.of(), first.dismissed());
        for (var remembered : announcements) {
            discovery.announced().take(remembered.message(), first.devices()::containsKey).ifPresent(change -> {
                discovery = discovery.with(change.next());
                for (var id : change.changed()) {
                    var last = discovery.heard().get(id);
                    discovery = last != null && last.isAfter(remembered.heard()) ? discovery : discovery.heard(id, remembered.heard());
                }
            });
        }
        discovery.announced().groups().keySet().forEach(this::arrange);
        settle(first, kept);
        effects.clear();
    }

    /// Makes this the house: binds what is new or changed, lets go what is gone.
    private void settle(Home next, Map<PropertyRef, HubState.Kept> kept) {
        var was = home.places();
        var places = next.places();
        var earlier = home;
        home = next;
        discovery = discovery.keeping(next);
        for (var gone : earlier.devices().keySet()) {
            if (!next.devices().containsKey(gone)) {
                leave(gone);
            }
        }
        for (var device : next.devices().values()) {
            var known = earlier.device(device.id());
            boolean sameKind = known.filter(k -> k.profile().equals(device.profile()) && k.variables().equals(device.variables()))
                    .isPresent();
            if (!sameKind) {
                var binding = bound(device);
                bind(device.id(), binding);
                binding.properties().forEach(p -> Optional.ofNullable(kept.get(p.ref())).ifPresent(k -> remember(p.ref(), k)));
            }
            if (!sameKind || !known.equals(Optional.of(device)) || !Objects.equals(places.get(device.id()), was.get(device.id()))) {
                describe(device.id(), places.getOrDefault(device.id(), ""));
            }
        }
        if (!next.dismissed().equals(earlier.dismissed())) {
            discovery.announced().groups().keySet().stream().filter(id -> next.device(id).isEmpty()).forEach(this::arrange);
        }
        next.devices().keySet().stream().filter(id -> !earlier.devices().containsKey(id)).forEach(id -> catchUp(id, Set.of()));
        effects.add(new Effect.Save(next));
        if (next.devices().size() != earlier.devices().size() && link instanceof BrokerLink.Up(var address, _, _, _)) {
            Api.hub(before.version(), address, next.devices().size()).forEach(m -> effects.add(new Effect.Announce(m)));
        }
        revive(next, earlier);
    }

    /// A device that is no longer in the home is a newcomer again, if it announces itself and was not deleted.
    private void leave(DeviceId id) {
        if (discovery.announced().group(id).isPresent()) {
            arrange(id);
        } else {
            Api.removed(get(id).binding()).forEach(m -> effects.add(new Effect.Announce(m)));
            drop(id);
        }
    }

    /// Where a deletion was undone, what had been cleared is announced again.
    private void revive(Home next, Home earlier) {
        if (!next.dismissed().containsAll(earlier.dismissed())) {
            for (var deleted : discovery.deleted().values()) {
                var said = deleted.said();
                if (deleted.hidden().marks().stream()
                        .anyMatch(mark -> earlier.dismissed().contains(mark) && !next.dismissed().contains(mark))) {
                    discovery = discovery.restored(deleted.hidden().device());
                    said.forEach(m -> effects.add(new Effect.Announce(Message.retained(m.topic(), m.payload().text().orElse("")))));
                    said.forEach(this::announced);
                }
            }
        }
    }

    /// What was said before a device came here is told it, as a broker does with what it keeps. Only a word about security that the
    /// broker does not keep is over: it must not ring now.
    ///
    /// @param heard the topics it heard before
    private void catchUp(DeviceId id, Set<TopicFilter> heard) {
        boolean secures = get(id).first(Capability.SECURITY).isPresent();
        for (var topic : get(id).binding().topics()) {
            var seen = heard.contains(topic) ? null : topics.get(topic.filter());
            if (seen != null && seen.size() == seen.payload().size() && (seen.retained() || !secures)) {
                var message = new Message(topic.filter(), seen.payload(), seen.qos(), true);
                heard(id, message, new Said(message, now));
            }
        }
    }

    /// A device whose profile is missing, or no longer takes its variables, stays in the house and says nothing.
    private Binding bound(Device device) {
        if (device.profile().equals(Discovery.PROFILE)) {
            return discovery.announced().binding(device.id(), home.dismissed()::contains)
                    .orElseGet(
                            () -> new Binding(device.id(), new Binding.About("", "", "", ""), List.of(), List.of(), List.of(), List.of()));
        }
        try {
            var profile = before.profiles().profile(device.profile());
            if (profile.isPresent()) {
                return profile.get().bind(device.id(), device.variables());
            }
        } catch (IllegalArgumentException unfit) {
            trouble(new Trouble(Trouble.Kind.PROFILE, device.name() + ": " + unfit.getMessage()));
        }
        return new Binding(device.id(), new Binding.About("plain", "", device.profile(), ""), List.of(), List.of(), List.of(), List.of());
    }

    private void remember(PropertyRef ref, HubState.Kept kept) {
        var device = get(ref.device());
        var lit = PropertyState.UNKNOWN.reported(kept.value(), kept.at()).lit();
        devices.put(device.with(ref, new PropertyState(Optional.of(kept.value()), Optional.of(kept.at()),
                Optional.empty(), Optional.empty(), Optional.empty(), lit, kept.trend())));
    }

    private void describe(DeviceId id, String room) {
        var device = get(id);
        if (device.binding().properties().isEmpty() && home.device(id).filter(d -> d.profile().equals(Discovery.PROFILE)).isPresent()) {
            return; // it is in the house, but announces itself no more
        }
        var name = home.device(id).map(Device::name).orElseGet(() -> discovery.name(id));
        effects.add(new Effect.Announce(Api.description(device.binding(), name, room)));
        effects.add(new Effect.Announce(Api.state(id, switch (device.availability()) {
            case Availability.Offline _ -> "lost";
            case Availability.Waiting _ -> device.binding().presence().isEmpty() ? "ready" : "init";
            case Availability.Online _, Availability.Silent _ -> "ready";
        })));
    }

    /// The home network is opened with a password only, so the first time one is made.
    void settings(Settings wanted) {
        boolean opened = wanted.homeNetwork() && !settings.homeNetwork();
        boolean welcoming = wanted.adoptAll() && !settings.adoptAll();
        keep(wanted.withHomeLogin(settings.homeLogin()));
        if (welcoming) {
            adopt(discovery.announced().groups().keySet());
        }
        if (opened && settings.homeLogin().isEmpty()) {
            effects.add(new Effect.MakeHomePassword());
        }
    }

    void homePassword(HomePassword made, String login) {
        homePassword = Optional.of(made);
        keep(settings.withHomeLogin(login));
    }

    private void keep(Settings changed) {
        if (!changed.equals(settings)) {
            settings = changed;
            effects.add(new Effect.SaveSettings(changed));
        }
    }

    // ---- surroundings

    /// One at a time.
    void checkUp() {
        if (!checkup.running()) {
            checkup = new Checkup(true, List.of());
            effects.add(new Effect.CheckConnection());
        }
    }

    void link(BrokerLink changed) {
        var was = link;
        link = changed;
        switch (changed) {
            case BrokerLink.Up(var address, _, _, _) -> {
                journal(JournalEntry.Kind.BROKER_UP, Optional.empty(), address);
                Api.hub(before.version(), address, home.devices().size()).forEach(m -> effects.add(new Effect.Announce(m)));
                var places = home.places();
                devices.all().keySet().forEach(id -> {
                    present(id, places.getOrDefault(id, ""));
                    greet(id);
                });
            }
            case BrokerLink.Lost(_, var reason, _) when !(was instanceof BrokerLink.Lost) -> {
                journal(JournalEntry.Kind.BROKER_LOST, Optional.empty(), reason);
                devices.all().keySet().forEach(id -> giveUp(id, Outcome.Reason.BROKER_AWAY));
            }
            case BrokerLink.PortTaken(int port, var holder, _) ->
                journal(JournalEntry.Kind.PORT_TAKEN, Optional.empty(), port + holder.map(h -> " " + h).orElse(""));
            case BrokerLink.Lost _, BrokerLink.Connecting _ -> {
            }
        }
    }

    void tryBroker(BrokerChoice choice) {
        beyond = beyond.trying(choice);
        effects.add(new Effect.TryBroker(choice));
    }

    void move(BrokerChoice choice, boolean carry) {
        if (!beyond.moving()) {
            beyond = beyond.leaving();
            effects.add(new Effect.MoveHouse(choice, carry));
        }
    }

    void moved(Moved how) {
        beyond = beyond.arrived(how);
        journal(JournalEntry.Kind.MOVED, Optional.empty(), how.to() + (how.problem().isEmpty() ? "" : ": " + how.problem()));
    }

    /// Told twice: when the broker is there, and when it is known what it does not have.
    void regained(Failover how) {
        boolean news = beyond.failover().filter(f -> f.lost().equals(how.lost())).isEmpty();
        beyond = beyond.returned(how);
        if (news && !how.resumed()) {
            journal(JournalEntry.Kind.GAP, Optional.empty(), how.lost() + " " + how.back());
        }
    }

    private void present(DeviceId id, String room) {
        describe(id, room);
        get(id).properties()
                .forEach((ref, state) -> state.value().ifPresent(v -> effects.add(new Effect.Announce(Api.value(ref, v)))));
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

    // ---- small change

    private void journal(JournalEntry.Kind kind, Optional<DeviceId> device, String detail) {
        if (device.isPresent() && !JournalEntry.ABOUT_ANY.contains(kind) && !home.devices().containsKey(device.get())) {
            return; // not in the house yet
        }
        var entry = new JournalEntry(now, kind, device, detail);
        journal = journal.with(entry);
        effects.add(new Effect.Append(entry));
    }

    private Optional<DeviceState> device(DeviceId id) {
        return Optional.ofNullable(devices.get(id));
    }

    private DeviceState get(DeviceId id) {
        return Objects.requireNonNull(devices.get(id), id::value);
    }
}
