package hearth.ui.automation;

import hearth.ui.Card;
import hearth.ui.PageScroll;
import hearth.ui.Place;
import hearth.ui.ScreenHeader;
import hearth.ui.Ui;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/// A page beside Automations: a card of its own, and the way back, which Escape is, too. FX thread.
abstract class SidePage extends VBox {

    private final Ui ui;
    private final Button back = new Button();

    SidePage(Ui ui) {
        this.ui = ui;
        getStyleClass().add("screen");
        back.setOnAction(_ -> leave());
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                leave();
                key.consume();
            }
        });
    }

    /// The button that leads back, still without words.
    final Button back() {
        return back;
    }

    final void leave() {
        ui.go().accept(new Place.Automations());
    }

    /// @param content below each other in the card
    final void fill(String title, Node... content) {
        var page = new VBox(new Card(ui.texts(), title, content));
        page.getStyleClass().add("cards");
        getChildren().addAll(new ScreenHeader(ui, title, back), new PageScroll(page));
    }
}
