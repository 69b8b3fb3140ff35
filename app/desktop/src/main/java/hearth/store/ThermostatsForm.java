package hearth.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.home.Thermostat;
import hearth.home.Thermostats;
import hearth.home.Thermostats.Unread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/// Thermostats as the house's file spells them: one that cannot be read stays in its place, word for word, and the others count.
final class ThermostatsForm {

    private ThermostatsForm() {
    }

    static List<JsonNode> of(Thermostats thermostats, ObjectMapper json) {
        return Stream.concat(thermostats.all().stream().map(t -> json.<JsonNode>valueToTree(t)), thermostats.unread().stream().map(u -> {
            try {
                return json.readTree(u.json());
            } catch (JacksonException notOurs) {
                return json.getNodeFactory().textNode(u.json());
            }
        })).toList();
    }

    static Thermostats read(List<JsonNode> nodes, ObjectMapper json) {
        var all = new LinkedHashMap<String, Thermostat>();
        var unread = new ArrayList<Unread>();
        for (var node : nodes) {
            try {
                var thermostat = json.convertValue(AutomationsForm.object(node), Thermostat.class);
                all.putIfAbsent(thermostat.id().value(), thermostat);
            } catch (IllegalArgumentException wrong) {
                var reason = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
                unread.add(new Unread(node.path("id").asText(""), reason, node.toString()));
            }
        }
        return new Thermostats(List.copyOf(all.values()), unread);
    }
}
