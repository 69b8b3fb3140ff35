package hearth.ui;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Scrolls the cards of a page below its header; takes the height that is left. FX thread.
public final class PageScroll extends ScrollPane {

    public PageScroll(Node content) {
        super(content);
        setFitToWidth(true);
        getStyleClass().add("page-scroll");
        VBox.setVgrow(this, Priority.ALWAYS);
    }
}
