package hearth.ui.access;

import hearth.home.Login;
import hearth.hub.Event;
import hearth.hub.Mosquitto;
import hearth.hub.Mosquitto.Preview;
import hearth.hub.Mosquitto.Problem;
import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Latest;
import hearth.ui.Paragraph;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/// Brings logins over from Mosquitto's files: what would come is shown first. FX thread.
public final class ImportLogins extends StackPane {

    private static final long MOST_BYTES = 4 << 20;

    /// Both files as they were read, or what stood in the way.
    private record Read(Optional<Preview> preview, String problem) {
    }

    private final Ui ui;
    private final Texts texts;
    private final Runnable close;
    private final Latest<Read> read = new Latest<>(this::shown);
    private final Label passwordsName = new Paragraph("", "quiet");
    private final Label aclName = new Paragraph("", "quiet");
    private final VBox preview = new VBox();
    private final Button bring;
    private Optional<Path> passwords = Optional.empty();
    private Optional<Path> acl = Optional.empty();
    /// One after the other, so that the last answer is that of the last question.
    private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);
    private Optional<Preview> ready = Optional.empty();

    public ImportLogins(Ui ui, Runnable close) {
        this.ui = ui;
        this.texts = ui.texts();
        this.close = close;
        bring = Dialog.done(texts.of("import.none"), "import-bring", this::bring);
        bring.setDisable(true);
        setId("import");
        preview.getStyleClass().add("entries");
        passwordsName.setText(texts.of("import.passwords.example"));
        aclName.setText(texts.of("import.acl.example"));
        var page = new VBox(new Paragraph(texts.of("import.words"), "quiet"), row("import.passwords", passwordsName, this::takePasswords),
                row("import.acl", aclName, this::takeAcl), preview);
        var dialog = new Dialog(texts, close);
        dialog.show(texts.of("import.title"), page, bring);
        getChildren().add(dialog);
    }

    private Node row(String key, Label chosen, Consumer<Path> take) {
        var name = new Label(texts.of(key));
        name.getStyleClass().add("strong");
        var text = new VBox(name, chosen);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        var choose = new Button(texts.of("import.choose"));
        choose.setId(key.replace('.', '-'));
        choose.setAccessibleText(texts.of("import.choose") + " " + name.getText());
        choose.setMinWidth(USE_PREF_SIZE);
        choose.setOnAction(_ -> {
            var file = new FileChooser().showOpenDialog(getScene().getWindow());
            if (file != null) {
                take.accept(file.toPath());
            }
        });
        var row = new HBox(text, choose);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("entry");
        return row;
    }

    void takePasswords(Path file) {
        passwords = Optional.of(file);
        passwordsName.setText(file.toString());
        readAll();
    }

    void takeAcl(Path file) {
        acl = Optional.of(file);
        aclName.setText(file.toString());
        readAll();
    }

    private void readAll() {
        var rights = acl;
        var known = ui.house().access().logins();
        var now = ui.clock().instant();
        passwords.ifPresent(file -> reading = reading.thenRunAsync(() -> {
            try {
                var rules = rights.isPresent() ? Optional.of(text(rights.get())) : Optional.<String>empty();
                read.accept(new Read(Optional.of(Mosquitto.read(text(file), rules, known, now)), ""));
            } catch (IOException unreadable) {
                read.accept(new Read(Optional.empty(), String.valueOf(unreadable.getMessage())));
            }
        }));
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " > " + (MOST_BYTES >> 20) + " MB");
        }
        return Files.readString(file);
    }

    private void shown(Read newest) {
        ready = newest.preview();
        var lines = new ArrayList<Node>();
        if (ready.isEmpty()) {
            lines.add(line(Icon.WARNING, "amber", texts.of("import.unreadable"), texts.plain(newest.problem(), 300)));
        }
        ready.ifPresent(found -> {
            found.logins().forEach(login -> lines.add(line(Icon.CHECK_CIRCLE, "green", texts.plain(login.user(), 128),
                    RoleWords.of(texts, login.role()))));
            found.problems()
                    .forEach(problem -> lines.add(line(Icon.WARNING, "amber", texts.plain(problem.what(), 120), words(problem))));
        });
        preview.getChildren().setAll(lines);
        int count = ready.map(p -> p.logins().size()).orElse(0);
        bring.setDisable(count == 0);
        bring.setText(count == 0 ? texts.of("import.none") : texts.of("import.bring", count));
    }

    private String words(Problem problem) {
        return texts.of("import.problem." + problem.reason()) + (problem.line() == 0 ? "" : " " + texts.of("import.line", problem.line()));
    }

    private static Node line(Icon icon, String tone, String title, String words) {
        var text = new VBox(new Paragraph(title, "strong"), new Paragraph(words, "quiet"));
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        var line = new HBox(new IconView(icon, "tone-" + tone), text);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("entry");
        return line;
    }

    private void bring() {
        ready.ifPresent(found -> {
            ui.submit()
                    .accept(new Event.LoginsImported(found.logins().stream().sorted(java.util.Comparator.comparing(Login::user)).toList()));
            close.run();
        });
    }
}
