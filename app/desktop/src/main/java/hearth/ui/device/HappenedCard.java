package hearth.ui.device;

import hearth.device.DeviceId;
import hearth.device.Property;
import hearth.device.PropertyType;
import hearth.device.Value;
import hearth.hub.DeviceState;
import hearth.hub.History;
import hearth.hub.JournalEntry;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.DeviceWords;
import hearth.ui.IconView;
import hearth.ui.Latest;
import hearth.ui.Paragraph;
import hearth.ui.Ui;
import hearth.ui.automation.Chain;
import hearth.ui.journal.Called;
import hearth.ui.journal.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What became of a device lately; a click on a line says why. FX thread.
final class HappenedCard extends VBox {

    private static final int MOST = 12;
    private static final int ASKED = 40;
    private static final Duration SPAN = Duration.ofDays(1);
    /// A report so close to a wish is its answer.
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /// @param read false where the past cannot be read
    private record Answer(boolean read, List<JournalEntry> lines, List<History.Sample> samples) {
    }

    private record Row(Instant at, Icon icon, String tone, String words, String why) {
    }

    private final Ui ui;
    private final DeviceId id;
    private final Optional<Property> main;
    private final VBox rows = new VBox();
    private final Latest<Answer> answers = new Latest<>(this::show);
    private Optional<Instant> open = Optional.empty();

    HappenedCard(Ui ui, DeviceState device) {
        this.ui = ui;
        id = device.binding().device();
        main = device.main().filter(p -> !(p.type() instanceof PropertyType.Range) && p.retained());
        rows.setId("device-happened");
        rows.getStyleClass().add("messages");
        getChildren().add(new Card(ui.texts(), ui.texts().of("happened.title"), rows));
        ui.showSummary(this, house -> new Seen(house.journal().list().stream().filter(l -> l.device().equals(Optional.of(id))).toList(),
                main.flatMap(p -> house.device(id).flatMap(d -> d.state(p.ref()).at()))), _ -> ask());
    }

    /// What tells that there is more to ask for.
    private record Seen(List<JournalEntry> lines, Optional<Instant> reported) {
    }

    private void ask() {
        var now = ui.clock().instant();
        var samples = main.map(p -> ui.history().samples(p.ref(), now.minus(SPAN), now))
                .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
        ui.history().happened(id, ASKED).thenCombine(samples, (lines, said) -> new Answer(true, lines, said))
                .whenComplete((answer, _) -> answers.accept(answer == null ? new Answer(false, List.of(), List.of()) : answer));
    }

    private void show(Answer answer) {
        var all = new ArrayList<Row>();
        var chain = new Chain(ui.house(), ui.texts());
        var called = Called.in(ui.house());
        for (var entry : answer.lines()) {
            var line = Line.of(entry, called, ui.texts());
            all.add(new Row(line.at(), line.icon(), line.tone(), line.words(),
                    chain.of(entry).orElseGet(() -> ui.texts().of("happened.nobody"))));
        }
        main.ifPresent(property -> own(property, answer, chain, all));
        all.sort(Comparator.comparing(Row::at).reversed());
        var nothing = new Paragraph(ui.texts().of(answer.read() ? "happened.none" : "happened.unread"), "quiet");
        rows.getChildren().setAll(all.isEmpty() ? List.of(nothing) : all.stream().limit(MOST).map(row -> row(row, answer)).toList());
    }

    /// What it said without having been asked for.
    private void own(Property property, Answer answer, Chain chain, List<Row> all) {
        var device = ui.house().device(id);
        if (device.isEmpty()) {
            return;
        }
        var words = new DeviceWords(device.get(), ui.texts());
        Value before = null;
        for (var sample : answer.samples()) {
            boolean changed = before != null && !before.equals(sample.value());
            before = sample.value();
            if (changed && answer.lines().stream().noneMatch(line -> isAnswer(line, property, sample))) {
                var after = chain.after(property.ref(), sample.value(), sample.at());
                all.add(new Row(sample.at(), Icon.INFO, "grey", words.value(property, sample.value()),
                        after.isEmpty() ? ui.texts().of("happened.itself") : String.join("\n", after)));
            }
        }
    }

    private static boolean isAnswer(JournalEntry line, Property property, History.Sample sample) {
        return Duration.between(line.at(), sample.at()).abs().compareTo(ANSWER) < 0
                && line.why().filter(why -> why.property().equals(property.ref()) && why.value().equals(sample.value())).isPresent();
    }

    private Node row(Row row, Answer answer) {
        boolean shown = open.equals(Optional.of(row.at()));
        var time = new Label(ui.texts().exactTime(row.at()));
        time.getStyleClass().add("message-time");
        time.setMinWidth(USE_PREF_SIZE);
        var words = new Label(row.words());
        words.setMinWidth(0);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        var content = new HBox(time, new IconView(row.icon(), "tone-" + row.tone()), words,
                new IconView(shown ? Icon.EXPAND : Icon.RIGHT, "tone-grey"));
        content.setAlignment(Pos.CENTER_LEFT);
        content.getStyleClass().add("message-row");
        var button = new Button();
        button.setGraphic(content);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setPrefWidth(0);
        button.getStyleClass().setAll("message");
        content.prefWidthProperty().bind(button.widthProperty().subtract(10));
        button.setAccessibleText(time.getText() + ", " + row.words() + ". " + (shown ? row.why() : ui.texts().of("happened.why")));
        button.setOnAction(_ -> {
            open = shown ? Optional.empty() : Optional.of(row.at());
            int place = rows.lookupAll(".message").stream().toList().indexOf(button);
            show(answer);
            rows.lookupAll(".message").stream().skip(Math.max(0, place)).findFirst().ifPresent(Node::requestFocus);
        });
        if (!shown) {
            return button;
        }
        return new VBox(button, new Paragraph(row.why(), "happened-why"));
    }
}
