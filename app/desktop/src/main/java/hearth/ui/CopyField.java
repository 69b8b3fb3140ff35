package hearth.ui;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A named text to be typed in elsewhere, with a button that copies it. FX thread.
public final class CopyField extends HBox {

    /// @param id of the text's node
    public CopyField(Texts texts, String name, String text, String id) {
        var label = new Label(name);
        label.getStyleClass().add("pair-name");
        var value = new Label(text);
        value.setId(id);
        value.getStyleClass().addAll("mono", "pair-value");
        value.setMinWidth(0);
        value.setMaxWidth(Double.MAX_VALUE);
        setHgrow(value, Priority.ALWAYS);
        getChildren().addAll(label, value, new CopyButton(texts, name, () -> text));
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("pair-field");
    }
}
