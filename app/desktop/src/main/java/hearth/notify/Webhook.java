package hearth.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.home.Channel.Address;
import hearth.hub.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/// A program of the user's own, told in JSON by POST. With a key, `X-Hearth-Signature: t=…,v1=…` says when it was sent (seconds since
/// 1970) and proves it: `v1` is the HMAC-SHA-256 of that number, a full stop and the body, in hex.
record Webhook(Web web, Address.Webhook address, InstantSource clock) implements Way {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override public Answer send(Letter letter, Optional<String> secret) throws IOException, InterruptedException {
        var delivery = letter.delivery();
        var notice = delivery.notice();
        var message = JSON.createObjectNode().put("id", delivery.id()).put("attempt", delivery.attempts())
                .put("kind", notice.kind().name().toLowerCase(Locale.ROOT)).put("nature", notice.nature().name().toLowerCase(Locale.ROOT))
                .put("test", notice.drill())
                .put("since", notice.about().toString()).put("last", notice.last().toString()).put("count", notice.count())
                .put("word", notice.what()).put("title", letter.title()).put("text", letter.text()).put("person", delivery.person());
        notice.places().forEach(message.putArray("zones")::add);
        var body = message.toString();
        var request = Web.to(address.url()).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        if (secret.isPresent()) {
            long at = clock.instant().getEpochSecond();
            request.header("X-Hearth-Signature", "t=" + at + ",v1=" + Mac.hex(secret.get(), at + "." + body));
        }
        return web.send(request).answer();
    }
}
