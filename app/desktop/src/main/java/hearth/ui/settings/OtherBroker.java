package hearth.ui.settings;

import hearth.home.BrokerAccess;
import hearth.hub.Beyond;
import hearth.hub.BrokerChoice;
import hearth.hub.BrokerProbe;
import hearth.hub.Event;
import hearth.hub.Secret;
import hearth.icon.Icon;
import hearth.ui.BeyondWords;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Place;
import hearth.ui.Question;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/// Another broker in place of Hearth's own: asked for, tried, moved to; once there, how it stands and the way back. FX thread.
final class OtherBroker extends VBox {

    /// @param standing how the brokers in use are
    private record Shown(boolean away, boolean bridge, Beyond beyond, List<BeyondWords.Line> standing) {
    }

    private final Ui ui;
    private final Texts texts;
    private final BeyondWords words;
    private final TextField addresses = field("brokers");
    private final TextField user = field("broker-user");
    private final PasswordField password = new PasswordField();
    private final TextField authority = field("broker-authority");
    private final TextField certificate = field("broker-certificate");
    private final TextField key = field("broker-key");
    private final CheckBox bridge = toggle("broker-bridge");
    private final CheckBox carry = toggle("broker-carry");
    private final Label problem = new Paragraph("", "problem");
    private final VBox found = new VBox();
    private final Button tryIt;
    private final Button move;
    private final VBox form;
    private final VBox standing = new VBox();
    private final VBox there;

    OtherBroker(Ui ui) {
        this.ui = ui;
        texts = ui.texts();
        words = new BeyondWords(texts);
        password.setId("settings-broker-password");
        password.setAccessibleText(texts.of("settings.broker-password"));
        password.setPrefColumnCount(22);
        tryIt = button("broker-try", () -> ui.submit().accept(new Event.BrokerTried(choice())));
        move = button("broker-move", () -> ui.submit().accept(new Event.MoveWanted(choice(), carry.isSelected())));
        move.getStyleClass().add("accent");
        var take = button("broker-logins", () -> ui.go().accept(new Place.TakeLogins()));
        carry.setSelected(true);
        addresses.setPromptText(texts.of("settings.brokers.example"));
        for (var control : List.of(addresses, user, authority, certificate, key, bridge, carry)) {
            control.setAccessibleText(texts.of(control.getId().replaceFirst("-", ".")));
        }
        form = form(take);
        there = there();
        List.of(this, form, found, standing, there).forEach(box -> box.getStyleClass().add("home-access"));
        List.of(addresses, user, password, authority, certificate, key).forEach(f -> f.textProperty().subscribe(_ -> judge()));
        bridge.selectedProperty().subscribe(_ -> judge());
        getChildren().addAll(standing, form, there);
        ui.show(this, h -> new Shown(!h.settings().brokers().isEmpty(), h.settings().brokerAccess().bridge(), h.beyond(),
                words.standing(h)), this::shown);
    }

    private VBox form(Button take) {
        var files = new VBox(row("broker-authority", authority, browse(authority)), row("broker-certificate", certificate,
                browse(certificate)), row("broker-key", key, browse(key)), quiet("settings.broker-files.words"));
        files.getStyleClass().add("home-access");
        addresses.textProperty().subscribe(text -> {
            files.setVisible(text.contains("mqtts:"));
            files.setManaged(text.contains("mqtts:"));
        });
        return new VBox(quiet("settings.brokers.words"), row("brokers", addresses), problem, row("broker-user", user),
                row("broker-password", password), quiet("settings.broker-password.words"), files, row("broker-carry", carry),
                quiet("settings.broker-carry.words"), row("broker-bridge", bridge), quiet("settings.broker-bridge.words"),
                quiet("settings.broker-logins.words"), found, actions(tryIt, take, move));
    }

    private VBox there() {
        var question = new Question(texts);
        var back = button("broker-back", () -> question.ask(texts.of("settings.broker-back.ask"), texts.of("settings.broker-back"),
                () -> ui.submit().accept(new Event.MoveWanted(
                        new BrokerChoice(List.of(), BrokerAccess.NONE, Optional.empty()), true))));
        var goesOn = toggle("broker-bridge-on");
        goesOn.setAccessibleText(texts.of("settings.broker-bridge-on"));
        goesOn.setOnAction(_ -> {
            var now = ui.house().settings();
            ui.submit().accept(new Event.SettingsChanged(now.withBrokerAccess(now.brokerAccess().withBridge(goesOn.isSelected()))));
        });
        ui.show(goesOn, h -> h.settings().brokerAccess().bridge(), goesOn::setSelected);
        return new VBox(row("broker-bridge-on", goesOn), quiet("settings.broker-bridge.words"), question, actions(back));
    }

    private void shown(Shown now) {
        var lines = new java.util.ArrayList<>(now.standing());
        lines.addAll(words.moved(now.beyond()));
        standing.getChildren().setAll(lines.stream().map(this::line).toList());
        if (now.beyond().moving()) {
            standing.getChildren().add(new Paragraph(texts.of("beyond.moving"), "quiet"));
        }
        List.of(form, there).forEach(box -> {
            boolean wanted = box == there == now.away();
            box.setVisible(wanted);
            box.setManaged(wanted);
            box.setDisable(now.beyond().moving());
        });
        found(now.beyond());
        judge();
    }

    private void found(Beyond beyond) {
        found.getChildren().clear();
        beyond.trial().ifPresent(trial -> {
            if (trial.runs()) {
                found.getChildren().add(new Paragraph(texts.of("probe.runs"), "quiet"));
            }
            for (var probe : trial.probes()) {
                var name = new Label(texts.plain(probe.node()));
                name.getStyleClass().add("strong");
                found.getChildren().add(name);
                words.found(probe).forEach(each -> found.getChildren().add(line(each)));
            }
        });
    }

    private Node line(BeyondWords.Line line) {
        var label = new Paragraph(line.words());
        HBox.setHgrow(label, Priority.ALWAYS);
        var row = new HBox(new IconView(line.good() ? Icon.CHECK_CIRCLE : Icon.WARNING, line.good() ? "tone-green" : "tone-amber"), label);
        row.getStyleClass().add("setting");
        return row;
    }

    /// Only what was tried just so, and answered, may be moved to.
    private void judge() {
        var nodes = nodes();
        boolean wrong = !nodes.stream().allMatch(OtherBroker::broker);
        problem.setText(
                wrong ? texts.of(nodes.stream().anyMatch(n -> n.contains("@")) ? "settings.brokers.login" : "settings.brokers.wrong")
                        : "");
        problem.setManaged(wrong);
        tryIt.setDisable(wrong || nodes.isEmpty());
        var trial = ui.house().beyond().trial();
        move.setDisable(wrong || nodes.isEmpty() || trial.filter(t -> same(t.choice())
                && t.probes().stream().anyMatch(p -> p instanceof BrokerProbe.Answers)).isEmpty());
    }

    private boolean same(BrokerChoice tried) {
        var now = choice();
        return tried.nodes().equals(now.nodes()) && tried.password().equals(now.password())
                && tried.access().withBridge(false).equals(now.access().withBridge(false));
    }

    private BrokerChoice choice() {
        var access = new BrokerAccess(text(user), text(authority), text(certificate), text(key), bridge.isSelected());
        return new BrokerChoice(nodes(), access, Optional.of(password.getText()).filter(p -> !p.isEmpty()).map(Secret::new));
    }

    private List<String> nodes() {
        return Arrays.stream(addresses.getText().split("[,\\s]+")).filter(u -> !u.isEmpty()).toList();
    }

    private static String text(TextField field) {
        return field.getText().strip();
    }

    /// A login does not belong there: it would be kept in plain sight.
    private static boolean broker(String text) {
        try {
            var uri = new URI(text);
            return uri.getHost() != null && uri.getUserInfo() == null
                    && ("mqtt".equalsIgnoreCase(uri.getScheme()) || "mqtts".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException notSuch) {
            return false;
        }
    }

    // ---- rows

    private HBox row(String name, Node... controls) {
        return SettingsPage.row(new Label(texts.of("settings." + name)), controls);
    }

    private Label quiet(String words) {
        return new Paragraph(texts.of(words), "quiet");
    }

    private static HBox actions(Button... buttons) {
        var row = new HBox(buttons);
        row.getStyleClass().add("setting");
        return row;
    }

    private TextField field(String name) {
        var field = new TextField();
        field.setId("settings-" + name);
        field.setPrefColumnCount(22);
        return field;
    }

    private CheckBox toggle(String name) {
        var toggle = new CheckBox();
        toggle.getStyleClass().add("switch");
        toggle.setId("settings-" + name);
        return toggle;
    }

    private Button button(String name, Runnable action) {
        var button = new Button(texts.of("settings." + name));
        button.setId("settings-" + name);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private Button browse(TextField into) {
        var browse = new Button(texts.of("settings.browse"));
        browse.setMinWidth(USE_PREF_SIZE);
        browse.setOnAction(_ -> {
            var file = new FileChooser().showOpenDialog(getScene().getWindow());
            if (file != null) {
                into.setText(file.getPath());
            }
        });
        return browse;
    }
}
