package hearth.template;

import hearth.template.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/// Cuts a template into tokens as Jinja2 3.1 does: `{{ }}`, `{% %}`, `{# #}`, `raw`, and `-` that eats the white space around.
final class Lexer {

    private static final Pattern RAW = Pattern.compile("\\{%[-+]?\\s*raw\\s*(-?)%\\}");
    private static final Pattern END_RAW = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%\\}");
    private static final List<String> OPERATORS = List.of("**", "//", "==", "!=", ">=", "<=", "+", "-", "*", "/", "%", "~", "[", "]", "(",
            ")", "{", "}",
            ">", "<", "=", ".", ":", "|", ",");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int counted;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        var lexer = new Lexer(source.replace("\r\n", "\n").replace('\r', '\n'));
        lexer.template();
        return lexer.tokens;
    }

    private void template() {
        boolean eat = false;
        while (at < source.length()) {
            int tag = tag(at);
            int start = at;
            at = tag;
            boolean trims = source.startsWith("-", tag + 2);
            data(source.substring(start, tag), eat, trims);
            if (tag == source.length()) {
                break;
            }
            eat = switch (source.charAt(tag + 1)) {
                case '#' -> comment();
                case '{' -> code(Kind.PRINT_BEGIN, Kind.PRINT_END, "}}");
                default -> {
                    var raw = RAW.matcher(source).region(at, source.length());
                    yield raw.lookingAt() ? raw(raw.end(), raw.group(1).equals("-")) : code(Kind.BLOCK_BEGIN, Kind.BLOCK_END, "%}");
                }
            };
        }
        add(Kind.END, "");
    }

    private int tag(int from) {
        for (int i = from; i + 1 < source.length(); i++) {
            if (source.charAt(i) == '{' && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
                return i;
            }
        }
        return source.length();
    }

    private void data(String text, boolean eatLeading, boolean eatTrailing) {
        int start = 0;
        int end = text.length();
        while (eatLeading && start < end && Text.isSpace(text.charAt(start))) {
            start++;
        }
        while (eatTrailing && end > start && Text.isSpace(text.charAt(end - 1))) {
            end--;
        }
        if (start < end) {
            add(Kind.DATA, text.substring(start, end));
        }
    }

    private boolean comment() {
        int end = source.indexOf("#}", at + 2);
        if (end < 0) {
            throw problem("a comment has no end");
        }
        at = end + 2;
        return end > 0 && source.charAt(end - 1) == '-';
    }

    private boolean raw(int start, boolean eatLeading) {
        var end = END_RAW.matcher(source);
        if (!end.find(start)) {
            throw problem("raw has no endraw");
        }
        data(source.substring(start, end.start()), eatLeading, end.group(1).equals("-"));
        at = end.end();
        return end.group(2).equals("-");
    }

    private boolean code(Kind begin, Kind end, String closing) {
        add(begin, "");
        at += 2;
        if (at < source.length() && "-+".indexOf(source.charAt(at)) >= 0) {
            at++;
        }
        Deque<Character> open = new ArrayDeque<>();
        while (true) {
            skipSpace();
            if (open.isEmpty()
                    && (source.startsWith(closing, at) || source.startsWith("-" + closing, at) || source.startsWith("+" + closing, at))) {
                boolean eats = source.charAt(at) == '-';
                at += source.startsWith(closing, at) ? 2 : 3;
                add(end, "");
                return eats;
            }
            if (at >= source.length()) {
                throw problem("expected " + closing);
            }
            token(open);
        }
    }

    private void token(Deque<Character> open) {
        char c = source.charAt(at);
        if (c == '"' || c == '\'') {
            string(c);
        } else if (c >= '0' && c <= '9') {
            number();
        } else if (c == '_' || Character.isUnicodeIdentifierStart(c)) {
            int start = at;
            while (at < source.length() && (source.charAt(at) == '_' || Character.isUnicodeIdentifierPart(source.charAt(at)))) {
                at++;
            }
            add(Kind.NAME, source.substring(start, at));
        } else {
            var operator = OPERATORS.stream().filter(o -> source.startsWith(o, at)).findFirst()
                    .orElseThrow(() -> problem("unexpected character '" + c + "'"));
            balance(operator.charAt(0), open);
            add(Kind.OPERATOR, operator);
            at += operator.length();
        }
    }

    private void balance(char operator, Deque<Character> open) {
        if ("([{".indexOf(operator) >= 0) {
            open.push(operator);
        } else if (")]}".indexOf(operator) >= 0 && (open.isEmpty() || "([{".indexOf(open.pop()) != ")]}".indexOf(operator))) {
            throw problem("unexpected '" + operator + "'");
        }
    }

    private void number() {
        int start = at;
        int radix = source.charAt(at) != '0' || at + 2 >= source.length() ? 10 : switch (source.charAt(at + 1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            case 'o', 'O' -> 8;
            default -> 10;
        };
        if (!digit(at + 2, radix)) {
            radix = 10; // 0or 1
        }
        at += radix == 10 ? 0 : 2;
        digits(radix);
        boolean afterDot = !tokens.isEmpty() && tokens.getLast().operator("."); // a.0.5 is two steps
        int integerEnd = at;
        if (radix == 10 && !afterDot) {
            if (source.startsWith(".", at) && digit(at + 1, 10)) {
                at++;
                digits(10);
            }
            exponent();
        }
        add(at == integerEnd ? Kind.INTEGER : Kind.FLOAT, source.substring(start, at).replace("_", ""));
    }

    private void exponent() {
        if (at < source.length() && "eE".indexOf(source.charAt(at)) >= 0) {
            int sign = at + 1 < source.length() && "+-".indexOf(source.charAt(at + 1)) >= 0 ? 1 : 0;
            if (digit(at + 1 + sign, 10)) {
                at += 1 + sign;
                digits(10);
            }
        }
    }

    private void digits(int radix) {
        while (digit(at, radix) || source.startsWith("_", at) && digit(at + 1, radix)) {
            at++;
        }
    }

    private boolean digit(int i, int radix) {
        return i < source.length() && source.charAt(i) < 128 && Character.digit(source.charAt(i), radix) >= 0;
    }

    private void string(char quote) {
        var text = new StringBuilder();
        int i = at + 1;
        while (i < source.length() && source.charAt(i) != quote) {
            if (source.charAt(i) == '\\' && i + 1 < source.length()) {
                i = escape(text, i + 1);
            } else {
                text.append(source.charAt(i++));
            }
        }
        if (i >= source.length()) {
            throw problem("a string has no end");
        }
        at = i + 1;
        add(Kind.STRING, text.toString());
    }

    /// Python's escapes; what is none stays as it is written.
    private int escape(StringBuilder text, int i) {
        char c = source.charAt(i);
        int simple = "abfnrtv\\'\"\n".indexOf(c);
        if (simple >= 0) {
            text.append(List.of("\u0007", "\b", "\f", "\n", "\r", "\t", "\u000b", "\\", "'", "\"", "").get(simple));
            return i + 1;
        }
        int digits = switch (c) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
        };
        if (digits > 0) {
            int code = Text.number(source, i + 1, Math.min(i + 1 + digits, source.length()), 16);
            if (i + 1 + digits > source.length() || code < 0 || code > Character.MAX_CODE_POINT) {
                throw problem("a broken \\" + c + " in a string");
            }
            text.appendCodePoint(code);
            return i + 1 + digits;
        }
        int end = i;
        while (end < Math.min(i + 3, source.length()) && source.charAt(end) >= '0' && source.charAt(end) <= '7') {
            end++;
        }
        if (end > i) {
            text.append((char) Text.number(source, i, end, 8));
            return end;
        }
        text.append('\\').append(c);
        return i + 1;
    }

    private void skipSpace() {
        while (at < source.length() && Text.isSpace(source.charAt(at))) {
            at++;
        }
    }

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, text, line()));
    }

    private int line() {
        for (; counted < Math.min(at, source.length()); counted++) {
            line += source.charAt(counted) == '\n' ? 1 : 0;
        }
        return line;
    }

    private Failure problem(String reason) {
        return new Failure(reason + " (line " + line() + ")");
    }
}
