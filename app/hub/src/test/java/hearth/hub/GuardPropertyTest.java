package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.home.AlarmCode;
import hearth.home.AlarmMode;
import hearth.hub.AlarmState.Disarmed;
import hearth.hub.AlarmState.Triggered;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever happens, in whatever order, the alarm keeps its promises. Each seed is a life of some hundred events; a failure names it.
final class GuardPropertyTest {

    private static final int EVENTS = 300;
    private static final List<String> SENSORS = List.of("door", "window", "kitchen", "hall", "left", "right", "smoke");
    private static final String RIGHT = "1234";
    private static final List<AlarmCode> CODES = List.of(
            new AlarmCode("Ann", "hash of " + RIGHT, AlarmCode.Right.ALL, Optional.empty()),
            new AlarmCode("Cat", "hash of 2222", AlarmCode.Right.ARM_ONLY, Optional.empty()),
            new AlarmCode("Forced", "hash of 4321", AlarmCode.Right.DURESS, Optional.empty()));

    /// Thousands of lives, a hundred at a time.
    static List<Integer> hundreds() {
        return IntStream.range(0, Integer.getInteger("hearth.lives", 3_000) / 100).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("hundreds") void onlyWhoMayDisarmsAndNothingIsForgotten(int hundred) {
        for (int life = 0; life < 100; life++) {
            new Life(100L * hundred + life).run();
        }
    }

    /// One house, and a disk that may be slow: what is written there is answered later, in order.
    private static final class Life {

        private final long seed;
        private final Random random;
        private House house = House.guarded();
        private final Deque<Event> disk = new ArrayDeque<>();
        private final Deque<Incident> written = new ArrayDeque<>();
        private final Deque<Event> codes = new ArrayDeque<>();
        private Panel safe = Panel.NEW;
        private Optional<Incident> safeIncident = Optional.empty();

        Life(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            CODES.forEach(code -> house.on(new Event.CodeMade(code)));
        }

        void run() {
            for (int i = 0; i < EVENTS; i++) {
                step();
            }
            while (!disk.isEmpty()) {
                answer();
            }
            assertEquals(house.state.security().panel(), house.state.security().shown(), this::where);
        }

        private void step() {
            int dice = random.nextInt(100);
            if (dice < 40) {
                var sensor = SENSORS.get(random.nextInt(SENSORS.size()));
                boolean open = random.nextInt(3) == 0;
                happens(new Event.MessageReceived(random.nextInt(8) == 0
                        ? Message.retained("home/" + sensor, Boolean.toString(open))
                        : Message.of("home/" + sensor, Boolean.toString(open))),
                        false);
            } else if (dice < 55) {
                happens(new Event.AlarmWished(arm(), new Secret(random.nextInt(3) == 0 ? code() : "")), false);
            } else if (dice < 62) {
                happens(new Event.AlarmWished(new AlarmWish.Disarm(), new Secret(random.nextInt(4) == 0 ? "" : code())), false);
            } else if (dice < 66) {
                happens(new Event.MessageReceived(Message.of("security/alarm/set",
                        "{\"command\":\"DISARM\",\"code\":\"" + code() + "\"}")), false);
            } else if (dice < 68) {
                happens(new Event.MessageReceived(Message.retained("security/alarm/set", "DISARM")), false);
            } else if (dice < 70) {
                happens(new Event.MessageReceived(Message.of("security/status", random.nextBoolean() ? "break-in" : "ok")), false);
            } else if (dice < 72) {
                happens(List.of(new Event.IncidentAcknowledged(), new Event.IncidentSilenced(),
                        new Event.MessageReceived(Message.of("security/alarm/set", "ACKNOWLEDGE")),
                        new Event.DrillWanted(), new Event.DrillRead(),
                        new Event.BrokeOff("sensors", Set.of("home/" + SENSORS.get(random.nextInt(SENSORS.size())))))
                        .get(random.nextInt(6)),
                        false);
            } else if (dice < 73) {
                happens(new Event.Pulse(house.now, Duration.ZERO), false);
                house.now = house.now.plusSeconds(random.nextInt(7_200) - 3_600); // asleep, stopped, or set back
                happens(new Event.Pulse(house.now, Duration.ofSeconds(5 + random.nextInt(60))), false);
            } else if (dice < 74) {
                happens(new Event.HomeEdited(new HomeEdit.Guarded(house.state.home().alarm().with(List.of()))), false);
                happens(new Event.EditUndone(), false);
            } else if (dice < 76) {
                stop();
            } else if (dice < 86) {
                passes(Duration.ofMillis(random.nextInt(random.nextBoolean() ? 90_000 : 400_000)));
            } else if (dice < 93) {
                answer();
            } else if (!codes.isEmpty()) {
                var checked = codes.poll();
                happens(checked, checked instanceof Event.CodeChecked(var ask, var whose) && ask.wish() instanceof AlarmWish.Disarm
                        && whose.filter(w -> !w.equals("Cat")).isPresent());
            }
        }

        private AlarmWish arm() {
            return new AlarmWish.Arm(AlarmMode.values()[random.nextInt(AlarmMode.values().length)],
                    random.nextBoolean() ? List.of("kitchen") : List.of(), random.nextInt(3) == 0);
        }

        private String code() {
            return List.of(RIGHT, "2222", "4321", "9999", "1111").get(random.nextInt(5));
        }

        private void passes(Duration time) {
            house.until(house.now.plus(time), () -> happens(new Event.Tick(), false));
        }

        /// @param disarms whether the right code for disarming has just been found right
        private void happens(Event event, boolean disarms) {
            var was = house.state.security();
            house.on(event);
            var is = house.state.security();
            boolean wasArmed = was.panel().state().armed().isPresent();
            assertFalse(wasArmed && is.panel().state() instanceof Disarmed && !disarms, this::where);
            assertFalse(wasArmed && is.panel().state().armed().isEmpty() && !disarms, this::where);
            if (was.shown() != is.shown()) {
                assertEquals(safe, is.shown(), this::where); // nobody sees what is not on disk
            }
            assertTrue(is.panel().trips().values().stream().allMatch(trips -> trips <= 3), this::where);
            if (is.panel().state() instanceof Triggered(_, var since, var ends)) {
                assertEquals(since.plus(Duration.ofMinutes(5)), ends, this::where);
            }
            is.panel().state().due()
                    .ifPresent(due -> assertTrue(house.state.nextDeadline().filter(d -> !d.isAfter(due)).isPresent(), this::where));
            boolean rings = is.panel().state() instanceof Triggered && !(was.panel().state() instanceof Triggered);
            assertFalse(rings && house.state.incident().filter(i -> i.open() && i.kind().loud()).isEmpty(), this::where);
            collect();
        }

        private void collect() {
            var all = List.copyOf(house.effects);
            house.effects.clear();
            for (var effect : all) {
                switch (effect) {
                    case Effect.RecordPanel(var panel) -> disk.add(new Event.PanelRecorded(panel, Optional.empty()));
                    case Effect.Record(var incident) -> {
                        disk.add(new Event.IncidentRecorded(incident.since(), Optional.empty()));
                        written.add(incident);
                    }
                    case Effect.CheckCode(var ask, var code, var known) -> codes.add(new Event.CodeChecked(ask,
                            known.stream().filter(c -> c.hash().equals("hash of " + code.text())).map(AlarmCode::name).findFirst()));
                    case Effect.Announce(var m) when m.topic().equals("security/alarm/state") ->
                        assertEquals(safe.state().word(), m.payload().text().orElseThrow(), this::where);
                    default -> {
                        // not the alarm's
                    }
                }
            }
        }

        /// The disk has done what it was given first.
        private void answer() {
            var next = disk.poll();
            if (next != null) {
                reach(next);
                happens(next, false);
            }
        }

        private void reach(Event next) {
            switch (next) {
                case Event.PanelRecorded(var panel, _) -> safe = panel;
                case Event.IncidentRecorded _ -> safeIncident = Optional.of(written.remove());
                default -> throw new IllegalStateException();
            }
        }

        /// The program is killed: what had reached the disk is all that is left, and it is enough to go on from there.
        private void stop() {
            for (int kept = random.nextInt(disk.size() + 1); kept > 0; kept--) {
                reach(disk.remove());
            }
            disk.clear();
            written.clear();
            codes.clear();
            var before = house;
            house = new House(before.state.home(), before.kept(), safeIncident);
            house.now = before.now.plusSeconds(random.nextInt(120));
            house.state = house.state.with(safe, CODES);
            house.effects.clear();
            assertEquals(safe, house.state.security().shown(), this::where);
            assertEquals(safe.state(), house.state.security().panel().state(), this::where);
            happens(new Event.Awoke(before.now), false);
            safeIncident.filter(Incident::open).ifPresent(i -> happens(new Event.IncidentRecorded(i.since(), Optional.empty()), false));
            safe.state().due().filter(due -> !due.isAfter(house.now)).ifPresent(_ -> {
                happens(new Event.Tick(), false);
                assertFalse(safe.state().equals(house.state.security().panel().state()), this::where); // what is over, is over
            });
        }

        private String where() {
            return "seed " + seed + ": " + house.state.security().panel() + " shown " + house.state.security().shown();
        }
    }
}
