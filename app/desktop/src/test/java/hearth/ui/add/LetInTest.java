package hearth.ui.add;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.home.Settings;
import hearth.home.Settings.Theme;
import hearth.hub.BrokerStatus;
import hearth.hub.Event;
import hearth.hub.Family;
import hearth.hub.HubState;
import hearth.hub.Knock;
import hearth.hub.Password;
import hearth.hub.Refusal;
import hearth.ui.HearthWindow;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Screens;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Letting a new device in, within the real window; the broker's part is played by its events.
@ExtendWith(ApplicationExtension.class)
class LetInTest {

    private static final String PLUG = """
            {"name":null,"unique_id":"plug","state_topic":"kettle/state","command_topic":"kettle/set",
            "device":{"identifiers":["0x01"],"name":"Kettle","manufacturer":"Sonoff","model":"S31"}}""";

    private final List<Event> submitted = new CopyOnWriteArrayList<>();
    private HubState house = Houses.fresh(Houses.SETTINGS);
    private HearthWindow window;
    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
    }

    @Test void aFamilyIsToldAddressUserAndPassword(FxRobot robot) {
        open(robot, Houses.SETTINGS.withHomeNetwork(true), 1000, 800);
        robot.clickOn("#pair-TASMOTA");
        assertEquals(List.of(new Event.PairingOpened(Family.TASMOTA)), submitted);
        made();
        assertEquals(List.of("192.168.1.20", "1883", "tasmota", "plum-otter-42-lake"),
                List.of(text(robot, "#pair-host"), text(robot, "#pair-port"), text(robot, "#pair-user"), text(robot, "#pair-password")));
        assertTrue(text(robot, "#pair-left").contains("5:00"));
    }

    @Test void aGatewayIsToldInOneBlock(FxRobot robot) {
        open(robot, Houses.SETTINGS.withHomeNetwork(true), 1000, 800);
        robot.clickOn("#pair-ZIGBEE2MQTT");
        made();
        assertEquals("""
                mqtt:
                  server: mqtt://192.168.1.20:1883
                  user: zigbee2mqtt
                  password: plum-otter-42-lake""", text(robot, "#pair-block"));
    }

    @Test void aClosedHomeNetworkIsOpenedFromHere(FxRobot robot) {
        open(robot, Houses.SETTINGS, 1000, 800);
        robot.clickOn("#pair-SHELLY").clickOn("#pair-open");
        assertTrue(house.settings().homeNetwork());
    }

    @Test void whoComesAndAnnouncesItselfIsNamedAndGivenARoom(FxRobot robot) {
        open(robot, Houses.SETTINGS.withHomeNetwork(true), 1000, 800);
        robot.clickOn("#pair-TASMOTA");
        made();
        arrived();
        assertTrue(robot.lookup("#pair-on").tryQuery().isPresent());
        announced();
        robot.clickOn("#pair-on").clickOn("#add-add");
        assertTrue(house.home().devices().values().stream().anyMatch(d -> d.name().equals("Kettle")));
        assertTrue(house.access().pairing().isEmpty(), "nobody else is let in");
    }

    @Test void whoKnocksMeanwhileIsAllowedFromHereAndComesInByItself(FxRobot robot) {
        open(robot, Houses.SETTINGS.withHomeNetwork(true), 1000, 800);
        robot.clickOn("#pair-OTHER");
        made();
        var knock = new Knock("kitchen-plug", "plug", "192.168.1.44", Houses.NOW, Houses.NOW, 1, "$argon2id$hash");
        to(new Event.Knocked(knock));
        assertTrue(robot.lookup("Kitchen plug wants to join: allow?").tryQuery().isPresent());
        robot.clickOn("#pair-on");
        assertEquals(new Event.KnockAllowed(knock.key()), submitted.getLast());
        assertTrue(robot.lookup("It may come in now, and does so by itself when it tries again.").tryQuery().isPresent());
        assertEquals("Kitchen plug", house.access().logins().login("plug").orElseThrow().name());
        arrived();
        assertTrue(robot.lookup("Tasmota 4F2A1C is connected").tryQuery().isPresent());
    }

    @Test void aRefusalIsSaidWhereTheDeviceIsWaitedFor(FxRobot robot) {
        open(robot, Houses.SETTINGS.withHomeNetwork(true), 1000, 800);
        robot.clickOn("#pair-TASMOTA");
        made();
        to(new Event.Refused(
                new Refusal(Refusal.Reason.WRONG_PASSWORD, "DVES_4F2A1C", "tasmota", "192.168.1.44", "", Houses.NOW, Houses.NOW,
                        1)));
        assertTrue(text(robot, "#pair-refused").startsWith("DVES_4F2A1C gave a wrong password."));
    }

    @Test void closingTheDialogLetsNobodyElseIn(FxRobot robot) {
        open(robot, Houses.SETTINGS.withHomeNetwork(true), 1000, 800);
        robot.clickOn("#pair-OTHER").type(javafx.scene.input.KeyCode.ESCAPE);
        assertEquals(new Event.PairingEnded(), submitted.getLast());
        assertFalse(house.access().logins().login("device").isPresent());
    }

    @Test void everyFamilyIsShownInEveryTheme(FxRobot robot) {
        pictures(robot, "pair-light", Houses.SETTINGS, 1440, 900, 1);
        pictures(robot, "pair-dark", Houses.SETTINGS.withTheme(Theme.DARK), 1440, 900, 1);
        pictures(robot, "pair-german-150", Houses.SETTINGS.withLanguage("de"), 960, 640, 1.5);
    }

    private void pictures(FxRobot robot, String name, Settings settings, double width, double height, double scale) {
        house = Houses.full(settings.withHomeNetwork(true));
        show(robot, width, height);
        robot.clickOn("#pair-TASMOTA");
        made();
        arrived();
        Screens.save(window.scene(), name + "-1", scale);
        announced();
        Screens.save(window.scene(), name + "-2", scale);
        for (var family : Family.values()) {
            robot.clickOn("#pair-" + family);
            if (family != Family.PLAIN) {
                made();
            }
            Screens.save(window.scene(), name + "-" + family, scale);
        }
        robot.clickOn("#pair-ESPHOME");
        made();
        to(new Event.Knocked(new Knock("kitchen-plug", "plug", "192.168.1.45", Houses.NOW, Houses.NOW, 1, "$argon2id$hash")));
        Screens.save(window.scene(), name + "-3", scale);
        assertTrue(stage.isShowing());
    }

    private void open(FxRobot robot, Settings settings, double width, double height) {
        house = Houses.fresh(settings);
        show(robot, width, height);
    }

    private void show(FxRobot robot, double width, double height) {
        house = Houses.after(house, Houses.NOW,
                new Event.BrokerSeen(new BrokerStatus(41, List.of("mqtt://192.168.1.20:1883"), List.of())));
        robot.interact(() -> {
            window = Screens.window(house, event -> {
                submitted.add(event);
                house = Houses.after(house, Houses.NOW, event);
                window.accept(house);
            });
            Screens.show(stage, window.scene(), width, height);
            window.open(new Place.AddDevice());
        });
    }

    private void made() {
        var user = house.access().pairing().orElseThrow().user();
        to(new Event.PasswordMade(user, new Password("plum-otter-42-lake"), "$argon2id$hash"));
    }

    private void arrived() {
        to(new Event.Arrived(house.access().pairing().orElseThrow().user(), "DVES_4F2A1C", "192.168.1.44:51234"));
    }

    private void announced() {
        to(new Event.MessageReceived(Message.retained("homeassistant/switch/plug/config", PLUG)));
    }

    private void to(Event event) {
        WaitForAsyncUtils.waitForAsyncFx(30_000, () -> {
            house = Houses.after(house, Houses.NOW, event);
            window.accept(house);
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).<Labeled>query().getText();
    }
}
