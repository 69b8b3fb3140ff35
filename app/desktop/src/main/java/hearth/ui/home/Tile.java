package hearth.ui.home;

import hearth.device.DeviceId;
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
import hearth.ui.ThermostatWords;
import hearth.ui.Ui;
import java.time.Instant;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
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
    /// What of the house a tile shows.
    ///
    /// @param own what a thermostat of the user's own is at, and its heater
    record Part(Device device, DeviceState state, Optional<Own> own) {

        record Own(Heating heating, Optional<DeviceState> heater, Weather weather) {
        }

        static @Nullable Part of(HubState house, DeviceId id) {
            var device = house.home().devices().get(id);
            var state = house.devices().get(id);
            return device == null || state == null ? null
                    : new Part(device, state, device.profile().equals(Thermostat.PROFILE) ? own(house, id) : Optional.empty());
        }

        /// Whether it heats before its time.
        boolean early() {
            return own.filter(o -> o.heating().early().isPresent()).isPresent();
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
    private final TileControl control;
    private final ContextMenu menu = new ContextMenu();
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
        control = new TileControl(ui, id, this::toggle);
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
        pseudoClassStateChanged(EARLY, part.early());
        icon.setDisable(editing || condition == Condition.OFFLINE);
        icon.setFocusTraversable(Look.switchable(state));
        icon.setAccessibleText(ui.texts().of(Look.lit(state) ? "tile.turnOff" : "tile.turnOn", part.device.name()));
        control.show(part);
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
}
