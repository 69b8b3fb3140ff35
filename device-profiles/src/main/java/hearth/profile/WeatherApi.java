package hearth.profile;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.device.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The weather on the wire, whoever publishes it; retained.
///
/// `weather/temperature`: °C outside now, `3.4`. `weather/forecast`:
/// ```json
/// {"updated": "2026-11-26T09:00:00Z", "source": "Open-Meteo", "hours": [{"time": "2026-11-26T09:00:00Z", "temperature": 3.4}]}
/// ```
/// with an hour each for the next 48. `time` has an offset or is in seconds since 1970; an hour that is `null`, or no weather on earth, is
/// passed over. `updated` and `source` may be missing.
public final class WeatherApi {

    public static final String TEMPERATURE = "weather/temperature";
    public static final String FORECAST = "weather/forecast";

    private static final int LONGEST = 64 << 10;
    private static final int HOURS = 48;
    /// What is said of a time that far off is no forecast.
    private static final Duration FARTHEST = Duration.ofDays(366);
    private static final double COLDEST = -95;
    private static final double WARMEST = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private WeatherApi() {
    }

    /// Whether it belongs to the weather, and so to no device that nobody knows.
    public static boolean has(String topic) {
        return topic.equals(TEMPERATURE) || topic.equals(FORECAST);
    }

    /// The next 48 hours, and how it is now where that is known; nothing where all of it is over.
    public static List<Message> messages(Forecast forecast, Instant now) {
        var nodes = JsonNodeFactory.instance;
        var top = nodes.objectNode().put("updated", forecast.updated().toString()).put("source", forecast.source());
        var hours = top.putArray("hours");
        forecast.hours().stream().filter(h -> h.at().isAfter(now.minusSeconds(3600))).limit(HOURS)
                .forEach(h -> hours.addObject().put("time", h.at().toString()).put("temperature", tenth(h.temperature())));
        if (hours.isEmpty()) {
            return List.of();
        }
        var whole = Message.retained(FORECAST, top.toString());
        return forecast.at(now).map(t -> List.of(Message.retained(TEMPERATURE, new Value.Numeric(tenth(t)).wire()), whole))
                .orElse(List.of(whole));
    }

    private static double tenth(double degrees) {
        return Math.rint(degrees * 10) / 10;
    }

    /// Nobody says anything of the weather any more.
    public static List<Message> cleared() {
        return List.of(Message.retained(TEMPERATURE, ""), Message.retained(FORECAST, ""));
    }

    /// What a message on [#TEMPERATURE] says; empty where it is no temperature.
    public static Optional<Double> temperature(Payload payload) {
        return payload.text().flatMap(text -> {
            try {
                return degrees(JSON.readTree(text.strip()));
            } catch (JacksonException noNumber) {
                return Optional.empty();
            }
        });
    }

    /// What a message on [#FORECAST] says; empty where that is no forecast.
    ///
    /// @param come     when it came: it is not newer than this
    /// @param retained where it does not say how old it is, and the broker kept it, it is as old as its first hour
    public static Optional<Forecast> forecast(Payload payload, Instant come, boolean retained) {
        if (payload.size() > LONGEST) {
            return Optional.empty();
        }
        try {
            var top = JSON.readTree(payload.text().orElse(""));
            var hours = new TreeMap<Instant, Forecast.Hour>();
            for (var hour : top.path("hours")) {
                time(hour.path("time"), come).ifPresent(at -> degrees(hour.path("temperature"))
                        .ifPresent(degrees -> hours.put(at, new Forecast.Hour(at, degrees))));
            }
            if (hours.isEmpty()) {
                return Optional.empty();
            }
            var first = hours.firstKey().isAfter(come) || !retained ? come : hours.firstKey();
            var updated = time(top.path("updated"), come).map(t -> t.isAfter(come) ? come : t).orElse(first);
            return Optional.of(new Forecast(updated, top.path("source").asText(""), List.copyOf(hours.values())));
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }

    private static Optional<Double> degrees(JsonNode node) {
        var value = node.isObject() ? node.path("value") : node;
        try {
            return Optional.of(value.isNumber() ? value.asDouble() : Double.parseDouble(value.asText("")))
                    .filter(d -> d >= COLDEST && d <= WARMEST);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(JsonNode node, Instant come) {
        try {
            var time = node.canConvertToLong() && node.isNumber() ? Optional.of(Instant.ofEpochSecond(node.asLong()))
                    : node.isTextual() ? Optional.of(OffsetDateTime.parse(node.asText()).toInstant()) : Optional.<Instant>empty();
            return time.filter(t -> Duration.between(come, t).abs().compareTo(FARTHEST) <= 0);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
