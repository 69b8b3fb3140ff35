package hearth.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import hearth.broker.Client.Got;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a restart keeps, and what a damaged store does.
@Timeout(60)
class KeepingTest extends WithBroker {
    @Test void sessionsAndQueuedMessagesOutliveARestart() throws Exception {
        Client.v3Kept(broker.port(), "three").with("a/#", 1).with("b", 2).disconnect();
        Client.v5Kept(broker.port(), "five").with("a/#", 1).disconnect();
        Client speaker = Client.v5(broker.port(), "speaker");
        IntStream.range(0, 2_000).mapToObj(i -> speaker.publish("a/" + i, "x".getBytes(), 1 + i % 2, false)).toList()
                .forEach(Client::done);
        restart();
        assertEquals(List.of("five 5 [a/#]", "three 3.1.1 [a/#, b]"),
                broker.sessions().stream().map(s -> s.clientId() + " " + s.version() + " " + s.subscriptions()).toList());
        Client.v5(broker.port(), "later").say("b", "y", 2, false);
        List<Got> expected = IntStream.range(0, 2_000).mapToObj(i -> new Got("a/" + i, "x", 1, false)).toList();
        assertEquals(expected, Client.v5Kept(broker.port(), "five").next(2_000));
        Client three = Client.v3Kept(broker.port(), "three");
        assertEquals(expected, three.next(2_000));
        three.expect(new Got("b", "y", 2, false));
    }

    @Test void whatWasSentButNotAcknowledgedComesAgainAfterARestart() throws Exception {
        try (var raw = new RawClient(broker.port()).send(RawClient.connect(4, "sleepy", false), RawClient.subscribe(4, 1, "a", 1))) {
            raw.read();
            raw.read();
            Client speaker = Client.v5(broker.port(), "speaker");
            for (int i = 0; i < 25; i++) {
                speaker.say("a", Integer.toString(i), 1, false);
            }
            assertEquals(3, raw.read().type());
        }
        restart();
        assertEquals(IntStream.range(0, 25).mapToObj(Integer::toString).toList(),
                Client.v3Kept(broker.port(), "sleepy").next(25).stream().map(Got::text).toList());
    }

    @Test void whatIsSaidOnAPassingTopicIsForWhoIsThereAndNeverOnDisk() throws Exception {
        broker.close();
        broker.passing(Set.of("door/set"));
        broker.start();
        Client.v5Kept(broker.port(), "away").with("door/#", 1).disconnect();
        Client there = Client.v5Kept(broker.port(), "there").with("door/#", 1);
        Client speaker = Client.v5(broker.port(), "speaker").with("door/set", 2);
        speaker.say("door/set", "secret-1", 1, true);
        speaker.say("door/set", "secret-2", 2, false);
        speaker.say("door/state", "word-3", 1, false);
        assertEquals(List.of(new Got("door/set", "secret-1", 1, true), new Got("door/set", "secret-2", 1, false),
                new Got("door/state", "word-3", 1, false)), there.next(3));
        assertEquals(List.of(new Got("door/set", "secret-1", 1, true), new Got("door/set", "secret-2", 2, false)), speaker.next(2));
        var disk = new StringBuilder();
        try (var files = Files.walk(dir)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                disk.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        assertTrue(disk.indexOf("word-3") >= 0);
        assertEquals(-1, disk.indexOf("secret-"));
        Client.v5(broker.port(), "late").with("door/#", 1).expect();
        Client.v5Kept(broker.port(), "away").expect(new Got("door/state", "word-3", 1, false));
    }

    @Test void retainedMessagesOfAnyOriginOutliveARestart() throws Exception {
        var speaker = Client.v5(broker.port(), "speaker");
        for (int qos = 0; qos <= 2; qos++) {
            speaker.say("r/" + qos, "on", qos, true);
            speaker.say("cleared/" + qos, "on", qos, true);
            speaker.say("cleared/" + qos, "", qos, true);
        }
        Client.done(speaker.mqtt().publishWith().topic("r/rich").payload("on".getBytes()).qos(MqttQos.AT_LEAST_ONCE).retain(true)
                .contentType("text/plain").userProperties().add("a", "b").applyUserProperties().correlationData(new byte[]{1}).send());
        Client.done(speaker.mqtt().publishWith().topic("r/short").payload("on".getBytes()).qos(MqttQos.AT_LEAST_ONCE).retain(true)
                .messageExpiryInterval(3_600).send());
        var raw = new RawClient(broker.port()).send(RawClient.connect(4, "dying", true, "r/will", "on"));
        raw.read();
        Client listener = Client.v5(broker.port(), "listener").with("r/will", 0);
        raw.reset();
        assertEquals("on", listener.next(1).getFirst().text());
        restart();
        Client late = Client.v5(broker.port(), "late").with("r/#", 2).with("cleared/#", 2);
        assertEquals(Set.of(new Got("r/0", "on", 0, true), new Got("r/1", "on", 1, true), new Got("r/2", "on", 2, true),
                new Got("r/rich", "on", 1, true), new Got("r/short", "on", 1, true), new Got("r/will", "on", 1, true)),
                Set.copyOf(late.next(6)));
        late.expect();
    }

    @Test void whoSubscribesWhileARetainedMessageArrivesHearsOfIt() throws Exception {
        var speaker = Client.v5(broker.port(), "speaker");
        var listener = Client.v5(broker.port(), "listener");
        for (int i = 0; i < 500; i++) {
            var said = speaker.publish("late/" + i, "x".getBytes(), 1, true);
            listener.with("late/" + i, 1);
            Client.done(said);
        }
        Client.await("all are heard", () -> listener.inbox().stream().map(Got::topic).distinct().count() == 500);
    }

    @Test void aMessageWithPropertiesWaitsForAnAbsentSubscriber() throws Exception {
        Client.v5Kept(broker.port(), "away").with("a", 1).disconnect();
        var speaker = Client.v5(broker.port(), "speaker");
        Client.done(speaker.mqtt().publishWith().topic("a").payload("x".getBytes()).qos(MqttQos.AT_LEAST_ONCE).contentType("text/plain")
                .responseTopic("b").userProperties().add("a", "b").applyUserProperties().correlationData(new byte[]{1}).send());
        Client.done(speaker.publish("a", "y".repeat(9_000_000).getBytes(), 1, false));
        speaker.say("a", "z", 1, false);
        assertEquals(List.of(1, 9_000_000, 1),
                Client.v5Kept(broker.port(), "away").next(3).stream().map(got -> got.text().length()).toList());
    }

    @Test void aCrashKeepsWhatCameSecondsBefore() throws Exception {
        Client.v3Kept(broker.port(), "three").with("a", 1).disconnect();
        Client.v5Kept(broker.port(), "five").with("a", 1).disconnect();
        Client speaker = Client.v5(broker.port(), "speaker").with("own", 1);
        speaker.say("a", "waiting", 1, false);
        speaker.say("state", "on", 0, true);
        var round = new AtomicInteger();
        Client.await("a copy of the running broker's files is enough", () -> {
            Path image = dir.resolve("image" + round.incrementAndGet());
            try (var crashed = new EmbeddedBroker(BrokerSettings.onThisMachine(copy(dir.resolve("broker"), image), 0), change -> {})) {
                crashed.start();
                if (crashed.sessions().size() != 2 || crashed.setAside().isPresent()) {
                    return false;
                }
                Client late = Client.v5(crashed.port(), "late").with("state", 1);
                return Stream.of(Client.v3Kept(crashed.port(), "three"), Client.v5Kept(crashed.port(), "five"), late)
                        .map(client -> client.next(1).stream().map(Got::text).toList()).toList()
                        .equals(List.of(List.of("waiting"), List.of("waiting"), List.of("on")));
            } catch (IOException notYet) {
                throw new UncheckedIOException(notYet);
            }
        });
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
        return to;
    }

    @Test void aSessionBegunAnewAfterARestartHasNoneOfItsOldSubscriptions() throws Exception {
        Client.v3Kept(broker.port(), "client").with("a", 1).disconnect();
        restart();
        Client client = Client.v3(broker.port(), "client");
        Client.v5(broker.port(), "speaker").say("a", "x", 1, false);
        client.expect();
    }

    @Test void anMqtt5SessionThatNeverExpiresOutlivesItsClientAndARestart() throws Exception {
        var client = Client.v5(broker.port(), "first");
        Client.done(client.mqtt().disconnect());
        Client.done(client.mqtt().connectWith().cleanStart(false).noSessionExpiry().send());
        client.subscribe("a", 1);
        client.disconnect();
        restart();
        Client.v5(broker.port(), "speaker").say("a", "x", 1, false);
        assertEquals("x", Client.v5Kept(broker.port(), "first").next(1).getFirst().text());
    }

    @Test void aDamagedStoreIsKeptAsideAndTheBrokerStarts() throws Exception {
        Client.v5(broker.port(), "speaker").say("a", "x", 1, true);
        Client.v3Kept(broker.port(), "away").with("b", 1).disconnect();
        Client.v5(broker.port(), "speaker").say("b", "x", 1, false);
        broker.close();
        Path store = dir.resolve("broker").resolve("broker.db");
        Files.write(store, new Random(1).ints(4_096, 0, 256).collect(java.io.ByteArrayOutputStream::new,
                java.io.ByteArrayOutputStream::write, (a, b) -> {}).toByteArray());
        broker.start();
        try (var kept = Files.list(dir)) {
            Path aside = kept.filter(path -> path.getFileName().toString().startsWith("broker.broken-")).findFirst().orElseThrow();
            assertEquals(Optional.of(aside), broker.setAside());
            assertTrue(Files.exists(aside.resolve("broker.db")));
        }
        Client client = Client.v5(broker.port(), "speaker");
        client.say("a", "new", 1, true);
        restart();
        Client.v5(broker.port(), "late").with("#", 1).expect(new Got("a", "new", 1, true));
    }

    private enum Damage { CUT, FLIPPED, EMPTIED, A_DIRECTORY, A_LINK_TO_NOWHERE, UNREADABLE }

    @Test void theBrokerStartsWhateverHappenedToAnyOfItsFiles() throws Exception {
        var random = new Random(7);
        for (String name : List.of("broker.db", "broker.db-wal", ".")) {
            for (Damage damage : Damage.values()) {
                Path image = dir.resolve(name.replace('.', '_') + damage).resolve("broker");
                Client speaker = Client.v5(broker.port(), "speaker");
                Client.v3Kept(broker.port(), "away").with("b", 1).disconnect();
                for (int i = 0; i < 50; i++) {
                    speaker.say("a/" + i, "x".repeat(200), 1, true);
                    speaker.say("b", "x", 1, false);
                }
                copy(dir.resolve("broker"), image); // as a crash leaves it
                damage(image.resolve(name).normalize(), damage, random);
                try (var hurt = new EmbeddedBroker(BrokerSettings.onThisMachine(image, 0), change -> {})) {
                    hurt.start();
                    hurt.setAside().ifPresent(aside -> assertTrue(Files.exists(aside, LinkOption.NOFOLLOW_LINKS), "it is kept"));
                    Client away = Client.v3Kept(hurt.port(), "away").with("b", 1);
                    Client.v5(hurt.port(), "speaker").say("b", "still here", 1, false);
                    Client.await("the client is served after " + name + " was " + damage,
                            () -> away.inbox().stream().anyMatch(got -> got.text().equals("still here")));
                    if (hurt.setAside().isEmpty() && name.equals("broker.db")) {
                        assertTrue(away.inbox().size() > 50, "what is not set aside is whole: " + damage);
                    }
                    away.disconnect();
                }
                try (var well = new EmbeddedBroker(BrokerSettings.onThisMachine(image, 0), change -> {})) {
                    well.start();
                    assertEquals(Optional.empty(), well.setAside(), "well again");
                }
            }
        }
    }

    private static void damage(Path file, Damage damage, Random random) throws IOException {
        boolean folder = Files.isDirectory(file);
        switch (damage) {
            case CUT, FLIPPED, EMPTIED -> {
                if (folder) {
                    damage(file.resolve("broker.db"), damage, random);
                    damage(file.resolve("broker.db-wal"), damage, random);
                    return;
                }
                byte[] bytes = Files.readAllBytes(file);
                for (int i = 0; i < 200; i++) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                Files.write(file, damage == Damage.FLIPPED ? bytes
                        : Arrays.copyOf(bytes, damage == Damage.CUT ? random.nextInt(1, bytes.length) : 0));
            }
            case A_DIRECTORY -> {
                away(file);
                Files.createDirectory(file);
            }
            case A_LINK_TO_NOWHERE -> {
                away(file);
                Files.createSymbolicLink(file, Path.of("nowhere"));
            }
            case UNREADABLE -> { // for whoever is not root
                if (folder) {
                    away(file);
                    Files.writeString(file, "a file instead");
                } else {
                    Files.setPosixFilePermissions(file, Set.of());
                }
            }
        }
    }

    private static void away(Path file) throws IOException {
        Files.move(file, file.resolveSibling(file.getFileName() + ".was"));
    }
}
