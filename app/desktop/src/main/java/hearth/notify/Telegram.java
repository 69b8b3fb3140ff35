package hearth.notify;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.home.Channel.Address;
import hearth.hub.Answer;
import hearth.hub.Answer.Cause;
import hearth.hub.Notice;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A bot of the user's own at Telegram, whose token is the secret: an alarm has a button that answers.
///
/// Source: <https://core.telegram.org/bots/api> (sendMessage, getUpdates, CallbackQuery, answerCallbackQuery, ResponseParameters).
///
/// @param api   where the service is
/// @param token what an answer to this alarm says
record Telegram(Web web, String api, Address.Telegram address, String token) implements Way {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LISTENING = Duration.ofSeconds(25);

    @Override public Answer send(Letter letter, Optional<String> secret) throws IOException, InterruptedException {
        if (secret.isEmpty()) {
            return new Answer.Refused(Cause.NO_SECRET.words(""));
        }
        var message = JSON.createObjectNode().put("chat_id", address.chat()).put("text", letter.title() + "\n" + letter.text())
                .put("disable_notification", !letter.delivery().notice().urgent());
        if (letter.delivery().notice().kind() == Notice.Kind.ALARM) {
            message.putObject("reply_markup").putArray("inline_keyboard").addArray().addObject().put("text", letter.seen())
                    .put("callback_data", token);
        }
        var reply = call(web, api, secret.get(), "sendMessage", message);
        var said = json(reply);
        var words = said.map(s -> Cause.SAID.words(reply.status() + " " + s.path("description").asText("message "
                + s.path("result").path("message_id").asText("")))).orElse(Cause.NONSENSE.words(reply.body()));
        if (said.isEmpty()) {
            return new Answer.Unavailable(words, Optional.empty());
        }
        if (said.get().path("ok").asBoolean()) {
            return new Answer.Accepted(words);
        }
        int seconds = said.get().path("parameters").path("retry_after").asInt(0);
        return seconds == 0 && reply.answer() instanceof Answer.Refused ? new Answer.Refused(words)
                : new Answer.Unavailable(words, seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)));
    }

    /// Waits some seconds for buttons to be pressed.
    ///
    /// @param tokens what answers may say, and what each then means
    /// @param next   the first update that is not known yet; 0 for any
    /// @return the first update to ask for the next time
    static <T> long hear(Web web, String api, String secret, long next, Map<String, T> tokens, String thanks,
            Consumer<? super T> answered) throws IOException, InterruptedException {
        var question = JSON.createObjectNode().put("timeout", LISTENING.toSeconds()).put("offset", next);
        question.putArray("allowed_updates").add("callback_query");
        var reply = web.send(request(api, secret, "getUpdates", question), LISTENING.plusSeconds(15));
        var said = json(reply).filter(s -> s.path("ok").asBoolean()).orElseThrow(() -> new Web.NoReply(Cause.SAID, reply.words()));
        for (var update : said.path("result")) {
            next = Math.max(next, update.path("update_id").asLong() + 1);
            var query = update.path("callback_query");
            var meant = tokens.get(query.path("data").asText(""));
            if (meant != null) {
                answered.accept(meant);
                call(web, api, secret, "answerCallbackQuery",
                        JSON.createObjectNode().put("callback_query_id", query.path("id").asText("")).put("text", thanks));
            }
        }
        return next;
    }

    private static Web.Reply call(Web web, String api, String secret, String method, ObjectNode message)
            throws IOException, InterruptedException {
        return web.send(request(api, secret, method, message));
    }

    private static java.net.http.HttpRequest.Builder request(String api, String secret, String method, ObjectNode message)
            throws IOException {
        return Web.to(api + "/bot" + secret.strip() + "/" + method).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(message.toString()));
    }

    private static Optional<JsonNode> json(Web.Reply reply) {
        try {
            return Optional.ofNullable(JSON.readTree(reply.body())).filter(said -> said.has("ok"));
        } catch (JacksonException nonsense) {
            return Optional.empty();
        }
    }
}
