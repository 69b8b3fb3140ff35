package hearth.ui.settings;

import hearth.home.Channel;
import hearth.home.Watch;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Secret;
import hearth.hub.Vigil;
import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Who notices when a hub dies: a server on the web for this one, this one for another. FX thread.
final class Guardian extends VBox {

    private final Ui ui;
    private final Texts texts;
    private final TextField ping = field("ping");
    private final TextField broker = field("watch-broker");
    private final TextField user = field("watch-user");
    private final PasswordField password = new PasswordField();
    private final TextField authority = field("watch-authority");
    private final Label pingProblem = new Paragraph("", "problem");
    private final Label watchProblem = new Paragraph("", "problem");
    private final Line pinged = new Line("guardian-pinged");
    private final Line heard = new Line("guardian-heard");

    /// One line of state with its sign.
    private static final class Line extends HBox {

        private final IconView icon = new IconView(Icon.CHECK_CIRCLE);
        private final Label words = new Paragraph("");

        Line(String id) {
            words.setId(id);
            HBox.setHgrow(words, Priority.ALWAYS);
            getStyleClass().add("setting");
            getChildren().addAll(icon, words);
        }

        void show(boolean there, boolean good, String text) {
            icon.show(good ? Icon.CHECK_CIRCLE : Icon.WARNING);
            icon.getStyleClass().removeAll("tone-green", "tone-amber");
            icon.getStyleClass().add(good ? "tone-green" : "tone-amber");
            words.setText(text);
            setVisible(there);
            setManaged(there);
        }
    }

    Guardian(Ui ui) {
        this.ui = ui;
        texts = ui.texts();
        password.setId("guardian-watch-password");
        password.setPrefColumnCount(24);
        setId("guardian");
        getStyleClass().add("home-access");
        List.of(ping, broker, user, password, authority).forEach(f -> f.setAccessibleText(texts.of(key(f))));
        List.of(pingProblem, watchProblem).forEach(p -> p.setManaged(false));
        var pings = buttons("ping", this::startPinging, () -> change(watch().pinging(false, ping.getText().strip()), Optional.empty()),
                h -> h.vigil().watch().pings());
        var watches = buttons("watch", this::startWatching, () -> change(watching(false), Optional.empty()),
                h -> h.vigil().watch().watches());
        getChildren().addAll(new Paragraph(texts.of("guardian.ping.words"), "quiet"), row(ping), pingProblem, pinged, pings,
                new Paragraph(texts.of("guardian.watch.words"), "quiet"), row(broker), row(user), row(password), row(authority),
                watchProblem, heard, watches);
        ui.show(this, h -> h.vigil().watch(), this::fill);
        ui.show(this, HubState::vigil, _ -> state());
        ui.showTime(this, _ -> state());
    }

    private void fill(Watch now) {
        ping.setText(now.ping());
        broker.setText(now.broker());
        user.setText(now.user());
        authority.setText(now.authority());
        password.clear();
        password.setPromptText(now.user().isEmpty() ? "" : texts.of("channel.secret.kept"));
    }

    private void state() {
        var now = ui.clock().instant();
        Vigil vigil = ui.house().vigil();
        var watch = vigil.watch();
        pinged.show(watch.pings(), vigil.failing().isEmpty() && vigil.pinged().isPresent(), vigil.failing()
                .map(since -> texts.of("guardian.failing", texts.moment(since), texts.answer(vigil.why())))
                .orElseGet(() -> vigil.pinged().map(at -> texts.of("guardian.pinged", texts.timeWithSeconds(at)))
                        .orElseGet(() -> texts.of("guardian.pinging"))));
        heard.show(watch.watches(), !vigil.silent(), vigil.heard().map(at -> vigil.silent()
                ? texts.of("guardian.silent", texts.moment(at)) : texts.of("guardian.heard", texts.age(at, now)))
                .orElseGet(() -> texts.of("guardian.waiting")));
    }

    private void startPinging() {
        boolean wrong = !Channel.web(ping.getText().strip());
        problem(pingProblem, wrong, "channel.flaw.url");
        if (!wrong) {
            change(watch().pinging(true, ping.getText().strip()), Optional.empty());
        }
    }

    private void startWatching() {
        boolean wrong = !broker.getText().strip().matches("(?i)mqtts?://[^\\s/@]+");
        problem(watchProblem, wrong, "guardian.broker.wrong");
        if (!wrong) {
            change(watching(true), Optional.of(password.getText()).filter(p -> !p.isEmpty()).map(Secret::new));
        }
    }

    private void problem(Label label, boolean wrong, String key) {
        label.setText(wrong ? texts.of(key) : "");
        label.setManaged(wrong);
    }

    private Watch watching(boolean on) {
        return watch().watching(on, broker.getText().strip(), user.getText().strip(), authority.getText().strip());
    }

    private Watch watch() {
        return ui.house().vigil().watch();
    }

    private void change(Watch changed, Optional<Secret> secret) {
        ui.submit().accept(new Event.WatchChanged(changed, secret));
    }

    private Node buttons(String name, Runnable on, Runnable off, java.util.function.Function<HubState, Boolean> isOn) {
        var start = new Button();
        start.setId("guardian-" + name + "-on");
        start.setOnAction(_ -> on.run());
        var stop = new Button(texts.of("guardian.off"));
        stop.setId("guardian-" + name + "-off");
        stop.setOnAction(_ -> off.run());
        List.of(start, stop).forEach(b -> b.setMinWidth(USE_PREF_SIZE));
        var row = new HBox(start, stop);
        row.getStyleClass().add("setting");
        ui.show(row, isOn::apply, running -> {
            start.setText(texts.of(running ? "settings.apply" : "guardian." + name + ".on"));
            stop.setVisible(running);
            stop.setManaged(running);
        });
        return row;
    }

    private HBox row(TextField field) {
        return SettingsPage.row(new Label(texts.of(key(field))), field);
    }

    private static String key(TextField field) {
        return field.getId().replace('-', '.');
    }

    private static TextField field(String name) {
        var field = new TextField();
        field.setId("guardian-" + name);
        field.setPrefColumnCount(24);
        return field;
    }
}
