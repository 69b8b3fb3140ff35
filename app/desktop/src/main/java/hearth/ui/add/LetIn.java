package hearth.ui.add;

import hearth.device.DeviceId;
import hearth.hub.BrokerLink;
import hearth.hub.BrokerStatus.Reach;
import hearth.hub.ClientName;
import hearth.hub.Event;
import hearth.hub.Family;
import hearth.hub.HubState;
import hearth.hub.Knock;
import hearth.hub.Newcomer;
import hearth.hub.Pairing;
import hearth.hub.Refusal;
import hearth.icon.Icon;
import hearth.ui.CopyButton;
import hearth.ui.CopyField;
import hearth.ui.IconView;
import hearth.ui.Look;
import hearth.ui.Paragraph;
import hearth.ui.QrPicture;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// For five minutes one new device is let in: what it must be told, and the moment it is there. FX thread.
final class LetIn extends VBox {

    /// What is on screen; the time left is not part of it.
    ///
    /// @param open    whether other computers reach the embedded broker
    /// @param knocks  who wants to join and has knocked since this was opened
    /// @param refusal the newest since then
    private record Shown(BrokerLink link, boolean embedded, boolean open, Optional<Reach> reach, Optional<Pairing> pairing,
            List<DeviceId> here, List<Knock> knocks, Optional<Refusal> refusal) {
    }

    private static final int MOST_SHOWN = 3;
    private static final double QR = 150;

    private final Ui ui;
    private final Texts texts;
    private final Family family;
    private final Consumer<Newcomer> arrived;
    private final Runnable heard;
    private final Set<DeviceId> before;
    private final VBox said = new VBox();
    private final VBox here = new VBox();
    private final Label left = new Label();
    private final Instant opened;
    private boolean allowed;
    private Optional<Shown> drawn = Optional.empty();

    /// @param arrived told the device that announced itself, when the user goes on with it
    /// @param heard   shows the topics heard: the device came in and announced nothing
    LetIn(Ui ui, Family family, Consumer<Newcomer> arrived, Runnable heard) {
        this.ui = ui;
        this.texts = ui.texts();
        this.family = family;
        this.arrived = arrived;
        this.heard = heard;
        opened = ui.clock().instant();
        before = ui.house().newcomers().stream().map(n -> n.device().id()).collect(Collectors.toSet());
        getStyleClass().add("pair");
        said.getStyleClass().add("pair-said");
        here.getStyleClass().add("pair-here");
        left.getStyleClass().add("quiet");
        left.setId("pair-left");
        var space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        getChildren().addAll(said, here, space, left);
        ui.submit().accept(new Event.PairingOpened(family));
        ui.show(this, this::shown, this::draw);
        ui.showTime(this, this::count);
    }

    private Shown shown(HubState house) {
        var settings = house.settings();
        var fresh = house.newcomers().stream().filter(n -> !n.proposed()).map(n -> n.device().id()).filter(id -> !before.contains(id))
                .limit(MOST_SHOWN).toList();
        return new Shown(house.link(), settings.brokers().isEmpty(), settings.homeNetwork() || !settings.brokers().isEmpty(),
                house.broker().reaches().stream().findFirst(), ours(house), fresh,
                house.access().knocks().stream().filter(k -> !k.last().isBefore(opened)).limit(MOST_SHOWN).toList(),
                house.access().refusals().stream().filter(r -> !r.last().isBefore(opened)).findFirst());
    }

    /// Whoever was allowed from here is waited for in place of the family's device.
    private Optional<Pairing> ours(HubState house) {
        return house.access().pairing().filter(p -> allowed || p.family() == family);
    }

    private void draw(Shown now) {
        if (drawn.map(d -> !d.equals(now)).orElse(true)) {
            drawn = Optional.of(now);
            said.getChildren().setAll(now.embedded() ? now.open() ? recipe(now) : closed() : elsewhere(now.link()));
            here.getChildren().setAll(arrivals(now));
            count(ui.clock().instant());
        }
    }

    private void count(Instant now) {
        var ends = ours(ui.house()).map(Pairing::ends);
        var seconds = ends.map(e -> Math.max(0, Duration.between(now, e).toSeconds()));
        left.setText(seconds.map(s -> texts.of("pair.left", s / 60 + ":" + (s % 60 < 10 ? "0" : "") + s % 60)).orElse(""));
    }

    // ---- what the device must be told

    private List<Node> recipe(Shown now) {
        var pairing = now.pairing();
        if (pairing.isEmpty()) {
            var again = new Button(texts.of("pair.again"));
            again.setId("pair-again");
            again.setOnAction(_ -> ui.submit().accept(new Event.PairingOpened(family)));
            return List.of(new Paragraph(texts.of("pair.over")), again);
        }
        if (allowed && pairing.get().password().isEmpty()) {
            return List.of(new Paragraph(texts.of("pair.allowed")));
        }
        if (now.reach().isEmpty() || pairing.get().password().isEmpty()) {
            return List.of(new Paragraph(texts.of("pair.preparing")));
        }
        var at = now.reach().get();
        var user = pairing.get().user();
        var password = pairing.get().password().get().text();
        var recipe = Recipe.of(family, at, user, password);
        var fields = new VBox();
        fields.getStyleClass().add("pair-fields");
        HBox.setHgrow(fields, Priority.ALWAYS);
        recipe.rows().forEach(row -> fields.getChildren().add(new CopyField(texts, texts.of(row.key()), row.value(),
                row.key().replace('.', '-'))));
        recipe.block().ifPresent(block -> fields.getChildren().add(block(block)));
        var scan = new Paragraph(texts.of("pair.scan"));
        scan.getStyleClass().add("quiet");
        var code = new VBox(new QrPicture(Recipe.scanned(at, user, password), QR, texts.of("pair.qr")), scan);
        code.setAlignment(Pos.TOP_CENTER);
        code.setMinWidth(USE_PREF_SIZE);
        code.getStyleClass().add("pair-code");
        var both = new HBox(fields, code);
        both.getStyleClass().add("pair-both");
        return List.of(new Paragraph(texts.of("pair." + family + ".words")), both);
    }

    private Node block(String text) {
        var value = new Label(text);
        value.setId("pair-block");
        value.setMinSize(0, USE_PREF_SIZE);
        value.getStyleClass().addAll("mono", "pair-value");
        HBox.setHgrow(value, Priority.ALWAYS);
        value.setMaxWidth(Double.MAX_VALUE);
        var field = new HBox(value, new CopyButton(texts, "YAML", () -> text));
        field.getStyleClass().add("pair-field");
        return field;
    }

    private List<Node> closed() {
        var open = new Button(texts.of("pair.open"));
        open.setId("pair-open");
        open.getStyleClass().add("accent");
        open.setOnAction(_ -> ui.submit().accept(new Event.SettingsChanged(ui.house().settings().withHomeNetwork(true))));
        return List.of(new Paragraph(texts.of("pair.closed")), open);
    }

    private List<Node> elsewhere(BrokerLink link) {
        return List
                .of(new Paragraph(
                        texts.of("pair.elsewhere", link instanceof BrokerLink.Up up ? up.address() : texts.of("pair.elsewhere.other"))));
    }

    // ---- who came

    private List<Node> arrivals(Shown now) {
        if (!now.here().isEmpty()) {
            return ui.house().newcomers().stream().filter(n -> now.here().contains(n.device().id())).map(this::newcomer).toList();
        }
        return now.pairing().flatMap(Pairing::arrival).<List<Node>>map(a -> List.of(arrival(a))).orElseGet(() -> atTheDoor(now));
    }

    /// Nobody has come yet: who knocks instead, and who was refused why.
    private List<Node> atTheDoor(Shown now) {
        var all = new ArrayList<Node>();
        now.knocks().forEach(k -> all.add(knock(k)));
        now.refusal().filter(_ -> now.knocks().isEmpty()).ifPresent(r -> {
            var why = new Paragraph(texts.of("refusal." + r.reason(), texts.plain(r.who(), 40), texts.plain(r.topic(), 80)));
            why.setGraphic(new IconView(Icon.WARNING, "tone-amber"));
            why.setId("pair-refused");
            all.add(why);
        });
        return all;
    }

    private Node knock(Knock knock) {
        var card = card(new IconView(Icon.BROKER, "disc", "amber"), texts.of("doors.knock", texts.plain(knock.name(), 40)),
                texts.of("pair.knock.words", knock.address(), texts.plain(knock.clientId(), 60)), texts.of("doors.allow"), () -> {
                    allowed = true;
                    ui.submit().accept(new Event.KnockAllowed(knock.key()));
                });
        card.getStyleClass().add("pair-knock");
        return card;
    }

    private Node newcomer(Newcomer newcomer) {
        var about = newcomer.state().binding().about();
        var details = new StringBuilder(texts.plain((about.manufacturer() + " " + about.model()).strip(), 60));
        newcomer.state().binding().properties().stream().limit(4).map(p -> texts.plain(p.name(), 30))
                .forEach(name -> details.append(details.isEmpty() ? "" : " · ").append(name));
        var disc = new IconView(Icon.PLUG, "disc");
        Look.of(newcomer.state()).paint(disc);
        return card(disc, texts.of("pair.here", texts.plain(newcomer.device().name())), details.toString(), texts.of("pair.name"),
                () -> arrived.accept(newcomer));
    }

    /// It is connected, and has not said what it is.
    private Node arrival(Pairing.Arrival arrival) {
        return card(new IconView(Icon.CHECK_CIRCLE, "disc", "green"),
                texts.of("pair.connected", texts.plain(ClientName.of(arrival.clientId()), 40)),
                texts.of("pair.connected.words", arrival.address(), texts.plain(arrival.clientId(), 60)), texts.of("pair.topics"), heard);
    }

    private Node card(IconView disc, String title, String details, String action, Runnable go) {
        var name = new Label(title);
        name.getStyleClass().add("pair-title");
        var more = new Label(details);
        more.setWrapText(true);
        more.setMinSize(0, USE_PREF_SIZE);
        var text = new VBox(name, more);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        var on = new Button(action);
        on.setId("pair-on");
        on.getStyleClass().add("add-done");
        on.setMinWidth(USE_PREF_SIZE);
        on.setOnAction(_ -> go.run());
        var card = new HBox(disc, text, on);
        card.setAlignment(Pos.CENTER_LEFT);
        card.getStyleClass().add("pair-card");
        return card;
    }
}
