package hearth.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Python's `bytes`, as `pack` makes them. Nobody writes to the array.
record Bytes(byte[] octets) {

    List<Object> numbers() {
        List<Object> numbers = new ArrayList<>(octets.length);
        for (byte octet : octets) {
            numbers.add((long) Byte.toUnsignedInt(octet));
        }
        return numbers;
    }

    @Override public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(octets, that.octets);
    }

    @Override public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /// `b'\x01a'`
    @Override public String toString() {
        var out = new StringBuilder("b'");
        for (byte octet : octets) {
            switch (octet) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\', '\'' -> out.append('\\').append((char) octet);
                default -> out.append(octet >= ' ' && octet < 127 ? Character.toString(octet) : "\\x%02x".formatted(octet));
            }
        }
        return out.append('\'').toString();
    }
}
