package hearth.ui.security;

import hearth.home.People;
import hearth.home.Person;
import hearth.hub.HubState;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.ChannelWords;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Place;
import hearth.ui.Ui;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Whom an alarm reaches away from the house, and whether that is proven; arranged in the settings. FX thread.
final class ToldCard extends VBox {

    private record Shown(People people, List<String> doubts) {
    }

    private final Ui ui;
    private final VBox rows = new VBox();

    ToldCard(Ui ui) {
        this.ui = ui;
        rows.getStyleClass().add("told-rows");
        var arrange = new Button(ui.texts().of("security.told.arrange"), new IconView(Icon.SETTINGS));
        arrange.setId("security-told");
        arrange.setMinWidth(USE_PREF_SIZE);
        arrange.setOnAction(_ -> ui.go().accept(new Place.Settings()));
        getChildren().add(new Card(ui.texts(), ui.texts().of("security.told"), rows, arrange));
        ui.showSummary(this, this::of, this::shown);
    }

    private Shown of(HubState house) {
        return new Shown(house.outbox().people(), ChannelWords.doubts(house, ui.texts(), ui.clock().instant()));
    }

    private void shown(Shown shown) {
        var reachable = shown.people().reachable();
        rows.getChildren().setAll(reachable.stream().map(this::row).toList());
        shown.doubts().forEach(doubt -> rows.getChildren().add(line(doubt, Icon.SHIELD_ALERT, "amber")));
        if (reachable.isEmpty()) {
            rows.getChildren().add(line(ui.texts().of("security.told.nobody"), Icon.SHIELD_ALERT, "amber"));
        }
    }

    private Label row(Person person) {
        var ways = person.channels().stream().map(c -> ChannelWords.kind(c.address(), ui.texts())).distinct()
                .collect(Collectors.joining(", "));
        return line(ui.texts().of("security.told.one", ui.texts().plain(person.name()), ways), Icon.SEND, "grey");
    }

    private static Label line(String words, Icon icon, String tone) {
        var line = new Paragraph(words, "amber".equals(tone) ? "amber-text" : "quiet");
        line.setGraphic(new IconView(icon, "tone-" + tone));
        line.getStyleClass().add("told-row");
        return line;
    }
}
