package io.moquette.broker;

import hearth.broker.AccessNews.Reason;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// Holds a client's CONNECT, and what follows it, until [Admission] has answered; tells who is refused why. Network threads.
@NullMarked
final class Gate extends ChannelInboundHandlerAdapter {
    private static final AttributeKey<@Nullable Guest> GUEST = AttributeKey.valueOf("hearth.guest");
    private static final AttributeKey<@Nullable Boolean> FIVE = AttributeKey.valueOf("hearth.five");

    private static final AttributeKey<@Nullable Boolean> TURNED_AWAY = AttributeKey.valueOf("hearth.turnedAway");
    private static final int SECONDS_TO_CONNECT = 3;

    private enum Phase { NEW, ASKED, INSIDE, REFUSED }

    private final Admission admission;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private Phase phase = Phase.NEW;

    Gate(Admission admission) {
        this.admission = admission;
    }

    /// Who came in on this connection.
    static @Nullable Guest guest(Channel channel) {
        return channel.attr(GUEST).get();
    }

    /// Its CONNECT, if it comes soon, is answered by a refusal; MQTT has no other way to say why.
    static void turnAway(ChannelHandlerContext ctx) {
        ctx.channel().attr(TURNED_AWAY).set(true);
        ctx.executor().schedule(() -> ctx.close(), SECONDS_TO_CONNECT, TimeUnit.SECONDS);
    }

    @Override public void channelRead(ChannelHandlerContext ctx, Object message) {
        switch (phase) {
            case NEW -> {
                if (ctx.channel().attr(TURNED_AWAY).get() != null) {
                    turnedAway(ctx, message);
                } else if (message instanceof MqttConnectMessage connect && !connect.decoderResult().isFailure()) {
                    phase = Phase.ASKED;
                    ctx.channel().config().setAutoRead(false);
                    waiting.add(connect);
                    admission.ask(ctx.channel(), connect, answer -> {
                        if (ctx.executor().inEventLoop()) {
                            answered(ctx, connect, answer);
                        } else {
                            ctx.executor().execute(() -> answered(ctx, connect, answer));
                        }
                    });
                } else {
                    if (message instanceof MqttMessage other && other.decoderResult().isFailure()
                            && !(other.decoderResult().cause() instanceof Frames.Fault)) {
                        admission.bell.refused(Reason.NOT_MQTT, ctx.channel());
                    }
                    ctx.fireChannelRead(message); // refused there, as nothing but a CONNECT may come first
                }
            }
            case ASKED -> waiting.add(message);
            case INSIDE -> {
                Guest guest = guest(ctx.channel());
                if (guest != null && message instanceof MqttPublishMessage) {
                    guest.published.increment();
                }
                ctx.fireChannelRead(message);
            }
            case REFUSED -> ReferenceCountUtil.release(message);
        }
    }

    private void turnedAway(ChannelHandlerContext ctx, Object message) {
        if (message instanceof MqttConnectMessage connect && !connect.decoderResult().isFailure()) {
            answered(ctx, connect, new Admission.Answer.No(Reason.CROWDED));
        } else {
            phase = Phase.REFUSED;
            ctx.close();
        }
        ReferenceCountUtil.release(message);
    }

    private void answered(ChannelHandlerContext ctx, MqttConnectMessage connect, Admission.Answer answer) {
        boolean five = connect.variableHeader().version() == 5;
        switch (answer) {
            case Admission.Answer.Welcome(var guest) when ctx.channel().isActive() -> {
                phase = Phase.INSIDE;
                ctx.channel().attr(GUEST).set(guest);
                ctx.channel().attr(FIVE).set(five);
                ctx.channel().config().setAutoRead(true);
                for (Object next = waiting.poll(); next != null; next = waiting.poll()) {
                    channelRead(ctx, next);
                }
                ctx.fireChannelReadComplete();
            }
            case Admission.Answer.Welcome _ -> drop();
            case Admission.Answer.No(var reason) -> {
                drop();
                var connAck = MqttMessageBuilders.connAck().returnCode(five ? inFive(reason) : inThree(reason)).sessionPresent(false);
                if (five && connect.variableHeader().properties().getProperty(MqttPropertyType.MAXIMUM_PACKET_SIZE.value()) == null) {
                    var properties = new MqttProperties();
                    properties.add(new MqttProperties.StringProperty(MqttPropertyType.REASON_STRING.value(), words(reason)));
                    connAck.properties(properties);
                }
                ctx.writeAndFlush(connAck.build()).addListener(ChannelFutureListener.CLOSE);
            }
        }
    }

    private void drop() {
        phase = Phase.REFUSED;
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    private static MqttConnectReturnCode inThree(Reason reason) {
        return switch (reason) {
            case WRONG_PASSWORD, UNKNOWN_USER -> MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD;
            case SLOWED, CROWDED -> MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE;
            case CLIENT_ID_TAKEN, CLIENT_ID_TWICE -> MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED;
            case NO_LOGIN, MAY_NOT_WRITE, MAY_NOT_READ, MAY_NOT_WILL, TAMPERING, CERTIFICATE_REFUSED, TLS_TOO_OLD, NOT_ENCRYPTED,
                    NOT_MQTT ->
                MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
        };
    }

    private static MqttConnectReturnCode inFive(Reason reason) {
        return switch (reason) {
            case WRONG_PASSWORD, UNKNOWN_USER -> MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD;
            case SLOWED -> MqttConnectReturnCode.CONNECTION_REFUSED_CONNECTION_RATE_EXCEEDED;
            case CROWDED -> MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_BUSY;
            case CLIENT_ID_TAKEN, CLIENT_ID_TWICE -> MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID;
            case NO_LOGIN, MAY_NOT_WRITE, MAY_NOT_READ, MAY_NOT_WILL, TAMPERING, CERTIFICATE_REFUSED, TLS_TOO_OLD, NOT_ENCRYPTED,
                    NOT_MQTT ->
                MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5;
        };
    }

    /// For whoever has only the client's log to look at. The same for a wrong user name and a wrong password.
    private static String words(Reason reason) {
        return switch (reason) {
            case WRONG_PASSWORD, UNKNOWN_USER -> "user name or password is wrong";
            case NO_LOGIN -> "a user name and a password are needed";
            case SLOWED -> "too many wrong passwords from this address, try again in a minute";
            case CROWDED -> "too many want to come in, try again";
            case CLIENT_ID_TAKEN, CLIENT_ID_TWICE -> "this client identifier belongs to another login";
            case MAY_NOT_WILL -> "the will's topic is not allowed";
            case MAY_NOT_WRITE, MAY_NOT_READ, TAMPERING, CERTIFICATE_REFUSED, TLS_TOO_OLD, NOT_ENCRYPTED, NOT_MQTT -> "not allowed";
        };
    }

    /// From any thread: the connection ends on its own loop, so that Moquette ends the session on its.
    static void cut(Channel channel, MqttReasonCodes.Disconnect why) {
        if (Boolean.TRUE.equals(channel.attr(FIVE).get())) {
            var header = new MqttFixedHeader(MqttMessageType.DISCONNECT, false, MqttQoS.AT_MOST_ONCE, false, 0);
            channel.writeAndFlush(new MqttMessage(header, new MqttReasonCodeAndPropertiesVariableHeader(
                    why.byteValue(), MqttProperties.NO_PROPERTIES)))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            channel.close();
        }
    }

    @Override public void channelInactive(ChannelHandlerContext ctx) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        ctx.fireChannelInactive();
    }
}
