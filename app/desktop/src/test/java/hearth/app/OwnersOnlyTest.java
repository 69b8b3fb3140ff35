package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hearth.device.Message;
import hearth.home.Role;
import hearth.hub.Event;
import hearth.mqtt.Peer;
import hearth.network.LanAddress;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Whose the files of a hub are, in a folder into which others may look.
@DisabledOnOs(OS.WINDOWS)
final class OwnersOnlyTest {

    @TempDir Path folder;

    @Test void allThatAHubWritesIsForItsOwnerOnly() throws Exception {
        assumeTrue(!LanAddress.all().isEmpty(), "this machine has a network");
        var data = folder.resolve("data");
        Files.createDirectory(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (var hub = Running.headless(data, "--host", "0.0.0.0")) {
            hub.add("lamp", "plug", Map.of("topic", "home/lamp"));
            hub.hearth().submit(new Event.LoginWanted("Node-RED", new Role.Everything()));
            hub.awaits(house -> house.access().fresh().isPresent());
            Running.until(() -> Files.exists(data.resolve("logins.json")) && Files.exists(data.resolve("certificates/ca.pem")));
            assertOwnersOnly(data, List.of("announced.db", "broker/broker.db", "broker/broker.db-wal", "certificates/ca.pem", "client-id",
                    "history.db", "home.json", "journal.db", "journal.db-wal", "journal.db-shm", "lock", "logins.json"));
        }
        assertOwnersOnly(data, List.of("journal.db", "journal.db.backup"));
        for (var database : List.of("journal.db", "history.db", "broker/broker.db")) { // as an older program left them
            Files.setPosixFilePermissions(data.resolve(database), PosixFilePermissions.fromString("rw-r--r--"));
        }
        try (var hub = Running.headless(data); var peer = new Peer(hub.port())) {
            peer.say(Message.retained("home/lamp", "on"));
            assertOwnersOnly(data, List.of("journal.db-wal", "history.db", "broker/broker.db-wal"));
        }
        assertOwnersOnly(data, List.of());
    }

    private static void assertOwnersOnly(Path data, List<String> among) throws IOException {
        var modes = new TreeMap<String, String>();
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    modes.put(data.relativize(file).toString(), PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
                } catch (NoSuchFileException meanwhile) {
                    return visitFileFailed(file, meanwhile);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                if (failed instanceof NoSuchFileException) { // the hub works on them meanwhile
                    return FileVisitResult.CONTINUE;
                }
                throw failed;
            }
        });
        assertTrue(modes.keySet().containsAll(among), modes::toString);
        modes.values().removeIf("rw-------"::equals);
        assertEquals(Map.of(), modes);
    }
}
