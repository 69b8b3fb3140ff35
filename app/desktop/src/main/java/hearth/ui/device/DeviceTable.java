package hearth.ui.device;

import hearth.device.DeviceId;
import hearth.home.Device;
import hearth.hub.DeviceState;
import hearth.hub.DeviceState.Condition;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.icon.Icon;
import hearth.ui.DeviceWords;
import hearth.ui.IconView;
import hearth.ui.Look;
import hearth.ui.Paragraph;
import hearth.ui.Place;
import hearth.ui.Question;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.text.CollationKey;
import java.text.Collator;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// All devices, a row for each: sorted by any column, opened with Enter, removed with Delete. FX thread.
final class DeviceTable extends TableView<DeviceTable.Row> {

    /// More changes at once than this are shown as a new list.
    private static final int FEW = 100;

    private static final Pattern DIGITS = Pattern.compile("\\d+");

    /// @param attention whether a person should look after it
    record Row(Device device, String room, DeviceState state, boolean attention) {

        DeviceId id() {
            return device.id();
        }

        Instant lastSeen() {
            return state.lastKnown().orElse(Instant.EPOCH);
        }
    }

    private final Ui ui;
    private final Texts texts;
    private final Question question;
    private final SimpleLongProperty beat = new SimpleLongProperty();
    private final Map<String, CollationKey> keys = new HashMap<>();
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final FilteredList<Row> found = rows.filtered(_ -> true);
    private final SortedList<Row> sorted = found.sorted();
    private boolean attentionFirst;

    /// @param question put before a device is removed
    DeviceTable(Ui ui, Question question) {
        this.ui = ui;
        this.texts = ui.texts();
        this.question = question;
        build();
    }

    // ---- rows

    void show(HubState house, Set<DeviceId> attention) {
        var rooms = house.home().places();
        update(house.home().devices().values().stream()
                .flatMap(d -> house.device(d.id()).map(s -> new Row(d, rooms.getOrDefault(d.id(), ""), s, attention.contains(d.id())))
                        .stream())
                .collect(Collectors.toMap(Row::id, r -> r)));
        placeholder();
    }

    /// What depends on the time.
    void showTime() {
        beat.set(beat.get() + 1);
    }

    /// Rows keep their places, and with them the selection, unless devices came or went.
    private void update(Map<DeviceId, Row> newest) {
        boolean same = rows.size() == newest.size() && rows.stream().allMatch(r -> newest.containsKey(r.id()));
        long changed = rows.stream().filter(r -> !r.equals(newest.get(r.id()))).count();
        if (same && changed <= FEW) {
            for (int i = 0; changed > 0 && i < rows.size(); i++) {
                var row = newest.get(rows.get(i).id());
                if (row != null && !row.equals(rows.get(i))) {
                    rows.set(i, row);
                }
            }
        } else {
            var chosen = Optional.ofNullable(getSelectionModel().getSelectedItem()).map(Row::id);
            rows.setAll(newest.values());
            chosen.flatMap(id -> found.stream().filter(r -> r.id().equals(id)).findFirst()).ifPresent(getSelectionModel()::select);
        }
    }

    /// Shows only those with that in their names or rooms.
    void find(String words) {
        var wanted = words.strip().toLowerCase(Locale.ROOT);
        found.setPredicate(r -> r.device().name().toLowerCase(Locale.ROOT).contains(wanted)
                || r.room().toLowerCase(Locale.ROOT).contains(wanted) || r.id().value().contains(wanted));
        placeholder();
    }

    private void placeholder() {
        setPlaceholder(new Paragraph(texts.of(rows.isEmpty() ? "devices.none" : "devices.nomatch")));
    }

    void attentionFirst(boolean first) {
        attentionFirst = first;
        order();
    }

    // ---- columns

    private void build() {
        var byName = byName();
        var name = column("name", 320, byName, r -> texts.plain(r.device().name()));
        var room = column("room", 200, Comparator.comparing((Row r) -> key(r.room())).thenComparing(byName),
                r -> r.room().isEmpty() ? texts.of("devices.noroom") : texts.plain(r.room()));
        var state = column("state", 340, Comparator.comparing((Row r) -> r.state().condition()).reversed().thenComparing(byName),
                this::words);
        var seen = column("seen", 160, Comparator.comparing(Row::lastSeen),
                r -> r.state().lastKnown().map(at -> texts.age(at, ui.clock().instant())).orElse(texts.of("devices.never")));
        name.setCellFactory(_ -> new NameCell());
        state.setCellFactory(_ -> new StateCell());
        List.of(name, room, state, seen).forEach(getColumns()::add);
        setPlaceholder(new Region()); // until it is known whether there is none
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setId("devices");
        setAccessibleText(texts.of("rail.devices"));
        setFixedCellSize(46);
        comparatorProperty().subscribe(_ -> order());
        setItems(sorted);
        setRowFactory(_ -> {
            var row = new TableRow<Row>();
            row.setOnMouseClicked(click -> {
                if (click.getButton() == MouseButton.PRIMARY && click.isStillSincePress() && row.getItem() != null) {
                    open(row.getItem());
                }
            });
            return row;
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private Comparator<Row> byName() {
        return Comparator.comparing((Row r) -> key(r.device().name()));
    }

    private void order() {
        var chosen = Optional.<Comparator<? super Row>>ofNullable(getComparator()).orElse(byName());
        Comparator<Row> order = attentionFirst ? Comparator.comparing(Row::attention).reversed().thenComparing(chosen)
                : Comparator.<Row>comparingInt(_ -> 0).thenComparing(chosen);
        sorted.setComparator(order);
    }

    private void key(KeyEvent key) {
        var row = getSelectionModel().getSelectedItem();
        if (row == null) {
            return;
        }
        if (key.getCode() == KeyCode.ENTER) {
            key.consume();
            open(row);
        } else if (key.getCode() == KeyCode.DELETE) {
            key.consume();
            question.ask(texts.of("device.remove.ask", texts.plain(row.device().name())), texts.of("device.remove"), () -> {
                ui.submit().accept(new Event.HomeEdited(new HomeEdit.Remove(row.id())));
                requestFocus();
            });
        }
    }

    private void open(Row row) {
        ui.go().accept(new Place.OneDevice(row.id()));
    }

    /// Where a name stands in the language's alphabet; `Lamp 9` before `Lamp 10`.
    private CollationKey key(String name) {
        return keys.computeIfAbsent(name,
                n -> Collator.getInstance(texts.locale())
                        .getCollationKey(DIGITS.matcher(n).replaceAll(d -> "0".repeat(Math.max(0, 9 - d.group().length()))
                                + d.group())));
    }

    private String words(Row row) {
        var words = new DeviceWords(row.state(), texts);
        return row.state().condition() == Condition.LIVE ? words.value() : words.state(ui.clock().instant());
    }

    private TableColumn<Row, Row> column(String key, double width, Comparator<Row> order, Function<Row, String> words) {
        var column = new TableColumn<Row, Row>(texts.of("devices." + key));
        column.setPrefWidth(width);
        column.setMinWidth(80);
        column.setComparator(order);
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue()));
        column.setCellFactory(_ -> new WordsCell(words));
        return column;
    }

    private final class NameCell extends TableCell<Row, Row> {

        private final IconView icon = new IconView(Icon.UNKNOWN, "disc");

        NameCell() {
            getStyleClass().add("device-name");
        }

        @Override protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            setGraphic(empty || row == null ? null : icon);
            setText(empty || row == null ? null : texts.plain(row.device().name()));
            if (row != null) {
                Look.of(row.state()).paint(icon);
            }
        }
    }

    private class WordsCell extends TableCell<Row, Row> {

        private final Function<Row, String> words;

        WordsCell(Function<Row, String> words) {
            this.words = words;
            beat.subscribe(_ -> shown());
        }

        @Override protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            shown();
        }

        private void shown() {
            var row = isEmpty() ? null : getItem();
            setText(row == null ? null : words.apply(row));
            setGraphic(row == null ? null : sign(row));
        }

        @Nullable Node sign(Row row) {
            return null;
        }
    }

    private final class StateCell extends WordsCell {

        private final IconView icon = new IconView(Icon.CHECK_CIRCLE);

        StateCell() {
            super(DeviceTable.this::words);
        }

        @Override Node sign(Row row) {
            boolean fine = row.state().condition() == Condition.LIVE && !row.attention();
            icon.show(switch (row.state().condition()) {
                case WAITING, SILENT -> Icon.CLOCK;
                case LIVE -> fine ? Icon.CHECK_CIRCLE : Icon.WARNING;
                case PENDING -> Icon.SYNC;
                case NOT_CONFIRMED, UNREADABLE -> Icon.WARNING;
                case OFFLINE -> Icon.DISCONNECT;
            });
            icon.getStyleClass().setAll("icon", "tone-" + switch (row.state().condition()) {
                case WAITING, PENDING -> "grey";
                case LIVE -> fine ? "green" : "amber";
                case NOT_CONFIRMED, UNREADABLE, SILENT, OFFLINE -> "amber";
            });
            return icon;
        }
    }
}
