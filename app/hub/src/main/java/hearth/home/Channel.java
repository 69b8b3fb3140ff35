package hearth.home;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// A way to reach a person away from the house.
///
/// @param id tells it from all others, also from those that are gone
public record Channel(String id, Address address) {

    /// Where it leads. What must stay secret (a token, a password, a key) is kept elsewhere, under the channel's id.
    public sealed interface Address {

        /// The push service of <https://ntfy.sh>, or one's own server.
        ///
        /// @param server its URL, without a path
        /// @param topic  whoever knows it reads along: it is as good as a password
        record Ntfy(String server, String topic) implements Address {
        }

        /// A bot of one's own; its token is the secret.
        ///
        /// @param chat number of the chat, or `@name` of a channel
        record Telegram(String chat) implements Address {
        }

        /// @param port  with [Protection#TLS] usually 465, with [Protection#STARTTLS] 587
        /// @param user  empty to send without a login
        /// @param from  the sender's address
        record Mail(String host, int port, Protection protection, String user, String from, String to) implements Address {
        }

        /// A program of one's own; with a key as its secret, what it gets is signed.
        record Webhook(String url) implements Address {
        }
    }

    /// How a mail server is spoken to; without encryption it is not.
    public enum Protection {
        TLS, STARTTLS
    }

    /// The part of an address that is wrong.
    public enum Flaw {
        SERVER, TOPIC, CHAT, PORT, FROM, TO, URL
    }

    private static final Pattern SERVER = Pattern
            .compile("(?i)https?://([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*|\\[[0-9a-f:]+])(:[0-9]{1,5})?/?");
    private static final Pattern WEB = Pattern
            .compile(SERVER.pattern() + "((?<=/)(%[0-9A-Fa-f]{2}|[-A-Za-z0-9._~:/?@!$&'()*+,;=])*)?");

    /// A channel that is none of those there are.
    public static Channel to(Address address) {
        var id = new byte[8];
        new SecureRandom().nextBytes(id);
        return new Channel(HexFormat.of().formatHex(id), address);
    }

    /// What is wrong with an address, before anything is sent to it.
    public static Optional<Flaw> flaw(Address address) {
        return switch (address) {
            case Address.Ntfy(var server, var topic) -> !SERVER.matcher(server).matches() ? Optional.of(Flaw.SERVER)
                    : topic.matches("[-_A-Za-z0-9]{1,64}") ? Optional.empty() : Optional.of(Flaw.TOPIC);
            case Address.Telegram(var chat) -> chat.matches("-?[0-9]{1,20}|@[A-Za-z0-9_]{1,64}") ? Optional.empty()
                    : Optional.of(Flaw.CHAT);
            case Address.Mail(var host, int port, _, _, var from, var to) -> !host.matches("[-A-Za-z0-9.:_]{1,255}")
                    ? Optional.of(Flaw.SERVER)
                    : port < 1 || port > 65_535 ? Optional.of(Flaw.PORT) : !mailbox(from) ? Optional.of(Flaw.FROM)
                    : mailbox(to) ? Optional.empty() : Optional.of(Flaw.TO);
            case Address.Webhook(var url) -> web(url) ? Optional.empty() : Optional.of(Flaw.URL);
        };
    }

    /// Whether it is the URL of something on the web that can be called: with a host, without a login.
    public static boolean web(String url) {
        return url.length() <= 2_000 && WEB.matcher(url).matches();
    }

    private static boolean mailbox(String text) {
        return text.matches("[^\\s@<>,;:\"()\\[\\]\\\\]{1,64}@[^\\s@<>,;:\"()\\[\\]\\\\]{1,255}");
    }
}
