package hearth.weather;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.home.Spot;
import hearth.profile.Forecast;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Open-Meteo's forecast (open-meteo.com/en/docs): no key, free for private use, to be named.
///
/// @param server `https://api.open-meteo.com`
public record OpenMeteo(URI server) implements Provider {

    public OpenMeteo() {
        this(URI.create("https://api.open-meteo.com"));
    }

    @Override public String name() {
        return "Open-Meteo.com";
    }

    @Override public URI question(Spot at) {
        return server.resolve("/v1/forecast?latitude=" + Provider.degrees(at.latitude()) + "&longitude=" + Provider.degrees(at.longitude())
                + "&hourly=temperature_2m&forecast_days=3&timeformat=unixtime&timezone=GMT");
    }

    @Override public List<Forecast.Hour> hours(JsonNode answer) {
        var hours = new ArrayList<Forecast.Hour>();
        var times = answer.path("hourly").path("time");
        var temperatures = answer.path("hourly").path("temperature_2m");
        for (int i = 0; i < Math.min(times.size(), temperatures.size()); i++) {
            try {
                if (times.get(i).isIntegralNumber() && temperatures.get(i).isNumber()) {
                    hours.add(new Forecast.Hour(Instant.ofEpochSecond(times.get(i).asLong()), temperatures.get(i).asDouble()));
                }
            } catch (DateTimeException noTime) {
                continue; // the others count
            }
        }
        return hours;
    }
}
