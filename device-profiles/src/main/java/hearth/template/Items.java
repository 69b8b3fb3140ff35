package hearth.template;

import java.util.List;

/// Python's things in a row; they never change. What a filter like `map` makes is no list yet: it has no length and no first item
/// by number, and is always true.
record Items(Kind kind, List<Object> items) {

    enum Kind {
        LIST("list", "[", "]"), TUPLE("tuple", "(", ")"), SET("set", "{", "}"), GENERATOR("generator", "<generator object>", ""),
        KEYS("dict_keys", "dict_keys([", "])"), VALUES("dict_values", "dict_values([", "])"), ENTRIES("dict_items", "dict_items([", "])");

        final String python;
        final String opening;
        final String closing;

        Kind(String python, String opening, String closing) {
            this.python = python;
            this.opening = opening;
            this.closing = closing;
        }
    }

    static Items list(List<Object> items) {
        return new Items(Kind.LIST, items);
    }

    static Items tuple(Object... items) {
        return new Items(Kind.TUPLE, List.of(items));
    }

    static Items generator(List<Object> items) {
        return new Items(Kind.GENERATOR, items);
    }

    boolean numbered() {
        return kind == Kind.LIST || kind == Kind.TUPLE;
    }

    boolean sized() {
        return kind != Kind.GENERATOR;
    }
}
