package hearth.ui.home;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

/// A name that can be typed over where it stands: Enter keeps the new one, Escape the old. FX thread.
final class InlineName extends StackPane {

    private static final int LONGEST = 64;

    private final Label label = new Label();
    private final Consumer<String> renamed;

    InlineName(String styleClass, Consumer<String> renamed) {
        this.renamed = renamed;
        label.getStyleClass().add(styleClass);
        label.textTruncatedProperty().subscribe(cut -> label.setTooltip(cut ? new Tooltip(label.getText()) : null));
        getStyleClass().add("inline-name");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().add(label);
    }

    void show(String name) {
        label.setText(name);
    }

    String name() {
        return label.getText();
    }

    /// Lets the user type; `start` is what stands there first.
    void begin(String start) {
        var field = new TextField(start);
        field.setAccessibleText(label.getText());
        field.getStyleClass().add("inline-field");
        getChildren().setAll(field);
        field.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                end(field, key.getCode() == KeyCode.ENTER);
            }
        });
        field.focusedProperty().subscribe((_, focused) -> {
            if (!focused) {
                end(field, true);
            }
        });
        field.requestFocus();
        field.selectAll();
    }

    private void end(TextField field, boolean keep) {
        if (getChildren().contains(field)) {
            boolean hadFocus = field.isFocused();
            getChildren().setAll(label);
            var typed = field.getText().strip();
            if (keep && !typed.isEmpty() && !typed.equals(label.getText())) {
                renamed.accept(typed.substring(0, Math.min(LONGEST, typed.length())));
            }
            if (hadFocus && getParent() != null) {
                back();
            }
        }
    }

    private void back() {
        for (var node = getParent(); node != null; node = node.getParent()) {
            if (node.isFocusTraversable()) {
                node.requestFocus();
                return;
            }
        }
    }
}
