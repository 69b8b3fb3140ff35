package hearth.ui.access;

import hearth.hub.Access;
import hearth.hub.Event;
import hearth.hub.Handover;
import hearth.hub.Handover.Given;
import hearth.hub.Handover.Kind;
import hearth.hub.HubState;
import hearth.icon.Icon;
import hearth.ui.CopyButton;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.util.ArrayList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;

/// Takes the logins along to another broker: for which one and where to, then the passwords made for it, once. FX thread.
public final class TakeLogins extends StackPane {

    private final Ui ui;
    private final Texts texts;
    private final Runnable close;
    private final Dialog dialog;
    private final Label problem = new Paragraph("", "add-error");
    private final Button write;
    private Kind kind = Kind.MOSQUITTO;
    private boolean wanted;

    /// @param close takes this dialog away
    public TakeLogins(Ui ui, Runnable close) {
        this.ui = ui;
        this.texts = ui.texts();
        this.close = close;
        dialog = new Dialog(texts, close);
        write = Dialog.done(texts.of("take.write"), "take-write", this::choose);
        setId("take");
        problem.setManaged(false);
        var words = new Paragraph("", "quiet");
        var page = new VBox(new Paragraph(texts.of("take.words"), "quiet"), kinds(words), words, problem);
        dialog.show(texts.of("take.title"), page, write);
        getChildren().add(dialog);
        ui.show(this, HubState::access, this::shown);
    }

    private Node kinds(Label words) {
        var group = new ToggleGroup();
        var chips = new FlowPane();
        chips.getStyleClass().add("add-chips");
        for (var each : Kind.values()) {
            var chip = new ToggleButton(texts.of("take.kind." + each));
            chip.getStyleClass().setAll("add-chip");
            chip.setId("take-" + each);
            chip.setToggleGroup(group);
            chip.setSelected(each == kind);
            chip.setOnAction(_ -> {
                chip.setSelected(true);
                kind = each;
                words.setText(texts.of("take.files." + kind));
            });
            chips.getChildren().add(chip);
        }
        words.setText(texts.of("take.files." + kind));
        return chips;
    }

    @Override public void requestFocus() {
        write.requestFocus();
    }

    private void choose() {
        var chooser = new DirectoryChooser();
        chooser.setTitle(texts.of("take.folder"));
        var folder = chooser.showDialog(getScene().getWindow());
        if (folder != null) {
            writeTo(folder.getPath());
        }
    }

    void writeTo(String folder) {
        wanted = true;
        write.setDisable(true);
        write.setText(texts.of("take.writing"));
        ui.submit().accept(new Event.HandoverWanted(kind, folder));
    }

    private void shown(Access access) {
        var made = access.handover();
        if (made.isEmpty()) {
            write.setDisable(wanted || access.logins().all().isEmpty());
            if (access.logins().all().isEmpty()) {
                tell(texts.of("take.none"));
            }
        } else if (made.get().problem().isEmpty()) {
            made(made.get());
        } else {
            wanted = false;
            write.setDisable(false);
            write.setText(texts.of("take.write"));
            tell(texts.of("history.unwritten", made.get().folder(), texts.plain(made.get().problem(), 200)));
        }
    }

    private void tell(String words) {
        problem.setText(words);
        problem.setManaged(true);
    }

    /// What is to be typed into each device, and what to do with the files.
    private void made(Handover made) {
        var rows = new ArrayList<Node>();
        made.own().ifPresent(own -> rows.add(row(own, texts.of("take.own"), texts.of("take.own.words", own.user()))));
        made.given().forEach(given -> rows.add(row(given, texts.plain(given.name(), 64), words(given))));
        var list = new VBox(rows.toArray(Node[]::new));
        list.getStyleClass().add("entries");
        var page = new VBox(new Paragraph(texts.of("take.done." + made.kind(), made.folder()), "quiet"),
                new Paragraph(texts.of("take.once"), "strong"), list);
        var seen = Dialog.done(texts.of("take.seen"), "take-seen", () -> {
            close.run();
            ui.submit().accept(new Event.HandoverSeen());
        });
        dialog.show(texts.of("take.made"), page, seen);
        seen.requestFocus();
    }

    private String words(Given given) {
        var user = texts.of("take.user", texts.plain(given.user(), 128));
        return given.password().isPresent() ? user : user + " " + texts.of("take.kept");
    }

    private Node row(Given given, String name, String words) {
        var text = new VBox(new Paragraph(name, "strong"), new Paragraph(words, "quiet"));
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        var row = new HBox(new IconView(given.password().isPresent() ? Icon.CHECK_CIRCLE : Icon.CLOCK, "tone-green"), text);
        given.password().ifPresent(password -> {
            var value = new Label(password.text());
            value.getStyleClass().add("mono");
            value.setMinWidth(USE_PREF_SIZE);
            row.getChildren().addAll(value, new CopyButton(texts, texts.of("pair.password") + " " + name, password::text));
        });
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("entry");
        return row;
    }
}
