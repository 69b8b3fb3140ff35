package hearth.hub;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A password for people to type into a device, in memory only: it never stands in a log or on disk. A value.
public record Password(String text) {

    /// Without those that are taken for each other: i l o, 0 1.
    private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP = 4;

    /// Four groups of four lower-case letters and digits, as in `k3m9-pq7x-2wfa-hd6t`: 79 bits.
    public static Password random() {
        var random = new SecureRandom();
        return new Password(IntStream.range(0, GROUPS)
                .mapToObj(_ -> random.ints(GROUP, 0, SIGNS.length()).mapToObj(i -> SIGNS.substring(i, i + 1)).collect(Collectors.joining()))
                .collect(Collectors.joining("-")));
    }

    /// Without the password.
    @Override public String toString() {
        return "Password";
    }
}
