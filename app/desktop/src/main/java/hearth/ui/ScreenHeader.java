package hearth.ui;

import hearth.icon.Icon;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The top of every screen: title and subtitle, the way to the search, then the screen's own buttons. FX thread.
public final class ScreenHeader extends HBox {

    private final Label title = new Label();
    private final Label subtitle = new Label();
    private final HBox actions = new HBox();

    public ScreenHeader(Ui ui, String title, Node... actions) {
        getStyleClass().add("screen-header");
        setAlignment(Pos.CENTER_LEFT);
        this.title.getStyleClass().add("screen-title");
        this.title.setMinWidth(60);
        title(title);
        subtitle.getStyleClass().add("screen-subtitle");
        subtitle.managedProperty().bind(subtitle.textProperty().isNotEmpty());
        this.actions.getStyleClass().add("screen-actions");
        this.actions.setMinWidth(USE_PREF_SIZE);
        actions(actions);
        var space = new Region();
        setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(new VBox(this.title, subtitle), space, search(ui), this.actions);
    }

    public void title(String text) {
        title.setText(text);
    }

    public void subtitle(String text) {
        subtitle.setText(text);
    }

    /// What stands before the title, such as a device's icon.
    public void lead(Node node) {
        getChildren().addFirst(node);
    }

    public void actions(Node... buttons) {
        actions.getChildren().setAll(buttons);
        actions.setManaged(buttons.length > 0);
    }

    private static Button search(Ui ui) {
        var hint = new Label(ui.texts().of("search.key"));
        hint.getStyleClass().add("key-hint");
        hint.setMinWidth(USE_PREF_SIZE);
        var prompt = new Label(ui.texts().of("search.prompt"), new IconView(Icon.SEARCH));
        prompt.getStyleClass().add("search-prompt");
        prompt.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(prompt, Priority.ALWAYS);
        var content = new HBox(prompt, hint);
        content.getStyleClass().add("search-content");
        content.setAlignment(Pos.CENTER_LEFT);
        var search = new Button();
        search.setGraphic(content);
        search.setId("search");
        search.getStyleClass().add("search-box");
        search.setAccessibleText(ui.texts().of("search.prompt"));
        search.setOnAction(_ -> ui.go().accept(new Place.Search()));
        content.prefWidthProperty().bind(search.widthProperty().subtract(26));
        return search;
    }
}
