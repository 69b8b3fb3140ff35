package hearth.ui.home;

import hearth.device.Capability;
import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Property;
import hearth.device.PropertyType;
import hearth.device.Value;
import hearth.hub.DeviceState;
import hearth.hub.DeviceState.Condition;
import hearth.hub.Event;
import hearth.hub.Origin;
import hearth.icon.Icon;
import hearth.ui.DeviceWords;
import hearth.ui.IconView;
import hearth.ui.Look;
import hearth.ui.Sparkline;
import hearth.ui.Ui;
import hearth.ui.ValueSlider;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The control that fits a tile's device: a dimmer, a switch, − and +, a value with its course, or words. FX thread.
final class TileControl extends StackPane {

    /// Where a thermostat begins that has said nothing yet, °C.
    private static final double MILD = 20;

    private final Ui ui;
    private final DeviceId id;
    private final Runnable toggle;
    private Consumer<DeviceState> show = _ -> {
    };
    private Tile.@Nullable Part shown;

    TileControl(Ui ui, DeviceId id, Runnable toggle) {
        this.ui = ui;
        this.id = id;
        this.toggle = toggle;
        getStyleClass().add("tile-control");
    }

    void show(Tile.Part part) {
        var main = part.state().main();
        if (shown == null || !shown.state().main().equals(main)) {
            getChildren().clear();
            show = control(main);
        }
        shown = part;
        setDisable(part.state().condition() == Condition.OFFLINE);
        show.accept(part.state());
    }

    private String name() {
        return shown == null ? "" : shown.device().name();
    }

    private Consumer<DeviceState> control(Optional<Property> main) {
        return main.map(property -> switch (property.capability()) {
            case BRIGHTNESS -> dimmer(property);
            case ON -> onOff(property);
            case TARGET_TEMPERATURE -> setpoint(property);
            case SECURITY, CONTACT, MOTION -> note();
            case LOCK -> property.settable() ? lock(property) : note();
            default -> property.type() instanceof PropertyType.Range ? meter(property)
                    : property.type() instanceof PropertyType.Bool ? note() : text(property);
        }).orElseGet(this::note);
    }

    private Consumer<DeviceState> dimmer(Property property) {
        var slider = ValueSlider.dimmer(v -> ui.texts().withUnit(new Value.Numeric(v), property.unit()), v -> command(property, v));
        slider.setDisable(!property.settable());
        return orNote(slider, device -> {
            slider.setAccessibleText(name());
            slider.pending(device.condition() == Condition.PENDING);
            slider.show(Look.lit(device) ? number(device, property) : OptionalDouble.of(0));
        });
    }

    private Consumer<DeviceState> onOff(Property property) {
        var flip = new Flip(toggle);
        flip.setDisable(!property.settable());
        var meter = noteLabel();
        var row = row(meter, grow(), flip);
        getChildren().add(row);
        return device -> {
            var words = new DeviceWords(device, ui.texts());
            boolean offline = device.condition() == Condition.OFFLINE;
            flip.setVisible(!offline);
            flip.setManaged(!offline);
            flip.show(Look.lit(device));
            flip.setAccessibleText(name() + ", " + words.value());
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
        var undo = new Button(null, new IconView(Icon.UNDO));
        undo.getStyleClass().add("step");
        undo.setId("undo-" + id);
        undo.setAccessibleText(ui.texts().of("thermostat.undo"));
        undo.setTooltip(new Tooltip(ui.texts().of("thermostat.undo")));
        undo.managedProperty().bind(undo.visibleProperty());
        unit.managedProperty().bind(unit.visibleProperty());
        undo.setOnAction(_ -> ui.submit().accept(new Event.EarlyUndone(id)));
        return orNote(row(value, unit, grow(), undo, less, more), device -> {
            boolean early = shown != null && shown.early();
            undo.setVisible(early);
            showNumber(device, property, value, unit);
            unit.setVisible(!early);
        });
    }

    private Button step(Property property, Icon icon, String key, int direction) {
        var button = new Button(null, new IconView(icon));
        button.getStyleClass().add("step");
        button.setId((direction < 0 ? "less-" : "more-") + id);
        button.setAccessibleText(ui.texts().of(key));
        button.setOnAction(_ -> {
            if (shown != null && property.type() instanceof PropertyType.Range(double min, double max, double step)) {
                double by = step > 0 ? step : 0.5;
                double now = number(shown.state(), property).orElse(MILD);
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
        return orNote(row(value, unit, course), device -> {
            showNumber(device, property, value, unit);
            course.show(device.state(property.ref()).trend());
        });
    }

    private void showNumber(DeviceState device, Property property, Label value, Label unit) {
        var shownValue = device.state(property.ref()).shown();
        value.setText(shownValue.map(v -> ui.texts().value(v, property.unit())).orElse("–"));
        unit.setText(shownValue.isPresent() ? ui.texts().unit(property.unit()) : "");
    }

    private Consumer<DeviceState> text(Property property) {
        var value = new Label();
        value.getStyleClass().add("tile-text");
        getChildren().add(value);
        setAlignment(value, Pos.BOTTOM_LEFT);
        return device -> value
                .setText(device.state(property.ref()).shown().map(v -> new DeviceWords(device, ui.texts()).value(property, v)).orElse("–"));
    }

    /// The control, or while the device is away a note in its place.
    private Consumer<DeviceState> orNote(Node control, Consumer<DeviceState> present) {
        var note = noteLabel();
        getChildren().addAll(control, note);
        setAlignment(control, Pos.BOTTOM_LEFT);
        setAlignment(note, Pos.BOTTOM_LEFT);
        return device -> {
            boolean offline = device.condition() == Condition.OFFLINE;
            control.setVisible(!offline);
            note.setText(offline ? new DeviceWords(device, ui.texts()).note() : "");
            present.accept(device);
        };
    }

    private Consumer<DeviceState> note() {
        var note = noteLabel();
        getChildren().add(note);
        setAlignment(note, Pos.BOTTOM_LEFT);
        return device -> note.setText(new DeviceWords(device, ui.texts()).note());
    }

    private Consumer<DeviceState> lock(Property property) {
        var hold = new Hold(() -> {
            if (shown != null) {
                var other = new Value.Text(isLocked(shown.state(), property) ? "unlocked" : "locked");
                ui.submit().accept(new Event.CommandIssued(new Command(property.ref(), other), new Origin.User()));
            }
        });
        hold.button.setId("hold-" + id);
        return orNote(hold, device -> {
            boolean locked = isLocked(device, property);
            hold.show(ui.texts().of(locked ? "tile.unlock" : "tile.lock"), locked ? Icon.UNLOCK : Icon.LOCK);
            hold.button.setAccessibleText(ui.texts().of(locked ? "tile.unlock.name" : "tile.lock.name", name()));
        });
    }

    private static boolean isLocked(DeviceState device, Property property) {
        return device.state(property.ref()).shown().equals(Optional.of(new Value.Text("locked")));
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

    private void command(Property property, double value) {
        ui.submit().accept(new Event.CommandIssued(new Command(property.ref(), new Value.Numeric(value)), new Origin.User()));
    }
}
