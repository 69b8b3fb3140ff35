package hearth.hub;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How the embedded broker stands in the home network. A value.
///
/// @param certificate what devices need for encryption; from the first time the home network was open
/// @param taken       the ways in that could not be opened
/// @param interfaces  the networks this computer is in, as the system names them: `eth0`
public record Network(Optional<Certificate> certificate, List<Taken> taken, Announcement announcement, List<String> interfaces) {

    public static final Network NONE = new Network(Optional.empty(), List.of(), new Announcement.Silent(), List.of());

    /// A way into the broker beside its plain port.
    public enum Way {
        WEB_SOCKET, TLS, SECURE_WEB_SOCKET
    }

    /// @param pem         the house's, for devices
    /// @param fingerprint SHA-256 of it: `4F:0A:…`
    /// @param ends        when devices need another one
    /// @param brokerEnds  when the broker's own ends; it is renewed before
    public record Certificate(String pem, String fingerprint, Instant ends, Instant brokerEnds) {
    }

    /// @param holder the program that has the port, where the system tells
    /// @param free   a port that is free
    public record Taken(Way way, int port, Optional<String> holder, int free) {
    }

    /// Whether others find the broker by name (mDNS, RFC 6762 and 6763).
    public sealed interface Announcement {

        record Silent() implements Announcement {
        }

        /// @param name as others see it: `Hearth on kitchen-pc`
        record Made(String name, List<String> addresses) implements Announcement {

            public Made {
                addresses = List.copyOf(addresses);
            }
        }

        record Failed(String reason) implements Announcement {
        }
    }

    public Network {
        taken = List.copyOf(taken);
        interfaces = List.copyOf(interfaces);
    }
}
