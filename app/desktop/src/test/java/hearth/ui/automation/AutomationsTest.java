package hearth.ui.automation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Action;
import hearth.home.AlarmMode;
import hearth.home.ArmState;
import hearth.home.Automations;
import hearth.home.Blueprint;
import hearth.home.Condition;
import hearth.home.Fact;
import hearth.home.Rule;
import hearth.home.Scene;
import hearth.home.Settings;
import hearth.home.Spot;
import hearth.home.Trigger;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.Origin;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Screens;
import hearth.ui.Texts;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Scenes and rules from the window: made, read, changed, tried; and in every theme as pictures to look at.
@ExtendWith(ApplicationExtension.class)
class AutomationsTest {

    private static final PropertyRef DOOR = main("door");
    private static final PropertyRef CEILING = main("ceiling");
    private static final PropertyRef CLIMATE = main("climate");
    private static final Rule HALL = new Rule("hall", "Hall light", true, Rule.Again.RESTART,
            List.of(new Trigger.Turns(new Fact(DOOR, Fact.How.IS, new Value.Truth(true)), Duration.ZERO)),
            new Condition.All(List.of(new Condition.Dark(), new Condition.Within(LocalTime.of(6, 0), LocalTime.of(23, 30), Set.of()))),
            List.of(new Action.Wish(CEILING, new Value.Numeric(40)), new Action.Wait(Duration.ofMinutes(5)),
                    new Action.Choose(new Condition.Is(new Fact(DOOR, Fact.How.IS, new Value.Truth(true))),
                            List.of(new Action.Tell("The front door is still open")),
                            List.of(new Action.Wish(CEILING, new Value.Numeric(0))))));
    private static final Rule MORNING = new Rule("morning", "Morning", true, Rule.Again.SINGLE,
            List.of(new Trigger.At(LocalTime.of(6, 45), Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY)),
                    new Trigger.Sun(Trigger.Sun.Edge.SET, Duration.ofMinutes(-30), Set.of())),
            Condition.ALWAYS, List.of(new Action.Play("film"),
                    new Action.Repeat(List.of(new Action.Tell("Up!"), new Action.Wait(Duration.ofSeconds(30))),
                            new Condition.Is(new Fact(CLIMATE, Fact.How.ABOVE, new Value.Numeric(21))), 3)));
    private static final Rule LEAVING = new Rule("leaving", "Leaving", true, Rule.Again.SINGLE,
            List.of(new Trigger.Arms(ArmState.ARMED_AWAY), new Trigger.Turns(new Fact(DOOR, Fact.How.IS, new Value.Truth(false)),
                    Duration.ofMinutes(30))),
            new Condition.Armed(ArmState.DISARMED), List.of(new Action.Arm(AlarmMode.NIGHT), new Action.Tell("Good night")));
    private static final Scene FILM = scene();

    private Stage stage;
    private final List<Event> events = new CopyOnWriteArrayList<>();

    private static PropertyRef main(String device) {
        return Houses.full(Houses.SETTINGS).device(DeviceId.of(device)).orElseThrow().main().orElseThrow().ref();
    }

    private static Scene scene() {
        var wishes = new LinkedHashMap<PropertyRef, Value>();
        wishes.put(CEILING, new Value.Numeric(15));
        wishes.put(main("sconces"), new Value.Numeric(0));
        return new Scene("film", "Film", wishes);
    }

    private static HubState house(Settings settings, Automations automations) {
        return Houses.after(Houses.full(settings), Houses.NOW, new Event.HomeEdited(new HomeEdit.Automate(automations)),
                new Event.Began(ZoneOffset.UTC, Houses.NOW));
    }

    private static HubState busy(Settings settings) {
        var all = Automations.NONE.at(Optional.of(new Spot(52.5, 13.4))).with(FILM).with(HALL).with(MORNING).with(LEAVING)
                .with(new Rule("off", "Frost guard",
                        false, Rule.Again.QUEUED, List.of(new Trigger.Turns(new Fact(CLIMATE, Fact.How.BELOW, new Value.Numeric(5)),
                                Duration.ofMinutes(10))),
                        Condition.ALWAYS, List.of(new Action.Tell("Frost!"))));
        var broken = new Automations(all.spot(), all.scenes(), all.rules(),
                List.of(new Automations.Unread("Porch", "Could not resolve type id 'full moon'", "{}", true)));
        return Houses.after(house(settings, broken), Houses.NOW, Houses.said("door", "open"),
                new Event.ScenePlayed("film", new Origin.Scene("film")), new Event.RuleTried("morning"));
    }

    @Start void start(Stage primary) {
        stage = primary;
    }

    private Parent open(HubState house, Place there, double width, double height) {
        return Screens.open(stage, house, events::add, there, width, height).scene().getRoot();
    }

    private static <N extends Node> List<N> all(Parent root, Class<N> type) {
        return root.lookupAll("*").stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Button button(Parent root, String words) {
        return all(root, Button.class).stream().filter(b -> words.equals(b.getText())).findFirst().orElseThrow();
    }

    @SuppressWarnings("unchecked") private static <T> void choose(Parent root, String what, Class<T> type, T value) {
        Screens.fx(() -> all(root, ComboBox.class).stream().filter(c -> what.equals(c.getAccessibleText()))
                .filter(c -> c.getItems().contains(value)).reduce((_, last) -> last).orElseThrow().setValue(value));
    }

    private static void type(Parent root, String what, String text) {
        Screens.fx(() -> all(root, TextField.class).stream().filter(f -> what.equals(f.getAccessibleText())).reduce((_, last) -> last)
                .orElseThrow()
                .setText(text));
    }

    @Test void aRuleIsPutTogetherAndReadAsASentence() {
        var root = open(house(Houses.SETTINGS, Automations.NONE), new Place.OneRule(Optional.empty()), 1440, 900);
        var save = (Button) root.lookup("#rule-save");
        assertTrue(save.isDisabled());
        assertEquals("Choose when it shall act.", ((Label) root.lookup("#rule-preview")).getText());
        Screens.fx(() -> ((TextField) root.lookup("#rule-name")).setText("Hall"));
        Screens.fx(button(root, "Add when")::fire);
        choose(root, "Device", DeviceId.class, DeviceId.of("door"));
        Screens.fx(button(root, "Add condition")::fire);
        choose(root, "Condition", Sorts.If.class, Sorts.If.WITHIN);
        type(root, "Time", "23:30");
        Screens.fx(button(root, "Add step")::fire);
        choose(root, "Device", DeviceId.class, DeviceId.of("ceiling"));
        type(root, "Value", "400");
        assertTrue(save.isDisabled(), "out of range");
        type(root, "Value", "40");
        assertEquals("When Front door is open, if it is between 22:00 and 23:30: set Ceiling light to 40\u00a0%.",
                ((Label) root.lookup("#rule-preview")).getText());
        Screens.fx(save::fire);
        var edit = assertInstanceOf(Event.HomeEdited.class, events.getFirst());
        var made = ((HomeEdit.Automate) edit.edit()).automations().rules().getFirst();
        assertEquals(new Rule("hall", "Hall", true, Rule.Again.RESTART,
                List.of(new Trigger.Turns(new Fact(DOOR, Fact.How.IS, new Value.Truth(true)), Duration.ZERO)),
                new Condition.Within(LocalTime.of(22, 0), LocalTime.of(23, 30), Set.of()),
                List.of(new Action.Wish(CEILING, new Value.Numeric(40)))), made);
    }

    @Test void aRuleIsPutTogetherByTheKeyboardAlone() {
        var root = open(house(Houses.SETTINGS, Automations.NONE), new Place.Automations(), 1440, 900);
        press(root, "New rule");
        at(root, node -> "rule-name".equals(node.getId()));
        write(root, "Hall");
        press(root, "Add when");
        pick(root, "Device", DeviceId.of("door"));
        press(root, "Add step");
        pick(root, "Device", DeviceId.of("ceiling"));
        at(root, node -> "Value".equals(node.getAccessibleText()));
        key(root, KeyEvent.KEY_PRESSED, KeyCode.A, true);
        write(root, "40");
        assertEquals("When Front door is open: set Ceiling light to 40\u00a0%.", ((Label) root.lookup("#rule-preview")).getText());
        press(root, "Save");
        var edit = assertInstanceOf(Event.HomeEdited.class, events.getFirst());
        assertEquals(List.of(new Rule("hall", "Hall", true, Rule.Again.RESTART,
                List.of(new Trigger.Turns(new Fact(DOOR, Fact.How.IS, new Value.Truth(true)), Duration.ZERO)), Condition.ALWAYS,
                List.of(new Action.Wish(CEILING, new Value.Numeric(40))))), ((HomeEdit.Automate) edit.edit()).automations().rules());
    }

    private static Node focused(Parent root) {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> Objects.requireNonNullElse(root.getScene().getFocusOwner(), root));
    }

    private static void key(Parent root, EventType<KeyEvent> what, KeyCode code, boolean shortcut) {
        var to = focused(root);
        Screens.fx(() -> javafx.event.Event.fireEvent(to, new KeyEvent(what, "", "", code, false, shortcut, false, false)));
    }

    /// Tab by Tab to what is wanted; each place comes once in a round.
    private static void at(Parent root, Predicate<Node> wanted) {
        var passed = new LinkedHashSet<Node>();
        while (!wanted.test(focused(root))) {
            assertTrue(passed.add(focused(root)) || passed.size() < 2, () -> "not among " + passed);
            key(root, KeyEvent.KEY_PRESSED, KeyCode.TAB, false);
        }
    }

    private static void press(Parent root, String words) {
        at(root, node -> node instanceof Button button && words.equals(button.getText()));
        key(root, KeyEvent.KEY_PRESSED, KeyCode.SPACE, false);
        key(root, KeyEvent.KEY_RELEASED, KeyCode.SPACE, false);
    }

    /// In the newest box of that name, from its first line down.
    private static void pick(Parent root, String what, Object value) {
        var boxes = all(root, ComboBox.class).stream().filter(c -> what.equals(c.getAccessibleText())).toList();
        var box = boxes.getLast();
        at(root, node -> node == box);
        for (int i = 0; i < box.getItems().size(); i++) {
            key(root, KeyEvent.KEY_PRESSED, KeyCode.UP, false);
        }
        for (int i = 0; i < box.getItems().size() && !value.equals(box.getValue()); i++) {
            key(root, KeyEvent.KEY_PRESSED, KeyCode.DOWN, false);
        }
        assertEquals(value, box.getValue());
    }

    private static void write(Parent root, String text) {
        var to = focused(root);
        text.chars().forEach(c -> Screens.fx(() -> javafx.event.Event.fireEvent(to, new KeyEvent(KeyEvent.KEY_TYPED, String.valueOf(
                (char) c), "", KeyCode.UNDEFINED, false, false, false, false))));
    }

    @Test void whateverARuleHoldsIsThereAgainWhenItIsOpened() {
        for (var rule : List.of(HALL, MORNING, LEAVING)) {
            events.clear();
            var root = open(busy(Houses.SETTINGS), new Place.OneRule(Optional.of(rule.id())), 1440, 900);
            Screens.fx(((Button) root.lookup("#rule-save"))::fire);
            var edit = (HomeEdit.Automate) ((Event.HomeEdited) events.getFirst()).edit();
            assertEquals(Optional.of(rule), edit.automations().rule(rule.id()));
        }
    }

    @Test void aSceneIsTakenFromHowThingsAre() {
        var root = open(house(Houses.SETTINGS, Automations.NONE), new Place.OneScene(Optional.empty()), 1440, 900);
        Screens.fx(() -> ((TextField) root.lookup("#rule-name")).setText("Evening"));
        Screens.fx(() -> ((javafx.scene.control.MenuButton) root.lookup("#scene-capture")).getItems().get(1).fire());
        Screens.fx(((Button) root.lookup("#rule-save"))::fire);
        var scene = ((HomeEdit.Automate) ((Event.HomeEdited) events.getFirst()).edit()).automations().scenes().getFirst();
        assertEquals("evening", scene.id());
        assertEquals(new Value.Numeric(62), scene.wishes().get(CEILING));
        assertEquals(Set.of("ceiling", "floor", "shelf", "heating"),
                Set.copyOf(scene.wishes().keySet().stream().map(p -> p.device().value()).toList()));
    }

    @Test void scenesArePlayedByClickByKeyAndFromTheirBar(FxRobot robot) {
        var root = open(busy(Houses.SETTINGS), new Place.Home(), 1440, 900);
        Screens.fx(((Button) root.lookup("#scene-film"))::fire);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        WaitForAsyncUtils.waitForFxEvents();
        var played = new Event.ScenePlayed("film", new Origin.Scene("film"));
        assertEquals(List.of(played, played), events);
    }

    @Test void aRuleIsSwitchedTriedAndTakenAway() {
        var root = open(busy(Houses.SETTINGS), new Place.Automations(), 1440, 900);
        Screens.fx(((ToggleButton) root.lookup("#on-hall"))::fire);
        Screens.fx(((Button) root.lookup("#try-hall"))::fire);
        Screens.fx(((Button) root.lookup("#remove-hall"))::fire);
        var off = (HomeEdit.Automate) ((Event.HomeEdited) events.get(0)).edit();
        assertEquals(Optional.of(HALL.on(false)), off.automations().rule("hall"));
        assertEquals(new Event.RuleTried("hall"), events.get(1));
        assertEquals(Optional.empty(), ((HomeEdit.Automate) ((Event.HomeEdited) events.get(2)).edit()).automations().rule("hall"));
    }

    @Test void aReadyMadeRuleIsFilledInByChoosingDevices() {
        var root = open(house(Houses.SETTINGS, Automations.NONE), new Place.ReadyMade(), 1440, 900);
        Screens.fx(((Button) root.lookup("#ready-motion_light"))::fire);
        var add = (Button) root.lookup("#ready-add");
        assertTrue(add.isDisabled(), "no lamp is chosen");
        Screens.fx(
                () -> all(root, CheckBox.class).stream().filter(c -> c.getText().equals("Ceiling light")).findFirst().orElseThrow().fire());
        Screens.fx(add::fire);
        var rule = ((HomeEdit.Automate) ((Event.HomeEdited) events.getFirst()).edit()).automations().rules().getFirst();
        assertEquals("When Motion is motion, if it is between 17:00 and 07:00: set Ceiling light to 100\u00a0%, "
                + "repeat (wait 5 minutes) until Motion is clear, at most 100 times, set Ceiling light to off.",
                new Sentence(busy(Houses.SETTINGS), Texts.of(Houses.SETTINGS, ZoneOffset.UTC)).of(rule));
    }

    @Test void everyReadyMadeRuleSaysWhatItDoes() {
        var house = busy(Houses.SETTINGS);
        for (var blueprint : Blueprint.values()) {
            var chosen = new EnumMap<Blueprint.Part, List<Property>>(Blueprint.Part.class);
            for (var part : blueprint.parts()) {
                chosen.put(part, List.of(house.housed().stream().flatMap(d -> d.binding().properties().stream())
                        .filter(p -> part.fits(p) || part == Blueprint.Part.LEAK && p.capability() == Capability.MOTION).findFirst()
                        .orElseThrow()));
            }
            var rule = blueprint.rule(blueprint.name(), blueprint.name(), "words", chosen);
            rule.then().forEach(action -> {
                if (action instanceof Action.Wish(var ref, var value)) {
                    assertTrue(house.device(ref.device()).orElseThrow().binding().property(ref).orElseThrow().type().allows(value),
                            blueprint + " sends " + value);
                }
            });
            assertTrue(new Sentence(house, Texts.of(Houses.SETTINGS, ZoneOffset.UTC)).of(rule).startsWith("When "), blueprint::name);
        }
    }

    @Test void everyPartHasItsSentenceInBothLanguages() {
        var english = new Sentence(busy(Houses.SETTINGS), Texts.of(Houses.SETTINGS, ZoneOffset.UTC));
        assertEquals("When it is 06:45 on Mon, Tue or 30 minutes before the sun sets: play Film, "
                + "repeat (tell me “Up!”, wait 30 seconds) until Temperature is above 21.0\u00a0°C, at most 3 times.",
                english.of(MORNING));
        assertEquals("When Front door is open, if it is dark and it is between 06:00 and 23:30: set Ceiling light to 40\u00a0%, "
                + "wait 5 minutes, if Front door is open: (tell me “The front door is still open”), else (set Ceiling light to off).",
                english.of(HALL));
        var german = new Sentence(busy(Houses.SETTINGS.withLanguage("de")), Texts.of(Houses.SETTINGS.withLanguage("de"), ZoneOffset.UTC));
        assertEquals(
                "Wenn Front door offen ist, falls es dunkel ist und es zwischen 06:00 und 23:30 ist: Ceiling light auf 40\u00a0% stellen, "
                        + "5 Minuten warten, falls Front door offen ist: („The front door is still open“ sagen), sonst (Ceiling light auf aus stellen).",
                german.of(HALL));
    }

    @Test void whatARuleHasToDoWithTheAlarmIsSaidInBothLanguages() {
        var english = new Sentence(busy(Houses.SETTINGS), Texts.of(Houses.SETTINGS, ZoneOffset.UTC));
        assertEquals("When the alarm is “Armed, away” or Front door is closed for 30 minutes, if the alarm is “Disarmed”: "
                + "arm the alarm, night, tell me “Good night”.", english.of(LEAVING));
        var german = new Sentence(busy(Houses.SETTINGS.withLanguage("de")), Texts.of(Houses.SETTINGS.withLanguage("de"), ZoneOffset.UTC));
        assertEquals("Wenn der Alarm auf „Scharf, abwesend“ steht oder Front door zu ist, seit 30 Minuten, falls der Alarm auf "
                + "„Unscharf“ steht: den Alarm scharf schalten (Nacht), „Good night“ sagen.", german.of(LEAVING));
    }

    @Test void theyAreShown() {
        var dark = Houses.SETTINGS.withTheme(Settings.Theme.DARK);
        var german = Houses.SETTINGS.withLanguage("de");
        picture("automations-light", busy(Houses.SETTINGS), new Place.Automations(), 1440, 900, 1);
        picture("automations-dark", busy(dark), new Place.Automations(), 1440, 900, 1);
        picture("automations-german-small", busy(german), new Place.Automations(), 900, 600, 1);
        picture("automations-150", busy(Houses.SETTINGS), new Place.Automations(), 960, 640, 1.5);
        var troubled = house(Houses.SETTINGS, Automations.NONE
                .with(new Rule("bad", "Garden", true, Rule.Again.SINGLE,
                        List.of(new Trigger.Changes(new PropertyRef(new DeviceId("ghost"), "light", "brightness"))), Condition.ALWAYS,
                        List.of(new Action.Wish(CEILING, new Value.Numeric(400)), new Action.Play("party"))))
                .with(HALL.on(true)));
        picture("automations-troubled", troubled, new Place.Automations(), 1440, 900, 1);
        picture("home-troubled-rules", troubled, new Place.Home(), 1440, 900, 1);
        picture("automations-empty", house(Houses.SETTINGS, Automations.NONE), new Place.Automations(), 1440, 900, 1);
        picture("rule-light", busy(Houses.SETTINGS), new Place.OneRule(Optional.of("hall")), 1440, 900, 1);
        picture("rule-dark-german", busy(german.withTheme(Settings.Theme.DARK)), new Place.OneRule(Optional.of("morning")), 1440, 900, 1);
        picture("rule-alarm-german", busy(german), new Place.OneRule(Optional.of("leaving")), 1440, 900, 1);
        picture("rule-small", busy(Houses.SETTINGS), new Place.OneRule(Optional.of("hall")), 900, 600, 1);
        picture("ready-light", busy(Houses.SETTINGS), new Place.ReadyMade(), 1440, 900, 1);
        picture("ready-german-dark-small", busy(german.withTheme(Settings.Theme.DARK)), new Place.ReadyMade(), 900, 600, 1);
        picture("scene-light", busy(Houses.SETTINGS), new Place.OneScene(Optional.of("film")), 1440, 900, 1);
        picture("home-scenes", busy(Houses.SETTINGS), new Place.Home(), 1440, 900, 1);
    }

    private void picture(String name, HubState house, Place there, double width, double height, double scale) {
        var root = open(house, there, width, height);
        Screens.save(root.getScene(), name, scale);
        var cut = all(root, Button.class).stream().filter(Node::isVisible).filter(b -> b.getWidth() < b.minWidth(-1) - 0.5).toList();
        assertEquals(List.of(), cut);
    }
}
