package hearth.ui.palette;

import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Ui;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Finds devices, rooms, places and actions by a few letters: the arrow keys choose, Enter does it. FX thread.
public final class Palette extends VBox {

    private static final double ROW = 40;

    private final Ui ui;
    private final Runnable close;
    private final TextField query = new TextField();
    private final ListView<Find> found = new ListView<>();

    public Palette(Ui ui, Runnable close) {
        this.ui = ui;
        this.close = close;
        getStyleClass().addAll("card", "palette");
        query.setId("palette-query");
        query.setPromptText(ui.texts().of("search.prompt"));
        query.setAccessibleText(ui.texts().of("search.prompt"));
        found.setId("palette-found");
        found.setFixedCellSize(ROW);
        found.setFocusTraversable(false);
        found.setCellFactory(_ -> new Row());
        found.setPlaceholder(new Label(ui.texts().of("find.nothing")));
        found.setAccessibleText(ui.texts().of("find.results"));
        getChildren().addAll(query, found);
        query.textProperty().subscribe(this::search);
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        found.addEventHandler(MouseEvent.MOUSE_CLICKED, _ -> run());
    }

    @Override public void requestFocus() {
        query.requestFocus();
    }

    private void search(String text) {
        found.getItems().setAll(Find.all(ui.house(), ui.texts(), ui.clock().instant(), text));
        found.setPrefHeight(Math.max(2, found.getItems().size()) * ROW + 4);
        found.getSelectionModel().selectFirst();
    }

    private void key(KeyEvent key) {
        switch (key.getCode()) {
            case DOWN -> choose(1);
            case UP -> choose(-1);
            case PAGE_DOWN -> choose(5);
            case PAGE_UP -> choose(-5);
            case ENTER -> run();
            case TAB -> choose(key.isShiftDown() ? -1 : 1);
            default -> {
                return;
            }
        }
        key.consume();
    }

    private void choose(int by) {
        int last = found.getItems().size() - 1;
        if (last >= 0) {
            int to = Math.clamp(found.getSelectionModel().getSelectedIndex() + by, 0, last);
            found.getSelectionModel().select(to);
            found.scrollTo(Math.max(0, to - 5));
        }
    }

    private void run() {
        var chosen = found.getSelectionModel().getSelectedItem();
        if (chosen == null) {
            return;
        }
        switch (chosen.action()) {
            case Find.Action.Go(var place) -> {
                close.run();
                ui.go().accept(place);
            }
            case Find.Action.Do(var event) -> {
                close.run();
                ui.submit().accept(event);
            }
            case Find.Action.Narrow(var words) -> {
                query.setText(words + " ");
                query.end();
            }
        }
    }

    private static final class Row extends ListCell<Find> {

        private final IconView icon = new IconView(Icon.SEARCH);
        private final Label title = new Label();
        private final Label hint = new Label();
        private final HBox content = new HBox(icon, title, space(), hint);

        Row() {
            content.setAlignment(Pos.CENTER_LEFT);
            content.getStyleClass().add("find");
            hint.getStyleClass().add("faint");
            hint.setMinWidth(0);
            content.prefWidthProperty().bind(widthProperty().subtract(28));
            content.setMinWidth(0);
        }

        private static Region space() {
            var space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            return space;
        }

        @Override protected void updateItem(@Nullable Find find, boolean empty) {
            super.updateItem(find, empty);
            if (find == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            icon.show(find.icon());
            title.setText(find.title());
            hint.setText(find.hint());
            setAccessibleText(find.title() + ", " + find.hint());
            setGraphic(content);
        }
    }
}
