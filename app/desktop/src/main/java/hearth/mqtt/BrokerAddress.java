package hearth.mqtt;

import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Where a broker is and how to log in there: `mqtt://[user[:password]@]host[:port]`, or `mqtts://…` for TLS.
///
/// @param trust what a secure connection goes by
public record BrokerAddress(String host, int port, boolean tls, Optional<String> user, Optional<String> password, Trust trust) {

    static final int TIMEOUT_SECONDS = 5;

    /// Throws [IllegalArgumentException] with a sentence that does not repeat the password.
    public static BrokerAddress of(String text) {
        var uri = parsed(text.strip());
        var scheme = Optional.ofNullable(uri.getScheme()).orElse("");
        boolean tls = scheme.equalsIgnoreCase("mqtts");
        if (!tls && !scheme.equalsIgnoreCase("mqtt")) {
            throw new IllegalArgumentException("A broker's address begins with mqtt:// or mqtts://.");
        }
        var host = Optional.ofNullable(uri.getHost())
                .orElseThrow(() -> new IllegalArgumentException("A broker's address names a host, as in mqtt://192.168.1.5:1883."));
        var login = Optional.ofNullable(uri.getUserInfo()).map(i -> i.split(":", 2));
        return new BrokerAddress(host.replaceAll("[\\[\\]]", ""), uri.getPort() >= 0 ? uri.getPort() : tls ? 8883 : 1883, tls,
                login.map(l -> l[0]), login.filter(l -> l.length > 1).map(l -> l[1]), Trust.SYSTEM);
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
