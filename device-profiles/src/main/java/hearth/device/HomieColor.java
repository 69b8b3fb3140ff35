package hearth.device;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Colours between Homie's spelling (`hsv,h,s,v`, `rgb,r,g,b`, `xyz,x,y`) and what lights say: hue (0 to 360) and saturation (0 to 100), x and y,
/// or red, green and blue (0 to 255). Brightness is never part of it.
public final class HomieColor {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,18}(\\.\\d{0,18})?|\\.\\d{1,18})([eE][+-]?\\d{1,3})?");

    private HomieColor() {
    }

    /// @param hue        0 to 360
    /// @param saturation 0 to 100
    public static Value hs(double hue, double saturation) {
        return new Value.Text("hsv," + tenth(hue) + "," + tenth(saturation) + ",100");
    }

    /// CIE 1931 chromaticity, each 0 to 1.
    public static Value xy(double x, double y) {
        return new Value.Text("xyz," + fine(x) + "," + fine(y));
    }

    /// Each 0 to 255, or on any other scale: only what they are to each other counts.
    public static Value rgb(double red, double green, double blue) {
        double most = Math.max(red, Math.max(green, blue));
        double least = Math.min(red, Math.min(green, blue));
        double spread = most - least;
        double sector = spread == 0 ? 0 : most == red ? ((green - blue) / spread + 6) % 6
                : most == green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
        return hs(sector * 60, most == 0 ? 0 : spread / most * 100);
    }

    /// The numbers of a list with commas between, brackets or not.
    public static List<Double> numbers(String text) {
        return Arrays.stream(text.replaceAll("[()\\[\\]\\s]", "").split(",")).filter(n -> NUMBER.matcher(n).matches()).map(Double::valueOf)
                .toList();
    }

    /// Hue (0 to 360) and saturation (0 to 100) of any of Homie's forms; empty where it is none.
    public static Optional<double[]> hueSaturation(Value color) {
        var words = color.wire().split(",", 2);
        var n = words.length == 2 ? numbers(words[1]) : List.<Double>of();
        if (n.size() < (words[0].equals("rgb") ? 3 : 2)) {
            return Optional.empty();
        }
        return switch (words[0]) {
            case "hsv" -> Optional.of(new double[]{n.get(0), n.get(1)});
            case "rgb" -> hueSaturation(rgb(n.get(0), n.get(1), n.get(2)));
            case "xyz" -> {
                var rgb = ofXy(n.get(0), n.get(1));
                yield hueSaturation(rgb(rgb[0], rgb[1], rgb[2]));
            }
            default -> Optional.empty();
        };
    }

    /// Whether two colours are the same to the eye, in whatever form: a light tells in its own what it was told in another.
    public static boolean alike(Value one, Value other) {
        var a = hueSaturation(one);
        var b = hueSaturation(other);
        if (a.isEmpty() || b.isEmpty()) {
            return false;
        }
        double hue = Math.abs((a.get()[0] - b.get()[0] + 540) % 360 - 180);
        double pale = Math.min(a.get()[1], b.get()[1]);
        return Math.abs(a.get()[1] - b.get()[1]) <= 6 && (hue <= 6 || pale <= 8);
    }

    /// Red, green and blue, 0 to 255, as bright as they go.
    public static Optional<double[]> rgb(Value color) {
        return hueSaturation(color).map(hs -> {
            var rgb = new double[3];
            for (int i = 0; i < 3; i++) {
                double k = (new int[]{5, 3, 1}[i] + hs[0] / 60) % 6;
                rgb[i] = Math.rint(255 * (1 - hs[1] / 100 * Math.clamp(Math.min(k, 4 - k), 0, 1)));
            }
            return rgb;
        });
    }

    public static Optional<double[]> xy(Value color) {
        var words = color.wire().split(",", 2);
        if (words[0].equals("xyz") && words.length == 2 && numbers(words[1]).size() >= 2) {
            var n = numbers(words[1]);
            return Optional.of(new double[]{n.get(0), n.get(1)});
        }
        return rgb(color).map(HomieColor::toXy);
    }

    /// CIE 1931 x, y to sRGB primaries, D65, as bright as they go.
    private static double[] ofXy(double x, double y) {
        double z = 1 - x - y;
        double yy = Math.max(y, 1e-6);
        double bigX = x / yy;
        double bigZ = z / yy;
        var linear = new double[]{3.2406 * bigX - 1.5372 - 0.4986 * bigZ, -0.9689 * bigX + 1.8758 + 0.0415 * bigZ,
            0.0557 * bigX - 0.2040 + 1.0570 * bigZ};
        double most = Math.max(1e-6, Math.max(linear[0], Math.max(linear[1], linear[2])));
        var rgb = new double[3];
        for (int i = 0; i < 3; i++) {
            double c = Math.max(0, linear[i] / most);
            rgb[i] = 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - 0.055);
        }
        return rgb;
    }

    private static double[] toXy(double[] rgb) {
        var c = new double[3];
        for (int i = 0; i < 3; i++) {
            double s = rgb[i] / 255;
            c[i] = s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
        }
        double x = 0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2];
        double y = 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
        double z = 0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2];
        double sum = x + y + z;
        return sum == 0 ? new double[]{0.3127, 0.3290} : new double[]{Math.rint(x / sum * 1e4) / 1e4, Math.rint(y / sum * 1e4) / 1e4};
    }

    /// Rounded to a tenth.
    public static String tenth(double n) {
        return new Value.Numeric(Math.rint(n * 10) / 10).wire();
    }

    /// Rounded to a millionth.
    public static String fine(double n) {
        return new Value.Numeric(Math.rint(n * 1e6) / 1e6).wire();
    }
}
