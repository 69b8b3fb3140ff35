package hearth.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A cable to a broker that a test can cut and mend.
public final class Relay implements AutoCloseable {

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int to;
    private final boolean old;
    private volatile boolean cut;

    private Relay(int to, boolean old) throws IOException {
        this.to = to;
        this.old = old;
        Thread.ofVirtual().start(this::serve);
    }

    static Relay to(Mosquitto broker) throws IOException {
        return to(broker.port());
    }

    public static Relay to(int port) throws IOException {
        return new Relay(port, false);
    }

    /// Makes the broker one that knows nothing newer than MQTT 3.1.1 and says so.
    public static Relay toOld(Mosquitto broker) throws IOException {
        return new Relay(broker.port(), true);
    }

    public int port() {
        return door.getLocalPort();
    }

    public String uri() {
        return "mqtt://127.0.0.1:" + door.getLocalPort();
    }

    /// Every connection ends at once and without a word; new ones too.
    public void cut() throws IOException {
        cut = true;
        for (var socket : sockets) {
            reset(socket);
        }
    }

    /// The connection that was the n-th to come, from 0, ends without a word; new ones too, the others live on.
    void cut(int n) throws IOException {
        cut = true;
        reset(accepted.get(n));
    }

    private void reset(Socket socket) throws IOException {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException closed) {
            sockets.remove(socket);
        }
        socket.close();
    }

    void mend() {
        cut = false;
    }

    @Override public void close() throws IOException {
        door.close();
        cut();
    }

    private void serve() {
        try {
            while (true) {
                var near = door.accept();
                sockets.add(near);
                accepted.add(near);
                if (cut) {
                    near.close();
                } else {
                    var far = new Socket(InetAddress.getLoopbackAddress(), to);
                    sockets.add(far);
                    Thread.ofVirtual().start(() -> pump(near, far));
                    Thread.ofVirtual().start(() -> pump(far, near));
                }
            }
        } catch (IOException closed) {
            sockets.clear();
        }
    }

    private void pump(Socket from, Socket to) {
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            var start = in.readNBytes(old && from.getLocalPort() == door.getLocalPort() ? 9 : 0);
            if (start.length == 9 && start[8] > 4) {
                from.getOutputStream().write(new byte[]{0x20, 2, 0, 1});
                return;
            }
            out.write(start);
            in.transferTo(out);
        } catch (IOException cut) {
            Thread.currentThread().interrupt();
        }
    }
}
