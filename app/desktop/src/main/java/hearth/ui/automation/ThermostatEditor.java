package hearth.ui.automation;

import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.home.Device;
import hearth.home.Room;
import hearth.home.Thermostat;
import hearth.home.WeekPlan;
import hearth.hub.HomeEdit;
import hearth.ui.Card;
import hearth.ui.Paragraph;
import hearth.ui.Place;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import org.jspecify.annotations.Nullable;

/// A thermostat, put together of what measures and what heats, with its week and its finer points. FX thread.
public final class ThermostatEditor extends Editor {

    private enum Sort {
        ONE
    }

    /// For a new one: comfort by day, economy by night.
    private static final WeekPlan USUAL = new WeekPlan(List.of(new WeekPlan.Change(Set.of(), LocalTime.of(6, 30), 21),
            new WeekPlan.Change(Set.of(), LocalTime.of(22, 30), 17)));

    private final Optional<DeviceId> id;
    private final Optional<Thermostat> old;
    private final Fields.OneProperty thermometer;
    private final Fields.OneProperty heater;
    private final Lines<PropertyRef, Sort> windows;
    private final Lines<WeekPlan.Change, Sort> plan;
    private final CheckBox feels;
    private final CheckBox adapts;
    private final TextField hysteresis;
    private final TextField frost;
    private final Fields.Span leastOn;
    private final Fields.Span leastOff;

    public ThermostatEditor(Ui ui, Optional<DeviceId> id, Optional<PropertyRef> chosen) {
        super(ui, ui.texts().of(id.isPresent() ? "thermostat.edit" : "thermostat.add"), ui.house().home().devices().values().stream()
                .filter(d -> id.equals(Optional.of(d.id()))).findFirst().map(Device::name).orElse(ui.texts().of("thermostat.title")));
        this.id = id;
        old = id.flatMap(ui.house().home().thermostats()::of);
        var texts = ui.texts();
        thermometer = new Fields.OneProperty(fields, ThermostatEditor::measures,
                old.map(Thermostat::thermometer).or(() -> chosen).or(this::first).orElse(null), fields.changed());
        heater = new Fields.OneProperty(fields, ThermostatEditor::heats, old.map(Thermostat::heater).orElse(null), fields.changed());
        windows = new Lines<>(texts, new Lines.Sort<>("thermostat.window", List.of(Sort.ONE), _ -> Sort.ONE,
                (_, window) -> new Fields.OneProperty(fields, p -> p.capability() == Capability.CONTACT, window, fields.changed())), "",
                old.map(Thermostat::windows).orElse(List.of()), fields.changed());
        plan = new Lines<>(texts, new Lines.Sort<>("thermostat.plan", List.of(Sort.ONE), _ -> Sort.ONE, (_, change) -> new Change(change)),
                "", old.map(Thermostat::plan).orElse(USUAL).changes(), fields.changed());
        var tuning = old.map(Thermostat::tuning).orElse(Thermostat.Tuning.USUAL);
        feels = check("thermostat.feels", tuning.feels());
        adapts = check("thermostat.adapts", tuning.adapts());
        hysteresis = number("thermostat.hysteresis", tuning.hysteresis() * (texts.fahrenheit() ? 1.8 : 1));
        frost = number("thermostat.frost.limit", shown(tuning.frost()));
        leastOn = new Fields.Span(fields, tuning.leastOn());
        leastOff = new Fields.Span(fields, tuning.leastOff());
        var degrees = texts.unit(Unit.CELSIUS);
        cards(List.of(
                new Card(texts, texts.of("thermostat.made"), row("thermostat.thermometer", thermometer.nodes()),
                        row("thermostat.heater", heater.nodes()), quiet("thermostat.heater.words")),
                new Card(texts, texts.of("thermostat.week"), plan, adapts),
                new Card(texts, texts.of("thermostat.windows"), windows, feels),
                new Card(texts, texts.of("thermostat.finer"), row("thermostat.hysteresis", List.of(hysteresis, Part.word(degrees))),
                        row("thermostat.least.on", leastOn.nodes()), row("thermostat.least.off", leastOff.nodes()),
                        row("thermostat.frost.limit", List.of(frost, Part.word(degrees))))));
    }

    private Optional<PropertyRef> first() {
        return ui.house().device(new DeviceId("temperature")).flatMap(d -> d.first(Capability.TEMPERATURE)).map(Property::ref);
    }

    private static boolean measures(Property property) {
        return property.capability() == Capability.TEMPERATURE && property.type() instanceof PropertyType.Range
                && property.unit().equals(Unit.CELSIUS) && !property.source().isEmpty();
    }

    private static boolean heats(Property property) {
        return property.settable() && property.type() instanceof PropertyType.Bool && property.retained()
                && property.category() == Property.Category.PRIMARY;
    }

    private Node row(String key, List<Node> nodes) {
        var row = new FlowPane(Part.word(ui.texts().of(key)));
        row.getChildren().addAll(nodes);
        row.getStyleClass().add("rule-fields");
        return row;
    }

    private Node quiet(String key) {
        return new Paragraph(ui.texts().of(key), "quiet");
    }

    private CheckBox check(String key, boolean on) {
        var box = new CheckBox(ui.texts().of(key));
        box.setId(key.replace('.', '-'));
        box.setWrapText(true);
        box.setMinHeight(USE_PREF_SIZE);
        box.setSelected(on);
        return box;
    }

    private TextField number(String key, double value) {
        return Part.text(ui.texts().of(key), shownNumber(value, ui.texts()), 4, fields.changed());
    }

    private static String shownNumber(double value, Texts texts) {
        return new Value.Numeric(Math.rint(value * 10) / 10).wire().replace('.',
                java.text.DecimalFormatSymbols.getInstance(texts.locale()).getDecimalSeparator());
    }

    // ---- degrees as the user reads them

    private double shown(double celsius) {
        return ui.texts().fahrenheit() ? celsius * 1.8 + 32 : celsius;
    }

    private Optional<Double> celsius(TextField field) {
        return Fields.number(field).map(n -> ui.texts().fahrenheit() ? Math.rint((n - 32) / 1.8 * 10) / 10 : n);
    }

    /// From when on, on which days, how warm.
    private final class Change implements Part<WeekPlan.Change> {

        private final Fields.OneTime time;
        private final Fields.Days days;
        private final TextField degrees;

        Change(WeekPlan.@Nullable Change first) {
            time = new Fields.OneTime(fields, first == null ? null : first.at());
            days = new Fields.Days(fields, first == null ? Set.of() : first.days());
            degrees = Part.text(ui.texts().of("thermostat.degrees"),
                    first == null ? "" : shownNumber(shown(first.temperature()), ui.texts()), 4, fields.changed());
        }

        @Override public Optional<WeekPlan.Change> value() {
            return time.value().flatMap(at -> days.value().flatMap(on -> celsius(degrees).map(warm -> new WeekPlan.Change(on, at, warm))));
        }

        @Override public List<Node> nodes() {
            var all = new ArrayList<Node>(List.of(Part.word(ui.texts().of("thermostat.from"))));
            all.addAll(time.nodes());
            all.addAll(List.of(degrees, Part.word(ui.texts().unit(Unit.CELSIUS))));
            all.addAll(days.nodes());
            return all;
        }
    }

    // ---- what stands here

    private Optional<Thermostat.Tuning> tuning() {
        try {
            return Fields.number(hysteresis).map(n -> ui.texts().fahrenheit() ? n / 1.8 : n)
                    .flatMap(wide -> celsius(frost).flatMap(cold -> leastOn.value().flatMap(on -> leastOff.value()
                            .map(off -> new Thermostat.Tuning(wide, on, off, cold, feels.isSelected(), adapts.isSelected())))));
        } catch (IllegalArgumentException outOfRange) {
            return Optional.empty();
        }
    }

    private Optional<Thermostat> thermostat() {
        var own = id.orElseGet(() -> ui.house().home().free(DeviceId.of(name.getText())));
        return thermometer.value().filter(t -> t.device().value().length() > 0).flatMap(measured -> heater.value()
                .flatMap(heated -> windows.values().flatMap(open -> plan.values().flatMap(week -> tuning()
                        .map(how -> new Thermostat(own, topic(own), measured, heated, open, new WeekPlan(week), how))))));
    }

    private String topic(DeviceId own) {
        return old.map(Thermostat::topic).orElseGet(() -> ui.house().home().thermostats().free(own, taken -> ui.house().housed().stream()
                .anyMatch(d -> d.binding().topics().stream().anyMatch(f -> f.matches(taken)))));
    }

    @Override Optional<HomeEdit> edited() {
        return thermostat().map(t -> new HomeEdit.Heat(t, name.getText().strip(), ui.house().home().roomOf(t.thermometer().device())
                .map(Room::name).orElse("")));
    }

    @Override Optional<String> words() {
        return thermostat().map(t -> ui.texts().of("thermostat.sentence", fields.words().name(t.heater()),
                fields.words().name(t.thermometer()), t.plan().changes().isEmpty() ? ui.texts().of("thermostat.sentence.hand")
                        : String.join(", ", t.plan().changes().stream().map(this::spoken).toList())));
    }

    private String spoken(WeekPlan.Change change) {
        return ui.texts().of("thermostat.sentence.from", ui.texts().withUnit(new Value.Numeric(change.temperature()), Unit.CELSIUS),
                fields.words().of(change.at()), fields.words().days(change.days())).strip();
    }

    @Override String missing() {
        Function<String, String> say = key -> ui.texts().of("thermostat.missing." + key);
        return thermometer.value().isEmpty() ? say.apply("thermometer") : heater.value().isEmpty() ? say.apply("heater")
                : plan.values().isEmpty()
                        ? ui.texts().of("thermostat.missing.plan", degrees(Thermostat.COLDEST), degrees(Thermostat.WARMEST))
                : windows.values().isEmpty() ? say.apply("window")
                : ui.texts().of("thermostat.missing.tuning", degrees(3), degrees(15));
    }

    private String degrees(double celsius) {
        return ui.texts().withUnit(new Value.Numeric(celsius), Unit.CELSIUS);
    }

    @Override Place back() {
        return id.<Place>map(Place.OneDevice::new).orElse(new Place.Home());
    }
}
