package hearth.hub;

/// What people may call a client, made of what it says of itself.
public final class ClientName {

    private static final int LONGEST = 64;

    private ClientName() {
    }

    /// `kitchen-plug` is `Kitchen plug`, Tasmota's `DVES_4F2A1C` is `Tasmota 4F2A1C`, `shellyplug-s-0A1B2C` is `Shelly plug s 0A1B2C`.
    /// Untrusted text, as what it is made of; empty if that has neither letter nor digit.
    public static String of(String clientId) {
        var words = clientId.replaceFirst("^DVES_", "Tasmota ").replaceFirst("^(?i)shelly(?=[a-z0-9])", "Shelly ")
                .replaceAll("[-_.\\s]+", " ")
                .strip();
        if (words.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return "";
        }
        var begun = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return begun.substring(0, Math.min(LONGEST, begun.length()));
    }
}
