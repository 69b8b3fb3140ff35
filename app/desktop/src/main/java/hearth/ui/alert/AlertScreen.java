package hearth.ui.alert;

import hearth.device.Capability;
import hearth.device.Value;
import hearth.home.Device;
import hearth.hub.AlarmState;
import hearth.hub.AlarmWish;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Incident;
import hearth.hub.JournalEntry;
import hearth.hub.PropertyState;
import hearth.hub.Secret;
import hearth.hub.Trouble;
import hearth.icon.Icon;
import hearth.ui.AlarmWords;
import hearth.ui.CodeEntry;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Ui;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/// The break-in over everything in its window, from the moment it is recorded until somebody has seen it. Visible only then;
/// what lies below must be hidden meanwhile, so that no key reaches it. FX thread.
public final class AlertScreen extends ScrollPane {

    /// All that is on the screen; equal ones look the same.
    private record Shown(Incident incident, String device, String topic, List<Instant> silences, List<Trouble> troubles,
            Told.Facts facts, AlarmState guard, boolean coded, boolean hasSirens, List<Line> sirens) {

        static Optional<Shown> of(HubState house) {
            return house.alert().map(incident -> {
                var ref = incident.cause();
                var binding = house.device(ref.device()).map(d -> d.binding());
                return new Shown(incident, house.home().device(ref.device()).map(Device::name).orElse(ref.device().value()),
                        binding.flatMap(b -> b.property(ref)).map(p -> p.source()).orElse(""),
                        house.journal().list().stream()
                                .filter(e -> e.kind() == JournalEntry.Kind.SILENCED && !e.at().isBefore(incident.since()))
                                .map(JournalEntry::at).toList(),
                        house.troubles().values().stream().sorted(Comparator.comparing(Trouble::kind)).toList(),
                        Told.Facts.of(house, incident.since()), house.security().shown().state(),
                        house.security().needsCode(new AlarmWish.Disarm()), !house.home().alarm().sirens().isEmpty(),
                        sirens(house, incident));
            });
        }

        /// What became of the sirens, each name as the line's words.
        private static List<Line> sirens(HubState house, Incident incident) {
            return house.home().alarm().sirens().stream().sorted()
                    .flatMap(id -> house.device(id).flatMap(d -> d.state(Capability.ON))
                            .filter(on -> on.value().equals(Optional.of(new Value.Truth(true)))).flatMap(PropertyState::at)
                            .filter(at -> !at.isBefore(incident.since()))
                            .map(at -> new Line(at, house.home().device(id).map(Device::name).orElse(id.value()), "")).stream())
                    .toList();
        }

        /// Whether devices sound: those are quiet only once it is disarmed, or after their time.
        boolean sirensGoOn() {
            return guard instanceof AlarmState.Triggered && hasSirens;
        }

        Optional<String> trouble(Trouble.Kind kind) {
            return troubles.stream().filter(t -> t.kind() == kind).map(Trouble::detail).findFirst();
        }
    }

    /// A line of what happened.
    private record Line(Instant at, String words, String more) {
    }

    private static final PseudoClass FIRST = PseudoClass.getPseudoClass("first");

    private final Ui ui;
    private final Label kicker = new Label();
    private final Label when = new Label();
    private final Label title = new Label();
    private final Label count = new Label();
    private final Label said = new Label();
    private final Button disarm;
    private final Button silence;
    private final Button seen;
    private final VBox entry = new VBox();
    private boolean coded;
    private final VBox happened = new VBox();
    private final VBox told = new VBox();
    private final VBox people = new VBox();
    private Told.@Nullable Facts facts;
    private Instant since = Instant.MIN;
    private Instant shownAt = Instant.MIN;
    private @Nullable Node focusedBefore;

    public AlertScreen(Ui ui) {
        this.ui = ui;
        disarm = new Button("", new IconView(Icon.UNLOCK));
        disarm.getStyleClass().addAll("alert-button", "alert-first");
        disarm.setId("alert-disarm");
        disarm.setMinWidth(USE_PREF_SIZE);
        disarm.setOnAction(_ -> disarm());
        disarm.managedProperty().bind(disarm.visibleProperty());
        entry.managedProperty().bind(entry.visibleProperty());
        entry.setVisible(false);
        silence = button("alert.silence", Icon.SILENCE, new Event.IncidentSilenced());
        seen = button("alert.seen", Icon.CHECK, new Event.IncidentAcknowledged());
        title.setId("alert-title");
        count.setId("alert-count");
        silence.setId("alert-silence");
        seen.setId("alert-seen");
        setId("alert");
        getStyleClass().add("alert");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setAccessibleRole(AccessibleRole.DIALOG);
        setContent(page());
        setVisible(false);
        addEventHandler(KeyEvent.KEY_PRESSED, AlertScreen::key);
        ui.show(this, Shown::of, shown -> shown.ifPresentOrElse(this::show, this::leave));
        ui.showTime(this, _ -> {
            age();
            people();
        });
    }

    private Region page() {
        kicker.getStyleClass().add("alert-kicker");
        when.getStyleClass().add("alert-when");
        var disc = new StackPane(new IconView(Icon.SHIELD_ALERT, "alert-icon"));
        disc.getStyleClass().add("alert-disc");
        var moment = new VBox(kicker, when);
        moment.setAlignment(Pos.CENTER_LEFT);
        var head = new HBox(disc, moment);
        head.getStyleClass().add("alert-head");
        title.getStyleClass().add("alert-title");
        title.setWrapText(true);
        count.getStyleClass().add("alert-count");
        count.setMinWidth(USE_PREF_SIZE);
        count.managedProperty().bind(count.visibleProperty());
        said.getStyleClass().add("alert-said");
        said.setWrapText(true);
        var buttons = new FlowPane(disarm, silence, seen);
        buttons.getStyleClass().add("alert-buttons");
        happened.getStyleClass().add("alert-lines");
        var what = card("alert.happened", happened);
        people.getStyleClass().add("alert-rows");
        told.getStyleClass().add("alert-rows");
        var who = card("alert.told", new VBox(told, people));
        HBox.setHgrow(what, Priority.ALWAYS);
        var cards = new HBox(what, who);
        cards.getStyleClass().add("alert-cards");
        var big = new HBox(title, count);
        big.getStyleClass().add("alert-big");
        var page = new VBox(head, big, said, buttons, entry, cards);
        page.getStyleClass().add("alert-page");
        return page;
    }

    private Button button(String key, Icon icon, Event event) {
        var button = new Button(ui.texts().of(key), new IconView(icon));
        button.getStyleClass().add("alert-button");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> ui.submit().accept(event));
        return button;
    }

    private VBox card(String key, VBox rows) {
        var name = new Label(ui.texts().of(key));
        name.getStyleClass().add("alert-card-name");
        rows.getStyleClass().add("alert-rows");
        var card = new VBox(name, rows);
        card.getStyleClass().add("alert-card");
        return card;
    }

    /// Enter presses what is focused, Tab and arrows move on; no other key gets past.
    private static void key(KeyEvent key) {
        if (key.getCode() == KeyCode.ENTER && key.getTarget() instanceof Button button) {
            button.fire();
        }
        if (key.getCode() != KeyCode.TAB && !key.getCode().isNavigationKey()) {
            key.consume();
        }
    }

    private void show(Shown shown) {
        var incident = shown.incident();
        boolean news = !incident.since().equals(since);
        if (news) {
            since = incident.since();
            shownAt = ui.clock().instant();
            focusedBefore = getScene() == null ? null : getScene().getFocusOwner();
        }
        var words = new AlarmWords(ui.house(), ui.texts());
        kicker.setText(words.kicker(incident));
        title.setText(words.title(incident));
        coded = shown.coded();
        disarm.setVisible(!(shown.guard() instanceof AlarmState.Disarmed));
        disarm.setText(ui.texts().of(coded ? "alert.disarm" : "alert.disarm.plain"));
        silence.pseudoClassStateChanged(FIRST, !disarm.isVisible());
        entry.setVisible(entry.isVisible() && coded && disarm.isVisible());
        count.setText("×" + incident.count());
        count.setVisible(incident.count() > 1);
        said.setText(!words.said(incident.cause()) ? words.course(incident)
                : ui.texts().of(shown.topic().isEmpty() ? "alert.said" : "alert.said.topic", ui.texts().plain(shown.device()),
                        ui.texts().plain(incident.word()), ui.texts().plain(shown.topic())));
        silence.setDisable(incident.silenced());
        silence.setText(ui.texts().of((incident.silenced() ? "alert.silenced" : "alert.silence") + (shown.sirensGoOn() ? ".here" : "")));
        age();
        happened.getChildren().setAll(lines(shown).stream().map(this::row).toList());
        told.getChildren().setAll(told(shown));
        facts = shown.facts();
        people();
        setVisible(true);
        announce(incident, news, words);
    }

    /// Where there is no code, one press is enough.
    private void disarm() {
        if (coded) {
            var code = new CodeEntry(ui, "alert-code", ui.texts().of("alert.disarm.plain"), AlarmWish.Disarm::new);
            entry.getChildren().setAll(code);
            entry.setVisible(true);
            code.requestFocus();
        } else {
            ui.submit().accept(new Event.AlarmWished(new AlarmWish.Disarm(), new Secret("")));
        }
    }

    private void announce(Incident incident, boolean news, AlarmWords words) {
        var sentence = ui.texts().of("alert.sentence", title.getText(), said.getText(), ui.texts().time(incident.since()),
                words.kind(incident));
        setAccessibleText(sentence);
        silence.setAccessibleHelp(sentence);
        seen.setAccessibleHelp(sentence);
        if (entry.isVisible()) {
            return; // somebody is entering a code
        }
        if (incident.silenced()) {
            seen.requestFocus();
        } else if (news) {
            silence.requestFocus();
        }
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }

    private void leave() {
        boolean was = isVisible();
        setVisible(false);
        entry.setVisible(false);
        since = Instant.MIN;
        if (was && focusedBefore != null) {
            focusedBefore.requestFocus();
        }
        focusedBefore = null;
    }

    private void age() {
        if (!since.equals(Instant.MIN)) {
            var age = ui.texts().age(since, ui.clock().instant());
            when.setText(ui.texts().day(since) + ", " + ui.texts().exactTime(since) + " · "
                    + (age.equals(ui.texts().of("age.now")) ? age : ui.texts().of("alert.ago", age)));
        }
    }

    private List<Line> lines(Shown shown) {
        var lines = new ArrayList<Line>();
        var words = new AlarmWords(ui.house(), ui.texts());
        for (var h : shown.incident().happenings()) {
            var zone = h.zone().map(ui.texts()::plain);
            boolean panel = words.said(h.cause());
            var kind = words.kind(shown.incident());
            var word = panel ? ui.texts().of("alert.word", ui.texts().plain(h.word()))
                    : zone.map(z -> ui.texts().of("alert.zone", z)).orElse("");
            var what = !panel ? words.sign(h) : zone.map(z -> ui.texts().of("alert.in", kind, z)).orElse(kind);
            lines.add(new Line(h.first(), what, h.count() == 1 ? word
                    : word + " · " + ui.texts().of("alert.times", Integer.toString(h.count()), ui.texts().exactTime(h.last()))));
        }
        shown.silences().forEach(at -> lines.add(new Line(at, ui.texts().of("alert.silenced"), "")));
        if (shown.guard() instanceof AlarmState.Triggered(_, var rang, _) && shown.hasSirens()) {
            lines.add(new Line(rang, ui.texts().of("alert.triggered"), ""));
        }
        shown.sirens().forEach(s -> lines.add(new Line(s.at(), ui.texts().of("alert.siren.confirmed", ui.texts().plain(s.words())), "")));
        lines.sort(Comparator.comparing(Line::at));
        return lines;
    }

    private Node row(Line line) {
        var time = new Label(ui.texts().exactTime(line.at()));
        time.getStyleClass().add("alert-time");
        time.setMinWidth(USE_PREF_SIZE);
        var words = new Text(line.words() + "  ");
        words.getStyleClass().add("alert-words");
        var more = new Text(line.more());
        more.getStyleClass().add("alert-more");
        var both = new TextFlow(words, more);
        HBox.setHgrow(both, Priority.ALWAYS);
        var row = new HBox(time, both);
        row.getStyleClass().add("alert-row");
        return row;
    }

    private List<Node> told(Shown shown) {
        var rows = new ArrayList<Node>();
        rows.add(told(true, "alert.shown", ui.texts().exactTime(shownAt)));
        rows.add(shown.trouble(Trouble.Kind.SOUND).map(why -> told(false, "alert.sound.failed", ui.texts().answer(why)))
                .orElseGet(() -> told(true, shown.incident().silenced() ? "alert.sound.silenced" : "alert.sound.on")));
        rows.add(shown.trouble(Trouble.Kind.NOTIFICATION).map(why -> told(false, "alert.notice.failed", ui.texts().answer(why)))
                .orElseGet(() -> told(true, "alert.notice.sent")));
        rows.add(shown.incident().unsaved().map(why -> told(false, "alert.unsaved", ui.texts().plain(why)))
                .orElseGet(() -> told(true, "alert.saved")));
        return rows;
    }

    private void people() {
        if (facts != null) {
            people.getChildren().setAll(Told.of(facts, ui.texts(), ui.clock().instant()).stream().map(this::told).toList());
        }
    }

    private Node told(boolean worked, String key, Object... places) {
        return told(new Told(worked ? Icon.CHECK_CIRCLE : Icon.WARNING, worked ? "alert-worked" : "alert-failed",
                ui.texts().of(key, places)));
    }

    private Node told(Told line) {
        var words = new Paragraph(line.words(), new IconView(line.icon(), line.tone()), "alert-told");
        words.setAccessibleText(words.getText());
        return words;
    }
}
