package hearth.ui.home;

import hearth.device.Capability;
import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Property;
import hearth.device.PropertyType;
import hearth.device.Value;
import hearth.home.Device;
import hearth.home.Thermostat;
import hearth.hub.DeviceState;
import hearth.hub.DeviceState.Condition;
import hearth.hub.Event;
import hearth.hub.Heating;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.Origin;
import hearth.hub.Weather;
import hearth.icon.Icon;
import hearth.ui.DeviceWords;
import hearth.ui.IconView;
import hearth.ui.Look;
import hearth.ui.Place;
import hearth.ui.Sparkline;
import hearth.ui.ThermostatWords;
import hearth.ui.Ui;
import hearth.ui.ValueSlider;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One device on Home: icon, name, a line of state, and the control that fits. FX thread.
///
/// It hears of its own device only: a change elsewhere in the house costs one comparison of references.
final class Tile extends VBox {

    private static final PseudoClass EARLY = PseudoClass.getPseudoClass("early");
    private static final PseudoClass TALL = PseudoClass.getPseudoClass("tall");
    private static final PseudoClass OFFLINE = PseudoClass.getPseudoClass("offline");
    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");
    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
    private static final PseudoClass EDITING = PseudoClass.getPseudoClass("editing");
    private static final PseudoClass PENDING = PseudoClass.getPseudoClass("pending");
    /// Where a thermostat begins that has said nothing yet, °C.
    private static final double MILD = 20;

    /// @param own what a thermostat of the user's own is at, and its heater
    private record Part(Device device, DeviceState state, Optional<Own> own) {

        private record Own(Heating heating, Optional<DeviceState> heater, Weather weather) {
        }

        static @Nullable Part of(HubState house, DeviceId id) {
            var device = house.home().devices().get(id);
            var state = house.devices().get(id);
            return device == null || state == null ? null
                    : new Part(device, state, device.profile().equals(Thermostat.PROFILE) ? own(house, id) : Optional.empty());
        }

        private static Optional<Own> own(HubState house, DeviceId id) {
            return house.home().thermostats().of(id)
                    .flatMap(t -> house.climate().of(id)
                            .map(heating -> new Own(heating, house.device(t.heater().device()), house.climate().weather())));
        }
    }

    private final Ui ui;
    private final DeviceId id;
    private final IconView disc = new IconView(Icon.UNKNOWN, "disc");
    private final Button icon = new Button();
    private final InlineName name;
    private final Label line = new Label();
    private final StackPane control = new StackPane();
    private final ContextMenu menu = new ContextMenu();
    private Optional<Property> main = Optional.empty();
    private Consumer<DeviceState> showControl = _ -> {
    };
    private @Nullable Part newest;
    private @Nullable Part shown;
    private boolean inView = true;
    private @Nullable TileEditor editor;
    private boolean editing;

    Tile(Ui ui, DeviceId id) {
        this.ui = ui;
        this.id = id;
        this.name = new InlineName("tile-name", typed -> edit(new HomeEdit.Rename(id, typed)));
        setId("tile-" + id);
        getStyleClass().addAll("card", "tile");
        setManaged(false);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        icon.setGraphic(disc);
        icon.getStyleClass().add("tile-icon");
        icon.setOnAction(_ -> toggle());
        line.getStyleClass().add("tile-line");
        line.setWrapText(true);
        var words = new VBox(name, line);
        words.getStyleClass().add("tile-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        var head = new HBox(icon, words);
        head.getStyleClass().add("tile-head");
        control.getStyleClass().add("tile-control");
        setVgrow(control, Priority.ALWAYS);
        getChildren().addAll(head, control);
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::offer);
        ui.show(this, house -> Part.of(house, id), this::come);
        ui.showTime(this, this::showAge);
    }

    DeviceId device() {
        return id;
    }

    /// Lets the user type another name.
    void rename() {
        name.begin(name.name());
    }

    void edit(HomeEdit edit) {
        ui.submit().accept(new Event.HomeEdited(edit));
    }

    void editing(boolean on) {
        editing = on;
        pseudoClassStateChanged(EDITING, on);
        icon.setDisable(on || shown != null && shown.state.condition() == Condition.OFFLINE);
        getChildren().set(1, on ? editor() : control);
    }

    /// Made when it is first wanted: most tiles are never edited, and a large house makes many at once.
    private TileEditor editor() {
        var made = editor;
        if (made == null) {
            made = new TileEditor(ui, this);
            setVgrow(made, Priority.ALWAYS);
            editor = made;
        }
        return made;
    }

    /// Beyond the view it stays as it was: where nothing that is in view changes, JavaFX paints the whole window.
    void inView(boolean yes) {
        boolean comes = yes && !inView;
        inView = yes;
        if (comes) {
            ui.turns().take(this, this::catchUp);
        }
    }

    /// In a flood of messages more tiles change than a frame has room for.
    private void come(Part part) {
        newest = part;
        if (shown == null) {
            show(part);
        } else if (inView) {
            ui.turns().take(this, this::catchUp);
        }
    }

    private void catchUp() {
        var part = newest;
        if (inView && part != null && part != shown) {
            show(part);
        } else {
            showAge(ui.clock().instant());
        }
    }

    private void show(Part part) {
        var state = part.state;
        if (shown == null || !state.main().equals(main)) {
            main = state.main();
            control.getChildren().clear();
            showControl = control();
        }
        shown = part;
        var condition = state.condition();
        name.show(part.device.name());
        Look.of(state).paint(disc);
        pseudoClassStateChanged(TALL, part.device.size().rows() > 1);
        pseudoClassStateChanged(OFFLINE, condition == Condition.OFFLINE);
        pseudoClassStateChanged(LIT, Look.lit(state));
        pseudoClassStateChanged(PENDING, condition == Condition.PENDING);
        pseudoClassStateChanged(WARNING,
                new DeviceWords(state, ui.texts()).warns() || own().filter(ThermostatWords::warns).isPresent());
        control.setDisable(condition == Condition.OFFLINE);
        icon.setDisable(editing || condition == Condition.OFFLINE);
        icon.setFocusTraversable(Look.switchable(state));
        icon.setAccessibleText(ui.texts().of(Look.lit(state) ? "tile.turnOff" : "tile.turnOn", part.device.name()));
        showControl.accept(state);
        showAge(ui.clock().instant());
    }

    private void showAge(Instant now) {
        if (shown != null && inView) {
            var words = new DeviceWords(shown.state, ui.texts()).state(now);
            line.setText(own().map(own -> own.withStale(own.line().orElse(words), now)).orElse(words));
            setAccessibleText(shown.device.name() + ", " + line.getText());
        }
    }

    private Optional<ThermostatWords> own() {
        return shown == null || shown.own.isEmpty() ? Optional.empty() : ThermostatWords.of(ui.house(), id, ui.texts());
    }

    // ---- what the user does

    private void toggle() {
        if (shown != null && Look.switchable(shown.state)) {
            ui.submit().accept(new Event.Toggled(id, new Origin.User()));
        } else {
            open();
        }
    }

    private void open() {
        ui.go().accept(new Place.OneDevice(id));
    }

    private void click(MouseEvent click) {
        if (click.getButton() == MouseButton.PRIMARY && click.isStillSincePress() && !editing) {
            open();
            click.consume();
        }
    }

    private void key(KeyEvent key) {
        if (key.getTarget() == this && !editing) {
            switch (key.getCode()) {
                case ENTER -> open();
                case SPACE -> toggle();
                default -> {
                    return;
                }
            }
            key.consume();
        }
    }

    private void offer(ContextMenuEvent request) {
        if (editing) {
            editor().offer(menu);
            menu.show(this, request.getScreenX(), request.getScreenY());
            request.consume();
            return;
        }
        menu.getItems().setAll(item("tile.open", this::open));
        if (shown != null && Look.switchable(shown.state) && shown.state.condition() != Condition.OFFLINE) {
            menu.getItems().addFirst(item(Look.lit(shown.state) ? "tile.off" : "tile.on", this::toggle));
        }
        menu.show(this, request.getScreenX(), request.getScreenY());
        request.consume();
    }

    private MenuItem item(String key, Runnable action) {
        var item = new MenuItem(ui.texts().of(key));
        item.setOnAction(_ -> action.run());
        return item;
    }

    private void command(Property property, double value) {
        ui.submit().accept(new Event.CommandIssued(new Command(property.ref(), new Value.Numeric(value)), new Origin.User()));
    }

    // ---- the control that fits

    private Consumer<DeviceState> control() {
        return main.map(property -> switch (property.capability()) {
            case BRIGHTNESS -> dimmer(property);
            case ON -> onOff(property);
            case TARGET_TEMPERATURE -> setpoint(property);
            case SECURITY, CONTACT, MOTION -> note();
            default -> property.type() instanceof PropertyType.Range ? meter(property)
                    : property.type() instanceof PropertyType.Bool ? note() : text(property);
        }).orElseGet(this::note);
    }

    private Consumer<DeviceState> dimmer(Property property) {
        var slider = ValueSlider.dimmer(v -> ui.texts().withUnit(new Value.Numeric(v), property.unit()), v -> command(property, v));
        slider.setDisable(!property.settable());
        var note = noteLabel();
        control.getChildren().addAll(slider, note);
        StackPane.setAlignment(slider, Pos.BOTTOM_LEFT);
        StackPane.setAlignment(note, Pos.BOTTOM_LEFT);
        return device -> {
            boolean offline = device.condition() == Condition.OFFLINE;
            slider.setVisible(!offline);
            note.setText(offline ? new DeviceWords(device, ui.texts()).note() : "");
            slider.setAccessibleText(name.name());
            slider.pending(device.condition() == Condition.PENDING);
            slider.show(Look.lit(device) ? number(device, property) : OptionalDouble.of(0));
        };
    }

    private Consumer<DeviceState> onOff(Property property) {
        var knob = new Region();
        knob.getStyleClass().add("knob");
        var track = new StackPane(knob);
        track.getStyleClass().add("track");
        var flip = new Button();
        flip.setGraphic(track);
        flip.getStyleClass().add("flip");
        flip.setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
        flip.setDisable(!property.settable());
        flip.setOnAction(_ -> toggle());
        var meter = noteLabel();
        var row = row(meter, grow(), flip);
        control.getChildren().add(row);
        return device -> {
            var words = new DeviceWords(device, ui.texts());
            boolean offline = device.condition() == Condition.OFFLINE;
            flip.setVisible(!offline);
            flip.setManaged(!offline);
            flip.setAccessibleText(name.name() + ", " + words.value());
            meter.setText(offline ? words.note() : device.first(Capability.ENERGY)
                    .flatMap(e -> device.state(e.ref()).value().map(v -> words.value(e, v))).orElse(""));
        };
    }

    private Consumer<DeviceState> setpoint(Property property) {
        var value = new Label();
        value.getStyleClass().add("tile-value");
        value.setMinWidth(USE_PREF_SIZE);
        var unit = new Label();
        unit.getStyleClass().add("tile-unit");
        var less = step(property, Icon.MINUS, "tile.cooler", -1);
        var more = step(property, Icon.ADD, "tile.warmer", 1);
        var note = noteLabel();
        var undo = new Button(null, new IconView(Icon.UNDO));
        undo.getStyleClass().add("step");
        undo.setId("undo-" + id);
        undo.setAccessibleText(ui.texts().of("thermostat.undo"));
        undo.setTooltip(new Tooltip(ui.texts().of("thermostat.undo")));
        undo.managedProperty().bind(undo.visibleProperty());
        unit.managedProperty().bind(unit.visibleProperty());
        undo.setOnAction(_ -> ui.submit().accept(new Event.EarlyUndone(id)));
        control.getChildren().addAll(row(value, unit, grow(), undo, less, more), note);
        StackPane.setAlignment(note, Pos.BOTTOM_LEFT);
        return device -> {
            boolean offline = device.condition() == Condition.OFFLINE;
            control.getChildren().getFirst().setVisible(!offline);
            note.setText(offline ? new DeviceWords(device, ui.texts()).note() : "");
            boolean early = shown != null && shown.own.filter(o -> o.heating().early().isPresent()).isPresent();
            undo.setVisible(early);
            pseudoClassStateChanged(EARLY, early);
            showNumber(device, property, value, unit);
            unit.setVisible(!early);
        };
    }

    private Button step(Property property, Icon icon, String key, int direction) {
        var button = new Button(null, new IconView(icon));
        button.getStyleClass().add("step");
        button.setId((direction < 0 ? "less-" : "more-") + id);
        button.setAccessibleText(ui.texts().of(key));
        button.setOnAction(_ -> {
            if (shown != null && property.type() instanceof PropertyType.Range(double min, double max, double step)) {
                double by = step > 0 ? step : 0.5;
                double now = number(shown.state, property).orElse(MILD);
                command(property, Math.clamp(Math.rint(now / by + direction) * by, min, max));
            }
        });
        return button;
    }

    private Consumer<DeviceState> meter(Property property) {
        var value = new Label();
        value.getStyleClass().add("tile-value");
        value.setMinWidth(USE_PREF_SIZE);
        var unit = new Label();
        unit.getStyleClass().add("tile-unit");
        var course = new Sparkline();
        HBox.setHgrow(course, Priority.ALWAYS);
        var note = noteLabel();
        control.getChildren().addAll(row(value, unit, course), note);
        StackPane.setAlignment(note, Pos.BOTTOM_LEFT);
        return device -> {
            boolean offline = device.condition() == Condition.OFFLINE;
            control.getChildren().getFirst().setVisible(!offline);
            note.setText(offline ? new DeviceWords(device, ui.texts()).note() : "");
            showNumber(device, property, value, unit);
            course.show(device.state(property.ref()).trend());
        };
    }

    private void showNumber(DeviceState device, Property property, Label value, Label unit) {
        var shownValue = device.state(property.ref()).shown();
        value.setText(shownValue.map(v -> ui.texts().value(v, property.unit())).orElse("–"));
        unit.setText(shownValue.isPresent() ? ui.texts().unit(property.unit()) : "");
    }

    private Consumer<DeviceState> text(Property property) {
        var value = new Label();
        value.getStyleClass().add("tile-text");
        control.getChildren().add(value);
        StackPane.setAlignment(value, Pos.BOTTOM_LEFT);
        return device -> value
                .setText(device.state(property.ref()).shown().map(v -> new DeviceWords(device, ui.texts()).value(property, v)).orElse("–"));
    }

    private Consumer<DeviceState> note() {
        var note = noteLabel();
        control.getChildren().add(note);
        StackPane.setAlignment(note, Pos.BOTTOM_LEFT);
        return device -> note.setText(new DeviceWords(device, ui.texts()).note());
    }

    private static OptionalDouble number(DeviceState device, Property property) {
        return device.state(property.ref()).shown().orElse(null) instanceof Value.Numeric(double n) ? OptionalDouble.of(n)
                : OptionalDouble.empty();
    }

    private static Label noteLabel() {
        var note = new Label();
        note.getStyleClass().add("tile-note");
        note.setWrapText(true);
        return note;
    }

    private static HBox row(Node... nodes) {
        var row = new HBox(nodes);
        row.getStyleClass().add("tile-row");
        return row;
    }

    private static Region grow() {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }
}
