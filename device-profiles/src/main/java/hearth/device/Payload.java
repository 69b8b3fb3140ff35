package hearth.device;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// A message's bytes; a value that nobody changes.
public final class Payload {

    public static final Payload EMPTY = new Payload(new byte[0]);

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Takes the array over: the caller must not write to it again.
    public static Payload of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Payload(bytes);
    }

    public static Payload of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public int size() {
        return bytes.length;
    }

    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /// The text, where it is valid UTF-8.
    public Optional<String> text() {
        var quick = new String(bytes, StandardCharsets.UTF_8);
        if (quick.indexOf('\uFFFD') < 0) {
            return Optional.of(quick);
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    /// The first `limit` characters as readable text, with an ellipsis where more follows; the size where it is no text.
    public String shown(int limit) {
        int taken = Math.min(bytes.length, 4 * limit + 4);
        var start = new String(bytes, 0, taken, StandardCharsets.UTF_8);
        if (start.indexOf('\uFFFD') >= 0 && start.indexOf('\uFFFD') < Math.min(limit, start.length() - 1)) {
            return bytes.length + " bytes that are no text";
        }
        if (start.length() <= limit && taken == bytes.length) {
            return start;
        }
        int end = Math.min(limit, start.length());
        return start.substring(0, Character.isHighSurrogate(start.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /// Writes the first `count` bytes.
    public void put(ByteBuffer to, int count) {
        to.put(bytes, 0, count);
    }

    /// At most the first `limit` bytes.
    public Payload first(int limit) {
        return bytes.length <= limit ? this : new Payload(Arrays.copyOf(bytes, limit));
    }

    @Override public boolean equals(Object other) {
        return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
    }

    @Override public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override public String toString() {
        return shown(80);
    }
}
