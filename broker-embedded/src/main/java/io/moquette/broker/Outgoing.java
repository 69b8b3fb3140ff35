package io.moquette.broker;

import hearth.broker.BrokerLimits;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// What one connection is sent: nothing overtakes the answer to a subscription that waits for the disk, if that takes it; a topic is said once to who
/// understands aliases; the limits an MQTT 5 client is told are the real ones. Network thread.
@NullMarked
final class Outgoing extends ChannelOutboundHandlerAdapter {
    /// What Moquette says of itself: sessions that last for ever, and a topic for answers that nobody but it was granted.
    private static final Set<Integer> UNTRUE = Set.of(
            MqttPropertyType.SESSION_EXPIRY_INTERVAL.value(), MqttPropertyType.RESPONSE_INFORMATION.value());

    /// A CONNACK without properties, and one with the name that the broker gave (3 and at most 36 bytes).
    private static final int SHORTEST = 5;
    private static final int SHORTEST_WITH_NAME = SHORTEST + 39;

    private record Held(Object message, ChannelPromise promise) {}

    private final Ledger ledger;
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private final Map<String, Integer> aliases = new HashMap<>();
    private int mostAliases;
    private long wishedExpiry;
    private long mostBytes = Long.MAX_VALUE;
    private boolean five;
    private boolean kept;

    Outgoing(Ledger ledger) {
        this.ledger = ledger;
    }

    /// What the client said of itself.
    ///
    /// @return whether it can be told that it is in: it may take only shorter packets than that
    boolean begins(MqttConnectMessage connect) {
        MqttConnectVariableHeader header = connect.variableHeader();
        five = header.version() == 5;
        mostAliases = (int) Math.min(number(header.properties(), MqttPropertyType.TOPIC_ALIAS_MAXIMUM), Incoming.TOPIC_ALIAS_MAXIMUM);
        wishedExpiry = number(header.properties(), MqttPropertyType.SESSION_EXPIRY_INTERVAL);
        kept = five ? wishedExpiry > 0 : !header.isCleanSession();
        long most = number(header.properties(), MqttPropertyType.MAXIMUM_PACKET_SIZE);
        mostBytes = most == 0 ? Long.MAX_VALUE : most;
        return mostBytes >= (connect.payload().clientIdentifier().isEmpty() ? SHORTEST_WITH_NAME : SHORTEST);
    }

    /// Whether its session was to end with its connection.
    boolean wishedNoExpiry() {
        return wishedExpiry == 0;
    }

    private static long number(MqttProperties properties, MqttPropertyType type) {
        return properties.getProperty(type.value()) instanceof IntegerProperty it ? Integer.toUnsignedLong(it.value()) : 0;
    }

    @Override public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (!held.isEmpty()) {
            held.addLast(new Held(message, own(ctx, promise)));
        } else if (kept && (message instanceof MqttSubAckMessage || message instanceof MqttUnsubAckMessage)) {
            held.addLast(new Held(message, own(ctx, promise)));
            release(ctx);
        } else {
            pass(ctx, message, promise);
        }
    }

    private static ChannelPromise own(ChannelHandlerContext ctx, ChannelPromise promise) {
        return promise.isVoid() ? ctx.newPromise() : promise;
    }

    private void release(ChannelHandlerContext ctx) {
        ledger.afterwardsIfItCan(() -> {
            if (ctx.executor().inEventLoop()) {
                released(ctx);
            } else {
                ctx.executor().execute(() -> released(ctx));
            }
        });
    }

    /// The first is safe to be sent, and with it all up to the next answer.
    private void released(ChannelHandlerContext ctx) {
        boolean first = true;
        for (@Nullable Held next = held.peekFirst(); next != null; next = held.peekFirst()) {
            boolean answer = next.message instanceof MqttSubAckMessage || next.message instanceof MqttUnsubAckMessage;
            if (answer && !first) {
                break;
            }
            first = false;
            held.removeFirst();
            pass(ctx, next.message, next.promise);
        }
        ctx.flush();
        if (!held.isEmpty()) {
            release(ctx);
        }
    }

    private void pass(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (mostBytes < SHORTEST && message instanceof MqttConnAckMessage) {
            promise.setSuccess(); // no answer is short enough
            return;
        }
        ctx.write(switch (message) {
            case MqttConnAckMessage ack when five -> told(ack);
            case MqttPublishMessage publish when mostAliases > 0 -> shortened(publish);
            default -> message;
        }, promise);
    }

    private MqttMessage told(MqttConnAckMessage ack) {
        var properties = new MqttProperties();
        ack.variableHeader().properties().listAll().stream().filter(each -> !UNTRUE.contains(each.propertyId())).forEach(properties::add);
        properties.add(new IntegerProperty(MqttPropertyType.MAXIMUM_PACKET_SIZE.value(), BrokerLimits.MAX_MESSAGE_BYTES));
        if (wishedExpiry > GuardedRegistry.LONGEST_EXPIRY) {
            properties.add(new IntegerProperty(MqttPropertyType.SESSION_EXPIRY_INTERVAL.value(), GuardedRegistry.LONGEST_EXPIRY));
        }
        if (SHORTEST + properties.listAll().stream().mapToInt(Outgoing::bytes).sum() > mostBytes) {
            properties = onlyTheName(properties);
        }
        return new MqttConnAckMessage(ack.fixedHeader(), new MqttConnAckVariableHeader(
                ack.variableHeader().connectReturnCode(), ack.variableHeader().isSessionPresent(), properties));
    }

    /// No CONNACK has 128 bytes of them.
    private static int bytes(MqttProperty<?> property) {
        return property instanceof StringProperty text ? 3 + ByteBufUtil.utf8Bytes(text.value()) : 5;
    }

    /// The rest need not be told: MQTT 5, 3.2.2.3.
    private static MqttProperties onlyTheName(MqttProperties all) {
        var name = new MqttProperties();
        all.listAll().stream().filter(each -> each.propertyId() == MqttPropertyType.ASSIGNED_CLIENT_IDENTIFIER.value()).forEach(name::add);
        return name;
    }

    private MqttPublishMessage shortened(MqttPublishMessage publish) {
        String topic = publish.variableHeader().topicName();
        Integer known = aliases.get(topic);
        if (known == null && aliases.size() >= mostAliases) {
            return publish;
        }
        int alias = known == null ? aliases.size() + 1 : known;
        aliases.put(topic, alias);
        var properties = new MqttProperties();
        publish.variableHeader().properties().listAll().forEach(properties::add);
        properties.add(new IntegerProperty(MqttPropertyType.TOPIC_ALIAS.value(), alias));
        return new MqttPublishMessage(publish.fixedHeader(), new MqttPublishVariableHeader(
                known == null ? topic : "", publish.variableHeader().packetId(), properties), publish.payload());
    }

    @Override public void handlerRemoved(ChannelHandlerContext ctx) {
        held.forEach(each -> ReferenceCountUtil.release(each.message));
        held.clear();
    }
}
