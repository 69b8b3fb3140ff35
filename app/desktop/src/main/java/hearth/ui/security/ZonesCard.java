package hearth.ui.security;

import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.home.AlarmMode;
import hearth.home.AlarmPlan;
import hearth.home.AlarmZone;
import hearth.hub.AlarmState;
import hearth.hub.DeviceState;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.Sensors;
import hearth.icon.Icon;
import hearth.ui.AlarmWords;
import hearth.ui.Card;
import hearth.ui.DeviceWords;
import hearth.ui.IconView;
import hearth.ui.Look;
import hearth.ui.Paragraph;
import hearth.ui.Ui;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The zones with their sensors as they are now; one at a time is edited. FX thread.
final class ZonesCard extends VBox {

    /// What the card is built of; what sensors say is shown beside.
    private record Shown(AlarmPlan plan, boolean guarded, Map<DeviceId, String> names) {

        static Shown of(HubState house) {
            var names = new HashMap<DeviceId, String>();
            house.housed().stream().filter(Sensors::senses).forEach(d -> house.home().device(d.binding().device())
                    .ifPresent(device -> names.put(device.id(), device.name())));
            return new Shown(house.home().alarm(), !(house.security().shown().state() instanceof AlarmState.Disarmed), names);
        }
    }

    private final Ui ui;
    private final VBox zones = new VBox();
    private final Button add;
    private final Button suggest;
    private OptionalInt edited = OptionalInt.empty();
    private @Nullable ZoneEditor editor;
    /// The place of the zone that was saved, until it is shown.
    private OptionalInt saved = OptionalInt.empty();

    ZonesCard(Ui ui) {
        this.ui = ui;
        add = button("zone-add", Icon.ADD, "zone.add");
        add.setOnAction(_ -> edit(new AlarmZone(free(), Set.of(), EnumSet.of(AlarmMode.AWAY, AlarmMode.VACATION), AlarmZone.Entry.DELAYED,
                false)));
        suggest = button("zone-suggest", Icon.SECURITY, "zone.suggest");
        suggest.getStyleClass().add("accent");
        suggest.setOnAction(_ -> save(suggested()));
        zones.getStyleClass().add("zones");
        var buttons = new HBox(suggest, add);
        buttons.getStyleClass().add("code-row");
        getChildren().add(new Card(ui.texts(), ui.texts().of("zones"), zones, buttons));
        ui.show(this, Shown::of, shown -> {
            shown(shown);
            saved.ifPresent(this::focus);
            saved = OptionalInt.empty();
        });
    }

    private Button button(String id, Icon icon, String key) {
        var button = new Button(ui.texts().of(key), new IconView(icon));
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private void shown(Shown shown) {
        var all = shown.plan().zones();
        boolean empty = all.isEmpty();
        suggest.setVisible(empty && !shown.names().isEmpty());
        suggest.setManaged(suggest.isVisible());
        suggest.setDisable(shown.guarded());
        add.setDisable(shown.guarded());
        if (shown.guarded() || edited.isPresent() && edited.getAsInt() >= all.size()) {
            edited = OptionalInt.empty();
        }
        zones.getChildren().clear();
        if (empty) {
            zones.getChildren()
                    .add(new Paragraph(ui.texts().of(shown.names().isEmpty() ? "zones.noSensors" : "zones.none"), "quiet"));
        }
        if (shown.guarded()) {
            zones.getChildren().add(new Paragraph(ui.texts().of("zones.guarded"), "quiet"));
        }
        for (int i = 0; i < all.size(); i++) {
            int place = i;
            zones.getChildren().add(edited.equals(OptionalInt.of(i)) ? editor(all.get(i), place, shown) : zone(all.get(i), place, shown));
        }
        if (edited.isEmpty()) {
            editor = null;
        }
    }

    /// The one that is open stays, with all that was typed, whatever happens around it.
    private ZoneEditor editor(AlarmZone zone, int place, Shown shown) {
        var open = editor;
        if (open == null || !open.edits(zone)) {
            open = new ZoneEditor(ui, zone, shown.names(), changed -> replace(place, Optional.of(changed)),
                    () -> replace(place, Optional.empty()), () -> close(place));
            editor = open;
        }
        return open;
    }

    private void close(int place) {
        edited = OptionalInt.empty();
        shown(Shown.of(ui.house()));
        focus(place);
    }

    /// Back to the button from which the editor was opened, or the next best.
    private void focus(int place) {
        var button = lookup("#zone-edit-" + place);
        (button == null ? add : button).requestFocus();
    }

    // ---- a zone as it stands

    private Node zone(AlarmZone zone, int place, Shown shown) {
        var name = new Label(ui.texts().plain(zone.name()));
        name.getStyleClass().add("strong");
        var how = new Label(how(zone));
        how.getStyleClass().add("quiet");
        how.setWrapText(true);
        HBox.setHgrow(how, Priority.ALWAYS);
        how.setMaxWidth(Double.MAX_VALUE);
        var edit = button("zone-edit-" + place, Icon.EDIT, "zone.edit");
        edit.setAccessibleText(ui.texts().of("zone.edit.named", zone.name()));
        edit.setDisable(shown.guarded());
        edit.setOnAction(_ -> {
            edited = OptionalInt.of(place);
            shown(shown);
        });
        name.setMinWidth(USE_PREF_SIZE);
        var head = new HBox(name, how, edit);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("guard-head");
        var sensors = new FlowPane();
        sensors.getStyleClass().add("zone-sensors");
        zone.sensors().stream().sorted().forEach(id -> sensors.getChildren().add(sensor(id)));
        if (zone.sensors().isEmpty()) {
            sensors.getChildren().add(new Paragraph(ui.texts().of("zone.noSensor"), "amber-text"));
        }
        var box = new VBox(head, sensors);
        box.getStyleClass().add("zone");
        return box;
    }

    private String how(AlarmZone zone) {
        var entry = ui.texts().of("zone.entry." + zone.entry().name().toLowerCase(Locale.ROOT));
        var words = new AlarmWords(ui.house(), ui.texts());
        var modes = zone.entry() == AlarmZone.Entry.ALWAYS ? ""
                : zone.modes().stream().sorted().map(words::mode).collect(Collectors.joining(", "));
        return Stream.of(entry, modes, zone.pair() ? ui.texts().of("zone.pair") : "").filter(w -> !w.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /// A sensor's name and what it says, live.
    private Node sensor(DeviceId id) {
        var icon = new IconView(Icon.UNKNOWN);
        var words = new Label();
        var chip = new HBox(icon, words);
        chip.getStyleClass().addAll("chip", "sensor");
        chip.setAlignment(Pos.CENTER_LEFT);
        ui.show(chip, house -> new Sensor(house.device(id), house.security().shown().bypassed().contains(id), name(house, id)), sensor -> {
            boolean warns = sensor.device().map(DeviceState::availability).filter(a -> !(a instanceof hearth.hub.Availability.Online)
                    && !(a instanceof hearth.hub.Availability.Waiting)).isPresent() || sensor.device().isEmpty();
            sensor.device().map(Look::of).orElse(new Look(Icon.UNKNOWN, Look.Tone.GREY)).paint(icon);
            var state = sensor.device().map(d -> said(d, ui.clock().instant())).orElse(ui.texts().of("obstacle.gone"));
            words.setText(sensor.name() + " · " + state + (sensor.bypassed() ? " · " + ui.texts().of("zone.bypassed") : ""));
            words.getStyleClass().setAll("label", warns || sensor.bypassed() ? "amber-text" : "quiet");
        });
        return chip;
    }

    private record Sensor(Optional<DeviceState> device, boolean bypassed, String name) {
    }

    private String name(HubState house, DeviceId id) {
        return ui.texts().plain(house.home().device(id).map(d -> d.name()).orElse(id.value()));
    }

    private String said(DeviceState device, Instant now) {
        return switch (device.condition()) {
            case LIVE, PENDING -> new DeviceWords(device, ui.texts()).value();
            default -> new DeviceWords(device, ui.texts()).state(now);
        };
    }

    // ---- changes

    private void edit(AlarmZone fresh) {
        edited = OptionalInt.of(ui.house().home().alarm().zones().size());
        var all = new ArrayList<>(ui.house().home().alarm().zones());
        all.add(fresh);
        save(all);
    }

    private void replace(int place, Optional<AlarmZone> with) {
        var all = new ArrayList<>(ui.house().home().alarm().zones());
        with.ifPresentOrElse(zone -> all.set(place, zone), () -> all.remove(place));
        if (all.equals(ui.house().home().alarm().zones())) {
            close(place);
        } else {
            edited = OptionalInt.empty();
            saved = OptionalInt.of(place);
            save(all);
        }
    }

    private void save(List<AlarmZone> all) {
        ui.submit().accept(new Event.HomeEdited(new HomeEdit.Guarded(ui.house().home().alarm().with(all))));
    }

    private String free() {
        var names = ui.house().home().alarm().zones().stream().map(AlarmZone::name).collect(Collectors.toSet());
        return IntStream.iterate(1, n -> n + 1).mapToObj(n -> ui.texts().of("zone.new", n)).filter(n -> !names.contains(n)).findFirst()
                .orElseThrow();
    }

    /// What most houses need: whoever comes in has time to disarm, nobody is watched who is at home, danger always rings.
    private List<AlarmZone> suggested() {
        var all = new ArrayList<AlarmZone>();
        var kinds = new HashMap<Capability, Set<DeviceId>>();
        ui.house().housed().stream().filter(Sensors::senses).forEach(d -> Sensors.first(d)
                .ifPresent(c -> kinds.computeIfAbsent(group(c), _ -> new java.util.HashSet<>()).add(d.binding().device())));
        zone(all, kinds.get(Capability.CONTACT), "zone.doors", EnumSet.allOf(AlarmMode.class), AlarmZone.Entry.DELAYED);
        zone(all, kinds.get(Capability.MOTION), "zone.inside", EnumSet.of(AlarmMode.AWAY, AlarmMode.VACATION), AlarmZone.Entry.DELAYED);
        zone(all, kinds.get(Capability.SMOKE), "zone.danger", EnumSet.noneOf(AlarmMode.class), AlarmZone.Entry.ALWAYS);
        return all;
    }

    private void zone(List<AlarmZone> all, @Nullable Set<DeviceId> sensors, String key, Set<AlarmMode> modes,
            AlarmZone.Entry entry) {
        if (sensors != null) {
            all.add(new AlarmZone(ui.texts().of(key), sensors, modes, entry, false));
        }
    }

    private static Capability group(Capability capability) {
        return switch (capability) {
            case SMOKE, GAS, CARBON_MONOXIDE, LEAK -> Capability.SMOKE;
            case MOTION, OCCUPANCY -> Capability.MOTION;
            default -> Capability.CONTACT;
        };
    }
}
