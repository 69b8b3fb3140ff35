package hearth.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import hearth.template.TemplateProblem.Stage;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HostileTemplateTest {

    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 3, 4, 5, 6, 7, 0, ZoneOffset.UTC);
    private static final String SPACES = " ".repeat(1 << 20);
    private static final Map<String, Object> VARIABLES = Map.of("value", "a".repeat(200_000), "spaces", SPACES, "deep", "[".repeat(100_000),
            "long", java.util.Collections.nCopies(300_000, 1));

    private static Rendered rendered(String template) {
        return switch (Template.compile(template)) {
            case Template compiled -> compiled.render(VARIABLES, NOW);
            case TemplateProblem problem -> problem;
        };
    }

    private static String loops(String body) {
        return "{% for a in range(300) %}{% for b in range(300) %}" + body + "{% endfor %}{% endfor %}";
    }

    private static Stream<String> attacks() {
        return Stream.of(
                "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}{% endfor %}{% endfor %}{% endfor %}",
                "{{ range(1000000000)|list }}", "{{ 'a'|center(1000000000) }}", "{{ 'a'.ljust(2000000000) }}",
                "{{ 'a'.zfill(2000000000) }}",
                "{{ 'a' * 1000000000 }}", "{{ [0] * 1000000000 }}", "{{ 2 ** 2000 }}", "{{ 10 ** 10 ** 100 }}", "{{ 10 ** 1000000 }}",
                "{{ '%1000000000d' % 5 }}",
                "{{ '%.1000000000f' % 5 }}", "{{ '{:1000000000}'.format(5) }}", "{{ 'a'|indent(1000000000, true) }}",
                "{{ [1]|batch(1000000000, 0)|list }}",
                "{% set n = namespace(a='ab') %}{% for i in range(60) %}{% set n.a = n.a ~ n.a %}{% endfor %}{{ n.a }}",
                "{% set n = namespace(a=[1]) %}{% for i in range(60) %}{% set n.a = n.a + n.a %}{% endfor %}",
                "{% set n = namespace(a=[1]) %}{% for i in range(60) %}{% set n.a = [n.a, n.a] %}{% endfor %}{{ n.a }}",
                "{% set n = namespace(a=[1]) %}{% for i in range(60) %}{% set n.a = [n.a, n.a] %}{% endfor %}{{ n.a|to_json }}",
                "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(60) %}{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}{{ n.a == n.b }}",
                "{% set n = namespace(a=(1,)) %}{% for i in range(60) %}{% set n.a = (n.a, n.a) %}{% endfor %}{{ {n.a: 1} }}",
                "{% set n = namespace(a=[1]) %}{% for i in range(9000) %}{% set n.a = [n.a] %}{% endfor %}{{ n.a }}",
                "{% set n = namespace() %}{% set n.self = n %}{{ n }}",
                "{% set n = namespace(a=2) %}{% for i in range(40) %}{% set n.a = n.a * n.a %}{% endfor %}",
                "{% set n = namespace(a='x') %}{% for i in range(60) %}{% set n.a = n.a|replace('x', 'xx') %}{% endfor %}",
                "{{ value|regex_match('(a+)+$|b') and value|regex_match('(a|aa)+b') }}",
                "{{ value[:30]|regex_match('(a|a)*b') and value|regex_search('(a|a)*b') }}",
                "{{ ''|regex_match('" + "(|)".repeat(60) + "x') }}", "{{ ''|regex_match('(|){60}x') }}",
                "{{ ''|regex_match('(((((a*)*)*)*)*)*x') or x.y }}",
                "{{ ''|regex_match('((((?:){1000}){1000}){1000}){1000}') }}", "{{ value|regex_findall('(?=(a*))')|length }}",
                "{{ value|regex_search('" + "(".repeat(1000) + "a" + ")".repeat(1000) + "') }}",
                "{{ value|regex_search('(a*)(a*)(a*)b') }}",
                "{{ value|regex_replace('a', '\\\\g<0>' * 1000) }}",
                "{{ 'a'|regex_search('(?<=" + "(a|(b|".repeat(40) + "c" + "))".repeat(40) + ")') }}",
                "{{ long|sort }}", "{{ long }}", "{{ spaces|upper }}", "{{ spaces }}x", loops("{% if spaces.strip() %}{% endif %}"),
                loops("{% if spaces|float(0) %}{% endif %}"),
                loops("{% if 1 in long %}{% endif %}{% if 2 in long %}{% endif %}"), loops("{% if value == value[1:] %}{% endif %}"),
                loops("{% set x = value|length %}"),
                loops("{% set x = 'b' in value %}"), loops("{% set x = value[5] %}"), loops("{% set x = deep|from_json(default=1) %}"),
                "{{ (value[:100000] ~ 'b') in value }}", "{{ value.replace('a' * 90000 ~ 'b', '') }}",
                "{{ value.split(value[:90000] ~ 'b') }}",
                "{{ " + "(".repeat(30_000) + "1" + ")".repeat(30_000) + " }}", "{{ " + "[".repeat(60_000) + " }}",
                "{{ " + "not ".repeat(15_000) + "1 }}", "{{ " + "-".repeat(60_000) + "1 }}",
                "{{ 1" + " + 1".repeat(15_000) + " }}", "{{ value" + ".a".repeat(30_000) + " }}", "{{ 'a'" + "|lower".repeat(9_000) + " }}",
                "{{ 1" + " or 0".repeat(10_000) + " and x.y }}", "{% if 1 %}".repeat(6_000), "{{ 1" + " if 1 else 2".repeat(5_000) + " }}",
                "{" + "{".repeat(60_000),
                "{{ a" + "(".repeat(60_000), "{{ x" + "[0".repeat(30_000), "{{ {1:".repeat(10_000), "x".repeat(70_000),
                "{{ '" + "9".repeat(60_000) + "'|int }}",
                "{{ " + "9".repeat(60_000) + " }}", "{{ 1e300 ** 1e300 }}", "{{ 1 // 0 }}", "{{ 1 % 0 }}", "{{ 1e400|int }}",
                "{{ 1e18|timestamp_custom }}",
                "{{ now() + timedelta(days=99999999) }}", "{{ timedelta(days=10) * 1e300 }}", "{{ ''.__class__.__mro__ }}",
                "{{ value.getBytes() }}",
                "{{ value.getClass().forName('java.lang.Runtime') }}", "{{ value['getClass']() }}", "{{ ____int3rpr3t3r____.x }}",
                "{{ self.__init__.__globals__ }}",
                "{{ namespace.__init__.__globals__.os }}", "{{ '{0.__class__}'.format(1) }}", "{{ [].append(1) }}",
                "{% set value.x = 1 %}");
    }

    @ParameterizedTest
    @MethodSource("attacks") void anAttackEndsWithAProblem(String template) {
        var problem = assertInstanceOf(TemplateProblem.class, rendered(template));
        assertEquals(List.of(), problem.reason().length() > 200 || problem.reason().isBlank() ? List.of(problem.reason()) : List.of());
    }

    @Test void aProblemSaysWhatIsWrongAndWhere() {
        assertEquals(new TemplateProblem(Stage.COMPILING, "no filter named 'nope' (line 2)"), Template.compile("a\n{{ 1|nope }}"));
        assertEquals(new TemplateProblem(Stage.COMPILING, "expected }}, found 'b' (line 1)"), Template.compile("{{ a b }}"));
        assertEquals(new TemplateProblem(Stage.COMPILING, "'macro' is not supported (line 1)"),
                Template.compile("{% macro a() %}{% endmacro %}"));
        assertEquals(new TemplateProblem(Stage.RENDERING, "'nothing' is undefined"), rendered("{{ nothing.x }}"));
        assertEquals(new TemplateProblem(Stage.RENDERING, "takes more than 50000 steps"), rendered(loops("")));
    }
}
