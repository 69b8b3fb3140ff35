package hearth.ui.automation;

import hearth.ui.Choice;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/// Something of a rule that is filled in: empty while it makes no sense. FX thread.
interface Part<T> {

    Optional<T> value();

    List<Node> nodes();

    /// One of some things, by name.
    static <T> ComboBox<T> choice(String what, List<T> all, Function<T, String> words, @Nullable T chosen, Runnable changed) {
        var box = new Choice<>(what, all, words);
        box.setPromptText(what);
        box.setButtonCell(new Shown<>(what, words));
        box.setVisibleRowCount(12);
        if (chosen != null) {
            box.setValue(chosen);
        }
        box.valueProperty().addListener((_, _, _) -> changed.run());
        return box;
    }

    /// What is chosen, or what there is to choose.
    final class Shown<T> extends ListCell<T> {

        private final String what;
        private final Function<T, String> words;

        Shown(String what, Function<T, String> words) {
            this.what = what;
            this.words = words;
        }

        @Override protected void updateItem(@Nullable T one, boolean empty) {
            super.updateItem(one, empty);
            setText(one == null || empty ? what : words.apply(one));
        }
    }

    static TextField text(String what, String value, int columns, Runnable changed) {
        var field = new TextField(value);
        field.setAccessibleText(what);
        field.setPromptText(what);
        field.setPrefColumnCount(columns);
        field.setMaxWidth(Double.NEGATIVE_INFINITY);
        field.textProperty().addListener((_, _, _) -> changed.run());
        return field;
    }

    static Label word(String words) {
        var label = new Label(words);
        label.getStyleClass().add("rule-word");
        label.setMinWidth(Double.NEGATIVE_INFINITY);
        return label;
    }
}
