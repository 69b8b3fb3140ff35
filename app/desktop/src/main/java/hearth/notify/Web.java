package hearth.notify;

import hearth.hub.Answer;
import hearth.hub.Answer.Cause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Calls to servers on the web, bounded in time and size; redirects are told, not followed. Any thread; blocks its caller.
final class Web implements AutoCloseable {

    /// @param body its first 64 KiB
    /// @param pause how long the server wants to be left alone
    record Reply(int status, String body, Optional<Duration> pause, String elsewhere) {

        /// `403 Forbidden: …`
        String words() {
            return Cause.SAID.words(status + " " + body);
        }

        /// What it means where nothing more is known of the server; a refusal is one that another try will hardly change.
        Answer answer() {
            if (status / 100 == 2) {
                return new Answer.Accepted(words());
            }
            if (status / 100 == 3) {
                return new Answer.Unavailable(Cause.REDIRECT.words(elsewhere), pause);
            }
            return status / 100 == 4 && status != 408 && status != 425 && status != 429 ? new Answer.Refused(words())
                    : new Answer.Unavailable(words(), pause);
        }
    }

    /// It did not come to a reply.
    static final class NoReply extends IOException {

        private static final long serialVersionUID = 1;
        private final transient Answer.Unavailable answer;

        NoReply(Cause cause, String detail) {
            super(cause.words(detail));
            answer = new Answer.Unavailable(cause.words(detail), Optional.empty());
        }

        Answer answer() {
            return answer;
        }
    }

    /// The first bytes of a body; the rest is not waited for.
    private static final class Beginning implements HttpResponse.BodySubscriber<byte[]> {

        private static final int MOST = 64 << 10;
        private final CompletableFuture<byte[]> body = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.@Nullable Subscription subscription;

        @Override public CompletionStage<byte[]> getBody() {
            return body;
        }

        @Override public void onSubscribe(Flow.Subscription started) {
            subscription = started;
            started.request(Long.MAX_VALUE);
        }

        @Override public void onNext(List<ByteBuffer> parts) {
            for (var part : parts) {
                var some = new byte[Math.min(part.remaining(), MOST - bytes.size())];
                part.get(some);
                bytes.writeBytes(some);
            }
            if (bytes.size() == MOST && subscription != null) {
                subscription.cancel();
                body.complete(bytes.toByteArray());
            }
        }

        @Override public void onError(Throwable failed) {
            body.completeExceptionally(failed);
        }

        @Override public void onComplete() {
            body.complete(bytes.toByteArray());
        }
    }

    private final Optional<SSLContext> trust;
    private final Duration connect;
    private final Duration whole;
    private @Nullable HttpClient client;

    /// @param trust other than the system's
    /// @param whole from the call to the end of the reply
    Web(Optional<SSLContext> trust, Duration connect, Duration whole) {
        this.trust = trust;
        this.connect = connect;
        this.whole = whole;
    }

    /// Made when something is sent for the first time: until then nothing of it is loaded.
    private synchronized HttpClient client() {
        var known = client;
        if (known == null) {
            var builder = HttpClient.newBuilder().connectTimeout(connect).followRedirects(HttpClient.Redirect.NEVER);
            trust.ifPresent(builder::sslContext);
            known = builder.build();
            client = known;
        }
        return known;
    }

    static HttpRequest.Builder to(String url) throws NoReply {
        try {
            return HttpRequest.newBuilder(URI.create(url)).header("User-Agent", "Hearth");
        } catch (IllegalArgumentException unfit) {
            throw new NoReply(Cause.OTHER, "this is no address"); // the address itself may be a secret
        }
    }

    /// @throws NoReply if there is none in time
    Reply send(HttpRequest.Builder request) throws NoReply, InterruptedException {
        return send(request, whole);
    }

    /// @throws NoReply if there is none in that time
    Reply send(HttpRequest.Builder request, Duration patience) throws NoReply, InterruptedException {
        var call = request.timeout(patience).build();
        var host = call.uri().getHost() + (call.uri().getPort() < 0 ? "" : ":" + call.uri().getPort());
        var reply = client().sendAsync(call, _ -> new Beginning());
        try {
            return reply(reply.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            throw new NoReply(Cause.TIMEOUT, host);
        } catch (CancellationException closed) {
            throw new NoReply(Cause.OTHER, "closed");
        } catch (ExecutionException failed) {
            throw noReply(failed.getCause(), host);
        } finally {
            reply.cancel(true);
        }
    }

    private static Reply reply(HttpResponse<byte[]> response) {
        var pause = response.headers().firstValue("Retry-After").filter(s -> s.matches("[0-9]{1,6}"))
                .map(s -> Duration.ofSeconds(Long.parseLong(s)));
        return new Reply(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8), pause,
                response.headers().firstValue("Location").orElse(""));
    }

    private static NoReply noReply(@Nullable Throwable failed, String host) {
        for (var cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return new NoReply(Cause.NO_HOST, host);
            } else if (cause instanceof SSLException) {
                return new NoReply(Cause.CERTIFICATE, host + ": " + cause.getMessage());
            } else if (cause instanceof HttpTimeoutException) {
                return new NoReply(Cause.TIMEOUT, host);
            }
        }
        return failed instanceof ConnectException ? new NoReply(Cause.NO_CONNECTION, host)
                : new NoReply(Cause.OTHER, host + ": " + (failed == null ? "" : failed.getMessage()));
    }

    @Override public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
