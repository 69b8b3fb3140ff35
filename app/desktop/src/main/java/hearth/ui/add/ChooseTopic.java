package hearth.ui.add;

import hearth.device.Payload;
import hearth.home.Device;
import hearth.hub.HubState;
import hearth.hub.TopicSeen;
import hearth.ui.Ui;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The topics heard, newest first, with what was said last; any other can be typed. FX thread.
///
/// The order is that of the moment it opened, so that no row moves away under the hand; new topics come on top.
final class ChooseTopic extends VBox {

    private final Ui ui;
    private final Consumer<String> chosen;
    private final TextField filter = new TextField();
    private final Label error = new Label();
    private final ListView<String> list = new ListView<>();
    private final SequencedSet<String> heard = new LinkedHashSet<>();

    ChooseTopic(Ui ui, Consumer<String> chosen) {
        this.ui = ui;
        this.chosen = chosen;
        getStyleClass().add("add-body");
        filter.setId("add-filter");
        filter.setPromptText(ui.texts().of("add.filter"));
        filter.setAccessibleText(ui.texts().of("add.filter"));
        filter.setOnAction(_ -> list.getItems().stream().findFirst().ifPresent(chosen));
        filter.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.DOWN && !list.getItems().isEmpty()) {
                list.requestFocus();
                list.getSelectionModel().selectFirst();
                key.consume();
            }
        });
        error.getStyleClass().add("add-error");
        error.managedProperty().bind(error.visibleProperty());
        list.setId("add-topics");
        list.getStyleClass().add("add-list");
        list.setAccessibleText(ui.texts().of("add.topics"));
        list.setCellFactory(_ -> new Cell());
        list.setPlaceholder(new Label(ui.texts().of("add.nothing")));
        list.setOnKeyPressed(key -> {
            var selected = list.getSelectionModel().getSelectedItem();
            if (key.getCode() == KeyCode.ENTER && selected != null) {
                chosen.accept(selected);
            }
        });
        setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(filter, error, list);
        filter.textProperty().subscribe(this::filter);
        ui.show(this, house -> house.topics().size(), _ -> hear(ui.house().topics()));
    }

    private void hear(Map<String, TopicSeen> topics) {
        topics.entrySet().stream().filter(e -> !heard.contains(e.getKey()) && !Topics.ours(e.getKey()))
                .sorted(Comparator.comparing(e -> e.getValue().at())).map(Map.Entry::getKey).forEach(heard::addFirst);
        filter();
    }

    private void filter() {
        var typed = filter.getText().strip();
        var wrong = typed.isEmpty() ? Optional.<String>empty() : Topics.wrong(typed);
        error.setText(wrong.map(ui.texts()::of).orElse(""));
        error.setVisible(wrong.isPresent());
        var words = List.of(typed.toLowerCase(Locale.ROOT).split("\\s+"));
        var fitting = new ArrayList<>(heard.stream().filter(t -> words.stream().allMatch(t.toLowerCase(Locale.ROOT)::contains)).toList());
        if (!typed.isEmpty() && wrong.isEmpty() && !heard.contains(typed)) {
            fitting.add(typed);
        }
        if (!fitting.equals(list.getItems())) {
            list.getItems().setAll(fitting);
        }
    }

    private final class Cell extends ListCell<String> {
        private final Label name = new Label();
        private final Label last = new Label();
        private final Label bound = new Label();
        private final Label age = new Label();
        private final HBox row;

        Cell() {
            var space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            var both = new VBox(name, last);
            both.setMinWidth(0);
            both.setAlignment(Pos.CENTER_LEFT);
            bound.setMinWidth(USE_PREF_SIZE);
            age.setMinWidth(USE_PREF_SIZE);
            row = new HBox(both, space, bound, age);
            row.getStyleClass().add("add-row");
            row.setAlignment(Pos.CENTER_LEFT);
            row.setMaxWidth(Double.MAX_VALUE);
            name.getStyleClass().add("add-row-name");
            last.getStyleClass().add("add-row-more");
            bound.getStyleClass().add("add-badge");
            age.getStyleClass().add("add-row-more");
            setPrefWidth(0);
            setOnMouseClicked(click -> {
                if (click.getButton() == MouseButton.PRIMARY && getItem() != null) {
                    chosen.accept(getItem());
                }
            });
            ui.show(this, house -> Optional.ofNullable(getItem()).map(house.topics()::get), _ -> draw());
            ui.showTime(this, _ -> draw());
        }

        @Override protected void updateItem(@Nullable String topic, boolean empty) {
            super.updateItem(topic, empty);
            setGraphic(empty ? null : row);
            draw();
        }

        private void draw() {
            var topic = getItem();
            if (topic == null || isEmpty()) {
                return;
            }
            var house = ui.house();
            var seen = Optional.ofNullable(house.topics().get(topic));
            name.setText(ui.texts().plain(topic));
            last.setText(seen.map(s -> said(s.payload())).orElseGet(() -> ui.texts().of("add.silent")));
            age.setText(seen.map(s -> ui.texts().age(s.at(), ui.clock().instant())).orElse(""));
            bound.setText(user(house, topic).map(n -> ui.texts().of("add.bound", n)).orElse(""));
            bound.setVisible(!bound.getText().isEmpty());
            setAccessibleText(Stream.of(name, last, bound, age).map(Label::getText).filter(t -> !t.isEmpty()).reduce((a, b) -> a + ", " + b)
                    .orElse(""));
        }

        private String said(Payload payload) {
            return payload.text().isEmpty() ? ui.texts().of("add.binary") : ui.texts().plain(payload.shown(60));
        }

        private static Optional<String> user(HubState house, String topic) {
            return house.housed().stream().filter(d -> d.binding().topics().stream().anyMatch(f -> f.matches(topic)))
                    .map(d -> house.home().device(d.binding().device())).flatMap(Optional::stream).map(Device::name).sorted().findFirst();
        }
    }

    @Override public void requestFocus() {
        filter.requestFocus();
    }
}
