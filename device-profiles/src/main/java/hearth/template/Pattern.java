package hearth.template;

import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/// A regular expression in Python's syntax (docs.python.org/3/library/re.html), read but not yet compiled.
///
/// Left out: verbose mode, conditionals, atomic groups and possessive repeats.
///
/// @param names the groups that have one
record Pattern(Node root, int groups, Map<String, Integer> names) {

    sealed interface Node {
        /// One character.
        record One(IntPredicate fits) implements Node {
        }

        record Sequence(List<Node> parts) implements Node {
        }

        record Either(List<Node> options) implements Node {
        }

        /// @param most -1: any number
        record Repeat(Node node, int least, int most, boolean lazy) implements Node {
        }

        record Group(int number, Node node) implements Node {
        }

        record Edge(Place place) implements Node {
        }

        record Again(int group, boolean ignoreCase) implements Node {
        }

        /// @param behind how many characters before here it begins, -1 where it looks ahead
        record Look(Node node, int behind, boolean negated) implements Node {
        }
    }

    enum Place {
        TEXT_START, TEXT_END, LINE_START, LINE_END, BEFORE_LAST_NEWLINE, WORD_EDGE, NO_WORD_EDGE
    }

    private static final int LONGEST = 2_000;

    static Pattern of(String source, boolean ignoreCase) {
        if (source.length() > LONGEST) {
            throw new Failure("a regular expression of more than " + LONGEST + " characters");
        }
        return new PatternReader(source, ignoreCase).pattern();
    }

    static boolean word(int c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    static int folded(int c) {
        return c < 128 ? c >= 'A' && c <= 'Z' ? c + 32 : c : Character.toLowerCase(Character.toUpperCase(c));
    }
}
