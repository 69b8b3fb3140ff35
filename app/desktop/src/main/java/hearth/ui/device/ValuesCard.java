package hearth.ui.device;

import hearth.device.Property;
import hearth.hub.DeviceState;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.DeviceWords;
import hearth.ui.IconView;
import hearth.ui.Names;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What a device says that cannot be set. FX thread.
final class ValuesCard extends VBox {

    private static final int GLANCE = 24;

    private final Texts texts;
    private final Map<Property, Row> rows = new LinkedHashMap<>();

    ValuesCard(Ui ui, Names names, List<Property> properties) {
        texts = ui.texts();
        properties.forEach(p -> rows.put(p, new Row(names.of(p))));
        var all = new VBox();
        all.getChildren().setAll(rows.values());
        getChildren().add(new Card(texts, texts.of("values.title"), all));
    }

    void show(DeviceState device, Instant now) {
        var words = new DeviceWords(device, texts);
        rows.forEach((property, row) -> {
            var state = device.state(property.ref());
            row.value.setText(state.value().map(v -> words.value(property, v)).orElse("–"));
            fit(row.value);
            row.note.setText(state.unreadable().map(said -> texts.of("values.unreadable", texts.plain(said)))
                    .or(() -> state.at().map(at -> texts.age(at, now))).orElse(texts.of("outcome.waiting")));
            row.warning.setVisible(state.unreadable().isPresent());
        });
    }

    /// A value is shown whole, but for one that is no value to be read at a glance: that takes what room there is.
    static void fit(Label value) {
        value.setMinWidth(value.getText().length() <= GLANCE ? USE_PREF_SIZE : 0);
    }

    private static final class Row extends HBox {

        private final Label value = new Label();
        private final Label note = new Label();
        private final IconView warning = new IconView(Icon.WARNING, "tone-amber");

        Row(String name) {
            var title = new Label(name);
            title.setMinWidth(0);
            title.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(title, Priority.ALWAYS);
            value.getStyleClass().add("value-number");
            note.getStyleClass().addAll("faint", "value-note");
            setAlignment(Pos.CENTER_LEFT);
            getStyleClass().add("value-row");
            getChildren().addAll(title, warning, value, note);
        }
    }
}
