package hearth.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.hub.BrokerProbe;
import hearth.hub.BrokerProbe.Answers;
import hearth.hub.BrokerProbe.Failed;
import hearth.hub.BrokerProbe.Keeps;
import hearth.hub.BrokerProbe.Step;
import hearth.hub.LinkFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProbeTest {

    @TempDir Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach void close() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
    }

    @Test void aBrokerThatCanAllIsFoundToAndIsLeftAsItWas() throws Exception {
        var broker = closing(Mosquitto.open(folder));
        var peer = closing(new Peer(broker.port(), "hearth/probe/#"));
        assertEquals(List.of(new Answers("127.0.0.1:" + broker.port(), "MQTT 5", 2, Keeps.FILTERS, Answers.LARGE, true, Optional.empty())),
                probe(address(broker)));
        peer.say(Message.of("hearth/probe/end", ""));
        peer.hears("hearth/probe/end", "");
        try (var later = new Peer(broker.port(), "hearth/probe/#")) {
            later.say(Message.of("hearth/probe/end", ""));
            assertEquals("hearth/probe/end", later.hears(m -> true).topic());
        }
    }

    @Test void whatABrokerCannotIsFoundOut() throws Exception {
        var small = closing(
                new Mosquitto(folder, "allow_anonymous true", "message_size_limit 100000", "max_qos 1", "retain_available false"));
        assertEquals(List.of(new Answers("127.0.0.1:" + small.port(), "MQTT 5", 1, Keeps.NOTHING, 60 << 10, true, Optional.empty())),
                probe(address(small)));
    }

    @Test void anOlderBrokerIsFoundOut() throws Exception {
        var broker = closing(Mosquitto.open(folder));
        var old = closing(Relay.toOld(broker));
        assertEquals(List.of(new Answers("127.0.0.1:" + old.port(), "MQTT 3.1.1", 2, Keeps.FILTERS, Answers.LARGE, true, Optional.empty())),
                probe(BrokerAddress.of(old.uri())));
    }

    @Test void nodesThatKeepEachTheirOwnAreFoundOut() throws Exception {
        var one = closing(Mosquitto.open(folder));
        var other = closing(Mosquitto.open(folder));
        assertEquals(List.of(Optional.of(false), Optional.of(false)),
                probe(address(one), address(other)).stream().map(p -> ((Answers) p).together()).toList());
        assertEquals(List.of(Optional.of(true), Optional.of(true)),
                probe(address(one), BrokerAddress.of("mqtt://localhost:" + one.port())).stream().map(p -> ((Answers) p).together())
                        .toList());
    }

    @Test void aFailedTryNamesTheStep() throws Exception {
        var passwords = folder.resolve("passwords");
        assertEquals(0, new ProcessBuilder("mosquitto_passwd", "-b", "-c", passwords.toString(), "hub", "secret").start().waitFor());
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-r--r--"));
        var broker = closing(new Mosquitto(folder, "allow_anonymous false", "password_file " + passwords));
        int nobody = Mosquitto.freePort();
        var probes = probe(BrokerAddress.of("mqtt://hub:wrong@127.0.0.1:" + broker.port()), BrokerAddress.of("mqtt://127.0.0.1:" + nobody),
                BrokerAddress.of("mqtt://no-such-host.invalid"), BrokerAddress.of("mqtts://127.0.0.1:" + broker.port()));
        assertEquals(new Failed("127.0.0.1:" + broker.port(), Step.LOGIN, "does not accept the user name or password"), probes.get(0));
        assertEquals(new Failed("127.0.0.1:" + nobody, Step.PORT, "nothing answers there"), probes.get(1));
        assertEquals(Step.NAME, ((Failed) probes.get(2)).step());
        assertTrue(probes.get(3) instanceof Failed, probes::toString);
    }

    @Test void aSecureBrokerIsTrustedByItsOwnAuthorityOnlyAndMayAskForACertificate() throws Exception {
        var made = new Certificates(folder.resolve("pem"));
        var broker = closing(secure(made, "broker", true));
        var uri = "mqtts://127.0.0.1:" + broker.port();
        var node = "127.0.0.1:" + broker.port();
        var own = Trust.of(made.path("ca.pem"), made.path("client.pem"), made.path("client.key"));
        assertEquals(List.of(new Answers(node, "MQTT 5", 2, Keeps.FILTERS, Answers.LARGE, true, Optional.empty())), probe(at(uri, own)));
        assertEquals(new Failed(node, Step.TLS, LinkFault.FOREIGN_CERTIFICATE.words()),
                probe(at(uri, Trust.SYSTEM)).getFirst());
        assertTrue(probe(at(uri, Trust.of(made.path("ca.pem"), "", ""))).getFirst() instanceof Failed);
        var impostor = closing(secure(made, "elsewhere", false));
        assertEquals(new Failed("127.0.0.1:" + impostor.port(), Step.TLS, LinkFault.OTHER_NAME.words()),
                probe(at("mqtts://127.0.0.1:" + impostor.port(), Trust.of(made.path("ca.pem"), "", ""))).getFirst());
    }

    @Test void aFileThatIsNoCertificateIsNamed() throws Exception {
        var text = Files.writeString(folder.resolve("notes.txt"), "milk, bread");
        assertTrue(assertThrows(IOException.class, () -> Trust.of(text.toString(), "", "")).getMessage().contains("notes.txt"));
        assertTrue(assertThrows(IOException.class, () -> Trust.of(folder.resolve("none.pem").toString(), "", "")).getMessage()
                .contains("none.pem"));
        var made = new Certificates(folder.resolve("pem"));
        assertTrue(assertThrows(IOException.class, () -> Trust.of("", made.path("client.pem"), "")).getMessage()
                .contains("BEGIN PRIVATE KEY"));
    }

    private Mosquitto secure(Certificates made, String name, boolean asks) throws IOException {
        return new Mosquitto(folder, "allow_anonymous true", "cafile " + made.path("ca.pem"), "certfile " + made.path(name + ".pem"),
                "keyfile " + made.path(name + ".key"), "require_certificate " + asks);
    }

    private static List<BrokerProbe> probe(BrokerAddress... nodes) throws InterruptedException {
        return new Probe(2_000).of(List.of(nodes));
    }

    private static BrokerAddress address(Mosquitto broker) {
        return BrokerAddress.of(broker.uri());
    }

    private static BrokerAddress at(String uri, Trust trust) {
        return BrokerAddress.of(uri).with(Optional.empty(), Optional.empty(), trust);
    }

    private <T extends AutoCloseable> T closing(T each) {
        open.add(each);
        return each;
    }
}
