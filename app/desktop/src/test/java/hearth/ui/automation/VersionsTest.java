package hearth.ui.automation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Action;
import hearth.home.Automations;
import hearth.home.Condition;
import hearth.home.Fact;
import hearth.home.Rule;
import hearth.home.Settings;
import hearth.home.Spot;
import hearth.home.Trigger;
import hearth.hub.Cause;
import hearth.hub.Event;
import hearth.hub.Flaw;
import hearth.hub.History;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.JournalEntry;
import hearth.hub.Origin;
import hearth.hub.Version;
import hearth.hub.Why;
import hearth.ui.HearthWindow;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.RuleAttention;
import hearth.ui.Screens;
import hearth.ui.Stand;
import hearth.ui.Texts;
import hearth.ui.device.DevicePage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What rules were, why things are as they are, and which rule needs somebody.
@ExtendWith(ApplicationExtension.class)
class VersionsTest {

    private static final PropertyRef DOOR = main("door");
    private static final PropertyRef CEILING = main("ceiling");

    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
    }

    private static PropertyRef main(String device) {
        return Houses.full(Houses.SETTINGS).device(DeviceId.of(device)).orElseThrow().main().orElseThrow().ref();
    }

    private static Rule rule(String id, String name, double percent) {
        return new Rule(id, name, true, Rule.Again.SINGLE,
                List.of(new Trigger.Turns(new Fact(DOOR, Fact.How.IS, new Value.Truth(true)), Duration.ZERO)), Condition.ALWAYS,
                List.of(new Action.Wish(CEILING, new Value.Numeric(percent))));
    }

    private static final Automations NOW = Automations.NONE.with(rule("hall", "Hall light", 40)).with(rule("new", "New", 5));
    private static final Automations BEFORE = Automations.NONE.with(rule("hall", "Hall light", 60)).with(rule("gone", "Porch", 10));

    private static HubState house(Settings settings, Automations automations) {
        return Houses.after(Houses.full(settings), Houses.NOW, new Event.HomeEdited(new HomeEdit.Automate(automations)),
                new Event.Began(ZoneOffset.UTC, Houses.NOW));
    }

    /// What is on disk of the past.
    private record Past(List<Version> all, List<JournalEntry> lines, List<Sample> said) implements History {

        @Override public CompletionStage<List<Sample>> samples(PropertyRef property, Instant from, Instant to) {
            return CompletableFuture.completedFuture(said);
        }

        @Override public CompletionStage<List<Version>> versions() {
            return CompletableFuture.completedFuture(all);
        }

        @Override public CompletionStage<List<JournalEntry>> happened(DeviceId device, int most) {
            return CompletableFuture.completedFuture(lines.stream().filter(l -> l.device().equals(Optional.of(device))).toList());
        }
    }

    private Stand stand(HubState house, Past past, Function<hearth.ui.Ui, Parent> view) {
        var stand = WaitForAsyncUtils.waitForAsyncFx(30_000, () -> new Stand(stage, house, past, view));
        WaitForAsyncUtils.waitForFxEvents();
        return stand;
    }

    private static final Past VERSIONS = new Past(
            List.of(new Version(Houses.NOW, NOW), new Version(Houses.NOW.minusSeconds(90_000), BEFORE)),
            List.of(), List.of());

    private static List<String> labels(Node root) {
        return root.lookupAll(".label").stream().filter(Label.class::isInstance).map(l -> ((Label) l).getText()).toList();
    }

    private Node root() {
        return stage.getScene().getRoot();
    }

    private void until(String selector) {
        try {
            WaitForAsyncUtils.waitFor(30, java.util.concurrent.TimeUnit.SECONDS, () -> {
                WaitForAsyncUtils.waitForFxEvents();
                return root().lookup(selector) != null;
            });
        } catch (java.util.concurrent.TimeoutException never) {
            throw new AssertionError(selector, never);
        }
    }

    private static void fire(Node button) {
        WaitForAsyncUtils.waitForAsyncFx(30_000, ((Button) button)::fire);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test void oneClickShowsWhatWouldChangeAndOneMoreGoesBack() {
        var stand = stand(house(Houses.SETTINGS, NOW), VERSIONS, VersionsPage::new);
        until(".versions-look");
        assertEquals(1, root().lookupAll(".versions-look").size(), "how it is now is no way back");
        fire(root().lookup(".versions-look"));
        var lines = labels(root().lookup("#versions"));
        assertTrue(lines.contains("“Hall light”\nNow: When Front door is open: set Ceiling light to 40\u00a0%."
                + "\nThen: When Front door is open: set Ceiling light to 60\u00a0%."), lines::toString);
        assertTrue(lines.contains("“Porch” comes back: When Front door is open: set Ceiling light to 10\u00a0%."), lines::toString);
        assertTrue(lines.contains("“New” goes"), lines::toString);
        fire(root().lookup("#versions-restore"));
        assertEquals(List.of(new Event.HomeEdited(new HomeEdit.Automate(BEFORE))), stand.events);
        assertEquals(List.of(new Place.Automations()), stand.ways);
    }

    @Test void escapeLeavesThem(FxRobot robot) {
        var stand = stand(house(Houses.SETTINGS, NOW), VERSIONS, VersionsPage::new);
        until(".versions-look");
        WaitForAsyncUtils.waitForAsyncFx(30_000, () -> root().lookup(".versions-look").requestFocus());
        robot.push(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(List.of(new Place.Automations()), stand.ways);
    }

    // ---- why

    private static final Instant AT = Houses.NOW.minusSeconds(60);

    private static JournalEntry lit(Origin by) {
        return new JournalEntry(AT, JournalEntry.Kind.COMMANDED, Optional.of(CEILING.device()), "40",
                Optional.of(new Why(CEILING, new Value.Numeric(40), by, Optional.of(Duration.ofMillis(200)))));
    }

    private static String why(Origin by, Settings settings) {
        return new Chain(house(settings, NOW), Texts.of(settings, ZoneOffset.UTC)).of(lit(by)).orElseThrow();
    }

    @Test void theChainNamesWhatLedToAChange() {
        var door = new Cause.Changed(DOOR, new Value.Truth(true));
        assertEquals("Front door became open → rule Hall light → Ceiling light 40\u00a0%, confirmed in 0.2 s",
                why(new Origin.Rule("hall", 3, door), Houses.SETTINGS));
        assertEquals("you → Ceiling light 40\u00a0%, confirmed in 0.2 s", why(new Origin.User(), Houses.SETTINGS));
        assertEquals("Front door wurde offen → Regel Hall light → Ceiling light 40\u00a0%, bestätigt in 0,2 s",
                why(new Origin.Rule("hall", 3, door), Houses.SETTINGS.withLanguage("de")));
        assertEquals("Front door became open → rule old (gone) → Ceiling light 40\u00a0%, confirmed in 0.2 s",
                why(new Origin.Rule("old", 3, door), Houses.SETTINGS));
    }

    @Test void aClickOnALineOfADeviceSaysWhy() {
        var past = new Past(List.of(), List.of(lit(new Origin.Rule("hall", 3, new Cause.Changed(DOOR, new Value.Truth(true)))),
                new JournalEntry(AT.minusSeconds(60), JournalEntry.Kind.OFFLINE, Optional.of(CEILING.device()), "")), List.of());
        stand(house(Houses.SETTINGS, NOW), past, ui -> new DevicePage(ui, CEILING.device()));
        until("#device-happened .message");
        fire(root().lookup("#device-happened .message"));
        assertEquals("Front door became open → rule Hall light → Ceiling light 40\u00a0%, confirmed in 0.2 s",
                ((Label) root().lookup(".happened-why")).getText());
    }

    @Test void whatASensorSaidTellsWhichRuleActedOnIt() {
        var start = house(Houses.SETTINGS, NOW);
        var house = Houses.after(start, Houses.NOW, Houses.said("door", "closed"), Houses.said("door", "open"));
        var past = new Past(List.of(), List.of(), List.of(new History.Sample(AT, new Value.Truth(false)),
                new History.Sample(Houses.NOW, new Value.Truth(true))));
        stand(house, past, ui -> new DevicePage(ui, DOOR.device()));
        until("#device-happened .message");
        fire(root().lookup("#device-happened .message"));
        assertEquals("Front door became open → rule Hall light → set Ceiling light to 40\u00a0% · waiting for the device",
                ((Label) root().lookup(".happened-why")).getText().lines().findFirst().orElseThrow());
    }

    // ---- who needs somebody

    @Test void aRuleThatCannotDoWhatItSaysIsShownAsWhatItIs() {
        var ghost = new PropertyRef(new DeviceId("ghost"), "light", "brightness");
        var bad = new Rule("bad", "Bad", true, Rule.Again.SINGLE,
                List.of(new Trigger.Changes(ghost), new Trigger.Sun(Trigger.Sun.Edge.SET, Duration.ZERO, Set.of())), Condition.ALWAYS,
                List.of(new Action.Wish(CEILING, new Value.Numeric(400)), new Action.Play("film")));
        var house = house(Houses.SETTINGS, Automations.NONE.with(bad));
        assertEquals(List.of(new Flaw(Flaw.Kind.DEVICE_GONE, "ghost"), new Flaw(Flaw.Kind.NO_SPOT, ""),
                new Flaw(Flaw.Kind.OUT_OF_RANGE, "400"), new Flaw(Flaw.Kind.SCENE_GONE, "film")), Flaw.of(bad, house, Houses.NOW));
        var polar = house(Houses.SETTINGS, Automations.NONE.at(Optional.of(new Spot(78.22, 15.64))).with(bad));
        var night = Instant.parse("2026-12-20T12:00:00Z");
        assertTrue(Flaw.of(bad, polar, night).contains(new Flaw(Flaw.Kind.NO_SUN, "")));
        assertEquals(List.of("Rule Bad cannot do all it says"), RuleAttention.of(house, Houses.NOW).stream()
                .map(a -> a.words(Texts.of(Houses.SETTINGS, ZoneOffset.UTC))).toList());
    }

    @Test void twoRulesThatTakeTurnsAreNamedBoth() {
        var house = house(Houses.SETTINGS, NOW);
        for (int i = 0; i < 5; i++) {
            house = Houses.after(house, Houses.NOW.plusSeconds(i), new Event.RuleTried(i % 2 == 0 ? "hall" : "new"));
        }
        assertEquals(List.of(new RuleAttention("Hall light", RuleAttention.Reason.DISPUTE, "New"),
                new RuleAttention("New", RuleAttention.Reason.DISPUTE, "Hall light")), RuleAttention.of(house, Houses.NOW.plusSeconds(9)));
        assertEquals(1, house.journal().list().stream().filter(l -> l.kind() == JournalEntry.Kind.RULES_DISAGREE).count());
        assertEquals(List.of(), RuleAttention.of(house, Houses.NOW.plus(Duration.ofDays(1))).stream()
                .filter(a -> a.reason() == RuleAttention.Reason.DISPUTE).toList());
    }

    // ---- pictures

    @Test void theyAreShown() {
        var german = Houses.SETTINGS.withLanguage("de");
        picture("versions-light", Houses.SETTINGS, new Place.Versions(), 1440, 900, 1);
        picture("versions-dark-german-small", german.withTheme(Settings.Theme.DARK), new Place.Versions(), 900, 600, 1);
        picture("versions-150", Houses.SETTINGS, new Place.Versions(), 960, 640, 1.5);
        var past = "#device-happened .message";
        shown("device-why-german-dark", german.withTheme(Settings.Theme.DARK), new Place.OneDevice(CEILING.device()), past, 1440, 900, 1);
        shown("device-why-small", Houses.SETTINGS, new Place.OneDevice(CEILING.device()), past, 900, 600, 1);
    }

    private void picture(String name, Settings settings, Place there, double width, double height, double scale) {
        shown(name, settings, there, ".versions-look", width, height, scale);
    }

    private void shown(String name, Settings settings, Place there, String click, double width, double height, double scale) {
        var past = new Past(VERSIONS.all(), List.of(lit(new Origin.Rule("hall", 3, new Cause.Changed(DOOR, new Value.Truth(true))))),
                List.of());
        WaitForAsyncUtils.waitForAsyncFx(30_000, () -> {
            var window = new HearthWindow(house(settings, NOW), _ -> {
            }, past, _ -> Optional.empty(), InstantSource.fixed(Houses.NOW), ZoneOffset.UTC, Path.of("data"));
            window.open(there);
            Screens.show(stage, window.scene(), width, height);
        });
        until(click);
        fire(root().lookup(click));
        Screens.save(stage.getScene(), name, scale);
        assertEquals(List.of(), root().lookupAll(".button").stream().filter(Button.class::isInstance).map(Button.class::cast)
                .filter(Node::isVisible).filter(b -> b.getWidth() < b.minWidth(-1) - 0.5).toList());
    }
}
