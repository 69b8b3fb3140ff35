package hearth.profile;

import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.profile.Fields.Rejected;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a profile says of a value's kind: `number`, `bool`, `words`, `color`, `text` or `bytes`.
final class Kinds {

    private Kinds() {
    }

    /// A kind whose numbers and words are known when a device is bound.
    interface Late {
        Codec.Kind in(Scope scope) throws Rejected;
    }

    static Late read(Fields at) throws Rejected {
        var kinds = new ArrayList<Late>();
        if (at.has("number")) {
            kinds.add(number(at.object("number")));
        }
        if (at.has("bool")) {
            var bool = at.object("bool");
            var yes = bool.phrases("true", Meaning.YES);
            var no = bool.phrases("false", Meaning.NO);
            bool.done();
            kinds.add(scope -> new Codec.Kind.Bool(lower(Component.listed(bool, "true", yes, scope)),
                    lower(Component.listed(bool, "false", no, scope))));
        }
        if (at.has("words")) {
            kinds.add(words(at));
        }
        if (at.has("color")) {
            var form = at.text("color");
            if (!List.of("hs", "rgb", "hex").contains(form)) {
                throw at.reject("color", "is one of hs, rgb, hex");
            }
            kinds.add(_ -> new Codec.Kind.Color(form));
        }
        if (at.has("text")) {
            at.object("text").done();
            kinds.add(_ -> new Codec.Kind.Text());
        }
        if (at.has("bytes")) {
            at.object("bytes").done();
            kinds.add(_ -> new Codec.Kind.Bytes());
        }
        if (kinds.size() != 1) {
            throw at.reject("", "needs exactly one of number, bool, words, color, text, bytes");
        }
        return kinds.getFirst();
    }

    /// A list, or an object with our word for each of the device's.
    private static Late words(Fields at) throws Rejected {
        var tree = at.any("words").orElseThrow();
        var theirs = new ArrayList<Phrase>();
        var ours = new ArrayList<Phrase>();
        if (tree.isObject()) {
            for (var entry : at.object("words").texts().entrySet()) {
                theirs.add(at.phrase("words", entry.getKey()));
                ours.add(at.phrase("words", entry.getValue()));
            }
        } else {
            theirs.addAll(at.phrases("words", List.of()));
            ours.addAll(theirs);
        }
        return scope -> {
            var words = new LinkedHashMap<String, String>();
            var devices = Component.listed(at, "words", theirs, scope);
            var own = Component.listed(at, "words", ours, scope);
            for (int i = 0; i < devices.size(); i++) {
                words.put(devices.get(i), own.get(i));
            }
            return new Codec.Kind.Words(words);
        };
    }

    private static Late number(Fields at) throws Rejected {
        var symbol = at.phrase("unit", at.text("unit", ""));
        var range = at.phrases("range", List.of());
        var device = at.phrases("deviceRange", List.of());
        boolean mired = at.flag("mired");
        var divide = at.phrase("divide", at.text("divide", "1"));
        var invert = at.optionalPhrase("invert");
        at.done();
        return scope -> {
            var unit = Unit.of(Component.filled(at, "unit", List.of(symbol), scope).getFirst()).or(() -> announced(symbol, scope))
                    .orElseThrow(() -> at.reject("unit", "is no known unit: " + symbol.in(scope)));
            var type = range(at, "range", range, scope).orElse(PropertyType.Range.ANY);
            return new Codec.Kind.Number(type, range(at, "deviceRange", device, scope).orElse(type), unit,
                    amount(at, "divide", divide, scope),
                    mired, invert.isPresent() && Blueprint.holds(at, invert.get(), scope));
        };
    }

    /// What a device itself calls its unit is one; what a person writes may be misspelt.
    private static Optional<Unit> announced(Phrase symbol, Scope scope) {
        return symbol.rendered().isPresent() ? Optional.of(Unit.announced(symbol.in(scope))) : Optional.empty();
    }

    /// A number that is no less than nothing, as a text makes it.
    static double amount(Fields at, String key, Phrase phrase, Scope scope) throws Rejected {
        var text = Component.filled(at, key, List.of(phrase), scope).getFirst();
        try {
            double amount = Double.parseDouble(text);
            if (amount >= 0 && amount <= 1e9) {
                return amount;
            }
        } catch (NumberFormatException none) {
            // said below
        }
        throw at.reject(key, "is no number from 0 to 1000000000: " + text);
    }

    private static Optional<PropertyType.Range> range(Fields at, String key, List<Phrase> ends, Scope scope) throws Rejected {
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (ends.size() == 3) {
                return Optional
                        .of(new PropertyType.Range(Double.parseDouble(ends.get(0).in(scope)), Double.parseDouble(ends.get(1).in(scope)),
                                Double.parseDouble(ends.get(2).in(scope))));
            }
        } catch (IllegalArgumentException notSuch) {
            throw at.reject(key, "is no range: " + notSuch.getMessage());
        }
        throw at.reject(key, "must be [least, most, step]");
    }

    private static List<String> lower(List<String> words) {
        return words.stream().map(w -> w.toLowerCase(Locale.ROOT)).toList();
    }
}
