package hearth.home;

import java.util.Locale;

/// How the alarm stands, as rules speak of it: in Home Assistant's words, and armed in whatever way.
public enum ArmState {
    DISARMED, ARMING, ARMED, ARMED_HOME, ARMED_NIGHT, ARMED_AWAY, ARMED_VACATION, ARMED_CUSTOM_BYPASS, PENDING, TRIGGERED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the alarm is so while it says this word on `security/alarm/state`.
    public boolean holds(String said) {
        return this == ARMED ? said.startsWith("armed_") : said.equals(word());
    }
}
