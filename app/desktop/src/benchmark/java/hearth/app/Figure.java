package hearth.app;

import java.util.List;
import java.util.Locale;

/// One measured number beside the number that was promised and a baseline of the same run.
///
/// @param wanted   the promise; NaN where there is none
/// @param least    whether the promise is a lower bound, else it is an upper one
/// @param baseline in the same unit; NaN where there is none
/// @param against  what the baseline is
record Figure(String name, String unit, double measured, double wanted, boolean least, double baseline, String against) {

    static Figure atMost(double wanted, String name, String unit, double measured, double baseline, String against) {
        return new Figure(name, unit, measured, wanted, false, baseline, against);
    }

    static Figure atLeast(double wanted, String name, String unit, double measured, double baseline, String against) {
        return new Figure(name, unit, measured, wanted, true, baseline, against);
    }

    static Figure only(String name, String unit, double measured) {
        return new Figure(name, unit, measured, Double.NaN, false, Double.NaN, "");
    }

    double ratio() {
        return measured / baseline;
    }

    private String verdict() {
        return Double.isNaN(wanted) ? "" : (least ? measured >= wanted : measured <= wanted) ? "kept" : "MISSED";
    }

    static String table(List<Figure> figures) {
        var lines = new StringBuilder(
                String.format(Locale.ROOT, "%-52s %12s %12s %-7s %10s %8s  %s%n", "number", "measured", "promised", "", "baseline",
                        "ratio", "baseline is"));
        for (var f : figures) {
            lines.append(String.format(Locale.ROOT, "%-52s %12s %12s %-7s %10s %8s  %s%n", f.name, shown(f.measured) + " " + f.unit,
                    Double.isNaN(f.wanted) ? "" : (f.least ? "≥ " : "≤ ") + shown(f.wanted), f.verdict(), shown(f.baseline),
                    shown(f.ratio()),
                    f.against));
        }
        return lines.toString();
    }

    private static String shown(double number) {
        return Double.isNaN(number) ? ""
                : String.format(Locale.ROOT, Math.abs(number) >= 1000 || number == Math.rint(number) ? "%.0f" : "%.2f", number);
    }
}
