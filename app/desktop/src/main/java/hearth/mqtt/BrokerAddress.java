package hearth.mqtt;

import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Where a broker is and how to log in there: `mqtt://[user[:password]@]host[:port]`, or `mqtts://…` for TLS.
///
/// @param trust what a secure connection goes by
public record BrokerAddress(String host, int port, boolean tls, Optional<String> user, Optional<String> password, Trust trust) {

    static final int TIMEOUT_SECONDS = 5;

    /// Names with underscores too, which [URI#getHost] does not know.
    private static final Pattern AUTHORITY = Pattern
            .compile("(?:(?<user>[^:@]*)(?::(?<password>.*))?@)?(?<host>\\[[^\\[\\]@]+]|[^:@\\[\\]]+)(?::(?<port>[0-9]{1,6}))?");

    /// Throws [IllegalArgumentException] with a sentence that does not repeat the password.
    public static BrokerAddress of(String text) {
        var uri = parsed(text.strip());
        var scheme = Optional.ofNullable(uri.getScheme()).orElse("");
        boolean tls = scheme.equalsIgnoreCase("mqtts");
        if (!tls && !scheme.equalsIgnoreCase("mqtt")) {
            throw new IllegalArgumentException("A broker's address begins with mqtt:// or mqtts://.");
        }
        var parts = AUTHORITY.matcher(Optional.ofNullable(uri.getAuthority()).orElse(""));
        boolean further = !"/".contains(Optional.ofNullable(uri.getPath()).orElse("")) || uri.getQuery() != null
                || uri.getFragment() != null;
        if (!parts.matches() || further) {
            throw new IllegalArgumentException("A broker's address names a host and no more than a port behind it, as in "
                    + "mqtt://192.168.1.5:1883.");
        }
        int port = Optional.ofNullable(parts.group("port")).map(Integer::parseInt).orElse(tls ? 8883 : 1883);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("A broker's port is a number from 1 to 65535, not " + port + ".");
        }
        return new BrokerAddress(parts.group("host").replaceAll("[\\[\\]]", ""), port, tls, Optional.ofNullable(parts.group("user")),
                Optional.ofNullable(parts.group("password")), Trust.SYSTEM);
    }

    /// The same place; a login that stands in the address itself counts for more.
    public BrokerAddress with(Optional<String> otherUser, Optional<String> otherPassword, Trust otherTrust) {
        return user.isPresent() ? new BrokerAddress(host, port, tls, user, password, otherTrust)
                : new BrokerAddress(host, port, tls, otherUser, otherPassword, otherTrust);
    }

    /// How a client gets there.
    public MqttClientBuilder dial(MqttClientBuilder client) {
        return client.transportConfig(MqttClientTransportConfig.builder().serverHost(host).serverPort(port)
                .socketConnectTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).mqttConnectTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .sslConfig(tls ? trust.config() : null).build());
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException broken) {
            throw new IllegalArgumentException("A broker's address looks like mqtt://192.168.1.5:1883: " + broken.getReason() + ".");
        }
    }

    /// `host:port`, never the login.
    @Override public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
