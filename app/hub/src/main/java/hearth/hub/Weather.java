package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.profile.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is known of the weather, whoever published it: see [hearth.profile.WeatherApi].
///
/// @param outside    what was said last of the temperature outside
/// @param unreadable what was said last, where it was no forecast
public record Weather(Optional<Forecast> forecast, Optional<Heating.Read> outside, Optional<String> unreadable) {

    static final Weather UNKNOWN = new Weather(Optional.empty(), Optional.empty(), Optional.empty());

    /// Where the history keeps what it was outside.
    public static final PropertyRef OUTSIDE = new PropertyRef(new DeviceId("weather"), "weather", "temperature");
    /// An older forecast does not count.
    public static final Duration STALE = Duration.ofHours(6);

    /// The forecast, if it is not too old.
    public Optional<Forecast> fresh(Instant now) {
        return forecast.filter(f -> f.updated().plus(STALE).isAfter(now));
    }

    /// Whether there is a forecast, and it is too old.
    public boolean stale(Instant now) {
        return forecast.isPresent() && fresh(now).isEmpty();
    }

    /// °C outside at that time, as far as anything is known that is not too old.
    Optional<Double> at(Instant time, Instant now) {
        return fresh(now).flatMap(f -> f.at(time))
                .or(() -> outside.filter(read -> read.at().plus(STALE).isAfter(now)).map(Heating.Read::degrees));
    }

    Weather with(Forecast newest) {
        return new Weather(Optional.of(newest), outside, Optional.empty());
    }

    Weather with(Heating.Read newest) {
        return new Weather(forecast, Optional.of(newest), unreadable);
    }

    Weather misread(String said) {
        return new Weather(forecast, outside, Optional.of(said));
    }

    Weather withoutForecast() {
        return new Weather(Optional.empty(), outside, Optional.empty());
    }

    Weather withoutOutside() {
        return new Weather(forecast, Optional.empty(), unreadable);
    }
}
