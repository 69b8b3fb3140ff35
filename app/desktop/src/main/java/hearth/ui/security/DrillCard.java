package hearth.ui.security;

import hearth.home.AlarmZone;
import hearth.hub.AlarmState;
import hearth.hub.Drill;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Incident;
import hearth.icon.Icon;
import hearth.ui.AlarmWords;
import hearth.ui.Card;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Ui;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Walks the way of an alarm as a test, and says step by step what passed. FX thread.
final class DrillCard extends VBox {

    /// @param cannot the key of why none can begin now
    private record Shown(Optional<Drill> drill, Optional<String> cannot) {

        static Shown of(HubState house) {
            var cannot = house.home().alarm().zones().stream().map(AlarmZone::sensors).allMatch(s -> s.isEmpty()) ? "drill.not.zones"
                    : !(house.security().shown().state() instanceof AlarmState.Disarmed) ? "drill.not.armed"
                    : house.incident().filter(Incident::open).isPresent() ? "drill.not.open" : "";
            return new Shown(house.security().drill(), Optional.of(cannot).filter(c -> !c.isEmpty()));
        }
    }

    private final Ui ui;
    private final Label words = new Paragraph("", "quiet");
    private final VBox steps = new VBox();
    private final Label sum = new Paragraph("", "strong");
    private final Button begin;
    private final Button close;
    private DrillReport report = new DrillReport(List.of());

    DrillCard(Ui ui) {
        this.ui = ui;
        begin = button("drill-begin", "drill.begin", Icon.PLAY, new Event.DrillWanted());
        close = button("drill-close", "drill.close", Icon.CLOSE, new Event.DrillRead());
        words.setId("drill-words");
        sum.setId("drill-sum");
        steps.setId("drill-steps");
        steps.getStyleClass().add("told-rows");
        var buttons = new HBox(begin, close);
        buttons.getStyleClass().add("code-row");
        getChildren().add(new Card(ui.texts(), ui.texts().of("drill"), words, steps, sum, buttons));
        ui.show(this, Shown::of, _ -> shown());
        ui.show(this, house -> house.security().drill().map(d -> report(d, house)), _ -> shown());
        ui.showTime(this, _ -> shown());
    }

    private Button button(String id, String key, Icon icon, Event event) {
        var button = new Button(ui.texts().of(key), new IconView(icon));
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> ui.submit().accept(event));
        return button;
    }

    private DrillReport report(Drill drill, HubState house) {
        return DrillReport.of(drill, house, ui.texts(), ui.clock().instant());
    }

    private void shown() {
        var shown = Shown.of(ui.house());
        var now = ui.clock().instant();
        var newest = shown.drill().map(d -> report(d, ui.house())).orElseGet(() -> new DrillReport(List.of()));
        words.setText(shown.drill().flatMap(Drill::waits).filter(end -> end.isAfter(now)).map(end -> open(end, now))
                .or(() -> shown.cannot().map(ui.texts()::of)).orElseGet(() -> ui.texts().of("drill.words")));
        if (!newest.equals(report)) {
            report = newest;
            steps.getChildren().setAll(newest.steps().stream().map(DrillCard::step).toList());
        }
        sum.setText(newest.steps().isEmpty() ? "" : newest.sum(ui.texts()));
        boolean on = shown.drill().isPresent();
        show(steps, on);
        show(sum, on);
        show(close, on);
        begin.setText(ui.texts().of(on ? "drill.again" : "drill.begin"));
        begin.setDisable(shown.cannot().isPresent());
    }

    private String open(Instant end, Instant now) {
        return ui.texts().of("drill.open", new AlarmWords(ui.house(), ui.texts()).left(end, now));
    }

    private static Label step(DrillReport.Step step) {
        var line = new Paragraph(step.words());
        line.setGraphic(switch (step.mark()) {
            case PASSED -> new IconView(Icon.CHECK_CIRCLE, "tone-green");
            case FAILED -> new IconView(Icon.WARNING, "tone-amber");
            case WAITS -> new IconView(Icon.CLOCK, "tone-grey");
        });
        line.getStyleClass().add("told-row");
        return line;
    }

    private static void show(javafx.scene.Node node, boolean yes) {
        node.setVisible(yes);
        node.setManaged(yes);
    }
}
