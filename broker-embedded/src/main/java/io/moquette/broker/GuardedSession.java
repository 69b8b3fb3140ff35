package io.moquette.broker;

import hearth.broker.BrokerLimits;
import hearth.broker.BrokerReport;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// What one client is owed: messages that wait, those sent and not acknowledged, and the QoS 2 messages it has not released. On its
/// session loop, unless said otherwise.
///
/// If the session outlives its connection, all of it is in the [Ledger] too, and what does not fit the memory only there. Of Moquette's
/// session it keeps the connection and the subscriptions; its queue, window and repetitions are not used.
@NullMarked
final class GuardedSession extends Session {
    /// Where a session finds the rest of the broker.
    record Surroundings(Ledger ledger, GuardedLoops loops, BrokerLimits limits, Consumer<BrokerReport> reports) {}

    /// A will, and how many seconds after the end of its connection it is published.
    record Will(StoredMessage message, int delaySeconds) {}

    /// More than that are not on their way to a client at once, whatever it allows.
    private static final int MOST_IN_FLIGHT = 256;
    /// MQTT 3.1.1 lets a client not say how much it can take.
    private static final int MOST_IN_FLIGHT_3 = 64;
    private static final int REPORT_EVERY = 1_000;

    /// Its number in the ledger; 0 if it ends with its connection.
    private final long no;
    private final Surroundings around;
    private final Backlog waiting;
    private final InFlight inFlight = new InFlight();
    private final Unreleased unreleased;
    private final Room room = new Room();
    private @Nullable MQTTConnection connection;
    private @Nullable Outlet outlet;
    private @Nullable Will will;
    /// What came back after a restart or reconnect goes out before anything else does.
    private boolean resumed = true;
    /// Messages in flight that wait for the disk, on whatever thread that answers.
    private final AtomicInteger unsent = new AtomicInteger();
    private int window;
    private long mostBytes = Long.MAX_VALUE;
    private long lost;
    /// What it is owed, as of the last change: for any thread.
    private volatile long owed;
    /// Since when it is away; null while connected.
    private volatile @Nullable Instant goneAt;

    GuardedSession(ISessionsRepository.SessionData data, boolean clean, long no, Surroundings around) {
        super(data, clean, new InMemoryQueue());
        this.no = no;
        this.around = around;
        unreleased = new Unreleased(no, around.ledger);
        waiting = new Backlog(no, around.ledger, this::read);
    }

    /// As the store has it.
    GuardedSession(ISessionsRepository.SessionData data, Ledger.Kept kept, Surroundings around, Instant goneAt) {
        this(data, false, kept.no(), around);
        waiting.restore(kept);
        owed = waiting.size();
        unreleased.restore(kept.received());
        resumed = false;
        this.goneAt = goneAt;
    }

    long no() {
        return no;
    }

    boolean isKept() {
        return no != 0;
    }

    /// How many messages wait for it or are on their way and not acknowledged. Any thread.
    long owed() {
        return owed;
    }

    private void count() {
        owed = waiting.size() + inFlight.size();
    }

    boolean hasExpired(Instant now) {
        Instant gone = goneAt;
        return gone != null && gone.plusSeconds(getSessionData().expiryInterval()).isBefore(now);
    }

    @Nullable Instant goneAt() {
        return goneAt;
    }

    // ---- its connection

    void begin(@Nullable Will itsWill, long itsMostBytes) {
        will = itsWill;
        mostBytes = itsMostBytes;
        goneAt = null;
    }

    @Override void bind(MQTTConnection itsConnection) {
        super.bind(itsConnection);
        connection = itsConnection;
        outlet = new Outlet(itsConnection.channel);
        window = itsConnection.isProtocolVersion5() ? Math.min(itsConnection.sendQuota().getMaximum(), MOST_IN_FLIGHT) : MOST_IN_FLIGHT_3;
    }

    /// A connection just taken over may have completed it in place of this one.
    @Override boolean completeConnection() {
        return super.completeConnection() || connected();
    }

    @Override public boolean hasWill() {
        return will != null;
    }

    @Nullable Will takeWill() {
        Will taken = will;
        will = null;
        return taken;
    }

    @Override public void disconnect() {
        super.disconnect();
        left();
    }

    /// For another connection of the same client.
    @Override public void closeImmediately() {
        MQTTConnection old = connection;
        if (old != null && old.isProtocolVersion5()) {
            old.brokerDisconnect(MqttReasonCodes.Disconnect.SESSION_TAKEN_OVER);
        }
        super.closeImmediately();
        left();
    }

    private void left() {
        connection = null;
        outlet = null;
        will = null;
        resumed = false;
        lost = 0;
        goneAt = Instant.now();
        keepUp();
    }

    /// Sends first what was sent before and is not settled, then what waits.
    @Override public void reconnectSession() {
        inFlight.repeatAll();
        if (waiting.isOnDiskOnly() && inFlight.size() == 0) {
            waiting.load(); // after a restart, what is in flight is known only to the store
        } else {
            resume();
        }
    }

    private void resume() {
        resumed = true;
        waiting.connected();
        drain();
    }

    // ---- to the client

    /// @return false if it is neither delivered nor kept: the disk is full and the client away
    boolean deliver(StoredMessage message) {
        Outlet to = outlet;
        if (message.qos() == MqttQoS.AT_MOST_ONCE) {
            if (to != null && connected() && to.isOpen() && fits(message)) {
                to.send(message.packet(0, false), message.bytesInMemory());
            }
        } else if (!connected() && isKept() && around.ledger.isFull()) {
            return false;
        } else if ((outlet != null && connected() || isKept()) && !message.hasExpired()) {
            waiting.add(message);
            sendOn();
        }
        return true;
    }

    /// The same of what is not to be kept: to who is there, once what waits before it in memory is sent.
    ///
    /// @return true
    boolean pass(StoredMessage message) {
        if (message.qos() == MqttQoS.AT_MOST_ONCE) {
            return deliver(message);
        }
        if (outlet != null && connected() && !message.hasExpired()) {
            waiting.addUnkept(message);
            sendOn();
        }
        return true;
    }

    private void sendOn() {
        drain();
        bound();
        keepUp();
        count();
    }

    private void drain() {
        Outlet to = outlet;
        if (to == null || !resumed || !connected()) {
            return;
        }
        while (to.isOpen() && inFlight.onTheirWay() < window) {
            Integer unsettled = inFlight.pollRepeated();
            if (unsettled != null) {
                repeat(to, unsettled);
                continue;
            }
            Backlog.Waiting first = waiting.poll();
            if (first == null) {
                break;
            }
            if (first.message().hasExpired() || !fits(first.message())) {
                waiting.forget(first.seq());
                continue;
            }
            int id = inFlight.add(first.seq(), first.message());
            if (isKept()) {
                around.ledger.sent(no, first.seq(), id);
            }
            send(to, first.message(), id);
        }
        keepUp();
    }

    /// A QoS 2 message once it is on disk: after a crash its identifier could be another message's, which the client would take for this
    /// one. What follows it waits as long.
    private void send(Outlet to, StoredMessage message, int packetId) {
        var packet = message.packet(packetId, false);
        if (isKept() && (message.qos() == MqttQoS.EXACTLY_ONCE || unsent.get() > 0)) {
            unsent.incrementAndGet();
            onceKept(() -> {
                to.send(packet, message.bytesInMemory());
                unsent.decrementAndGet();
            });
        } else {
            to.send(packet, message.bytesInMemory());
        }
    }

    private void repeat(Outlet to, int packetId) {
        InFlight.Sent sent = inFlight.get(packetId);
        StoredMessage message = sent == null ? null : sent.message();
        if (message != null) {
            to.send(message.packet(packetId, true), message.bytesInMemory());
        } else if (sent != null) {
            to.send(MQTTConnection.pubrel(packetId), 0);
        }
    }

    private boolean fits(StoredMessage message) {
        return mostBytes > BrokerLimits.MAX_MESSAGE_BYTES || message.bytesOnTheWire() <= mostBytes;
    }

    // ---- from the disk

    private void read(long from) {
        around.ledger.read(no, from, rows -> around.loops.routeCommand(getClientID(), "sendOfflineMessages", () -> {
            loaded(rows);
            return null;
        }));
    }

    private void loaded(List<Ledger.Row> rows) {
        waiting.loaded(rows, inFlight::restore);
        if (!connected()) {
            dropOldest();
        } else if (!resumed) {
            resume();
        } else {
            drain();
        }
        count();
    }

    // ---- bounds

    /// Done once it is not far behind what it is sent, or gone: for whoever would send more.
    CompletableFuture<Void> room() {
        return room.await(isBehind());
    }

    private boolean isBehind() {
        return outlet != null && (waiting.growth() > around.limits.waitingMessages() / 10
                || waiting.bytes() > around.limits.waitingBytes() / 4);
    }

    private void keepUp() {
        room.is(isBehind());
    }

    /// Whether its senders have waited long enough. Any thread.
    boolean isStuck() {
        return room.isStuck();
    }

    void cutIfStuck() {
        MQTTConnection to = connection;
        if (isStuck() && to != null) {
            cut(to);
        }
    }

    /// Who is there and does not keep up is cut; what waits for those who are away is bounded.
    private void bound() {
        MQTTConnection to = connection;
        if (to == null || !connected()) {
            dropOldest();
        } else if (waiting.growth() > around.limits.waitingMessages() || waiting.bytes() > around.limits.waitingBytes()) {
            cut(to);
        }
    }

    private void dropOldest() {
        while (waiting.drops(around.limits.queuedMessages())) {
            if (lost++ % REPORT_EVERY == 0) {
                around.reports.accept(new BrokerReport.QueueFull(getClientID(), lost));
            }
        }
    }

    private void cut(MQTTConnection to) {
        around.reports.accept(new BrokerReport.SlowClientCut(getClientID(), waiting.size()));
        if (!isKept()) {
            waiting.clear();
        }
        connection = null;
        outlet = null;
        keepUp();
        if (to.isProtocolVersion5()) {
            to.brokerDisconnect(MqttReasonCodes.Disconnect.QUOTA_EXCEEDED);
        }
        to.channel.close(); // also if the client does not read even that
    }

    // ---- what the client says of it

    @Override void pubAckReceived(int packetId) {
        InFlight.Sent sent = inFlight.get(packetId);
        if (sent != null && sent.isOf(1)) {
            settle(packetId, sent);
        }
    }

    @Override public void processPubRec(int packetId) {
        InFlight.Sent sent = inFlight.get(packetId);
        Outlet to = outlet;
        if (to == null || sent != null && sent.isOf(1)) {
            return;
        }
        if (sent != null && sent.isOf(2)) {
            inFlight.release(packetId, sent);
            if (isKept()) {
                around.ledger.released(no, sent.seq(), packetId);
            }
        }
        // an unknown one too: a client that waits for the release must not wait for ever
        onceKept(() -> to.send(MQTTConnection.pubrel(packetId), 0));
    }

    /// The client does not want this QoS 2 message.
    void refused(int packetId) {
        InFlight.Sent sent = inFlight.get(packetId);
        if (sent != null) {
            settle(packetId, sent);
        }
    }

    @Override public void processPubComp(int packetId) {
        InFlight.Sent sent = inFlight.get(packetId);
        if (sent != null && sent.message() == null) {
            settle(packetId, sent);
        }
    }

    private void settle(int packetId, InFlight.Sent sent) {
        inFlight.settle(packetId);
        waiting.forget(sent.seq());
        drain();
        count();
    }

    // ---- QoS 2 from the client

    Unreleased unreleased() {
        return unreleased;
    }

    /// @param answer run once it is safe to say so
    void release(int packetId, Runnable answer) {
        unreleased.remove(packetId);
        onceKept(answer);
    }

    private void onceKept(Runnable then) {
        if (isKept()) {
            around.ledger.afterwards(then);
        } else {
            then.run();
        }
    }

    // ---- what Moquette's session would do otherwise

    @Override void sendPublishOnSessionAtQos(SessionRegistry.PublishedMessage message) {
        deliver(new StoredMessage(message.topic.toString(), message.publishingQos, message.retained, message.messageExpiry,
                Arrays.<MqttProperty<?>>asList(message.mqttProperties), Utils.readBytesAndRewind(message.payload)));
    }

    @Override public void flushAllQueuedMessages() {
        drain();
    }

    @Override public void writabilityChanged() {
        drain();
    }

    @Override public void resendInflightNotAcked() {
        // only after a reconnect: see reconnectSession
    }

    @Override public void cleanUp() {
        waiting.clear();
        inFlight.clear();
        count();
    }

    @Override public String toString() {
        return "Session of " + getClientID();
    }
}
