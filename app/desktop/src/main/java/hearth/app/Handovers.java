package hearth.app;

import hearth.broker.Passwords;
import hearth.hub.Handover;
import hearth.hub.Handover.Given;
import hearth.hub.Handover.Kind;
import hearth.hub.Mosquitto;
import hearth.hub.Password;
import hearth.hub.Permit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Writes logins for another broker, with passwords of their own: what the house keeps of a password, no other broker can check. Takes
/// about a tenth of a second for each. Any thread.
final class Handovers {

    private Handovers() {
    }

    static Handover made(Kind kind, Path folder, List<Permit> permits) {
        boolean free = permits.stream().noneMatch(p -> p.login().user().equals(Handover.OWN));
        var own = new Given(free ? Handover.OWN : Handover.OWN + "-" + permits.size(), "", Optional.of(Password.random()),
                Optional.empty());
        var hashes = new HashMap<String, String>();
        hashes.put(own.user(), hash(kind).apply(own.password().orElseThrow().text()));
        var given = new ArrayList<Given>();
        for (var permit : permits) {
            var login = permit.login();
            if (login.hash().isEmpty()) {
                continue; // its password is on its way
            }
            if (kind == Kind.MOSQUITTO && Mosquitto.canCheck(login.hash())) {
                hashes.put(login.user(), login.hash());
                given.add(new Given(login.user(), login.name(), Optional.empty(), Optional.empty()));
            } else {
                var password = Password.random();
                hashes.put(login.user(), hash(kind).apply(password.text()));
                given.add(new Given(login.user(), login.name(), Optional.of(password), Optional.of(Passwords.hash(password.text()))));
            }
        }
        try {
            for (var file : contents(kind, own.user(), permits, hashes).entrySet()) {
                write(folder.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException refused) {
            return Handover.failed(kind, folder.toString(), String.valueOf(refused.getMessage()));
        }
        return new Handover(kind, folder.toString(), Optional.of(own), given, "");
    }

    private static UnaryOperator<String> hash(Kind kind) {
        return switch (kind) {
            case MOSQUITTO -> Passwords::forMosquitto;
            case RABBITMQ -> Passwords::forRabbitMq;
        };
    }

    private static Map<String, String> contents(Kind kind, String own, List<Permit> permits, Map<String, String> hashes) {
        var names = kind.files();
        return switch (kind) {
            case MOSQUITTO -> {
                var files = Mosquitto.write(permits, own, hashes);
                yield Map.of(names.getFirst(), files.passwords(), names.getLast(), files.acl());
            }
            case RABBITMQ -> Map.of(names.getFirst(), RabbitMq.definitions(permits, own, hashes));
        };
    }

    /// For its owner only.
    private static void write(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createFile(file, posix ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rw-------"))} : new FileAttribute<?>[0]);
        Files.writeString(file, content);
    }
}
