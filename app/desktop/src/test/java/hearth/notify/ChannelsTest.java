package hearth.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import hearth.home.Channel;
import hearth.home.Channel.Address;
import hearth.hub.Answer;
import hearth.hub.Delivery;
import hearth.hub.Event;
import hearth.hub.Incident;
import hearth.hub.Notice;
import hearth.hub.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The channels of the web against servers of this machine that behave, and that do not.
final class ChannelsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:14:07Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What a server was asked.
    private record Asked(String method, String path, String query, String body, Map<String, List<String>> headers) {

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    private record Said(int status, String body, Map<String, String> headers) {

        Said(int status, String body) {
            this(status, body, Map.of());
        }
    }

    private static final class Memory implements Channels.Safe {

        private final Map<String, String> all = new ConcurrentHashMap<>();

        @Override public Optional<String> find(String name) {
            return Optional.ofNullable(all.get(name));
        }

        @Override public void keep(String name, String secret) {
            all.put(name, secret);
        }

        @Override public void forget(String name) {
            all.remove(name);
        }
    }

    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final Map<String, Deque<Said>> script = new ConcurrentHashMap<>();
    private final Memory safe = new Memory();
    private HttpServer server;
    private String url;
    private Channels channels;

    @BeforeEach void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            asked.add(new Asked(exchange.getRequestMethod(), path, String.valueOf(exchange.getRequestURI().getQuery()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    Map.copyOf(exchange.getRequestHeaders())));
            var said = script.getOrDefault(path, new ArrayDeque<>()).pollFirst();
            var answer = said == null ? new Said(200, "{\"id\":\"n1\"}") : said;
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            try (var out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
        channels = new Channels(safe, events::add, InstantSource.fixed(NOW), Optional.empty(), url, Duration.ofSeconds(2),
                Duration.ofMillis(50));
    }

    @AfterEach void stop() {
        channels.close();
        server.stop(0);
    }

    // ---- ntfy

    @Test void ntfyIsToldWithTheHighestUrgencyAndAButton() throws Exception {
        assertEquals(new Answer.Accepted("SAID 200 id n1"), sent(ntfy(), Notice.Kind.ALARM));
        var message = asked();
        assertEquals("/", message.path());
        assertEquals("", message.header("Authorization"));
        var json = message.json();
        assertEquals("burglar", json.path("topic").asText());
        assertEquals(5, json.path("priority").asInt());
        assertEquals("Einbruch: Küche", json.path("title").asText());
        var button = json.path("actions").path(0);
        assertEquals("http", button.path("action").asText());
        assertEquals("Seen", button.path("label").asText());
        assertTrue(button.path("url").asText().matches(url + "/hearth-[0-9a-f]{32}"), button.toString());
        assertTrue(button.path("body").asText().matches("[0-9a-f]{32}"), button.toString());
    }

    @Test void aTestHasNoButtonAndTroubleNoHaste() throws Exception {
        sent(ntfy(), Notice.Kind.TEST);
        assertTrue(asked().json().path("actions").isMissingNode());
        sent(ntfy(), Notice.Kind.TROUBLE);
        assertEquals(3, asked().json().path("priority").asInt());
    }

    @Test void ntfyTakesATokenOrALogin() throws Exception {
        channels.learn("push", new Secret("tk_abc"));
        sent(ntfy(), Notice.Kind.ALARM);
        var message = asked();
        assertEquals("Bearer tk_abc", message.header("Authorization"));
        assertFalse(message.body().contains("tk_abc"), "the phone needs no token");
        channels.learn("push", new Secret("anna:pass word"));
        sent(ntfy(), Notice.Kind.ALARM);
        assertEquals("Basic " + Base64.getEncoder().encodeToString("anna:pass word".getBytes(StandardCharsets.UTF_8)),
                asked().header("Authorization"));
    }

    @Test void anAnswerComesBackByTheButtonOnlyForThisAlarm() throws Exception {
        sent(ntfy(), Notice.Kind.ALARM);
        var button = asked().json().path("actions").path(0);
        var replies = button.path("url").asText().substring(url.length());
        script.put(replies + "/json", new ArrayDeque<>(List.of(new Said(200, "{\"event\":\"open\"}\nnonsense\n"),
                new Said(200, "{\"event\":\"message\",\"message\":\"" + "0".repeat(32) + "\"}\n"), new Said(500, ""),
                new Said(200, "{\"event\":\"message\",\"message\":\"" + button.path("body").asText() + "\"}\n"))));
        channels.listen(NOW, List.of(ntfy()));
        assertEquals(new Event.AlarmAnswered(NOW, "push"), event());
        assertEquals("poll=1&since=" + NOW.getEpochSecond(), asked().query());
        assertEquals(4, 1 + asked.size());
    }

    @Test void nobodyListensAnyMoreOnceItIsOver() throws Exception {
        channels.listen(NOW, List.of(ntfy()));
        asked();
        channels.listen(NOW, List.of());
        while (asked.poll(2, TimeUnit.SECONDS) != null) {
            // one look may have been under way
        }
        assertNull(asked.poll(2, TimeUnit.SECONDS));
    }

    @Test void theReplyTopicStaysTheSameAfterARestartAndIsAnotherForEachChannel() throws Exception {
        sent(ntfy(), Notice.Kind.ALARM);
        var first = asked().json().path("actions").path(0);
        try (var again = new Channels(safe, events::add, InstantSource.fixed(NOW), Optional.empty(), url, Duration.ofSeconds(2),
                Duration.ofMillis(50))) {
            again.send(letter("push", Notice.Kind.ALARM), ntfy());
            event();
            assertEquals(first, asked().json().path("actions").path(0));
            again.send(letter("other", Notice.Kind.ALARM), new Channel("other", ntfy().address()));
            event();
            assertFalse(first.path("url").equals(asked().json().path("actions").path(0).path("url")));
        }
    }

    // ---- servers that do not behave

    @Test void whatTheServerSaysIsTheAnswer() throws Exception {
        script.put("/", new ArrayDeque<>(List.of(new Said(403, "{\"error\":\"forbidden\"}"),
                new Said(429, "slow down", Map.of("Retry-After", "40")), new Said(503, ""),
                new Said(302, "", Map.of("Location", "https://portal.example/login")), new Said(200, "<html>Welcome to our WiFi"),
                new Said(200, "x".repeat(300_000)))));
        assertEquals(new Answer.Refused("SAID 403 {\"error\":\"forbidden\"}"), sent(ntfy(), Notice.Kind.TEST));
        assertEquals(new Answer.Unavailable("SAID 429 slow down", Optional.of(Duration.ofSeconds(40))), sent(ntfy(), Notice.Kind.TEST));
        assertEquals(new Answer.Unavailable("SAID 503", Optional.empty()), sent(ntfy(), Notice.Kind.TEST));
        assertEquals(new Answer.Unavailable("REDIRECT https://portal.example/login", Optional.empty()), sent(ntfy(), Notice.Kind.TEST));
        assertEquals(new Answer.Unavailable("NONSENSE <html>Welcome to our WiFi", Optional.empty()), sent(ntfy(), Notice.Kind.TEST));
        assertTrue(sent(ntfy(), Notice.Kind.TEST).words().length() < 320);
    }

    @Test void aServerThatIsNotThereOrSilentIsToldApart() throws Exception {
        int free;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = closed.getLocalPort();
        }
        assertEquals(new Answer.Unavailable("NO_CONNECTION 127.0.0.1:" + free, Optional.empty()),
                sent(hook("http://127.0.0.1:" + free + "/x"), Notice.Kind.TEST));
        assertEquals(new Answer.Unavailable("NO_HOST no-such-host.invalid", Optional.empty()),
                sent(hook("https://no-such-host.invalid/x"), Notice.Kind.TEST));
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(new Answer.Unavailable("TIMEOUT 127.0.0.1:" + silent.getLocalPort(), Optional.empty()),
                    sent(hook("http://127.0.0.1:" + silent.getLocalPort() + "/x"), Notice.Kind.TEST));
        }
    }

    @Test void aServerWhoseCertificateNobodyVouchesForGetsNothing(@TempDir Path folder) throws Exception {
        var tls = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var certificate = OwnCertificate.in(folder);
        tls.setHttpsConfigurator(new HttpsConfigurator(certificate.owned()));
        tls.createContext("/", exchange -> {
            asked.add(new Asked(exchange.getRequestMethod(), "tls", "", "", Map.of()));
            exchange.sendResponseHeaders(204, -1);
        });
        tls.start();
        var hook = hook("https://127.0.0.1:" + tls.getAddress().getPort() + "/x");
        try (var wary = new Channels(safe, events::add, InstantSource.fixed(NOW), Optional.empty(), url, Duration.ofSeconds(20),
                Duration.ofMillis(50));
                var trusting = new Channels(safe, events::add, InstantSource.fixed(NOW), Optional.of(certificate.trusted()), url,
                        Duration.ofSeconds(20), Duration.ofMillis(50))) {
            wary.send(letter("hook", Notice.Kind.TEST), hook);
            var answer = assertInstanceOf(Event.Delivered.class, event()).answer();
            assertTrue(assertInstanceOf(Answer.Unavailable.class, answer).words()
                    .startsWith("CERTIFICATE 127.0.0.1:" + tls.getAddress().getPort()), answer.words());
            assertNull(asked.poll());
            trusting.send(letter("hook", Notice.Kind.TEST), hook);
            assertEquals(new Event.Delivered(3, 1, new Answer.Accepted("SAID 204")), event());
        } finally {
            tls.stop(0);
        }
    }

    @Test void aServerThatRepeatsTheSecretDoesNotGiveItAway() throws Exception {
        channels.learn("hook", new Secret("k3y-k3y"));
        script.put("/x", new ArrayDeque<>(List.of(new Said(400, "wrong key k3y-k3y"))));
        assertEquals(new Answer.Refused("SAID 400 wrong key …"), sent(hook(url + "/x"), Notice.Kind.TEST));
    }

    // ---- webhook

    @Test void aWebhookIsToldInJsonAndCanProveItIsUs() throws Exception {
        channels.learn("hook", new Secret("s3cret"));
        assertEquals(new Answer.Accepted("SAID 204"), sent204());
        var message = asked();
        var json = message.json();
        assertEquals("alarm", json.path("kind").asText());
        assertEquals("2026-11-22T02:14:07Z", json.path("since").asText());
        assertEquals("[\"Küche\"]", json.path("zones").toString());
        assertFalse(json.path("test").asBoolean());
        var at = NOW.getEpochSecond();
        assertEquals("t=" + at + ",v1=" + Mac.hex("s3cret", at + "." + message.body()), message.header("X-hearth-signature"));
        assertEquals("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8",
                Mac.hex("key", "The quick brown fox jumps over the lazy dog"));
    }

    private Answer sent204() throws InterruptedException {
        script.put("/x", new ArrayDeque<>(List.of(new Said(204, ""))));
        return sent(hook(url + "/x"), Notice.Kind.ALARM);
    }

    // ---- Telegram

    @Test void telegramIsToldWithAButtonWhoseAnswerComesBack() throws Exception {
        channels.learn("chat", new Secret("12:ab"));
        script.put("/bot12:ab/sendMessage", new ArrayDeque<>(List.of(new Said(200, "{\"ok\":true,\"result\":{\"message_id\":7}}"))));
        assertEquals(new Answer.Accepted("SAID 200 message 7"), sent(chat(), Notice.Kind.ALARM));
        var message = asked();
        assertEquals("-100", message.json().path("chat_id").asText());
        assertEquals("Einbruch: Küche\nSince 02:14:07", message.json().path("text").asText());
        var button = message.json().path("reply_markup").path("inline_keyboard").path(0).path(0);
        var data = button.path("callback_data").asText();
        assertTrue(data.length() <= 64 && !data.isEmpty());
        script.put("/bot12:ab/getUpdates", new ArrayDeque<>(List.of(
                new Said(200, "{\"ok\":true,\"result\":[{\"update_id\":41,\"callback_query\":{\"id\":\"q0\",\"data\":\"old\"}}]}"),
                new Said(200, "{\"ok\":true,\"result\":[{\"update_id\":42,\"callback_query\":{\"id\":\"q1\",\"data\":\"" + data + "\"}}]}"),
                new Said(200, "{\"ok\":true,\"result\":[]}"))));
        channels.listen(NOW, List.of(chat()));
        assertEquals(new Event.AlarmAnswered(NOW, "chat"), event());
        assertEquals(0, asked().json().path("offset").asLong());
        assertEquals(42, asked().json().path("offset").asLong());
        assertEquals("{\"callback_query_id\":\"q1\",\"text\":\"Thanks\"}", asked().body());
        assertEquals(43, asked().json().path("offset").asLong());
    }

    @Test void telegramSaysWhatIsWrong() throws Exception {
        assertEquals(new Answer.Refused("NO_SECRET"), sent(chat(), Notice.Kind.TEST));
        channels.learn("chat", new Secret("12:ab"));
        script.put("/bot12:ab/sendMessage", new ArrayDeque<>(List.of(
                new Said(400, "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: chat not found\"}"),
                new Said(429, "{\"ok\":false,\"description\":\"Too Many Requests\",\"parameters\":{\"retry_after\":31}}"),
                new Said(502, "Bad Gateway"))));
        assertEquals(new Answer.Refused("SAID 400 Bad Request: chat not found"), sent(chat(), Notice.Kind.TEST));
        assertEquals(new Answer.Unavailable("SAID 429 Too Many Requests", Optional.of(Duration.ofSeconds(31))),
                sent(chat(), Notice.Kind.TEST));
        assertEquals(new Answer.Unavailable("NONSENSE Bad Gateway", Optional.empty()), sent(chat(), Notice.Kind.TEST));
        channels.learn("chat", new Secret("12:a b/ä"));
        assertEquals(new Answer.Unavailable("OTHER this is no address", Optional.empty()), sent(chat(), Notice.Kind.TEST));
    }

    // ---- small change

    private Channel ntfy() {
        return new Channel("push", new Address.Ntfy(url, "burglar"));
    }

    private static Channel hook(String to) {
        return new Channel("hook", new Address.Webhook(to));
    }

    private static Channel chat() {
        return new Channel("chat", new Address.Telegram("-100"));
    }

    static Letter letter(String channel, Notice.Kind kind) {
        var notice = new Notice(NOW, kind, kind == Notice.Kind.ALARM ? Incident.Kind.BURGLARY : Incident.Kind.TROUBLE, "break-in",
                List.of("Küche"), 1,
                NOW);
        return new Letter(new Delivery(3, channel, "Anna", notice, 0, NOW, 1, new Delivery.State.Sending(NOW)), "Einbruch: Küche",
                "Since 02:14:07", "Seen", "Thanks");
    }

    private Answer sent(Channel channel, Notice.Kind kind) throws InterruptedException {
        channels.send(letter(channel.id(), kind), channel);
        var delivered = assertInstanceOf(Event.Delivered.class, event());
        assertEquals(3, delivered.id());
        assertEquals(1, delivered.attempt());
        return delivered.answer();
    }

    private Event event() throws InterruptedException {
        return java.util.Objects.requireNonNull(events.poll(20, TimeUnit.SECONDS), "nothing was told");
    }

    private Asked asked() throws InterruptedException {
        return java.util.Objects.requireNonNull(asked.poll(20, TimeUnit.SECONDS), "nobody asked");
    }
}
