package io.moquette.broker;

import hearth.broker.BrokerSettings;
import hearth.broker.EmbeddedBroker;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What of a client's packets reaches Moquette: nothing before its session is connected, nothing after its DISCONNECT, and nothing
/// that ends a session loop. Network threads.
@NullMarked
@ChannelHandler.Sharable
final class GuardedHandler extends NewNettyMQTTHandler {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final AttributeKey<Object> CONNECTION = AttributeKey.valueOf("connection"); // as Moquette's own handler names it
    private static final AttributeKey<Phase> PHASE = AttributeKey.valueOf("hearth.phase");
    private static final AttributeKey<@Nullable BitSet> REFUSED = AttributeKey.valueOf("hearth.refused");

    private enum Phase { NEW, CONNECTED, ENDED }

    final LongAdder published = new LongAdder();
    /// Moquette drops an acknowledgement while more than this waits to be sent; Netty's 64 KiB are a burst of 650 of them.
    private static final WriteBufferWaterMark UNSENT_BYTES = new WriteBufferWaterMark(2 * 1024 * 1024, 4 * 1024 * 1024);

    private final Admission admission;
    private final GuardedLoops loops;

    GuardedHandler(MQTTConnectionFactory connections, Admission admission, GuardedLoops loops) {
        super(connections);
        this.admission = admission;
        this.loops = loops;
    }

    /// Longer, deeper or empty topics overflow the recursive subscription tree or fill it.
    static boolean isWithinLimits(String topic) {
        return !topic.isEmpty() && topic.length() <= BrokerSettings.MAX_TOPIC_LENGTH
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
        ctx.pipeline().remove("messageLogger"); // writes every packet
        ctx.pipeline().addAfter("encoder", "retainFlag", new Retained.Flag());
        ctx.pipeline().addBefore(ctx.name(), "gate", new Gate(admission));
        ctx.pipeline().addBefore(ctx.name(), "flow", new FlowControlHandler());
        if (ctx.pipeline().get("webSocketHandler") != null) {
            ctx.pipeline().addAfter("webSocketHandler", "wholeFrames", new WebSocketFrameAggregator(BrokerSettings.MAX_MESSAGE_BYTES));
        }
    }

    @Override public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (!(message instanceof MqttMessage packet) || packet.fixedHeader() == null || packet.decoderResult().isFailure()) {
            refuse(ctx, message, "a malformed packet");
            return;
        }
        Phase phase = ctx.channel().attr(PHASE).get();
        if (phase == Phase.ENDED) {
            ReferenceCountUtil.release(message);
            return;
        }
        if ((phase == Phase.CONNECTED) == packet instanceof MqttConnectMessage) {
            refuse(ctx, message, "a packet out of turn");
            return;
        }
        switch (packet) {
            case MqttConnectMessage connect -> arrive(ctx, connect);
            case MqttPublishMessage publish -> publish(ctx, publish);
            case MqttSubscribeMessage subscribe when !subscribe.payload().topicSubscriptions().stream()
                    .allMatch(wish -> maySubscribe(wish.topicFilter())) ->
                refuse(ctx, message, "a topic filter outside the limits");
            case MqttUnsubscribeMessage unsubscribe when !unsubscribe.payload().topics().stream().allMatch(GuardedHandler::maySubscribe) ->
                refuse(ctx, message, "a topic filter outside the limits");
            case MqttMessage release when endsRefused(ctx, release) -> {}
            default -> {
                if (packet.fixedHeader().messageType() == MqttMessageType.DISCONNECT) {
                    ctx.channel().attr(PHASE).set(Phase.ENDED);
                }
                super.channelRead(ctx, message);
            }
        }
    }

    /// Reading pauses until [GuardedPostOffice] says that the session is connected: Moquette drops what comes before.
    private void arrive(ChannelHandlerContext ctx, MqttConnectMessage connect) {
        boolean v5 = connect.variableHeader().version() == 5;
        if (connect.payload().clientIdentifier().length() > BrokerSettings.MAX_TOPIC_LENGTH) {
            refuseConnect(ctx, v5 ? MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID
                    : MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED);
        } else if (connect.variableHeader().isWillFlag() && !mayPublish(connect.payload().willTopic())) {
            refuseConnect(ctx, v5 ? MqttConnectReturnCode.CONNECTION_REFUSED_TOPIC_NAME_INVALID
                    : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
        } else {
            ctx.channel().attr(PHASE).set(Phase.CONNECTED);
            ctx.channel().config().setAutoRead(false);
            admit(ctx, connect);
        }
    }

    private void admit(ChannelHandlerContext ctx, MqttConnectMessage connect) {
        try {
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
    private void publish(ChannelHandlerContext ctx, MqttPublishMessage publish) throws Exception {
        published.increment();
        if (mayPublish(ctx.channel(), publish.variableHeader().topicName())) {
            super.channelRead(ctx, unpooled(publish));
            if (loops.areCrowded()) {
                ctx.channel().config().setAutoRead(false);
                readOnWhenCalm(ctx);
            }
            return;
        }
        MQTTConnection connection = connection(ctx.channel());
        int id = publish.variableHeader().packetId();
        MqttQoS qos = publish.fixedHeader().qosLevel();
        boolean v5 = connection.isProtocolVersion5();
        ReferenceCountUtil.release(publish);
        if (qos == MqttQoS.AT_LEAST_ONCE && v5) {
            connection.sendPubAck(id, MqttReasonCodes.PubAck.NOT_AUTHORIZED);
        } else if (qos == MqttQoS.AT_LEAST_ONCE) {
            connection.sendPubAck(id);
        } else if (qos == MqttQoS.EXACTLY_ONCE && v5) {
            connection.sendPubRec(id, MqttReasonCodes.PubRec.NOT_AUTHORIZED);
        } else if (qos == MqttQoS.EXACTLY_ONCE) {
            ctx.channel().attr(REFUSED).setIfAbsent(new BitSet());
            ctx.channel().attr(REFUSED).get().set(id);
            connection.sendPubRec(id);
        }
    }

    /// On the heap and by itself: Moquette forgets to release some messages, and a queued one would keep a whole read buffer.
    private static MqttPublishMessage unpooled(MqttPublishMessage publish) {
        MqttPublishMessage copy = publish.replace(Unpooled.copiedBuffer(publish.content()));
        publish.release();
        return copy;
    }

    /// The end of a refused QoS 2 message, of which Moquette knows nothing.
    private static boolean endsRefused(ChannelHandlerContext ctx, MqttMessage packet) {
        BitSet refused = ctx.channel().attr(REFUSED).get();
        if (refused == null || packet.fixedHeader().messageType() != MqttMessageType.PUBREL) {
            return false;
        }
        int id = Utils.messageId(packet);
        boolean ends = refused.get(id);
        if (ends) {
            refused.clear(id);
            ctx.writeAndFlush(new MqttMessage(
                    new MqttFixedHeader(MqttMessageType.PUBCOMP, false, MqttQoS.AT_MOST_ONCE, false, 0),
                    MqttMessageIdVariableHeader.from(id)));
        }
        return ends;
    }

    private void readOnWhenCalm(ChannelHandlerContext ctx) {
        if (loops.areCrowded()) {
            ctx.executor().schedule(() -> readOnWhenCalm(ctx), 1, TimeUnit.MILLISECONDS);
        } else {
            ctx.channel().config().setAutoRead(true);
        }
    }

    static MQTTConnection connection(Channel channel) {
        return (MQTTConnection) channel.attr(CONNECTION).get();
    }

    private static void refuse(ChannelHandlerContext ctx, Object message, String what) {
        ReferenceCountUtil.release(message);
        ctx.channel().attr(PHASE).set(Phase.ENDED);
        log.debug("{} sent {}: closed", ctx.channel().remoteAddress(), what);
        ctx.close();
    }

    @Override public void channelActive(ChannelHandlerContext ctx) {
        ctx.channel().attr(PHASE).set(Phase.NEW);
        ctx.channel().config().setWriteBufferWaterMark(UNSENT_BYTES);
        super.channelActive(ctx);
    }

    @Override public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.debug("{} is closed", ctx.channel().remoteAddress(), cause);
        ctx.close();
    }

    /// Moquette then sends what is queued: not before the session is connected, else ahead of what must be repeated.
    @Override public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        if (ctx.channel().config().isAutoRead()) {
            super.channelReadComplete(ctx);
        }
    }

    /// MQTT 3.1.1 repeats an unacknowledged message when a client reconnects; Moquette would every five seconds.
    @Override public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof InflightResender.ResendNotAckedPublishes)) {
            super.userEventTriggered(ctx, event);
        }
    }
}
