package hearth.ui.broker;

import hearth.home.Login;
import hearth.hub.Access;
import hearth.hub.Event;
import hearth.hub.Knock;
import hearth.hub.Pairing;
import hearth.hub.Refusal;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.CopyButton;
import hearth.ui.IconView;
import hearth.ui.PageScroll;
import hearth.ui.Paragraph;
import hearth.ui.Place;
import hearth.ui.Question;
import hearth.ui.Texts;
import hearth.ui.Titled;
import hearth.ui.Ui;
import hearth.ui.access.RoleWords;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Who wants to join the embedded broker, who may, and who was refused and why. FX thread.
final class Doors extends VBox {

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
                new Card(texts, texts.of("doors.logins"), question, logins, own()).beside(files()),
                new Card(texts, texts.of("doors.refusals"), refusals).beside(clear));
        page.getStyleClass().add("cards");
        getChildren().add(new PageScroll(page));
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
        return rows.isEmpty() ? List.of(new Paragraph(texts.of(key), "quiet")) : rows;
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
        access.pairing().filter(p -> p.arrival().isEmpty()).flatMap(p -> access.logins().login(p.user())).filter(l -> !l.hash().isEmpty())
                .filter(_ -> access.pairing().flatMap(Pairing::password).isEmpty())
                .ifPresent(l -> all.add(row(Icon.CLOCK, "grey", texts.of("doors.awaited", texts.plain(l.name())),
                        texts.of("doors.awaited.words", texts.time(access.pairing().orElseThrow().ends())))));
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
        var who = texts.plain(knock.name(), 40);
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
                texts.of(knock.keepsItsPassword() ? "doors.knock.words" : "doors.knock.new", knock.address(), texts.moment(knock.last()),
                        texts.plain(knock.clientId(), 60)));
        row.getChildren().addAll(allow, refuse);
        return row;
    }

    private Node login(Login login) {
        var edit = new Button(texts.of("doors.edit"));
        edit.setAccessibleText(texts.of("doors.edit") + " " + login.name());
        edit.setMinWidth(USE_PREF_SIZE);
        edit.setOnAction(_ -> ui.go().accept(new Place.EditLogin(login.user())));
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
                : " · " + texts.plain(login.user())), RoleWords.of(texts, login.role()) + " "
                        + login.used().map(u -> texts.of("doors.used", texts.moment(u))).orElse(texts.of("doors.unused")));
        row.getChildren().addAll(edit, renew, revoke);
        return row;
    }

    // ---- logins from elsewhere, and to elsewhere

    private Node[] files() {
        var bring = new Button(texts.of("import.open"));
        bring.setId("doors-import");
        bring.setOnAction(_ -> ui.go().accept(new Place.ImportLogins()));
        var export = new Button(texts.of("export.open"));
        export.setId("doors-export");
        export.setOnAction(_ -> ui.go().accept(new Place.TakeLogins()));
        ui.show(export, h -> h.access().logins().all().isEmpty(), export::setDisable);
        return new Node[]{bring, export};
    }

    /// A login for a program of the user's own.
    private Node own() {
        var make = new Button(texts.of("doors.own"), new IconView(Icon.ADD));
        make.setId("doors-own");
        make.setOnAction(_ -> ui.go().accept(new Place.NewLogin()));
        return make;
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
        rows.getStyleClass().add("entries");
        return rows;
    }

    private HBox row(Icon icon, String tone, String title, String details) {
        var row = new HBox(new IconView(icon, "disc", tone), new Titled(title, details));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("entry");
        return row;
    }
}
