package hearth.notify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// What GreenMail lacks: it greets one client in the clear, begins to encrypt when it is asked to, and from then on hands everything to a
/// mail server behind it.
final class StartTlsFront implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<String> heard = new CopyOnWriteArrayList<>();

    StartTlsFront(OwnCertificate certificate, int behind) throws Exception {
        var owned = certificate.owned();
        var trusted = certificate.trusted();
        Thread.ofVirtual().start(() -> serve(owned, trusted, behind));
    }

    int port() {
        return door.getLocalPort();
    }

    /// What was said in the clear.
    List<String> heard() {
        return List.copyOf(heard);
    }

    private void serve(SSLContext owned, SSLContext trusted, int behind) {
        try (var client = door.accept()) {
            say(client, "220 front");
            for (var line = line(client.getInputStream()); !line.isEmpty(); line = line(client.getInputStream())) {
                heard.add(line);
                if (line.equals("STARTTLS")) {
                    say(client, "220 go");
                    encrypted(client, owned, trusted, behind);
                    return;
                }
                say(client, line.startsWith("EHLO") ? "250-front\r\n250 STARTTLS" : "530 encrypt first");
            }
        } catch (IOException gone) {
            // the client has turned away
        }
    }

    private static void encrypted(Socket client, SSLContext owned, SSLContext trusted, int behind) throws IOException {
        try (var inside = (SSLSocket) owned.getSocketFactory().createSocket(client, new ByteArrayInputStream(new byte[0]), true)) {
            inside.startHandshake(); // who turns away here never gets to GreenMail
            try (var server = trusted.getSocketFactory().createSocket("127.0.0.1", behind)) {
                line(server.getInputStream()); // it has greeted already
                var back = Thread.ofVirtual().start(() -> pass(server, inside));
                pass(inside, server);
                back.join();
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException gone) {
            // one of them has left
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int sign = in.read(); sign >= 0 && sign != '\n'; sign = in.read()) {
            line.append((char) sign);
        }
        return line.toString().strip();
    }

    private static void say(Socket to, String words) throws IOException {
        to.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override public void close() throws IOException {
        door.close();
    }
}
