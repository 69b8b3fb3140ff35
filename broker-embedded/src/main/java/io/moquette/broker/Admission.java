package io.moquette.broker;

import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_ACCEPTED;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE;

import hearth.broker.Login;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// Who may come in: this computer's own clients, and others with the login. Any thread.
///
/// Passwords are checked one after the other on a thread of its own, for each takes a tenth of a second: so network threads never
/// wait, and guessing is slow for all guessers together. The right password is known at once from its second use on.
@NullMarked
final class Admission implements AutoCloseable {
    /// The last of them waits about as long as clients are patient.
    private static final int MOST_WAITING = 64;

    final Guests guests = new Guests();
    private final Optional<Login> login;
    private final byte[] salt = new byte[32];
    private final ThreadPoolExecutor checker = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("broker-login").factory());
    /// A digest of the right password, once it was used.
    private volatile byte @Nullable [] proven;

    Admission(Optional<Login> login) {
        this.login = login;
        new SecureRandom().nextBytes(salt);
    }

    /// @param answer told the return code of MQTT 3.1.1, either before this returns or later on another thread
    void ask(@Nullable InetAddress from, MqttConnectPayload who, Consumer<MqttConnectReturnCode> answer) {
        byte[] password = who.passwordInBytes();
        if (from != null && from.isLoopbackAddress() || guests.admit(who)) {
            answer.accept(CONNECTION_ACCEPTED);
        } else if (login.isEmpty() || who.userName() == null || password == null) {
            answer.accept(CONNECTION_REFUSED_NOT_AUTHORIZED);
        } else if (!who.userName().equals(login.get().user())) {
            answer.accept(CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD);
        } else if (isProven(password)) {
            answer.accept(CONNECTION_ACCEPTED);
        } else {
            try {
                checker.execute(() -> answer.accept(checked(login.get(), password)));
            } catch (RejectedExecutionException crowded) {
                answer.accept(CONNECTION_REFUSED_SERVER_UNAVAILABLE);
            }
        }
    }

    private MqttConnectReturnCode checked(Login right, byte[] password) {
        if (!isProven(password)) {
            if (!right.accepts(right.user(), password)) {
                return CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD;
            }
            proven = digest(password);
        }
        return CONNECTION_ACCEPTED;
    }

    private boolean isProven(byte[] password) {
        byte[] known = proven;
        return known != null && MessageDigest.isEqual(known, digest(password));
    }

    private byte[] digest(byte[] password) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            return sha256.digest(password);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    @Override public void close() {
        checker.shutdownNow();
    }
}
