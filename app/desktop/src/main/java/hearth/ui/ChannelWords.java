package hearth.ui;

import hearth.home.Channel.Address;
import hearth.hub.HubState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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

    /// The ways to people that may not work, each in a sentence: `Push to Anna is not proven`.
    public static List<String> doubts(HubState house, Texts texts, Instant now) {
        var doubts = new ArrayList<String>();
        for (var person : house.outbox().people().all()) {
            for (var channel : person.channels()) {
                var proof = house.outbox().proof(channel.id());
                if (!proof.stands(now)) {
                    doubts.add(texts.of(proof.failed().isPresent() ? "told.doubt.failed" : "told.doubt", kind(channel.address(), texts),
                            texts.plain(person.name())));
                }
            }
        }
        return doubts;
    }

    /// What stands behind it may be a secret.
    private static String host(String url) {
        return url.replaceFirst("(?i)^https?://", "").replaceFirst("[/?].*", "");
    }
}
