package hearth.ui.security;

import hearth.hub.JournalEntry;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Place;
import hearth.ui.Ui;
import hearth.ui.journal.Called;
import hearth.ui.journal.Line;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What the alarm did lately, and the way to all of it. FX thread.
final class EventsCard extends VBox {

    private static final int SHOWN = 10;

    private final Ui ui;
    private final VBox rows = new VBox();

    EventsCard(Ui ui) {
        this.ui = ui;
        rows.getStyleClass().add("zones");
        var all = new Button(ui.texts().of("alarm.journal"), new IconView(Icon.JOURNAL));
        all.setId("security-journal");
        all.setMinWidth(USE_PREF_SIZE);
        all.setOnAction(_ -> ui.go().accept(new Place.Journal()));
        getChildren().add(new Card(ui.texts(), ui.texts().of("alarm.events"), rows, all));
        ui.showSummary(this, house -> house.journal().list().stream().filter(e -> JournalEntry.SECURITY.contains(e.kind())).limit(SHOWN)
                .toList(), this::shown);
    }

    private void shown(List<JournalEntry> newest) {
        var called = Called.in(ui.house());
        rows.getChildren().setAll(newest.stream().map(e -> row(Line.of(e, called, ui.texts()))).toList());
        if (newest.isEmpty()) {
            rows.getChildren().add(new Paragraph(ui.texts().of("alarm.nothing"), "quiet"));
        }
    }

    private Node row(Line line) {
        var time = new Label(ui.texts().moment(line.at()));
        time.getStyleClass().add("journal-time");
        time.setMinWidth(USE_PREF_SIZE);
        var subject = new Label(line.subject());
        subject.getStyleClass().add("strong");
        subject.setMinWidth(0);
        var words = new Label(line.words());
        words.setMinWidth(0);
        var row = new HBox(time, new IconView(line.icon(), "tone-" + line.tone()), subject, words);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("journal-row");
        return row;
    }
}
