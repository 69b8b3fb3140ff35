package hearth.ui.security;

import hearth.device.DeviceId;
import hearth.home.AlarmMode;
import hearth.home.AlarmZone;
import hearth.ui.AlarmWords;
import hearth.ui.Paragraph;
import hearth.ui.Segments;
import hearth.ui.Ui;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// One zone while it is changed; nothing is changed before it is saved. FX thread.
final class ZoneEditor extends VBox {

    private final TextField name = new TextField();
    private final Label problem = new Paragraph("", "problem");
    private final AlarmZone before;
    private final Set<AlarmMode> modes;
    private final Set<DeviceId> sensors;
    private AlarmZone.Entry entry;

    /// @param names those that could be its sensors
    ZoneEditor(Ui ui, AlarmZone zone, Map<DeviceId, String> names, Consumer<AlarmZone> save, Runnable remove, Runnable cancel) {
        var texts = ui.texts();
        before = zone;
        modes = zone.modes().isEmpty() ? EnumSet.noneOf(AlarmMode.class) : EnumSet.copyOf(zone.modes());
        sensors = new HashSet<>(zone.sensors());
        entry = zone.entry();
        name.setText(zone.name());
        name.setId("zone-name");
        name.setAccessibleText(texts.of("zone.name"));
        name.setPrefColumnCount(18);
        var words = new AlarmWords(ui.house(), texts);
        var watched = new FlowPane();
        watched.getStyleClass().add("zone-sensors");
        for (var mode : AlarmMode.values()) {
            watched.getChildren().add(choice("zone-mode-" + mode.name().toLowerCase(Locale.ROOT), words.mode(mode), modes, mode));
        }
        var entries = new Segments<>(texts.of("zone.entry"), List.of(AlarmZone.Entry.values()),
                e -> texts.of("zone.entry." + e.name().toLowerCase(Locale.ROOT)), e -> {
                    entry = e;
                    watched.setDisable(e == AlarmZone.Entry.ALWAYS);
                });
        entries.show(entry);
        watched.setDisable(entry == AlarmZone.Entry.ALWAYS);
        var pair = new CheckBox(texts.of("zone.pair.words"));
        pair.setSelected(zone.pair());
        pair.setWrapText(true);
        var all = new FlowPane();
        all.getStyleClass().add("zone-sensors");
        names.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(
                sensor -> all.getChildren()
                        .add(choice("zone-sensor-" + sensor.getKey(), texts.plain(sensor.getValue()), sensors, sensor.getKey())));
        var done = new Button(texts.of("zone.save"));
        done.setId("zone-save");
        done.getStyleClass().add("accent");
        done.setOnAction(_ -> save(ui, pair.isSelected(), save));
        name.setOnAction(_ -> done.fire());
        var drop = new Button(texts.of("zone.remove"));
        drop.setId("zone-remove");
        drop.setOnAction(_ -> remove.run());
        var leave = new Button(texts.of("question.no"));
        leave.setOnAction(_ -> cancel.run());
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                cancel.run();
            }
        });
        var buttons = new HBox(done, leave, drop);
        buttons.getStyleClass().add("code-row");
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        getStyleClass().addAll("zone", "zone-editor");
        getChildren().addAll(new Named(texts.of("zone.name"), name), new Named(texts.of("zone.entry"), entries),
                new Named(texts.of("zone.modes"), watched),
                new Named(texts.of("zone.sensors"), all), pair, problem, buttons);
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                name.requestFocus();
            }
        });
    }

    /// Whether it was opened for that zone as it is.
    boolean edits(AlarmZone zone) {
        return before.equals(zone);
    }

    private void save(Ui ui, boolean pair, Consumer<AlarmZone> save) {
        var wanted = name.getText().strip();
        boolean taken = ui.house().home().alarm().zones().stream()
                .anyMatch(z -> z.name().equals(wanted) && !z.name().equals(before.name()));
        if (wanted.isEmpty() || wanted.length() > 64) {
            problem.setText(ui.texts().of("zone.name.length"));
        } else if (taken) {
            problem.setText(ui.texts().of("zone.name.taken"));
        } else {
            save.accept(new AlarmZone(wanted, sensors, modes, entry, pair));
        }
    }

    private static <T> CheckBox choice(String id, String words, Set<T> chosen, T one) {
        var box = new CheckBox(words);
        box.setId(id);
        box.setSelected(chosen.contains(one));
        box.selectedProperty().subscribe(yes -> {
            if (yes) {
                chosen.add(one);
            } else {
                chosen.remove(one);
            }
        });
        return box;
    }
}
