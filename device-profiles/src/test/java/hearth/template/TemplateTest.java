package hearth.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import hearth.template.Rendered.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class TemplateTest {

    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-03-04T05:06:07.089+01:00[Europe/Berlin]");

    private static Rendered rendered(String template, Map<String, ?> variables) {
        return switch (Template.compile(template)) {
            case Template compiled -> compiled.render(variables, NOW);
            case TemplateProblem problem -> problem;
        };
    }

    /// One case a line: `[template, {variables}, text]`, the text null where Jinja2 raises an error.
    @Test void templatesSayWhatJinja2SaysWithHomeAssistantsFilters() throws IOException {
        var mapper = new JsonMapper();
        var differences = new ArrayList<String>();
        for (var line : file("cases.jsonl").lines().toList()) {
            var one = mapper.readTree(line);
            var variables = new HashMap<String, Object>();
            one.get(1).properties().forEach(e -> variables.put(e.getKey(), e.getValue()));
            var rendered = rendered(one.get(0).textValue(), variables);
            if (!(one.get(2).isNull() ? rendered instanceof TemplateProblem : rendered.equals(new Text(one.get(2).textValue())))) {
                differences.add(line + " became " + rendered);
            }
        }
        assertEquals(List.of(), differences);
    }

    private static String file(String name) throws IOException {
        try (var in = Objects.requireNonNull(TemplateTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test void aPayloadIsReadOnceForAllItsTemplates() {
        assertEquals(new Text("21.5"), rendered("{{ value_json.temperature }}", Template.variables("{\"temperature\": 21.5}")));
        assertEquals(new Text("no text"), rendered("{{ value }} {{ value_json }}", Template.variables("no text")));
        assertEquals(new Text("None 1"), rendered("{{ value_json.t }} {{ value_json.h }}", Template.variables("{\"t\": NaN, \"h\": 1}")));
    }

    @Test void aTemplateFoundInAPayloadIsText() {
        assertEquals(new Text("{{ 7*7 }}"), rendered("{{ value }}", Map.of("value", "{{ 7*7 }}")));
        assertEquals(new Text("{{ 7*7 }}!"), rendered("{% set x %}{{ value }}!{% endset %}{{ x }}", Map.of("value", "{{ 7*7 }}")));
    }
}
