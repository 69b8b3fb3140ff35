package hearth.ui.broker;

import hearth.device.Message;
import hearth.hub.Event;
import hearth.hub.TopicSeen;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.CopyButton;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Question;
import hearth.ui.SenderWords;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.text.NumberFormat;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// All that is known of one topic, and what can be done with it. FX thread.
final class TopicDetails extends VBox {

    private final Ui ui;
    private final Texts texts;
    private final Heading heading;
    private final Label facts = new Paragraph("", "quiet");
    private final TextArea payload = new TextArea();
    private final Label cut = new Paragraph("", "quiet");
    private final Question question;
    private final FlowPane actions = new FlowPane();
    private final Button clear;
    private @Nullable Topic topic;
    private @Nullable TopicSeen shown;

    TopicDetails(Ui ui, Consumer<String> use) {
        this.ui = ui;
        this.texts = ui.texts();
        question = new Question(texts);
        heading = new Heading(texts, texts.of("topic.topic"), this::path);
        payload.setEditable(false);
        payload.setWrapText(true);
        payload.setPrefRowCount(8);
        payload.setId("topic-payload");
        payload.getStyleClass().add("mono");
        payload.setAccessibleText(texts.of("topic.payload"));
        clear = button("topic.clear", Icon.REMOVE, () -> question.ask(texts.of("topic.clear.ask"), texts.of("topic.clear"),
                () -> ui.submit().accept(new Event.MessageWritten(Message.retained(path(), "")))));
        clear.setId("topic-clear");
        var useIt = button("topic.use", Icon.ADD, () -> use.accept(path()));
        useIt.setId("topic-use");
        var copy = new CopyButton(texts, texts.of("topic.payload"), payload::getText);
        copy.setText(texts.of("topic.copy"));
        copy.getStyleClass().setAll("button");
        actions.getChildren().addAll(useIt, copy, clear);
        actions.getStyleClass().add("actions");
        getStyleClass().add("topic-details");
        getChildren().add(new Card(texts, texts.of("topic.details"), heading, facts, payload, cut, actions, question));
        show(null);
    }

    private Button button(String key, Icon icon, Runnable act) {
        var button = new Button(texts.of(key), new IconView(icon));
        button.setOnAction(_ -> act.run());
        return button;
    }

    private String path() {
        return Optional.ofNullable(topic).map(Topic::path).orElse("");
    }

    /// Shows another topic, or none.
    void show(@Nullable Topic other) {
        if (other != topic) {
            question.close();
        }
        topic = other;
        shown = null;
        heading.show(other == null ? texts.of("topic.choose") : texts.plain(other.path(), 1_000), other != null);
        refresh();
    }

    /// Shows the newest message of the topic.
    void refresh() {
        var seen = Optional.ofNullable(topic).flatMap(Topic::seen);
        seen.ifPresentOrElse(this::message, () -> {
            facts.setText(topic == null ? texts.of("topic.choose.words") : texts.of("topic.below", topic.topics()));
            payload.clear();
            cut.setText("");
        });
        payload.setVisible(seen.isPresent());
        payload.setManaged(seen.isPresent());
        cut.setManaged(!cut.getText().isEmpty());
        actions.setVisible(seen.isPresent());
        actions.setManaged(seen.isPresent());
        clear.setDisable(seen.filter(TopicSeen::retained).isEmpty());
    }

    private void message(TopicSeen seen) {
        facts.setText(
                texts.of("topic.facts", texts.of(seen.retained() ? "topic.kept" : "topic.passing"), seen.qos(), size(texts, seen.size()),
                        texts.timeWithSeconds(seen.at()), texts.age(seen.at(), ui.clock().instant()), seen.count())
                        + "\n" + texts.of("topic.sender", SenderWords.on(ui, path())));
        if (shown != null && shown.payload().equals(seen.payload()) && shown.size() == seen.size()) {
            return; // the caret and a selection stay
        }
        shown = seen;
        boolean whole = seen.payload().size() == seen.size();
        cut.setText(whole ? "" : texts.of("topic.cut", size(texts, seen.payload().size()), size(texts, seen.size())));
        payload.setText(seen.size() == 0 ? texts.of("topic.nothing")
                : PayloadText.of(seen.payload()).map(text -> texts.block(whole ? PayloadText.pretty(text) : text))
                        .orElseGet(() -> texts.of("topic.binary", size(texts, seen.size()))));
    }

    /// `62 bytes`, `4 kB`, `1.4 MB`.
    static String size(Texts texts, int bytes) {
        var format = NumberFormat.getNumberInstance(texts.locale());
        format.setMaximumFractionDigits(1);
        return bytes < 1_000 ? texts.of("size.bytes", bytes)
                : bytes < 1_000_000 ? texts.of("size.kb", format.format(bytes / 1_000.0)) : texts.of("size.mb", format.format(bytes / 1e6));
    }
}
