package hearth.ui.access;

import hearth.home.Login;
import hearth.home.Role;
import hearth.hub.Access.Fresh;
import hearth.hub.BrokerStatus.Reach;
import hearth.hub.Event;
import hearth.ui.CopyField;
import hearth.ui.Paragraph;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A login's name and rights: of one that is there, or of a new one, whose password is shown here, once. FX thread.
public final class LoginDialog extends StackPane {

    private final Ui ui;
    private final Texts texts;
    private final Optional<Login> known;
    private final Runnable close;
    private final Dialog dialog;
    private final TextField name = new TextField();
    private final Rights rights;
    private final Button save;
    private boolean wanted;

    /// @param user  whose login it is; empty for a new one
    /// @param close takes this dialog away
    public LoginDialog(Ui ui, Optional<String> user, Runnable close) {
        this.ui = ui;
        this.texts = ui.texts();
        this.close = close;
        known = user.flatMap(u -> ui.house().access().logins().login(u));
        dialog = new Dialog(texts, this::leave);
        save = Dialog.done(texts.of(known.isPresent() ? "login.save" : "login.make"), "login-save", this::save);
        rights = new Rights(ui, known.map(Login::role).orElse(new Role.ReadAll()), this::judge);
        setId("login");
        name.setId("login-name");
        name.setText(known.map(Login::name).orElse(""));
        name.setPromptText(texts.of("doors.own.name"));
        name.setAccessibleText(texts.of("login.name"));
        name.textProperty().subscribe(_ -> judge());
        var page = new VBox(labelled("login.name", name));
        known.ifPresent(login -> page.getChildren().add(new Paragraph(texts.of("login.user", texts.plain(login.user(), 128)), "quiet")));
        page.getChildren().add(labelled("login.role", rights));
        known.ifPresent(_ -> page.getChildren().add(new Paragraph(texts.of("login.save.words"), "quiet")));
        dialog.show(texts.of(known.isPresent() ? "login.title" : "login.title.new"), page, save);
        getChildren().add(dialog);
        judge();
        ui.show(this, h -> h.access().fresh(), fresh -> fresh.filter(_ -> wanted).ifPresent(this::made));
    }

    private VBox labelled(String key, javafx.scene.Node control) {
        var label = new Label(texts.of(key));
        label.getStyleClass().add("add-label");
        label.setLabelFor(control);
        var field = new VBox(label, control);
        field.getStyleClass().add("add-field");
        return field;
    }

    @Override public void requestFocus() {
        name.requestFocus();
    }

    private void judge() {
        int length = name.getText().strip().length();
        if (save != null && rights != null) {
            save.setDisable(length == 0 || length > 64 || rights.role().isEmpty());
        }
    }

    private void save() {
        var newName = name.getText().strip();
        var role = rights.role().orElseThrow();
        if (known.isEmpty()) {
            wanted = true;
            save.setDisable(true);
            ui.submit().accept(new Event.LoginWanted(newName, role));
            return;
        }
        var login = known.get();
        if (!login.name().equals(newName)) {
            ui.submit().accept(new Event.LoginRenamed(login.user(), newName));
        }
        if (!login.role().equals(role)) {
            ui.submit().accept(new Event.RoleSet(login.user(), role));
        }
        close.run();
    }

    /// What is to be typed into the program.
    private void made(Fresh fresh) {
        var page = new VBox(new Paragraph(texts.of("login.made.words"), "quiet"));
        ui.house().broker().reaches().stream().findFirst().ifPresent(at -> reach(page, at));
        page.getChildren().addAll(new CopyField(texts, texts.of("pair.user"), fresh.user(), "login-user"),
                new CopyField(texts, texts.of("pair.password"), fresh.password().text(), "login-password"));
        var seen = Dialog.done(texts.of("doors.fresh.seen"), "login-seen", this::leave);
        dialog.show(texts.of("login.made", texts.plain(fresh.user())), page, seen);
        seen.requestFocus();
    }

    private void reach(VBox page, Reach at) {
        page.getChildren().addAll(new CopyField(texts, texts.of("pair.host"), at.host(), "login-host"),
                new CopyField(texts, texts.of("pair.port"), Integer.toString(at.port()), "login-port"));
    }

    private void leave() {
        if (wanted) {
            ui.submit().accept(new Event.PasswordSeen());
        }
        close.run();
    }
}
