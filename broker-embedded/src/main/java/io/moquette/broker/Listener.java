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
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// The plain way in, or a [Door] that is open. Any thread.
@NullMarked
final class Listener implements AutoCloseable {
    private static final String SUBPROTOCOLS = "mqtt, mqttv3.1, mqttv3.1.1";
    private static final int LONGEST_REQUEST_BYTES = 65_536;
    private static final int WAITING_CONNECTIONS = 1_024;
    /// How long a connection may say nothing before its CONNECT, which brings its own.
    private static final int SILENT_SECONDS = 10;

    private final @Nullable Door door;
    private final @Nullable SSLContext tls;
    private final GuardedHandler handler;
    private final Doorbell bell;
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private @Nullable Channel server;

    /// @param door null for MQTT over TCP alone
    /// @param tls  for a secure door
    Listener(@Nullable Door door, @Nullable SSLContext tls, GuardedHandler handler, Doorbell bell) {
        this.bell = bell;
        this.door = door;
        this.tls = tls;
        this.handler = handler;
    }

    /// @param port 0 for any free one
    /// @throws IOException if the port cannot be bound
    void open(String host, int port, EventLoopGroup network) throws IOException {
        var bound = new ServerBootstrap().group(network).channel(NioServerSocketChannel.class)
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
            var ssl = new SslHandler(Encryption.of(tls), Thread::startVirtualThread);
            ssl.handshakeFuture().addListener(shaken -> Encryption.problem(shaken.cause()).ifPresent(why -> bell.refused(why, channel)));
            pipeline.addLast("ssl", ssl); // a handshake holds up nobody
        }
        if (door == Door.WEB_SOCKET || door == Door.SECURE_WEB_SOCKET) {
            pipeline.addLast("http", new HttpServerCodec());
            pipeline.addLast("aggregator", new HttpObjectAggregator(LONGEST_REQUEST_BYTES));
            pipeline.addLast("webSocketHandler",
                    new WebSocketServerProtocolHandler("/mqtt", SUBPROTOCOLS, false, BrokerSettings.MAX_MESSAGE_BYTES));
            pipeline.addLast("ws2bytebufDecoder", new NewNettyAcceptor.WebSocketFrameToByteBufDecoder());
            pipeline.addLast("bytebuf2wsEncoder", new NewNettyAcceptor.ByteBufToWebSocketFrameEncoder());
        }
        pipeline.addFirst("idleStateHandler", new IdleStateHandler(SILENT_SECONDS, 0, 0)); // Moquette knows it by this name
        pipeline.addAfter("idleStateHandler", "idleEventHandler", new MoquetteIdleTimeoutHandler());
        pipeline.addLast("frames", new Frames());
        pipeline.addLast("decoder", new MqttDecoder(BrokerSettings.MAX_MESSAGE_BYTES));
        pipeline.addLast("encoder", MqttEncoder.INSTANCE);
        pipeline.addLast("handler", handler);
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
