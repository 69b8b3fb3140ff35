package io.moquette.broker;

import hearth.broker.Invitation;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// Logins that let in once, within half a minute: the newest one. Any thread.
@NullMarked
final class Invited {
    private static final long LIFE_NANOS = Duration.ofSeconds(30).toNanos();

    private record Expected(Invitation guest, long until) {}

    private final AtomicReference<@Nullable Expected> expected = new AtomicReference<>();

    Invitation invite() {
        var guest = new Invitation("hearth-guest", new BigInteger(128, new SecureRandom()).toString(36));
        expected.set(new Expected(guest, System.nanoTime() + LIFE_NANOS));
        return guest;
    }

    /// Whether this is the one who is expected; nobody is any more afterwards.
    boolean admit(MqttConnectPayload who) {
        Expected one = expected.get();
        return one != null && one.guest.user().equals(who.userName()) && who.passwordInBytes() != null
                && MessageDigest.isEqual(one.guest.password().getBytes(StandardCharsets.UTF_8), who.passwordInBytes())
                && one.until - System.nanoTime() > 0 && expected.compareAndSet(one, null);
    }
}
