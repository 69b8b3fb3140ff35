package hearth.device;

import java.text.Normalizer;
import java.util.Locale;

/// A device's name on the wire: 1 to 64 characters of `a-z`, `0-9` and `-`, as Homie 5 asks; stable over restarts and renames.
public record DeviceId(String value) implements Comparable<DeviceId> {

    public DeviceId {
        if (value.isEmpty() || value.length() > 64 || !value.chars().allMatch(DeviceId::allowed)) {
            throw new IllegalArgumentException("not a device id: " + value);
        }
    }

    /// The id that any text becomes: lower case, accents dropped, all else a dash; `device` where nothing is left.
    public static DeviceId of(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        var id = new StringBuilder();
        plain.chars().filter(c -> c < 0x300 || c > 0x36f).forEach(c -> {
            if (allowed(c) && c != '-') {
                id.append((char) c);
            } else if (!id.isEmpty() && id.charAt(id.length() - 1) != '-') {
                id.append('-');
            }
        });
        id.setLength(Math.min(id.length(), 64));
        while (!id.isEmpty() && id.charAt(id.length() - 1) == '-') {
            id.setLength(id.length() - 1);
        }
        return new DeviceId(id.isEmpty() ? "device" : id.toString());
    }

    private static boolean allowed(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    }

    @Override public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override public String toString() {
        return value;
    }
}
