package hearth.network;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// One short connection to a broker, as a device makes it. What it is told is judged by others: it trusts every certificate.
final class Visit implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 15_000;
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final Socket socket;

    private Visit(Socket socket) {
        this.socket = socket;
    }

    /// @throws IOException if nobody listens there
    static Visit plain(String address, int port) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            return new Visit(socket);
        } catch (IOException nobody) {
            socket.close();
            throw nobody;
        }
    }

    /// @throws IOException if nobody listens there or it speaks no TLS that is still in use
    static Visit encrypted(String address, int port) throws IOException {
        var plain = plain(address, port);
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[]{new Everyone()}, null);
            var socket = (SSLSocket) context.getSocketFactory().createSocket(plain.socket, address, port, true);
            socket.startHandshake();
            return new Visit(socket);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        } catch (IOException noTls) {
            plain.close();
            throw noTls;
        }
    }

    /// What the other side showed; empty without encryption.
    Optional<X509Certificate> certificate() throws IOException {
        return socket instanceof SSLSocket encrypted && encrypted.getSession().getPeerCertificates()[0] instanceof X509Certificate shown
                ? Optional.of(shown) : Optional.empty();
    }

    /// Says CONNECT and, if let in, DISCONNECT (MQTT 3.1.1, sections 3.1, 3.2, 3.14).
    ///
    /// @return the answer's return code, 0 for let in; empty if the answer is no MQTT
    /// @throws IOException if there is no answer
    OptionalInt connack(Optional<Doctor.Guest> who) throws IOException {
        var body = new ByteArrayOutputStream();
        var out = new DataOutputStream(body);
        out.writeUTF("MQTT");
        out.writeByte(4);
        out.writeByte(who.isPresent() ? 0xC2 : 0x02); // a clean session, and name and password if there are
        out.writeShort(KEEP_ALIVE_SECONDS);
        out.writeUTF("hearth-doctor-" + Long.toHexString(System.nanoTime()));
        if (who.isPresent()) {
            out.writeUTF(who.get().user());
            out.writeUTF(who.get().password());
        }
        var packet = new ByteArrayOutputStream();
        packet.write(0x10);
        for (int left = body.size(); left > 0 || packet.size() == 1; left >>= 7) {
            packet.write(left > 0x7f ? left & 0x7f | 0x80 : left);
        }
        body.writeTo(packet);
        socket.getOutputStream().write(packet.toByteArray());
        byte[] answer = socket.getInputStream().readNBytes(4);
        if (answer.length < 4 || answer[0] != 0x20 || answer[1] != 2) {
            return OptionalInt.empty();
        }
        if (answer[3] == 0) {
            socket.getOutputStream().write(new byte[]{(byte) 0xE0, 0});
        }
        return OptionalInt.of(answer[3]);
    }

    /// Whether an MQTT WebSocket is opened (RFC 6455, section 4.1; MQTT 3.1.1, section 6).
    boolean opensWebSocket() throws IOException {
        var key = Base64.getEncoder().encodeToString("hearth-doctor-16".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(("GET /mqtt HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: " + key + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1).equals("HTTP/1.1 101");
    }

    @Override public void close() throws IOException {
        socket.close();
    }

    /// A doctor looks at what others would not touch.
    private static final class Everyone extends X509ExtendedTrustManager {
        @Override public void checkClientTrusted(X509Certificate[] chain, String type) {
        }

        @Override public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
        }

        @Override public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        }

        @Override public void checkServerTrusted(X509Certificate[] chain, String type) {
        }

        @Override public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
        }

        @Override public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        }

        @Override public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
