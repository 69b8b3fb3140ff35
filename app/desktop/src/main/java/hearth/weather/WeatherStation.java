package hearth.weather;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.home.Spot;
import hearth.hub.Answer.Cause;
import hearth.hub.Places;
import hearth.profile.Forecast;
import hearth.profile.WeatherApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches the forecast for one place now and then, keeps it on disk, and publishes it. Any thread; it works on one of its own.
///
/// A server is asked for a place at most once in 15 minutes, also over a restart, after errors too, and not before its answer has expired.
public final class WeatherStation implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WeatherStation.class);

    static final Duration LEAST = Duration.ofMinutes(15);
    private static final Duration USUAL = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Who is told what becomes of it.
    ///
    /// @param publish takes a message for the broker
    /// @param failed  told why there was no forecast: see [hearth.hub.Answer.Cause]
    /// @param well    told that there is one again
    public record Listener(Consumer<Message> publish, Consumer<String> failed, Runnable well) {
    }

    /// What is on disk.
    ///
    /// @param asked    when it was asked last, with whatever success
    /// @param next     not before then it is asked again
    /// @param modified what the server calls the age of its answer
    /// @param forecast as it is published; empty where there was none yet
    private record Kept(String provider, String place, Instant asked, Instant next, String modified, String forecast) {
    }

    private final Path file;
    private final InstantSource clock;
    private final Listener listener;
    private final Server server;
    private final ScheduledExecutorService worker = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("weather").daemon().factory());
    private Optional<Asking> asking = Optional.empty();
    private long turn;

    private record Asking(Provider provider, Spot at) {

        String place() {
            return Provider.degrees(at.latitude()) + "," + Provider.degrees(at.longitude());
        }
    }

    /// @param file    where the last answer is kept
    /// @param version of the program, which says its name to the servers
    public WeatherStation(Path file, String version, Duration patience, InstantSource clock, Listener listener) {
        this.file = file;
        this.clock = clock;
        this.listener = listener;
        server = new Server(agent(version, contact()), patience);
    }

    /// As MET Norway's terms want it (api.met.no/doc/TermsOfService): the program and a page or mail of whoever publishes it.
    static String agent(String version, String contact) {
        return ("Hearth/" + version + " " + contact).strip();
    }

    /// What the build was given as `hearth.contact`; empty where nothing.
    private static String contact() {
        try (var file = WeatherStation.class.getResourceAsStream("contact.txt")) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /// From now on fetches for that place and publishes at once what it has; returns at once.
    public void serve(Provider provider, Spot at) {
        later(() -> {
            asking = Optional.of(new Asking(provider, at));
            work(++turn);
        });
    }

    /// Fetches nothing any more, and clears what it had published.
    public void stop() {
        later(() -> {
            turn++;
            if (asking.isPresent() || Files.exists(file)) {
                forget();
                WeatherApi.cleared().forEach(listener.publish());
                listener.well().run();
            }
            asking = Optional.empty();
        });
    }

    private void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            log.warn("The last forecast cannot be deleted now", stays);
        }
    }

    private void later(Runnable task) {
        try {
            worker.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException bug) { // the executor would keep it to itself
                    log.error("The weather's task failed", bug);
                }
            });
        } catch (RejectedExecutionException closing) {
            log.debug("too late, it is closing");
        }
    }

    // ---- on the weather thread

    private void work(long mine) {
        if (mine != turn || asking.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var wanted = asking.get();
        var kept = kept().filter(k -> k.provider().equals(wanted.provider().name()) && k.place().equals(wanted.place()));
        if (kept.filter(k -> k.next().isAfter(now) && !k.asked().isAfter(now)).isEmpty()) {
            kept = Optional.of(asked(wanted, kept, now));
            keep(kept.get());
        }
        kept.flatMap(k -> forecast(k, now)).ifPresent(f -> WeatherApi.messages(f, now).forEach(listener.publish()));
        long wait = Duration.between(now, kept.get().next()).toMillis();
        worker.schedule(() -> work(mine), Math.clamp(wait, 1_000, LEAST.toMillis()), TimeUnit.MILLISECONDS);
    }

    private static Optional<Forecast> forecast(Kept kept, Instant now) {
        return kept.forecast().isEmpty() ? Optional.empty() : WeatherApi.forecast(Payload.of(kept.forecast()), now, true);
    }

    private Kept asked(Asking wanted, Optional<Kept> before, Instant now) {
        var known = before.filter(k -> forecast(k, now).filter(f -> !WeatherApi.messages(f, now).isEmpty()).isPresent());
        var provider = wanted.provider();
        try {
            var reply = server.ask(provider.question(wanted.at()), known.map(Kept::modified).orElse(""));
            var next = reply.expires().filter(e -> e.isAfter(now.plus(LEAST)) && e.isBefore(now.plus(LONGEST))).orElse(now.plus(USUAL));
            var said = reply.json().isEmpty() ? known.flatMap(k -> forecast(k, now)).map(Forecast::hours)
                    : reply.json().map(provider::hours);
            var hours = said.map(all -> all.stream().collect(Collectors.toMap(Forecast.Hour::at, h -> h, (one, _) -> one)).values().stream()
                    .sorted(Comparator.comparing(Forecast.Hour::at)).toList()).filter(all -> !all.isEmpty());
            var published = hours.map(h -> WeatherApi.messages(new Forecast(now, provider.name(), h), now)).filter(all -> !all.isEmpty())
                    .map(all -> all.getLast().payload()).filter(p -> WeatherApi.forecast(p, now, true).isPresent())
                    .orElseThrow(() -> new Server.NoReply(Cause.NONSENSE, provider.question(wanted.at()).getHost(), Optional.empty()));
            listener.well().run();
            return new Kept(provider.name(), wanted.place(), now, next, reply.lastModified(), published.text().orElse(""));
        } catch (Server.NoReply failed) {
            listener.failed().accept(String.valueOf(failed.getMessage()));
            var pause = failed.pause().filter(p -> p.compareTo(LEAST) > 0).orElse(LEAST);
            return new Kept(provider.name(), wanted.place(), now, now.plus(pause), before.map(Kept::modified).orElse(""),
                    before.map(Kept::forecast).orElse(""));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return new Kept(provider.name(), wanted.place(), now, now.plus(LEAST), "", before.map(Kept::forecast).orElse(""));
        }
    }

    // ---- the file

    private Optional<Kept> kept() {
        try {
            var tree = JSON.readTree(Files.readAllBytes(file));
            return Optional.of(new Kept(tree.path("provider").asText(""), tree.path("place").asText(""),
                    Instant.parse(tree.path("asked").asText("")), Instant.parse(tree.path("next").asText("")),
                    tree.path("modified").asText(""), tree.path("forecast").asText("")));
        } catch (JacksonException | DateTimeException damaged) {
            return Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private void keep(Kept kept) {
        try {
            var tree = JSON.createObjectNode().put("provider", kept.provider()).put("place", kept.place())
                    .put("asked", kept.asked().toString()).put("next", kept.next().toString()).put("modified", kept.modified())
                    .put("forecast", kept.forecast());
            var fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "weather", ".new"); // for its owner only: it tells where
            try {
                Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree));
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException later) {
            log.warn("The forecast cannot be kept now", later);
        }
    }

    /// Finds places of that name.
    ///
    /// @param found told what there is, and why there is nothing: see [hearth.hub.Answer.Cause]
    public void find(Geocoding geocoding, String name, String language, BiConsumer<List<Places.Place>, String> found) {
        later(() -> {
            try {
                var reply = server.ask(geocoding.question(name, language), "");
                found.accept(reply.json().map(geocoding::places).orElse(List.of()), "");
            } catch (Server.NoReply failed) {
                found.accept(List.of(), String.valueOf(failed.getMessage()));
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override public void close() {
        worker.shutdownNow();
        server.close();
    }
}
