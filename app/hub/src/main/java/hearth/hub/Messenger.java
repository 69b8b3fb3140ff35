package hearth.hub;

import hearth.home.Channel;
import hearth.home.People;
import hearth.home.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/// Who is told what, and when: the part of a [Step] that concerns the [Outbox]. Lives for one call.
///
/// A delivery is put on disk before anything is sent. An alarm goes to the first person on all of their channels, a minute later to the
/// second, and so on; five minutes after the last the round begins again, [#ROUNDS] times in all. Fire and calls for help go to everybody
/// at once, trouble and exercises to the first person only. Any answer ends it. What a rule says goes to everybody, without haste.
final class Messenger {

    private static final Duration NEXT_PERSON = Duration.ofMinutes(1);
    private static final Duration NEXT_ROUND = Duration.ofMinutes(5);
    private static final int ROUNDS = 3;
    /// What is new during an alarm reaches a channel at most so often, all of it at once.
    private static final Duration MORE = Duration.ofSeconds(20);
    /// The same trouble again is not told.
    private static final Duration SAME_TROUBLE = Duration.ofMinutes(10);
    /// As much as rules may tell in [#WHILE].
    private static final int MESSAGES = 20;
    private static final Duration WHILE = Duration.ofMinutes(10);

    private final Outbox before;
    private final Instant now;
    private final List<Effect> effects;
    private final BiConsumer<JournalEntry.Kind, String> journal;
    private People people;
    private TreePMap<Long, Delivery> deliveries;
    private Optional<Outbox.Round> round;
    private PMap<String, Proof> proofs;
    private Optional<Incident> incident = Optional.empty();

    Messenger(Outbox outbox, Instant now, List<Effect> effects, BiConsumer<JournalEntry.Kind, String> journal) {
        before = outbox;
        this.now = now;
        this.effects = effects;
        this.journal = journal;
        people = outbox.people();
        deliveries = outbox.deliveries();
        round = outbox.round();
        proofs = outbox.proofs();
    }

    /// The outbox after this step, in which the newest alarm has become this one.
    Outbox outbox(Optional<Incident> was, Optional<Incident> is) {
        if (was == is && same()) {
            return before;
        }
        incident = is;
        var alarm = is.filter(i -> i.recorded() && i.open());
        withdraw();
        round = round.filter(r -> alarm.filter(i -> i.since().equals(r.about())).isPresent());
        alarm.filter(_ -> !people.reachable().isEmpty()).ifPresent(this::follow);
        sendWhatIsDue();
        forgetTheOldest();
        return new Outbox(people, deliveries, round, proofs, listen(alarm), due());
    }

    private boolean same() {
        return deliveries == before.deliveries() && people.equals(before.people()) && now.isBefore(before.due());
    }

    // ---- an alarm

    private void follow(Incident alarm) {
        var going = round.or(() -> resumed(alarm)).orElseGet(() -> told(alarm, 0));
        while (!going.next().isAfter(now) || unreached(going) || everybody(alarm.kind()) && !everybody(going.nature())) {
            going = told(alarm, going.step() + 1);
        }
        if (alarm.happenings().size() > going.happened()) {
            more(alarm, going.step());
        }
        round = Optional.of(new Outbox.Round(going.about(), alarm.kind(), going.step(), going.next(), alarm.happenings().size()));
    }

    /// The round of an alarm that was left when the program was last stopped.
    private Optional<Outbox.Round> resumed(Incident alarm) {
        var all = about(alarm.since());
        return all.stream().map(Delivery::step).max(Integer::compareTo)
                .map(step -> new Outbox.Round(alarm.since(), all.getLast().notice().nature(), step,
                        next(alarm.kind(), step,
                                all.stream().filter(d -> d.step() == step).map(Delivery::queued).min(Instant::compareTo).orElse(now)),
                        alarm.happenings().size()));
    }

    private Outbox.Round told(Incident alarm, int step) {
        var all = people.reachable();
        var whom = everybody(alarm.kind()) ? all : List.of(all.get(step % all.size()));
        whom.forEach(person -> person.channels().forEach(channel -> queue(channel, person, notice(alarm), step, now)));
        return new Outbox.Round(alarm.since(), alarm.kind(), step, next(alarm.kind(), step, now), alarm.happenings().size());
    }

    /// Whether there is no time to ask one after the other.
    private static boolean everybody(Incident.Kind nature) {
        return switch (nature) {
            case DURESS, PANIC, GAS, FIRE -> true;
            case TEST, TROUBLE, BURGLARY, TAMPER, WATER -> false;
        };
    }

    private Instant next(Incident.Kind nature, int step, Instant told) {
        int round = everybody(nature) ? 1 : people.reachable().size();
        if (nature == Incident.Kind.TROUBLE || nature == Incident.Kind.TEST || step + 1 >= round * ROUNDS) {
            return Instant.MAX; // trouble and exercises are told to the first person, once
        }
        return told.plus((step + 1) % round == 0 ? NEXT_ROUND : NEXT_PERSON);
    }

    /// Nothing of the newest step can get through any more, and somebody else has not been told yet.
    private boolean unreached(Outbox.Round going) {
        var newest = about(going.about()).stream().filter(d -> d.step() == going.step()).toList();
        return !everybody(going.nature()) && going.step() + 1 < people.reachable().size()
                && newest.stream().allMatch(d -> d.state() instanceof Delivery.State.GivenUp);
    }

    /// Whoever was told hears what came after, unless something is on its way to them that will say it too.
    private void more(Incident incident, int step) {
        var told = about(incident.since());
        var waiting = told.stream().filter(d -> d.state() instanceof Delivery.State.Queued || d.state() instanceof Delivery.State.Waiting)
                .map(Delivery::channel).collect(Collectors.toSet());
        for (var id : told.stream().map(Delivery::channel).distinct().filter(id -> !waiting.contains(id)).toList()) {
            var last = told.stream().filter(d -> d.channel().equals(id)).map(Delivery::queued).max(Instant::compareTo).orElse(now);
            people.channel(id).ifPresent(channel -> queue(channel, people.owner(id).orElseThrow(), notice(incident), step,
                    last.plus(MORE).isAfter(now) ? last.plus(MORE) : now));
        }
    }

    private static Notice notice(Incident incident) {
        return new Notice(incident.since(), Notice.Kind.ALARM, incident.kind(), incident.word(),
                incident.happenings().stream().flatMap(h -> h.zone().stream()).distinct().limit(10).toList(), incident.count(),
                incident.happenings().stream().map(Incident.Happening::last).max(Instant::compareTo).orElse(incident.since()));
    }

    /// Somebody has answered: what has not got through is needed no more.
    private void withdraw() {
        for (var delivery : deliveries.values()) {
            if (delivery.open() && incident.filter(i -> !i.open() && delivery.notice().concerns(i.since())).isPresent()) {
                put(delivery.with(new Delivery.State.GivenUp(now, Delivery.Reason.ANSWERED, "")));
            }
        }
    }

    // ---- trouble and tests

    /// Something that must be looked after, but not tonight.
    void trouble(String what) {
        boolean again = deliveries.values().stream()
                .anyMatch(d -> d.notice().kind() == Notice.Kind.TROUBLE && d.notice().what().equals(what)
                        && (d.open() || d.queued().plus(SAME_TROUBLE).isAfter(now)));
        if (!again) {
            var notice = new Notice(now, Notice.Kind.TROUBLE, Incident.Kind.TROUBLE, what, List.of(), 1, now);
            people.reachable().stream().limit(1).forEach(p -> p.channels().forEach(c -> queue(c, p, notice, 0, now)));
        }
    }

    /// Something of the highest urgency that is no alarm of this house: told to everybody at once.
    void warn(String what) {
        var notice = new Notice(now, Notice.Kind.WARNING, Incident.Kind.TROUBLE, what, List.of(), 1, now);
        people.reachable().forEach(p -> p.channels().forEach(c -> queue(c, p, notice, 0, now)));
    }

    /// A rule has something to say.
    ///
    /// @return false where rules have told too much lately
    boolean say(String words) {
        long lately = deliveries.values().stream().filter(d -> d.notice().kind() == Notice.Kind.MESSAGE)
                .filter(d -> d.queued().plus(WHILE).isAfter(now)).map(d -> d.notice().about()).distinct().count();
        if (lately < MESSAGES) {
            var notice = new Notice(now, Notice.Kind.MESSAGE, Incident.Kind.TROUBLE, words, List.of(), 1, now);
            people.reachable().forEach(p -> p.channels().forEach(c -> queue(c, p, notice, 0, now)));
        }
        return lately < MESSAGES;
    }

    void test(String channel) {
        var notice = new Notice(now, Notice.Kind.TEST, Incident.Kind.TEST, "", List.of(), 1, now);
        people.channel(channel).ifPresent(c -> queue(c, people.owner(channel).orElseThrow(), notice, 0, now));
    }

    // ---- who is told

    /// @param secrets by channel; an empty one is forgotten
    void people(People changed, Map<String, Secret> secrets) {
        secrets.forEach((channel, secret) -> effects.add(new Effect.KeepSecret(channel, secret)));
        if (changed.equals(people)) {
            return;
        }
        for (var gone : people.channels().stream().filter(c -> changed.channel(c.id()).isEmpty()).toList()) {
            effects.add(new Effect.KeepSecret(gone.id(), new Secret("")));
            proofs = proofs.minus(gone.id());
        }
        for (var channel : changed.channels()) {
            if (people.channel(channel.id()).filter(channel::equals).isEmpty()) {
                proofs = proofs.minus(channel.id()); // what was proven led elsewhere
            }
        }
        people = changed;
        effects.add(new Effect.SavePeople(changed));
        for (var delivery : deliveries.values()) {
            if (delivery.open() && people.channel(delivery.channel()).isEmpty()) {
                put(delivery.with(new Delivery.State.GivenUp(now, Delivery.Reason.REMOVED, "")));
            }
        }
    }

    // ---- a delivery's way

    private void queue(Channel channel, Person person, Notice notice, int step, Instant due) {
        long id = deliveries.isEmpty() ? 1 : deliveries.lastKey() + 1;
        put(new Delivery(id, channel.id(), person.name(), notice, step, now, 0, new Delivery.State.Queued(due)));
    }

    private void put(Delivery delivery) {
        deliveries = deliveries.plus(delivery.id(), delivery);
        effects.add(new Effect.KeepDelivery(delivery));
    }

    /// It is on disk, or cannot be put there: it goes out all the same.
    void kept(long id) {
        delivery(id).ifPresent(delivery -> {
            if (delivery.state() instanceof Delivery.State.Queued(var due)) {
                deliveries = deliveries.plus(id, delivery.with(new Delivery.State.Waiting(due, "")));
            }
        });
    }

    /// One that was under way when somebody answered may have got through nevertheless.
    void delivered(long id, int attempt, Answer answer) {
        delivery(id).filter(d -> d.attempts() == attempt).ifPresent(d -> {
            boolean late = answer instanceof Answer.Accepted && d.state() instanceof Delivery.State.GivenUp(_, var why, _)
                    && why == Delivery.Reason.ANSWERED;
            if (late || d.state() instanceof Delivery.State.Sending) {
                settle(d.answered(answer, now));
            }
        });
    }

    private void settle(Delivery delivery) {
        put(delivery);
        if (delivery.open() || delivery.notice().nature() == Incident.Kind.DURESS) {
            return; // of a call for help under duress nothing may show
        }
        if (people.channel(delivery.channel()).isPresent()) {
            proofs = proofs.plus(delivery.channel(), before.proof(delivery.channel()).after(delivery));
        }
        if (delivery.state() instanceof Delivery.State.Accepted) {
            journal.accept(JournalEntry.Kind.TOLD, delivery.person());
        } else if (delivery.state() instanceof Delivery.State.GivenUp(_, var reason, var words) && reason != Delivery.Reason.ANSWERED) {
            journal.accept(JournalEntry.Kind.NOT_TOLD, words + "\n" + delivery.person());
        }
    }

    private void sendWhatIsDue() {
        for (var delivery : deliveries.values()) {
            if (!delivery.due().isAfter(now)) {
                send(delivery);
            }
        }
    }

    private void send(Delivery due) {
        var channel = people.channel(due.channel());
        if (due.state() instanceof Delivery.State.Sending) { // its channel has not come back in all its time
            settle(due.answered(new Answer.Unavailable("", Optional.empty()), now));
        } else if (channel.isEmpty()) {
            settle(due.with(new Delivery.State.GivenUp(now, Delivery.Reason.REMOVED, "")));
        } else {
            var newest = incident.filter(i -> due.notice().concerns(i.since())).map(Messenger::notice).orElse(due.notice());
            var sending = due.sending(newest, now);
            put(sending);
            effects.add(new Effect.Send(sending, channel.get()));
        }
    }

    private void forgetTheOldest() {
        if (deliveries.size() > Outbox.MOST) {
            deliveries = deliveries.minusAll(deliveries.values().stream().filter(d -> !d.open()).map(Delivery::id)
                    .limit(deliveries.size() - Outbox.MOST).filter(id -> !id.equals(deliveries.lastKey())).toList());
        }
    }

    /// While an alarm is open, an answer is awaited where it was sent to.
    private Set<String> listen(Optional<Incident> alarm) {
        var wanted = alarm.map(i -> about(i.since()).stream().map(Delivery::channel).filter(c -> people.channel(c).isPresent())
                .collect(Collectors.toSet())).orElse(Set.of());
        if (!wanted.equals(before.listening()) || alarm.isPresent() && !people.equals(before.people())) {
            effects.add(new Effect.Listen(alarm.map(Incident::since).orElse(now),
                    people.channels().stream().filter(c -> wanted.contains(c.id())).toList()));
        }
        return wanted;
    }

    private Instant due() {
        var sends = deliveries.values().stream().map(Delivery::due).min(Instant::compareTo).orElse(Instant.MAX);
        var steps = round.map(Outbox.Round::next).orElse(Instant.MAX);
        return sends.isBefore(steps) ? sends : steps;
    }

    private List<Delivery> about(Instant since) {
        return deliveries.values().stream().filter(d -> d.notice().concerns(since)).toList();
    }

    private Optional<Delivery> delivery(long id) {
        return Optional.ofNullable(deliveries.get(id));
    }
}
