package hearth.template;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Python's `struct` for one number: `>H`, `<i`, `!f` and so on; None where it does not fit, as Home Assistant has it.
final class Packing {

    private Packing() {
    }

    private static int size(char type) {
        return switch (type) {
            case 'b', 'B', '?', 'c' -> 1;
            case 'h', 'H', 'e' -> 2;
            case 'i', 'I', 'l', 'L', 'f' -> 4;
            case 'q', 'Q', 'd' -> 8;
            default -> throw new Failure("bad char in struct format");
        };
    }

    private static ByteOrder order(String format) {
        return format.startsWith(">") || format.startsWith("!") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private static char type(String format) {
        var plain = !format.isEmpty() && "><!=@".indexOf(format.charAt(0)) >= 0 ? format.substring(1) : format;
        if (plain.length() != 1) {
            throw new Failure("only one number can be packed");
        }
        return plain.charAt(0);
    }

    static Object packed(Object value, String format) {
        char type = type(format);
        var buffer = ByteBuffer.allocate(size(type)).order(order(format));
        if (!Python.number(value) || type == 'c') {
            return None.NONE;
        }
        switch (type) {
            case 'f' -> buffer.putFloat((float) Arithmetic.real(value));
            case 'd' -> buffer.putDouble(Arithmetic.real(value));
            case 'e' -> buffer.putShort(Float.floatToFloat16((float) Arithmetic.real(value)));
            default -> {
                if (value instanceof Double) {
                    return None.NONE;
                }
                var number = Arithmetic.big(value);
                int bits = 8 * size(type);
                boolean unsigned = Character.isUpperCase(type) || type == '?';
                if (unsigned ? number.signum() < 0 || number.bitLength() > bits : number.bitLength() >= bits) {
                    return None.NONE;
                }
                switch (bits) {
                    case 8 -> buffer.put(number.byteValue());
                    case 16 -> buffer.putShort(number.shortValue());
                    case 32 -> buffer.putInt(number.intValue());
                    default -> buffer.putLong(number.longValue());
                }
            }
        }
        return new Bytes(buffer.array());
    }

    static Object unpacked(Object value, String format, int offset) {
        char type = type(format);
        if (!(value instanceof Bytes(var octets)) || offset < 0 || octets.length - offset < size(type)) {
            return None.NONE;
        }
        var buffer = ByteBuffer.wrap(octets).order(order(format)).position(offset);
        return switch (type) {
            case 'f' -> (double) buffer.getFloat();
            case 'd' -> buffer.getDouble();
            case 'e' -> (double) Float.float16ToFloat(buffer.getShort());
            case '?' -> buffer.get() != 0;
            case 'c' -> new Bytes(new byte[]{buffer.get()});
            case 'b' -> (long) buffer.get();
            case 'B' -> (long) Byte.toUnsignedInt(buffer.get());
            case 'h' -> (long) buffer.getShort();
            case 'H' -> (long) Short.toUnsignedInt(buffer.getShort());
            case 'i', 'l' -> (long) buffer.getInt();
            case 'I', 'L' -> Integer.toUnsignedLong(buffer.getInt());
            case 'q' -> buffer.getLong();
            default -> {
                long low = buffer.getLong();
                yield low >= 0 ? (Object) low : java.math.BigInteger.valueOf(low).add(java.math.BigInteger.TWO.pow(64));
            }
        };
    }

    static String fromBase64(String text) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Base64.getDecoder().decode(text))).toString();
        } catch (IllegalArgumentException | CharacterCodingException notText) {
            throw new Failure("base64_decode got no text in base64");
        }
    }
}
