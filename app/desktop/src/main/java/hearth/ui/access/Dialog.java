package hearth.ui.access;

import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Texts;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A titled surface above the page with its actions below; what does not fit between them scrolls. FX thread.
final class Dialog extends VBox {

    private final Label title = new Label();
    private final ScrollPane middle = new ScrollPane();
    private final HBox foot = new HBox();

    Dialog(Texts texts, Runnable close) {
        title.getStyleClass().add("add-title");
        title.setMinWidth(0);
        var leave = new Button(texts.of("add.close"), new IconView(Icon.CLOSE));
        leave.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        leave.getStyleClass().add("add-small");
        leave.setOnAction(_ -> close.run());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var head = new HBox(title, space, leave);
        head.getStyleClass().add("add-head");
        head.setAlignment(Pos.CENTER_LEFT);
        middle.setFitToWidth(true);
        middle.getStyleClass().add("add-scroll");
        VBox.setVgrow(middle, Priority.ALWAYS);
        foot.getStyleClass().addAll("add-foot", "actions");
        setAccessibleRole(AccessibleRole.DIALOG);
        getStyleClass().add("add");
        getChildren().addAll(head, middle, foot);
    }

    /// @param actions the last one is what the dialog is for
    void show(String words, Region content, Node... actions) {
        title.setText(words);
        setAccessibleText(words);
        content.getStyleClass().add("add-page");
        middle.setContent(content);
        middle.applyCss(); // a scroll pane holds its content only once it is styled
        foot.getChildren().setAll(actions);
    }

    static Button done(String words, String id, Runnable act) {
        var done = new Button(words, new IconView(Icon.CHECK));
        done.setId(id);
        done.getStyleClass().add("add-done");
        done.setMinWidth(USE_PREF_SIZE);
        done.setOnAction(_ -> act.run());
        return done;
    }
}
