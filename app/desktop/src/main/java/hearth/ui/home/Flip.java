package hearth.ui.home;

import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// A switch that shows what the device says, not that it was pressed. FX thread.
final class Flip extends Button {

    private boolean on;

    Flip(Runnable press) {
        var knob = new Region();
        knob.getStyleClass().add("knob");
        var track = new StackPane(knob);
        track.getStyleClass().add("track");
        setGraphic(track);
        getStyleClass().add("flip");
        setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
        setOnAction(_ -> press.run());
    }

    void show(boolean isOn) {
        if (isOn != on) {
            on = isOn;
            notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTED);
        }
    }

    @Override public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, @Nullable Object... parameters) {
        return attribute == AccessibleAttribute.SELECTED ? on : super.queryAccessibleAttribute(attribute, parameters);
    }
}
