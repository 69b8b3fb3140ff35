package hearth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Action;
import hearth.home.AlarmMode;
import hearth.home.Automations;
import hearth.home.Condition;
import hearth.home.Home;
import hearth.home.Rule;
import hearth.home.Trigger;
import hearth.hub.Automation;
import hearth.hub.Cause;
import hearth.hub.Effect;
import hearth.hub.JournalEntry;
import hearth.hub.Origin;
import hearth.hub.Outcome;
import hearth.hub.Trace;
import hearth.hub.Unfinished;
import hearth.hub.Version;
import hearth.hub.Why;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcollections.ConsPStack;
import org.pcollections.TreePVector;

/// What rules had begun, what they were, and why: on disk, and back.
class RulebookTest {

    private static final PropertyRef LAMP = new PropertyRef(new DeviceId("lamp"), "light", "brightness");

    @TempDir Path folder;
    private Journal journal;

    @BeforeEach void opened() throws IOException {
        journal = new Journal(new Database(folder.resolve("journal.db"), "journal", Database.Synchronous.FULL,
                InstantSource.fixed(House.T0), _ -> {
                }));
    }

    private static Rule rule(String name) {
        return new Rule("hall", name, true, Rule.Again.SINGLE, List.of(new Trigger.Starts()), Condition.ALWAYS,
                List.of(new Action.Wish(LAMP, new Value.Numeric(40))));
    }

    private void versions(Version... all) throws IOException {
        for (var version : all) {
            var news = new Waiting();
            news.versions.add(version);
            journal.write(news);
        }
    }

    private static Version version(int day, String name) {
        return new Version(House.T0.plus(Duration.ofDays(day)), Automations.NONE.with(rule(name)));
    }

    @Test void whatARuleHasBegunIsReadAsItWasWrittenAndGoesWhenItIsDone() throws IOException {
        var left = new Unfinished(List.of(
                new Automation.Run("hall", 7, House.T0, new Cause.Changed(LAMP, new Value.Truth(true)),
                        ConsPStack.from(List.of(new Action.Tell("a"), new Action.Repeat(List.of(new Action.Arm(AlarmMode.AWAY)),
                                Condition.ALWAYS, 3))),
                        Optional.of(House.T0.plusMillis(90_123))),
                new Automation.Run("hall", 8, House.T0, new Cause.Clock(House.T0), ConsPStack.empty(), Optional.empty())),
                Map.of(0, House.T0.plusSeconds(9), 3, House.T0.plusNanos(1)), true);
        var news = new Waiting();
        news.unfinished.put("hall", new Effect.KeepUnfinished("hall", left));
        news.unfinished.put("porch", new Effect.KeepUnfinished("porch", Unfinished.NOTHING));
        journal.write(news);
        assertEquals(Map.of("hall", left), journal.unfinished());
        news.unfinished.put("hall", new Effect.KeepUnfinished("hall", Unfinished.NOTHING));
        journal.write(news);
        assertEquals(Map.of(), journal.unfinished());
    }

    @Test void everyCauseComesBack() throws IOException {
        var news = new Waiting();
        var causes = List.of(new Cause.Armed("armed_away"), new Cause.Silence(new DeviceId("lamp")), new Cause.Said("a/b", "c"),
                new Cause.Started(), new Cause.Tried());
        var runs = new ArrayList<Automation.Run>();
        causes.forEach(cause -> runs.add(new Automation.Run("hall", runs.size(), House.T0, cause, ConsPStack.empty(), Optional.empty())));
        var left = new Unfinished(runs, Map.of(), false);
        news.unfinished.put("hall", new Effect.KeepUnfinished("hall", left));
        journal.write(news);
        assertEquals(Map.of("hall", left), journal.unfinished());
    }

    @Test void whatBecameOfARunComesBackWhateverItWas() throws Exception {
        var wish = new Action.Wish(LAMP, new Value.Numeric(40));
        var answers = List.of(new Trace.Answer.Confirmed(Duration.ofMillis(200)), new Trace.Answer.Differs(),
                new Trace.Answer.NotConfirmed(Outcome.Reason.values()[0]),
                new Trace.Answer.Refused(Trace.Answer.Refused.Why.OBSTACLES, "Door, Window"), new Trace.Answer.Said());
        var done = new ArrayList<Trace.Done>(List.of(new Trace.Done(House.T0, wish, Optional.empty())));
        answers.forEach(answer -> done.add(new Trace.Done(House.T0.plusMillis(5), wish, Optional.of(answer))));
        var dark = new Condition.Dark();
        var verdicts = List.of(new Trace.Verdict.Running(), new Trace.Verdict.Waiting(), new Trace.Verdict.Busy(), new Trace.Verdict.Cut(),
                new Trace.Verdict.Missed(), new Trace.Verdict.Finished(House.T0.plusSeconds(1)), new Trace.Verdict.Ended(House.T0),
                new Trace.Verdict.Unmet(dark, Optional.empty()), new Trace.Verdict.Unmet(dark, Optional.of(new Value.Text("armed_away"))));
        var all = new ArrayList<Trace>();
        verdicts.forEach(verdict -> all.add(
                new Trace(all.size(), House.T0, new Cause.Clock(House.T0), verdict,
                        all.isEmpty() ? TreePVector.from(done) : TreePVector.empty())));
        var news = new Waiting();
        news.traces.put("hall", all);
        journal.write(news);
        assertEquals(Map.of("hall", all), journal.traces());
    }

    @Test void theLastFiveRunsOutliveTheProgramAndGoWithTheirRule() throws Exception {
        var all = new ArrayList<Trace>();
        for (int run = 1; run <= 7; run++) {
            all.add(new Trace(run, House.T0, new Cause.Started(), new Trace.Verdict.Finished(House.T0), TreePVector.empty()));
        }
        for (boolean first : List.of(true, false)) {
            try (var directory = DataDirectory.open(folder.resolve("data"));
                    var store = new Store(directory, InstantSource.fixed(House.T0), 1 << 20)) {
                assertEquals(first ? Map.of() : Map.of("hall", all.subList(2, 7)), store.load().traces());
                store.start(_ -> {
                });
                store.remember(first ? Map.of("hall", all, "porch", all) : Map.of());
                store.remember(first ? Map.of("hall", all) : Map.of());
            }
        }
        try (var directory = DataDirectory.open(folder.resolve("data"));
                var store = new Store(directory, InstantSource.fixed(House.T0), 1 << 20)) {
            assertEquals(Map.of(), store.load().traces());
            store.start(_ -> {
            });
        }
    }

    @Test void versionsAreKeptForThirtyDaysAndWithThemWhatWasSoThirtyDaysAgo() throws IOException {
        versions(version(0, "zero"), version(1, "one"), version(20, "twenty"), version(40, "forty"));
        assertEquals(List.of("forty", "twenty", "one"),
                journal.versions().stream().map(v -> v.automations().rules().getFirst().name()).toList());
    }

    @Test void whatWasChangedInTheFileIsAVersionToo() throws IOException {
        assertEquals(Optional.empty(), journal.unkept(Automations.NONE, House.T0));
        var first = version(0, "first");
        assertEquals(Optional.of(first), journal.unkept(first.automations(), House.T0));
        versions(first);
        assertEquals(Optional.empty(), journal.unkept(first.automations(), House.T0.plusSeconds(5)));
    }

    @Test void aLineKnowsWhyAndADeviceKnowsItsLines() throws IOException {
        var why = new Why(LAMP, new Value.Numeric(40), new Origin.Rule("hall", 3, new Cause.Changed(LAMP, new Value.Numeric(1))),
                Optional.of(Duration.ofMillis(200)));
        var line = new JournalEntry(House.T0, JournalEntry.Kind.COMMANDED, Optional.of(LAMP.device()), "40", Optional.of(why));
        var other = new JournalEntry(House.T0, JournalEntry.Kind.COMMANDED, Optional.of(new DeviceId("plug")), "true",
                Optional.of(new Why(LAMP, new Value.Truth(true), new Origin.Mqtt(), Optional.empty())));
        var plain = new JournalEntry(House.T0, JournalEntry.Kind.OFFLINE, Optional.of(LAMP.device()), "");
        var news = new Waiting();
        news.append(1, line);
        news.append(2, other);
        news.append(3, plain);
        journal.write(news);
        assertEquals(List.of(line, other, plain), journal.last(10));
        assertEquals(List.of(plain, line), journal.of(LAMP.device(), 10));
        assertEquals(Optional.empty(), journal.broken());
        journal.prune(1);
        assertEquals(List.of(plain), journal.last(10));
    }

    @Test void theHouseGoesOnWithWhatItsRulesHadBegun() throws Exception {
        var left = new Unfinished(List.of(), Map.of(0, Instant.parse("2026-01-01T12:00:00Z")), false);
        try (var directory = DataDirectory.open(folder.resolve("data"));
                var store = new Store(directory, InstantSource.fixed(House.T0), 1 << 20)) {
            JsonFile.home(directory.folder().resolve("home.json")).write(Home.EMPTY.with(version(0, "first").automations()));
            assertEquals(Map.of(), store.load().unfinished());
            store.start(_ -> {
            });
            store.carryOut(new Effect.KeepUnfinished("hall", left));
            store.carryOut(new Effect.Save(Home.EMPTY.with(version(1, "second").automations())));
            store.carryOut(new Effect.KeepVersion(version(1, "second").automations(), version(1, "second").at()));
            assertEquals(List.of(version(1, "second"), version(0, "first")), store.history().versions().toCompletableFuture().get());
        }
        try (var directory = DataDirectory.open(folder.resolve("data"));
                var store = new Store(directory, InstantSource.fixed(House.T0), 1 << 20)) {
            assertEquals(Map.of("hall", left), store.load().unfinished());
            store.start(_ -> {
            });
            assertEquals(2, store.history().versions().toCompletableFuture().get().size());
        }
    }
}
