package hearth.ui.device;

import hearth.device.Property;
import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.hub.History.Sample;
import hearth.ui.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/// A property over a span of time: numbers as a stepped line over a tinted area, all else as bands. The pointer, or the arrow
/// keys, read it out. FX thread.
final class Chart extends Region {

    private static final double TOP = 14;
    private static final double FOOT = 22;
    private static final double BAND = 44;
    private static final double LEGIBLE = 60;
    private static final int INTERVALS = 4;
    private static final int MOST_LABELS = 32;

    private final Texts texts;
    private final Path area = path("chart-area");
    private final Path grid = path("chart-grid");
    private final Path course = path("chart-line");
    private final Path bands = path("chart-band");
    private final Path odd = path("chart-band-odd");
    private final Path off = path("chart-off");
    private final List<Label> labels = new ArrayList<>();
    private final Line cursor = new Line();
    private final Label readout = new Label();
    private Function<Value, String> words = Value::wire;
    private Optional<Property> property = Optional.empty();
    private List<Sample> samples = List.of();
    private Instant from = Instant.EPOCH;
    private Instant to = Instant.EPOCH.plusSeconds(1);
    private int written;
    private int read = -1;

    Chart(Texts texts) {
        this.texts = texts;
        getStyleClass().add("chart");
        setPrefHeight(190);
        setMinHeight(140);
        for (int i = 0; i < MOST_LABELS; i++) {
            var label = new Label();
            label.getStyleClass().add("chart-label");
            label.setManaged(false);
            label.setMouseTransparent(true);
            labels.add(label);
        }
        cursor.getStyleClass().add("chart-cursor");
        cursor.setManaged(false);
        cursor.setMouseTransparent(true);
        readout.getStyleClass().add("chart-readout");
        readout.setManaged(false);
        readout.setMouseTransparent(true);
        getChildren().addAll(paths());
        getChildren().addAll(labels);
        getChildren().addAll(cursor, readout);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setOnMouseMoved(mouse -> read(at(mouse.getX())));
        setOnMouseExited(_ -> read(-1));
        setOnMousePressed(_ -> requestFocus());
        setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.LEFT || key.getCode() == KeyCode.RIGHT) {
                read(Math.clamp(key.getCode() == KeyCode.LEFT ? (read < 0 ? samples.size() : read) - 1L : read + 1L, 0,
                        Math.max(0, samples.size() - 1)));
                key.consume();
            }
        });
        focusedProperty().subscribe(focused -> {
            if (!focused) {
                read(-1);
            }
        });
    }

    private static Path path(String styleClass) {
        var path = new Path();
        path.getStyleClass().add(styleClass);
        path.setManaged(false);
        path.setMouseTransparent(true);
        return path;
    }

    /// @param newSamples oldest first, all within the span
    void show(Property shown, Function<Value, String> spelled, List<Sample> newSamples, Instant start, Instant end) {
        property = Optional.of(shown);
        words = spelled;
        var held = read >= 0 && read < samples.size() ? Optional.of(samples.get(read)) : Optional.<Sample>empty();
        samples = List.copyOf(newSamples);
        from = start;
        to = end;
        read = held.map(samples::indexOf).orElse(-1);
        setAccessibleText(samples.isEmpty() ? "" : texts.of("chart.spoken", samples.size(), spelled.apply(samples.getLast().value())));
        requestLayout();
    }

    // ---- drawing

    @Override protected void layoutChildren() {
        paths().forEach(path -> path.getElements().clear());
        written = 0;
        times();
        if (property.isPresent() && !samples.isEmpty()) {
            if (property.get().type() instanceof PropertyType.Range) {
                numbers(property.get());
            } else {
                bands();
            }
        }
        for (int i = 0; i < labels.size(); i++) {
            labels.get(i).setVisible(i < written);
        }
        place();
    }

    private List<Path> paths() {
        return List.of(area, grid, course, bands, odd, off);
    }

    private void numbers(Property shown) {
        var numbers = samples.stream().mapToDouble(s -> number(s.value())).toArray();
        double low = Arrays.stream(numbers).min().orElse(0);
        double high = Arrays.stream(numbers).max().orElse(1);
        if (shown.unit().equals(Unit.PERCENT) && low >= 0 && high <= 100) {
            low = 0;
            high = 100;
        }
        double step = step(high - low, Math.abs(high));
        low = Math.floor(low / step) * step;
        high = Math.max(Math.ceil(high / step) * step, low + step);
        for (double line = low; line <= high + step / 2; line += step) {
            double y = Math.rint(y(line, low, high)) + 0.5;
            grid.getElements().addAll(new MoveTo(0, y), new LineTo(getWidth(), y));
            write(texts.withUnit(new Value.Numeric(kept(line)), shown.unit()), 0, y - 15);
        }
        double floor = getHeight() - FOOT;
        double x = x(samples.getFirst().at());
        area.getElements().add(new MoveTo(x, floor));
        for (int i = 0; i < numbers.length; i++) {
            double y = y(numbers[i], low, high);
            double next = i + 1 < numbers.length ? x(samples.get(i + 1).at()) : getWidth();
            course.getElements().addAll(i == 0 ? new MoveTo(x, y) : new LineTo(x, y), new LineTo(next, y));
            area.getElements().addAll(new LineTo(x, y), new LineTo(next, y));
            x = next;
        }
        area.getElements().addAll(new LineTo(x, floor), new ClosePath());
    }

    /// A grid step of 1, 2 or 5 times a power of ten that gives at most four intervals.
    private static double step(double span, double size) {
        double least = Math.max(span, Math.max(size, 1) * 0.01) / INTERVALS;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        double share = least / power;
        return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    }

    private void bands() {
        double y = (getHeight() - FOOT - BAND) / 2 + TOP;
        for (int i = 0; i < samples.size(); i++) {
            var value = samples.get(i).value();
            boolean none = value.equals(new Value.Truth(false));
            double x = x(samples.get(i).at());
            double end = Math.max(x + 1, i + 1 < samples.size() ? x(samples.get(i + 1).at()) : getWidth());
            var path = none ? off : value instanceof Value.Text && i % 2 == 1 ? odd : bands;
            path.getElements().addAll(new MoveTo(x, y + BAND), new LineTo(x, none ? y + BAND - 4 : y),
                    new LineTo(end, none ? y + BAND - 4 : y), new LineTo(end, y + BAND), new ClosePath());
            if (end - x > LEGIBLE) {
                write(words.apply(value), x, y - 16);
            }
        }
    }

    private void times() {
        boolean day = Duration.between(from, to).toHours() <= 24;
        int days = Duration.between(from, to).toDays() > 7 ? 5 : 1;
        ZonedDateTime tick = from.atZone(texts.zone()).truncatedTo(ChronoUnit.DAYS);
        while (tick.toInstant().isBefore(to)) {
            var at = tick.toInstant();
            double x = x(at);
            if (x >= 0 && x <= getWidth() - 30) {
                write(day ? texts.time(at) : days == 1 ? texts.weekday(at) : texts.date(at), x, getHeight() - FOOT + 5);
            }
            tick = day ? tick.plusHours(4) : tick.plusDays(days);
        }
    }

    /// Writes with the next label of those that are there: nothing joins the scene while it is laid out.
    private void write(String text, double x, double y) {
        if (written < labels.size()) {
            var label = labels.get(written++);
            label.setText(text);
            label.autosize();
            label.relocate(x, y);
        }
    }

    private double x(Instant at) {
        double share = (double) Duration.between(from, at).toMillis() / Math.max(1, Duration.between(from, to).toMillis());
        return Math.min(1, share) * getWidth();
    }

    private double y(double number, double low, double high) {
        return TOP + (1 - (number - low) / (high - low)) * (getHeight() - TOP - FOOT);
    }

    private boolean fahrenheit() {
        return texts.fahrenheit() && property.map(Property::unit).filter(Unit.CELSIUS::equals).isPresent();
    }

    private double number(Value value) {
        double number = value instanceof Value.Numeric(double n) ? n : 0;
        return fahrenheit() ? number * 1.8 + 32 : number;
    }

    private double kept(double shown) {
        return fahrenheit() ? (shown - 32) / 1.8 : shown;
    }

    // ---- reading out

    private int at(double x) {
        var time = from.plusMillis((long) (Duration.between(from, to).toMillis() * x / Math.max(1, getWidth())));
        int last = -1;
        while (last + 1 < samples.size() && !samples.get(last + 1).at().isAfter(time)) {
            last++;
        }
        return last;
    }

    private void read(int sample) {
        read = sample;
        place();
    }

    private void place() {
        boolean on = read >= 0 && read < samples.size();
        cursor.setVisible(on);
        readout.setVisible(on);
        if (on) {
            var sample = samples.get(read);
            double x = Math.clamp(x(sample.at()), 0, Math.max(0, getWidth()));
            cursor.setStartX(x);
            cursor.setEndX(x);
            cursor.setStartY(TOP);
            cursor.setEndY(getHeight() - FOOT);
            boolean today = Duration.between(sample.at(), to).toHours() < 24;
            readout.setText(words.apply(sample.value()) + " · " + (today ? texts.timeWithSeconds(sample.at()) : texts.moment(sample.at())));
            readout.autosize();
            readout.relocate(Math.clamp(x + 8, 0, Math.max(0, getWidth() - readout.getWidth())), 0);
            setAccessibleText(readout.getText());
        }
    }
}
