package io.moquette.broker;

import hearth.broker.BrokerSettings;
import hearth.broker.Door;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// A [Door] that is open: beside Moquette's own listener, on its threads and with its pipeline, and closed by itself. Any thread.
@NullMarked
final class Listener implements AutoCloseable {
    private static final String SUBPROTOCOLS = "mqtt, mqttv3.1, mqttv3.1.1";
    private static final int LONGEST_REQUEST_BYTES = 65_536;
    private static final int WAITING_CONNECTIONS = 1_024;
    private static final MethodHandle MQTT_PIPELINE;

    static {
        try {
            MQTT_PIPELINE = MethodHandles.privateLookupIn(NewNettyAcceptor.class, MethodHandles.lookup()).findVirtual(
                    NewNettyAcceptor.class,
                    "configureMQTTPipeline", MethodType.methodType(void.class, ChannelPipeline.class, MoquetteIdleTimeoutHandler.class,
                            NewNettyMQTTHandler.class, int.class));
        } catch (ReflectiveOperationException anotherMoquette) {
            throw new ExceptionInInitializerError(anotherMoquette);
        }
    }

    private final Door door;
    private final @Nullable SSLContext tls;
    private final NewNettyAcceptor acceptor;
    private final GuardedHandler handler;
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private @Nullable Channel server;

    /// @param tls for a secure door
    Listener(Door door, @Nullable SSLContext tls, NewNettyAcceptor acceptor, GuardedHandler handler) {
        this.door = door;
        this.tls = tls;
        this.acceptor = acceptor;
        this.handler = handler;
    }

    /// @param port 0 for any free one
    /// @throws IOException if the port cannot be bound
    void open(String host, int port, EventLoopGroup bosses, EventLoopGroup workers) throws IOException {
        var bound = new ServerBootstrap().group(bosses, workers).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, WAITING_CONNECTIONS).option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true).childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override protected void initChannel(SocketChannel channel) {
                        arrive(channel);
                    }
                }).bind(host, port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("The broker cannot listen on " + host + ":" + port, bound.cause());
        }
        server = bound.channel();
    }

    private void arrive(SocketChannel channel) {
        clients.add(channel);
        ChannelPipeline pipeline = channel.pipeline();
        if (tls != null) {
            pipeline.addLast("ssl", new SslHandler(Encryption.of(tls)));
        }
        if (door != Door.TLS) {
            pipeline.addLast("http", new HttpServerCodec());
            pipeline.addLast("aggregator", new HttpObjectAggregator(LONGEST_REQUEST_BYTES));
            pipeline.addLast("webSocketHandler",
                    new WebSocketServerProtocolHandler("/mqtt", SUBPROTOCOLS, false, BrokerSettings.MAX_MESSAGE_BYTES));
            pipeline.addLast("ws2bytebufDecoder", new NewNettyAcceptor.WebSocketFrameToByteBufDecoder());
            pipeline.addLast("bytebuf2wsEncoder", new NewNettyAcceptor.ByteBufToWebSocketFrameEncoder());
        }
        try {
            MQTT_PIPELINE.invokeExact(acceptor, pipeline, new MoquetteIdleTimeoutHandler(), (NewNettyMQTTHandler) handler, 0);
        } catch (Throwable anotherMoquette) {
            throw new IllegalStateException(anotherMoquette);
        }
    }

    int port() {
        return server != null && server.localAddress() instanceof InetSocketAddress bound ? bound.getPort() : 0;
    }

    /// Nobody new, then nobody any more.
    @Override public void close() {
        if (server != null) {
            server.close().awaitUninterruptibly();
        }
        clients.close();
    }
}
