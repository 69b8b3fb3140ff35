package hearth.ui.automation;

import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.PageScroll;
import hearth.ui.Paragraph;
import hearth.ui.Place;
import hearth.ui.ScreenHeader;
import hearth.ui.Ui;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/// The page on which one scene or rule is put together: name above, then its cards; Save does it, Escape leaves it. FX thread.
abstract class Editor extends VBox {

    final Ui ui;
    final Fields fields;
    final TextField name = new TextField();
    private final VBox page = new VBox();
    private final Label preview = new Paragraph("", "rule-preview");
    private final Button save;
    private final ScrollPane scroll = new PageScroll(page);

    Editor(Ui ui, String title, String first) {
        this.ui = ui;
        fields = new Fields(ui.house(), ui.texts(), this::changed);
        getStyleClass().add("screen");
        save = new Button(ui.texts().of("rule.save"), new IconView(Icon.CHECK));
        save.setId("rule-save");
        save.getStyleClass().add("accent");
        save.setOnAction(_ -> save());
        var cancel = new Button(ui.texts().of("rule.cancel"));
        cancel.setId("rule-cancel");
        cancel.setOnAction(_ -> leave());
        name.setId("rule-name");
        name.setText(first);
        name.setPromptText(ui.texts().of("rule.name"));
        name.setAccessibleText(ui.texts().of("rule.name"));
        name.setMaxWidth(420);
        name.textProperty().addListener((_, _, _) -> changed());
        preview.setId("rule-preview");
        page.getStyleClass().add("cards");
        getChildren().addAll(new ScreenHeader(ui, title, cancel, save), name, preview, scroll);
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                leave();
                key.consume();
            } else if (key.getCode() == KeyCode.S && key.isShortcutDown()) {
                save();
                key.consume();
            }
        });
    }

    final void cards(List<? extends Node> cards) {
        page.getChildren().setAll(cards);
        changed();
    }

    /// What stands here, as a change of the house; empty while it makes no sense.
    abstract Optional<HomeEdit> edited();

    /// What it says in words; empty while it makes no sense.
    abstract Optional<String> words();

    /// Where one comes from, and goes back to.
    Place back() {
        return new Place.Automations();
    }

    /// What is missing, in a sentence.
    abstract String missing();

    final boolean named() {
        return !name.getText().isBlank() && name.getText().strip().length() <= 64;
    }

    private void changed() {
        if (page.getChildren().isEmpty()) {
            return;
        }
        var said = words();
        preview.setText(said.orElseGet(this::missing));
        save.setDisable(said.isEmpty() || !named());
    }

    private void save() {
        edited().filter(_ -> named()).ifPresent(edit -> {
            ui.submit().accept(new Event.HomeEdited(edit));
            leave();
        });
    }

    private void leave() {
        ui.go().accept(back());
    }
}
