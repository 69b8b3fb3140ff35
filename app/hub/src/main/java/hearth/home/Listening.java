package hearth.home;

/// Where the embedded broker listens beside its plain port, and how it is found. Counts only while the home network is open, but for
/// the WebSocket, which this computer's own programs may always use.
///
/// @param plain           whether other computers may connect without encryption; this computer's own programs always may
/// @param tls             the port of MQTT over TLS
/// @param webSocket       the port of MQTT over WebSocket
/// @param secureWebSocket the port of MQTT over WebSocket over TLS
/// @param networkInterface the name of the one in which the broker is found by name; empty for each of them
public record Listening(boolean plain, int tls, int webSocket, int secureWebSocket, String networkInterface) {

    public static final Listening DEFAULT = new Listening(true, 8883, 9001, 9443, "");

    public Listening {
        for (int port : new int[]{tls, webSocket, secureWebSocket}) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("no port: " + port);
            }
        }
    }

    public Listening withPlain(boolean value) {
        return new Listening(value, tls, webSocket, secureWebSocket, networkInterface);
    }

    public Listening withTls(int value) {
        return new Listening(plain, value, webSocket, secureWebSocket, networkInterface);
    }

    public Listening withWebSocket(int value) {
        return new Listening(plain, tls, value, secureWebSocket, networkInterface);
    }

    public Listening withSecureWebSocket(int value) {
        return new Listening(plain, tls, webSocket, value, networkInterface);
    }

    public Listening withNetworkInterface(String value) {
        return new Listening(plain, tls, webSocket, secureWebSocket, value);
    }
}
