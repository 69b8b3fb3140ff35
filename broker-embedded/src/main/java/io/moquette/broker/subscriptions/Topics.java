package io.moquette.broker.subscriptions;

import java.util.Arrays;
import org.jspecify.annotations.NullMarked;

/// Topics and filters as MQTT counts their levels. Any thread.
@NullMarked
public final class Topics {
    private Topics() {}

    /// An empty level is one like any other, also at the end, where Moquette leaves out all but one: MQTT 5, 4.7.1.1.
    public static Topic of(String text) {
        var moquettes = new Topic(text);
        return !text.endsWith("//") || !moquettes.isValid() ? moquettes
                : new Topic(Arrays.stream(text.split("/", -1)).map(Topics::token).toList());
    }

    private static Token token(String level) {
        return switch (level) {
            case "" -> Token.EMPTY;
            case "+" -> Token.SINGLE;
            default -> new Token(level);
        };
    }
}
