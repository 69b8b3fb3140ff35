package hearth.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How warm it will be outside, hour by hour. A value.
///
/// @param updated when whoever says so worked it out, or fetched it
/// @param source  who says so, as people should read it; may be empty
/// @param hours   by time; each time once
public record Forecast(Instant updated, String source, List<Hour> hours) {

    private static final Duration LAST = Duration.ofHours(1);

    /// @param temperature °C outside, at that moment
    public record Hour(Instant at, double temperature) {
    }

    public Forecast {
        hours = hours.stream().sorted(Comparator.comparing(Hour::at)).toList();
        if (hours.isEmpty() || hours.stream().map(Hour::at).distinct().count() != hours.size()) {
            throw new IllegalArgumentException("each hour once, and at least one");
        }
    }

    /// °C outside at that time, between two hours drawn straight; empty where nothing is said of it.
    public Optional<Double> at(Instant time) {
        Hour before = hours.getFirst();
        if (time.isBefore(before.at())) {
            return Optional.empty();
        }
        for (var next : hours) {
            if (next.at().isAfter(time)) {
                double part = seconds(before.at(), time) / seconds(before.at(), next.at());
                return Optional.of(before.temperature() + part * (next.temperature() - before.temperature()));
            }
            before = next;
        }
        return time.isBefore(before.at().plus(LAST)) ? Optional.of(before.temperature()) : Optional.empty();
    }

    private static double seconds(Instant from, Instant to) {
        var span = Duration.between(from, to);
        return span.getSeconds() + span.getNano() / 1e9;
    }

    /// The hours from then up to that time.
    public Stream<Hour> between(Instant from, Instant to) {
        return hours.stream().filter(h -> !h.at().isBefore(from) && !h.at().isAfter(to));
    }
}
