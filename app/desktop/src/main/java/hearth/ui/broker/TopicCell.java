package hearth.ui.broker;

import hearth.hub.TopicSeen;
import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.time.Instant;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TreeCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// One line of the topic tree: name, last value, whether it is kept, how often, how long ago. FX thread.
final class TopicCell extends TreeCell<Topic> {

    private static final int PREVIEW = 80;
    /// A level's name is shortened only below this width.
    private static final double LEVEL = 160;

    private final Ui ui;
    private final Texts texts;
    private final Label level = new Label();
    private final Label value = new Label();
    private final IconView kept = new IconView(Icon.PIN, "kept");
    private final Label count = new Label();
    private final Label age = new Label();
    private final HBox row = new HBox(level, value, kept, count, age);

    /// @param beat changes when what is shown may be out of date
    TopicCell(Ui ui, ObservableValue<?> beat) {
        this.ui = ui;
        this.texts = ui.texts();
        level.getStyleClass().add("topic-level");
        value.setMinWidth(0);
        value.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(value, Priority.ALWAYS);
        count.getStyleClass().add("topic-count");
        count.setMinWidth(USE_PREF_SIZE);
        kept.setMinWidth(USE_PREF_SIZE);
        age.getStyleClass().add("topic-age");
        age.setMinWidth(USE_PREF_SIZE);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("topic-row");
        setPrefWidth(0); // as wide as the tree, not as its text
        beat.subscribe(_ -> shown());
    }

    @Override protected void updateItem(@Nullable Topic topic, boolean empty) {
        super.updateItem(topic, empty);
        shown();
    }

    private void shown() {
        var topic = getItem();
        if (isEmpty() || topic == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        level.setText(topic.level().isEmpty() ? texts.of("topic.empty") : texts.plain(topic.level()));
        level.setMinWidth(Math.min(level.prefWidth(-1), LEVEL));
        var seen = topic.seen();
        value.getStyleClass().setAll("label", seen.isPresent() ? "topic-value" : "topic-below");
        value.setText(seen.map(this::preview).orElse(texts.of("topic.below", topic.topics())));
        kept.setVisible(seen.filter(TopicSeen::retained).isPresent());
        count.setText(seen.map(s -> "×" + s.count()).orElse(""));
        age.setText(seen.map(s -> texts.age(s.at(), now())).orElse(""));
        setGraphic(row);
        setAccessibleText(level.getText() + ": " + value.getText() + (kept.isVisible() ? ", " + texts.of("topic.kept") : "")
                + seen.map(s -> ", " + age.getText()).orElse(""));
    }

    private String preview(TopicSeen seen) {
        if (seen.size() == 0) {
            return texts.of("topic.nothing");
        }
        return PayloadText.of(seen.payload().first(4 * PREVIEW)).map(text -> texts.plain(text, PREVIEW))
                .orElseGet(() -> texts.of("topic.binary", TopicDetails.size(texts, seen.size())));
    }

    private Instant now() {
        return ui.clock().instant();
    }
}
