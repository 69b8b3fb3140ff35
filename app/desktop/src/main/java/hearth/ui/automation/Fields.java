package hearth.ui.automation;

import hearth.device.DeviceId;
import hearth.device.HomieColor;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.home.Device;
import hearth.home.Fact;
import hearth.hub.HubState;
import hearth.ui.DeviceWords;
import hearth.ui.Names;
import hearth.ui.Texts;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// The small things rules are filled in with: devices, properties, values, times. FX thread.
///
/// @param house   as it was when the editor opened
/// @param changed told of every change
record Fields(HubState house, Texts texts, Runnable changed) {

    Sentence words() {
        return new Sentence(house, texts);
    }

    private List<DeviceId> devices(Predicate<Property> with) {
        return house.home().devices().values().stream().filter(d -> house.device(d.id())
                .filter(s -> s.binding().properties().stream().anyMatch(with)).isPresent())
                .sorted(Comparator.comparing(d -> d.name().toLowerCase(texts.locale()))).map(Device::id).toList();
    }

    // ---- a device

    static final class OneDevice implements Part<DeviceId> {

        private final ComboBox<DeviceId> box;

        OneDevice(Fields fields, Predicate<Property> with, @Nullable DeviceId chosen) {
            box = Part.choice(fields.texts.of("rule.device"), fields.devices(with), fields.words()::name, chosen, fields.changed);
        }

        @Override public Optional<DeviceId> value() {
            return Optional.ofNullable(box.getValue());
        }

        @Override public List<Node> nodes() {
            return List.of(box);
        }
    }

    // ---- a property

    /// Its device, then which of its properties, where there are several.
    static final class OneProperty implements Part<PropertyRef> {

        private final Fields fields;
        private final Predicate<Property> with;
        private final Runnable chosen;
        private final ComboBox<DeviceId> device;
        private final HBox which = new HBox();
        private @Nullable PropertyRef property;

        /// @param chosen told when it is another property
        OneProperty(Fields fields, Predicate<Property> with, @Nullable PropertyRef first, Runnable chosen) {
            this.fields = fields;
            this.with = with;
            this.chosen = chosen;
            property = first;
            device = Part.choice(fields.texts.of("rule.device"), fields.devices(with), fields.words()::name,
                    first == null ? null : first.device(), this::otherDevice);
            which.getStyleClass().add("rule-part");
            showWhich();
        }

        private List<Property> properties() {
            var id = device.getValue();
            return id == null ? List.of() : fields.house.device(id).stream().flatMap(d -> d.binding().properties().stream()).filter(with)
                    .sorted(Comparator.comparing(Property::category).thenComparing(Property::capability)).toList();
        }

        private void otherDevice() {
            property = properties().stream().findFirst().map(Property::ref).orElse(null);
            showWhich();
            chosen.run();
        }

        private void showWhich() {
            var all = properties();
            which.getChildren().clear();
            if (all.size() > 1) {
                var names = fields.house.device(all.getFirst().ref().device())
                        .map(d -> new Names(d.binding(), fields.texts, fields.house.profiles())).orElseThrow();
                var now = all.stream().filter(p -> p.ref().equals(property)).findFirst().orElse(null);
                var box = Part.choice(fields.texts.of("rule.property"), all, names::of, now, () -> {
                });
                box.valueProperty().addListener((_, _, p) -> {
                    property = p == null ? null : p.ref();
                    chosen.run();
                });
                which.getChildren().add(box);
            }
            which.setManaged(all.size() > 1);
        }

        @Override public Optional<PropertyRef> value() {
            return Optional.ofNullable(property);
        }

        @Override public List<Node> nodes() {
            return List.of(device, which);
        }
    }

    // ---- a value

    /// A value that the property can have.
    static final class OneValue implements Part<Value> {

        private final List<Node> nodes = new ArrayList<>();
        private java.util.function.Supplier<Optional<Value>> read = Optional::empty;

        OneValue(Fields fields, Property property, @Nullable Value first) {
            var what = fields.texts.of("rule.value");
            switch (property.type()) {
                case PropertyType.Bool() -> choice(fields, property, what, List.of(new Value.Truth(true), new Value.Truth(false)),
                        first == null ? new Value.Truth(true) : first);
                case PropertyType.Words(var words) -> choice(fields, property, what, words.stream().<Value>map(Value.Text::new).toList(),
                        first == null && !words.isEmpty() ? new Value.Text(words.getFirst()) : first);
                case PropertyType.Range _ -> {
                    var field = Part.text(what, first instanceof Value.Numeric n ? n.wire().replace('.', decimal(fields.texts)) : "", 5,
                            fields.changed);
                    nodes.add(field);
                    if (!property.unit().symbol().isEmpty()) {
                        nodes.add(Part.word(property.unit().symbol()));
                    }
                    read = () -> number(field).map(Value.Numeric::new).map(Value.class::cast);
                }
                case PropertyType.Color _ -> {
                    var known = Optional.ofNullable(first).flatMap(HomieColor::hueSaturation);
                    var hue = part(fields, "control.hue", known.map(hs -> hs[0]), Unit.DEGREE);
                    var saturation = part(fields, "control.saturation", known.map(hs -> hs[1]), Unit.PERCENT);
                    read = () -> number(hue).filter(n -> n >= 0 && n <= 360)
                            .flatMap(h -> number(saturation).filter(n -> n >= 0 && n <= 100).map(s -> HomieColor.hs(h, s)));
                }
                case PropertyType.Text() -> {
                    var field = Part.text(what, first == null ? "" : first.wire(), 12, fields.changed);
                    nodes.add(field);
                    read = () -> Optional.of(new Value.Text(field.getText().strip()));
                }
            }
        }

        private TextField part(Fields fields, String name, Optional<Double> first, Unit unit) {
            var words = fields.texts.of(name);
            var field = Part.text(words, first.map(n -> new Value.Numeric(Math.rint(n)).wire()).orElse(""), 4, fields.changed);
            nodes.add(Part.word(words));
            nodes.add(field);
            nodes.add(Part.word(unit.symbol()));
            return field;
        }

        private void choice(Fields fields, Property property, String what, List<Value> all, @Nullable Value first) {
            var device = fields.house.device(property.ref().device()).orElseThrow();
            var words = new DeviceWords(device, fields.texts);
            var box = Part.choice(what, all, v -> words.value(property, v), first, fields.changed);
            nodes.add(box);
            read = () -> Optional.ofNullable(box.getValue());
        }

        private static char decimal(Texts texts) {
            return java.text.DecimalFormatSymbols.getInstance(texts.locale()).getDecimalSeparator();
        }

        @Override public Optional<Value> value() {
            return read.get();
        }

        @Override public List<Node> nodes() {
            return nodes;
        }
    }

    static Optional<Double> number(TextField field) {
        try {
            return Optional.of(Double.parseDouble(field.getText().strip().replace(',', '.'))).filter(Double::isFinite);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    // ---- a property and what is true of it

    static final class OneFact implements Part<Fact> {

        private final Fields fields;
        private final OneProperty property;
        private final HBox rest = new HBox();
        private @Nullable ComboBox<Fact.How> how;
        private @Nullable OneValue value;

        OneFact(Fields fields, @Nullable Fact first) {
            this.fields = fields;
            rest.getStyleClass().add("rule-part");
            property = new OneProperty(fields, _ -> true, first == null ? null : first.property(), () -> {
                showRest(null);
                fields.changed.run();
            });
            showRest(first);
        }

        private void showRest(@Nullable Fact first) {
            rest.getChildren().clear();
            how = null;
            value = null;
            property.value().flatMap(fields.words()::property).ifPresent(p -> {
                boolean number = p.type() instanceof PropertyType.Range;
                var hows = number ? List.of(Fact.How.ABOVE, Fact.How.BELOW, Fact.How.IS, Fact.How.IS_NOT)
                        : List.of(Fact.How.IS, Fact.How.IS_NOT);
                var chosen = Part.choice(fields.texts.of("rule.how"), hows,
                        h -> fields.texts.of("how." + h.name().toLowerCase(Locale.ROOT)),
                        first == null ? hows.getFirst() : first.how(), fields.changed);
                var is = new OneValue(fields, p, first == null ? null : first.value());
                how = chosen;
                value = is;
                rest.getChildren().add(chosen);
                rest.getChildren().addAll(is.nodes());
            });
        }

        @Override public Optional<Fact> value() {
            var comparison = how;
            var limit = value;
            return comparison == null || limit == null ? Optional.empty()
                    : property.value().flatMap(p -> limit.value().map(v -> new Fact(p, comparison.getValue(), v)));
        }

        @Override public List<Node> nodes() {
            var all = new ArrayList<Node>(property.nodes());
            all.add(rest);
            return all;
        }
    }

    // ---- times

    /// A time of day, typed: `7:30`, `19.05`, `7`.
    static final class OneTime implements Part<LocalTime> {

        private static final Pattern TIME = Pattern.compile("(\\d{1,2})(?:[:.](\\d{2}))?(?:\\s*([ap])\\.?m\\.?)?",
                Pattern.CASE_INSENSITIVE);

        private final TextField field;

        OneTime(Fields fields, @Nullable LocalTime first) {
            field = Part.text(fields.texts.of("rule.time"), first == null ? "" : fields.words().of(first), 6, fields.changed);
        }

        @Override public Optional<LocalTime> value() {
            var typed = TIME.matcher(field.getText().replace('\u202f', ' ').strip());
            if (!typed.matches()) {
                return Optional.empty();
            }
            int hour = Integer.parseInt(typed.group(1));
            var half = typed.group(3);
            if (half != null) {
                hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
            }
            try {
                return Optional.of(LocalTime.of(hour, typed.group(2) == null ? 0 : Integer.parseInt(typed.group(2))));
            } catch (DateTimeException none) {
                return Optional.empty();
            }
        }

        @Override public List<Node> nodes() {
            return List.of(field);
        }
    }

    /// Days of the week, all of which not chosen means every day.
    static final class Days implements Part<Set<DayOfWeek>> {

        private final List<ToggleButton> buttons = new ArrayList<>();
        private final HBox row = new HBox();

        Days(Fields fields, Set<DayOfWeek> first) {
            row.getStyleClass().add("segments");
            row.setMaxWidth(Double.NEGATIVE_INFINITY);
            for (var day : DayOfWeek.values()) {
                var button = new ToggleButton(fields.words().day(day));
                button.getStyleClass().setAll("segment");
                button.setUserData(day);
                button.setMinWidth(Double.NEGATIVE_INFINITY);
                button.setSelected(first.contains(day));
                button.setOnAction(_ -> fields.changed.run());
                buttons.add(button);
            }
            row.getChildren().setAll(buttons);
        }

        @Override public Optional<Set<DayOfWeek>> value() {
            var chosen = EnumSet.noneOf(DayOfWeek.class);
            buttons.stream().filter(ToggleButton::isSelected).forEach(b -> chosen.add((DayOfWeek) b.getUserData()));
            return Optional.of(chosen.size() == 7 ? Set.of() : Set.copyOf(chosen));
        }

        @Override public List<Node> nodes() {
            return List.of(row);
        }
    }

    /// A number of seconds, minutes or hours.
    static final class Span implements Part<Duration> {

        private enum In {
            SECONDS(1), MINUTES(60), HOURS(3600);

            private final int seconds;

            In(int seconds) {
                this.seconds = seconds;
            }
        }

        private final TextField number;
        private final ComboBox<In> unit;

        Span(Fields fields, Duration first) {
            var in = Arrays.stream(In.values()).filter(u -> first.toSeconds() % u.seconds == 0 && first.toSeconds() >= u.seconds)
                    .reduce((_, larger) -> larger).orElse(In.MINUTES);
            number = Part.text(fields.texts.of("rule.span"), Long.toString(first.toSeconds() / in.seconds), 4, fields.changed);
            unit = Part.choice(fields.texts.of("rule.span.unit"), List.of(In.values()),
                    u -> fields.texts.of("unit." + u.name().toLowerCase(Locale.ROOT)), in, fields.changed);
        }

        @Override public Optional<Duration> value() {
            return number(number).filter(n -> n >= 0 && n <= 86_400).map(n -> Duration.ofSeconds(Math.round(n * unit.getValue().seconds)));
        }

        @Override public List<Node> nodes() {
            return List.of(number, unit);
        }
    }
}
