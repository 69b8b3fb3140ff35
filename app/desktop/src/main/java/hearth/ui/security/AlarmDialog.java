package hearth.ui.security;

import hearth.home.AlarmMode;
import hearth.hub.AlarmState;
import hearth.hub.AlarmWish;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Obstacle;
import hearth.hub.Secret;
import hearth.hub.Security;
import hearth.ui.AlarmWords;
import hearth.ui.CodeEntry;
import hearth.ui.Paragraph;
import hearth.ui.Ui;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What arming or disarming still needs: a code, or leave to pass over what stands in the way. Closes when it is so. FX thread.
public final class AlarmDialog extends VBox {

    private record Shown(AlarmState state, List<Obstacle> obstacles, boolean coded) {

        static Shown of(HubState house, AlarmWish wish) {
            var mode = wish instanceof AlarmWish.Arm(var wanted, _, _) ? Optional.of(wanted) : Optional.<AlarmMode>empty();
            return new Shown(house.security().shown().state(),
                    house.security().refused().filter(r -> mode.isPresent() && r.mode().equals(mode))
                            .map(Security.Refused::obstacles).orElse(List.of()),
                    house.security().needsCode(wish));
        }
    }

    private final Ui ui;
    private final AlarmWish first;
    private final Runnable close;
    private final VBox obstacles = new VBox();
    private final Button pass = new Button();
    private final CodeEntry entry;
    private AlarmWish wish;

    public AlarmDialog(Ui ui, AlarmWish wish, Runnable close) {
        this.ui = ui;
        this.first = wish;
        this.wish = wish;
        this.close = close;
        var words = new AlarmWords(ui.house(), ui.texts());
        var title = new Label(switch (wish) {
            case AlarmWish.Arm(var mode, _, _) -> ui.texts().of("alarm.arm", words.mode(mode));
            case AlarmWish.Disarm(),AlarmWish.AddCode _, AlarmWish.RemoveCode _, AlarmWish.Panic() -> ui.texts().of("alarm.disarm");
        });
        title.getStyleClass().add("dialog-title");
        entry = new CodeEntry(ui, "alarm-code", title.getText(), () -> this.wish);
        pass.setId("alarm-pass");
        pass.getStyleClass().add("accent");
        pass.setText(ui.texts().of("alarm.pass"));
        pass.setOnAction(_ -> ui.submit().accept(new Event.AlarmWished(this.wish, new Secret(""))));
        var cancel = new Button(ui.texts().of("question.no"));
        cancel.setId("alarm-cancel");
        cancel.setOnAction(_ -> close.run());
        var buttons = new HBox(pass, cancel);
        buttons.getStyleClass().add("code-row");
        setId("alarm-dialog");
        getStyleClass().addAll("card", "alarm-dialog");
        getChildren().addAll(title, obstacles, entry, buttons);
        ui.show(this, house -> Shown.of(house, first), this::shown);
    }

    @Override public void requestFocus() {
        if (entry.isVisible()) {
            entry.requestFocus();
        } else {
            pass.requestFocus();
        }
    }

    private void shown(Shown shown) {
        if (isSo(shown.state())) {
            close.run();
            return;
        }
        var words = new AlarmWords(ui.house(), ui.texts());
        boolean blocked = !shown.obstacles().isEmpty();
        obstacles.getChildren().clear();
        if (blocked) {
            obstacles.getChildren().add(new Paragraph(ui.texts().of("alarm.inTheWay")));
            shown.obstacles().forEach(o -> obstacles.getChildren().add(new Paragraph(words.obstacle(o), "strong")));
            if (first instanceof AlarmWish.Arm(AlarmMode mode, _, _)) {
                wish = new AlarmWish.Arm(mode, shown.obstacles().stream().map(o -> o.sensor().value()).toList(), false);
            }
        }
        show(obstacles, blocked);
        show(entry, shown.coded());
        show(pass, blocked && !shown.coded());
        requestFocus();
    }

    private boolean isSo(AlarmState state) {
        return switch (first) {
            case AlarmWish.Arm(var mode, _, _) -> state.armed().equals(Optional.of(mode)) && !(state instanceof AlarmState.Pending)
                    && !(state instanceof AlarmState.Triggered);
            case AlarmWish.Disarm(),AlarmWish.AddCode _, AlarmWish.RemoveCode _, AlarmWish.Panic() -> state instanceof AlarmState.Disarmed;
        };
    }

    private static void show(Node node, boolean yes) {
        node.setVisible(yes);
        node.setManaged(yes);
    }
}
