package hearth.template;

import hearth.template.Pattern.Node;
import hearth.template.Pattern.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/// Reads a regular expression from left to right. Lives for one.
final class PatternReader {

    private static final int MOST_REPEATS = 1_000;
    private static final int MOST_RANGES = 100;
    private static final int DEPTH = 50;

    /// What `(?ism)` says of what follows.
    private record Flags(boolean ignoreCase, boolean dotAll, boolean lines) {
    }

    private final int[] source;
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private Flags flags;
    private int groups;
    private int depth;
    private int at;

    PatternReader(String source, boolean ignoreCase) {
        this.source = source.codePoints().toArray();
        flags = new Flags(ignoreCase, false, false);
    }

    Pattern pattern() {
        var root = either();
        if (at < source.length) {
            throw problem("unbalanced parenthesis");
        }
        return new Pattern(root, groups, Map.copyOf(names));
    }

    private Node either() {
        if (++depth > DEPTH) {
            throw problem("nested more than " + DEPTH + " deep");
        }
        var options = new ArrayList<Node>(List.of(sequence()));
        while (skip('|')) {
            options.add(sequence());
        }
        depth--;
        return options.size() == 1 ? options.getFirst() : new Node.Either(options);
    }

    private Node sequence() {
        var parts = new ArrayList<Node>();
        while (at < source.length && source[at] != '|' && source[at] != ')') {
            parts.add(repeated(atom()));
        }
        return parts.size() == 1 ? parts.getFirst() : new Node.Sequence(parts);
    }

    private Node repeated(Node node) {
        int start = at;
        int least;
        int most;
        if (skip('*')) {
            least = 0;
            most = -1;
        } else if (skip('+')) {
            least = 1;
            most = -1;
        } else if (skip('?')) {
            least = 0;
            most = 1;
        } else if (now() == '{' && braces()) {
            at++;
            int first = number();
            least = Math.max(0, first);
            most = skip(',') ? number() : first;
            at++;
            if (most >= 0 && most < least) {
                throw problem("min repeat greater than max repeat");
            }
        } else {
            return node;
        }
        if (node instanceof Node.Edge || least > MOST_REPEATS || most > MOST_REPEATS) {
            throw problem(node instanceof Node.Edge ? "nothing to repeat" : "more than " + MOST_REPEATS + " repeats");
        }
        boolean lazy = skip('?');
        if (now() == '*' || now() == '+' || now() == '?' || now() == '{' && braces()) {
            throw problem(at > start && now() == '+' ? "possessive repeats are not supported" : "multiple repeat");
        }
        return new Node.Repeat(node, least, most, lazy);
    }

    /// Whether a `{m,n}` stands here; any other brace is a character.
    private boolean braces() {
        int i = at + 1;
        int digits = 0;
        while (i < source.length && (source[i] >= '0' && source[i] <= '9' || source[i] == ',')) {
            digits += source[i] == ',' ? 0 : 1;
            i++;
        }
        long commas = java.util.Arrays.stream(source, at, i).filter(c -> c == ',').count();
        return i < source.length && source[i] == '}' && commas <= 1 && digits + commas > 0;
    }

    private int number() {
        int number = -1;
        while (at < source.length && source[at] >= '0' && source[at] <= '9') {
            number = Math.min(100_000, Math.max(0, number) * 10 + source[at++] - '0');
        }
        return number;
    }

    private Node atom() {
        int c = source[at++];
        return switch (c) {
            case '.' -> new Node.One(flags.dotAll ? x -> true : x -> x != '\n');
            case '^' -> new Node.Edge(flags.lines ? Place.LINE_START : Place.TEXT_START);
            case '$' -> new Node.Edge(flags.lines ? Place.LINE_END : Place.BEFORE_LAST_NEWLINE);
            case '(' -> group();
            case '[' -> new Node.One(set());
            case '\\' -> escaped();
            case '*', '+', '?' -> throw problem("nothing to repeat");
            default -> literal(c);
        };
    }

    private Node literal(int c) {
        return new Node.One(same(c));
    }

    private IntPredicate same(int c) {
        int folded = Pattern.folded(c);
        return flags.ignoreCase ? x -> Pattern.folded(x) == folded : x -> x == c;
    }

    private Node group() {
        var outer = flags;
        Node node;
        if (!skip('?')) {
            int number = ++groups;
            node = new Node.Group(number, either());
        } else if (skip(':')) {
            node = either();
        } else if (skip('#')) {
            while (at < source.length && source[at] != ')') {
                at++;
            }
            node = new Node.Sequence(List.of());
        } else if (skip('P')) {
            node = named();
        } else if (skip('=')) {
            node = new Node.Look(either(), -1, false);
        } else if (skip('!')) {
            node = new Node.Look(either(), -1, true);
        } else if (skip('<')) {
            boolean negated = skip('!');
            if (!negated && !skip('=')) {
                throw problem("unknown extension ?<");
            }
            var behind = either();
            node = new Node.Look(behind, width(behind), negated);
        } else {
            readFlags();
            if (skip(':')) {
                node = either();
            } else {
                outer = flags; // for all that follows
                node = new Node.Sequence(List.of());
            }
        }
        close();
        flags = outer;
        return node;
    }

    private Node named() {
        if (skip('=')) {
            var number = names.get(name(')'));
            if (number == null) {
                throw problem("unknown group name");
            }
            at--;
            return new Node.Again(number, flags.ignoreCase);
        }
        if (!skip('<')) {
            throw problem("unknown extension ?P");
        }
        var name = name('>');
        int number = ++groups;
        if (names.putIfAbsent(name, number) != null) {
            throw problem("redefinition of group name '" + name + "'");
        }
        return new Node.Group(number, either());
    }

    private String name(int end) {
        int start = at;
        while (at < source.length && Pattern.word(source[at])) {
            at++;
        }
        if (at == start || now() != end || Character.isDigit(source[start])) {
            throw problem("bad group name");
        }
        return new String(source, start, at++ - start);
    }

    private void readFlags() {
        boolean on = true;
        while (at < source.length && source[at] != ')' && source[at] != ':') {
            switch (source[at++]) {
                case 'i' -> flags = new Flags(on, flags.dotAll, flags.lines);
                case 's' -> flags = new Flags(flags.ignoreCase, on, flags.lines);
                case 'm' -> flags = new Flags(flags.ignoreCase, flags.dotAll, on);
                case 'a', 'u' -> {
                }
                case '-' -> on = false;
                default -> throw problem("unknown extension");
            }
        }
    }

    private void close() {
        if (!skip(')')) {
            throw problem("missing ), unterminated subpattern");
        }
    }

    private Node escaped() {
        int c = now();
        switch (c) {
            case 'A' -> {
                return edge(Place.TEXT_START);
            }
            case 'Z' -> {
                return edge(Place.TEXT_END);
            }
            case 'b' -> {
                return edge(Place.WORD_EDGE);
            }
            case 'B' -> {
                return edge(Place.NO_WORD_EDGE);
            }
            default -> {
            }
        }
        if (c >= '1' && c <= '9') {
            int number = number();
            if (number > groups) {
                throw problem("invalid group reference " + number);
            }
            return new Node.Again(number, flags.ignoreCase);
        }
        return new Node.One(escapedCharacters());
    }

    private Node edge(Place place) {
        at++;
        return new Node.Edge(place);
    }

    /// `\d` and its like, or one escaped character.
    private IntPredicate escapedCharacters() {
        int c = now();
        return switch (c) {
            case 'd' -> shorthand(Character::isDigit);
            case 'D' -> shorthand(x -> !Character.isDigit(x));
            case 'w' -> shorthand(Pattern::word);
            case 'W' -> shorthand(x -> !Pattern.word(x));
            case 's' -> shorthand(Text::isSpace);
            case 'S' -> shorthand(x -> !Text.isSpace(x));
            default -> same(character());
        };
    }

    private IntPredicate shorthand(IntPredicate fits) {
        at++;
        return fits;
    }

    private int character() {
        int c = now();
        at++;
        int simple = "abfnrtv".indexOf(c);
        if (c >= 0 && simple >= 0) {
            return "\u0007\b\f\n\r\t\u000b".charAt(simple);
        }
        int digits = c == 'x' ? 2 : c == 'u' ? 4 : 0;
        if (digits > 0 && at + digits <= source.length) {
            int code = Text.number(new String(source, at, digits), 0, digits, 16);
            at += digits;
            if (code >= 0) {
                return code;
            }
        }
        if (c == '0') {
            return 0;
        }
        if (c < 0 || c < 128 && Character.isLetterOrDigit(c)) {
            throw problem("bad escape");
        }
        return c;
    }

    private IntPredicate set() {
        boolean negated = skip('^');
        IntPredicate fits = x -> false;
        int start = at;
        int ranges = 0;
        while (now() != ']' || at == start) {
            fits = fits.or(range());
            if (++ranges > MOST_RANGES) {
                throw problem("more than " + MOST_RANGES + " characters in a set");
            }
        }
        at++;
        return negated ? fits.negate() : fits;
    }

    private IntPredicate range() {
        if (at >= source.length) {
            throw problem("unterminated character set");
        }
        boolean escaped = skip('\\');
        if (escaped && "dDwWsS".indexOf(now()) >= 0) {
            return escapedCharacters();
        }
        int from = escaped ? setCharacter() : source[at++];
        if (now() != '-' || at + 1 >= source.length || source[at + 1] == ']') {
            return same(from);
        }
        at++;
        int to = skip('\\') ? setCharacter() : source[at++];
        if (to < from) {
            throw problem("bad character range");
        }
        return flags.ignoreCase ? x -> x >= from && x <= to || Character.toLowerCase(x) >= from && Character.toLowerCase(x) <= to
                || Character.toUpperCase(x) >= from && Character.toUpperCase(x) <= to : x -> x >= from && x <= to;
    }

    private int setCharacter() {
        return now() == 'b' ? skip('b') ? '\b' : 0 : character();
    }

    private int width(Node node) {
        return switch (node) {
            case Node.One _ -> 1;
            case Node.Sequence(var parts) -> parts.stream().mapToInt(this::width).sum();
            case Node.Group(_, var inner) -> width(inner);
            case Node.Edge _, Node.Look _ -> 0;
            case Node.Repeat(var inner, var least, var most, _) when least == most -> least * width(inner);
            case Node.Either(var options) -> {
                var widths = options.stream().mapToInt(this::width).distinct().toArray();
                yield widths.length == 1 ? widths[0] : unknownWidth();
            }
            case Node.Repeat _, Node.Again _ -> unknownWidth();
        };
    }

    private int unknownWidth() {
        throw problem("look-behind requires fixed-width pattern");
    }

    private int now() {
        return at < source.length ? source[at] : -1;
    }

    private boolean skip(int c) {
        boolean there = now() == c;
        at += there ? 1 : 0;
        return there;
    }

    private Failure problem(String reason) {
        return new Failure("regular expression: " + reason + " at position " + Math.min(at, source.length));
    }
}
