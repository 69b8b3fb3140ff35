package hearth.ui.broker;

import hearth.ui.CopyButton;
import hearth.ui.Paragraph;
import hearth.ui.Texts;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// What details are about, to be copied; or that nothing is chosen. FX thread.
final class Heading extends HBox {

    private final Label name = new Paragraph("", "mono", "strong");
    private final CopyButton copy;

    /// @param what names what is copied
    Heading(Texts texts, String what, Supplier<String> text) {
        name.setMaxWidth(Double.MAX_VALUE);
        setHgrow(name, Priority.ALWAYS);
        copy = new CopyButton(texts, what, text);
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(name, copy);
    }

    void show(String words, boolean chosen) {
        name.setText(words);
        copy.setVisible(chosen);
    }
}
