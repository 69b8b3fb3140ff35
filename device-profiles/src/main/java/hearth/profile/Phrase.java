package hearth.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.template.Rendered;
import hearth.template.Template;
import hearth.template.TemplateProblem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text of a profile: in it `{name}` stands for a variable. A text with `{{` or `{%` is a template, which may compute with them.
///
/// @param typed    where the text is one `{{ expression }}` and nothing else: its value as JSON
/// @param rendered where it is any other template
record Phrase(String text, Optional<Template> typed, Optional<Template> rendered) {

    /// Templates of profiles do not ask what time it is.
    static final ZonedDateTime NO_TIME = ZonedDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC);

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern EXPRESSION = Pattern.compile("(?s)\\{\\{((?:(?!\\{\\{|}}|\\{%).)*)}}");

    /// Throws [IllegalArgumentException] with a sentence where it is a template that cannot be understood.
    static Phrase of(String text) {
        if (!text.contains("{{") && !text.contains("{%")) {
            return new Phrase(text, Optional.empty(), Optional.empty());
        }
        var expression = EXPRESSION.matcher(text);
        var rendered = Optional.of(compiled(text));
        return new Phrase(text, expression.matches() ? Optional.of(compiled("{{ (" + expression.group(1) + ") | to_json }}"))
                : Optional.empty(), rendered);
    }

    static Template compiled(String text) {
        return switch (Template.compile(text)) {
            case Template template -> template;
            case TemplateProblem problem -> throw new IllegalArgumentException("is no template: " + problem.reason());
        };
    }

    /// The text with everything filled in. Throws [IllegalArgumentException] where a template fails.
    String in(Scope scope) {
        return rendered.isPresent() ? said(rendered.get(), scope)
                : PLACE.matcher(text).replaceAll((MatchResult m) -> Matcher.quoteReplacement(
                        Optional.ofNullable(scope.values().get(m.group(1))).map(Phrase::plain).orElse(m.group())));
    }

    /// The value, of its own type where the text is one expression or one variable. Throws as [#in] does.
    JsonNode node(Scope scope) {
        if (typed.isPresent()) {
            return Said.parsed(said(typed.get(), scope)).orElse(JsonNodeFactory.instance.nullNode());
        }
        var place = PLACE.matcher(text);
        var value = place.matches() ? scope.values().get(place.group(1)) : null;
        return value != null ? value : JsonNodeFactory.instance.textNode(in(scope));
    }

    /// Whether it holds, as Python would have it: not false, 0, nothing, or empty.
    boolean holds(Scope scope) {
        var value = node(scope);
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.doubleValue() != 0;
            case STRING -> !value.textValue().isBlank() && !value.textValue().equals("False");
            case ARRAY, OBJECT -> !value.isEmpty();
            case NULL, MISSING, BINARY, POJO -> false;
        };
    }

    /// A topic filter, in which only the profile itself may have put wildcards. Throws as [#in] does, and where it is none.
    String filter(Scope scope) {
        var filled = in(scope);
        if (wildcards(filled) > wildcards(text) || filled.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a topic: " + filled);
        }
        return filled;
    }

    private static long wildcards(String text) {
        return text.chars().filter(c -> c == '+' || c == '#').count();
    }

    /// A tree with everything filled in, but for what is only known when a command is given.
    static JsonNode fill(JsonNode tree, Scope scope) {
        return switch (tree) {
            case ObjectNode object -> {
                var copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(e -> copy.set(of(e.getKey()).in(scope), fill(e.getValue(), scope)));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> copy.add(fill(item, scope)));
                yield copy;
            }
            default -> tree.isTextual() ? of(tree.textValue()).node(scope) : tree;
        };
    }

    private static String plain(JsonNode value) {
        if (value.isNull()) {
            throw new IllegalArgumentException("a variable has no value");
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String said(Template template, Scope scope) {
        return switch (template.render(scope.values(), NO_TIME)) {
            case Rendered.Text(var text) -> text;
            case TemplateProblem problem -> throw new IllegalArgumentException(problem.reason() + " in " + template);
        };
    }
}
