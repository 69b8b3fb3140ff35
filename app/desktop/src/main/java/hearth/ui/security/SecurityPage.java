package hearth.ui.security;

import hearth.ui.ScreenHeader;
import hearth.ui.Ui;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Everything of the alarm on one page. FX thread.
public final class SecurityPage extends VBox {

    public SecurityPage(Ui ui) {
        var cards = new VBox(new GuardCard(ui), new ZonesCard(ui), new DelaysCard(ui), new CodesCard(ui), new ToldCard(ui),
                new DrillCard(ui),
                new IncidentsCard(ui),
                new EventsCard(ui));
        cards.getStyleClass().add("stack");
        var scroll = new ScrollPane(cards);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("page-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getStyleClass().add("screen");
        var header = new ScreenHeader(ui, ui.texts().of("rail.security"));
        header.subtitle(ui.texts().of("alarm.uncertified"));
        getChildren().addAll(header, scroll);
    }

    static Label wrapped(String words, String... styles) {
        var label = new Label(words);
        label.getStyleClass().addAll(styles);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
