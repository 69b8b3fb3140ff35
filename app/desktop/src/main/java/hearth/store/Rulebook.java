package hearth.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Action;
import hearth.home.Automations;
import hearth.hub.Automation;
import hearth.hub.Cause;
import hearth.hub.Effect;
import hearth.hub.Origin;
import hearth.hub.Trace;
import hearth.hub.Unfinished;
import hearth.hub.Version;
import hearth.hub.Why;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pcollections.ConsPStack;

/// What rules have begun, what they were, and why things happened: in the journal's database, spelled as in the house's file.
final class Rulebook {

    /// So long earlier rules and scenes can be had back.
    static final Duration KEPT = Duration.ofDays(30);
    private static final ObjectMapper JSON = JsonFile.Json.MAPPER;

    private Rulebook() {
    }

    // ---- what is unfinished

    private record RunForm(long number, String at, Cause cause, List<Action> todo, String wake) {

        static RunForm of(Automation.Run run) {
            return new RunForm(run.number(), run.at().toString(), run.cause(), run.todo(), run.wake().map(Instant::toString).orElse(""));
        }

        Automation.Run run(String rule) {
            return new Automation.Run(rule, number, Instant.parse(at), cause, ConsPStack.from(todo),
                    wake.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(wake)));
        }
    }

    private record UnfinishedForm(List<RunForm> runs, Map<Integer, String> lasting, boolean cut) {

        static UnfinishedForm of(Unfinished left) {
            return new UnfinishedForm(left.runs().stream().map(RunForm::of).toList(), left.lasting().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toString())), left.cut());
        }

        Unfinished unfinished(String rule) {
            return new Unfinished(runs.stream().map(run -> run.run(rule)).toList(), lasting.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> Instant.parse(e.getValue()))), cut);
        }
    }

    static void put(Connection connection, Collection<Effect.KeepUnfinished> all) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT OR REPLACE INTO unfinished VALUES (?, ?)");
                var delete = connection.prepareStatement("DELETE FROM unfinished WHERE rule = ?")) {
            for (var one : all) {
                if (one.left().equals(Unfinished.NOTHING)) {
                    delete.setString(1, one.rule());
                    delete.executeUpdate();
                } else {
                    insert.setString(1, one.rule());
                    insert.setString(2, written(UnfinishedForm.of(one.left())));
                    insert.executeUpdate();
                }
            }
        }
    }

    /// By rule; what cannot be read is left out.
    static Map<String, Unfinished> unfinished(Connection connection) throws SQLException {
        var all = new HashMap<String, Unfinished>();
        try (var select = connection.createStatement(); var row = select.executeQuery("SELECT rule, json FROM unfinished")) {
            while (row.next()) {
                var rule = row.getString(1);
                read(row.getString(2), UnfinishedForm.class, form -> form.unfinished(rule)).ifPresent(left -> all.put(rule, left));
            }
        }
        return all;
    }

    // ---- what became of their runs

    /// @param all by rule, oldest first; none where the rule is gone
    static void traced(Connection connection, Map<String, List<Trace>> all) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT OR REPLACE INTO trace VALUES (?, ?)");
                var delete = connection.prepareStatement("DELETE FROM trace WHERE rule = ?")) {
            for (var one : all.entrySet()) {
                if (one.getValue().isEmpty()) {
                    delete.setString(1, one.getKey());
                    delete.executeUpdate();
                } else {
                    insert.setString(1, one.getKey());
                    insert.setString(2, written(one.getValue().stream().map(TraceForm::of).toList()));
                    insert.executeUpdate();
                }
            }
        }
    }

    /// By rule; what cannot be read is left out.
    static Map<String, List<Trace>> traces(Connection connection) throws SQLException {
        var all = new HashMap<String, List<Trace>>();
        try (var select = connection.createStatement(); var row = select.executeQuery("SELECT rule, json FROM trace")) {
            while (row.next()) {
                var rule = row.getString(1);
                read(row.getString(2), TraceForm[].class, forms -> Arrays.stream(forms).map(TraceForm::trace).toList())
                        .ifPresent(traces -> all.put(rule, traces));
            }
        }
        return all;
    }

    // ---- what rules and scenes were

    static void put(Connection connection, List<Version> versions) throws SQLException {
        if (versions.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("INSERT OR REPLACE INTO version VALUES (?, ?)");
                var delete = connection.prepareStatement("""
                        DELETE FROM version WHERE at < ? AND at < (SELECT max(at) FROM version WHERE at < ?)""")) {
            for (var version : versions) {
                insert.setLong(1, Journal.nanos(version.at()));
                insert.setString(2, written(AutomationsForm.of(version.automations(), JSON)));
                insert.executeUpdate();
            }
            long oldest = Journal.nanos(versions.getLast().at().minus(KEPT));
            delete.setLong(1, oldest); // but for the one that was so thirty days ago
            delete.setLong(2, oldest);
            delete.executeUpdate();
        }
    }

    /// The newest first; what cannot be read is left out.
    static List<Version> versions(Connection connection) throws SQLException {
        var all = new ArrayList<Version>();
        try (var select = connection.createStatement(); var row = select.executeQuery("SELECT at, json FROM version ORDER BY at DESC")) {
            while (row.next()) {
                var at = Journal.instant(row.getLong(1));
                read(row.getString(2), AutomationsForm.class, form -> form.automations(JSON))
                        .ifPresent(automations -> all.add(new Version(at, automations)));
            }
        }
        return all;
    }

    /// What was changed while the program did not run, or before it kept versions, is one, too.
    static Optional<Version> unkept(Connection connection, Automations found, Instant now) throws SQLException {
        var newest = versions(connection).stream().findFirst();
        boolean known = newest.map(Version::automations).map(found::equals).orElseGet(() -> found.equals(Automations.NONE));
        return known ? Optional.empty() : Optional.of(new Version(now, found));
    }

    // ---- why

    private record WhyForm(PropertyRef property, Value value, Origin by, String took) {
    }

    static void put(Connection connection, long line, Why why) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT OR REPLACE INTO why VALUES (?, ?)")) {
            insert.setLong(1, line);
            insert.setString(2, written(new WhyForm(why.property(), why.value(), why.by(),
                    why.took().map(Duration::toString).orElse(""))));
            insert.executeUpdate();
        }
    }

    /// Empty where this is none.
    static Optional<Why> why(String json) {
        return read(json, WhyForm.class, form -> new Why(form.property(), form.value(), form.by(),
                form.took().isEmpty() ? Optional.empty() : Optional.of(Duration.parse(form.took()))));
    }

    /// Of lines that were deleted for their age.
    static void forget(Connection connection) throws SQLException {
        try (var delete = connection.createStatement()) {
            delete.executeUpdate("DELETE FROM why WHERE id < (SELECT min(id) FROM entry)");
        }
    }

    // ---- JSON

    private static String written(Object form) {
        try {
            return JSON.writeValueAsString(form);
        } catch (JsonProcessingException never) {
            throw new IllegalStateException(never);
        }
    }

    private interface Meaning<F, T> {
        T of(F form);
    }

    private static <F, T> Optional<T> read(String json, Class<F> type, Meaning<F, T> meaning) {
        try {
            return Optional.of(meaning.of(JSON.readValue(json, type)));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException damaged) {
            return Optional.empty();
        }
    }
}
