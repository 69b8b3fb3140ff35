package hearth.demo;

import hearth.profile.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;

/// The weather of the simulated home: mild days until it begins, then a frost that is there two hours later and stays. A value.
///
/// @param begins when it begins to get colder
record ColdFront(Instant begins, ZoneId zone) {

    private static final double FROST = -8;
    private static final Duration COMING = Duration.ofHours(2);

    /// °C outside at that time.
    double outside(Instant at) {
        if (at.isBefore(begins)) {
            return mild(at);
        }
        double part = Math.min(1, (double) Duration.between(begins, at).toMillis() / COMING.toMillis());
        return mild(begins) + part * (FROST - mild(begins));
    }

    private double mild(Instant at) {
        return mild(LocalTime.ofInstant(at, zone).toSecondOfDay() / 3_600.0);
    }

    /// °C at an hour of a mild day, 0 to 24: coldest at 3, warmest at 15.
    static double mild(double hour) {
        return 9 - 5 * Math.cos((hour - 3) / 12 * Math.PI);
    }

    Forecast forecast(Instant now) {
        var hour = now.truncatedTo(ChronoUnit.HOURS);
        return new Forecast(now, "Hearth demo", IntStream.range(0, 48).mapToObj(i -> hour.plus(Duration.ofHours(i)))
                .map(at -> new Forecast.Hour(at, outside(at))).toList());
    }
}
