package hearth.ui.broker;

import hearth.home.Grant;
import hearth.home.Login;
import hearth.home.Role;
import hearth.hub.Access;
import hearth.hub.Event;
import hearth.hub.Knock;
import hearth.hub.Pairing;
import hearth.hub.Refusal;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.CopyButton;
import hearth.ui.IconView;
import hearth.ui.Question;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Who wants to join the embedded broker, who may, and who was refused and why. FX thread.
final class Doors extends ScrollPane {

    private static final int MOST_REFUSALS = 30;

    private final Ui ui;
    private final Texts texts;
    private final VBox knocks = rows();
    private final VBox logins = rows();
    private final VBox refusals = rows();
    private final VBox fresh = rows();
    private final Question question;

    Doors(Ui ui) {
        this.ui = ui;
        this.texts = ui.texts();
        question = new Question(texts);
        var clear = new Button(texts.of("doors.clear"));
        clear.setId("doors-clear");
        clear.setOnAction(_ -> ui.submit().accept(new Event.RefusalsCleared()));
        var page = new VBox(new Card(texts, texts.of("doors.knocks"), fresh, knocks),
                new Card(texts, texts.of("doors.logins"), question, logins, own()),
                new Card(texts, texts.of("doors.refusals"), refusals).beside(clear));
        page.getStyleClass().add("doors");
        setContent(page);
        setFitToWidth(true);
        getStyleClass().add("page-scroll");
        ui.show(this, h -> h.access(), this::shown);
    }

    private void shown(Access access) {
        fresh.getChildren().setAll(made(access));
        knocks.getChildren().setAll(orNothing(access.knocks().stream().map(this::knock).toList(), "doors.knocks.none"));
        logins.getChildren().setAll(orNothing(access.logins().all().stream().map(this::login).toList(), "doors.logins.none"));
        refusals.getChildren()
                .setAll(orNothing(access.refusals().stream().limit(MOST_REFUSALS).map(this::refusal).toList(), "doors.refusals.none"));
    }

    private List<Node> orNothing(List<Node> rows, String key) {
        return rows.isEmpty() ? List.of(words(texts.of(key), "quiet")) : rows;
    }

    /// A password that is shown now or never.
    private List<Node> made(Access access) {
        var all = new ArrayList<Node>();
        access.fresh().ifPresent(f -> {
            var seen = new Button(texts.of("doors.fresh.seen"));
            seen.setId("doors-seen");
            seen.setMinWidth(USE_PREF_SIZE);
            seen.setOnAction(_ -> ui.submit().accept(new Event.PasswordSeen()));
            all.add(password(f.user(), f.password().text(), seen));
        });
        access.pairing().filter(p -> p.arrival().isEmpty()).flatMap(Pairing::password)
                .ifPresent(p -> all.add(password(access.pairing().orElseThrow().user(), p.text())));
        return all;
    }

    private Node password(String user, String password, Node... more) {
        var value = new Label(password);
        value.getStyleClass().add("mono");
        value.setMinWidth(USE_PREF_SIZE);
        var row = row(Icon.CHECK_CIRCLE, "green", texts.of("doors.fresh", texts.plain(user)), texts.of("doors.fresh.words"));
        row.getChildren().addAll(value, new CopyButton(texts, texts.of("pair.password"), () -> password));
        row.getChildren().addAll(more);
        return row;
    }

    private Node knock(Knock knock) {
        var who = texts.plain(knock.clientId().isEmpty() ? knock.user().isEmpty() ? knock.address() : knock.user() : knock.clientId(), 40);
        var allow = new Button(texts.of("doors.allow"));
        allow.getStyleClass().add("accent");
        allow.setAccessibleText(texts.of("doors.allow") + " " + who);
        allow.setMinWidth(USE_PREF_SIZE);
        allow.setOnAction(_ -> ui.submit().accept(new Event.KnockAllowed(knock.key())));
        var refuse = new Button(texts.of("doors.refuse"));
        refuse.setAccessibleText(texts.of("doors.refuse") + " " + who);
        refuse.setMinWidth(USE_PREF_SIZE);
        refuse.setOnAction(_ -> ui.submit().accept(new Event.KnockRefused(knock.key())));
        var row = row(Icon.BROKER, "amber", texts.of("doors.knock", who),
                texts.of(knock.keepsItsPassword() ? "doors.knock.words" : "doors.knock.new", knock.address(), texts.moment(knock.last())));
        row.getChildren().addAll(allow, refuse);
        return row;
    }

    private Node login(Login login) {
        var renew = new Button(texts.of("doors.renew"));
        renew.setMinWidth(USE_PREF_SIZE);
        renew.setOnAction(_ -> question.ask(texts.of("doors.renew.ask", login.name()), texts.of("doors.renew"),
                () -> ui.submit().accept(new Event.PasswordRenewed(login.user()))));
        var revoke = new Button(texts.of("doors.revoke"));
        revoke.setAccessibleText(texts.of("doors.revoke") + " " + login.name());
        revoke.setMinWidth(USE_PREF_SIZE);
        revoke.setOnAction(_ -> question.ask(texts.of("doors.revoke.ask", login.name()), texts.of("doors.revoke"),
                () -> ui.submit().accept(new Event.LoginRevoked(login.user()))));
        var row = row(Icon.CHECK_CIRCLE, "grey", texts.plain(login.name()) + (login.name().equals(login.user()) ? ""
                : " · " + texts.plain(login.user())), role(login.role()) + " "
                        + login.used().map(u -> texts.of("doors.used", texts.moment(u))).orElse(texts.of("doors.unused")));
        row.getChildren().addAll(renew, revoke);
        return row;
    }

    private String role(Role role) {
        return switch (role) {
            case Role.Device(var grants) -> grants.isEmpty() ? texts.of("role.device.none")
                    : texts.of("role.device", texts.plain(grants.stream().map(Grant::topics).map(t -> t.filter()).distinct().limit(6)
                            .collect(Collectors.joining(", ")), 160));
            case Role.ReadAll() -> texts.of("role.read");
            case Role.ControlRooms(var rooms) -> texts.of("role.rooms", texts.plain(String.join(", ", rooms), 160));
            case Role.Everything() -> texts.of("role.everything");
        };
    }

    /// A login for a program of the user's own.
    private Node own() {
        var name = new TextField();
        name.setId("doors-name");
        name.setPromptText(texts.of("doors.own.name"));
        name.setAccessibleText(texts.of("doors.own.name"));
        HBox.setHgrow(name, Priority.ALWAYS);
        var read = new Button(texts.of("doors.own.read"));
        read.setId("doors-own-read");
        var all = new Button(texts.of("doors.own.everything"));
        all.setId("doors-own-everything");
        read.setOnAction(_ -> want(name, new Role.ReadAll()));
        all.setOnAction(_ -> want(name, new Role.Everything()));
        List.of(read, all).forEach(b -> {
            b.setMinWidth(USE_PREF_SIZE);
            b.disableProperty().bind(name.textProperty().map(t -> t.isBlank() || t.strip().length() > 64));
        });
        var row = new HBox(name, read, all);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("door");
        return row;
    }

    private void want(TextField name, Role role) {
        ui.submit().accept(new Event.LoginWanted(name.getText().strip(), role));
        name.clear();
    }

    private Node refusal(Refusal refusal) {
        var who = texts.plain(refusal.who(), 40);
        return row(Icon.WARNING, refusal.reason() == Refusal.Reason.TAMPERING ? "red" : "amber",
                texts.of("refusal." + refusal.reason(), who, texts.plain(refusal.topic(), 80)),
                texts.of(refusal.address().isEmpty() ? "refusal.when" : "refusal.words", refusal.address(), texts.moment(refusal.last()),
                        refusal.count()));
    }

    private static VBox rows() {
        var rows = new VBox();
        rows.getStyleClass().add("door-rows");
        return rows;
    }

    private HBox row(Icon icon, String tone, String title, String details) {
        var text = new VBox(words(title, "state-title"), words(details, "quiet"));
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        var row = new HBox(new IconView(icon, "disc", tone), text);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("door");
        return row;
    }

    private static Label words(String text, String style) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}
