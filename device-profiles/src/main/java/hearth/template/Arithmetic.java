package hearth.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Python's arithmetic: whole numbers without limit (but ours), `/` always a float, `//` and `%` towards minus infinity.
final class Arithmetic {

    /// Enough for any device, too little to burn time with.
    private static final int BITS = 1024;

    private Arithmetic() {
    }

    static Object of(Run run, String operator, Object a, Object b) {
        if (Python.number(a) && Python.number(b)) {
            return a instanceof Double || b instanceof Double ? real(operator, real(a), real(b)) : whole(operator, a, b);
        }
        if (a instanceof Undefined(var reason)) {
            throw new Failure(reason);
        }
        if (operator.equals("%") && a instanceof String format) {
            return Format.percent(run, format, b);
        }
        if (b instanceof Undefined(var reason)) {
            throw new Failure(reason);
        }
        var result = switch (operator) {
            case "+" -> sum(run, a, b);
            case "-" -> Moment.difference(a, b);
            case "*" -> product(run, a, b);
            case "/", "//" -> a instanceof Span span ? span.divided(b, operator) : None.NONE;
            default -> None.NONE;
        };
        if (result == None.NONE) {
            throw new Failure("unsupported operand type(s) for " + operator + ": '" + Python.type(a) + "' and '" + Python.type(b) + "'");
        }
        return result;
    }

    private static Object sum(Run run, Object a, Object b) {
        if (a instanceof String x && b instanceof String y) {
            return run.made(x + y);
        }
        if (a instanceof Items x && b instanceof Items y && x.kind() == y.kind() && x.numbered()) {
            run.charge(x.items().size() + y.items().size());
            List<Object> both = new ArrayList<>(x.items());
            both.addAll(y.items());
            return new Items(x.kind(), both);
        }
        return Moment.sum(a, b);
    }

    private static Object product(Run run, Object a, Object b) {
        var count = a instanceof Long || a instanceof Boolean ? a : b;
        var repeated = count == a ? b : a;
        if (repeated instanceof Span span && Python.number(count)) {
            return span.times(real(count));
        }
        if (!(count instanceof Long || count instanceof Boolean)) {
            return None.NONE;
        }
        int times = Math.max(0, Python.index(count));
        if (repeated instanceof String text) {
            if ((long) times * text.length() > Run.TEXT) {
                throw new Failure("makes a text of more than " + Run.TEXT + " characters");
            }
            return run.made(text.repeat(times));
        }
        if (repeated instanceof Items items && items.numbered()) {
            run.charge((int) Math.min(Run.STEPS + 1L, (long) times * items.items().size()));
            List<Object> all = new ArrayList<>();
            for (int i = 0; i < times && !items.items().isEmpty(); i++) {
                all.addAll(items.items());
            }
            return new Items(items.kind(), all);
        }
        return None.NONE;
    }

    private static Object real(String operator, double a, double b) {
        if (b == 0 && (operator.equals("/") || operator.equals("//") || operator.equals("%"))) {
            throw new Failure("division by zero");
        }
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "//" -> floorDivided(a, b);
            case "%" -> modulo(a, b);
            default -> power(a, b);
        };
    }

    private static double modulo(double a, double b) {
        double rest = a % b;
        return rest == 0 ? Math.copySign(0.0, b) : rest < 0 != b < 0 ? rest + b : rest;
    }

    private static double floorDivided(double a, double b) {
        double quotient = (a - modulo(a, b)) / b;
        if (quotient == 0 || !Double.isFinite(quotient)) {
            return quotient == 0 ? Math.copySign(0.0, a / b) : quotient;
        }
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    private static double power(double a, double b) {
        double power = Math.pow(a, b);
        if (a == 0 && b < 0) {
            throw new Failure("0.0 cannot be raised to a negative power");
        }
        if (Double.isNaN(power) && !Double.isNaN(a) && !Double.isNaN(b)) {
            throw new Failure("the power is no real number");
        }
        if (Double.isInfinite(power) && Double.isFinite(a) && Double.isFinite(b)) {
            throw new Failure("the power is too large");
        }
        return a == 1 || b == 0 ? 1 : power;
    }

    private static Object whole(String operator, Object a, Object b) {
        if (operator.equals("/")) {
            return quotient(a, b);
        }
        if (operator.equals("**")) {
            return power(a, b);
        }
        if (!(a instanceof BigInteger) && !(b instanceof BigInteger)) {
            long x = small(a);
            long y = small(b);
            long sum = operator.equals("-") ? x - y : x + y;
            switch (operator) {
                case "+" -> {
                    if (((x ^ sum) & (y ^ sum)) >= 0) {
                        return sum;
                    }
                }
                case "-" -> {
                    if (((x ^ y) & (x ^ sum)) >= 0) {
                        return sum;
                    }
                }
                case "*" -> {
                    if (Math.multiplyHigh(x, y) == x * y >> 63) {
                        return x * y;
                    }
                }
                default -> {
                    if (y != 0 && x != Long.MIN_VALUE) {
                        return operator.equals("//") ? Math.floorDiv(x, y) : Math.floorMod(x, y);
                    }
                }
            }
        }
        return big(operator, big(a), big(b));
    }

    private static Object big(String operator, BigInteger a, BigInteger b) {
        return switch (operator) {
            case "+" -> shortest(a.add(b));
            case "-" -> shortest(a.subtract(b));
            case "*" -> shortest(a.multiply(b));
            default -> {
                if (b.signum() == 0) {
                    throw new Failure("integer division or modulo by zero");
                }
                var parts = a.divideAndRemainder(b);
                boolean down = parts[1].signum() != 0 && parts[1].signum() != b.signum();
                yield operator.equals("//") ? shortest(down ? parts[0].subtract(BigInteger.ONE) : parts[0])
                        : shortest(down ? parts[1].add(b) : parts[1]);
            }
        };
    }

    private static double quotient(Object a, Object b) {
        double x = real(a);
        double y = real(b);
        if (y == 0) {
            throw new Failure("division by zero");
        }
        return Math.abs(x) < 1L << 53 && Math.abs(y) < 1L << 53 ? x / y
                : new BigDecimal(big(a)).divide(new BigDecimal(big(b)), MathContext.DECIMAL128).doubleValue();
    }

    private static Object power(Object a, Object b) {
        if (big(b).signum() < 0) {
            return power(real(a), real(b));
        }
        var base = big(a);
        int exponent = Python.index(b);
        if (base.bitLength() > 1 && (long) base.bitLength() * exponent > BITS) {
            throw new Failure("the power is too large");
        }
        boolean unit = base.bitLength() <= 1 && base.abs().compareTo(BigInteger.ONE) <= 0;
        return shortest(unit ? base.pow(exponent == 0 ? 0 : 2 - exponent % 2) : base.pow(exponent));
    }

    /// As a Long where it fits.
    static Object shortest(BigInteger number) {
        if (number.bitLength() < Long.SIZE) {
            return number.longValue();
        }
        if (number.bitLength() > BITS) {
            throw new Failure("a number of more than " + BITS + " bits");
        }
        return number;
    }

    static Object negated(Object value) {
        return switch (number(value, "unary -")) {
            case Long l when l != Long.MIN_VALUE -> -l;
            case Double d -> -d;
            case Span(var micros) -> new Span(-micros);
            case Object other -> shortest(big(other).negate());
        };
    }

    /// The value with True as 1; anything but a number is a problem.
    static Object number(Object value, String operator) {
        return switch (value) {
            case Boolean b -> b ? 1L : 0L;
            case Number number -> number;
            case Span span -> span;
            case Undefined(var reason) -> throw new Failure(reason);
            default -> throw new Failure("bad operand type for " + operator + ": '" + Python.type(value) + "'");
        };
    }

    private static long small(Object value) {
        return value instanceof Boolean b ? b ? 1 : 0 : (Long) value;
    }

    static BigInteger big(Object value) {
        return value instanceof BigInteger big ? big : BigInteger.valueOf(small(value));
    }

    static double real(Object value) {
        return value instanceof Boolean b ? b ? 1 : 0 : ((Number) value).doubleValue();
    }

    /// Python's `round(number, digits)`: exact, half to even.
    static double rounded(double number, int digits) {
        if (!Double.isFinite(number) || digits > 400) {
            return number;
        }
        return digits < -400 ? 0 : Math.copySign(new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).doubleValue(), number);
    }

    /// A float as the whole number towards zero.
    static Object truncated(double number) {
        if (!Double.isFinite(number)) {
            throw new Failure("cannot convert float " + Text.real(number) + " to integer");
        }
        return Math.abs(number) < 1L << 53 ? (Object) (long) number : shortest(new BigDecimal(number).toBigInteger());
    }
}
