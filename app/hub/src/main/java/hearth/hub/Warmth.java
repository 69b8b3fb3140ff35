package hearth.hub;

import hearth.device.Value;
import hearth.hub.History.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How fast a room warms and cools, as one that loses heat in proportion to how much warmer it is than the outside. A value.
///
/// @param power     °C an hour that the heater gives
/// @param loss      of the difference to the outside, the part lost in an hour
/// @param usual     °C outside, on average, in the days it was learnt in
/// @param byOutside whether the outside was known then; else `usual` is only what the room would cool down to
public record Warmth(double power, double loss, double usual, boolean byOutside) {

    /// So far back one looks for it.
    public static final Duration PAST = Duration.ofDays(14);
    /// Until something is learnt, a small house with a heater that suits it.
    static final Warmth ASSUMED = new Warmth(1.8, 0.04, 5, false);

    private static final Duration STEP = Duration.ofMinutes(30);
    private static final Duration GAP = Duration.ofMinutes(90);
    private static final Duration OUTSIDE_GAP = Duration.ofHours(6);
    /// So many steps with the heater on, and with it off, are the least to learn from.
    private static final int ENOUGH = 6;
    private static final Duration SIMULATED = Duration.ofMinutes(5);
    /// Nothing begins earlier than this.
    static final Duration EARLIEST = Duration.ofHours(6);

    /// °C an hour while it is heated.
    public double warming(double inside, double outside) {
        return power - loss * (inside - outside);
    }

    /// °C an hour while it is not, as a positive number where it cools.
    public double cooling(double inside, double outside) {
        return loss * (inside - outside);
    }

    /// How long it takes to warm the room, at most [#EARLIEST].
    ///
    /// @param outside °C at a time; empty for what is usual
    Duration time(double from, double to, Instant begin, Function<Instant, Optional<Double>> outside) {
        double inside = from;
        double hours = SIMULATED.toMillis() / 3_600_000.0;
        var taken = Duration.ZERO;
        while (inside < to && taken.compareTo(EARLIEST) < 0) {
            inside += hours * warming(inside, outside.apply(begin.plus(taken)).orElse(usual));
            taken = taken.plus(SIMULATED);
        }
        return taken;
    }

    // ---- learning

    /// @param hot the part of the time it was heated, 0 to 1
    private record Step(double inside, double outside, double hot, double change) {
    }

    /// The line that fits best; empty where there is too little to learn from, or it makes no sense.
    ///
    /// @param room    numbers, oldest first, as `outside`
    /// @param heater  true from when it was on, false from when it was off
    /// @param outside where it is not known, the room's own rest is found instead
    public static Optional<Warmth> fit(List<Sample> room, List<Sample> heater, List<Sample> outside) {
        if (room.size() < 2 || heater.isEmpty()) {
            return Optional.empty();
        }
        var steps = new ArrayList<Step>();
        for (var at = room.getFirst().at(); !at.plus(STEP).isAfter(room.getLast().at()); at = at.plus(STEP)) {
            var before = number(room, at, GAP);
            var after = number(room, at.plus(STEP), GAP);
            var middle = at.plus(STEP.dividedBy(2));
            var out = outside.isEmpty() ? Optional.of(0.0) : number(outside, middle, OUTSIDE_GAP);
            if (before.isPresent() && after.isPresent() && out.isPresent() && !heater.getFirst().at().isAfter(at)) {
                double hours = STEP.toMillis() / 3_600_000.0;
                steps.add(new Step((before.get() + after.get()) / 2, out.get(), hot(heater, at, at.plus(STEP)),
                        (after.get() - before.get()) / hours));
            }
        }
        var first = fit(steps, !outside.isEmpty());
        if (first.isEmpty()) {
            return first;
        }
        // what a window or a guest did is no property of the room
        double spread = Math.sqrt(steps.stream().mapToDouble(s -> square(miss(first.get(), s))).average().orElse(0));
        return fit(steps.stream().filter(s -> Math.abs(miss(first.get(), s)) <= 3 * spread + 0.05).toList(), !outside.isEmpty());
    }

    private static double miss(Warmth warmth, Step step) {
        double outside = warmth.byOutside ? step.outside : warmth.usual;
        return step.change - (warmth.power * step.hot - warmth.loss * (step.inside - outside));
    }

    private static double square(double n) {
        return n * n;
    }

    /// With the outside known: `change = power · hot - loss · (inside - outside)`; else `change = power · hot - loss · inside + rest`.
    private static Optional<Warmth> fit(List<Step> steps, boolean byOutside) {
        if (steps.stream().filter(s -> s.hot > 0.5).count() < ENOUGH || steps.stream().filter(s -> s.hot < 0.5).count() < ENOUGH) {
            return Optional.empty();
        }
        int n = byOutside ? 2 : 3;
        var normal = new double[n][n + 1];
        for (var s : steps) {
            var row = byOutside ? new double[]{s.hot, -(s.inside - s.outside), s.change} : new double[]{s.hot, -s.inside, 1, s.change};
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= n; j++) {
                    normal[i][j] += row[i] * row[j];
                }
            }
        }
        return solved(normal).filter(x -> x[0] > 0.05 && x[1] > 0.0005 && x[1] < 5).map(x -> new Warmth(x[0], x[1],
                byOutside ? steps.stream().mapToDouble(Step::outside).average().orElse(0) : x[2] / x[1], byOutside));
    }

    private static Optional<double[]> solved(double[][] rows) {
        int n = rows.length;
        for (int i = 0; i < n; i++) {
            if (Math.abs(rows[i][i]) < 1e-9) {
                return Optional.empty();
            }
            for (int r = 0; r < n; r++) {
                double by = r == i ? 0 : rows[r][i] / rows[i][i];
                for (int c = 0; c <= n; c++) {
                    rows[r][c] -= by * rows[i][c];
                }
            }
        }
        var x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = rows[i][n] / rows[i][i];
        }
        return Optional.of(x);
    }

    // ---- samples

    /// Drawn straight between the two beside; empty where they are too far apart.
    private static Optional<Double> number(List<Sample> all, Instant at, Duration gap) {
        int next = following(all, at);
        if (next == 0 || next == all.size()) {
            var edge = all.get(next == 0 ? 0 : next - 1);
            return Duration.between(edge.at(), at).abs().compareTo(gap) <= 0 ? value(edge) : Optional.empty();
        }
        var before = all.get(next - 1);
        var after = all.get(next);
        long apart = Duration.between(before.at(), after.at()).toMillis();
        if (apart > gap.toMillis()) {
            return Optional.empty();
        }
        double part = apart == 0 ? 0 : (double) Duration.between(before.at(), at).toMillis() / apart;
        return value(before).flatMap(b -> value(after).map(a -> b + part * (a - b)));
    }

    /// The first that is later; a binary search.
    private static int following(List<Sample> all, Instant at) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (all.get(middle).at().isAfter(at)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static Optional<Double> value(Sample sample) {
        return sample.value() instanceof Value.Numeric(double n) ? Optional.of(n) : Optional.empty();
    }

    private static double hot(List<Sample> heater, Instant from, Instant to) {
        long hot = 0;
        var at = from;
        for (int i = Math.max(0, following(heater, from) - 1); i < heater.size() && at.isBefore(to); i++) {
            var end = i + 1 < heater.size() && heater.get(i + 1).at().isBefore(to) ? heater.get(i + 1).at() : to;
            if (end.isAfter(at)) {
                hot += heater.get(i).value().equals(new Value.Truth(true)) ? Duration.between(at, end).toMillis() : 0;
                at = end;
            }
        }
        return (double) hot / Duration.between(from, to).toMillis();
    }
}
