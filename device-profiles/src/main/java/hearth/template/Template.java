package hearth.template;

import hearth.template.TemplateProblem.Stage;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A compiled template: a value, to be compiled once and rendered often, on any thread.
///
/// The language is Jinja2's as Home Assistant configures it (home-assistant.io/docs/configuration/templating), without macros,
/// inheritance, imports and everything that asks about a Home Assistant. An unknown variable is lenient: nothing when printed, false,
/// and a problem as soon as something is read from it or computed with it.
public final class Template implements Compiled {

    /// Nobody announces a longer one; the longest of Zigbee2MQTT's has 2 KB.
    private static final int LONGEST = 64 << 10;

    private final String source;
    private final List<Statement> body;

    private Template(String source, List<Statement> body) {
        this.source = source;
        this.body = body;
    }

    /// The template, or why it is none.
    public static Compiled compile(String source) {
        if (source.length() > LONGEST) {
            return new TemplateProblem(Stage.COMPILING, "longer than " + LONGEST + " characters");
        }
        try {
            return new Template(source, new Parser(Lexer.tokens(source)).template());
        } catch (Failure failure) {
            return new TemplateProblem(Stage.COMPILING, failure.reason());
        }
    }

    /// What a message's template may read: `value`, and `value_json` where the payload is JSON. Read once, it serves any number of
    /// templates; `NaN` and infinity are None.
    public static Map<String, Object> variables(String payload) {
        var variables = new LinkedHashMap<String, Object>();
        variables.put("value", payload);
        Json.read(payload).ifPresent(json -> variables.put("value_json", json));
        return variables;
    }

    /// The text, without white space around it, or why there is none. Ends within 50,000 steps and 256 KiB of text.
    ///
    /// @param variables texts, numbers, booleans, null, lists, maps and Jackson's nodes, by name
    /// @param now       what `now()` says, and the zone of local time
    public Rendered render(Map<String, ?> variables, ZonedDateTime now) {
        var run = new Run(variables, now);
        try {
            return new Rendered.Text(run.render(body));
        } catch (Failure failure) {
            return new TemplateProblem(Stage.RENDERING, failure.reason());
        }
    }

    @Override public boolean equals(Object other) {
        return other instanceof Template that && source.equals(that.source);
    }

    @Override public int hashCode() {
        return source.hashCode();
    }

    /// The source.
    @Override public String toString() {
        return source;
    }
}
