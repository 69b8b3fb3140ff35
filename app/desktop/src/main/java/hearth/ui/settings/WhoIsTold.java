package hearth.ui.settings;

import hearth.home.Channel;
import hearth.home.People;
import hearth.home.Person;
import hearth.hub.Delivery;
import hearth.hub.Delivery.State;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Proof;
import hearth.hub.Secret;
import hearth.hub.Trouble;
import hearth.icon.Icon;
import hearth.ui.ChannelWords;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Question;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Whom the house tells of an alarm, on which channels and in which order, and whether that works. FX thread.
final class WhoIsTold extends VBox {

    /// A channel and what is known of it.
    private record Way(Channel channel, Proof proof, boolean stands, Optional<State> test) {
    }

    /// All that is shown; equal ones look the same.
    /// @param here what the system said to the last notification, if it did not take it
    private record Shown(People people, List<Way> ways, Optional<String> here) {

        static Shown of(HubState house, Instant now) {
            var outbox = house.outbox();
            return new Shown(outbox.people(), outbox.people().channels().stream().map(c -> new Way(c, outbox.proof(c.id()),
                    outbox.proof(c.id()).stands(now), outbox.test(c.id()).map(Delivery::state))).toList(),
                    Optional.ofNullable(house.troubles().get(Trouble.Kind.NOTIFICATION)).map(Trouble::detail));
        }

        Way way(Channel channel) {
            return ways.stream().filter(w -> w.channel().equals(channel)).findFirst().orElseThrow();
        }
    }

    private final Ui ui;
    private final Texts texts;
    private final VBox rows = new VBox();
    private final Question question;
    private @Nullable Shown shown;
    private @Nullable ChannelForm form;
    private int place;

    WhoIsTold(Ui ui) {
        this.ui = ui;
        texts = ui.texts();
        question = new Question(texts);
        setId("who-is-told");
        List.of(this, rows).forEach(box -> box.getStyleClass().add("home-access"));
        getChildren().addAll(new Paragraph(texts.of("told.words"), "quiet"), rows, question, newcomer());
        ui.show(this, HubState::outbox, _ -> show());
        ui.show(this, HubState::troubles, _ -> show());
        ui.showTime(this, _ -> show());
    }

    private void show() {
        var now = Shown.of(ui.house(), ui.clock().instant());
        if (!now.equals(shown)) {
            shown = now;
            build();
        }
    }

    private void build() {
        var now = shown;
        if (now == null) {
            return;
        }
        var all = new ArrayList<Node>(List.of(here(now.here())));
        for (int i = 0; i < now.people().all().size(); i++) {
            var person = now.people().all().get(i);
            all.add(person(i, person));
            person.channels().forEach(channel -> all.add(channel(now.way(channel))));
            if (form != null && place == i) {
                all.add(form);
            } else {
                all.add(more(i, person));
            }
        }
        var focus = getScene() == null ? null : getScene().getFocusOwner();
        var id = focus == null ? null : focus.getId();
        rows.getChildren().setAll(all);
        if (focus != null && id != null && focus.getScene() == null) {
            var again = rows.lookup("#" + id);
            if (again != null) {
                again.requestFocus();
            }
        } else if (focus != null && focus.getScene() != null) {
            focus.requestFocus();
        }
    }

    private Node person(int index, Person person) {
        var name = new Label(texts.plain(person.name()));
        name.getStyleClass().add("state-title");
        var when = new Label(index == 0 ? texts.of("told.first") : texts.of("told.later", index));
        when.getStyleClass().add("quiet");
        var words = new VBox(name, when);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        var up = icon("told-up-" + index, Icon.UP, texts.of("told.up", person.name()), () -> change(people().raised(index)));
        up.setDisable(index == 0);
        var remove = icon("told-remove-" + index, Icon.REMOVE, texts.of("told.remove", person.name()),
                () -> question.ask(texts.of("told.remove.ask", person.name()), texts.of("told.remove.yes"),
                        () -> change(people().without(index))));
        var row = new HBox(words, up, remove);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("setting");
        return row;
    }

    private Node here(Optional<String> problem) {
        var test = new Button(texts.of("told.test"));
        test.setId("told-test-here");
        test.setAccessibleText(texts.of("told.test") + ": " + texts.of("told.here"));
        test.setOnAction(_ -> ui.submit().accept(new Event.NotificationTested()));
        return row(problem.isEmpty(), texts.of("told.here"), problem.map(p -> texts.of("alert.notice.failed", texts.plain(p, 160)))
                .orElseGet(() -> texts.of("told.here.shows")), "here", test);
    }

    private Node channel(Way way) {
        var channel = way.channel();
        var name = ChannelWords.of(channel.address(), texts);
        var test = new Button(texts.of("told.test"));
        test.setId("told-test-" + channel.id());
        test.setAccessibleText(texts.of("told.test") + ": " + name);
        test.setDisable(way.test().filter(State.Sending.class::isInstance).isPresent());
        test.setOnAction(_ -> ui.submit().accept(new Event.ChannelTested(channel.id())));
        var edit = icon("told-edit-" + channel.id(), Icon.EDIT, texts.of("told.edit", name),
                () -> open(owner(channel), Optional.of(channel)));
        var remove = icon("told-remove-" + channel.id(), Icon.REMOVE, texts.of("told.remove", name),
                () -> question.ask(texts.of("told.remove.ask", name), texts.of("told.remove.yes"),
                        () -> change(people().without(channel.id()))));
        return row(way.stands(), name, standing(way), channel.id(), test, edit, remove);
    }

    private static Node row(boolean good, String name, String standing, String id, Button... buttons) {
        var state = new Paragraph(standing, "quiet");
        state.setId("told-standing-" + id);
        var words = new VBox(new Paragraph(name, "strong"), state);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        var row = new HBox(new IconView(good ? Icon.CHECK_CIRCLE : Icon.WARNING, good ? "tone-green" : "tone-amber"), words);
        row.getChildren().addAll(buttons);
        List.of(buttons).forEach(b -> b.setMinWidth(USE_PREF_SIZE));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().addAll("setting", "channel");
        return row;
    }

    /// What the last test said, as long as nothing newer is known; else whether it is proven.
    private String standing(Way way) {
        var proof = way.proof();
        if (way.test().orElse(null) instanceof State.Accepted(var at, var answer) && proof.worked().equals(Optional.of(at))) {
            return texts.of("told.test.accepted", texts.timeWithSeconds(at), texts.answer(answer));
        }
        if (way.test().isPresent() && way.test().get() instanceof State.Sending) {
            return texts.of("told.test.runs");
        }
        if (proof.failed().isPresent()) {
            return texts.of("told.failed", texts.moment(proof.failed().get()), texts.answer(proof.why()));
        }
        return proof.worked().map(at -> texts.of(way.stands() ? "told.proven" : "told.stale", texts.moment(at)))
                .orElseGet(() -> texts.of("told.unproven"));
    }

    private Node more(int index, Person person) {
        var add = new Button(texts.of("told.channel"), new IconView(Icon.ADD));
        add.setId("told-channel-" + index);
        add.setMinWidth(USE_PREF_SIZE);
        add.setAccessibleText(texts.of("told.channel") + ": " + person.name());
        add.setOnAction(_ -> open(index, Optional.empty()));
        var row = new HBox(add);
        row.getStyleClass().addAll("setting", "channel");
        return row;
    }

    private Node newcomer() {
        var name = new TextField();
        name.setId("told-name");
        name.setPromptText(texts.of("told.name"));
        name.setAccessibleText(texts.of("told.name"));
        HBox.setHgrow(name, Priority.ALWAYS);
        var add = new Button(texts.of("told.add"));
        add.setId("told-add");
        add.setMinWidth(USE_PREF_SIZE);
        add.disableProperty().bind(name.textProperty().map(t -> t.isBlank() || t.strip().length() > 64));
        Runnable act = () -> {
            if (!add.isDisabled()) {
                change(people().with(new Person(name.getText(), List.of())));
                name.clear();
            }
        };
        add.setOnAction(_ -> act.run());
        name.setOnAction(_ -> act.run());
        var row = new HBox(name, add);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("setting");
        return row;
    }

    private Button icon(String id, Icon icon, String words, Runnable act) {
        var button = new Button("", new IconView(icon));
        button.setId(id);
        button.getStyleClass().add("icon-button");
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
        button.setOnAction(_ -> act.run());
        return button;
    }

    private void open(int index, Optional<Channel> channel) {
        place = index;
        var opened = new ChannelForm(texts, channel, (filled, secret) -> {
            form = null;
            ui.submit().accept(new Event.PeopleChanged(people().with(index, filled),
                    secret.<Map<String, Secret>>map(s -> Map.of(filled.id(), s)).orElse(Map.of())));
            build();
        }, () -> {
            form = null;
            build();
        });
        form = opened;
        build();
        opened.focus();
    }

    private int owner(Channel channel) {
        return people().all().indexOf(people().owner(channel.id()).orElseThrow());
    }

    private People people() {
        return ui.house().outbox().people();
    }

    private void change(People changed) {
        form = null;
        ui.submit().accept(new Event.PeopleChanged(changed, Map.of()));
    }
}
