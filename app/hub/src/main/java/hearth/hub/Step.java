package hearth.hub;

import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.device.TopicFilter;
import hearth.home.Person;
import hearth.profile.AlarmApi;
import hearth.profile.Api;
import hearth.profile.Said;
import hearth.profile.WeatherApi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One step of [HubState#after]: its parts change the old state on the [Bench], and it is sealed into the new one. Lives for one call.
final class Step {

    private final Bench bench;
    final Alarm alarm;
    final Guard guard;
    final Keypad keypad;
    final Doorkeeper door;
    final Messenger messenger;
    final Watchman watchman;
    final Commands commands;
    final Arrangement house;
    final Brokers brokers;
    final OwnTopics own;
    private final Strangers strangers;
    final Scenes scenes;
    final Rules rules;
    final Heaters heaters;
    final Presence presence;
    private final Reports reports;
    BrokerStatus broker;
    Network network;
    Checkup checkup;
    Retained.Found retained;

    Step(HubState state, Instant now) {
        bench = new Bench(state, now);
        alarm = new Alarm(bench);
        messenger = new Messenger(state.outbox(), now, bench.effects, (kind, detail) -> bench.journal(kind, Optional.empty(), detail));
        door = new Doorkeeper(state.access(), now, bench.effects, (kind, detail) -> bench.journal(kind, Optional.empty(), detail),
                this::toldTrouble);
        watchman = new Watchman(state.vigil(), bench, messenger);
        commands = new Commands(bench);
        guard = new Guard(bench, alarm, commands);
        keypad = new Keypad(bench, guard);
        scenes = new Scenes(bench, commands);
        rules = new Rules(bench, commands, scenes, guard, keypad, messenger);
        presence = new Presence(bench, commands, guard);
        reports = new Reports(bench, commands, presence, guard);
        heaters = new Heaters(bench, commands, reports);
        var bindings = new Bindings(bench, reports);
        house = new Arrangement(bench, bindings);
        strangers = new Strangers(bench, house);
        bindings.onClaim(strangers::claimed);
        brokers = new Brokers(bench, bindings, commands, strangers);
        own = new OwnTopics(bench, bindings, guard);
        broker = state.broker();
        network = state.network();
        checkup = state.checkup();
        retained = state.retained();
    }

    Transition done() {
        heaters.look();
        var automation = rules.done();
        var access = door.access();
        admit(access);
        var outbox = messenger.outbox(bench.before.incident(), alarm.incident());
        return new Transition(
                new HubState(bench.before.version(), bench.home, bench.settings, bench.before.profiles(), bench.devices.all(),
                        bench.discovery, bench.routes, bench.deadlines, bench.topics, alarm.incident(), bench.link, broker, bench.troubles,
                        bench.journal, bench.undo, access, network, checkup, brokers.beyond, outbox, watchman.vigil(), automation,
                        retained, guard.security(keypad), heaters.climate(), own.corrections),
                bench.effects);
    }

    /// Where rooms decide what somebody may do, a change of the house is one of their rights.
    private void admit(Access access) {
        boolean changed = !access.logins().equals(bench.before.access().logins())
                || !access.learning().equals(bench.before.access().learning())
                || bench.home != bench.before.home() && access.hasRooms();
        if (changed) {
            bench.effects.add(new Effect.Admit(access.permits(bench.home)));
        }
    }

    void received(Message message) {
        if (message.topic().startsWith(Api.ROOT)) {
            Api.commanded(message.topic()).ifPresent(ref -> commanded(ref, message));
            return;
        }
        if (message.topic().equals(AlarmApi.SET)) {
            keypad.asked(message); // and nowhere else: there may be a code in it
            return;
        }
        heard(noted(message));
    }

    private void heard(Message message) {
        if (bench.home.thermostats().has(message.topic())) {
            heaters.said(message);
        } else if (WeatherApi.has(message.topic())) {
            heaters.weather(message);
        } else {
            house.announced(message);
            house.adopt(message.topic());
            strangers.heard(message);
        }
        var said = new Said(message, bench.now);
        for (var id : bench.routes.to(message.topic())) {
            reports.heard(id, message, said);
        }
        rules.said(message);
    }

    private void commanded(PropertyRef ref, Message message) {
        if (ref.device().equals(Api.HUB) && ref.node().equals(Api.SCENES) && !message.retained()
                && bench.home.automations().scene(ref.property()).isPresent()) {
            scenes.play(ref.property(), new Origin.Scene(ref.property()));
        } else {
            commands.commanded(ref, message);
        }
    }

    /// The message, under the one text of its topic that is kept.
    private Message noted(Message message) {
        var seen = bench.topics.get(message.topic());
        if (seen != null) {
            bench.topics = bench.topics.plus(seen.topic(), seen.then(message, bench.now));
            return new Message(seen.topic(), message.payload(), message.qos(), message.retained());
        }
        if (bench.topics.size() < TopicSeen.MOST) {
            var first = new Message(text(message.topic()), message.payload(), message.qos(), message.retained());
            bench.topics = bench.topics.plus(first.topic(), TopicSeen.first(first, bench.now));
            return first;
        }
        return message;
    }

    /// The topic as a device that listens to it has it, so that there is one text.
    private String text(String topic) {
        return bench.routes.exactly(topic).stream().flatMap(id -> bench.device(id).stream())
                .flatMap(d -> d.binding().topics().stream()).map(TopicFilter::filter).filter(topic::equals).findFirst().orElse(topic);
    }

    void tick() {
        door.tick();
        guard.tick();
        watchman.tick();
        rules.tick();
        while (!bench.deadlines.isEmpty() && !bench.deadlines.first().at().isAfter(bench.now)) {
            var due = bench.deadlines.first();
            bench.deadlines = bench.deadlines.minus(due);
            switch (due.what()) {
                case Deadline.What.Strangers _ -> strangers.look();
                case Deadline.What.Correction(var topic) -> own.due(topic);
                case Deadline.What.Silence _, Deadline.What.Answer _, Deadline.What.Fading _, Deadline.What.Expiry _, Deadline.What.Greeting _ ->
                    bench.device(due.device()).ifPresent(device -> due(due, device));
            }
        }
    }

    private void due(Deadline due, DeviceState device) {
        switch (due.what()) {
            case Deadline.What.Silence _ -> presence.quiet(due.device(), device);
            case Deadline.What.Answer(var ref) -> device.state(ref).pending().ifPresent(p -> commands.overdue(ref, p));
            case Deadline.What.Fading fading -> reports.fade(fading);
            case Deadline.What.Expiry(var ref) -> reports.expire(ref);
            case Deadline.What.Greeting _ -> bench.ask(due.device());
            case Deadline.What.Strangers _, Deadline.What.Correction _ -> {
                // no device's own
            }
        }
    }

    /// A command that is retained is told of while it is, one at a time; who has read of one is not told of it again.
    void broker(BrokerStatus status) {
        var before = broker.commands().stream().map(Retained::topic).collect(Collectors.toSet());
        var now = status.commands().stream().map(Retained::topic).toList();
        broker = status;
        var told = Optional.ofNullable(bench.troubles.get(Trouble.Kind.KEPT_COMMAND)).map(Trouble::detail);
        if (told.isPresent() && now.isEmpty()) {
            bench.troubleOver(Trouble.Kind.KEPT_COMMAND);
        } else if (told.filter(now::contains).isEmpty()) {
            now.stream().filter(topic -> told.isPresent() || !before.contains(topic)).findFirst()
                    .ifPresent(topic -> bench.trouble(new Trouble(Trouble.Kind.KEPT_COMMAND, topic)));
        }
    }

    /// Somebody has seen the alarm, somewhere else; an answer to an earlier one is too late.
    void answered(Instant about, String channel) {
        if (alarm.incident().filter(i -> i.open() && i.since().equals(about)).isPresent()) {
            if (alarm.incident().get().kind() != Incident.Kind.DURESS) {
                bench.journal(JournalEntry.Kind.ANSWERED, Optional.empty(),
                        bench.before.outbox().people().owner(channel).map(Person::name).orElse(""));
            }
            guard.acknowledge();
        }
    }

    /// One at a time.
    void checkUp() {
        if (!checkup.running()) {
            checkup = new Checkup(true, List.of());
            bench.effects.add(new Effect.CheckConnection());
        }
    }

    void edit(HomeEdit edit) {
        house.edit(edit);
        if (edit instanceof HomeEdit.Guarded(var plan)) {
            plan.zones().stream().flatMap(zone -> zone.sensors().stream()).distinct().filter(id -> bench.device(id).isPresent())
                    .forEach(presence::watch);
        }
    }

    void awoke(Instant from) {
        keypad.forget();
        guard.awoke(from);
    }

    void setBack(Duration by) {
        keypad.setBack(by);
        rules.setBack(by);
        guard.setBack(by);
    }

    void link(BrokerLink changed) {
        brokers.link(changed);
        if (changed instanceof BrokerLink.Up) {
            guard.display.linked();
        } else if (changed instanceof BrokerLink.Lost && bench.before.link() instanceof BrokerLink.Up) {
            guard.unlinked();
        }
    }

    void effect(Effect effect) {
        bench.effects.add(effect);
    }

    /// Trouble that somebody away from the house should know.
    private void toldTrouble(Trouble trouble) {
        bench.trouble(trouble);
        messenger.trouble(trouble.kind() + " " + trouble.detail());
    }

    void trouble(Trouble trouble) {
        bench.trouble(trouble);
    }

    void troubleOver(Trouble.Kind kind) {
        bench.troubleOver(kind);
    }
}
