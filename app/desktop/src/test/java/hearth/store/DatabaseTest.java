package hearth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseTest {

    private static final InstantSource CLOCK = InstantSource.fixed(House.T0);

    @TempDir Path folder;

    private final List<String> damaged = new ArrayList<>();

    private Database lamps(String kind) throws IOException {
        return new Database(folder.resolve("lamps.db"), kind, Database.Synchronous.FULL, CLOCK, damaged::add);
    }

    private static boolean change(Database lamps, String sql) throws IOException {
        return lamps.transaction(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    private static String names(Database lamps) throws IOException {
        return lamps.transaction(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT group_concat(name || watts) FROM (SELECT * FROM lamp ORDER BY name)")) {
                return row.getString(1);
            }
        });
    }

    @Test void aFileOfAnOlderProgramIsBroughtUpToDate() throws IOException {
        try (var old = lamps("lamps-before")) {
            change(old, "INSERT INTO lamp VALUES ('hall')");
        }
        try (var now = lamps("lamps")) {
            assertEquals("desk5,hall5", names(now));
        }
        assertEquals(List.of(), damaged);
    }

    @Test void aFileOfANewerProgramIsUsedAsItIs() throws IOException {
        try (var now = lamps("lamps")) {
            change(now, "INSERT INTO lamp VALUES ('hall', 7)");
        }
        try (var old = lamps("lamps-before")) {
            change(old, "INSERT INTO lamp (name) VALUES ('stairs')");
        }
        try (var now = lamps("lamps")) {
            assertEquals("desk5,hall7,stairs5", names(now));
        }
        assertEquals(List.of(), damaged);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 100, 600, 5_000}) void aTruncatedFileIsKeptAndReplacedByTheBackup(int length) throws IOException {
        try (var lamps = lamps("lamps")) {
            change(lamps, "INSERT INTO lamp VALUES ('hall', 7)");
            lamps.backUp();
            change(lamps, "INSERT INTO lamp VALUES ('since the backup', 7)");
        }
        var file = folder.resolve("lamps.db");
        var cut = Arrays.copyOf(Files.readAllBytes(file), length);
        Files.write(file, cut);
        try (var lamps = lamps("lamps")) {
            assertEquals("desk5,hall7", names(lamps));
        }
        assertTrue(Arrays.equals(cut, Files.readAllBytes(folder.resolve("lamps.db.broken-20261122-154000"))));
        assertEquals(List.of("lamps.db"), damaged);
    }

    @Test void aDamagedFileWithADamagedBackupIsReplacedByAnEmptyOne() throws IOException {
        Files.writeString(folder.resolve("lamps.db"), "no database at all, but longer than a header would be: " + "x".repeat(200));
        Files.writeString(folder.resolve("lamps.db.backup"), "nor is this: " + "x".repeat(200));
        try (var lamps = lamps("lamps")) {
            assertEquals("desk5", names(lamps));
        }
        assertEquals(List.of("lamps.db"), damaged);
        assertTrue(Files.exists(folder.resolve("lamps.db.backup.broken-20261122-154000")));
    }

    @Test void aBackupThatIsNotOursIsNotTriedTwice() throws IOException {
        try (var lamps = lamps("lamps")) {
            change(lamps, "ALTER TABLE lamp RENAME TO candle");
            lamps.backUp();
        }
        try (var lamps = lamps("lamps")) {
            assertEquals("desk5", names(lamps));
        }
        try (var lamps = lamps("lamps")) {
            assertThrows(IOException.class, () -> change(lamps, "a bug"));
            assertThrows(IOException.class, () -> change(lamps, "a bug"));
        }
        try (var kept = Files.newDirectoryStream(folder, "*.broken-*")) {
            assertEquals(5, StreamSupport.stream(kept.spliterator(), false).count());
        }
    }

    @Test void damageThatShowsLaterIsSetAsideToo() throws IOException {
        try (var lamps = lamps("lamps")) {
            change(lamps, "INSERT INTO lamp VALUES ('hall', 7)");
            lamps.backUp();
            for (int n = 0; n < 300; n++) {
                change(lamps, "INSERT INTO lamp VALUES ('" + "lamp ".repeat(100) + n + "', 7)");
            }
        }
        try (var lamps = lamps("lamps")) {
            names(lamps);
            var file = folder.resolve("lamps.db");
            var bytes = Files.readAllBytes(file);
            Arrays.fill(bytes, 8_192, bytes.length, (byte) 0xa5);
            Files.write(file, bytes);
            change(lamps, "PRAGMA shrink_memory");
            assertEquals("desk5,hall7", names(lamps));
        }
        assertEquals(List.of("lamps.db"), damaged);
    }

    @Test void aLogWithoutItsFileIsNotReadIntoANewOne() throws IOException {
        try (var lamps = lamps("lamps")) {
            change(lamps, "INSERT INTO lamp VALUES ('hall', 7)");
            Files.copy(folder.resolve("lamps.db-wal"), folder.resolve("left"));
        }
        Files.delete(folder.resolve("lamps.db"));
        Files.move(folder.resolve("left"), folder.resolve("lamps.db-wal"));
        try (var lamps = lamps("lamps")) {
            assertEquals("desk5", names(lamps));
        }
        assertEquals(List.of("lamps.db"), damaged);
    }

    @Test void itCanBeReadWhileItIsWritten() throws IOException {
        try (var lamps = lamps("lamps")) {
            change(lamps, "INSERT INTO lamp VALUES ('hall', 7)");
            var seen = lamps.transaction(connection -> {
                try (var statement = connection.createStatement()) {
                    statement.execute("DELETE FROM lamp");
                    return lamps.reading(other -> {
                        try (var select = other.createStatement(); var row = select.executeQuery("SELECT count(*) FROM lamp")) {
                            return row.getInt(1);
                        }
                    });
                } catch (IOException unreadable) {
                    throw new AssertionError(unreadable);
                }
            });
            assertEquals(2, seen);
        }
    }
}
