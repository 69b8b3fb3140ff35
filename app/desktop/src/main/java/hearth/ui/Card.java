package hearth.ui;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A titled surface on a page. FX thread.
public final class Card extends VBox {

    private final HBox head = new HBox();
    private final Label name = new Label();
    private final Texts texts;

    public Card(Texts texts, String title, Node... content) {
        this.texts = texts;
        title(title);
        name.getStyleClass().add("card-title");
        name.setMinWidth(0);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        head.getChildren().addAll(name, space);
        head.getStyleClass().add("card-head");
        head.setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("card");
        getChildren().add(head);
        getChildren().addAll(content);
    }

    public void title(String words) {
        name.setText(words.toUpperCase(texts.locale()));
    }

    /// Puts small controls at the right of the title.
    public Card beside(Node... controls) {
        head.getChildren().addAll(controls);
        return this;
    }
}
