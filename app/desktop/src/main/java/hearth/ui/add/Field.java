package hearth.ui.add;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;

/// A thing to fill in, and the place below it for what is wrong with it. FX thread.
record Field(VBox node, Node control, Supplier<String> value, Label error) {

    static Field of(String words, Node control, Supplier<String> value) {
        var label = new Label(words);
        label.getStyleClass().add("add-label");
        if (control instanceof TextField) {
            label.setLabelFor(control);
        }
        var error = new Label();
        error.getStyleClass().add("add-error");
        error.setWrapText(true);
        error.setVisible(false);
        error.managedProperty().bind(error.visibleProperty());
        var node = new VBox(label, control, error);
        node.getStyleClass().add("add-field");
        return new Field(node, control, value, error);
    }

    /// One of some choices; a second click does not choose nothing.
    static ToggleButton chip(String words, String what) {
        var chip = new ToggleButton(words);
        chip.getStyleClass().setAll("add-chip");
        chip.setAccessibleText(what + ": " + words);
        chip.setOnAction(_ -> chip.setSelected(true));
        return chip;
    }

    boolean fails(Optional<String> words) {
        error.setText(words.orElse(""));
        error.setVisible(words.isPresent());
        return words.isPresent();
    }
}
