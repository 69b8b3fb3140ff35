package hearth.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;
import com.hivemq.client.mqtt.exceptions.MqttDecodeException;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3PublishResult;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5Disconnect;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import hearth.device.Message;
import hearth.device.Payload;
import io.reactivex.Flowable;
import io.reactivex.disposables.Disposable;
import io.reactivex.disposables.Disposables;
import io.reactivex.schedulers.Schedulers;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection in either version of the protocol, from CONNECT to its end; a new connection is a new link, so that nothing of an
/// old one is sent again. Any thread; [#connect], [#subscribe] and [#close] wait.
///
/// What arrives is handed over on the network thread, before its acknowledgement: a consumer that waits stops the reading from the
/// socket, and the broker holds the rest back. No queue in between can overflow.
final class Link implements AutoCloseable {

    enum Version {
        MQTT_5("MQTT 5"), MQTT_3("MQTT 3.1.1");

        private final String words;

        Version(String words) {
            this.words = words;
        }

        @Override public String toString() {
            return words;
        }
    }

    /// How to introduce oneself.
    ///
    /// @param durable the broker keeps the session, with what arrives meanwhile
    record Login(String clientId, boolean durable, Message will) {
    }

    /// Larger packets are refused: 16 MiB.
    private static final int LARGEST = 16 << 20;
    private static final int KEEP_ALIVE_SECONDS = 18;
    private static final int TIMEOUT_SECONDS = 5;
    private static final Duration KEPT = Duration.ofDays(7);
    private static final String LOGIN = "does not accept the user name or password";
    private static final Logger log = LoggerFactory.getLogger(Link.class);

    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final Set<CompletableFuture<?>> unanswered = ConcurrentHashMap.newKeySet();
    private final BrokerAddress broker;
    private final Login login;
    private final Wire wire;
    private Disposable incoming = Disposables.disposed();
    private volatile boolean closed;

    Link(BrokerAddress broker, Version version, Login login, Executor threads) {
        this.broker = broker;
        this.login = login;
        var client = MqttClient.builder().identifier(login.clientId()).transportConfig().serverHost(broker.host())
                .serverPort(broker.port()).socketConnectTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .mqttConnectTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).applyTransportConfig()
                .executorConfig(MqttClientExecutorConfig.builder().nettyExecutor(threads).nettyThreads(1)
                        .applicationScheduler(Schedulers.trampoline()).build())
                .addDisconnectedListener(end -> lost.complete(inWords(end.getCause())));
        client = broker.tls() ? client.sslWithDefaultConfig() : client;
        wire = switch (version) {
            case MQTT_5 -> new V5(client.useMqttVersion5().buildAsync());
            case MQTT_3 -> new V3(client.useMqttVersion3().buildAsync());
        };
    }

    /// Hands in what arrives on wanted topics, also what the broker kept for this session; to be called before [#connect].
    void receive(Predicate<String> wanted, Consumer<Message> consumer) {
        incoming = wire.incoming(wanted).subscribe(message -> {
            try {
                consumer.accept(message);
            } catch (RuntimeException bug) {
                log.error("not taken in: a message on {}", message.topic(), bug);
            }
        }, end -> log.debug("nothing more arrives: {}", end.getMessage()));
    }

    /// Throws [IOException] with the reason in plain words.
    void connect() throws IOException, InterruptedException {
        await(wire.connect(broker, login), 2 * TIMEOUT_SECONDS + 1);
    }

    /// Subscribes to everything. False where the broker answers that this is not allowed.
    boolean subscribe() throws IOException, InterruptedException {
        try {
            await(wire.subscribe(), TIMEOUT_SECONDS);
            return true;
        } catch (IOException refused) {
            if (refused.getCause() instanceof Mqtt5SubAckException || refused.getCause() instanceof Mqtt3SubAckException) {
                return false;
            }
            throw refused;
        }
    }

    /// Answered when the broker has it (QoS 0: when it is written); never blocks. Fails when the link ends before.
    CompletableFuture<?> publish(Message message) {
        if (closed || wire.state() != MqttClientState.CONNECTED) { // the client would wait for its first connection otherwise
            return CompletableFuture.failedFuture(new IOException("not connected"));
        }
        var answer = wire.publish(message);
        unanswered.add(answer);
        answer.whenComplete((_, _) -> unanswered.remove(answer));
        if (closed) {
            answer.cancel(false);
        }
        return answer;
    }

    /// Why it ended, in plain words.
    CompletableFuture<String> lost() {
        return lost;
    }

    boolean ended() {
        return closed || lost.isDone();
    }

    /// Ends it in order: what stood in the will does not happen. To be followed by [#close].
    void leave() {
        end(wire.disconnect(login.durable()));
    }

    /// Ends it; whoever waits for an answer learns that there is none. A link that still stands says its will itself: DISCONNECT would
    /// make the broker forget it.
    @Override public void close() {
        end(publish(login.will()));
        closed = true;
        if (wire.state() == MqttClientState.CONNECTED) {
            end(wire.disconnect(login.durable()));
        }
        incoming.dispose(); // not earlier: what arrives and finds no taker would be acknowledged and lost
        unanswered.forEach(answer -> answer.cancel(false));
    }

    private static void end(CompletableFuture<?> last) {
        try {
            last.get(1, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException gone) {
            log.debug("no orderly end: {}", gone.toString());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether a failed [#connect] looks like a broker that knows only the older version.
    static boolean older(IOException failed) {
        var cause = failed.getCause();
        return cause instanceof ConnectionClosedException || cause instanceof MqttDecodeException
                || cause instanceof Mqtt5DisconnectException
                || cause instanceof Mqtt5ConnAckException refused
                        && refused.getMqttMessage().getReasonCode() == Mqtt5ConnAckReasonCode.UNSUPPORTED_PROTOCOL_VERSION;
    }

    private void await(CompletableFuture<?> answer, int seconds) throws IOException, InterruptedException {
        try {
            answer.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            var cause = Objects.requireNonNullElse(failed.getCause(), failed);
            throw new IOException(inWords(cause), cause);
        } catch (TimeoutException silent) {
            throw new IOException("does not answer", silent);
        } finally {
            if (!answer.isDone()) { // a connection that comes about later is not wanted any more
                answer.thenRun(() -> wire.disconnect(login.durable()));
            }
        }
    }

    private static String inWords(Throwable cause) {
        for (Throwable c = cause; c != null; c = c.getCause()) {
            switch (c) {
                case SSLException tls -> {
                    return "no secure connection: " + tls.getMessage();
                }
                case UnknownHostException _ -> {
                    return "there is no such host";
                }
                default -> {
                }
            }
        }
        return switch (cause) {
            case Mqtt5ConnAckException refused -> switch (refused.getMqttMessage().getReasonCode()) {
                case BAD_USER_NAME_OR_PASSWORD, NOT_AUTHORIZED -> LOGIN;
                case Mqtt5ConnAckReasonCode code -> "refuses the hub: " + plain(code);
            };
            case Mqtt3ConnAckException refused -> {
                var code = refused.getMqttMessage().getReturnCode();
                yield code == Mqtt3ConnAckReturnCode.BAD_USER_NAME_OR_PASSWORD || code == Mqtt3ConnAckReturnCode.NOT_AUTHORIZED ? LOGIN
                        : "refuses the hub: " + plain(code);
            }
            case Mqtt5DisconnectException sent -> {
                var code = sent.getMqttMessage().getReasonCode();
                yield code == Mqtt5DisconnectReasonCode.SESSION_TAKEN_OVER ? "another program uses the hub's client id"
                        : code == Mqtt5DisconnectReasonCode.SERVER_SHUTTING_DOWN ? "the broker was stopped" : "was ended: " + plain(code);
            }
            case ConnectionFailedException _ -> "nothing answers there";
            case ConnectionClosedException _ -> "the connection was closed";
            default -> String.valueOf(cause.getMessage());
        };
    }

    private static String plain(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// What differs between the two versions.
    private sealed interface Wire {

        MqttClientState state();

        Flowable<Message> incoming(Predicate<String> wanted);

        CompletableFuture<?> connect(BrokerAddress broker, Login login);

        CompletableFuture<?> subscribe();

        CompletableFuture<?> publish(Message message);

        CompletableFuture<?> disconnect(boolean durable);
    }

    private record V5(Mqtt5AsyncClient client) implements Wire {

        @Override public MqttClientState state() {
            return client.getState();
        }

        @Override public Flowable<Message> incoming(Predicate<String> wanted) {
            return client.toRx().publishes(MqttGlobalPublishFilter.ALL).filter(p -> wanted.test(p.getTopic().toString()))
                    .map(p -> new Message(p.getTopic().toString(), Payload.of(p.getPayloadAsBytes()), p.getQos().getCode(), p.isRetain()));
        }

        /// A session without end until the orderly DISCONNECT gives it one: the client would hold a timer and its buffers for each
        /// lost connection as long as the session lasts.
        @Override public CompletableFuture<?> connect(BrokerAddress broker, Login login) {
            var auth = broker.user().map(user -> {
                var named = Mqtt5SimpleAuth.builder().username(user);
                return broker.password().map(p -> named.password(p.getBytes(StandardCharsets.UTF_8))).orElse(named).build();
            });
            return client.connect(Mqtt5Connect.builder().keepAlive(KEEP_ALIVE_SECONDS).cleanStart(!login.durable())
                    .sessionExpiryInterval(login.durable() ? Mqtt5Connect.NO_SESSION_EXPIRY : 0).restrictions().maximumPacketSize(LARGEST)
                    .applyRestrictions().simpleAuth(auth.orElse(null)).willPublish(published(login.will()).asWill()).build());
        }

        @Override public CompletableFuture<?> subscribe() {
            return client.subscribeWith().topicFilter("#").qos(MqttQos.AT_LEAST_ONCE).send();
        }

        @Override public CompletableFuture<?> publish(Message message) {
            return client.publish(published(message));
        }

        @Override public CompletableFuture<?> disconnect(boolean durable) {
            return client.disconnect(Mqtt5Disconnect.builder().sessionExpiryInterval(durable ? KEPT.toSeconds() : 0).build());
        }

        private static Mqtt5Publish published(Message m) {
            return Mqtt5Publish.builder().topic(m.topic()).payload(m.payload().buffer()).qos(qos(m)).retain(m.retained()).build();
        }
    }

    private record V3(Mqtt3AsyncClient client) implements Wire {

        @Override public MqttClientState state() {
            return client.getState();
        }

        @Override public Flowable<Message> incoming(Predicate<String> wanted) {
            return client.toRx().publishes(MqttGlobalPublishFilter.ALL).filter(p -> wanted.test(p.getTopic().toString()))
                    .map(p -> new Message(p.getTopic().toString(), Payload.of(p.getPayloadAsBytes()), p.getQos().getCode(), p.isRetain()));
        }

        @Override public CompletableFuture<?> connect(BrokerAddress broker, Login login) {
            var auth = broker.user().map(user -> {
                var named = Mqtt3SimpleAuth.builder().username(user);
                return broker.password().map(p -> named.password(p.getBytes(StandardCharsets.UTF_8))).orElse(named).build();
            });
            return client.connect(Mqtt3Connect.builder().keepAlive(KEEP_ALIVE_SECONDS).cleanSession(!login.durable())
                    .simpleAuth(auth.orElse(null)).willPublish(published(login.will())).build());
        }

        @Override public CompletableFuture<?> subscribe() {
            return client.subscribeWith().topicFilter("#").qos(MqttQos.AT_LEAST_ONCE).send();
        }

        /// Not the client's own future: cancelling that one leaves its thread waiting for the answer.
        @Override public CompletableFuture<?> publish(Message message) {
            var answer = new CompletableFuture<Mqtt3PublishResult>();
            var sent = client.toRx().publish(Flowable.just(published(message))).subscribe(
                    result -> result.getError().ifPresentOrElse(answer::completeExceptionally, () -> answer.complete(result)),
                    answer::completeExceptionally);
            answer.whenComplete((_, _) -> sent.dispose());
            return answer;
        }

        @Override public CompletableFuture<?> disconnect(boolean durable) {
            return client.disconnect();
        }

        private static Mqtt3Publish published(Message m) {
            return Mqtt3Publish.builder().topic(m.topic()).payload(m.payload().buffer()).qos(qos(m)).retain(m.retained()).build();
        }
    }

    private static MqttQos qos(Message message) {
        return Objects.requireNonNull(MqttQos.fromCode(message.qos()));
    }
}
