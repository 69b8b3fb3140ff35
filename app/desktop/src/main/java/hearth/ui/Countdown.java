package hearth.ui;

import hearth.hub.AlarmState;
import hearth.hub.AlarmWish;
import hearth.hub.Event;
import hearth.hub.Secret;
import hearth.icon.Icon;
import java.time.Instant;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Above every page while there is time to leave or to disarm: how long, and the way to stop it. FX thread.
public final class Countdown extends HBox {

    private final Ui ui;
    private final Label words = new Paragraph("", new IconView(Icon.CLOCK));

    public Countdown(Ui ui) {
        this.ui = ui;
        words.setId("countdown-words");
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        var disarm = new Button(ui.texts().of("alarm.disarm"), new IconView(Icon.UNLOCK));
        disarm.setId("countdown-disarm");
        disarm.setMinWidth(USE_PREF_SIZE);
        disarm.getStyleClass().add("banner-button");
        disarm.setOnAction(_ -> disarm());
        setId("countdown");
        setAlignment(Pos.CENTER_LEFT);
        setAccessibleRole(AccessibleRole.TEXT);
        getChildren().addAll(words, disarm);
        managedProperty().bind(visibleProperty());
        ui.show(this, house -> house.security().shown().state(), this::shown);
        ui.showTime(this, now -> tell(ui.house().security().shown().state(), now));
    }

    private void shown(AlarmState state) {
        boolean pending = state instanceof AlarmState.Pending;
        setVisible(pending || state instanceof AlarmState.Arming);
        getStyleClass().setAll(isVisible() ? List.of("banner", pending ? "banner-grave" : "banner-news") : List.of());
        tell(state, ui.clock().instant());
    }

    private void tell(AlarmState state, Instant now) {
        var alarm = new AlarmWords(ui.house(), ui.texts());
        switch (state) {
            case AlarmState.Arming(var mode, var ends, _) ->
                say(ui.texts().of("countdown.arming", alarm.mode(mode), alarm.left(ends, now)));
            case AlarmState.Pending(_, var cause, _, var ends) ->
                say(ui.texts().of("countdown.pending", alarm.name(cause.device()), alarm.left(ends, now)));
            case AlarmState.Disarmed(),AlarmState.Armed _, AlarmState.Triggered _ -> {
                // nothing to be in time for
            }
        }
    }

    private void say(String what) {
        words.setText(what);
        setAccessibleText(what);
    }

    private void disarm() {
        var wish = new AlarmWish.Disarm();
        if (ui.house().security().needsCode(wish)) {
            ui.go().accept(new Place.Alarm(wish));
        } else {
            ui.submit().accept(new Event.AlarmWished(wish, new Secret("")));
        }
    }
}
