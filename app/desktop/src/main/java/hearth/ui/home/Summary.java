package hearth.ui.home;

import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.Property;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.home.AlarmMode;
import hearth.home.Device;
import hearth.home.Home;
import hearth.hub.AlarmState;
import hearth.hub.Availability;
import hearth.hub.DeviceState;
import hearth.hub.HubState;
import hearth.hub.PropertyState;
import hearth.icon.Icon;
import hearth.ui.AlarmWords;
import hearth.ui.ArmControl;
import hearth.ui.Attention;
import hearth.ui.ChannelWords;
import hearth.ui.DeviceWords;
import hearth.ui.IconView;
import hearth.ui.Look;
import hearth.ui.Place;
import hearth.ui.RuleAttention;
import hearth.ui.Ui;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The house in four cards: security, lights, temperatures, what needs attention. FX thread.
final class Summary extends HBox {

    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");
    /// A thermometer in a place or of a name like this hangs outside.
    private static final Pattern OUTSIDE = Pattern
            .compile("outside|outdoor|garden|balcony|terrace|patio|außen|draußen|garten|balkon|terrasse");

    /// @param panel     the security panel, where there is one
    /// @param planned   whether Hearth watches anything itself
    /// @param sensors   doors, windows and motion
    /// @param reporting how many of those answer
    /// @param doubtful  whether nobody may hear of an alarm
    private record Security(Optional<DeviceState> panel, AlarmState state, boolean planned, long sensors, long reporting,
            boolean doubtful) {

        static Security of(HubState house, boolean doubtful) {
            var panels = house.housed().stream()
                    .filter(d -> d.state(Capability.SECURITY).flatMap(PropertyState::value).isPresent()).toList();
            var panel = panels.stream().filter(d -> Look.of(d).tone() == Look.Tone.RED).findFirst().or(() -> panels.stream().findFirst());
            var sensors = house.housed().stream()
                    .filter(d -> d.first(Capability.CONTACT).isPresent() || d.first(Capability.MOTION).isPresent()).toList();
            return new Security(panel, house.security().shown().state(), ArmControl.isPlanned(house), sensors.size(),
                    sensors.stream().filter(d -> d.availability() instanceof Availability.Online).count(), doubtful);
        }
    }

    private record Lights(long on, long all) {

        static Lights of(HubState house) {
            var lights = house.housed().stream().filter(d -> d.first(Capability.BRIGHTNESS).isPresent()).toList();
            return new Lights(lights.stream().filter(Look::lit).count(), lights.size());
        }
    }

    /// What needs a person: devices first, then rules, then the ways to people.
    private record Worries(List<Attention> devices, List<RuleAttention> rules, List<String> channels) {
    }

    /// Means over what is known, °C.
    private record Warmth(OptionalDouble inside, OptionalDouble outside) {

        static Warmth of(HubState house, Set<DeviceId> outside) {
            return new Warmth(mean(house, id -> !outside.contains(id)), mean(house, outside::contains));
        }

        private static OptionalDouble mean(HubState house, Predicate<DeviceId> here) {
            return house.housed().stream().filter(d -> here.test(d.binding().device()))
                    .filter(d -> !(d.availability() instanceof Availability.Offline))
                    .filter(d -> d.main().map(Property::capability).filter(Warmth::tells).isPresent())
                    .flatMap(d -> d.state(Capability.TEMPERATURE).flatMap(PropertyState::value).stream())
                    .filter(Value.Numeric.class::isInstance).mapToDouble(v -> ((Value.Numeric) v).number()).average();
        }

        private static boolean tells(Capability capability) {
            return capability == Capability.TEMPERATURE || capability == Capability.TARGET_TEMPERATURE;
        }
    }

    private Set<DeviceId> outside = Set.of();
    private final Ui ui;

    Summary(Ui ui) {
        this.ui = ui;
        getStyleClass().add("summary");
        getChildren().addAll(security(), lights(), warmth(), attention());
        getChildren().forEach(card -> HBox.setHgrow(card, Priority.ALWAYS));
    }

    private Node security() {
        var disc = new IconView(Icon.SHIELD_OK, "disc", "large");
        var word = new Label();
        word.getStyleClass().add("summary-word");
        var sensors = new Label();
        sensors.getStyleClass().add("summary-small");
        sensors.setWrapText(true);
        var said = new VBox(title("summary.security"), word);
        said.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(said, Priority.ALWAYS);
        sensors.setMinWidth(0);
        var head = new HBox(disc, said, sensors);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("guard-head");
        var card = new VBox(head, new ArmControl(ui, List.of(AlarmMode.HOME, AlarmMode.NIGHT, AlarmMode.AWAY)).fill());
        card.getStyleClass().addAll("card", "summary-security");
        ui.show(card, house -> Security.of(house, !doubts().isEmpty()), security -> {
            boolean own = security.planned() || security.panel().isEmpty() || !(security.state() instanceof AlarmState.Disarmed);
            var look = own ? Look.of(security.state()) : security.panel().map(Look::of).orElseThrow();
            (security.doubtful() && look.tone() != Look.Tone.RED ? new Look(look.icon(), Look.Tone.AMBER) : look).paint(disc);
            word.setText(own ? new AlarmWords(ui.house(), ui.texts()).state()
                    : new DeviceWords(security.panel().orElseThrow(), ui.texts()).value());
            sensors.setText(beside(security));
        });
        ui.showTime(card, now -> {
            if (ui.house().security().shown().state().due().isPresent()) {
                sensors.setText(new AlarmWords(ui.house(), ui.texts()).more(now));
            }
        });
        return card;
    }

    /// How long there is to leave or to disarm; else how many sensors report.
    private String beside(Security security) {
        return security.state().due().isPresent() ? new AlarmWords(ui.house(), ui.texts()).more(ui.clock().instant())
                : security.sensors() == 0 ? ""
                : security.sensors() == security.reporting() ? ui.texts().of("summary.allReport", security.sensors())
                : ui.texts().of("summary.someReport", security.reporting(), security.sensors());
    }

    private Node lights() {
        var on = figure();
        var all = small();
        var card = card(title("summary.lights"), on, all);
        ui.showSummary(card, Lights::of, lights -> {
            on.setText(lights.on() == 0 ? ui.texts().of("summary.allOff") : ui.texts().of("summary.on", lights.on()));
            all.setText(ui.texts().of("summary.of", lights.all()));
        });
        return card;
    }

    private Node warmth() {
        var title = title("summary.inside");
        var inside = figure();
        var beyond = small();
        var card = card(title, inside, beyond);
        ui.show(card, HubState::home, home -> outside = outside(home));
        ui.showSummary(card, house -> Warmth.of(house, outside), warmth -> {
            inside.setText(warmth.inside().isPresent() ? degrees(warmth.inside()) : "–");
            beyond.setText(warmth.outside().isPresent() ? ui.texts().of("summary.outside", degrees(warmth.outside())) : "");
        });
        return card;
    }

    private static Set<DeviceId> outside(Home home) {
        return home.rooms().stream().flatMap(room -> room.devices().stream().filter(id -> OUTSIDE
                .matcher((room.name() + " " + home.device(id).map(Device::name).orElse("")).toLowerCase(Locale.ROOT)).find()))
                .collect(Collectors.toSet());
    }

    private Node attention() {
        var title = title("summary.attention");
        var first = new Label();
        first.getStyleClass().add("summary-problem");
        first.setWrapText(true);
        var second = small();
        second.setWrapText(true);
        var content = new VBox(title, first, second);
        var card = new Button();
        card.setGraphic(content);
        card.setId("attention");
        card.getStyleClass().addAll("card", "summary-attention");
        card.setMaxWidth(Double.MAX_VALUE);
        card.setMaxHeight(Double.MAX_VALUE);
        card.setAlignment(Pos.TOP_LEFT);
        card.setOnAction(_ -> {
            var worries = worries(ui.house());
            ui.go().accept(!worries.devices().isEmpty() ? new Place.Devices() : !worries.rules().isEmpty() ? new Place.Automations()
                    : worries.channels().isEmpty() ? new Place.Devices() : new Place.Settings());
        });
        content.prefWidthProperty().bind(card.widthProperty().subtract(34));
        ui.showSummary(card, house -> worries(house), worries -> show(card, worries, first, second));
        ui.showTime(card, _ -> show(card, worries(ui.house()), first, second));
        return card;
    }

    private Worries worries(HubState house) {
        return new Worries(Attention.of(house), RuleAttention.of(house, ui.clock().instant()), doubts());
    }

    private List<String> doubts() {
        return ChannelWords.doubts(ui.house(), ui.texts(), ui.clock().instant());
    }

    private void show(Button card, Worries worries, Label first, Label second) {
        var now = ui.clock().instant();
        var all = Stream.of(worries.devices().stream().map(a -> a.words(ui.texts(), now)),
                worries.rules().stream().map(a -> a.words(ui.texts())), worries.channels().stream()).flatMap(words -> words).toList();
        card.pseudoClassStateChanged(WARNING, !all.isEmpty());
        first.setText(all.isEmpty() ? ui.texts().of("summary.nothing") : all.getFirst());
        second.setText(all.size() < 2 ? "" : all.size() == 2 ? all.get(1)
                : ui.texts().of("summary.more", all.get(1), all.size() - 2));
        card.setAccessibleText(ui.texts().of("summary.attention") + ": " + first.getText() + " " + second.getText());
    }

    private String degrees(OptionalDouble celsius) {
        return ui.texts().withUnit(new Value.Numeric(celsius.getAsDouble()), Unit.CELSIUS);
    }

    private Label title(String key) {
        var title = new Label(ui.texts().of(key).toUpperCase(ui.texts().locale()));
        title.getStyleClass().add("card-title");
        return title;
    }

    private static Label figure() {
        var figure = new Label();
        figure.getStyleClass().add("summary-figure");
        return figure;
    }

    private static Label small() {
        var small = new Label();
        small.getStyleClass().add("summary-small");
        small.setWrapText(true);
        return small;
    }

    private static VBox card(Node... nodes) {
        var card = new VBox(nodes);
        card.getStyleClass().add("card");
        return card;
    }
}
