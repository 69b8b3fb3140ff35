package io.moquette.broker;

import hearth.broker.ClientSession;
import hearth.broker.Permit;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// A client that was let in, from its CONNECT on. Any thread.
@NullMarked
final class Guest {
    private static final int MOST_REMEMBERED = 1_000;

    final Channel channel;
    /// Of its login; empty for a program of this computer that needs none, and for the hub's own.
    final String user;
    final Optional<ClientSession.Will> will;
    final boolean trusted;
    final long since = System.nanoTime();
    final LongAdder published = new LongAdder();
    private volatile Checked checked = new Checked(new Permit("", "", List.of(), false, Set.of()),
            new Rules(List.of(), List.of(), List.of()));
    volatile String clientId;

    /// @param trusted whether it may do everything
    Guest(Channel channel, String clientId, String user, boolean trusted, Optional<ClientSession.Will> will) {
        this.channel = channel;
        this.clientId = clientId;
        this.user = user;
        this.trusted = trusted;
        this.will = will;
    }

    /// A permit's rules, and the topics found to be writable under it.
    record Checked(Permit permit, Rules rules, Set<String> writable) {
        Checked(Permit permit, Rules rules) {
            this(permit, rules, ConcurrentHashMap.newKeySet());
        }

        boolean mayWrite(String topic) {
            if (writable.contains(topic)) {
                return true;
            }
            boolean may = rules.mayWrite(topic);
            if (may && writable.size() < MOST_REMEMBERED) {
                writable.add(topic);
            }
            return may;
        }
    }

    /// By the permit as it is now.
    Checked under(Permit permit) {
        Checked known = checked;
        if (known.permit != permit) {
            known = new Checked(permit, Rules.of(permit, clientId));
            checked = known;
        }
        return known;
    }

    static @Nullable InetAddress ip(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress peer ? peer.getAddress() : null;
    }

    String address() {
        InetAddress ip = ip(channel);
        return ip == null ? "" : ip.getHostAddress();
    }
}
