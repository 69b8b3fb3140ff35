package hearth.ui.security;

import hearth.hub.Incident;
import hearth.icon.Icon;
import hearth.ui.AlarmWords;
import hearth.ui.Card;
import hearth.ui.IconView;
import hearth.ui.Latest;
import hearth.ui.Paragraph;
import hearth.ui.SaveFile;
import hearth.ui.Ui;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The newest incidents, each one line however much happened in it, and each to be had on paper. FX thread.
final class IncidentsCard extends VBox {

    private static final int SHOWN = 5;

    private final Ui ui;
    private final VBox rows = new VBox();
    private final Label told = new Paragraph("", "quiet");
    private final SaveFile file;
    private final Latest<List<Incident>> found = new Latest<>(this::shown);

    IncidentsCard(Ui ui) {
        this.ui = ui;
        file = new SaveFile(ui.texts(), told::setText);
        setId("incidents");
        rows.getStyleClass().add("told-rows");
        told.setId("incidents-told");
        told.managedProperty().bind(told.textProperty().isNotEmpty());
        getChildren().add(new Card(ui.texts(), ui.texts().of("incidents"), rows, told));
        shown(List.of());
        ui.showCalmly(this, house -> house.incident(), _ -> read());
    }

    /// Of a call for help under duress nothing may show.
    private void read() {
        ui.history().incidents(2 * SHOWN)
                .thenAccept(all -> found.accept(all.stream().filter(i -> i.kind() != Incident.Kind.DURESS).limit(SHOWN).toList()))
                .exceptionally(_ -> {
                    new Latest<String>(told::setText).accept(ui.texts().of("incidents.unread"));
                    return null;
                });
    }

    private void shown(List<Incident> newest) {
        rows.getChildren().setAll(newest.stream().map(this::row).toList());
        if (newest.isEmpty()) {
            rows.getChildren().add(new Paragraph(ui.texts().of("alarm.nothing"), "quiet"));
        }
    }

    private Node row(Incident incident) {
        var words = new AlarmWords(ui.house(), ui.texts());
        boolean earnest = incident.kind().loud() && incident.kind() != Incident.Kind.TEST;
        var title = new Paragraph((incident.kind() == Incident.Kind.TEST ? words.kind(incident) + " · " : "") + words.title(incident)
                + (incident.count() > 1 ? " ×" + incident.count() : ""), "strong");
        var when = new Paragraph(ui.texts().moment(incident.since()) + " · " + incident.acknowledged()
                .map(at -> ui.texts().of("incidents.seen", ui.texts().time(at))).orElseGet(() -> ui.texts().of("report.unseen")), "quiet");
        var both = new VBox(title, when);
        both.setMinWidth(0);
        HBox.setHgrow(both, Priority.ALWAYS);
        var save = new Button(ui.texts().of("incidents.report"), new IconView(Icon.DOWN));
        save.getStyleClass().add("incident-report");
        save.setMinWidth(USE_PREF_SIZE);
        save.setAccessibleText(ui.texts().of("incidents.report.named", words.title(incident), ui.texts().moment(incident.since())));
        save.setOnAction(
                _ -> file.ask(this, ui.texts().of("incidents.report"), IncidentReport.name(incident, ui.texts()), report(incident)));
        var row = new HBox(new IconView(Icon.SHIELD_ALERT, earnest ? "tone-red" : "tone-grey"), both, save);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("guard-head");
        row.setUserData(incident);
        return row;
    }

    private SaveFile.Content report(Incident incident) {
        var house = ui.house();
        var now = ui.clock().instant();
        return () -> IncidentReport.of(incident, ui, house, now).pdf();
    }

    /// The newest, into that file.
    void save(Path where) {
        rows.getChildren().stream().map(Node::getUserData).filter(Incident.class::isInstance).map(Incident.class::cast).findFirst()
                .ifPresent(newest -> file.to(where, report(newest)));
    }
}
