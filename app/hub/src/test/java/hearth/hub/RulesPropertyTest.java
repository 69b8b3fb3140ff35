package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Value;
import hearth.home.Action;
import hearth.home.Automations;
import hearth.home.Condition;
import hearth.home.Fact;
import hearth.home.Rule;
import hearth.home.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever comes, however fast, and whenever the program is killed, rules keep their promises. Each seed is a life; a failure names it.
final class RulesPropertyTest {

    private static final int EVENTS = 150;

    static List<Integer> hundreds() {
        return IntStream.range(0, Integer.getInteger("hearth.lives", 600) / 100).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("hundreds") void noTriggerIsLostEachModeKeepsItsWordAndLoopsAreCut(int hundred) {
        for (int life = 0; life < 100; life++) {
            new Life(100L * hundred + life).run();
        }
    }

    private static final class Life {

        private final long seed;
        private final Random random;
        private final Map<String, Unfinished> disk = new HashMap<>();
        private final Map<String, Long> newest = new HashMap<>();
        private final Map<String, List<Instant>> setOffs = new HashMap<>();
        private final List<JournalEntry> journal = new ArrayList<>();
        private House house = new House();
        private double degrees = 20;

        Life(long seed) {
            this.seed = seed;
            random = new Random(seed);
            var all = Automations.NONE;
            for (var again : Rule.Again.values()) {
                all = all.with(new Rule(again.name(), again.name(), true, again, List.of(new Trigger.Changes(House.DEGREES)),
                        random.nextBoolean() ? Condition.ALWAYS
                                : new Condition.Is(new Fact(House.DEGREES, Fact.How.ABOVE, new Value.Numeric(15))),
                        List.of(new Action.Wish(House.BRIGHTNESS, new Value.Numeric(again.ordinal() * 10)),
                                new Action.Wait(Duration.ofSeconds(1 + random.nextInt(20))),
                                new Action.Wish(House.BRIGHTNESS, new Value.Numeric(again.ordinal() * 10 + 5)))));
            }
            house.on(new Event.HomeEdited(new HomeEdit.Automate(all))).on(new Event.Began(ZoneOffset.UTC, house.now));
            house.says("temperature", "20");
            look();
        }

        void run() {
            for (int i = 0; i < EVENTS; i++) {
                int dice = random.nextInt(100);
                if (dice < 50) {
                    changes();
                } else if (dice < 90) {
                    later(Duration.ofMillis(random.nextInt(random.nextBoolean() ? 120 : 15_000)));
                } else if (dice < 95) {
                    killed();
                } else {
                    for (var again : Rule.Again.values()) {
                        house.on(new Event.RuleResumed(again.name()));
                        setOffs.remove(again.name());
                    }
                    look();
                }
            }
            later(Duration.ofMinutes(20));
            for (var again : Rule.Again.values()) { // all that began has come to an end
                house.state.automation().traces(again.name()).forEach(t -> assertFalse(
                        t.verdict() instanceof Trace.Verdict.Running || t.verdict() instanceof Trace.Verdict.Waiting, this::where));
            }
            assertTrue(disk.values().stream().allMatch(left -> left.runs().isEmpty()), this::where);
        }

        /// Each rule hears of it once, and says what it made of it.
        private void changes() {
            degrees = degrees > 30 ? 1 : degrees + 1;
            var cut = house.state.automation().cut();
            house.says("temperature", Double.toString(degrees));
            for (var again : Rule.Again.values()) {
                var id = again.name();
                var fresh = house.state.automation().traces(id).stream().filter(t -> t.number() > newest.getOrDefault(id, 0L)).toList();
                assertEquals(cut.contains(id) ? 0 : 1, fresh.size(), this::where);
                if (!cut.contains(id)) {
                    setOffs.computeIfAbsent(id, _ -> new ArrayList<>()).add(house.now);
                    pace(id, fresh.getFirst().verdict() instanceof Trace.Verdict.Cut);
                }
            }
            look();
        }

        /// More than twenty in a second are too many in any case, and ten in a second never are.
        private void pace(String id, boolean cut) {
            var lately = setOffs.getOrDefault(id, List.of()).stream().filter(at -> at.plusSeconds(1).isAfter(house.now)).count();
            assertFalse(cut && lately <= Rules.ROUNDS, this::where);
            assertFalse(!cut && lately > 2 * Rules.ROUNDS, this::where);
        }

        private void look() {
            house.effects.forEach(effect -> {
                if (effect instanceof Effect.KeepUnfinished(var rule, var left)) {
                    disk.put(rule, left);
                } else if (effect instanceof Effect.Append(var line)) {
                    journal.add(line);
                }
            });
            house.effects.clear();
            var automation = house.state.automation();
            for (var again : Rule.Again.values()) {
                var traces = automation.traces(again.name());
                newest.put(again.name(), traces.stream().mapToLong(Trace::number).max().orElse(newest.getOrDefault(again.name(), 0L)));
                assertTrue(traces.stream().filter(t -> t.verdict() instanceof Trace.Verdict.Running).count() <= 1, this::where);
                assertEquals(automation.isCut(again.name()),
                        journal.stream().anyMatch(l -> l.kind() == JournalEntry.Kind.RULE_CUT && l.detail().equals(again.name()))
                                && automation.isCut(again.name()),
                        this::where);
                int behind = automation.runs().containsKey(again.name()) ? automation.runs().get(again.name()).size() : 0;
                assertTrue(behind <= (again == Rule.Again.QUEUED ? 1 + Runs.QUEUE : 1), this::where);
            }
        }

        private void later(Duration time) {
            house.until(house.now.plus(time), () -> {
                house.on(new Event.Tick());
                look();
            });
        }

        private void killed() {
            var before = house.state.automation();
            var died = house.now;
            house = new House(house.state.home(), house.kept(), Optional.empty());
            house.now = died.plusSeconds(random.nextInt(60));
            house.state = house.state.with(Map.copyOf(disk));
            house.on(new Event.Began(ZoneOffset.UTC, died));
            setOffs.clear();
            newest.clear(); // runs are numbered anew from those that are left
            assertEquals(before.cut(), house.state.automation().cut(), this::where);
            assertEquals(before.runs().keySet(), house.state.automation().runs().keySet(), this::where);
            look();
        }

        private String where() {
            return "seed " + seed + " at " + house.now + ": " + house.state.automation().runs();
        }
    }
}
