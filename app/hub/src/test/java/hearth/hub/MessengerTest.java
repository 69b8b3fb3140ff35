package hearth.hub;

import static hearth.hub.House.T0;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.home.Channel;
import hearth.home.Channel.Address;
import hearth.home.People;
import hearth.home.Person;
import hearth.hub.Delivery.Reason;
import hearth.hub.Delivery.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MessengerTest {

    private static final Channel PUSH = new Channel("push", new Address.Ntfy("https://ntfy.sh", "a"));
    private static final Channel HOOK = new Channel("hook", new Address.Webhook("https://example.org/a"));
    private static final Channel BOT = new Channel("bot", new Address.Telegram("1"));
    private static final Person ANNA = new Person("Anna", List.of(PUSH, HOOK));
    private static final Person BEN = new Person("Ben", List.of(BOT));
    private static final People BOTH = new People(List.of(ANNA, BEN));
    private static final Answer OK = new Answer.Accepted("200 OK");
    private static final Answer NO = new Answer.Refused("403 Forbidden");
    private static final Answer AWAY = new Answer.Unavailable("no route", Optional.empty());

    private House house = new House();
    private final Map<Long, Delivery> disk = new HashMap<>();

    MessengerTest() {
        house.on(new Event.PeopleChanged(BOTH, Map.of()));
        house.effects.clear();
    }

    @Test void anAlarmIsOnDiskBeforeItIsSentToAllChannelsOfTheFirstPerson() {
        ring("kitchen");
        assertEquals(List.of("push", "hook"), kept());
        assertEquals(List.of(), sent());
        house.on(new Event.DeliveryKept(1)).on(new Event.DeliveryKept(2));
        assertEquals(List.of("push 1", "hook 1"), sent());
        assertEquals(new Notice(T0, Notice.Kind.ALARM, Incident.Kind.BURGLARY, "break-in", List.of("kitchen"), 1, T0),
                delivery(1).notice());
    }

    @Test void theSecondPersonIsToldAfterAMinuteAndTheFirstAgainFiveMinutesLaterThreeTimesInAll() {
        ring("kitchen");
        var told = new ArrayList<String>();
        for (int second = 0; second < 3_600; second++) {
            int at = second;
            run(_ -> OK).forEach(channel -> told.add(at + " " + channel));
            house.later(Duration.ofSeconds(1));
        }
        assertEquals(List.of("0 push", "0 hook", "60 bot", "360 push", "360 hook", "420 bot", "720 push", "720 hook", "780 bot"), told);
    }

    @Test void anAnswerFromAnyChannelEndsItAndSilencesTheHouse() {
        ring("kitchen");
        run(_ -> AWAY);
        house.effects.clear();
        house.on(new Event.AlarmAnswered(T0, "hook"));
        assertEquals(Optional.empty(), house.state.alert());
        assertTrue(house.effects.contains(new Effect.Hush()));
        assertEquals(List.of(JournalEntry.Kind.ANSWERED, JournalEntry.Kind.ACKNOWLEDGED), house.journal());
        assertEquals(List.of(Reason.ANSWERED, Reason.ANSWERED), reasons());
        house.later(Duration.ofHours(2));
        assertEquals(List.of(), sent());
        assertEquals(Optional.empty(), house.state.nextDeadline());
    }

    @Test void anAnswerAtTheHouseEndsItToo() {
        for (var answer : List.of(new Event.IncidentAcknowledged(),
                new Event.MessageReceived(Message.of("security/alarm/set", "ACKNOWLEDGE")),
                new Event.MessageReceived(Message.of("security/alarm/set", "DISARM")),
                new Event.AlarmWished(new AlarmWish.Disarm(), new Secret("")))) {
            house.now = house.now.plusSeconds(3_600);
            house.says("security/status", zone("kitchen")).stored();
            assertTrue(house.state.alert().isPresent());
            run(_ -> AWAY);
            house.on(answer);
            assertEquals(Optional.empty(), house.state.alert());
            house.effects.clear();
            house.later(Duration.ofHours(2));
            assertEquals(List.of(), sent());
        }
    }

    @Test void whatWasUnderWayWhenSomebodyAnsweredIsNotTriedAgainButCountsIfItGetsThrough() {
        ring("kitchen");
        house.on(new Event.DeliveryKept(1)).on(new Event.DeliveryKept(2)).on(new Event.IncidentAcknowledged());
        house.on(new Event.Delivered(1, 1, OK)).on(new Event.Delivered(2, 1, AWAY));
        assertEquals(new State.Accepted(T0, "200 OK"), delivery(1).state());
        assertEquals(Reason.ANSWERED, ((State.GivenUp) delivery(2).state()).reason());
        house.effects.clear();
        house.later(Duration.ofMinutes(10));
        assertEquals(List.of(), sent());
    }

    @Test void fireGoesToEverybodyAtOnceAlsoWhenItBeganAsSomethingElse() {
        raise(Incident.Kind.FIRE);
        assertEquals(List.of("push", "hook", "bot"), run(_ -> OK));
        house.later(Duration.ofMinutes(4));
        assertEquals(List.of(), run(_ -> OK));
        house.later(Duration.ofMinutes(1));
        assertEquals(List.of("push", "hook", "bot"), run(_ -> OK));
    }

    @Test void whatTurnsOutToBeAFireGoesToEverybodyThen() {
        var trouble = Incident.of(Incident.Kind.WATER, Optional.empty(), House.WORD, "leak", Optional.of("cellar"), T0);
        come(trouble);
        assertEquals(List.of("push", "hook"), run(_ -> OK));
        house.now = T0.plusSeconds(30);
        come(trouble.with(Incident.Kind.FIRE, House.DEGREES, "smoke", Optional.of("cellar"), house.now));
        assertEquals(List.of("push", "hook", "bot"), run(_ -> OK).stream().distinct().toList());
    }

    @Test void sensorTroubleAndExercisesGoToTheFirstPersonOnlyAndAreMarked() {
        raise(Incident.Kind.TROUBLE);
        assertEquals(List.of("push", "hook"), run(_ -> OK));
        assertTrue(!delivery(1).notice().urgent());
        house.later(Duration.ofHours(1));
        assertEquals(List.of(), run(_ -> OK));
        disk.clear();
        house.now = T0;
        raise(Incident.Kind.TEST);
        assertEquals(List.of("push", "hook"), run(_ -> OK));
        assertTrue(delivery(1).notice().drill() && delivery(1).notice().urgent());
    }

    @Test void underDuressEverybodyIsToldAndNothingShowsIt() {
        raise(Incident.Kind.DURESS);
        assertEquals(List.of("push", "hook", "bot"), run(_ -> OK));
        house.on(new Event.AlarmAnswered(T0, "bot"));
        assertEquals(Proof.NONE, house.state.outbox().proof("push"));
        assertEquals(List.of(), house.state.journal().list().stream().filter(e -> !e.at().isBefore(T0)).map(JournalEntry::kind)
                .filter(k -> k != JournalEntry.Kind.BROKER_UP).toList());
    }

    @Test void anAnswerToAnEarlierAlarmIsNone() {
        ring("kitchen");
        house.on(new Event.AlarmAnswered(T0.minusSeconds(1), "push"));
        assertTrue(house.state.alert().isPresent());
    }

    @Test void whoIsNotReachableIsTriedAgainWithGrowingPauses() {
        ring("kitchen");
        var at = new ArrayList<Long>();
        for (int second = 0; second < 240; second++) {
            if (run(channel -> channel.equals("push") ? AWAY : OK).contains("push")) {
                at.add(Duration.between(T0, house.now).toSeconds());
            }
            house.later(Duration.ofSeconds(1));
        }
        assertEquals(List.of(0L, 2L, 6L, 14L, 30L, 62L, 122L, 182L), at);
        assertEquals("no route", ((State.Waiting) delivery(1).state()).answer());
    }

    @Test void aServerMayAskForALongerPause() {
        ring("kitchen");
        run(_ -> new Answer.Unavailable("429", Optional.of(Duration.ofSeconds(40))));
        assertEquals(T0.plusSeconds(40), ((State.Waiting) delivery(1).state()).due());
    }

    @Test void afterThreeRefusalsItIsGivenUpWithTheReasonAndTheNextPersonIsToldAtOnce() {
        ring("kitchen");
        for (int second = 0; second < 10; second++) {
            run(_ -> NO);
            house.later(Duration.ofSeconds(1));
        }
        assertEquals(new State.GivenUp(T0.plusSeconds(6), Reason.REFUSED, "403 Forbidden"), delivery(1).state());
        assertEquals(T0.plusSeconds(6), delivery(3).queued());
        assertEquals("Ben", delivery(3).person());
        assertTrue(house.state.outbox().proof("push").failed().isPresent());
    }

    @Test void aNightWithoutTheInternetIsMadeUpForWithTheTrueTime() {
        ring("kitchen");
        for (int minute = 0; minute < 8 * 60; minute++) {
            run(_ -> AWAY);
            house.later(Duration.ofMinutes(1));
        }
        var told = new HashSet<>(run(_ -> OK));
        house.later(Duration.ofMinutes(1));
        told.addAll(run(_ -> OK));
        assertEquals(Set.of("push", "hook", "bot"), told);
        assertEquals(T0, delivery(1).notice().about());
        assertTrue(house.state.outbox().about(T0).stream().noneMatch(Delivery::open));
    }

    @Test void afterADayItIsGivenUp() {
        ring("kitchen");
        for (int minute = 0; minute < 25 * 60; minute++) {
            run(_ -> AWAY);
            house.later(Duration.ofMinutes(1));
        }
        assertTrue(reasons().stream().allMatch(Reason.UNREACHABLE::equals));
        assertEquals(List.of(), sent());
    }

    @Test void anotherZoneIsToldOnceToWhoeverWasToldAndRepeatsAreACount() {
        ring("kitchen");
        run(_ -> OK);
        for (int i = 0; i < 500; i++) {
            house.later(Duration.ofMillis(20)).says("security/status", zone(i % 2 == 0 ? "kitchen" : "garage"));
        }
        house.later(Duration.ofSeconds(15));
        assertEquals(List.of("push", "hook"), run(_ -> OK));
        assertEquals(List.of("kitchen", "garage"), delivery(3).notice().places());
        assertEquals(501, delivery(3).notice().count());
        house.later(Duration.ofSeconds(30));
        assertEquals(List.of(), run(_ -> OK));
    }

    @Test void whatHasNotGotThroughYetSaysItAll() {
        ring("kitchen");
        run(_ -> AWAY);
        house.later(Duration.ofSeconds(1)).says("security/status", zone("garage"));
        house.later(Duration.ofSeconds(1));
        assertEquals(List.of("push", "hook"), run(_ -> OK));
        assertEquals(List.of("kitchen", "garage"), delivery(1).notice().places());
        house.later(Duration.ofSeconds(50));
        assertEquals(List.of(), run(_ -> OK));
    }

    @Test void aChannelThatGivesNoAnswerAtAllIsTriedAgain() {
        ring("kitchen");
        house.on(new Event.DeliveryKept(1));
        assertEquals(List.of("push 1"), sent());
        house.later(Duration.ofSeconds(93));
        assertTrue(sent().contains("push 2"));
        house.on(new Event.Delivered(1, 1, OK));
        assertTrue(delivery(1).open(), "the answer to an attempt that is over is none");
    }

    @Test void aTestIsTriedOnceAndProvesTheChannelOrNot() {
        house.on(new Event.ChannelTested("push"));
        assertEquals(List.of("push"), run(_ -> AWAY));
        assertEquals(new State.GivenUp(T0, Reason.UNREACHABLE, "no route"), house.state.outbox().test("push").orElseThrow().state());
        assertEquals(new Proof(Optional.empty(), Optional.of(T0), "no route"), house.state.outbox().proof("push"));
        house.later(Duration.ofSeconds(5)).on(new Event.ChannelTested("push"));
        run(_ -> OK);
        var proof = house.state.outbox().proof("push");
        assertTrue(proof.stands(T0.plus(Duration.ofDays(7))));
        assertTrue(!proof.stands(T0.plus(Duration.ofDays(8))));
    }

    @Test void troubleGoesToTheFirstPersonOnlyAndTheSameAgainIsNotTold() {
        house.on(new Event.Refused(new Refusal(Refusal.Reason.TAMPERING, "x", "", "10.0.0.9", "security/status", T0, T0, 1)));
        assertEquals(List.of("push", "hook"), run(_ -> OK));
        assertEquals(Notice.Kind.TROUBLE, delivery(1).notice().kind());
        house.later(Duration.ofMinutes(2))
                .on(new Event.Refused(new Refusal(Refusal.Reason.TAMPERING, "x", "", "10.0.0.9", "security/status", T0, T0, 1)));
        assertEquals(List.of(), run(_ -> OK));
    }

    @Test void aChannelThatIsTakenAwayIsToldNothingMoreAndItsSecretIsForgotten() {
        ring("kitchen");
        run(_ -> AWAY);
        house.effects.clear();
        house.on(new Event.PeopleChanged(BOTH.without("push"), Map.of()));
        assertTrue(house.effects.contains(new Effect.KeepSecret("push", new Secret(""))));
        assertEquals(Reason.REMOVED, ((State.GivenUp) delivery(1).state()).reason());
    }

    @Test void whoIsAddedDuringAnAlarmIsTold() {
        house.on(new Event.PeopleChanged(People.NONE, Map.of()));
        ring("kitchen");
        assertEquals(List.of(), run(_ -> OK));
        house.on(new Event.PeopleChanged(BOTH, Map.of()));
        assertEquals(List.of("push", "hook"), run(_ -> OK));
    }

    @Test void answersAreAwaitedWhereTheAlarmWasSentToAndNoLongerThanItIsOpen() {
        ring("kitchen");
        assertTrue(house.effects.contains(new Effect.Listen(T0, List.of(PUSH, HOOK))));
        house.effects.clear();
        house.on(new Event.IncidentAcknowledged());
        assertTrue(house.effects.contains(new Effect.Listen(T0, List.of())));
    }

    /// Alarms, repeats, answers, sick servers, edits and sudden ends, in any order.
    @ParameterizedTest
    @MethodSource("seeds") void nothingIsLostNothingAcceptedIsSentAgainAndAnAnswerEndsIt(int seed) {
        for (int round = 0; round < 50; round++) {
            new Life(seed * 1_000L + round).run();
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 30);
    }

    /// One random life of a house: `disk` holds what was written, and only that survives.
    private static final class Life {

        private final Random random;
        private final String story;
        private final Map<Long, Delivery> disk = new HashMap<>();
        private final HashSet<Long> promised = new HashSet<>();
        private final HashSet<Long> accepted = new HashSet<>();
        private final HashSet<Instant> answered = new HashSet<>();
        private final List<Effect.Send> underWay = new ArrayList<>();
        private Optional<Incident> incident = Optional.empty();
        private House house = new House();
        private boolean healthy;

        Life(long seed) {
            random = new Random(seed);
            story = "seed " + seed;
            house.on(new Event.PeopleChanged(BOTH, Map.of()));
        }

        void run() {
            for (int i = 0; i < 60; i++) {
                happen();
            }
            healthy = true;
            for (int i = 0; i < 120; i++) { // more than all rounds take
                carryOut();
                house.later(Duration.ofSeconds(20));
            }
            for (var id : promised) {
                assertTrue(disk.containsKey(id), () -> story + ": " + id + " is lost");
                assertTrue(!disk.get(id).open(), () -> story + ": " + disk.get(id) + " is still open");
            }
            house.state.alert().ifPresent(alarm -> assertTrue(house.state.outbox().about(alarm.since()).stream()
                    .filter(d -> d.state() instanceof State.Accepted).map(Delivery::channel).distinct().count() == 3, story));
        }

        private void happen() {
            house.later(Duration.ofMillis(1)); // an alarm is known by its time
            switch (random.nextInt(9)) {
                case 0 -> house.says("security/status", "break-in");
                case 1 -> house.says("security/status", zone("zone " + random.nextInt(4)));
                case 2 -> house.later(Duration.ofMillis(random.nextInt(90_000)));
                case 3 -> house.later(Duration.ofMillis(random.nextInt(900)));
                case 4 -> {
                    if (random.nextInt(4) == 0) {
                        house.effects.removeIf(effect -> effect instanceof Effect.Send before && underWay.add(before));
                        house.state.alert().ifPresent(alarm -> answered.add(alarm.since()));
                        house.on(random.nextBoolean() ? new Event.IncidentAcknowledged()
                                : new Event.AlarmAnswered(house.state.incident().map(Incident::since).orElse(T0), "bot"));
                    }
                }
                case 5 -> house.on(new Event.ChannelTested(random.nextBoolean() ? "push" : "bot"));
                case 6 -> {
                    if (random.nextInt(3) == 0) {
                        die();
                    }
                }
                default -> {
                }
            }
            carryOut();
        }

        /// The disk and the servers do what they are told, some of it later, some of it never.
        private void carryOut() {
            var todo = new ArrayList<>(house.effects);
            house.effects.clear();
            for (var effect : todo) {
                switch (effect) {
                    case Effect.Record(var recorded) -> {
                        incident = Optional.of(recorded);
                        house.on(new Event.IncidentRecorded(recorded.since(), Optional.empty()));
                    }
                    case Effect.KeepDelivery(var delivery) -> {
                        disk.put(delivery.id(), delivery);
                        if (delivery.state() instanceof State.Queued) {
                            promised.add(delivery.id());
                            house.on(new Event.DeliveryKept(delivery.id()));
                        } else if (delivery.state() instanceof State.Accepted) {
                            accepted.add(delivery.id());
                        }
                    }
                    case Effect.Send send -> {
                        assertTrue(!accepted.contains(send.delivery().id()), () -> story + ": sent again " + send);
                        assertTrue(promised.contains(send.delivery().id()), () -> story + ": not on disk " + send);
                        assertTrue(!answered.contains(send.delivery().notice().about()), () -> story + ": answered, and yet " + send);
                        underWay.add(send);
                    }
                    default -> {
                    }
                }
            }
            underWay.removeIf(send -> {
                int luck = healthy ? 0 : random.nextInt(6);
                if (luck < 5) {
                    house.on(new Event.Delivered(send.delivery().id(), send.delivery().attempts(),
                            luck < 2 ? OK : luck == 2 ? NO : AWAY));
                }
                return luck < 5 || random.nextInt(3) == 0;
            });
        }

        /// What was not carried out yet is gone; the house comes back from what is on disk.
        private void die() {
            var now = house.now.plusSeconds(random.nextInt(100));
            var last = incident;
            house = new House(Map.of(),
                    last.map(i -> new Incident(i.since(), i.kind(), i.mode(), i.cause(), i.word(), i.zone(), i.happenings(), false,
                            Optional.empty(), i.silenced(), i.acknowledged())));
            house.now = now;
            answered.clear(); // an answer that was not written yet is lost: then the alarm is open again
            last.filter(i -> !i.open()).ifPresent(i -> answered.add(i.since()));
            house.state = house.state.with(Outbox.of(BOTH, disk.values(), Map.of()));
            underWay.clear();
            last.ifPresent(i -> house.on(new Event.IncidentRecorded(i.since(), Optional.empty())));
        }
    }

    // ---- small change

    private static String zone(String name) {
        return "{\"status\":\"break-in\",\"zone\":\"" + name + "\"}";
    }

    private void ring(String zone) {
        house.says("security/status", zone(zone)).on(new Event.IncidentRecorded(T0, Optional.empty()));
    }

    /// An alarm of this kind was left when the program was last stopped.
    private void raise(Incident.Kind kind) {
        come(Incident.of(kind, Optional.empty(), House.WORD, "sensor", Optional.of("cellar"), T0));
    }

    private void come(Incident alarm) {
        var now = house.now;
        house = new House(Map.of(), Optional.of(alarm));
        house.now = now;
        house.state = house.state.with(Outbox.of(BOTH, disk.values(), Map.of()));
        house.effects.clear();
        house.on(new Event.IncidentRecorded(T0, Optional.empty()));
    }

    private interface Servers {
        Answer take(String channel);
    }

    /// Disk and servers do at once what they are told, until nothing more is to be done now.
    ///
    /// @return the channels something was sent to
    private List<String> run(Servers servers) {
        var told = new ArrayList<String>();
        while (!house.effects.isEmpty()) {
            var todo = new ArrayList<>(house.effects);
            house.effects.clear();
            for (var effect : todo) {
                if (effect instanceof Effect.KeepDelivery(var kept)) {
                    disk.put(kept.id(), kept);
                }
                if (effect instanceof Effect.KeepDelivery(var d) && d.state() instanceof State.Queued) {
                    house.on(new Event.DeliveryKept(d.id()));
                } else if (effect instanceof Effect.Send(var d, var channel)) {
                    told.add(channel.id());
                    house.on(new Event.Delivered(d.id(), d.attempts(), servers.take(channel.id())));
                }
            }
        }
        return told;
    }

    private List<String> kept() {
        return house.effects.stream().filter(Effect.KeepDelivery.class::isInstance).map(e -> ((Effect.KeepDelivery) e).delivery().channel())
                .toList();
    }

    private List<String> sent() {
        var sent = house.effects.stream().filter(Effect.Send.class::isInstance).map(e -> ((Effect.Send) e).delivery())
                .map(d -> d.channel() + " " + d.attempts()).toList();
        house.effects.clear();
        return sent;
    }

    private Delivery delivery(long id) {
        return house.state.outbox().deliveries().get(id);
    }

    private List<Reason> reasons() {
        return house.state.outbox().deliveries().values().stream()
                .flatMap(d -> d.state() instanceof State.GivenUp(_, var reason, _) ? java.util.stream.Stream.of(reason)
                        : java.util.stream.Stream.<Reason>empty())
                .toList();
    }
}
