package hearth.ui;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// Dims the window and shows one thing above it: Escape and a click beside it close; the focus stays within and goes back
/// afterwards to where it was. FX thread.
public final class Scrim extends StackPane {

    private final Node content;
    private @Nullable Node before;

    public Scrim(Region content, Pos where, Runnable close) {
        this.content = content;
        content.setMaxHeight(USE_PREF_SIZE);
        content.setMaxWidth(USE_PREF_SIZE);
        setAlignment(content, where);
        getStyleClass().add("scrim");
        getChildren().add(content);
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                close.run();
            }
        });
        addEventHandler(MouseEvent.MOUSE_PRESSED, click -> {
            if (click.getTarget() == this) {
                close.run();
            }
        });
        ObservableValue<@Nullable Node> focus = sceneProperty().flatMap(Scene::focusOwnerProperty);
        focus.subscribe(this::keep);
        sceneProperty().subscribe((old, scene) -> {
            if (scene == null && before != null) {
                before.requestFocus();
            } else if (scene != null) {
                before = scene.getFocusOwner();
            }
        });
    }

    @Override public void requestFocus() {
        content.requestFocus();
    }

    private void keep(@Nullable Node owner) {
        if (owner != null && getScene() != null && !within(owner)) {
            content.requestFocus();
        }
    }

    private boolean within(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (n == content) {
                return true;
            }
        }
        return false;
    }
}
