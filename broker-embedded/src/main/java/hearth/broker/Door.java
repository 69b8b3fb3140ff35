package hearth.broker;

/// A way into the broker beside plain MQTT over TCP, which is always there.
public enum Door {
    /// MQTT over WebSocket (MQTT 5, section 6), path `/mqtt`.
    WEB_SOCKET(false),
    /// MQTT over TLS.
    TLS(true),
    /// MQTT over WebSocket over TLS, path `/mqtt`.
    SECURE_WEB_SOCKET(true);

    private final boolean secure;

    Door(boolean secure) {
        this.secure = secure;
    }

    /// Whether what passes is encrypted, with TLS 1.2 or 1.3.
    public boolean isSecure() {
        return secure;
    }
}
