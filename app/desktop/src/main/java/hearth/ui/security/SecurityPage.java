package hearth.ui.security;

import hearth.ui.PageScroll;
import hearth.ui.ScreenHeader;
import hearth.ui.Ui;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// Everything of the alarm on one page. FX thread.
public final class SecurityPage extends VBox {

    public SecurityPage(Ui ui) {
        var cards = new VBox(new GuardCard(ui), new ZonesCard(ui), new DelaysCard(ui), new CodesCard(ui), new ToldCard(ui),
                new DrillCard(ui),
                new IncidentsCard(ui),
                new EventsCard(ui));
        cards.getStyleClass().add("stack");
        var scroll = new PageScroll(cards);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getStyleClass().add("screen");
        var header = new ScreenHeader(ui, ui.texts().of("rail.security"));
        header.subtitle(ui.texts().of("alarm.uncertified"));
        getChildren().addAll(header, scroll);
    }
}
