package hearth.ui.security;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// A control below what it is called. FX thread.
final class Named extends VBox {

    Named(String name, Node control) {
        var label = new Label(name);
        label.getStyleClass().add("quiet");
        getChildren().addAll(label, control);
        getStyleClass().add("zone-row");
    }
}
