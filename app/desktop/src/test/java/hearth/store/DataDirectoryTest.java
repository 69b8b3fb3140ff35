package hearth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {

    @TempDir Path folder;

    /// Holds the directory it is told until it is killed.
    static final class Holder {
        public static void main(String[] arguments) throws IOException {
            var held = DataDirectory.open(Path.of(arguments[0]));
            System.out.println(held.clientId());
            System.in.read();
        }
    }

    @Test void eachPlatformHasItsOwnPlace() {
        var home = Path.of("/home/ann");
        assertEquals(Path.of("/data/hearth"), DataDirectory.standard("Linux", Map.of("XDG_DATA_HOME", "/data"), home));
        assertEquals(Path.of("/home/ann/.local/share/hearth"), DataDirectory.standard("Linux", Map.of(), home));
        assertEquals(Path.of("/home/ann/.local/share/hearth"), DataDirectory.standard("Linux", Map.of("XDG_DATA_HOME", "data"), home));
        assertEquals(Path.of("/local/Hearth"), DataDirectory.standard("Windows 11", Map.of("LOCALAPPDATA", "/local"), home));
        assertEquals(Path.of("/home/ann/AppData/Local/Hearth"), DataDirectory.standard("Windows 11", Map.of(), home));
        assertEquals(Path.of("/home/ann/Library/Application Support/Hearth"), DataDirectory.standard("Mac OS X", Map.of(), home));
    }

    @Test void onlyItsOwnerMayLookIn() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        try (var data = DataDirectory.open(folder.resolve("a").resolve("b"))) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.folder())));
        }
    }

    @Test void theClientIdStaysTheSameAndIsMadeAnewWhereItIsDamaged() throws IOException {
        String first;
        try (var data = DataDirectory.open(folder)) {
            first = data.clientId();
        }
        assertTrue(first.matches("[0-9a-z]{1,23}"), first);
        try (var data = DataDirectory.open(folder)) {
            assertEquals(first, data.clientId());
        }
        Files.write(folder.resolve("client-id"), new byte[]{(byte) 0xff, 0});
        try (var data = DataDirectory.open(folder)) {
            assertTrue(data.clientId().matches("[0-9a-z]{1,23}"), data.clientId());
        }
    }

    @Test void oneThatCannotBeMadeIsNamedWithTheReasonAndAWayOut() throws IOException {
        var inTheWay = Files.createFile(folder.resolve("file"));
        var refused = assertThrows(DataUnwritableException.class, () -> DataDirectory.open(inTheWay.resolve("data")));
        assertEquals(inTheWay.resolve("data"), refused.folder());
        assertEquals("nothing can be written into the folder " + inTheWay.resolve("data")
                + " (Not a directory). Make room, make it writable, or choose another one with --data-dir.", refused.getMessage());
    }

    @Test void aSecondHubOfTheSameProcessIsRefused() throws IOException {
        try (var _ = DataDirectory.open(folder)) {
            assertEquals(folder, assertThrows(DataInUseException.class, () -> DataDirectory.open(folder)).folder());
        }
        DataDirectory.open(folder).close();
    }

    @Test void aSecondProcessIsRefusedUntilTheFirstIsKilled() throws Exception {
        try (var holder = Child.start(Holder.class, folder.toString())) {
            var clientId = holder.line();
            assertThrows(DataInUseException.class, () -> DataDirectory.open(folder));
            holder.kill();
            try (var data = DataDirectory.open(folder)) {
                assertEquals(clientId, data.clientId());
            }
        }
    }
}
