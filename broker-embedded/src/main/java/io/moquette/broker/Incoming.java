package io.moquette.broker;

import io.moquette.broker.GuardedPostOffice.Outcome;
import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// What one connection publishes: its topic aliases, and its acknowledgements in the order of its messages, each not before a crash
/// can no longer lose the message. Network thread and session loop.
@NullMarked
final class Incoming {
    /// How many messages a client may have unacknowledged: an MQTT 5 client is told, one of 3.1.1 is read no further.
    static final int RECEIVE_MAXIMUM = 1_000;
    static final int TOPIC_ALIAS_MAXIMUM = 64;

    /// An acknowledgement, from the moment its message was read.
    static final class Owed {
        private final MqttMessageType type;
        private final int packetId;
        private byte reason;
        private boolean ready;

        private Owed(MqttMessageType type, int packetId) {
            this.type = type;
            this.packetId = packetId;
        }
    }

    private final Channel channel;
    private final GuardedPostOffice office;
    private final Ledger ledger;
    private final Rate rate;
    private final Map<Integer, String> aliases = new HashMap<>();
    private final ArrayDeque<Owed> owed = new ArrayDeque<>();
    /// QoS 2 messages that are not released.
    private final BitSet open = new BitSet();
    private int opened;
    /// QoS 1 messages.
    private int unacknowledged;
    private boolean answering;

    Incoming(Channel channel, GuardedPostOffice office, Ledger ledger, Rate rate) {
        this.channel = channel;
        this.office = office;
        this.ledger = ledger;
        this.rate = rate;
    }

    Rate rate() {
        return rate;
    }

    /// The topic a message is meant for; empty if it names an alias that stands for none, which ends the connection.
    Optional<String> topic(MqttPublishMessage publish) {
        String topic = publish.variableHeader().topicName();
        if (!(publish.variableHeader().properties().getProperty(MqttPropertyType.TOPIC_ALIAS.value()) instanceof IntegerProperty alias)) {
            return Optional.of(topic);
        }
        if (alias.value() < 1 || alias.value() > TOPIC_ALIAS_MAXIMUM) {
            return Optional.empty();
        }
        if (topic.isEmpty()) {
            return Optional.ofNullable(aliases.get(alias.value()));
        }
        aliases.put(alias.value(), topic);
        return Optional.of(topic);
    }

    /// Whether so much of it is unacknowledged that no more should be read.
    boolean isCrowded() {
        synchronized (owed) {
            return owed.size() >= RECEIVE_MAXIMUM;
        }
    }

    /// Whether it sent more than it may without waiting.
    boolean isTooMuch() {
        synchronized (owed) {
            return unacknowledged + opened > RECEIVE_MAXIMUM;
        }
    }

    /// Notes that a message is to be acknowledged. Network thread, in the order of the messages.
    Owed owe(MqttQoS qos, int packetId) {
        var it = new Owed(qos == MqttQoS.EXACTLY_ONCE ? MqttMessageType.PUBREC : MqttMessageType.PUBACK, packetId);
        synchronized (owed) {
            owed.addLast(it);
            if (qos == MqttQoS.AT_LEAST_ONCE) {
                unacknowledged++;
            } else if (!open.get(packetId)) {
                open.set(packetId);
                opened++;
            }
        }
        return it;
    }

    /// Hands a message on. Session loop.
    ///
    /// @param ack null for QoS 0
    void take(GuardedSession session, StoredMessage message, @Nullable Owed ack) {
        if (ack != null && message.qos() == MqttQoS.EXACTLY_ONCE && session.unreleased().has(ack.packetId)) {
            ledger.afterwards(() -> ready(ack));
            return;
        }
        office.publish(session.getClientID(), message, handed -> {
            if (ack != null) {
                acknowledge(ack, handed, session);
            }
        });
    }

    private void acknowledge(Owed ack, GuardedPostOffice.Handed handed, GuardedSession session) {
        if (handed.outcome() == Outcome.REFUSED) {
            Gate.cut(channel, MqttReasonCodes.Disconnect.QUOTA_EXCEEDED); // unacknowledged, it comes again with the next connection
            return;
        }
        boolean exactly = ack.type == MqttMessageType.PUBREC;
        boolean toDisk = handed.outcome() == Outcome.TO_DISK || exactly && session.isKept();
        if (exactly) {
            session.unreleased().add(ack.packetId);
        }
        handed.room().thenRun(() -> {
            if (toDisk) {
                ledger.afterwards(() -> ready(ack));
            } else {
                ready(ack);
            }
        });
    }

    /// A message that is not taken: its sender would repeat it for ever.
    void refuse(Owed ack, byte reason) {
        ack.reason = reason;
        ready(ack);
    }

    private void ready(Owed it) {
        synchronized (owed) {
            it.ready = true;
            if (answering || owed.getFirst() != it) {
                return;
            }
            answering = true;
        }
        channel.eventLoop().execute(this::answer);
    }

    private void answer() {
        boolean written = false;
        for (Owed first = nextReady(); first != null; first = nextReady()) {
            channel.write(reply(first.type, first.packetId, first.reason), channel.voidPromise());
            written = true;
        }
        if (written) {
            channel.flush();
        }
    }

    private @Nullable Owed nextReady() {
        synchronized (owed) {
            Owed first = owed.peekFirst();
            if (first == null || !first.ready) {
                answering = false;
                return null;
            }
            if (first.type == MqttMessageType.PUBACK) {
                unacknowledged--;
            } else if (first.reason < 0) {
                close(first.packetId);
            }
            return owed.removeFirst();
        }
    }

    private void close(int packetId) {
        if (open.get(packetId)) {
            open.clear(packetId);
            opened--;
        }
    }

    private static MqttMessage reply(MqttMessageType type, int packetId, byte reason) {
        var header = new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
        return reason == 0 ? new MqttMessage(header, MqttMessageIdVariableHeader.from(packetId))
                : new MqttPubAckMessage(header, new MqttPubReplyMessageVariableHeader(packetId, reason, MqttProperties.NO_PROPERTIES));
    }

    /// The sender's release of a QoS 2 message. Session loop.
    void release(GuardedSession session, int packetId) {
        session.release(packetId, () -> {
            synchronized (owed) {
                close(packetId);
            }
            channel.writeAndFlush(reply(MqttMessageType.PUBCOMP, packetId, (byte) 0));
        });
    }
}
