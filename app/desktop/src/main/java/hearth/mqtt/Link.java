package hearth.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;
import com.hivemq.client.mqtt.exceptions.MqttDecodeException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import hearth.device.Message;
import hearth.hub.LinkFault;
import io.reactivex.disposables.Disposable;
import io.reactivex.disposables.Disposables;
import io.reactivex.plugins.RxJavaPlugins;
import io.reactivex.schedulers.Schedulers;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    record Login(String clientId, boolean durable, Optional<Message> will) {
    }

    /// What a refused filter is answered with, or more.
    static final int REFUSED = 128;

    private static final int TIMEOUT_SECONDS = BrokerAddress.TIMEOUT_SECONDS;
    private static final Logger log = LoggerFactory.getLogger(Link.class);

    static {
        // What fails when nobody waits for it any more is no news: RxJava would hand it to the thread as a crash.
        RxJavaPlugins.setErrorHandler(late -> log.debug("nobody waits for it any more: {}", late.toString()));
    }

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
        var client = broker.dial(MqttClient.builder()).identifier(login.clientId())
                .executorConfig(MqttClientExecutorConfig.builder().nettyExecutor(threads).nettyThreads(1)
                        .applicationScheduler(Schedulers.trampoline()).build())
                .addDisconnectedListener(end -> lost.complete(inWords(end.getCause())));
        wire = switch (version) {
            case MQTT_5 -> new Wire.V5(client.useMqttVersion5().buildAsync());
            case MQTT_3 -> new Wire.V3(client.useMqttVersion3().buildAsync());
        };
    }

    /// Hands in what arrives, also what the broker kept for this session, each before its acknowledgement; to be called before
    /// [#connect].
    void receive(Consumer<Message> consumer) {
        take(false, arrived -> consumer.accept(arrived.message()));
    }

    /// The same; the taker acknowledges.
    void arriving(Consumer<Wire.Arrived> taker) {
        take(true, taker);
    }

    private void take(boolean byHand, Consumer<Wire.Arrived> taker) {
        incoming = wire.incoming(byHand).subscribe(arrived -> {
            try {
                taker.accept(arrived);
            } catch (RuntimeException bug) {
                log.error("not taken in: a message on {}", arrived.message().topic(), bug);
            }
        }, end -> log.debug("nothing more arrives: {}", end.getMessage()));
    }

    /// Throws [IOException] with the reason in plain words.
    Wire.Greeting connect() throws IOException, InterruptedException {
        var connected = wire.connect(broker, login);
        try {
            return await(connected, 2 * TIMEOUT_SECONDS + 1);
        } finally {
            if (!connected.isDone()) { // a connection that comes about later is not wanted any more
                connected.thenRun(() -> wire.disconnect(login.durable()));
            }
        }
    }

    /// Subscribes to everything. False where the broker answers that this is not allowed.
    boolean subscribe() throws IOException, InterruptedException {
        return subscribe(List.of("#"), 1, false).getFirst() < REFUSED;
    }

    /// The QoS granted to each filter, [#REFUSED] or more where it is not allowed.
    ///
    /// @param bridging not one's own messages and nothing that is kept, as far as the version allows
    List<Integer> subscribe(List<String> filters, int qos, boolean bridging) throws IOException, InterruptedException {
        return await(asked(() -> wire.subscribe(filters, qos, bridging)), TIMEOUT_SECONDS);
    }

    void unsubscribe(List<String> filters) throws IOException, InterruptedException {
        await(asked(() -> wire.unsubscribe(filters)), TIMEOUT_SECONDS);
    }

    /// The client keeps a question for its next connection; here there is none.
    private <T> CompletableFuture<T> asked(Supplier<CompletableFuture<T>> question) {
        var answer = new CompletableFuture<T>();
        lost.thenAccept(reason -> answer.completeExceptionally(new IOException(reason)));
        if (wire.state() == MqttClientState.CONNECTED) {
            question.get().whenComplete((heard, failed) -> {
                if (failed == null) {
                    answer.complete(heard);
                } else {
                    answer.completeExceptionally(failed);
                }
            });
        } else {
            answer.completeExceptionally(new IOException(LinkFault.NOT_CONNECTED.words()));
        }
        return answer;
    }

    /// Answered when the broker has it (QoS 0: when it is written); never blocks. Fails when the link ends before.
    CompletableFuture<?> publish(Message message) {
        return said(() -> wire.publish(message));
    }

    /// The same for what came from another broker: marked, and with all that belongs to it, where the version can.
    CompletableFuture<?> carry(Message message, Wire.Arrived from) {
        return said(() -> wire.carry(message, from));
    }

    private CompletableFuture<?> said(Supplier<CompletableFuture<?>> how) {
        if (closed || wire.state() != MqttClientState.CONNECTED) { // the client would wait for its first connection otherwise
            return CompletableFuture.failedFuture(new IOException(LinkFault.NOT_CONNECTED.words()));
        }
        var answer = how.get();
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
        login.will().ifPresent(will -> end(publish(will)));
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

    private <T> T await(CompletableFuture<T> answer, int seconds) throws IOException, InterruptedException {
        try {
            return answer.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            var cause = Objects.requireNonNullElse(failed.getCause(), failed);
            throw new IOException(inWords(cause), cause);
        } catch (TimeoutException silent) {
            throw new IOException(LinkFault.NO_ANSWER.words(), silent);
        }
    }

    private static String inWords(Throwable cause) {
        for (Throwable c = cause; c != null; c = c.getCause()) {
            switch (c) {
                case SSLException tls -> {
                    return LinkFault.NOT_SECURE.words(inWords(tls));
                }
                case UnknownHostException _ -> {
                    return LinkFault.NO_HOST.words();
                }
                default -> {
                }
            }
        }
        return switch (cause) {
            case Mqtt5ConnAckException refused -> switch (refused.getMqttMessage().getReasonCode()) {
                case BAD_USER_NAME_OR_PASSWORD, NOT_AUTHORIZED -> LinkFault.LOGIN.words();
                case Mqtt5ConnAckReasonCode code -> LinkFault.REFUSES.words(plain(code));
            };
            case Mqtt3ConnAckException refused -> {
                var code = refused.getMqttMessage().getReturnCode();
                yield code == Mqtt3ConnAckReturnCode.BAD_USER_NAME_OR_PASSWORD || code == Mqtt3ConnAckReturnCode.NOT_AUTHORIZED
                        ? LinkFault.LOGIN.words() : LinkFault.REFUSES.words(plain(code));
            }
            case Mqtt5DisconnectException sent -> {
                var code = sent.getMqttMessage().getReasonCode();
                yield code == Mqtt5DisconnectReasonCode.SESSION_TAKEN_OVER ? LinkFault.TAKEN_OVER.words()
                        : code == Mqtt5DisconnectReasonCode.SERVER_SHUTTING_DOWN ? LinkFault.STOPPED.words()
                        : LinkFault.ENDED.words(plain(code));
            }
            case ConnectionFailedException _ -> LinkFault.NOTHING_ANSWERS.words();
            case ConnectionClosedException _ -> LinkFault.CLOSED.words();
            default -> String.valueOf(cause.getMessage());
        };
    }

    /// What Java says of encryption is for programmers, where it is one of the usual things.
    private static String inWords(SSLException tls) {
        var said = new StringBuilder();
        for (Throwable cause = tls; cause != null; cause = cause.getCause()) {
            said.append(cause.getMessage()).append(' ');
        }
        return said.indexOf("NotAfter") >= 0 || said.indexOf("certificate_expired") >= 0 ? LinkFault.OLD_CERTIFICATE.words()
                : said.indexOf("PKIX path") >= 0 ? LinkFault.FOREIGN_CERTIFICATE.words()
                : said.indexOf("subject alternative") >= 0 || said.indexOf("No name matching") >= 0 ? LinkFault.OTHER_NAME.words()
                : said.indexOf("certificate_required") >= 0 || said.indexOf("bad_certificate") >= 0
                        ? LinkFault.WANTS_CERTIFICATE.words()
                : String.valueOf(tls.getMessage());
    }

    private static String plain(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
