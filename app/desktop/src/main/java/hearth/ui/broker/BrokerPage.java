package hearth.ui.broker;

import hearth.hub.BrokerLink;
import hearth.hub.Event;
import hearth.icon.Icon;
import hearth.ui.BeyondWords;
import hearth.ui.Card;
import hearth.ui.CopyButton;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Place.Broker.Part;
import hearth.ui.ScreenHeader;
import hearth.ui.Segments;
import hearth.ui.Texts;
import hearth.ui.Titled;
import hearth.ui.Ui;
import hearth.ui.check.ConnectionCheck;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The broker's state above; below it the clients or the topics. FX thread.
public final class BrokerPage extends VBox {

    private final Ui ui;
    private final Texts texts;
    private final HBox state = new HBox();
    private final VBox beyond = new VBox();
    private final FlowPane addresses = new FlowPane();
    private final Label rate = new Label();

    /// @param first    what is shown first
    /// @param useTopic opens adding a device that speaks on that topic
    public BrokerPage(Ui ui, Part first, Consumer<String> useTopic) {
        this.ui = ui;
        this.texts = ui.texts();
        var part = new StackPane();
        var explorer = new TopicExplorer(ui, useTopic);
        var retained = new RetainedMessages(ui);
        var clients = new Clients(ui);
        var doors = new Doors(ui);
        var check = new Card(texts, texts.of("check.title"), new ConnectionCheck(ui));
        VBox.setVgrow(part, Priority.ALWAYS);
        Consumer<Part> show = p -> part.getChildren().setAll(switch (p) {
            case TOPICS -> explorer;
            case RETAINED -> retained;
            case CLIENTS -> clients;
            case ACCESS -> doors;
            case CHECK -> check;
        });
        var parts = new Segments<>(texts.of("broker.part"), List.of(Part.values()),
                p -> texts.of(switch (p) {
                    case TOPICS -> "broker.topics";
                    case RETAINED -> "retained.part";
                    case CLIENTS -> "broker.clients";
                    case ACCESS -> "doors.title";
                    case CHECK -> "check.title";
                }), show);
        parts.setId("broker-part");
        parts.show(first);
        show.accept(first);
        getStyleClass().add("screen");
        getChildren().addAll(new ScreenHeader(ui, texts.of("rail.broker")), top(), parts, part);
        ui.show(this, h -> h.link(), link -> state.getChildren().setAll(words(link)));
        ui.show(this, new BeyondWords(texts)::standing, this::beyond);
        ui.show(this, h -> new Shown(h.link(), h.broker().listeners()), this::addresses);
        ui.show(this, h -> h.broker().messagesPerSecond(), this::rate);
    }

    private record Shown(BrokerLink link, List<String> listeners) {
    }

    private Node top() {
        state.getStyleClass().add("broker-state");
        addresses.getStyleClass().add("addresses");
        var card = new Card(texts, texts.of("broker.state"), state, beyond, addresses);
        HBox.setHgrow(card, Priority.ALWAYS);
        rate.getStyleClass().add("big-number");
        rate.setMinWidth(USE_PREF_SIZE);
        var traffic = new RateLine(ui);
        HBox.setHgrow(traffic, Priority.ALWAYS);
        var numbers = new HBox(rate, traffic);
        numbers.setAlignment(Pos.CENTER_LEFT);
        numbers.getStyleClass().add("rate");
        var rates = new Card(texts, texts.of("broker.rate"), numbers);
        rates.setMinWidth(240);
        rates.setPrefWidth(300);
        var top = new HBox(card, rates);
        top.setMinHeight(USE_PREF_SIZE);
        top.getStyleClass().add("side-by-side");
        return top;
    }

    private void rate(double perSecond) {
        rate.setText(RateLine.number(texts, perSecond));
        rate.setAccessibleText(texts.of("broker.rate") + ": " + rate.getText());
    }

    /// Brokers beyond this machine: which is in use, what was lost on the way, the bridge.
    private void beyond(List<BeyondWords.Line> lines) {
        beyond.setManaged(!lines.isEmpty());
        beyond.getChildren().setAll(lines.stream().map(line -> new Paragraph(line.words(),
                new IconView(line.good() ? Icon.CHECK_CIRCLE : Icon.WARNING, line.good() ? "tone-green" : "tone-amber"))).toList());
    }

    private List<Node> words(BrokerLink link) {
        return switch (link) {
            case BrokerLink.Up(var address, var protocol, boolean embedded, var since) -> said(Icon.CHECK_CIRCLE, "green",
                    texts.of(embedded ? "broker.running" : "broker.connected"),
                    texts.of(embedded ? "broker.running.words" : "broker.connected.words", address, protocol, texts.moment(since)));
            case BrokerLink.Connecting _ -> said(Icon.SYNC, "grey", texts.of("broker.connecting"), texts.of("broker.connecting.words"));
            case BrokerLink.Lost(var address, var reason, var since) -> said(Icon.DISCONNECT, "amber", texts.of("broker.lost"),
                    texts.of("broker.lost.words", address, texts.moment(since), texts.fault(reason)));
            case BrokerLink.PortTaken(int port, var holder, int free) -> taken(port, holder.map(texts::plain), free);
        };
    }

    private List<Node> taken(int port, java.util.Optional<String> holder, int free) {
        var other = new Button(texts.of("broker.taken.use", Integer.toString(free)));
        other.setId("broker-other-port");
        other.getStyleClass().add("accent");
        other.setMinWidth(USE_PREF_SIZE);
        other.setOnAction(_ -> ui.submit().accept(new Event.SettingsChanged(ui.house().settings().withPort(free))));
        var said = new java.util.ArrayList<>(said(Icon.WARNING, "amber",
                texts.of("broker.taken", Integer.toString(port), holder.orElse(texts.of("broker.taken.someone"))),
                texts.of("broker.taken.words")));
        said.add(other);
        return said;
    }

    private List<Node> said(Icon icon, String tone, String title, String words) {
        return List.of(new IconView(icon, "disc", "big", tone), new Titled(title, words));
    }

    private void addresses(Shown shown) {
        var listeners = shown.link() instanceof BrokerLink.Up ? shown.listeners() : List.<String>of();
        addresses.getChildren().setAll(listeners.stream().map(this::address).toList());
        addresses.setManaged(!listeners.isEmpty());
    }

    private Node address(String uri) {
        var name = new Label(texts.plain(uri));
        name.getStyleClass().add("mono");
        var chip = new HBox(name, new CopyButton(texts, uri, () -> uri));
        chip.setAlignment(Pos.CENTER_LEFT);
        chip.getStyleClass().add("chip");
        return chip;
    }
}
