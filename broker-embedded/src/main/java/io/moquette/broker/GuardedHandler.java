package io.moquette.broker;

import hearth.broker.BrokerSettings;
import hearth.broker.EmbeddedBroker;
import io.moquette.broker.subscriptions.Topics;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What of a client's packets reaches Moquette: nothing before its session is connected, nothing after its DISCONNECT, and nothing
/// that ends a session loop. What is published never does: it goes to [GuardedPostOffice]. Network threads.
@NullMarked
@ChannelHandler.Sharable
final class GuardedHandler extends NewNettyMQTTHandler {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final AttributeKey<Object> CONNECTION = AttributeKey.valueOf("connection"); // as Moquette's own handler names it
    private static final AttributeKey<Phase> PHASE = AttributeKey.valueOf("hearth.phase");
    private static final AttributeKey<Boolean> GOODBYE = AttributeKey.valueOf("hearth.goodbye");
    private static final AttributeKey<Incoming> INCOMING = AttributeKey.valueOf("hearth.incoming");

    private static final String OUTGOING = "outgoing";

    private enum Phase { NEW, CONNECTED, ENDED }

    final LongAdder published = new LongAdder();
    /// Moquette drops an acknowledgement while more than this waits to be sent; Netty's 64 KiB are a burst of 650 of them.
    private static final WriteBufferWaterMark UNSENT_BYTES = new WriteBufferWaterMark(2 * 1024 * 1024, 4 * 1024 * 1024);

    private final Admission admission;
    private final GuardedPostOffice office;
    private final GuardedRegistry registry;
    private final GuardedSession.Surroundings around;
    private final Crowd crowd;

    GuardedHandler(MQTTConnectionFactory connections, Admission admission, GuardedPostOffice office, GuardedRegistry registry,
            GuardedSession.Surroundings around) {
        super(connections);
        this.admission = admission;
        this.office = office;
        this.registry = registry;
        this.around = around;
        this.crowd = new Crowd(around.limits(), around.reports());
    }

    /// Longer, deeper or empty topics overflow the recursive subscription tree or fill it.
    static boolean isWithinLimits(String topic) {
        return !topic.isEmpty() && WellFormed.text(topic) && topic.length() <= BrokerSettings.MAX_TOPIC_LENGTH
                && topic.chars().filter(c -> c == '/').count() < BrokerSettings.MAX_TOPIC_LEVELS;
    }

    static boolean mayPublish(String topic) {
        return isWithinLimits(topic) && topic.charAt(0) != '$' && topic.indexOf('+') < 0 && topic.indexOf('#') < 0;
    }

    private boolean mayPublish(Channel channel, String topic) {
        Guest guest = Gate.guest(channel);
        return mayPublish(topic) && guest != null && admission.mayWrite(guest, topic);
    }

    private static boolean maySubscribe(String filter) {
        if (!isWithinLimits(filter)) {
            return false;
        }
        String[] share = filter.split("/", 3);
        return !share[0].equals("$share")
                || share.length == 3 && !share[1].isEmpty() && !share[2].isEmpty() && share[1].indexOf('+') < 0
                        && share[1].indexOf('#') < 0;
    }

    @Override public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.pipeline().addAfter("encoder", OUTGOING, new Outgoing(around.ledger()));
        ctx.pipeline().addBefore(ctx.name(), "gate", new Gate(admission));
        ctx.pipeline().addBefore(ctx.name(), "flow", new FlowControlHandler());
        if (ctx.pipeline().get("webSocketHandler") != null) {
            ctx.pipeline().addAfter("webSocketHandler", "wholeFrames", new WebSocketFrameAggregator(BrokerSettings.MAX_MESSAGE_BYTES));
        }
    }

    @Override public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (!(message instanceof MqttMessage packet) || packet.fixedHeader() == null || packet.decoderResult().isFailure()) {
            unreadable(ctx, message, message instanceof MqttMessage bad ? bad.decoderResult().cause() : null);
            return;
        }
        Phase phase = ctx.channel().attr(PHASE).get();
        if (phase == Phase.ENDED) {
            ReferenceCountUtil.release(message);
            return;
        }
        if ((phase == Phase.CONNECTED) == packet instanceof MqttConnectMessage) {
            refuse(ctx, message, MqttReasonCodes.Disconnect.PROTOCOL_ERROR);
            return;
        }
        Optional<MqttReasonCodes.Disconnect> fault = Grammar.fault(packet, connection(ctx.channel()).isProtocolVersion5());
        if (fault.isPresent()) {
            refuse(ctx, message, fault.get());
            return;
        }
        switch (packet) {
            case MqttConnectMessage connect -> arrive(ctx, connect);
            case MqttPublishMessage publish -> publish(ctx, publish);
            case MqttSubscribeMessage subscribe when !subscribe.payload().topicSubscriptions().stream()
                    .allMatch(wish -> maySubscribe(wish.topicFilter())) ->
                refuse(ctx, message, MqttReasonCodes.Disconnect.TOPIC_FILTER_INVALID);
            case MqttUnsubscribeMessage unsubscribe when !unsubscribe.payload().topics().stream()
                    .allMatch(filter -> maySubscribe(filter) && Topics.of(filter).isValid()) ->
                refuse(ctx, message, MqttReasonCodes.Disconnect.TOPIC_FILTER_INVALID);
            default -> pass(ctx, packet);
        }
    }

    private static void unreadable(ChannelHandlerContext ctx, Object message, @Nullable Throwable why) {
        if (why instanceof MqttUnacceptableProtocolVersionException) {
            ReferenceCountUtil.release(message);
            refuseConnect(ctx, MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION);
        } else if (why instanceof Frames.Fault && ctx.channel().attr(PHASE).get() == Phase.NEW) {
            refuseConnect(ctx, MqttConnectReturnCode.CONNECTION_REFUSED_PROTOCOL_ERROR);
        } else {
            refuse(ctx, message, switch (why) {
                case Frames.Fault fault -> fault.reason;
                case TooLongFrameException _ -> MqttReasonCodes.Disconnect.PACKET_TOO_LARGE;
                case null, default -> MqttReasonCodes.Disconnect.MALFORMED_PACKET;
            });
        }
    }

    private void pass(ChannelHandlerContext ctx, MqttMessage packet) throws Exception {
        MqttMessageType type = packet.fixedHeader().messageType();
        if (type == MqttMessageType.PUBREL) {
            int id = Utils.messageId(packet);
            settle(ctx, "PUBREL", session -> incoming(ctx).release(session, id));
        } else if (type == MqttMessageType.PUBREC && packet.variableHeader() instanceof MqttPubReplyMessageVariableHeader reply
                && reply.reasonCode() < 0) {
                    settle(ctx, "PUBREC", session -> session.refused(reply.messageId()));
                } else {
                    if (type == MqttMessageType.DISCONNECT && !leaves(ctx, packet)) {
                        refuse(ctx, packet, MqttReasonCodes.Disconnect.PROTOCOL_ERROR);
                        return;
                    }
                    super.channelRead(ctx, packet);
                }
    }

    private void settle(ChannelHandlerContext ctx, String command, Consumer<GuardedSession> what) {
        MQTTConnection connection = connection(ctx.channel());
        String clientId = connection.getClientId();
        around.loops().routeCommand(clientId, command, () -> {
            GuardedSession session = registry.retrieve(clientId);
            if (session != null && session.isBoundTo(connection)) {
                what.accept(session);
            }
            return null;
        });
    }

    /// MQTT 5 lets a client say on leaving how long its session is to be kept, if it was to be kept at all.
    private boolean leaves(ChannelHandlerContext ctx, MqttMessage disconnect) {
        if (disconnect.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
                && header.properties().getProperty(MqttPropertyType.SESSION_EXPIRY_INTERVAL.value()) instanceof IntegerProperty seconds) {
            if (seconds.value() != 0 && outgoing(ctx).wishedNoExpiry()) {
                return false;
            }
            settle(ctx, "EXPIRY", session -> registry.changeExpiry(session, seconds.value()));
        }
        ctx.channel().attr(PHASE).set(Phase.ENDED);
        ctx.channel().attr(GOODBYE).set(true);
        return true;
    }

    /// Whether its client has sent a DISCONNECT.
    static boolean saidGoodbye(Channel channel) {
        return channel.attr(GOODBYE).get() != null;
    }

    /// Reading pauses until [GuardedPostOffice] says that the session is connected: Moquette drops what comes before.
    private void arrive(ChannelHandlerContext ctx, MqttConnectMessage connect) {
        boolean v5 = connect.variableHeader().version() == 5;
        Optional<MqttConnectReturnCode> fault = Grammar.fault(connect);
        if (fault.isPresent() && v5) {
            refuseConnect(ctx, fault.get());
        } else if (fault.isPresent()) {
            refuse(ctx, connect, MqttReasonCodes.Disconnect.MALFORMED_PACKET);
        } else if (connect.payload().clientIdentifier().length() > BrokerSettings.MAX_TOPIC_LENGTH) {
            refuseConnect(ctx, v5 ? MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID
                    : MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED);
        } else if (connect.variableHeader().isWillFlag() && !mayPublish(connect.payload().willTopic())) {
            refuseConnect(ctx, v5 ? MqttConnectReturnCode.CONNECTION_REFUSED_TOPIC_NAME_INVALID
                    : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
        } else if (!outgoing(ctx).begins(connect)) {
            refuseConnect(ctx, MqttConnectReturnCode.CONNECTION_REFUSED_IMPLEMENTATION_SPECIFIC);
        } else {
            ctx.channel().attr(PHASE).set(Phase.CONNECTED);
            ctx.channel().config().setAutoRead(false);
            admit(ctx, connect);
        }
    }

    private void admit(ChannelHandlerContext ctx, MqttConnectMessage connect) {
        try {
            ctx.channel().attr(INCOMING)
                    .set(new Incoming(ctx.channel(), office, around.ledger(), new Rate(around.limits().messagesASecond(), 3)));
            super.channelRead(ctx, Arriving.on(ctx.channel(), connect));
        } catch (Exception refused) { // as Netty does with what a handler throws
            exceptionCaught(ctx, refused);
        }
    }

    private static void refuseConnect(ChannelHandlerContext ctx, MqttConnectReturnCode reason) {
        ctx.channel().attr(PHASE).set(Phase.ENDED);
        ctx.writeAndFlush(MqttMessageBuilders.connAck().returnCode(reason).sessionPresent(false).build())
                .addListener(ChannelFutureListener.CLOSE);
    }

    /// A refused message is acknowledged, else its sender repeats it for ever; MQTT 5 names the reason.
    private void publish(ChannelHandlerContext ctx, MqttPublishMessage publish) {
        published.increment();
        MQTTConnection connection = connection(ctx.channel());
        Incoming incoming = incoming(ctx);
        MqttQoS qos = publish.fixedHeader().qosLevel();
        int id = publish.variableHeader().packetId();
        boolean v5 = connection.isProtocolVersion5();
        Optional<String> topic = incoming.topic(publish);
        Incoming.@Nullable Owed ack = qos == MqttQoS.AT_MOST_ONCE ? null : incoming.owe(qos, id);
        if (topic.isEmpty()) {
            end(ctx, MqttReasonCodes.Disconnect.TOPIC_ALIAS_INVALID);
        } else if (v5 && incoming.isTooMuch()) {
            end(ctx, MqttReasonCodes.Disconnect.RECEIVE_MAXIMUM_EXCEEDED);
        } else if (mayPublish(ctx.channel(), topic.get())) {
            StoredMessage message = StoredMessage.of(publish, topic.get());
            settle(ctx, "PUB", session -> incoming.take(session, message, ack));
            slowDown(ctx, incoming);
        } else
            if (ack != null) {
                byte denied = qos == MqttQoS.EXACTLY_ONCE ? MqttReasonCodes.PubRec.NOT_AUTHORIZED.byteValue()
                        : MqttReasonCodes.PubAck.NOT_AUTHORIZED.byteValue();
                incoming.refuse(ack, v5 ? denied : 0);
            }
        publish.release();
    }

    private void slowDown(ChannelHandlerContext ctx, Incoming incoming) {
        incoming.rate().take();
        if (incoming.rate().isSpent()) {
            crowd.tooFast(connection(ctx.channel()).getClientId());
        }
        if (isCrowded(incoming)) {
            ctx.channel().config().setAutoRead(false);
            readOnWhenCalm(ctx, incoming);
        }
    }

    private boolean isCrowded(Incoming incoming) {
        return around.loops().areCrowded() || around.ledger().isCrowded() || incoming.isCrowded() || incoming.rate().isSpent();
    }

    private void readOnWhenCalm(ChannelHandlerContext ctx, Incoming incoming) {
        if (isCrowded(incoming)) {
            ctx.executor().schedule(() -> readOnWhenCalm(ctx, incoming), 1, TimeUnit.MILLISECONDS);
        } else {
            ctx.channel().config().setAutoRead(true);
        }
    }

    /// Tells an MQTT 5 client why, and gives it time to hear it: what it still sends would otherwise reset the connection before.
    private static void end(ChannelHandlerContext ctx, MqttReasonCodes.Disconnect why) {
        ctx.channel().attr(PHASE).set(Phase.ENDED);
        ctx.channel().config().setAutoRead(true);
        ctx.writeAndFlush(MqttMessageBuilders.disconnect().reasonCode(why.byteValue()).build()).addListener(written -> {
            if (ctx.channel() instanceof DuplexChannel twoWays) {
                twoWays.shutdownOutput();
            }
        });
        ctx.executor().schedule(() -> ctx.close(), 1, TimeUnit.SECONDS);
    }

    private static Outgoing outgoing(ChannelHandlerContext ctx) {
        return (Outgoing) ctx.pipeline().get(OUTGOING);
    }

    private static Incoming incoming(ChannelHandlerContext ctx) {
        return ctx.channel().attr(INCOMING).get();
    }

    static MQTTConnection connection(Channel channel) {
        return (MQTTConnection) channel.attr(CONNECTION).get();
    }

    private static void refuse(ChannelHandlerContext ctx, Object message, MqttReasonCodes.Disconnect why) {
        ReferenceCountUtil.release(message);
        Phase before = ctx.channel().attr(PHASE).getAndSet(Phase.ENDED);
        log.debug("{} is closed: {}", ctx.channel().remoteAddress(), why);
        if (before == Phase.CONNECTED && connection(ctx.channel()).isProtocolVersion5()) {
            end(ctx, why);
        } else {
            ctx.close();
        }
    }

    @Override public void channelActive(ChannelHandlerContext ctx) {
        ctx.channel().attr(PHASE).set(Phase.NEW);
        if (!crowd.admits(ctx.channel())) {
            ctx.channel().attr(PHASE).set(Phase.ENDED);
            if (crowd.hasTimeToRefuse()) {
                Gate.turnAway(ctx);
            } else {
                ctx.close();
            }
        }
        ctx.channel().config().setWriteBufferWaterMark(UNSENT_BYTES);
        super.channelActive(ctx);
    }

    @Override public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.debug("{} is closed", ctx.channel().remoteAddress(), cause);
        ctx.close();
    }

    /// Moquette would send what is queued; [GuardedSession] did when it came.
    @Override public void channelReadComplete(ChannelHandlerContext ctx) {
        // nothing
    }

    /// MQTT 3.1.1 repeats an unacknowledged message when a client reconnects; Moquette would every five seconds.
    @Override public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof InflightResender.ResendNotAckedPublishes)) {
            super.userEventTriggered(ctx, event);
        }
    }
}
