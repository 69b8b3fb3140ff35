package hearth.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What devices are told apart by, spelled alike however a convention spells it: `ieee:0x00158d0001a2b3c4`, `mac:a4c138aabbcc`, `id:…`.
public final class Identity {

    private static final String PLAIN = "plain:";
    private static final Pattern IEEE = Pattern.compile("(?:^|.*[^0-9a-f])0x([0-9a-f]{16})(?:[^0-9a-f].*|$)");
    private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}([:-]?)(?:[0-9a-f]{2}\\1){4}[0-9a-f]{2}");

    private Identity() {
    }

    /// A hardware address, whatever stands between its digits.
    public static String mac(String address) {
        return "mac:" + address.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-f]", "");
    }

    /// Of an identifier: the Zigbee address in it or the hardware address it is, if so, then itself.
    public static List<String> of(String identifier) {
        var all = new ArrayList<String>();
        var lower = identifier.toLowerCase(Locale.ROOT);
        var ieee = IEEE.matcher(lower);
        if (ieee.matches() && !lower.contains("bridge")) {
            all.add("ieee:0x" + ieee.group(1));
        } else if (MAC.matcher(lower).matches()) {
            all.add(mac(identifier));
        }
        all.add("id:" + identifier);
        return all;
    }

    /// Of topics that nobody announced and that are taken for a device.
    public static String plain(String group) {
        return PLAIN + group;
    }

    /// Whether the device of this identity is only guessed at.
    public static boolean guessed(String identity) {
        return identity.startsWith(PLAIN);
    }

    /// The identity as the device's id may show it.
    static String words(String identity) {
        return identity.substring(identity.indexOf(':') + 1);
    }
}
