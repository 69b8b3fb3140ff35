package hearth.template;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What compiling a template and rendering a compiled one cost: the shape of five templates in six, one with filters, one with
/// branches, a loop with a namespace, and a regular expression. The payload is read once and not measured, but for `payload`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xms24m", "-Xmx512m"})
public class TemplateBenchmark {

    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final String PAYLOAD = """
            {"battery":100,"brightness":127,"color":{"x":0.31,"y":0.33},"color_mode":"xy","color_temp":370,"linkquality":120,"state":"ON",
             "action":"button_2_hold_release","temperature":21.55,"humidity":48.2,"update":{"installed_version":3,"latest_version":4,"state":"idle"},
             "power":12.5,"energy":1.25,"voltage":231}
            """;
    private static final Map<String, String> SOURCES = Map.of("path", "{{ value_json[\"temperature\"] }}",
            "filters", "{{ value_json[\"action\"]|default('',True)|string|truncate(254,True,'',0) }}",
            "branches",
            "{% if value_json.power > 1000 %}high{% elif value_json.power > 10 %}{{ (value_json.power * 1.1)|round(1) }}{% else %}idle{% endif %}",
            "loop",
            "{% set ns = namespace(n=0) %}{% for k in value_json.keys() if 'e' in k %}{% set ns.n = ns.n + k|length %}{% endfor %}{{ ns.n }}",
            "regex",
            "{{ value_json.action|regex_findall('^(?P<button>(?:button_)?[a-z0-9]+)_(?P<action>(?:press|hold)(?:_release)?)$') }}");

    @Param({"path", "filters", "branches", "loop", "regex"}) private String shape = "path";

    private String source = "";
    private Template template = compiled("");
    private Map<String, Object> variables = Map.of();

    private static Template compiled(String source) {
        return switch (Template.compile(source)) {
            case Template template -> template;
            case TemplateProblem problem -> throw new IllegalStateException(problem.reason());
        };
    }

    @Setup public void build() {
        source = SOURCES.getOrDefault(shape, "");
        template = compiled(source);
        variables = Template.variables(PAYLOAD);
        if (!(template.render(variables, NOW) instanceof Rendered.Text)) {
            throw new IllegalStateException(template.toString());
        }
    }

    @Benchmark public Compiled compile() {
        return Template.compile(source);
    }

    @Benchmark public Rendered render() {
        return template.render(variables, NOW);
    }

    @Benchmark public Rendered payload() {
        return template.render(Template.variables(PAYLOAD), NOW);
    }
}
