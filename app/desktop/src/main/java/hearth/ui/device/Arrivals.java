package hearth.ui.device;

import hearth.device.DeviceId;
import hearth.hub.Event;
import hearth.hub.Hidden;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.Newcomer;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.DeviceWords;
import hearth.ui.IconView;
import hearth.ui.Look;
import hearth.ui.Names;
import hearth.ui.Paragraph;
import hearth.ui.Place;
import hearth.ui.Question;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Devices that announced themselves, and topics that look like devices: new ones to add, hidden ones to show again, long silent ones to
/// sweep. There only while there
/// are such. FX thread.
///
/// Enter does for the chosen one what its first button does, Delete hides it.
final class Arrivals extends VBox {

    private static final double ROW = 58;
    private static final int MOST_ROWS = 4;

    /// Which of them are listed.
    private enum Part {
        NEW, PROPOSED, HIDDEN, SILENT
    }

    private sealed interface Row {
        DeviceId id();

        record New(Newcomer newcomer) implements Row {
            @Override public DeviceId id() {
                return newcomer.device().id();
            }
        }

        record Gone(Hidden hidden) implements Row {
            @Override public DeviceId id() {
                return hidden.device();
            }
        }

        record Silent(Newcomer ghost) implements Row {
            @Override public DeviceId id() {
                return ghost.device().id();
            }
        }
    }

    /// All there is to list.
    private record Lists(List<Row> arrived, List<Row> proposed, List<Row> hidden, List<Row> silent) {

        List<Row> of(Part part) {
            return switch (part) {
                case NEW -> arrived;
                case PROPOSED -> proposed;
                case HIDDEN -> hidden;
                case SILENT -> silent;
            };
        }

        boolean empty() {
            return arrived.isEmpty() && proposed.isEmpty() && hidden.isEmpty() && silent.isEmpty();
        }
    }

    private final Ui ui;
    private final Texts texts;
    private final Question question;
    /// The question is in the scene only once something was asked.
    private final VBox asking = new VBox();
    private final ListView<Row> list = new ListView<>();
    private final ToggleGroup group = new ToggleGroup();
    private final List<ToggleButton> choices;
    private final Button all = new Button();
    private final Card card;
    private final Label about = new Paragraph("", "quiet");
    private Part part = Part.NEW;
    private Lists lists = new Lists(List.of(), List.of(), List.of(), List.of());

    Arrivals(Ui ui) {
        this.ui = ui;
        this.texts = ui.texts();
        question = new Question(texts);
        choices = Stream.of(Part.values()).map(this::choice).toList();
        var segments = new HBox();
        segments.getChildren().setAll(choices);
        segments.getStyleClass().add("segments");
        segments.setMaxHeight(USE_PREF_SIZE);
        all.setId("arrivals-all");
        all.setMinWidth(USE_PREF_SIZE);
        list.setId("arrivals");
        list.getStyleClass().add("arrivals");
        list.setFixedCellSize(ROW);
        list.setCellFactory(_ -> new Cell());
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        card = new Card(texts, texts.of("arrivals.title"), about, asking, list).beside(segments, all);
        ui.showSummary(this, this::lists, newest -> {
            lists = newest;
            shown();
        });
        ui.showTime(this, _ -> list.refresh());
    }

    private Lists lists(HubState house) {
        return new Lists(house.newcomers().stream().filter(n -> !n.proposed()).<Row>map(Row.New::new).toList(),
                house.newcomers().stream().filter(Newcomer::proposed).<Row>map(Row.New::new).toList(),
                house.hidden().stream().<Row>map(Row.Gone::new).toList(),
                house.ghosts(ui.clock().instant()).stream().<Row>map(Row.Silent::new).toList());
    }

    private ToggleButton choice(Part which) {
        var button = new ToggleButton();
        button.getStyleClass().setAll("segment");
        button.setId("arrivals-" + which.name().toLowerCase(Locale.ROOT));
        button.setUserData(which);
        button.setToggleGroup(group);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> {
            part = which;
            question.close();
            shown();
        });
        return button;
    }

    // ---- what is listed

    private void shown() {
        setVisible(!lists.empty());
        setManaged(!lists.empty());
        if (!lists.empty() && getChildren().isEmpty()) {
            getChildren().add(card); // most houses never need it
        }
        if (lists.of(part).isEmpty()) {
            part = Stream.of(Part.values()).filter(p -> !lists.of(p).isEmpty()).findFirst().orElse(Part.NEW);
        }
        for (var choice : choices) {
            var which = (Part) choice.getUserData();
            int many = lists.of(which).size();
            choice.setText(texts.of(word(which), many));
            choice.setVisible(many > 0);
            choice.setManaged(many > 0);
            choice.setSelected(which == part);
        }
        list.setAccessibleText(texts.of(word(part), lists.of(part).size()));
        about.setText(texts.of(word(part) + ".about"));
        present(all, part == Part.NEW || part == Part.SILENT);
        all.setText(texts.of(part == Part.SILENT ? "arrivals.sweep" : "arrivals.all"));
        all.setGraphic(new IconView(part == Part.SILENT ? Icon.REMOVE : Icon.ADD));
        all.setOnAction(_ -> forAll());
        update(lists.of(part));
    }

    private static String word(Part which) {
        return "arrivals." + which.name().toLowerCase(Locale.ROOT);
    }

    /// Rows keep their places, and with them what is chosen, unless devices came or went.
    private void update(List<Row> newest) {
        var items = list.getItems();
        boolean same = items.stream().map(Row::id).toList().equals(newest.stream().map(Row::id).toList());
        if (same) {
            for (int i = 0; i < newest.size(); i++) {
                if (!items.get(i).equals(newest.get(i))) {
                    items.set(i, newest.get(i));
                }
            }
        } else {
            var chosen = Optional.ofNullable(list.getSelectionModel().getSelectedItem()).map(Row::id);
            int place = list.getSelectionModel().getSelectedIndex();
            items.setAll(newest);
            newest.stream().filter(r -> chosen.equals(Optional.of(r.id()))).findFirst().ifPresentOrElse(
                    list.getSelectionModel()::select, () -> list.getSelectionModel().select(Math.min(place, newest.size() - 1)));
        }
        double height = Math.min(MOST_ROWS, newest.size()) * ROW + 4;
        list.setMinHeight(Math.min(height, 2 * ROW + 4));
        list.setPrefHeight(height);
        list.setMaxHeight(height);
    }

    // ---- what can be done

    private void key(KeyEvent key) {
        var row = list.getSelectionModel().getSelectedItem();
        if (row != null && key.getTarget() == list && key.getCode() == KeyCode.ENTER) {
            key.consume();
            first(row);
        } else if (row instanceof Row.New(var newcomer) && key.getCode() == KeyCode.DELETE) {
            key.consume();
            hide(newcomer);
        }
    }

    private void first(Row row) {
        switch (row) {
            case Row.New(var newcomer) -> edit(new HomeEdit.Add(newcomer.device(), ""));
            case Row.Gone(var hidden) -> edit(new HomeEdit.Welcome(hidden.marks()));
            case Row.Silent(var ghost) -> sweep(List.of(ghost));
        }
    }

    private void forAll() {
        if (part == Part.SILENT) {
            sweep(lists.silent().stream().flatMap(r -> r instanceof Row.Silent(var g) ? Stream.of(g) : Stream.empty()).toList());
        } else {
            edit(new HomeEdit.AddAll(lists.arrived().stream()
                    .flatMap(r -> r instanceof Row.New(var n) ? Stream.of(n.device()) : Stream.empty()).toList(), ""));
        }
    }

    private void sweep(List<Newcomer> ghosts) {
        var ids = ghosts.stream().map(g -> g.device().id()).collect(Collectors.toCollection(HashSet::new));
        asking.getChildren().setAll(question);
        question.ask(texts.of("arrivals.sweep.ask", ids.size()), texts.of("arrivals.sweep"),
                () -> ui.submit().accept(new Event.GhostsSwept(ids)));
    }

    private void hide(Newcomer newcomer) {
        edit(new HomeEdit.Remove(newcomer.device().id()));
    }

    private void edit(HomeEdit edit) {
        ui.submit().accept(new Event.HomeEdited(edit));
        list.requestFocus();
    }

    private final class Cell extends ListCell<Row> {

        private final IconView disc = new IconView(Icon.UNKNOWN, "disc");
        private final Label name = new Label();
        private final Label words = new Label();
        private final Label value = new Label();
        private final Button details = button("arrivals.look", Icon.INFO);
        private final Button naming = new Button(texts.of("arrivals.name"));
        private final Button hide = button("arrivals.hide", Icon.REMOVE);
        private final Button first = new Button();
        private final HBox row;

        Cell() {
            name.getStyleClass().add("strong");
            name.setMinWidth(0);
            words.getStyleClass().addAll("quiet", "arrival-parts");
            words.setMinWidth(0);
            value.getStyleClass().add("value-number");
            value.setMinWidth(USE_PREF_SIZE);
            var both = new VBox(name, words);
            both.setAlignment(Pos.CENTER_LEFT);
            both.setMinWidth(0);
            HBox.setHgrow(both, Priority.ALWAYS);
            first.setMinWidth(USE_PREF_SIZE);
            first.getStyleClass().add("arrivals-first");
            first.setOnAction(_ -> Optional.ofNullable(getItem()).ifPresent(Arrivals.this::first));
            details.setOnAction(_ -> Optional.ofNullable(getItem()).ifPresent(r -> ui.go().accept(new Place.OneDevice(r.id()))));
            naming.setMinWidth(USE_PREF_SIZE);
            naming.setOnAction(_ -> Optional.ofNullable(getItem()).ifPresent(r -> ui.go().accept(new Place.AddNewcomer(r.id()))));
            hide.setOnAction(_ -> {
                if (getItem() instanceof Row.New(var newcomer)) {
                    hide(newcomer);
                }
            });
            row = new HBox(disc, both, value, details, hide, naming, first);
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("arrivals-row");
            setPrefWidth(0);
        }

        private Button button(String key, Icon icon) {
            var button = new Button("", new IconView(icon));
            button.getStyleClass().add("icon-button");
            button.setTooltip(new Tooltip(texts.of(key)));
            button.setMinWidth(USE_PREF_SIZE);
            return button;
        }

        @Override protected void updateItem(@Nullable Row item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(item == null || empty ? null : row);
            if (item == null || empty) {
                return;
            }
            switch (item) {
                case Row.New(var newcomer) -> {
                    device(newcomer);
                    value.setText(new DeviceWords(newcomer.state(), texts).value());
                }
                case Row.Silent(var ghost) -> {
                    device(ghost);
                    value.setText(ghost.heard().map(at -> texts.of("arrivals.heard", texts.age(at, ui.clock().instant()))).orElse(""));
                }
                case Row.Gone(var hidden) -> {
                    name.setText(texts.plain(hidden.name()));
                    words.setText("");
                    value.setText("");
                    disc.show(Icon.UNKNOWN);
                }
            }
            present(words, !words.getText().isEmpty());
            present(details, !(item instanceof Row.Gone));
            present(hide, item instanceof Row.New);
            present(naming, item instanceof Row.New);
            naming.setAccessibleText(naming.getText() + ": " + name.getText());
            first.setText(texts.of(switch (item) {
                case Row.New _ -> "add.add";
                case Row.Gone _ -> "arrivals.welcome";
                case Row.Silent _ -> "arrivals.sweep.one";
            }));
            first.setAccessibleText(first.getText() + ": " + name.getText());
            details.setAccessibleText(texts.of("arrivals.look") + ": " + name.getText());
            var hiding = texts.of(part == Part.PROPOSED ? "arrivals.hide.good" : "arrivals.hide");
            hide.getTooltip().setText(hiding);
            hide.setAccessibleText(hiding + ": " + name.getText());
            setAccessibleText(String.join(", ", Stream.of(name.getText(), words.getText(), value.getText()).filter(w -> !w.isEmpty())
                    .toList()));
        }

        private void device(Newcomer newcomer) {
            name.setText(texts.plain(newcomer.device().name()));
            words.setText(words(newcomer));
            Look.of(newcomer.state()).paint(disc);
        }

        private String words(Newcomer newcomer) {
            var state = newcomer.state();
            var about = state.binding().about();
            var names = new Names(state.binding(), texts, ui.house().profiles());
            var made = texts.plain(newcomer.proposed() ? about.source() : (about.manufacturer() + " " + about.model()).strip());
            return Stream.of(made, newcomer.proposed() ? "" : names.via(), names.abilities()).filter(Objects::nonNull)
                    .filter(w -> !w.isEmpty())
                    .collect(Collectors.joining(" · "));
        }
    }

    private static void present(Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }
}
