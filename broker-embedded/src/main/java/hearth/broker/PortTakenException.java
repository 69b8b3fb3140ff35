package hearth.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// A port the broker was to listen on belongs to another program.
public final class PortTakenException extends IOException {
    private final int port;
    private final int freePort;
    private final transient Optional<String> holder;

    PortTakenException(String host, int port) {
        this(port, freePort(host, port), holder(port));
    }

    private PortTakenException(int port, int freePort, Optional<String> holder) {
        super("Port " + port + " is taken" + holder.map(name -> " by " + name).orElse("") + "; " + freePort + " is free");
        this.port = port;
        this.freePort = freePort;
        this.holder = holder;
    }

    /// The port that was asked for.
    public int port() {
        return port;
    }

    /// A port that was free a moment ago: the nearest above the taken one, else any.
    public int freePort() {
        return freePort;
    }

    /// The program that listens there, `mosquitto (process 1234)`, where the system tells (Linux, the user's own programs).
    public Optional<String> holder() {
        return holder;
    }

    /// Whether the port cannot be bound although the address can.
    static boolean isTaken(String host, int port) {
        return port != 0 && canBind(host, 0) && !canBind(host, port) && (port >= 1_024 || !listeners(port).isEmpty());
    }

    private static int freePort(String host, int taken) {
        for (int port = taken + 1; port <= Math.min(taken + 100, 65_535); port++) {
            if (canBind(host, port)) {
                return port;
            }
        }
        try {
            return anyFreePort(host);
        } catch (IOException none) {
            return 0;
        }
    }

    static int anyFreePort(String host) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        }
    }

    private static boolean canBind(String host, int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static Optional<String> holder(int port) {
        Set<String> sockets = listeners(port);
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses().filter(process -> holdsOne(process.pid(), sockets)).findFirst()
                .map(process -> name(process.pid()) + " (process " + process.pid() + ")");
    }

    /// The listening sockets of a port as links in `/proc/<pid>/fd` show them; none where there is no `/proc`.
    private static Set<String> listeners(int port) {
        String localPort = ":" + HexFormat.of().withUpperCase().toHexDigits((short) port);
        var sockets = new HashSet<String>();
        for (String table : new String[]{"/proc/net/tcp", "/proc/net/tcp6"}) {
            try {
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] column = line.strip().split("\\s+");
                    if (column.length > 9 && column[1].endsWith(localPort) && column[3].equals("0A")) {
                        sockets.add("socket:[" + column[9] + "]");
                    }
                }
            } catch (IOException notLinux) {
                continue;
            }
        }
        return sockets;
    }

    private static boolean holdsOne(long pid, Set<String> sockets) {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path link : links) {
                if (sockets.contains(Files.readSymbolicLink(link).toString())) {
                    return true;
                }
            }
            return false;
        } catch (IOException anotherUsersOrGone) {
            return false;
        }
    }

    private static String name(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "comm")).strip();
        } catch (IOException gone) {
            return "a program";
        }
    }
}
