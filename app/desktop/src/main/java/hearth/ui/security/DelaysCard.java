package hearth.ui.security;

import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.Property;
import hearth.home.AlarmPlan;
import hearth.hub.AlarmState;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.ui.Card;
import hearth.ui.Paragraph;
import hearth.ui.Segments;
import hearth.ui.Ui;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// Time to leave and to come in, the siren, and the chime of doors. FX thread.
final class DelaysCard extends VBox {

    private record Shown(AlarmPlan plan, boolean guarded, Map<DeviceId, String> switches) {

        static Shown of(HubState house) {
            var switches = new TreeMap<DeviceId, String>();
            house.housed().stream().filter(d -> d.first(Capability.ON).filter(Property::settable).isPresent()
                    && d.first(Capability.BRIGHTNESS).isEmpty()).forEach(d -> house.home().device(d.binding().device())
                            .ifPresent(device -> switches.put(device.id(), device.name())));
            return new Shown(house.home().alarm(), !(house.security().shown().state() instanceof AlarmState.Disarmed), switches);
        }
    }

    private static final List<Integer> EXIT = List.of(0, 30, 60, 90, 120);
    private static final List<Integer> ENTRY = List.of(0, 15, 30, 45);
    private static final List<Integer> SIREN = List.of(120, 300, 600, 900);

    private final Ui ui;
    private final Label guarded;
    private final VBox rows = new VBox();
    private final List<Consumer<AlarmPlan>> values = new ArrayList<>();
    private List<Object> built = List.of();

    DelaysCard(Ui ui) {
        this.ui = ui;
        rows.getStyleClass().add("zones");
        guarded = new Paragraph(ui.texts().of("delays.guarded"), "quiet");
        guarded.managedProperty().bind(guarded.visibleProperty());
        getChildren().add(new Card(ui.texts(), ui.texts().of("delays"), guarded, rows));
        ui.show(this, Shown::of, this::shown);
    }

    private void shown(Shown shown) {
        var plan = shown.plan();
        List<Object> wanted = List.of(shown.switches(), offered(EXIT, plan.exit()), offered(ENTRY, plan.entry()),
                offered(SIREN, plan.siren()));
        if (!wanted.equals(built)) { // else the focus stays where it is
            built = wanted;
            build(shown);
        }
        values.forEach(value -> value.accept(plan));
        guarded.setVisible(shown.guarded());
        rows.setDisable(shown.guarded());
    }

    private void build(Shown shown) {
        values.clear();
        var sirens = new FlowPane();
        sirens.getStyleClass().add("zone-sensors");
        shown.switches().forEach((id, name) -> sirens.getChildren().add(siren(id, name)));
        if (shown.switches().isEmpty()) {
            sirens.getChildren().add(new Paragraph(ui.texts().of("delays.noSiren"), "quiet"));
        }
        var chime = new CheckBox(ui.texts().of("delays.chime"));
        chime.setId("chime");
        chime.setWrapText(true);
        chime.setOnAction(_ -> change(p -> p.withChime(chime.isSelected(), p.quietFrom(), p.quietUntil())));
        values.add(plan -> chime.setSelected(plan.chime()));
        var quiet = new FlowPane(hours("quiet-from", AlarmPlan::quietFrom, at -> p -> p.withChime(p.chime(), at, p.quietUntil())),
                new Label(ui.texts().of("delays.until")),
                hours("quiet-until", AlarmPlan::quietUntil, at -> p -> p.withChime(p.chime(), p.quietFrom(), at)));
        quiet.getStyleClass().add("zone-sensors");
        var plan = shown.plan();
        rows.getChildren().setAll(
                new Named(ui.texts().of("delays.exit"),
                        seconds("exit", offered(EXIT, plan.exit()), AlarmPlan::exit, t -> p -> p.withDelays(t, p.entry()))),
                new Named(ui.texts().of("delays.entry"),
                        seconds("entry", offered(ENTRY, plan.entry()), AlarmPlan::entry, t -> p -> p.withDelays(p.exit(), t))),
                new Named(ui.texts().of("delays.siren"),
                        seconds("siren", offered(SIREN, plan.siren()), AlarmPlan::siren, t -> p -> p.withSiren(t))),
                new Named(ui.texts().of("delays.sirens"), sirens), chime, new Named(ui.texts().of("delays.quiet"), quiet));
    }

    private CheckBox siren(DeviceId id, String name) {
        var box = new CheckBox(ui.texts().plain(name));
        box.setId("siren-" + id);
        box.setOnAction(_ -> change(p -> {
            var all = new HashSet<>(p.sirens());
            if (box.isSelected()) {
                all.add(id);
            } else {
                all.remove(id);
            }
            return p.withSirens(all);
        }));
        values.add(plan -> box.setSelected(plan.sirens().contains(id)));
        return box;
    }

    /// What may be chosen, and what was chosen elsewhere.
    private static List<Integer> offered(List<Integer> usual, Duration now) {
        return Stream.concat(usual.stream(), Stream.of((int) now.toSeconds())).distinct().sorted().toList();
    }

    private Node seconds(String id, List<Integer> offered, Function<AlarmPlan, Duration> now,
            Function<Duration, UnaryOperator<AlarmPlan>> change) {
        var choice = new Segments<>(ui.texts().of("delays." + id), offered, s -> s == 0 ? ui.texts().of("delays.none")
                : s < 120 ? ui.texts().of("delays.seconds", s) : ui.texts().of("delays.minutes", s / 60),
                s -> change(change.apply(Duration.ofSeconds(s))));
        choice.setId("delay-" + id);
        values.add(plan -> choice.show((int) now.apply(plan).toSeconds()));
        return choice;
    }

    private Node hours(String id, Function<AlarmPlan, LocalTime> now, Function<LocalTime, UnaryOperator<AlarmPlan>> change) {
        var box = new ComboBox<LocalTime>();
        box.setId(id);
        box.getItems().setAll(IntStream.range(0, 48).mapToObj(half -> LocalTime.MIDNIGHT.plusMinutes(30L * half)).toList());
        box.setConverter(new StringConverter<>() {
            @Override public String toString(LocalTime time) {
                return time.toString();
            }

            @Override public LocalTime fromString(String text) {
                return LocalTime.parse(text);
            }
        });
        box.setAccessibleText(ui.texts().of("delays.quiet"));
        values.add(plan -> {
            box.setOnAction(null); // it is shown, not chosen
            box.setValue(now.apply(plan));
            box.setOnAction(_ -> change(change.apply(box.getValue())));
        });
        return box;
    }

    private void change(UnaryOperator<AlarmPlan> how) {
        ui.submit().accept(new Event.HomeEdited(new HomeEdit.Guarded(how.apply(ui.house().home().alarm()))));
    }
}
