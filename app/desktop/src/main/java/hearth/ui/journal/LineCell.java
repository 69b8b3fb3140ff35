package hearth.ui.journal;

import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Ui;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// One line: when, who, what; what does not fit is told whole under the pointer. FX thread.
final class LineCell extends ListCell<Line> {

    private final Ui ui;
    private final IconView icon = new IconView(Icon.INFO);
    private final Label time = new Label();
    private final Label subject = new Label();
    private final Label words = new Label();
    private final HBox row = new HBox(time, icon, subject, words);

    LineCell(Ui ui) {
        this.ui = ui;
        time.getStyleClass().add("journal-time");
        time.setMinWidth(USE_PREF_SIZE);
        subject.getStyleClass().add("strong");
        subject.setMinWidth(USE_PREF_SIZE); // shown whole first
        subject.setMaxWidth(260);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("journal-row");
        setPrefWidth(0);
        var whole = new Tooltip();
        whole.setWrapText(true);
        whole.setMaxWidth(600);
        whole.textProperty().bind(words.textProperty());
        words.tooltipProperty().bind(words.textTruncatedProperty().map(cut -> cut ? whole : null));
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
