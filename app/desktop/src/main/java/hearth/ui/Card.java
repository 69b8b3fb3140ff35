package hearth.ui;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// A titled surface on a page. FX thread.
public final class Card extends VBox {

    private final CardHead head = new CardHead();
    private final Texts texts;

    public Card(Texts texts, String title, Node... content) {
        this.texts = texts;
        title(title);
        getStyleClass().add("card");
        getChildren().add(head);
        getChildren().addAll(content);
    }

    public void title(String words) {
        head.title(words.toUpperCase(texts.locale()));
    }

    /// Puts small controls at the right of the title.
    public Card beside(Node... controls) {
        head.add(controls);
        return this;
    }
}
