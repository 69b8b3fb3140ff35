package hearth.ui.journal;

import hearth.hub.HubState;
import hearth.hub.JournalEntry;
import hearth.ui.IconView;
import hearth.ui.ScreenHeader;
import hearth.ui.Ui;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The newest lines of the journal, newest first, with a filter over all their words. FX thread.
public final class JournalPage extends VBox {

    private final Ui ui;
    private final TextField filter = new TextField();
    private final ListView<Line> list = new ListView<>();
    private List<Line> lines = List.of();

    public JournalPage(Ui ui) {
        this.ui = ui;
        filter.setId("journal-filter");
        filter.setPromptText(ui.texts().of("journal.filter"));
        filter.setAccessibleText(ui.texts().of("journal.filter"));
        filter.setMaxWidth(360);
        filter.textProperty().subscribe(_ -> filtered());
        list.getStyleClass().add("journal");
        list.setAccessibleText(ui.texts().of("rail.journal"));
        list.setCellFactory(_ -> new LineCell());
        VBox.setVgrow(list, Priority.ALWAYS);
        getStyleClass().add("screen");
        getChildren().addAll(new ScreenHeader(ui, ui.texts().of("rail.journal")), filter, list);
        ui.show(this, Lines::of, this::shown);
    }

    private record Lines(List<JournalEntry> entries, hearth.home.Home home) {

        static Lines of(HubState house) {
            return new Lines(house.journal().list(), house.home());
        }
    }

    private void shown(Lines newest) {
        lines = newest.entries().stream().map(e -> Line.of(e, ui.house(), ui.texts())).toList();
        filtered();
    }

    private void filtered() {
        var wanted = filter.getText().strip().toLowerCase(Locale.ROOT);
        var found = lines.stream().filter(l -> l.contains(wanted)).toList();
        if (!found.equals(list.getItems())) {
            list.getItems().setAll(found);
        }
        list.setPlaceholder(new Label(ui.texts().of(lines.isEmpty() ? "journal.empty" : "journal.none")));
    }

    private final class LineCell extends ListCell<Line> {

        private final IconView icon = new IconView(hearth.icon.Icon.INFO);
        private final Label time = new Label();
        private final Label subject = new Label();
        private final Label words = new Label();
        private final HBox row = new HBox(time, icon, subject, words);

        LineCell() {
            time.getStyleClass().add("journal-time");
            time.setMinWidth(USE_PREF_SIZE);
            subject.getStyleClass().add("strong");
            subject.setMinWidth(0);
            subject.setMaxWidth(260);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("journal-row");
            setPrefWidth(0);
        }

        @Override protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            if (empty || line == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            boolean today = ui.texts().day(line.at()).equals(ui.texts().day(ui.clock().instant()));
            time.setText(today ? ui.texts().timeWithSeconds(line.at()) : ui.texts().moment(line.at()));
            icon.show(line.icon());
            icon.getStyleClass().setAll("icon", "tone-" + line.tone());
            subject.setText(line.subject());
            words.setText(line.words());
            setGraphic(row);
            setAccessibleText(time.getText() + ", " + line.subject() + " " + line.words());
        }
    }
}
