package hearth.ui;

import javafx.geometry.Insets;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Scrolls the cards of a page below its header; takes the height that is left. It reaches into the page's edge, where its bar has air
/// between itself and the cards: these end where the header does, with a bar and without. FX thread.
public final class PageScroll extends ScrollPane {

    /// As wide as a bar and a little more.
    private static final double AIR = 16;
    private static final Insets BEYOND = new Insets(0, -AIR, 0, 0);

    public PageScroll(Region content) {
        super(content);
        content.prefWidthProperty().bind(widthProperty().map(width -> Math.max(0, width.doubleValue() - AIR)));
        getStyleClass().add("page-scroll");
        VBox.setVgrow(this, Priority.ALWAYS);
        VBox.setMargin(this, BEYOND);
        HBox.setMargin(this, BEYOND);
    }
}
