package io.moquette.broker;

import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullMarked;

/// The way to one connection: all that has gathered when its network thread comes by goes out in one write. Any thread.
@NullMarked
final class Outlet {
    private static final long MOST_BYTES = 2 * 1024 * 1024;

    private record Packet(MqttMessage message, int bytes) {}

    private final Channel channel;
    private final Queue<Packet> packets = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean called = new AtomicBoolean();

    Outlet(Channel channel) {
        this.channel = channel;
    }

    /// Whether the client takes what it is sent.
    boolean isOpen() {
        return channel.isWritable() && bytes.get() < MOST_BYTES;
    }

    void send(MqttMessage message, int itsBytes) {
        bytes.addAndGet(itsBytes);
        packets.add(new Packet(message, itsBytes));
        if (called.compareAndSet(false, true)) {
            channel.eventLoop().execute(this::write);
        }
    }

    private void write() {
        called.set(false);
        for (Packet next = packets.poll(); next != null; next = packets.poll()) {
            bytes.addAndGet(-next.bytes);
            channel.write(next.message, channel.voidPromise());
        }
        channel.flush();
    }
}
