package hearth.ui.broker;

import hearth.device.Message;
import hearth.device.Payload;
import hearth.hub.BrokerLink;
import hearth.hub.Event;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Segments;
import hearth.ui.Ui;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// Writes one message to any topic. FX thread.
final class PublishCard extends VBox {

    private static final int LONGEST = 65_535;

    private final Ui ui;
    private final TextField topic = new TextField();
    private final TextArea payload = new TextArea();
    private final CheckBox retain;
    private final Button send;
    private final Label problem = new Paragraph("", "problem");
    private int qos = 1;

    PublishCard(Ui ui) {
        this.ui = ui;
        var texts = ui.texts();
        topic.setId("publish-topic");
        topic.setPromptText(texts.of("topic.topic"));
        topic.setAccessibleText(texts.of("topic.topic"));
        topic.getStyleClass().add("mono");
        payload.setId("publish-payload");
        payload.setPromptText(texts.of("topic.payload"));
        payload.setAccessibleText(texts.of("topic.payload"));
        payload.getStyleClass().add("mono");
        payload.setPrefRowCount(2);
        payload.setWrapText(true);
        payload.addEventFilter(KeyEvent.KEY_PRESSED, this::walk);
        retain = new CheckBox(texts.of("publish.retain"));
        retain.setId("publish-retain");
        var quality = new Segments<>("QoS", List.of(0, 1, 2), q -> "QoS " + q, q -> qos = q);
        quality.show(qos);
        send = new Button(texts.of("publish.send"), new IconView(Icon.SEND));
        send.setId("publish-send");
        send.getStyleClass().add("accent");
        send.setOnAction(_ -> send());
        var line = new FlowPane(quality, retain, send);
        line.getStyleClass().add("actions");
        line.setRowValignment(javafx.geometry.VPos.CENTER);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(new Card(texts, texts.of("publish.title"), topic, payload, line, problem));
        topic.textProperty().subscribe(_ -> judge());
        ui.show(this, h -> h.link() instanceof BrokerLink.Up, _ -> judge());
    }

    /// Proposes a topic while the user has not begun to write one.
    void propose(String path) {
        if (payload.getText().isEmpty() && !topic.isFocused()) {
            topic.setText(path);
        }
    }

    /// Tab goes on, as everywhere: who has only the keyboard would be caught in a field that takes it for a character.
    private void walk(KeyEvent key) {
        if (key.getCode() == KeyCode.TAB && !key.isShortcutDown()) {
            key.consume();
            payload.requestFocusTraversal(key.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
        }
    }

    private void judge() {
        var name = topic.getText();
        boolean wrong = name.indexOf('+') >= 0 || name.indexOf('#') >= 0 || name.indexOf('\0') >= 0
                || name.getBytes(StandardCharsets.UTF_8).length > LONGEST;
        boolean up = ui.house().link() instanceof BrokerLink.Up;
        problem.setText(wrong ? ui.texts().of("publish.wrong") : up ? "" : ui.texts().of("publish.away"));
        problem.setManaged(!problem.getText().isEmpty());
        send.setDisable(wrong || !up || name.isEmpty());
    }

    private void send() {
        ui.submit().accept(new Event.MessageWritten(new Message(topic.getText(), Payload.of(payload.getText()), qos, retain.isSelected())));
    }
}
