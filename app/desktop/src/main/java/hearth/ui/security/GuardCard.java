package hearth.ui.security;

import hearth.home.AlarmMode;
import hearth.hub.AlarmWish;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Incident;
import hearth.hub.Panel;
import hearth.hub.Secret;
import hearth.icon.Icon;
import hearth.ui.AlarmWords;
import hearth.ui.ArmControl;
import hearth.ui.Card;
import hearth.ui.IconView;
import hearth.ui.Look;
import hearth.ui.Paragraph;
import hearth.ui.Question;
import hearth.ui.Ui;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What is armed now, and the ways to change it. FX thread.
final class GuardCard extends VBox {

    /// All that decides what it looks like.
    private record Shown(Panel panel, boolean planned, Optional<Incident> trouble) {

        static Shown of(HubState house) {
            return new Shown(house.security().shown(), ArmControl.isPlanned(house),
                    house.incident().filter(i -> i.open() && i.recorded() && i.kind() == Incident.Kind.TROUBLE));
        }
    }

    private final Ui ui;
    private final IconView disc = new IconView(Icon.SECURITY, "disc", "big");
    private final Label word = new Label();
    private final Label more = new Label();
    private final VBox notes = new VBox();

    GuardCard(Ui ui) {
        this.ui = ui;
        word.setId("security-state");
        word.getStyleClass().add("summary-figure");
        more.getStyleClass().add("quiet");
        more.managedProperty().bind(more.textProperty().isNotEmpty());
        var words = new VBox(word, more);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        var question = new Question(ui.texts());
        var panic = new Button(ui.texts().of("alarm.panic"), new IconView(Icon.SHIELD_ALERT));
        panic.setId("panic");
        panic.setMinWidth(USE_PREF_SIZE);
        panic.setOnAction(_ -> question.ask(ui.texts().of("alarm.panic.ask"), ui.texts().of("alarm.panic"),
                () -> ui.submit().accept(new Event.AlarmWished(new AlarmWish.Panic(), new Secret("")))));
        var head = new HBox(disc, words, panic);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("guard-head");
        var card = new Card(ui.texts(), ui.texts().of("alarm"), head,
                new ArmControl(ui, List.of(AlarmMode.HOME, AlarmMode.NIGHT, AlarmMode.AWAY, AlarmMode.VACATION, AlarmMode.CUSTOM_BYPASS)),
                notes, question);
        getChildren().add(card);
        ui.show(this, Shown::of, this::shown);
        ui.showTime(this, now -> more.setText(new AlarmWords(ui.house(), ui.texts()).more(now)));
    }

    private void shown(Shown shown) {
        var words = new AlarmWords(ui.house(), ui.texts());
        Look.of(shown.panel().state()).paint(disc);
        word.setText(words.state());
        more.setText(words.more(ui.clock().instant()));
        notes.getChildren().clear();
        if (!shown.planned()) {
            notes.getChildren().add(new Paragraph(ui.texts().of("alarm.unplanned"), "amber-text"));
        }
        var panel = shown.panel();
        if (!panel.bypassed().isEmpty()) {
            notes.getChildren().add(new Paragraph(ui.texts().of("alarm.bypassed",
                    panel.bypassed().stream().map(words::name).sorted().collect(Collectors.joining(", "))), "amber-text"));
        }
        if (!panel.memory().isEmpty()) {
            notes.getChildren().add(new Paragraph(ui.texts().of("alarm.memory", panel.memory().keySet().stream()
                    .filter(id -> ui.house().home().device(id).isPresent()).map(words::name).sorted().collect(Collectors.joining(", "))),
                    "problem"));
        }
        shown.trouble().ifPresent(incident -> {
            var seen = new Button(ui.texts().of("alert.seen"), new IconView(Icon.CHECK));
            seen.setId("trouble-seen");
            seen.setMinWidth(USE_PREF_SIZE);
            seen.setOnAction(_ -> ui.submit().accept(new Event.IncidentAcknowledged()));
            var said = new Paragraph(incident.happenings().stream().map(words::sign).distinct().collect(Collectors.joining(" · ")),
                    "amber-text");
            HBox.setHgrow(said, Priority.ALWAYS);
            said.setMaxWidth(Double.MAX_VALUE);
            var row = new HBox(said, seen);
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("guard-head");
            notes.getChildren().add(row);
        });
        notes.setManaged(!notes.getChildren().isEmpty());
    }
}
