package hearth.ui.broker;

import hearth.home.Login;
import hearth.hub.BrokerStatus.LastWords;
import hearth.hub.BrokerStatus.Session;
import hearth.hub.Event;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Place;
import hearth.ui.Question;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// All that is known of one client of the broker, and what can be done about it. FX thread.
final class ClientDetails extends VBox {

    private final Ui ui;
    private final Texts texts;
    private final Heading heading;
    private final Label standing = new Paragraph("", "quiet");
    private final GridPane facts = new GridPane();
    private final Question question;
    private final FlowPane actions = new FlowPane();
    private final Button cut;
    private final Button edit;
    private final Button revoke;
    private Clients.@Nullable Client client;

    ClientDetails(Ui ui) {
        this.ui = ui;
        this.texts = ui.texts();
        question = new Question(texts);
        heading = new Heading(texts, texts.of("clients.id"), () -> client == null ? "" : client.session().clientId());
        var key = new ColumnConstraints();
        key.setMinWidth(USE_PREF_SIZE);
        var value = new ColumnConstraints();
        value.setHgrow(Priority.ALWAYS);
        facts.getColumnConstraints().addAll(key, value);
        facts.getStyleClass().add("facts");
        cut = action("clients.cut", Icon.DISCONNECT);
        edit = action("clients.edit", Icon.EDIT);
        revoke = action("doors.revoke", Icon.REMOVE);
        actions.getChildren().addAll(cut, edit, revoke);
        actions.getStyleClass().add("actions");
        getStyleClass().add("topic-details");
        getChildren().add(new Card(texts, texts.of("clients.id"), heading, standing, facts, actions, question));
        show(null);
    }

    private Button action(String key, Icon icon) {
        var button = new Button(texts.of(key), new IconView(icon));
        button.setId(key.replace('.', '-'));
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    /// Shows another client, or the newest of the same, or none.
    void show(Clients.@Nullable Client newest) {
        if (newest == null || client == null || !newest.session().clientId().equals(client.session().clientId())) {
            question.close();
        }
        client = newest;
        facts.getChildren().clear();
        for (var part : new javafx.scene.Node[]{facts, actions}) {
            part.setVisible(newest != null);
            part.setManaged(newest != null);
        }
        if (newest == null) {
            heading.show(texts.of("clients.choose"), false);
            standing.setText(texts.of("clients.choose.words"));
        } else {
            fill(newest.session(), newest.login());
        }
    }

    private void fill(Session session, Optional<Login> login) {
        heading.show(texts.plain(session.clientId(), 300), true);
        standing.setText(texts.of(session.connected() ? "clients.here.since" : "clients.away.since", texts.moment(session.since())));
        row("clients.login", login.map(l -> texts.plain(l.name()) + (l.name().equals(l.user()) ? "" : " · " + texts.plain(l.user())))
                .orElse(!session.user().isEmpty() ? texts.plain(session.user())
                        : texts.of(session.connected() ? "clients.login.none" : "sender.unknown")));
        row("clients.address", session.address().isEmpty() ? texts.of("sender.unknown") : texts.plain(session.address()));
        row("clients.version", "MQTT " + session.version());
        row("clients.rate", RateLine.number(texts, session.messagesPerSecond()));
        row("clients.queued", RateLine.number(texts, session.queued()));
        row("clients.subscriptions", session.subscriptions().isEmpty() ? texts.of("clients.nothing")
                : session.subscriptions().stream().limit(40).map(t -> texts.plain(t, 200)).collect(Collectors.joining("\n")))
                .getStyleClass().setAll("label", "mono");
        row("clients.will",
                session.lastWords().map(this::words).orElse(texts.of(session.connected() ? "clients.nothing" : "sender.unknown")));
        cut.setDisable(!session.connected());
        cut.setOnAction(_ -> ui.submit().accept(new Event.ClientCut(session.clientId())));
        edit.setDisable(login.isEmpty());
        edit.setOnAction(_ -> login.ifPresent(l -> ui.go().accept(new Place.EditLogin(l.user()))));
        revoke.setDisable(login.isEmpty());
        revoke.setOnAction(_ -> login.ifPresent(l -> question.ask(texts.of("doors.revoke.ask", texts.plain(l.name())),
                texts.of("doors.revoke"), () -> ui.submit().accept(new Event.LoginRevoked(l.user())))));
    }

    private String words(LastWords will) {
        return texts.plain(will.topic(), 120) + ": " + texts.plain(will.text(), 120)
                + (will.retained() ? " (" + texts.of("topic.kept") + ")" : "");
    }

    private Label row(String key, String words) {
        var name = new Label(texts.of(key));
        name.getStyleClass().add("faint");
        var value = new Paragraph(words, "strong");
        facts.addRow(facts.getRowCount(), name, value);
        return value;
    }
}
