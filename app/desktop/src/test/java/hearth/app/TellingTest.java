package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import hearth.Patience;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.home.Channel;
import hearth.home.Channel.Address;
import hearth.home.People;
import hearth.home.Person;
import hearth.home.Watch;
import hearth.hub.Delivery.State;
import hearth.hub.Effect;
import hearth.hub.Event;
import hearth.hub.Secret;
import hearth.mqtt.Peer;
import hearth.store.DataDirectory;
import hearth.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People are told by the whole program, from the broker to a server of this machine, whatever happens on the way.
final class TellingTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;
    private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    private volatile int status = 200;
    private volatile String replies = "";
    private HttpServer server;
    private String url;

    @BeforeEach void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean asks = exchange.getRequestURI().getPath().endsWith("/json");
            if (!asks) {
                told.add(body.isEmpty() ? exchange.getRequestURI().getPath() : body);
            }
            var answer = (asks ? replies : "{\"id\":\"n1\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach void stop() {
        server.stop(0);
    }

    @Test void whatWasOnItsWayWhenTheProgramWasKilledIsSentAgainWithItsTrueTimeAndWhatWasTakenIsNot() throws Exception {
        keep(new Effect.SavePeople(anna(new Channel("hook", new Address.Webhook(url + "/x")))));
        status = 503;
        JsonNode first;
        try (var program = Program.headless(folder, "--port", "0")) {
            say(program.port(), "{\"status\":\"break-in\",\"zone\":\"kitchen\"}");
            first = next();
            program.kill();
        }
        told.clear();
        status = 200;
        try (var program = Program.headless(folder, "--port", "0")) {
            program.port();
            long ready = System.nanoTime();
            var again = next();
            assertTrue(Duration.ofNanos(System.nanoTime() - ready).toSeconds() < 15, "too late");
            assertEquals(first.path("since"), again.path("since"));
            assertEquals(first.path("id"), again.path("id"));
            assertEquals("kitchen", again.path("zones").path(0).asText());
            assertTrue(again.path("attempt").asInt() > first.path("attempt").asInt());
            Running.until(() -> Running.disk(folder, "journal.db", "SELECT state FROM delivery").equals(List.of("ACCEPTED")));
            program.kill();
        }
        told.clear();
        try (var program = Program.headless(folder, "--port", "0")) {
            say(program.port(), "{\"status\":\"break-in\",\"zone\":\"hall\"}");
            var more = next();
            assertEquals("[\"kitchen\",\"hall\"]", more.path("zones").toString());
            assertFalse(more.path("id").equals(first.path("id")), "what was taken is not sent again");
            assertTrue(told.isEmpty());
        }
    }

    /// No file may grow any more, which needs no root and is lifted again: to a database that is as good as a full disk.
    @Test void anAlarmReachesPeopleOffAFullDiskAndIsKeptOnceThereIsRoom() throws Exception {
        keep(new Effect.SavePeople(anna(new Channel("hook", new Address.Webhook(url + "/x")))));
        try (var program = Program.headless(folder, "--port", "0")) {
            var peer = new Peer(program.port(), "security/alarm/event");
            assumeTrue(growth(program, "1024"), "prlimit is Linux's");
            peer.say(new Message("security/status", Payload.of("{\"status\":\"break-in\",\"zone\":\"kitchen\"}"), 0, false));
            assertEquals("kitchen", next().path("zones").path(0).asText());
            peer.hears(m -> m.payload().text().orElse("").contains("\"kitchen\""));
            assertEquals(List.of("0"), Running.disk(folder, "journal.db", "SELECT count(*) FROM incident"));
            assertTrue(growth(program, "unlimited"));
            Running.until(() -> Running.disk(folder, "journal.db", "SELECT state FROM delivery").equals(List.of("ACCEPTED")));
            assertEquals(List.of("kitchen"), Running.disk(folder, "journal.db", "SELECT zone FROM incident"));
            program.kill();
        }
        assertTrue(told.isEmpty(), "it was taken once");
    }

    private static boolean growth(Program program, String bytes) throws InterruptedException {
        try {
            return new ProcessBuilder("prlimit", "--pid", "" + program.process().pid(), "--fsize=" + bytes + ":").inheritIO().start()
                    .waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    @Test void aPushIsAnsweredFromThePhoneAndTheAlarmIsSeen() throws Exception {
        try (var running = Running.headless(folder); var peer = new Peer(running.port())) {
            running.hearth().submit(new Event.PeopleChanged(anna(new Channel("push", new Address.Ntfy(url, "burglar"))), Map.of()));
            running.awaits(house -> !house.outbox().people().all().isEmpty());
            peer.say(Running.once("security/status", "break-in"));
            var button = next().path("actions").path(0);
            running.awaits(house -> house.outbox().deliveries().values().stream().anyMatch(d -> d.state() instanceof State.Accepted));
            assertTrue(running.hearth().state().alert().isPresent());
            replies = "{\"event\":\"message\",\"message\":\"" + button.path("body").asText() + "\"}\n";
            running.awaits(house -> house.alert().isEmpty() && house.incident().isPresent());
        }
        assertEquals(List.of("Anna"), Running.disk(folder, "journal.db", "SELECT detail FROM entry WHERE kind = 'ANSWERED'"));
    }

    @Test void aSecretStandsInOneFileThatNobodyElseReads() throws Exception {
        var secret = "s3cret-" + System.nanoTime();
        status = 400;
        try (var running = Running.headless(folder)) {
            running.hearth().submit(new Event.PeopleChanged(anna(new Channel("hook", new Address.Webhook(url + "/x"))),
                    Map.of("hook", new Secret(secret))));
            running.hearth().submit(new Event.ChannelTested("hook"));
            next();
            running.awaits(house -> house.outbox().test("hook").filter(d -> !d.open()).isPresent());
        }
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                boolean has = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret);
                assertEquals(file.equals(folder.resolve("secrets").resolve("hook")), has, file.toString());
                assertFalse(has && Files.getPosixFilePermissions(file).toString().contains("OTHERS"), file.toString());
            }
        }
    }

    @Test void somebodyElsewhereIsCalledAsLongAsTheHubLives() throws Exception {
        try (var running = Running.headless(folder)) {
            running.hearth().submit(new Event.WatchChanged(Watch.NONE.pinging(true, url + "/ping/me"), Optional.empty()));
            assertEquals("/ping/me", Objects.requireNonNull(told.poll(30, TimeUnit.SECONDS)));
            running.awaits(house -> house.vigil().pinged().isPresent());
        }
        told.clear();
        try (var running = Running.headless(folder)) {
            running.port();
            assertEquals("/ping/me", told.poll(30, TimeUnit.SECONDS), "it is kept");
        }
    }

    @Test void oneHubHearsThatAnotherLives() throws Exception {
        try (var other = Running.headless(folder.resolve("other")); var running = Running.headless(folder.resolve("this"))) {
            running.hearth().submit(new Event.WatchChanged(
                    Watch.NONE.watching(true, "mqtt://127.0.0.1:" + other.port(), "", ""), Optional.empty()));
            running.awaits(house -> house.vigil().heard().isPresent());
            var began = running.hearth().state().vigil().heard().orElseThrow();
            Patience.until(Duration.ofSeconds(60), () -> running.hearth().state().vigil().heard().orElseThrow().isAfter(began));
        }
    }

    private static People anna(Channel channel) {
        return new People(List.of(new Person("Anna", List.of(channel))));
    }

    private void keep(Effect effect) throws IOException, InterruptedException {
        try (var directory = DataDirectory.open(folder); var store = new Store(directory, Clock.systemUTC(), 1_000_000)) {
            store.load();
            store.start(_ -> {
            });
            store.carryOut(effect);
        }
    }

    private static void say(int port, String word) {
        try (var peer = new Peer(port)) {
            peer.say(Running.once("security/status", word));
        }
    }

    private JsonNode next() throws Exception {
        return JSON.readTree(Objects.requireNonNull(told.poll(30, TimeUnit.SECONDS), "nobody was told"));
    }
}
