package hearth.ui.automation;

import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.Version;
import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Latest;
import hearth.ui.Paragraph;
import hearth.ui.Texts;
import hearth.ui.Titled;
import hearth.ui.Ui;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Scenes and rules as they were in the last thirty days: what would change, and the way back. FX thread.
public final class VersionsPage extends SidePage {

    /// @param all empty where they cannot be read
    private record Found(Optional<List<Version>> all) {
    }

    private final Ui ui;
    private final Texts texts;
    private final VBox rows = new VBox();
    private final Latest<Found> found = new Latest<>(this::show);
    private Found newest = new Found(Optional.of(List.of()));
    private Optional<Instant> open = Optional.empty();

    public VersionsPage(Ui ui) {
        super(ui);
        this.ui = ui;
        texts = ui.texts();
        back().setText(texts.of("rail.automations"));
        back().setGraphic(new IconView(Icon.LEFT));
        back().setId("versions-back");
        rows.getStyleClass().add("entries");
        rows.setId("versions");
        fill(texts.of("versions.title"), new Paragraph(texts.of("versions.words"), "quiet"), rows);
        ui.show(this, house -> house.home().automations(), _ -> ui.history().versions()
                .whenComplete((all, _) -> found.accept(new Found(Optional.ofNullable(all)))));
    }

    private void show(Found answer) {
        newest = answer;
        if (answer.all().isEmpty()) {
            rows.getChildren().setAll(new Paragraph(texts.of("versions.unreadable"), "quiet"));
            return;
        }
        var now = ui.house().home().automations();
        var all = new ArrayList<Node>();
        for (var version : answer.all().get()) {
            all.add(row(version, Changes.of(now, version.automations(), new Sentence(ui.house(), texts))));
        }
        rows.getChildren().setAll(all.isEmpty() ? List.of(new Paragraph(texts.of("versions.none"), "quiet")) : all);
    }

    private Node row(Version version, Changes changes) {
        var at = texts.moment(version.at());
        boolean same = changes.lines().isEmpty();
        var row = new HBox(new IconView(same ? Icon.CHECK : Icon.CLOCK, "disc", same ? "green" : "grey"),
                new Titled(at, same ? texts.of("versions.same") : texts.of("versions.count", changes.lines().size())));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("entry");
        if (same) {
            return row;
        }
        boolean shown = open.equals(Optional.of(version.at()));
        var look = new Button(texts.of(shown ? "versions.hide" : "versions.look"));
        look.getStyleClass().add("versions-look");
        look.setMinWidth(USE_PREF_SIZE);
        look.setAccessibleText(look.getText() + ": " + at);
        look.setOnAction(_ -> {
            open = shown ? Optional.empty() : Optional.of(version.at());
            int place = rows.lookupAll(".versions-look").stream().toList().indexOf(look);
            show(newest);
            rows.lookupAll(".versions-look").stream().skip(Math.max(0, place)).findFirst().ifPresent(Node::requestFocus);
        });
        row.getChildren().add(look);
        return shown ? new VBox(row, preview(version, changes)) : row;
    }

    private Node preview(Version version, Changes changes) {
        var box = new VBox();
        box.getStyleClass().addAll("rule-below", "rule-lines");
        changes.lines().forEach(line -> box.getChildren().add(new Paragraph(line, "quiet")));
        var restore = new Button(texts.of("versions.restore"), new IconView(Icon.UNDO));
        restore.setId("versions-restore");
        restore.getStyleClass().add("accent");
        restore.setOnAction(_ -> {
            ui.submit().accept(new Event.HomeEdited(new HomeEdit.Automate(version.automations())));
            leave();
        });
        box.getChildren().add(restore);
        return box;
    }
}
