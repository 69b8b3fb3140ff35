package io.moquette.broker;

import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_ACCEPTED;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.broker.Login;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final InetAddress HERE = address(127, 0, 0, 1);
    private static final InetAddress THERE = address(192, 168, 1, 7);

    private final Admission admission = new Admission(Optional.of(Login.of("home", "secret")));

    @AfterEach void close() {
        admission.close();
    }

    @Test void onlyThoseElsewhereNeedTheLogin() throws Exception {
        assertEquals(CONNECTION_ACCEPTED, ask(HERE, null, null).get());
        assertEquals(CONNECTION_ACCEPTED, ask(HERE, "any", "thing").get());
        assertEquals(CONNECTION_REFUSED_NOT_AUTHORIZED, ask(THERE, null, null).get());
        assertEquals(CONNECTION_REFUSED_NOT_AUTHORIZED, ask(null, null, null).get());
        assertEquals(CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD, ask(THERE, "guest", "secret").get());
        assertEquals(CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD, ask(THERE, "home", "other").get(10, TimeUnit.SECONDS));
        assertEquals(CONNECTION_ACCEPTED, ask(THERE, "home", "secret").get(10, TimeUnit.SECONDS));
    }

    @Test void withoutALoginNobodyElsewhereComesIn() throws Exception {
        try (var closed = new Admission(Optional.empty())) {
            var answer = new CompletableFuture<MqttConnectReturnCode>();
            closed.ask(THERE, payload("home", "secret"), answer::complete);
            assertEquals(CONNECTION_REFUSED_NOT_AUTHORIZED, answer.get());
        }
    }

    @Test void whoIsKnownComesInAtOnceWhileOthersGuess() throws Exception {
        ask(THERE, "home", "secret").get(10, TimeUnit.SECONDS);
        var guesses = IntStream.range(0, 100).mapToObj(i -> ask(THERE, "home", "guess" + i)).toList();
        assertEquals(CONNECTION_ACCEPTED, ask(THERE, "home", "secret").getNow(CONNECTION_REFUSED_SERVER_UNAVAILABLE));
        assertTrue(guesses.stream().anyMatch(guess -> guess.getNow(CONNECTION_ACCEPTED) == CONNECTION_REFUSED_SERVER_UNAVAILABLE));
    }

    private CompletableFuture<MqttConnectReturnCode> ask(InetAddress from, String user, String password) {
        var answer = new CompletableFuture<MqttConnectReturnCode>();
        admission.ask(from, payload(user, password), answer::complete);
        return answer;
    }

    private static MqttConnectPayload payload(String user, String password) {
        return new MqttConnectPayload("client", null, new byte[0], user,
                password == null ? null : password.getBytes(StandardCharsets.UTF_8));
    }

    private static InetAddress address(int... parts) {
        try {
            return InetAddress.getByAddress(new byte[]{(byte) parts[0], (byte) parts[1], (byte) parts[2], (byte) parts[3]});
        } catch (UnknownHostException fourBytesAreAnAddress) {
            throw new IllegalStateException(fourBytesAreAnAddress);
        }
    }
}
