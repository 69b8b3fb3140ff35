package hearth.hub;

import java.util.Locale;
import java.util.Set;

/// What a word on `security/status` means. Case, spaces, dashes and underscores make no difference.
public enum SecurityWord {
    /// All is well, or the state of the panel itself.
    CALM,
    /// A break-in, whatever is armed: the panel says so itself.
    RINGING,
    /// Anything else: shown word for word, never ignored.
    TROUBLE;

    private static final Set<String> CALM_WORDS = Set.of("ok", "secure", "closed", "disarmed", "arming", "armed", "armed_home",
            "armed_away",
            "armed_night", "armed_vacation", "armed_custom_bypass", "pending");
    private static final Set<String> RINGING_WORDS = Set.of("break_in", "breakin", "intrusion", "intruder", "burglary", "alarm",
            "triggered",
            "alert");

    public static SecurityWord of(String text) {
        var word = text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "_");
        return CALM_WORDS.contains(word) ? CALM : RINGING_WORDS.contains(word) ? RINGING : TROUBLE;
    }
}
