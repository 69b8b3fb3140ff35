package hearth.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Templates that nobody would write: pieces of the table's, shuffled, and calls of everything with anything.
/// `-Dfuzz.seed=…` and `-Dfuzz.templates=…` choose others and more.
final class FuzzTest {

    private static final int TEMPLATES = Integer.getInteger("fuzz.templates", 15_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_124L);
    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 3, 4, 5, 6, 7, 0, ZoneOffset.UTC);
    private static final Pattern PIECE = Pattern.compile("\\{%-?|-?%\\}|\\{\\{-?|-?\\}\\}|\\w+|'[^']*'|\\s+|.", Pattern.DOTALL);
    private static final List<String> VALUES = List.of("value", "value_json", "value_json.list", "value_json.d", "none", "true", "1", "-1",
            "0", "1.5", "''", "'a'",
            "'%s'", "'{}'", "'(a*)*b'", "[]", "[1,'a']", "(1,2)", "{}", "{'a':[1]}", "missing", "now()", "range(5)", "'12'", "10**30",
            "1e308", "namespace(a=1)", "9223372036854775807",
            "timedelta(days=1)", "'>H'", "258|pack('>H')", "'%Y-%m'", "dict", "'😀'", "[1]|map('string')", "value.lower");

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test void whateverATemplateSaysItEndsWithATextOrAProblem() throws IOException {
        var pieces = pieces();
        var variables = Map.of("value", "42.5", "value_json", Map.of("list", List.of(3, 1, 2), "d", Map.of("x", 1, "y", "z"), "t", 21.5));
        for (int i = 0; i < TEMPLATES; i++) {
            var template = i % 2 == 0 ? shuffled(pieces) : call();
            assertEquals(Optional.empty(), wrong(template, variables), "seed " + SEED + ", template " + i + ": " + template);
        }
    }

    private static Optional<Object> wrong(String source, Map<String, ?> variables) {
        try {
            return switch (Template.compile(source)) {
                case Template template -> template.render(variables, NOW) instanceof Rendered.Text(var text) && text.length() > Run.TEXT
                        ? Optional.of(text.length()) : Optional.empty();
                case TemplateProblem _ -> Optional.empty();
            };
        } catch (RuntimeException | StackOverflowError thrown) {
            var at = thrown.getStackTrace();
            return Optional.of(thrown + (at.length > 0 ? " at " + at[0] : ""));
        }
    }

    private static List<List<String>> pieces() throws IOException {
        var pieces = new ArrayList<List<String>>();
        try (var in = Objects.requireNonNull(FuzzTest.class.getResourceAsStream("cases.jsonl"))) {
            for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                pieces.add(PIECE.matcher(new JsonMapper().readTree(line).get(0).textValue()).results().map(m -> m.group()).toList());
            }
        }
        return pieces;
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String shuffled(List<List<String>> pieces) {
        var text = new ArrayList<>(one(pieces));
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.size());
            switch (random.nextInt(4)) {
                case 0 -> text.set(at, one(one(pieces)));
                case 1 -> text.add(at, one(one(pieces)));
                case 2 -> text.set(at, one(VALUES));
                default -> text.addAll(at, one(pieces));
            }
        }
        return String.join("", text);
    }

    /// A filter, test, function or method with up to four arguments.
    private String call() {
        var named = new LinkedHashMap<Integer, List<String>>();
        named.put(0, List.copyOf(Filters.ALL.keySet()));
        named.put(1, List.copyOf(Tests.ALL.keySet()));
        named.put(2, List.copyOf(Functions.GLOBALS.keySet()));
        named.put(3, Methods.names());
        int kind = random.nextInt(4);
        var name = one(named.getOrDefault(kind, List.of()).stream().sorted().toList());
        var arguments = new ArrayList<String>();
        for (int i = random.nextInt(5); i > 0; i--) {
            arguments.add(one(VALUES));
        }
        var given = arguments.isEmpty() && kind < 2 ? "" : "(" + String.join(", ", arguments) + ")";
        return switch (kind) {
            case 0 ->
                "{{ " + one(VALUES) + "|" + name + given + "|" + one(List.of("string", "list", "to_json", "tojson", "sort", "sum")) + " }}";
            case 1 -> "{{ " + one(VALUES) + " is " + name + given + " }}";
            case 2 ->
                "{{ " + name + given + " " + one(List.of("+", "*", "~", "%", "//", "**", "==", "<", "in")) + " " + one(VALUES) + " }}";
            default -> "{{ (" + one(VALUES) + ")." + name + given + " }}";
        };
    }
}
