package hearth.ui.device;

import hearth.device.Payload;
import hearth.hub.DeviceState;
import hearth.hub.SeenMessage;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.IconView;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The last messages from and to a device; a click copies the payload. FX thread.
final class MessagesCard extends VBox {

    private final Texts texts;
    private final VBox lines = new VBox();
    private final List<Line> pool = new ArrayList<>();
    private final Label nothing;

    MessagesCard(Ui ui) {
        texts = ui.texts();
        nothing = new Label(texts.of("messages.none"));
        nothing.setWrapText(true);
        nothing.getStyleClass().add("quiet");
        lines.getStyleClass().add("messages");
        getChildren().add(new Card(texts, texts.of("messages.title"), nothing, lines));
    }

    void show(DeviceState device) {
        var newest = device.messages().list();
        while (pool.size() < newest.size()) {
            pool.add(new Line());
        }
        for (int i = 0; i < newest.size(); i++) {
            pool.get(i).show(newest.get(i));
        }
        if (lines.getChildren().size() != newest.size()) {
            lines.getChildren().setAll(pool.subList(0, newest.size()));
        }
        nothing.setVisible(newest.isEmpty());
        nothing.setManaged(newest.isEmpty());
    }

    private final class Line extends Button {

        private final Label time = new Label();
        private final IconView direction = new IconView(Icon.DOWN);
        private final Label said = new Label();
        private final Label how = new Label();
        private Payload payload = Payload.EMPTY;

        Line() {
            time.getStyleClass().add("message-time");
            time.setMinWidth(USE_PREF_SIZE);
            said.getStyleClass().add("mono");
            said.setMinWidth(0);
            said.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(said, Priority.ALWAYS);
            how.getStyleClass().add("message-time");
            how.setMinWidth(USE_PREF_SIZE);
            var row = new HBox(time, direction, said, how);
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("message-row");
            row.prefWidthProperty().bind(widthProperty().subtract(10));
            setGraphic(row);
            setMaxWidth(Double.MAX_VALUE);
            setPrefWidth(0);
            getStyleClass().setAll("message");
            setOnAction(_ -> {
                Clipboard.getSystemClipboard()
                        .setContent(Map.of(DataFormat.PLAIN_TEXT, payload.text().orElseGet(() -> payload.shown(512))));
                how.setText(texts.of("messages.copied"));
            });
        }

        void show(SeenMessage seen) {
            payload = seen.payload();
            time.setText(texts.exactTime(seen.at()));
            direction.show(seen.sent() ? Icon.UP : Icon.DOWN);
            direction.getStyleClass().setAll("icon", seen.sent() ? "tone-blue" : "tone-green");
            said.setText(texts.plain(seen.topic(), 120) + " "
                    + payload.text().map(t -> texts.plain(t, 300)).orElseGet(() -> texts.of("messages.binary", seen.size())));
            how.setText(seen.retained() ? texts.of("messages.retained") : "QoS " + seen.qos());
            setAccessibleText(
                    time.getText() + ", " + texts.of(seen.sent() ? "messages.sent" : "messages.received") + ", " + said.getText() + ", "
                            + how.getText());
        }
    }
}
