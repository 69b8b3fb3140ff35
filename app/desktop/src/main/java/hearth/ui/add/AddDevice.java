package hearth.ui.add;

import hearth.device.DeviceId;
import hearth.home.Device;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.Newcomer;
import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Toast;
import hearth.ui.Ui;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Makes a device of a topic in three steps: which topic, what it is, its name and room; or lets a new one in. Escape closes. FX thread.
public final class AddDevice extends VBox {

    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");

    private final Ui ui;
    private final Toast toast;
    private final Runnable close;
    private final Label title = new Label();
    private final Label about = new Label();
    private final Button back;
    private final HBox progress = new HBox();
    private final HBox foot = new HBox();

    /// @param topic where it is known already: the first step is left out
    /// @param toast says what was added, and takes it back
    /// @param close takes this dialog away
    public AddDevice(Ui ui, Optional<String> topic, Toast toast, Runnable close) {
        this(ui, toast, close);
        topic.filter(t -> Topics.wrong(t).isEmpty()).ifPresentOrElse(this::chooseKind, this::chooseTopic);
    }

    /// Begins with the last step, for a device that announced itself.
    public AddDevice(Ui ui, Newcomer newcomer, Toast toast, Runnable close) {
        this(ui, toast, close);
        name(newcomer);
    }

    private AddDevice(Ui ui, Toast toast, Runnable close) {
        this.ui = ui;
        this.toast = toast;
        this.close = close;
        setId("adding");
        getStyleClass().add("add");
        setAccessibleRole(AccessibleRole.DIALOG);
        title.getStyleClass().add("add-title");
        about.getStyleClass().add("add-about");
        back = small("add.back", Icon.LEFT);
        back.setId("add-back");
        back.managedProperty().bind(back.visibleProperty());
        var leave = small("add.close", Icon.CLOSE);
        leave.setOnAction(_ -> close.run());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var head = new HBox(back, title, space, leave);
        head.getStyleClass().add("add-head");
        head.setAlignment(Pos.CENTER_LEFT);
        for (int i = 0; i < 3; i++) {
            var bar = new Region();
            bar.getStyleClass().add("add-bar");
            HBox.setHgrow(bar, Priority.ALWAYS);
            progress.getChildren().add(bar);
        }
        progress.getStyleClass().add("add-progress");
        foot.getStyleClass().add("add-foot");
        foot.managedProperty().bind(foot.visibleProperty());
        getChildren().addAll(head, progress, about, new Region(), foot);
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                close.run();
            }
        });
        sceneProperty().addListener((_, _, scene) -> {
            if (scene == null && ui.house().access().pairing().isPresent()) {
                ui.submit().accept(new Event.PairingEnded());
            }
        });
    }

    /// Puts the focus where the step begins.
    @Override public void requestFocus() {
        step().requestFocus();
    }

    private Node step() {
        return getChildren().get(3);
    }

    private void chooseTopic() {
        show(1, "add.step.topic", "", new Start(ui, this::chooseKind, this::name), this::chooseTopic);
    }

    private void chooseKind(String topic) {
        show(2, "add.step.kind", ui.texts().plain(topic), new ChooseKind(ui, topic, kind -> name(kind, topic)), this::chooseTopic);
    }

    private void name(Newcomer newcomer) {
        var step = new NameNewcomer(ui, newcomer, name -> added(newcomer.device().id(), name));
        foot.getChildren().setAll(done(step::submit));
        var about = newcomer.state().binding().about();
        show(3, "add.step.name", ui.texts().plain((about.manufacturer() + " " + about.model()).strip()), step, this::chooseTopic);
    }

    private Button done(Runnable submit) {
        var done = new Button(ui.texts().of("add.add"), new IconView(Icon.ADD));
        done.setId("add-add");
        done.getStyleClass().add("add-done");
        done.setOnAction(_ -> submit.run());
        return done;
    }

    private void name(Kind kind, String topic) {
        var step = new NameAndPlace(ui, kind, topic, this::add);
        foot.getChildren().setAll(done(step::submit));
        show(3, "add.step.name", kind.profile().name(ui.texts().language()) + " · " + ui.texts().plain(topic), step,
                () -> chooseKind(topic));
    }

    private void show(int number, String key, String aboutWords, Region step, Runnable backwards) {
        title.setText(ui.texts().of(key));
        about.setText(aboutWords);
        about.setVisible(!aboutWords.isEmpty());
        about.setManaged(!aboutWords.isEmpty());
        setAccessibleText(ui.texts().of("add.step.topic") + ": " + title.getText());
        back.setVisible(number > 1);
        back.setOnAction(_ -> backwards.run());
        foot.setVisible(number == 3);
        for (int i = 0; i < 3; i++) {
            progress.getChildren().get(i).pseudoClassStateChanged(DONE, i < number);
        }
        setVgrow(step, Priority.ALWAYS);
        getChildren().set(3, step);
        step.applyCss(); // a scroll pane holds its content only once it is styled
        step.requestFocus();
    }

    private void add(Device device, String room) {
        ui.submit().accept(new Event.HomeEdited(new HomeEdit.Add(device, room)));
        added(device.id(), device.name());
    }

    private void added(DeviceId id, String name) {
        close.run();
        toast.say(ui.texts().of("add.added", name), ui.texts().of("add.undo"), () -> ui.submit().accept(undo(id)));
    }

    /// If something else was edited since, only this device goes.
    private Event undo(DeviceId id) {
        var undo = ui.house().undo();
        boolean last = !undo.isEmpty() && undo.get(0).device(id).isEmpty();
        return last ? new Event.EditUndone() : new Event.HomeEdited(new HomeEdit.Remove(id));
    }

    private Button small(String key, Icon icon) {
        var button = new Button(ui.texts().of(key), new IconView(icon));
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().add("add-small");
        return button;
    }
}
