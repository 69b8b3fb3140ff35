package hearth.ui.home;

import hearth.hub.DeviceState.Condition;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Place;
import hearth.ui.ScreenHeader;
import hearth.ui.Ui;
import java.time.Instant;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The rooms and what is in them, and above them the house in short. FX thread.
public final class HomeScreen extends VBox {

    private final Ui ui;
    private final Board board;
    private final Button edit;
    private final Button add;
    private final Button undo;
    private final Button done;

    public HomeScreen(Ui ui) {
        this.ui = ui;
        getStyleClass().add("screen");
        edit = button("edit", "home.edit", Icon.EDIT, () -> editing(true));
        add = button("add-device", "home.add", Icon.ADD, () -> ui.go().accept(new Place.AddDevice(Optional.empty())));
        add.getStyleClass().add("accent");
        undo = button("undo", "edit.undo", Icon.UNDO, () -> ui.submit().accept(new Event.EditUndone()));
        done = button("done", "edit.done", Icon.CHECK, () -> editing(false));
        done.getStyleClass().add("accent");
        var view = new ScrollPane();
        view.getStyleClass().addAll("edge-to-edge", "board-view");
        view.setFocusTraversable(false);
        setVgrow(view, Priority.ALWAYS);
        board = new Board(ui, view);
        var header = new ScreenHeader(ui, ui.texts().of("rail.home"), edit, add);
        ui.showTime(this, now -> header.subtitle(subtitle(now)));
        board.editing().subscribe(on -> {
            header.actions(on ? new Node[]{undo, done} : new Node[]{edit, add});
            header.subtitle(subtitle(ui.clock().instant()));
        });
        ui.show(undo, house -> house.undo().isEmpty(), undo::setDisable);
        var summary = new Summary(ui);
        var welcome = new Welcome(ui);
        var simulated = new SimulatedBar(ui);
        ui.show(this, HomeScreen::firstRun, first -> {
            only(welcome, first);
            only(summary, !first);
        });
        ui.show(this, house -> house.settings().demo(), demo -> only(simulated, demo));
        var scenes = new SceneBar(ui);
        scenes.managedProperty().subscribe(below -> setMargin(view, new Insets(-Board.EDGE.getTop(), -Board.EDGE.getRight(),
                below ? 0 : -Board.EDGE.getBottom(), -Board.EDGE.getLeft())));
        getChildren().addAll(header, simulated, welcome, summary, view, scenes);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private String subtitle(Instant now) {
        return board.editing().get() ? ui.texts().of("edit.hint") : ui.texts().day(now) + " · " + ui.texts().time(now);
    }

    /// Nothing in the house has ever said anything.
    private static boolean firstRun(HubState house) {
        return !house.settings().demo() && house.housed().stream().allMatch(d -> d.condition() == Condition.WAITING);
    }

    private void editing(boolean on) {
        board.editing().set(on);
        (on ? done : edit).requestFocus();
    }

    private void key(KeyEvent key) {
        if (board.editing().get() && key.getCode() == KeyCode.ESCAPE) {
            editing(false);
            key.consume();
        } else if (board.editing().get() && key.getCode() == KeyCode.Z && key.isShortcutDown()) {
            ui.submit().accept(new Event.EditUndone());
            key.consume();
        }
    }

    private Button button(String id, String key, Icon icon, Runnable action) {
        var button = new Button(ui.texts().of(key), new IconView(icon));
        button.setId(id);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static void only(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
