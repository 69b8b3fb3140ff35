package hearth.ui;

import hearth.hub.BrokerLink;
import hearth.hub.HubState;
import hearth.icon.Icon;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The way to every place, and how the broker is. FX thread.
final class Rail extends VBox {

    private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");

    /// What waits for a person under Devices.
    private record Badge(int attention, int arrived) {
    }

    /// What the broker's card says.
    private record Broker(BrokerLink link, int devices, long perSecond) {

        static Broker of(HubState house) {
            return new Broker(house.link(), house.home().devices().size(), Math.round(house.broker().messagesPerSecond()));
        }
    }

    private final Ui ui;
    private final ObservableValue<Place> place;

    Rail(Ui ui, ObservableValue<Place> place) {
        this.ui = ui;
        this.place = place;
        getStyleClass().add("rail");
        var name = new Label(ui.texts().of("app.name"), new IconView(Icon.HEARTH, "amber"));
        name.getStyleClass().add("rail-name");
        var space = new Region();
        setVgrow(space, Priority.ALWAYS);
        getChildren().addAll(name, entry(new Place.Home(), Icon.HOME), entry(new Place.Security(), Icon.SECURITY),
                entry(new Place.Automations(), Icon.AUTOMATIONS), entry(new Place.Journal(), Icon.JOURNAL),
                badged(entry(new Place.Devices(), Icon.DEVICES)),
                knocked(entry(new Place.Broker(), Icon.BROKER)), space, brokerCard(),
                entry(new Place.Settings(), Icon.SETTINGS));
    }

    private Button entry(Place there, Icon icon) {
        var word = there.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        var entry = new Button(ui.texts().of("rail." + word), new IconView(icon));
        entry.getStyleClass().add("rail-entry");
        entry.setId("rail-" + word);
        entry.setMaxWidth(Double.MAX_VALUE);
        entry.setAlignment(Pos.CENTER_LEFT);
        entry.setTooltip(new Tooltip(entry.getText()));
        entry.setOnAction(_ -> ui.go().accept(there));
        place.subscribe(here -> entry.pseudoClassStateChanged(HERE,
                here.getClass() == there.getClass() || here instanceof Place.OneDevice && there instanceof Place.Devices
                        || (here instanceof Place.OneRule || here instanceof Place.OneScene || here instanceof Place.ReadyMade
                                || here instanceof Place.Versions)
                                && there instanceof Place.Automations));
        return entry;
    }

    private Node badged(Button entry) {
        return badged(entry, "rail-badge",
                house -> new Badge(Attention.of(house).size(), (int) house.newcomers().stream().filter(n -> !n.proposed()).count()),
                count -> (count.attention == 0 ? "" : ", " + ui.texts().of("rail.attention", count.attention))
                        + (count.arrived == 0 ? "" : ", " + ui.texts().of("rail.arrived", count.arrived)));
    }

    /// With the number of those who want to join the broker.
    private Node knocked(Button entry) {
        return badged(entry, "rail-knocks", house -> new Badge(house.access().knocks().size(), 0),
                count -> count.attention == 0 ? "" : ", " + ui.texts().of("rail.knocks", count.attention));
    }

    private Node badged(Button entry, String id, Function<HubState, Badge> part, Function<Badge, String> words) {
        var badge = new Label();
        badge.setId(id);
        badge.getStyleClass().add("badge");
        badge.setMinWidth(USE_PREF_SIZE);
        badge.setMouseTransparent(true);
        var both = new StackPane(entry, badge);
        both.getStyleClass().add("rail-badged");
        ui.showSummary(badge, part, count -> {
            badge.setVisible(count.attention + count.arrived > 0);
            badge.setText(Integer.toString(count.attention + count.arrived));
            entry.setAccessibleText(entry.getText() + words.apply(count));
        });
        return both;
    }

    private Region brokerCard() {
        var dot = new Region();
        dot.getStyleClass().add("dot");
        var link = new Label();
        link.getStyleClass().add("rail-broker-link");
        var head = new HBox(dot, link);
        head.getStyleClass().add("rail-broker-head");
        var load = new Label();
        var address = new Label();
        var card = new VBox(head, load, address);
        card.getStyleClass().add("rail-broker");
        card.setId("rail-broker-card");
        ui.show(card, Broker::of, broker -> {
            link.setText(ui.texts().of("link." + switch (broker.link) {
                case BrokerLink.Up _ -> "up";
                case BrokerLink.Lost _ -> "lost";
                case BrokerLink.Connecting _ -> "connecting";
                case BrokerLink.PortTaken _ -> "taken";
            }));
            load.setText(ui.texts().of("rail.load", broker.devices, broker.perSecond));
            address.setText(switch (broker.link) {
                case BrokerLink.Up(var at, _, _, _) -> at;
                case BrokerLink.Lost(var at, _, _) -> at;
                case BrokerLink.PortTaken(int port, _, _) -> Integer.toString(port);
                case BrokerLink.Connecting _ -> "";
            });
            dot.getStyleClass().setAll("dot", broker.link instanceof BrokerLink.Up ? "green"
                    : broker.link instanceof BrokerLink.Connecting ? "amber" : "red");
        });
        return card;
    }
}
