package hearth.ui.device;

import hearth.device.Capability;
import hearth.device.Command;
import hearth.device.Property;
import hearth.device.PropertyType;
import hearth.device.Value;
import hearth.hub.Availability;
import hearth.hub.DeviceState;
import hearth.hub.Event;
import hearth.hub.Origin;
import hearth.hub.Outcome;
import hearth.hub.PropertyState;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.Choice;
import hearth.ui.DeviceWords;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Segments;
import hearth.ui.Texts;
import hearth.ui.Ui;
import hearth.ui.ValueSlider;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The big control of one settable property, with how the last command for it fared. FX thread.
final class ControlCard extends VBox {

    private static final int FEW = 4;
    /// As many letters in all stand side by side.
    private static final int BROAD = 60;
    private static final double NARROWEST = 120;
    private static final double BROADEST = 280;

    private final Ui ui;
    private final Texts texts;
    private final Property property;
    private final Label value = new Label();
    private final IconView icon = new IconView(Icon.CHECK_CIRCLE);
    private final Label words = new Paragraph("", "quiet");
    private final HBox control = new HBox();
    private final BiConsumer<PropertyState, Boolean> showControl;

    ControlCard(Ui ui, Property property, String name) {
        this.ui = ui;
        this.texts = ui.texts();
        this.property = property;
        value.getStyleClass().add("big-number");
        HBox.setHgrow(words, Priority.ALWAYS);
        control.setAlignment(Pos.CENTER_LEFT);
        control.getStyleClass().add("control");
        showControl = switch (property.type()) {
            case PropertyType.Bool _ -> onOff(name);
            case PropertyType.Range range when property.capability() == Capability.TARGET_TEMPERATURE -> steps(range);
            case PropertyType.Range range when range.bounded() -> slider(range, name);
            case PropertyType.Color _ -> color();
            case PropertyType.Range _, PropertyType.Text _ -> field(name);
            case PropertyType.Words(var all) -> choice(all, name);
        };
        var line = new HBox(icon, words);
        line.getStyleClass().add("outcome");
        getChildren().add(new Card(texts, name, control, line));
    }

    void show(DeviceState device) {
        var state = device.state(property.ref());
        boolean offline = device.availability() instanceof Availability.Offline;
        value.setText(state.shown().map(v -> new DeviceWords(device, texts).value(property, v)).orElse("–"));
        ValuesCard.fit(value);
        showControl.accept(state, offline);
        var said = said(state, offline, new DeviceWords(device, texts));
        icon.show(said.icon());
        icon.getStyleClass().setAll("icon", "tone-" + said.tone());
        words.setText(said.words());
    }

    private void command(Value wanted) {
        ui.submit().accept(new Event.CommandIssued(new Command(property.ref(), wanted), new Origin.User()));
    }

    // ---- controls

    private BiConsumer<PropertyState, Boolean> onOff(String name) {
        var choice = new Segments<>(name, List.of(false, true), on -> texts.value(new Value.Truth(on), property.unit()),
                on -> command(new Value.Truth(on)));
        choice.getStyleClass().add("big");
        choice.setId("control-" + property.ref().property());
        control.getChildren().addAll(choice, space(), value);
        return (state, offline) -> {
            choice.setDisable(offline);
            state.shown().map(v -> v.equals(new Value.Truth(true))).ifPresentOrElse(choice::show, choice::showNone);
        };
    }

    private BiConsumer<PropertyState, Boolean> slider(PropertyType.Range range, String name) {
        boolean light = property.capability() == Capability.BRIGHTNESS && range.min() == 0 && range.max() == 100;
        var slider = light ? ValueSlider.dimmer(this::spoken, n -> command(new Value.Numeric(n)))
                : new ValueSlider(range.min(), range.max(), range.step(), this::spoken, n -> command(new Value.Numeric(n)));
        slider.setAccessibleText(name);
        slider.setId("control-" + property.ref().property());
        slider.getStyleClass().add("big");
        HBox.setHgrow(slider, Priority.ALWAYS);
        value.getStyleClass().add("slider-number");
        control.getChildren().addAll(slider, value);
        return (state, offline) -> {
            slider.setDisable(offline);
            slider.pending(state.pending().isPresent());
            slider.show(number(state));
        };
    }

    private String spoken(double number) {
        return texts.withUnit(new Value.Numeric(number), property.unit());
    }

    private BiConsumer<PropertyState, Boolean> steps(PropertyType.Range range) {
        var less = step(Icon.MINUS, "control.less", range, -1);
        var more = step(Icon.ADD, "control.more", range, 1);
        control.getChildren().addAll(less, value, more);
        return (state, offline) -> {
            var number = number(state);
            less.setDisable(offline || number.isPresent() && number.getAsDouble() <= range.min());
            more.setDisable(offline || number.isPresent() && number.getAsDouble() >= range.max());
        };
    }

    private Button step(Icon sign, String key, PropertyType.Range range, int direction) {
        var button = new Button("", new IconView(sign));
        button.setAccessibleText(texts.of(key));
        button.setId(key.replace('.', '-'));
        button.getStyleClass().add("step-button");
        button.setOnAction(_ -> {
            var now = ui.house().shown(property.ref())
                    .flatMap(v -> v instanceof Value.Numeric(double n) ? Optional.of(n) : Optional.empty())
                    .orElse(20.0);
            double step = range.step() > 0 ? range.step() : 0.5;
            command(new Value.Numeric(Math.clamp(Math.rint(now / step + direction) * step, range.min(), range.max())));
        });
        return button;
    }

    private BiConsumer<PropertyState, Boolean> color() {
        var wheel = new ColorControl(texts, property.ref().property(), this::command);
        HBox.setHgrow(wheel, Priority.ALWAYS);
        control.getChildren().addAll(wheel, value);
        return (state, offline) -> {
            wheel.setDisable(offline);
            wheel.show(state);
        };
    }

    private static OptionalDouble number(PropertyState state) {
        return state.shown().isPresent() && state.shown().get() instanceof Value.Numeric(double n) ? OptionalDouble.of(n)
                : OptionalDouble.empty();
    }

    private BiConsumer<PropertyState, Boolean> choice(List<String> all, String name) {
        if (all.size() <= FEW && all.stream().mapToInt(String::length).sum() <= BROAD) {
            var choice = new Segments<>(name, all, this::word, word -> command(new Value.Text(word)));
            control.getChildren().addAll(choice, space(), value);
            return (state, offline) -> {
                choice.setDisable(offline);
                choice.show(state.shown().map(Value::wire).orElse(""));
            };
        }
        var box = new Choice<>(name, all, this::word);
        box.setMinWidth(NARROWEST);
        box.setMaxWidth(BROADEST);
        box.setOnAction(_ -> Optional.ofNullable(box.getValue())
                .filter(word -> !ui.house().shown(property.ref()).equals(Optional.of(new Value.Text(word))))
                .ifPresent(word -> command(new Value.Text(word))));
        control.getChildren().addAll(box, space(), value);
        return (state, offline) -> {
            box.setDisable(offline);
            state.shown().map(Value::wire).ifPresent(box::setValue);
        };
    }

    private String word(String word) {
        return property.capability() == Capability.PRESS && word.equals("open") ? texts.of("control.open")
                : ui.house().device(property.ref().device()).map(d -> new DeviceWords(d, texts).value(property, new Value.Text(word)))
                        .orElseGet(() -> texts.word(word));
    }

    private BiConsumer<PropertyState, Boolean> field(String name) {
        var field = new TextField();
        field.setAccessibleText(name);
        field.setId("control-" + property.ref().property());
        var send = new Button(texts.of("control.set"));
        send.setMinWidth(USE_PREF_SIZE);
        Runnable carryOut = () -> Value.of(field.getText().strip(), property.type()).filter(property.type()::allows)
                .ifPresent(this::command);
        field.setOnAction(_ -> carryOut.run());
        send.setOnAction(_ -> carryOut.run());
        control.getChildren().addAll(field, send, space(), value);
        return (_, offline) -> {
            field.setDisable(offline);
            send.setDisable(offline);
        };
    }

    private static Node space() {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    // ---- how it fared

    private record Said(Icon icon, String tone, String words) {
    }

    private Said said(PropertyState state, boolean offline, DeviceWords device) {
        if (state.pending().isPresent()) {
            return new Said(Icon.SYNC, "grey", texts.of("outcome.pending"));
        }
        if (state.unreadable().isPresent()) {
            return new Said(Icon.WARNING, "amber", texts.of(state.value().isPresent() ? "outcome.unreadable" : "outcome.unreadable.none",
                    texts.plain(state.unreadable().get())));
        }
        if (state.outcome().isPresent()) {
            return said(state.outcome().get(), state, device);
        }
        return offline ? new Said(Icon.DISCONNECT, "amber", texts.of("outcome.offline"))
                : state.at().map(at -> new Said(Icon.CHECK_CIRCLE, "green", texts.of("outcome.reported", texts.timeWithSeconds(at))))
                        .orElseGet(() -> new Said(Icon.CLOCK, "grey", texts.of("outcome.waiting")));
    }

    private Said said(Outcome outcome, PropertyState state, DeviceWords device) {
        var now = state.value().map(v -> device.once(property, v)).orElse("–");
        return switch (outcome) {
            case Outcome.Confirmed(var at, var took, var origin) -> new Said(Icon.CHECK_CIRCLE, "green",
                    texts.of(switch (origin) {
                        case Origin.User() -> "outcome.confirmed.user";
                        case Origin.Mqtt(),Origin.Scene _, Origin.Rule _, Origin.Thermostat _ -> "outcome.confirmed.mqtt";
                        case Origin.Alarm() -> "outcome.confirmed.alarm";
                    }, seconds(took),
                            texts.timeWithSeconds(at.minus(took))));
            case Outcome.Differs(var at) -> new Said(Icon.WARNING, "amber", texts.of("outcome.differs", now, texts.timeWithSeconds(at)));
            case Outcome.NotConfirmed(var at, var reason) -> new Said(Icon.WARNING, "amber",
                    texts.of("outcome." + reason.name().toLowerCase(Locale.ROOT), texts.timeWithSeconds(at)));
        };
    }

    private String seconds(Duration took) {
        var format = NumberFormat.getNumberInstance(texts.locale());
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return format.format(took.toMillis() / 1000.0);
    }
}
