package hearth.ui;

import hearth.home.Channel.Address;

/// A channel as people call it.
public final class ChannelWords {

    private ChannelWords() {
    }

    /// `Push · hearth-k3m9 at ntfy.sh`.
    public static String of(Address address, Texts texts) {
        return kind(address, texts) + " · " + switch (address) {
            case Address.Ntfy(var server, var topic) -> texts.of("channel.at", texts.plain(topic), texts.plain(host(server)));
            case Address.Telegram(var chat) -> texts.plain(chat);
            case Address.Mail(_, _, _, _, _, var to) -> texts.plain(to);
            case Address.Webhook(var url) -> texts.plain(host(url));
        };
    }

    /// `Push`.
    public static String kind(Address address, Texts texts) {
        return texts.of(switch (address) {
            case Address.Ntfy _ -> "channel.ntfy";
            case Address.Telegram _ -> "channel.telegram";
            case Address.Mail _ -> "channel.mail";
            case Address.Webhook _ -> "channel.webhook";
        });
    }

    /// What stands behind it may be a secret.
    private static String host(String url) {
        return url.replaceFirst("(?i)^https?://", "").replaceFirst("[/?].*", "");
    }
}
