package hearth.home;

import java.util.Locale;

/// What the alarm watches for: Home Assistant's ways of arming, in its words.
public enum AlarmMode {
    HOME, NIGHT, AWAY, VACATION, CUSTOM_BYPASS;

    /// Nobody stays behind, so there is time to leave.
    public boolean leaving() {
        return this != HOME && this != NIGHT;
    }

    /// `armed_away`.
    public String word() {
        return "armed_" + name().toLowerCase(Locale.ROOT);
    }
}
