package hearth.ui.add;

import hearth.hub.DeviceState;
import hearth.icon.Icon;
import hearth.profile.Leaf;
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
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Which of a message's values, where it has several, and the kinds of device, each with what it would make of it; the likeliest is on top
/// and chosen beforehand. FX thread.
final class ChooseKind extends VBox {

    private static final PseudoClass NOTHING = PseudoClass.getPseudoClass("nothing");

    private static final double WIDEST = 320;

    private final Ui ui;
    private final String topic;
    private final FlowPane values = new FlowPane();
    private final ToggleGroup group = new ToggleGroup();
    private final Consumer<Kind> chosen;
    private final ListView<Kind> list = new ListView<>();

    ChooseKind(Ui ui, String topic, Consumer<Kind> chosen) {
        this.ui = ui;
        this.topic = topic;
        this.chosen = chosen;
        getStyleClass().add("add-body");
        list.setId("add-kinds");
        list.getStyleClass().add("add-list");
        list.setAccessibleText(ui.texts().of("add.step.kind"));
        list.setCellFactory(_ -> new Cell());
        list.setOnKeyPressed(key -> {
            var selected = list.getSelectionModel().getSelectedItem();
            if (key.getCode() == KeyCode.ENTER && selected != null) {
                chosen.accept(selected);
            }
        });
        setVgrow(list, Priority.ALWAYS);
        values.getStyleClass().add("add-chips");
        values.setId("add-values");
        values.setAccessibleText(ui.texts().of("add.which"));
        var scroll = new ScrollPane(values);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().addAll("add-scroll", "add-values");
        var which = new Label(ui.texts().of("add.which"));
        which.getStyleClass().add("add-label");
        var choice = new VBox(which, scroll);
        choice.getStyleClass().add("add-field");
        choice.managedProperty().bind(choice.visibleProperty());
        getChildren().addAll(choice, list);
        ui.show(this, house -> Optional.ofNullable(house.topics().get(topic)).map(seen -> Leaf.of(seen.payload())).orElse(List.of()),
                this::values);
        var leaves = Optional.ofNullable(ui.house().topics().get(topic)).map(seen -> Leaf.of(seen.payload())).orElse(List.of());
        choice.setVisible(!leaves.isEmpty());
        values(leaves);
        choose(Kind.worthiest(topic, leaves));
    }

    /// Which of the message's values is meant; those of a later message take their places.
    private void values(List<Leaf> leaves) {
        for (var leaf : leaves) {
            var words = ui.texts().plain(String.join(" · ", leaf.keys())) + "   " + ui.texts().plain(leaf.said());
            var known = group.getToggles().stream().filter(t -> path(t).equals(leaf.path())).findFirst();
            if (known.orElse(null) instanceof ToggleButton chip) {
                chip.setText(words);
                chip.setAccessibleText(ui.texts().of("add.which") + ": " + words);
            } else {
                var chip = Field.chip(words, ui.texts().of("add.which"));
                chip.setMaxWidth(WIDEST);
                chip.setUserData(leaf);
                chip.setToggleGroup(group);
                chip.setOnAction(_ -> {
                    chip.setSelected(true);
                    choose(Optional.of(leaf));
                });
                values.getChildren().add(chip);
            }
        }
    }

    private static String path(Toggle chip) {
        return chip.getUserData() instanceof Leaf leaf ? leaf.path() : "";
    }

    private void choose(Optional<Leaf> leaf) {
        group.getToggles().stream().filter(t -> leaf.filter(l -> path(t).equals(l.path())).isPresent()).forEach(group::selectToggle);
        list.getItems().setAll(Kind.likeliestFirst(ui.house(), topic, leaf));
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
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
