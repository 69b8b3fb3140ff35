package hearth.store;

import hearth.home.AlarmCode;
import hearth.home.Home;
import hearth.home.Logins;
import hearth.home.People;
import hearth.home.Settings;
import hearth.home.Watch;
import hearth.hub.Delivery;
import hearth.hub.Effect;
import hearth.hub.Incident;
import hearth.hub.JournalEntry;
import hearth.hub.Panel;
import hearth.hub.Trace;
import hearth.hub.Version;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What must get to disk at once and is not there yet; newer things take the place of older ones. Guarded by its owner.
final class Waiting {

    /// While nothing can be written, the newest lines are kept.
    static final int LINES = 10_000;

    @Nullable Home home;
    @Nullable Settings settings;
    @Nullable Logins logins;
    @Nullable List<AlarmCode> codes;
    @Nullable Panel panel;
    @Nullable People people;
    @Nullable Watch watch;
    final Map<Instant, Incident> incidents = new LinkedHashMap<>();
    final Map<Long, Delivery> deliveries = new LinkedHashMap<>();
    final Map<String, Effect.Remember> announcements = new LinkedHashMap<>();
    final Map<String, Effect.KeepUnfinished> unfinished = new LinkedHashMap<>();
    final Map<String, List<Trace>> traces = new LinkedHashMap<>();
    final List<Version> versions = new ArrayList<>();
    final Deque<Journal.Line> lines = new ArrayDeque<>();

    void append(long id, JournalEntry entry) {
        append(new Journal.Line(id, entry));
    }

    private void append(Journal.Line line) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.add(line);
    }

    /// With all that came after it.
    void add(Waiting later) {
        home = later.home == null ? home : later.home;
        settings = later.settings == null ? settings : later.settings;
        logins = later.logins == null ? logins : later.logins;
        codes = later.codes == null ? codes : later.codes;
        panel = later.panel == null ? panel : later.panel;
        people = later.people == null ? people : later.people;
        watch = later.watch == null ? watch : later.watch;
        incidents.putAll(later.incidents);
        deliveries.putAll(later.deliveries);
        announcements.putAll(later.announcements);
        unfinished.putAll(later.unfinished);
        traces.putAll(later.traces);
        versions.addAll(later.versions);
        later.lines.forEach(this::append);
    }

    boolean hasNews() {
        return !lines.isEmpty() || !incidents.isEmpty() || !deliveries.isEmpty() || panel != null || !unfinished.isEmpty()
                || !versions.isEmpty() || !traces.isEmpty();
    }

    /// What the journal's database takes is there.
    void newsWritten() {
        lines.clear();
        incidents.clear();
        deliveries.clear();
        panel = null;
        unfinished.clear();
        versions.clear();
        traces.clear();
    }

    boolean isEmpty() {
        return home == null && settings == null && logins == null && people == null && watch == null && codes == null && !hasNews()
                && announcements.isEmpty();
    }
}
