package hearth.ui.device;

import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.PropertyType;
import hearth.device.Value;
import hearth.hub.DeviceState;
import hearth.hub.History.Sample;
import hearth.hub.PropertyState;
import hearth.hub.Trend;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.Choice;
import hearth.ui.DeviceWords;
import hearth.ui.IconView;
import hearth.ui.Latest;
import hearth.ui.Names;
import hearth.ui.SaveFile;
import hearth.ui.Segments;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What a property was over the last day, week or month: what is on disk, and from then on every value that comes. FX thread.
final class HistoryCard extends VBox {

    private enum Span {
        DAY(1), WEEK(7), MONTH(30);

        private final Duration length;

        Span(int days) {
            length = Duration.ofDays(days);
        }
    }

    /// An answer of the history, with what was asked; empty where it cannot be read.
    private record Answer(PropertyRef ref, Span span, Optional<List<Sample>> samples) {
    }

    private final Ui ui;
    private final Texts texts;
    private final Names names;
    private final Chart chart;
    private final Label nothing = new Label();
    private final Label note = new Label();
    private final Latest<Answer> answers = new Latest<>(this::answered);
    private final Button export;
    private final Card card;
    private Property property;
    private Span span = Span.DAY;
    private Optional<DeviceState> device = Optional.empty();
    private List<Sample> samples = List.of();
    private Instant drawn = Instant.EPOCH;

    /// @param properties what can be drawn, the device's main one first; not empty
    HistoryCard(Ui ui, Names names, List<Property> properties) {
        this.ui = ui;
        this.texts = ui.texts();
        this.names = names;
        property = properties.getFirst();
        chart = new Chart(texts);
        nothing.setWrapText(true);
        nothing.getStyleClass().add("quiet");
        nothing.setMouseTransparent(true);
        note.getStyleClass().add("quiet");
        note.setWrapText(true);
        note.managedProperty().bind(note.textProperty().isNotEmpty());
        export = new Button("CSV", new IconView(Icon.DOWN));
        export.setId("history-csv");
        export.getStyleClass().add("pill");
        export.setAccessibleText(texts.of("history.csv"));
        export.setOnAction(_ -> export());
        var spans = new Segments<>(texts.of("history.span"), List.of(Span.values()),
                s -> texts.of("history." + key(s)), this::span);
        spans.setId("history-span");
        spans.show(span);
        card = new Card(texts, texts.of("history.last.day"), new StackPane(chart, nothing), note);
        if (properties.size() > 1) {
            card.beside(choice(properties));
        }
        card.beside(spans, export);
        getChildren().add(card);
        sceneProperty().map(Objects::nonNull).orElse(false).subscribe(seen -> {
            if (seen) {
                ask();
            }
        });
        ui.showTime(this, now -> {
            if (Duration.between(drawn, now).compareTo(span.length.dividedBy(1_000)) > 0) {
                draw();
            }
        });
    }

    private ComboBox<Property> choice(List<Property> properties) {
        var choice = new Choice<>(texts.of("history.property"), properties, names::of);
        choice.setId("history-property");
        choice.getStyleClass().add("small");
        choice.setValue(property);
        choice.setOnAction(_ -> {
            property = choice.getValue();
            ask();
        });
        return choice;
    }

    private void span(Span chosen) {
        span = chosen;
        card.title(texts.of("history.last." + key(chosen)));
        ask();
    }

    private static String key(Span span) {
        return span.name().toLowerCase(Locale.ROOT);
    }

    // ---- what is known

    private void ask() {
        samples = List.of();
        note.setText("");
        var now = ui.clock().instant();
        var ref = property.ref();
        var asked = span;
        ui.history().samples(ref, now.minus(span.length), now)
                .whenComplete((found, _) -> answers.accept(new Answer(ref, asked, Optional.ofNullable(found))));
        device.ifPresent(this::show);
        draw();
    }

    private void answered(Answer answer) {
        if (answer.ref().equals(property.ref()) && answer.span() == span) {
            if (answer.samples().isEmpty()) {
                note.setText(texts.of("history.unread"));
            }
            var all = new ArrayList<>(answer.samples().orElse(List.of()));
            var last = all.isEmpty() ? Instant.MIN : all.getLast().at();
            var later = samples.stream().filter(s -> s.at().isAfter(last)).toList();
            all.addAll(later);
            samples = all;
            draw();
        }
    }

    /// Adds what the device says now.
    void show(DeviceState newest) {
        device = Optional.of(newest);
        var state = newest.state(property.ref());
        if (state.value().isPresent() && state.at().isPresent()
                && (samples.isEmpty() || state.at().get().isAfter(samples.getLast().at()))) {
            var all = new ArrayList<>(samples);
            all.add(new Sample(state.at().get(), state.value().get()));
            samples = all;
            draw();
        }
    }

    private void draw() {
        drawn = ui.clock().instant();
        var shown = shown();
        chart.show(property, this::words, shown, drawn.minus(span.length), drawn);
        chart.setVisible(!shown.isEmpty());
        nothing.setText(shown.isEmpty() && note.getText().isEmpty() ? texts.of("history.none") : "");
        export.setDisable(shown.isEmpty());
    }

    private List<Sample> shown() {
        var start = drawn.minus(span.length);
        var trend = device.map(d -> d.state(property.ref())).map(PropertyState::trend).orElse(Trend.NONE);
        return within(samples.size() > 1 || trend.size() < 2 ? samples : of(trend), start);
    }

    /// What lies in the span; what was said last before it still held when it began.
    private static List<Sample> within(List<Sample> all, Instant start) {
        var within = new ArrayList<Sample>();
        for (var sample : all) {
            if (sample.at().isBefore(start)) {
                within.clear();
                within.add(new Sample(start, sample.value()));
            } else {
                within.add(sample);
            }
        }
        return within;
    }

    /// What is remembered of the last day stands in where the disk has nothing.
    private static List<Sample> of(Trend trend) {
        return IntStream.range(0, trend.size()).mapToObj(i -> new Sample(trend.time(i), new Value.Numeric(trend.number(i)))).toList();
    }

    private String words(Value value) {
        return device.map(d -> new DeviceWords(d, texts).once(property, value)).orElseGet(() -> texts.withUnit(value, property.unit()));
    }

    // ---- export

    private void export() {
        var text = csv(property, shown());
        new SaveFile(texts, note::setText).ask(this, texts.of("history.csv"),
                property.ref().device() + "-" + property.ref().property() + ".csv", () -> text.getBytes(StandardCharsets.UTF_8));
    }

    /// RFC 4180 with a header; times in UTC, numbers with a point, in the unit they are kept in.
    static String csv(Property property, List<Sample> samples) {
        var unit = property.unit().symbol();
        var text = new StringBuilder("time,").append(property.ref().property()).append(unit.isEmpty() ? "" : " (" + unit + ")")
                .append("\r\n");
        samples.forEach(s -> text.append(s.at()).append(',').append(quoted(s.value())).append("\r\n"));
        return text.toString();
    }

    private static String quoted(Value value) {
        return value instanceof Value.Text(var said) ? '"' + said.replace("\"", "\"\"") + '"' : value.wire();
    }

    /// Whether a property's course says anything.
    static boolean drawable(Property property) {
        return property.retained() && !(property.type() instanceof PropertyType.Text);
    }
}
