package hearth.ui.home;

import hearth.home.Scene;
import hearth.hub.Event;
import hearth.hub.Origin;
import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Ui;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The scenes, one click each. FX thread.
final class SceneBar extends VBox {

    private final Ui ui;
    private final FlowPane buttons = new FlowPane();

    SceneBar(Ui ui) {
        this.ui = ui;
        var title = new Label(ui.texts().of("scenes.title"));
        title.getStyleClass().add("room-name");
        var hint = new Label(ui.texts().of("scenes.hint"));
        hint.getStyleClass().add("faint");
        var head = new HBox(title, hint);
        head.setAlignment(Pos.BASELINE_LEFT);
        head.getStyleClass().add("scene-head");
        buttons.getStyleClass().add("scene-bar");
        setMinHeight(USE_PREF_SIZE);
        getStyleClass().add("scenes");
        getChildren().addAll(head, buttons);
        ui.show(this, house -> house.home().automations().scenes(), this::show);
    }

    private void show(List<Scene> scenes) {
        setVisible(!scenes.isEmpty());
        setManaged(!scenes.isEmpty());
        buttons.getChildren().setAll(scenes.stream().map(scene -> {
            var button = new Button(ui.texts().plain(scene.name()), new IconView(Icon.SCENE));
            button.setId("scene-" + scene.id());
            button.setOnAction(_ -> ui.submit().accept(new Event.ScenePlayed(scene.id(), new Origin.Scene(scene.id()))));
            return button;
        }).toList());
    }
}
