package hearth.notify;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.home.Channel.Address;
import hearth.hub.Answer;
import hearth.hub.Notice;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The push service ntfy, on any server: an alarm wakes the phone and has a button, which sends the answer to a topic of its own.
///
/// Source: <https://docs.ntfy.sh/publish/> ("Publish as JSON", "Send HTTP request"), <https://docs.ntfy.sh/subscribe/api/> ("Poll for
/// messages").
///
/// @param replies the topic on which answers come
/// @param token   what an answer to this alarm says
record Ntfy(Web web, Address.Ntfy address, String replies, String token) implements Way {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override public Answer send(Letter letter, Optional<String> secret) throws IOException, InterruptedException {
        var notice = letter.delivery().notice();
        boolean alarm = notice.kind() == Notice.Kind.ALARM;
        boolean urgent = alarm || notice.kind() == Notice.Kind.WARNING;
        var message = JSON.createObjectNode().put("topic", address.topic()).put("title", letter.title()).put("message", letter.text())
                .put("priority", urgent ? 5 : 3);
        message.putArray("tags").add(urgent ? "rotating_light" : "house");
        if (alarm) {
            message.putArray("actions").addObject().put("action", "http").put("label", letter.seen()).put("url", server() + replies)
                    .put("method", "POST").put("body", token).put("clear", true);
        }
        var reply = web.send(allowed(Web.to(server()), secret).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(message.toString())));
        var answer = reply.answer();
        if (answer instanceof Answer.Accepted) {
            var id = line(reply.body()).map(said -> said.path("id").asText("")).orElse("");
            return id.isEmpty() ? new Answer.Unavailable(Answer.Cause.NONSENSE.words(reply.body()), Optional.empty())
                    : new Answer.Accepted(Answer.Cause.SAID.words(reply.status() + " id " + id));
        }
        return answer;
    }

    /// Whether somebody has pressed the button since then.
    ///
    /// @param since seconds since 1970
    boolean answered(long since, Optional<String> secret) throws IOException, InterruptedException {
        var reply = web.send(allowed(Web.to(server() + replies + "/json?poll=1&since=" + since), secret).GET());
        return reply.status() == 200 && List.of(reply.body().split("\n")).stream().flatMap(said -> line(said).stream())
                .anyMatch(said -> said.path("message").asText("").strip().equals(token));
    }

    private String server() {
        return address.server().endsWith("/") ? address.server() : address.server() + "/";
    }

    /// The secret is an access token, or `user:password`.
    private static HttpRequest.Builder allowed(HttpRequest.Builder request, Optional<String> secret) {
        secret.ifPresent(s -> request.header("Authorization", s.contains(":")
                ? "Basic " + Base64.getEncoder().encodeToString(s.getBytes(StandardCharsets.UTF_8)) : "Bearer " + s));
        return request;
    }

    private static Optional<JsonNode> line(String said) {
        try {
            return Optional.ofNullable(JSON.readTree(said));
        } catch (JacksonException nonsense) {
            return Optional.empty();
        }
    }
}
