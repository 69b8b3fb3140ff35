package hearth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.hub.History.Sample;
import hearth.hub.HubState.Kept;
import hearth.hub.Trend;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleStoreTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir Path folder;

    private Database database;
    private SampleStore store;
    private Courses courses;

    @BeforeEach void open() throws IOException {
        open(100_000_000);
    }

    private void open(long budget) throws IOException {
        database = new Database(folder.resolve("history.db"), "history", Database.Synchronous.NORMAL, InstantSource.fixed(NOON), _ -> {
        });
        store = new SampleStore(database, budget);
        courses = new Courses(database);
    }

    @AfterEach void close() throws IOException {
        store.close();
    }

    private void write(PropertyRef property, Instant at, Value value) throws IOException {
        var batch = new SampleBatch();
        batch.keep(property, new SampleBatch.Sample(at, value));
        store.write(batch);
    }

    /// Straight into the table: one number each `step` seconds.
    private void fill(PropertyRef property, Instant from, int count, int step, IntToDoubleFunction number) throws IOException {
        write(property, from, House.number(number.applyAsDouble(0)));
        database.transaction(connection -> {
            try (var id = connection.prepareStatement("SELECT id FROM series WHERE device = ?");
                    var insert = connection.prepareStatement("INSERT OR REPLACE INTO samples VALUES (?, ?, ?)")) {
                id.setString(1, property.device().value());
                try (var row = id.executeQuery()) {
                    insert.setLong(1, row.getLong(1));
                }
                for (int n = 0; n < count; n++) {
                    insert.setLong(2, from.plusSeconds((long) n * step).toEpochMilli());
                    insert.setDouble(3, number.applyAsDouble(n));
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
    }

    private long count(String table) throws IOException {
        return database.transaction(connection -> {
            try (var statement = connection.createStatement(); var row = statement.executeQuery("SELECT count(*) FROM " + table)) {
                return row.getLong(1);
            }
        });
    }

    private void tidy(Instant now) throws IOException {
        for (int step = 0; store.tidy(now); step++) {
            assertTrue(step < 100_000, "tidying comes to an end");
        }
    }

    @Test void eachPropertyIsKnownAsItWasLast() throws IOException {
        write(House.TEMPERATURE, NOON.minusSeconds(2), House.number(21));
        write(House.TEMPERATURE, NOON.minusNanos(1), House.number(21.5));
        write(House.DOOR, NOON, House.truth(false));
        write(House.STATUS, NOON, House.word("12"));
        close();
        open();
        var trend = Trend.NONE.with(NOON.minusNanos(1), 21.5);
        assertEquals(Map.of(House.TEMPERATURE, new Kept(House.number(21.5), NOON.minusNanos(1), trend), House.DOOR,
                new Kept(House.truth(false), NOON, Trend.NONE), House.STATUS, new Kept(House.word("12"), NOON, Trend.NONE)),
                courses.kept(NOON));
    }

    @Test void theTrendIsTheLastDay() throws IOException {
        fill(House.TEMPERATURE, NOON.minus(Duration.ofHours(48)), 48 * 60, 60, n -> n);
        var trend = courses.kept(NOON).get(House.TEMPERATURE).trend();
        assertTrue(trend.size() >= 24, trend::toString);
        assertTrue(!trend.time(0).isBefore(NOON.minus(DAY)), () -> trend.time(0).toString());
        assertEquals(NOON.minusSeconds(60), trend.time(trend.size() - 1));
        assertEquals(48 * 60 - 1, trend.number(trend.size() - 1));
    }

    @Test void fewSamplesAreAnsweredAsTheyAreFromTheValueBefore() throws IOException {
        write(House.DOOR, NOON.minusSeconds(100), House.truth(true));
        write(House.DOOR, NOON.minusSeconds(50), House.truth(false));
        write(House.DOOR, NOON.minusSeconds(40), House.truth(false));
        write(House.DOOR, NOON.minusSeconds(10), House.truth(true));
        assertEquals(List.of(new Sample(NOON.minusSeconds(60), House.truth(true)), new Sample(NOON.minusSeconds(50), House.truth(false))),
                courses.samples(House.DOOR, NOON.minusSeconds(60), NOON.minusSeconds(20)));
        assertEquals(List.of(), courses.samples(House.TEMPERATURE, NOON.minus(DAY), NOON));
    }

    @Test void aLongDayIsThinnedButKeepsItsPeaks() throws IOException {
        fill(House.TEMPERATURE, NOON.minus(DAY), 86_400, 1, n -> n == 40_000 ? 90 : n == 50_000 ? -40 : Math.sin(n / 9_000.0));
        var day = courses.samples(House.TEMPERATURE, NOON.minus(DAY), NOON);
        assertTrue(day.size() > 400 && day.size() <= Courses.POINTS, () -> day.size() + " points");
        assertTrue(day.contains(new Sample(NOON.minus(DAY).plusSeconds(40_000), House.number(90))));
        assertTrue(day.contains(new Sample(NOON.minus(DAY).plusSeconds(50_000), House.number(-40))));
        assertEquals(day.stream().map(Sample::at).sorted().distinct().toList(), day.stream().map(Sample::at).toList());
    }

    @Test void aFlickeringWordIsThinnedToo() throws IOException {
        var batch = new SampleBatch();
        for (int n = 0; n < 2_000; n++) {
            batch.keep(House.DOOR, new SampleBatch.Sample(NOON.minusSeconds(2_000 - n), House.truth(n % 2 == 0)));
            if (n % 5 == 4) {
                store.write(batch);
                batch = new SampleBatch();
            }
        }
        var all = courses.samples(House.DOOR, NOON.minus(DAY), NOON);
        assertTrue(all.size() <= Courses.POINTS, () -> all.size() + " points");
        assertEquals(new Sample(NOON.minusSeconds(1), House.truth(false)), all.getLast());
    }

    @Test void oldSamplesGrowSparseAndYoungOnesDoNot() throws IOException {
        fill(House.TEMPERATURE, NOON.minus(Duration.ofDays(4)).truncatedTo(ChronoUnit.DAYS), 4 * 8_640, 10, n -> n % 7);
        tidy(NOON);
        assertEquals(12, count("samples WHERE time BETWEEN " + NOON.minus(Duration.ofDays(3)).toEpochMilli() + " AND "
                + (NOON.minus(Duration.ofDays(3)).plus(Duration.ofMinutes(30)).toEpochMilli() - 1)));
        assertEquals(180, count("samples WHERE time BETWEEN " + NOON.minus(DAY).toEpochMilli() + " AND "
                + (NOON.minus(DAY).plus(Duration.ofMinutes(30)).toEpochMilli() - 1)));
        tidy(NOON.plus(Duration.ofDays(40)));
        assertEquals(2, count("samples WHERE time BETWEEN " + NOON.minus(DAY).toEpochMilli() + " AND "
                + (NOON.minus(DAY).plus(Duration.ofMinutes(60)).toEpochMilli() - 1)));
        assertEquals(House.number(0), courses.kept(NOON).get(House.TEMPERATURE).value());
    }

    @Test void theBudgetIsKeptEvenIfOnlyTheYoungestSamplesAreLeft() throws IOException {
        close();
        open(1_000_000);
        for (int device = 0; device < 10; device++) {
            fill(House.property("meter-" + device, "power"), NOON.minus(Duration.ofHours(40)), 14_400, 10, n -> n / 3.0);
        }
        tidy(NOON);
        long used = database.transaction(connection -> {
            try (var statement = connection.createStatement(); var row = statement
                    .executeQuery(
                            "SELECT (page_count - freelist_count) * page_size FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()")) {
                return row.getLong(1);
            }
        });
        assertTrue(used <= 1_000_000, () -> used + " bytes");
        var last = courses.samples(House.property("meter-3", "power"), NOON.minus(Duration.ofMinutes(10)), NOON);
        assertEquals(61, last.size());
        assertEquals(House.number(14_399 / 3.0), last.getLast().value());
    }

    @Test void aForgottenDeviceLeavesNothingAndMayComeBack() throws IOException {
        fill(House.TEMPERATURE, NOON.minus(DAY), 12_000, 7, n -> n);
        write(House.DOOR, NOON, House.truth(true));
        var batch = new SampleBatch();
        batch.forget(House.TEMPERATURE.device());
        store.write(batch);
        assertEquals(List.of(), courses.samples(House.TEMPERATURE, NOON.minus(DAY), NOON));
        write(House.TEMPERATURE, NOON, House.number(5));
        tidy(NOON);
        assertEquals(2, count("samples"));
        assertEquals(0, count("gone"));
        assertEquals(List.of(new Sample(NOON, House.number(5))), courses.samples(House.TEMPERATURE, NOON.minus(DAY), NOON));
    }

    @Test void devicesThatHaveLeftTheHouseArePurged() throws IOException {
        write(House.TEMPERATURE, NOON, House.number(5));
        write(House.DOOR, NOON, House.truth(true));
        store.purge(List.of(House.DOOR.device()));
        tidy(NOON);
        assertEquals(List.of(House.DOOR), List.copyOf(courses.kept(NOON).keySet()));
        assertEquals(1, count("samples"));
    }

    @Test void manySeriesAreReadQuickly() throws IOException {
        for (int device = 0; device < 20; device++) {
            fill(House.property("meter-" + device, "power"), NOON.minus(Duration.ofDays(2)), 17_280, 10, n -> n);
        }
        long begun = System.nanoTime();
        assertEquals(20, courses.kept(NOON).size());
        long kept = System.nanoTime() - begun;
        assertTrue(kept < 3_000_000_000L, () -> kept / 1_000_000 + " ms");
    }
}
