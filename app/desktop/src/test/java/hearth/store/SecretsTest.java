package hearth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.store.Secrets.KeyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path folder;

    @Test void withoutAKeyStoreItIsInAFileThatOnlyItsOwnerMayRead() throws Exception {
        var secrets = new Secrets(folder.resolve("broker-password"), Optional.empty(), PATIENCE);
        assertEquals(Optional.empty(), secrets.find());
        assertFalse(secrets.keep("s:cret \"ü\""));
        assertFalse(secrets.keep("another"));
        var file = folder.resolve("broker-password");
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
        assertEquals(Optional.of("another"), new Secrets(folder.resolve("broker-password"), Optional.empty(), PATIENCE).find());
        secrets.forget();
        assertEquals(Optional.empty(), secrets.find());
        assertFalse(Files.exists(file));
    }

    @Test void whereAKeyStoreWorksNoFileHasIt() throws Exception {
        var secrets = new Secrets(folder.resolve("broker-password"), Optional.of(keyStore("cat > \"$0.kept\"", "cat \"$1.kept\"")),
                PATIENCE);
        assertTrue(secrets.keep("s3cret"));
        assertFalse(Files.exists(folder.resolve("broker-password")));
        assertEquals(Optional.of("s3cret"), secrets.find());
        secrets.forget();
        assertEquals(Optional.empty(), secrets.find());
    }

    @Test void whereTheSystemLocksItUpTheFileDoesNotTellIt() throws Exception {
        var locking = new KeyStore(List.of(script("locks", "rev")), "%s", List.of(script("unlocks", "rev")), List.of(), true);
        var secrets = new Secrets(folder.resolve("broker-password"), Optional.of(locking), PATIENCE);
        assertTrue(secrets.keep("s3cret"));
        assertFalse(Files.exists(folder.resolve("broker-password")));
        assertEquals("terc3s", Files.readString(folder.resolve("broker-password.locked")));
        assertEquals(Optional.of("s3cret"), secrets.find());
        secrets.forget();
        assertEquals(Optional.empty(), secrets.find());
    }

    @Test void whereAKeyStoreRefusesOrForgetsAFileHasIt() throws Exception {
        for (var broken : List.of(keyStore("exit 1", "exit 1"), keyStore("cat > /dev/null", "echo other"),
                new KeyStore(List.of("no-such-program"), "%s", List.of("no-such-program"), List.of("no-such-program"), false))) {
            var secrets = new Secrets(folder.resolve("broker-password"), Optional.of(broken), PATIENCE);
            assertFalse(secrets.keep("s3cret"));
            assertEquals(Optional.of("s3cret"), secrets.find());
        }
    }

    @Test void aPasswordThatWouldReadAsACommandGoesIntoTheFile() throws Exception {
        var secrets = new Secrets(folder.resolve("broker-password"), Optional.of(keyStore("cat > \"$0.kept\"", "cat \"$1.kept\"")),
                PATIENCE);
        for (var odd : List.of("a\nb", "a\"b", "a\\b", " a")) {
            assertFalse(secrets.keep(odd));
            assertEquals(Optional.of(odd), secrets.find());
        }
    }

    @Test void whatCannotBeKeptLeavesTheOneBefore() throws Exception {
        var secrets = new Secrets(folder.resolve("broker-password"), Optional.of(keyStore("exit 1", "exit 1")), PATIENCE);
        assertFalse(secrets.keep("before"));
        var blocked = Files.createDirectories(DurableFile.sibling(folder.resolve("broker-password"), ".new").resolve("full"));
        assertThrows(IOException.class, () -> secrets.keep("after"));
        assertEquals(Optional.of("before"), secrets.find());
        Files.delete(blocked);
        assertFalse(secrets.keep("after"));
        assertEquals(Optional.of("after"), secrets.find());
    }

    @Test void whereItMovesToTheFileTheKeyStoreHasNoneLeft() throws Exception {
        var secrets = new Secrets(folder.resolve("broker-password"), Optional.of(keyStore("cat > \"$0.kept\"", "cat \"$1.kept\"")),
                PATIENCE);
        assertTrue(secrets.keep("s3cret"));
        assertFalse(secrets.keep("a\nb"));
        assertFalse(Files.exists(folder.resolve("keeps.kept")));
        assertTrue(secrets.keep("s3cret again"));
        assertFalse(Files.exists(folder.resolve("broker-password")));
        assertEquals(Optional.of("s3cret again"), secrets.find());
    }

    @Test void thePasswordIsInNoArgument() {
        for (var system : List.of("Linux", "Mac OS X", "Windows 11")) {
            var store = KeyStore.of(system, "/home/anna").orElseThrow();
            assertTrue(store.input().contains("%s") && store.keep().stream().noneMatch(word -> word.contains("%s")));
        }
        assertTrue(KeyStore.of("Windows 11", "x").orElseThrow().locks());
        assertEquals(Optional.empty(), KeyStore.of("Plan 9", "x"));
    }

    private KeyStore keyStore(String keep, String find) throws IOException {
        var keeps = script("keeps", keep);
        return new KeyStore(List.of(keeps), "%s", List.of(script("finds", find), keeps),
                List.of(script("forgets", "rm -f \"$1.kept\""), keeps), false);
    }

    private String script(String name, String then) throws IOException {
        var script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + then + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }
}
