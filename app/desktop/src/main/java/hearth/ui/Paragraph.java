package hearth.ui;

import javafx.scene.Node;
import javafx.scene.control.Label;

/// Words that are shown whole, however many lines they take. FX thread.
public final class Paragraph extends Label {

    public Paragraph(String words, String... styles) {
        super(words);
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
        getStyleClass().addAll(styles);
    }

    public Paragraph(String words, Node graphic, String... styles) {
        this(words, styles);
        setGraphic(graphic);
    }
}
