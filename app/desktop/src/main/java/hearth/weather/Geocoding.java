package hearth.weather;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.home.Spot;
import hearth.hub.Places;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Open-Meteo's search for places by name (open-meteo.com/en/docs/geocoding-api). A value, any thread.
///
/// @param server `https://geocoding-api.open-meteo.com`
public record Geocoding(URI server) {

    public Geocoding() {
        this(URI.create("https://geocoding-api.open-meteo.com"));
    }

    URI question(String name, String language) {
        return server.resolve("/v1/search?count=8&format=json&language=" + language + "&name="
                + URLEncoder.encode(name, StandardCharsets.UTF_8));
    }

    /// Those in an answer that lie on earth.
    List<Places.Place> places(JsonNode answer) {
        var all = new ArrayList<Places.Place>();
        for (var place : answer.path("results")) {
            double latitude = place.path("latitude").asDouble(Double.NaN);
            double longitude = place.path("longitude").asDouble(Double.NaN);
            var name = Stream.of("name", "admin1", "country").map(key -> place.path(key).asText("")).filter(s -> !s.isBlank())
                    .distinct().collect(Collectors.joining(", "));
            if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && !name.isEmpty()) {
                all.add(new Places.Place(name, new Spot(latitude, longitude)));
            }
        }
        return all;
    }
}
