package hearth.ui.check;

import hearth.hub.Checkup;
import hearth.hub.Checkup.Check;
import hearth.hub.Event;
import hearth.hub.Refusal;
import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// One button tries whether devices can connect; below it stands each finding as soon as it is there, with what to do. FX thread.
public final class ConnectionCheck extends VBox {

    private static final int LONGEST = 300;
    private static final int MOST_REFUSALS = 3;

    private final Texts texts;
    private final Button start;
    private final VBox findings = new VBox();
    private final VBox refused = new VBox();

    public ConnectionCheck(Ui ui) {
        texts = ui.texts();
        start = new Button(texts.of("check.start"), new IconView(Icon.SYNC));
        start.setId("check-start");
        start.setMinWidth(USE_PREF_SIZE);
        start.setOnAction(_ -> ui.submit().accept(new Event.CheckupAsked()));
        var words = label(texts.of("check.words"));
        words.getStyleClass().add("quiet");
        var head = new HBox(words, start);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("setting");
        findings.getStyleClass().add("home-access");
        getStyleClass().add("home-access");
        refused.getStyleClass().add("home-access");
        getChildren().addAll(head, findings, refused);
        ui.show(this, house -> house.checkup(), this::shown);
        ui.show(this, house -> house.access().refusals().stream().limit(MOST_REFUSALS).toList(), this::refused);
    }

    private void shown(Checkup checkup) {
        start.setDisable(checkup.running());
        start.setText(texts.of(checkup.running() ? "check.running" : "check.start"));
        findings.getChildren().setAll(checkup.checks().stream().map(this::row).toList());
        findings.setManaged(!checkup.checks().isEmpty());
    }

    /// What devices tried is seen at the door, not from here.
    private void refused(List<Refusal> newest) {
        refused.setManaged(!newest.isEmpty());
        refused.getChildren().clear();
        if (!newest.isEmpty()) {
            refused.getChildren().add(label(texts.of("check.refused")));
        }
        newest.forEach(refusal -> {
            var said = texts.of("refusal." + refusal.reason(), texts.plain(refusal.who(), 40), texts.plain(refusal.topic(), 80));
            var row = new HBox(new IconView(Icon.WARNING, "tone-amber"), label(said + " (" + texts.moment(refusal.last()) + ")"));
            row.getStyleClass().addAll("finding", "setting");
            refused.getChildren().add(row);
        });
    }

    private Node row(Check check) {
        var said = words(texts, check);
        var words = label(said);
        var row = new HBox(switch (check.finding().verdict()) {
            case FINE -> new IconView(Icon.CHECK_CIRCLE, "tone-green");
            case LOOK -> new IconView(Icon.INFO, "tone-amber");
            case WRONG -> new IconView(Icon.WARNING, "tone-red");
        }, words);
        row.getStyleClass().addAll("finding", "setting");
        row.setAccessibleRole(AccessibleRole.TEXT);
        row.setAccessibleText(texts.of("check.verdict." + check.finding().verdict().name().toLowerCase(Locale.ROOT)) + ": " + said);
        return row;
    }

    static String words(Texts texts, Check check) {
        var someone = check.finding().name().endsWith("_TAKEN") ? texts.of("broker.taken.someone") : "";
        return texts.of("check." + check.finding().name().toLowerCase(Locale.ROOT), check.places().stream()
                .map(place -> place.isEmpty() ? someone : texts.plain(place, LONGEST)).toArray());
    }

    private static Label label(String words) {
        var label = new Paragraph(words);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        return label;
    }
}
