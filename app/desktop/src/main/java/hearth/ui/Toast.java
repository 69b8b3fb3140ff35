package hearth.ui;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// One short message at the bottom with one thing to do about it, for ten seconds; it waits while it is pointed at or focused.
/// A newer one takes its place. FX thread.
public final class Toast extends HBox {

    private final Label words = new Label();
    private final Button action = new Button();
    private final PauseTransition going = new PauseTransition(Duration.seconds(10));

    public Toast() {
        getStyleClass().add("toast");
        setId("toast");
        setAlignment(Pos.CENTER_LEFT);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setAccessibleRole(AccessibleRole.TEXT);
        action.setId("toast-action");
        action.getStyleClass().add("toast-action");
        action.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(words, action);
        setVisible(false);
        going.setOnFinished(_ -> setVisible(false));
        hoverProperty().or(action.focusedProperty()).subscribe(waits -> {
            if (waits) {
                going.pause();
            } else if (isVisible()) {
                going.playFromStart();
            }
        });
        sceneProperty().subscribe(scene -> {
            if (scene == null) {
                going.stop();
                setVisible(false);
            }
        });
    }

    /// Does what it offers, while it is there.
    void act() {
        if (isVisible()) {
            action.fire();
        }
    }

    public void say(String message, String actionWords, Runnable act) {
        words.setText(message);
        action.setText(actionWords);
        action.setOnAction(_ -> {
            setVisible(false);
            going.stop();
            act.run();
        });
        setVisible(true);
        going.playFromStart();
        setAccessibleText(message);
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }
}
