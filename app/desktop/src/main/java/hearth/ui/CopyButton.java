package hearth.ui;

import hearth.icon.Icon;
import java.util.Map;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.util.Duration;

/// Puts a text on the clipboard and shows for a moment that it did. FX thread.
public final class CopyButton extends Button {

    /// @param what names what is copied, for screen readers
    public CopyButton(Texts texts, String what, Supplier<String> text) {
        var icon = new IconView(Icon.COPY);
        var moment = new PauseTransition(Duration.seconds(1.5));
        moment.setOnFinished(_ -> icon.show(Icon.COPY));
        setGraphic(icon);
        getStyleClass().add("icon-button");
        setAccessibleText(texts.of("copy.what", what));
        setOnAction(_ -> {
            Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text.get()));
            icon.show(Icon.CHECK);
            moment.playFromStart();
        });
    }
}
