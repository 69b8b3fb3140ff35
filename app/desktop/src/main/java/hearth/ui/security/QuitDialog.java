package hearth.ui.security;

import hearth.hub.AlarmState;
import hearth.ui.Paragraph;
import hearth.ui.Ui;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What stops when Hearth does, while the alarm is not disarmed; closes when it is. FX thread.
public final class QuitDialog extends VBox {

    private final Button no;

    public QuitDialog(Ui ui, Runnable quit, Runnable close) {
        var title = new Label(ui.texts().of("quit.armed"));
        title.getStyleClass().add("dialog-title");
        no = new Button(ui.texts().of("question.no"));
        no.setId("quit-no");
        no.setOnAction(_ -> close.run());
        var yes = new Button(ui.texts().of("quit.anyway"));
        yes.setId("quit-yes");
        yes.getStyleClass().add("danger-button");
        yes.setOnAction(_ -> quit.run());
        var buttons = new HBox(no, yes);
        buttons.getStyleClass().add("code-row");
        setId("quit-dialog");
        getStyleClass().addAll("card", "alarm-dialog");
        getChildren().addAll(title, new Paragraph(ui.texts().of("quit.armed.words")), buttons);
        ui.show(this, house -> house.security().shown().state() instanceof AlarmState.Disarmed, disarmed -> {
            if (disarmed) {
                close.run();
            }
        });
    }

    @Override public void requestFocus() {
        no.requestFocus();
    }
}
