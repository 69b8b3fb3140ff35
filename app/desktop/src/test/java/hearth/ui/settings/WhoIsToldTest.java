package hearth.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.home.Channel;
import hearth.home.Channel.Address;
import hearth.home.Channel.Protection;
import hearth.home.People;
import hearth.home.Person;
import hearth.home.Settings;
import hearth.home.Settings.Theme;
import hearth.hub.Answer;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Secret;
import hearth.hub.Trouble;
import hearth.ui.Houses;
import hearth.ui.Screens;
import hearth.ui.Stand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class WhoIsToldTest {

    static final Channel PUSH = new Channel("push", new Address.Ntfy("https://ntfy.sh", "hearth-k3m9pq7x2wfahd6t"));
    static final Channel MAIL = new Channel("mail",
            new Address.Mail("smtp.example.org", 465, Protection.TLS, "anna", "hearth@example.org", "anna@example.org"));
    static final Channel BOT = new Channel("bot", new Address.Telegram("-1001234567890"));
    static final Channel HOOK = new Channel("hook", new Address.Webhook("https://example.org/hooks/s3cret?x=1"));
    static final People PEOPLE = new People(
            List.of(new Person("Anna", List.of(PUSH, MAIL)), new Person("Ben", List.of(BOT, HOOK)), new Person("Carla", List.of())));

    private Stand stand;
    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
        stand = new Stand(stage, Houses.empty(Houses.SETTINGS), ui -> new VBox(new WhoIsTold(ui)));
    }

    @Test void aPersonIsAddedByKeyboard(FxRobot robot) {
        focus(robot, "#told-name");
        robot.write(" Anna ").type(KeyCode.ENTER);
        assertEquals(List.of(new Event.PeopleChanged(new People(List.of(new Person("Anna", List.of()))), Map.of())), stand.events);
    }

    @Test void aPushChannelIsAddedWithATopicNobodyGuesses(FxRobot robot) {
        stand.show(told(new People(List.of(new Person("Anna", List.of())))));
        robot.clickOn("#told-channel-0");
        var topic = robot.lookup("#channel-topic").queryAs(TextField.class).getText();
        assertTrue(topic.matches("hearth-[a-z2-9]{16}"), topic);
        fill(robot, "#channel-token", "tk_1");
        robot.clickOn("#channel-save");
        var changed = (Event.PeopleChanged) stand.events.getLast();
        var channel = changed.people().all().getFirst().channels().getFirst();
        assertEquals(new Address.Ntfy("https://ntfy.sh", topic), channel.address());
        assertEquals(Map.of(channel.id(), new Secret("tk_1")), changed.secrets());
    }

    @Test void whatIsWrongIsSaidAndNothingIsKept(FxRobot robot) {
        stand.show(told(PEOPLE));
        stand.events.clear();
        robot.clickOn("#told-channel-2").clickOn("Webhook");
        fill(robot, "#channel-url", "ftp://x");
        robot.type(KeyCode.ENTER);
        assertEquals(List.of(), stand.events);
        assertTrue(robot.lookup(".problem").queryAll().stream().map(n -> ((Label) n).getText())
                .anyMatch("This is no address that begins with https:// or http://."::equals));
        robot.type(KeyCode.ESCAPE);
        assertTrue(robot.lookup("#channel-form").tryQuery().isEmpty());
    }

    @Test void aChannelIsChangedAndItsSecretStaysUnlessItIsTyped(FxRobot robot) {
        stand.show(told(PEOPLE));
        robot.clickOn("#told-edit-mail");
        assertEquals("", robot.lookup("#channel-password").queryAs(TextField.class).getText());
        fill(robot, "#channel-to", "ben@example.org");
        robot.clickOn("STARTTLS").clickOn("#channel-save");
        var changed = (Event.PeopleChanged) stand.events.getLast();
        assertEquals(new Address.Mail("smtp.example.org", 587, Protection.STARTTLS, "anna", "hearth@example.org", "ben@example.org"),
                changed.people().channel("mail").orElseThrow().address());
        assertEquals(Map.of(), changed.secrets());
    }

    @Test void theOrderIsChangedAndAPersonGoesAfterAQuestion(FxRobot robot) {
        stand.show(told(PEOPLE));
        robot.clickOn("#told-up-1");
        assertEquals(PEOPLE.raised(1), ((Event.PeopleChanged) stand.events.getLast()).people());
        stand.events.clear();
        robot.clickOn("#told-remove-0");
        assertEquals(List.of(), stand.events);
        robot.clickOn("#question-yes");
        assertEquals(PEOPLE.without(0), ((Event.PeopleChanged) stand.events.getLast()).people());
    }

    @Test void aTestShowsTheServersTrueAnswer(FxRobot robot) {
        stand.show(told(PEOPLE));
        assertEquals("Never proven. Please test it.", standing(robot, "push"));
        robot.clickOn("#told-test-push");
        assertEquals(new Event.ChannelTested("push"), stand.events.getLast());
        stand.show(tested(stand.house(), "push", new Answer.Accepted("SAID 200 id n1")));
        assertEquals("Accepted at 17:42:00: 200 id n1", standing(robot, "push"));
        stand.show(tested(stand.house(), "mail", new Answer.Refused("LOGIN 535 wrong password")));
        assertTrue(standing(robot, "mail").endsWith("The login was not accepted: 535 wrong password"), standing(robot, "mail"));
    }

    @Test void theSystemsNotificationIsTestedToo(FxRobot robot) {
        robot.clickOn("#told-test-here");
        assertEquals(List.of(new Event.NotificationTested()), stand.events);
        stand.show(Houses.after(stand.house(), Houses.NOW, new Event.TroubleFound(new Trouble(Trouble.Kind.NOTIFICATION, "no bus"))));
        assertEquals("The system took no notification: no bus", standing(robot, "here"));
    }

    @Test void itLooksRightInEveryThemeSizeAndLanguage(FxRobot robot) {
        picture(robot, "told-light", Houses.SETTINGS, 1, "#told-channel-2");
        picture(robot, "told-dark", Houses.SETTINGS.withTheme(Theme.DARK), 1, "#told-edit-mail");
        picture(robot, "told-german-150", Houses.SETTINGS.withLanguage("de"), 1.5, "#told-channel-2");
        picture(robot, "told-contrast", Houses.SETTINGS.withTheme(Theme.CONTRAST), 1, "#told-edit-bot");
    }

    private void picture(FxRobot robot, String name, Settings settings, double scale, String press) {
        var at = Houses.NOW.minus(Duration.ofDays(9));
        var house = Houses.after(Houses.full(settings), at, new Event.PeopleChanged(PEOPLE, Map.of()));
        house = answered(Houses.after(house, at, new Event.ChannelTested("hook")), at, "hook", new Answer.Accepted("SAID 204"));
        house = tested(house, "push", new Answer.Accepted("SAID 200 id Xv2mP0"));
        var shown = tested(house, "mail", new Answer.Unavailable("NO_HOST smtp.example.org", Optional.empty()));
        var window = WaitForAsyncUtils.waitForAsyncFx(30_000, () -> {
            var made = Screens.window(shown, _ -> {
            });
            made.open(new hearth.ui.Place.Settings());
            Screens.show(stage, made.scene(), scale > 1 ? 960 : 1200, 950);
            return made;
        });
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> robot.lookup(press).queryButton().fire());
        Screens.save(window.scene(), name, scale);
        assertTrue(robot.lookup("#channel-form").tryQuery().isPresent());
    }

    // ---- small change

    private static HubState told(People people) {
        return Houses.after(Houses.empty(Houses.SETTINGS), Houses.NOW, new Event.PeopleChanged(people, Map.of()));
    }

    static HubState tested(HubState house, String channel, Answer answer) {
        return answered(Houses.after(house, Houses.NOW, new Event.ChannelTested(channel)), Houses.NOW, channel, answer);
    }

    private static HubState answered(HubState house, java.time.Instant at, String channel, Answer answer) {
        long id = house.outbox().test(channel).orElseThrow().id();
        return Houses.after(house, at, new Event.DeliveryKept(id), new Event.Delivered(id, 1, answer));
    }

    private static String standing(FxRobot robot, String channel) {
        return robot.lookup("#told-standing-" + channel).queryAs(Label.class).getText();
    }

    private static void focus(FxRobot robot, String query) {
        robot.interact(() -> robot.lookup(query).<Node>query().requestFocus());
    }

    private static void fill(FxRobot robot, String query, String text) {
        robot.interact(() -> {
            robot.lookup(query).queryAs(TextField.class).setText(text);
            robot.lookup(query).<Node>query().requestFocus();
        });
    }
}
