package hearth.ui.add;

import hearth.hub.DeviceState;
import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Look;
import hearth.ui.Ui;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The kinds of device, each with what it would make of the topic's last message; the likeliest is on top and chosen
/// beforehand. FX thread.
final class ChooseKind extends VBox {

    private static final PseudoClass NOTHING = PseudoClass.getPseudoClass("nothing");

    private final Ui ui;
    private final Consumer<Kind> chosen;
    private final ListView<Kind> list = new ListView<>();

    ChooseKind(Ui ui, List<Kind> kinds, Consumer<Kind> chosen) {
        this.ui = ui;
        this.chosen = chosen;
        getStyleClass().add("add-body");
        list.setId("add-kinds");
        list.getStyleClass().add("add-list");
        list.setAccessibleText(ui.texts().of("add.step.kind"));
        list.setCellFactory(_ -> new Cell());
        list.getItems().setAll(kinds);
        list.getSelectionModel().selectFirst();
        list.setOnKeyPressed(key -> {
            var selected = list.getSelectionModel().getSelectedItem();
            if (key.getCode() == KeyCode.ENTER && selected != null) {
                chosen.accept(selected);
            }
        });
        setVgrow(list, Priority.ALWAYS);
        getChildren().add(list);
    }

    @Override public void requestFocus() {
        list.requestFocus();
    }

    private final class Cell extends ListCell<Kind> {
        private final Label name = new Label();
        private final Label preview = new Label();
        private final Label likely = new Label(ui.texts().of("add.likely"));
        private final IconView disc = new IconView(Icon.UNKNOWN, "disc");
        private final HBox row;

        Cell() {
            var space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            name.setMinWidth(0);
            likely.setMinWidth(USE_PREF_SIZE);
            row = new HBox(disc, name, likely, space, preview);
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("add-row");
            name.getStyleClass().add("add-row-name");
            likely.getStyleClass().add("add-badge");
            preview.getStyleClass().add("add-preview");
            setPrefWidth(0);
            setOnMouseClicked(click -> {
                if (click.getButton() == MouseButton.PRIMARY && getItem() != null) {
                    chosen.accept(getItem());
                }
            });
            ui.show(this, house -> Optional.ofNullable(getItem()).map(kind -> kind.tried(house)), tried -> tried.ifPresent(this::draw));
        }

        @Override protected void updateItem(@Nullable Kind kind, boolean empty) {
            super.updateItem(kind, empty);
            setGraphic(kind == null || empty ? null : row);
            if (kind != null && !empty) {
                name.setText(kind.profile().name(ui.texts().language()));
                likely.setVisible(getIndex() == 0);
                draw(kind.tried(ui.house()));
            }
        }

        private void draw(DeviceState tried) {
            Look.of(tried).paint(disc);
            preview.setText(Kind.preview(tried, ui.texts()));
            preview.pseudoClassStateChanged(NOTHING, tried.condition() != DeviceState.Condition.LIVE);
            setAccessibleText(name.getText() + ", " + preview.getText());
        }
    }
}
