package hearth.weather;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.home.Spot;
import hearth.profile.Forecast;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/// A server that knows the weather to come. A value, any thread.
public interface Provider {

    /// As people should read it, and as its terms want to be named.
    String name();

    /// What is asked; the place to a hundredth of a degree, about a kilometre: nobody needs to know more.
    URI question(Spot at);

    /// The hours in an answer. What is no number there is passed over; none at all where the answer is none.
    List<Forecast.Hour> hours(JsonNode answer);

    static String degrees(double angle) {
        return String.format(Locale.ROOT, "%.2f", angle);
    }
}
