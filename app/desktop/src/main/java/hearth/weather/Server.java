package hearth.weather;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.hub.Answer.Cause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Questions to a server on the web, bounded in time and size; redirects are not followed. Any thread; blocks its caller.
final class Server implements AutoCloseable {

    private static final int MOST = 2 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param json         what it says; empty where it says that nothing has changed
    /// @param lastModified as it spells it; empty where it does not
    /// @param expires      when it is worth asking again
    record Reply(Optional<JsonNode> json, String lastModified, Optional<Instant> expires) {
    }

    /// It gave no answer that can be used. The message is one of [Cause]'s.
    static final class NoReply extends IOException {

        private static final long serialVersionUID = 1;
        private final transient Optional<Duration> pause;

        NoReply(Cause cause, String detail, Optional<Duration> pause) {
            super(cause.words(detail));
            this.pause = pause;
        }

        /// How long it wants to be left alone.
        Optional<Duration> pause() {
            return pause;
        }
    }

    private final String agent;
    private final Duration patience;
    private @Nullable HttpClient client;

    /// @param agent    who asks
    /// @param patience from the question to the end of the answer
    Server(String agent, Duration patience) {
        this.agent = agent;
        this.patience = patience;
    }

    /// Made when something is asked for the first time: until then nothing of it is loaded.
    private synchronized HttpClient client() {
        var known = client;
        if (known == null) {
            known = HttpClient.newBuilder().connectTimeout(patience).followRedirects(HttpClient.Redirect.NEVER).build();
            client = known;
        }
        return known;
    }

    /// @param since what it said last of when its answer was new; empty for never
    /// @throws NoReply if there is no good one in time
    Reply ask(URI question, String since) throws NoReply, InterruptedException {
        var request = HttpRequest.newBuilder(question).header("User-Agent", agent).header("Accept", "application/json").timeout(patience);
        if (!since.isEmpty()) {
            request.header("If-Modified-Since", since);
        }
        var host = question.getHost();
        var reply = client().sendAsync(request.build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST));
        try {
            return read(reply.get(patience.toMillis(), TimeUnit.MILLISECONDS), host, !since.isEmpty());
        } catch (TimeoutException slow) {
            throw new NoReply(Cause.TIMEOUT, host, Optional.empty());
        } catch (CancellationException closed) {
            throw new NoReply(Cause.OTHER, "closed", Optional.empty());
        } catch (ExecutionException failed) {
            throw new NoReply(cause(failed.getCause()), host, Optional.empty());
        } finally {
            reply.cancel(true);
        }
    }

    private static Reply read(HttpResponse<byte[]> response, String host, boolean conditional) throws NoReply {
        var headers = response.headers();
        var pause = headers.firstValue("Retry-After").filter(s -> s.matches("[0-9]{1,6}")).map(s -> Duration.ofSeconds(Long.parseLong(s)));
        var expires = headers.firstValue("Expires").flatMap(Server::time);
        var modified = headers.firstValue("Last-Modified").orElse("");
        if (response.statusCode() == 304 && conditional) {
            return new Reply(Optional.empty(), modified, expires);
        }
        if (response.statusCode() / 100 != 2) {
            throw new NoReply(Cause.SAID, response.statusCode() + " " + host, pause);
        }
        try {
            return new Reply(Optional.of(JSON.readTree(response.body())), modified, expires);
        } catch (JacksonException nonsense) {
            throw new NoReply(Cause.NONSENSE, host, pause);
        } catch (IOException never) {
            throw new IllegalStateException(never);
        }
    }

    private static Optional<Instant> time(String http) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(http)));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Cause cause(@Nullable Throwable failed) {
        for (var cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return Cause.NO_HOST;
            } else if (cause instanceof SSLException) {
                return Cause.CERTIFICATE;
            } else if (cause instanceof HttpTimeoutException) {
                return Cause.TIMEOUT;
            }
        }
        return failed instanceof ConnectException ? Cause.NO_CONNECTION : Cause.OTHER;
    }

    @Override public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
