package hearth.ui;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What something is called, and below it what there is to say about it; takes the room that is left in its row. FX thread.
public final class Titled extends VBox {

    public Titled(String title, String words) {
        getChildren().addAll(new Paragraph(title, "state-title"), new Paragraph(words, "quiet"));
        setMinWidth(0);
        HBox.setHgrow(this, Priority.ALWAYS);
    }
}
