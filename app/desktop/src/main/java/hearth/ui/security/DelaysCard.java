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
import hearth.ui.Segments;
import hearth.ui.Ui;
import java.time.Duration;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private final Ui ui;
    private final VBox rows = new VBox();

    DelaysCard(Ui ui) {
        this.ui = ui;
        rows.getStyleClass().add("zones");
        getChildren().add(new Card(ui.texts(), ui.texts().of("delays"), rows));
        ui.show(this, Shown::of, this::shown);
    }

    private void shown(Shown shown) {
        var plan = shown.plan();
        var sirens = new FlowPane();
        sirens.getStyleClass().add("zone-sensors");
        shown.switches().forEach((id, name) -> {
            var box = new CheckBox(ui.texts().plain(name));
            box.setId("siren-" + id);
            box.setSelected(plan.sirens().contains(id));
            box.setOnAction(_ -> change(p -> {
                var all = new HashSet<>(p.sirens());
                if (box.isSelected()) {
                    all.add(id);
                } else {
                    all.remove(id);
                }
                return p.withSirens(all);
            }));
            sirens.getChildren().add(box);
        });
        if (shown.switches().isEmpty()) {
            sirens.getChildren().add(SecurityPage.wrapped(ui.texts().of("delays.noSiren"), "quiet"));
        }
        var chime = new CheckBox(ui.texts().of("delays.chime"));
        chime.setId("chime");
        chime.setSelected(plan.chime());
        chime.setWrapText(true);
        chime.setOnAction(_ -> change(p -> p.withChime(chime.isSelected(), p.quietFrom(), p.quietUntil())));
        var quiet = new FlowPane(hours("quiet-from", plan.quietFrom(), at -> p -> p.withChime(p.chime(), at, p.quietUntil())),
                new Label(ui.texts().of("delays.until")),
                hours("quiet-until", plan.quietUntil(), at -> p -> p.withChime(p.chime(), p.quietFrom(), at)));
        quiet.getStyleClass().add("zone-sensors");
        rows.getChildren().setAll(row("delays.exit", seconds("exit", List.of(0, 30, 60, 90, 120), plan.exit(),
                time -> p -> p.withDelays(time, p.entry()))),
                row("delays.entry", seconds("entry", List.of(0, 15, 30, 45), plan.entry(), time -> p -> p.withDelays(p.exit(), time))),
                row("delays.siren", seconds("siren", List.of(120, 300, 600, 900), plan.siren(), time -> p -> p.withSiren(time))),
                row("delays.sirens", sirens), chime, row("delays.quiet", quiet));
        rows.setDisable(shown.guarded());
    }

    private Node seconds(String id, List<Integer> offered, Duration now,
            java.util.function.Function<Duration, UnaryOperator<AlarmPlan>> change) {
        var all = Stream.concat(offered.stream(), Stream.of((int) now.toSeconds())).distinct().sorted().toList();
        var choice = new Segments<>(ui.texts().of("delays." + id), all, s -> s == 0 ? ui.texts().of("delays.none")
                : s < 120 ? ui.texts().of("delays.seconds", s) : ui.texts().of("delays.minutes", s / 60),
                s -> change(change.apply(Duration.ofSeconds(s))));
        choice.setId("delay-" + id);
        choice.show((int) now.toSeconds());
        return choice;
    }

    private Node hours(String id, LocalTime now, java.util.function.Function<LocalTime, UnaryOperator<AlarmPlan>> change) {
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
        box.setValue(now);
        box.setAccessibleText(ui.texts().of("delays.quiet"));
        box.setOnAction(_ -> change(change.apply(box.getValue())));
        return box;
    }

    private void change(UnaryOperator<AlarmPlan> how) {
        ui.submit().accept(new Event.HomeEdited(new HomeEdit.Guarded(how.apply(ui.house().home().alarm()))));
    }

    private Node row(String key, Node content) {
        var label = new Label(ui.texts().of(key));
        label.getStyleClass().add("quiet");
        var row = new VBox(label, content);
        row.getStyleClass().add("zone-row");
        return row;
    }
}
