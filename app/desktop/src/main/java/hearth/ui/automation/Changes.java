package hearth.ui.automation;

import hearth.home.Action;
import hearth.home.Automations;
import hearth.home.Rule;
import hearth.home.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What would be otherwise if scenes and rules were as they were, a sentence each. A value.
record Changes(List<String> lines) {

    static Changes of(Automations now, Automations then, Sentence sentence) {
        var lines = new ArrayList<String>();
        for (var scene : then.scenes()) {
            now.scene(scene.id()).ifPresentOrElse(is -> {
                if (!is.equals(scene)) {
                    lines.add(sentence.texts().of("versions.changes", named(sentence, scene.name()), words(is, sentence),
                            words(scene, sentence)));
                }
            }, () -> lines.add(sentence.texts().of("versions.comes", named(sentence, scene.name()), words(scene, sentence))));
        }
        now.scenes().stream().filter(scene -> then.scene(scene.id()).isEmpty())
                .forEach(scene -> lines.add(sentence.texts().of("versions.goes", named(sentence, scene.name()))));
        for (var rule : then.rules()) {
            now.rule(rule.id()).ifPresentOrElse(is -> changed(is, rule, sentence, lines),
                    () -> lines.add(sentence.texts().of("versions.comes", named(sentence, rule.name()), sentence.of(rule))));
        }
        now.rules().stream().filter(rule -> then.rule(rule.id()).isEmpty())
                .forEach(rule -> lines.add(sentence.texts().of("versions.goes", named(sentence, rule.name()))));
        if (!now.spot().equals(then.spot())) {
            lines.add(sentence.texts().of("versions.spot"));
        }
        if (lines.isEmpty() && !now.equals(then)) {
            lines.add(sentence.texts().of("versions.order"));
        }
        return new Changes(List.copyOf(lines));
    }

    private static void changed(Rule is, Rule was, Sentence sentence, List<String> lines) {
        if (is.on(was.on()).equals(was) && is.on() != was.on()) {
            lines.add(sentence.texts().of(was.on() ? "versions.on" : "versions.off", named(sentence, was.name())));
        } else if (!is.equals(was)) {
            lines.add(sentence.texts().of("versions.changes", named(sentence, was.name()), words(is, was, sentence),
                    words(was, is, sentence)));
        }
    }

    /// With its name, and what it does when it is set off again, where those differ.
    private static String words(Rule one, Rule other, Sentence sentence) {
        var texts = sentence.texts();
        return (one.name().equals(other.name()) ? "" : "“" + named(sentence, one.name()) + "” ") + sentence.of(one)
                + (one.again() == other.again() ? ""
                        : " " + texts.of("again.title") + ": " + texts.of("again." + one.again().name().toLowerCase(Locale.ROOT)) + ".");
    }

    private static String named(Sentence sentence, String name) {
        return sentence.texts().plain(name);
    }

    private static String words(Scene scene, Sentence sentence) {
        return scene.wishes().entrySet().stream().map(e -> sentence.of(new Action.Wish(e.getKey(), e.getValue())))
                .collect(Collectors.joining(", "));
    }
}
