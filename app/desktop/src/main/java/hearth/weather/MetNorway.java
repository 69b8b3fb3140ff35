package hearth.weather;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.home.Spot;
import hearth.profile.Forecast;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The Norwegian Meteorological Institute's Locationforecast 2.0 (api.met.no/weatherapi/locationforecast/2.0/documentation): no key, for all
/// the world, to be named; whoever asks says who they are, and does not ask again before the answer expires.
///
/// @param server `https://api.met.no`
public record MetNorway(URI server) implements Provider {

    public MetNorway() {
        this(URI.create("https://api.met.no"));
    }

    @Override public String name() {
        return "MET Norway";
    }

    @Override public URI question(Spot at) {
        return server.resolve("/weatherapi/locationforecast/2.0/compact?lat=" + Provider.degrees(at.latitude()) + "&lon="
                + Provider.degrees(at.longitude()));
    }

    @Override public List<Forecast.Hour> hours(JsonNode answer) {
        var hours = new ArrayList<Forecast.Hour>();
        for (var entry : answer.path("properties").path("timeseries")) {
            var temperature = entry.path("data").path("instant").path("details").path("air_temperature");
            try {
                if (temperature.isNumber()) {
                    hours.add(new Forecast.Hour(Instant.parse(entry.path("time").asText("")), temperature.asDouble()));
                }
            } catch (DateTimeException noTime) {
                continue; // the others count
            }
        }
        return hours;
    }
}
