package hearth.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.home.BrokerAccess;
import hearth.home.Listening;
import hearth.home.Settings.Temperature;
import hearth.home.Settings.Theme;
import hearth.hub.BrokerChoice;
import hearth.hub.BrokerNode;
import hearth.hub.BrokerProbe;
import hearth.hub.BrokerStatus;
import hearth.hub.Event;
import hearth.hub.Failover;
import hearth.hub.Network;
import hearth.hub.Secret;
import hearth.hub.Trouble;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Stand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class SettingsPageTest {

    private Stand stand;

    @Start void start(Stage stage) {
        stand = new Stand(stage, Houses.empty(Houses.SETTINGS), ui -> new SettingsPage(ui, Path.of("data")));
    }

    @Test void eachChoiceIsCarriedOutAtOnce(FxRobot robot) {
        robot.clickOn("Deutsch").clickOn("°F").clickOn("Dark").clickOn("Home network");
        var now = Houses.SETTINGS;
        assertEquals(List.of(new Event.SettingsChanged(now.withLanguage("de")),
                new Event.SettingsChanged(now.withTemperature(Temperature.FAHRENHEIT)),
                new Event.SettingsChanged(now.withTheme(Theme.DARK)),
                new Event.SettingsChanged(now.withHomeNetwork(true))), stand.events);
    }

    @Test void aSwitchIsThrownByTheSpaceBar(FxRobot robot) {
        robot.interact(() -> robot.lookup("#settings-autostart").queryAs(CheckBox.class).requestFocus());
        robot.type(KeyCode.SPACE);
        assertEquals(List.of(new Event.SettingsChanged(Houses.SETTINGS.withAutostart(true))), stand.events);
    }

    @Test void aPortIsCarriedOutByEnterAndOnlyIfItIsOne(FxRobot robot) {
        robot.clickOn("#settings-port").press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL).write("70000").type(KeyCode.ENTER);
        assertEquals(List.of(), stand.events);
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL).write("1884").type(KeyCode.ENTER);
        assertEquals(List.of(new Event.SettingsChanged(Houses.SETTINGS.withPort(1884))), stand.events);
    }

    @Test void anotherBrokerIsTriedFirstAndThenMovedTo(FxRobot robot) {
        robot.clickOn("#settings-brokers").write("mqtt://anna:secret@a");
        assertTrue(robot.lookup("#settings-broker-try").queryButton().isDisabled());
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL).write("mqtt://a:1883, mqtt://b");
        robot.clickOn("#settings-broker-user").write("anna");
        robot.clickOn("#settings-broker-password").write("secret");
        assertTrue(robot.lookup("#settings-broker-move").queryButton().isDisabled());
        fire(robot, "#settings-broker-try");
        var choice = new BrokerChoice(List.of("mqtt://a:1883", "mqtt://b"), new BrokerAccess("anna", "", "", "", false),
                Optional.of(new Secret("secret")));
        assertEquals(List.of(new Event.BrokerTried(choice)), stand.events);
        stand.show(Houses.after(stand.house(), Houses.NOW, new Event.BrokerTried(choice), new Event.BrokerProbed(choice,
                List.of(new BrokerProbe.Answers("a:1883", "MQTT 3.1.1", 1, BrokerProbe.Keeps.TOPICS, 60 << 10, true, Optional.of(false)),
                        new BrokerProbe.Failed("b:1883", BrokerProbe.Step.LOGIN, "no")))));
        assertTrue(robot.lookup("The login was refused: no").tryQuery().isPresent());
        assertTrue(robot.lookup("Takes messages up to 60 kB only: the device list of a large Zigbee2MQTT has 1,400 kB.").tryQuery()
                .isPresent());
        fire(robot, "#settings-broker-move");
        assertEquals(new Event.MoveWanted(choice, true), stand.events.getLast());
        robot.interact(() -> robot.lookup("#settings-broker-user").queryAs(TextField.class).setText("bob"));
        assertTrue(robot.lookup("#settings-broker-move").queryButton().isDisabled());
    }

    @Test void onceThereItSaysHowItStandsAndOffersTheWayBack(FxRobot robot) {
        var moved = Houses.SETTINGS.withBrokers(List.of("mqtt://a:1883", "mqtt://b:1883"));
        var gone = Houses.NOW.minusSeconds(3);
        stand.show(Houses.after(Houses.empty(moved), Houses.NOW,
                new Event.NodeMet(new BrokerNode("a:1883", BrokerNode.Kind.FAILED, gone, "nothing answers there")),
                new Event.NodeMet(new BrokerNode("b:1883", BrokerNode.Kind.IN_USE, Houses.NOW, "MQTT 5")),
                new Event.BrokerRegained(new Failover("a:1883", "b:1883", gone, Houses.NOW, "the connection was closed", false,
                        OptionalInt.of(2)))));
        assertFalse(robot.lookup("#settings-broker-try").queryButton().isVisible() && robot.lookup("#settings-brokers").query().isManaged()
                && robot.lookup("#settings-brokers").query().getParent().getParent().isVisible());
        assertTrue(robot.lookup((Node n) -> n instanceof Label l && l.getText().contains("may be missing")
                && l.getText().contains("2 retained messages")).tryQuery().isPresent());
        fire(robot, "#settings-broker-back");
        fire(robot, "#question-yes");
        assertEquals(List.of(new Event.MoveWanted(new BrokerChoice(List.of(), BrokerAccess.NONE, Optional.empty()), true)), stand.events);
    }

    private static void fire(FxRobot robot, String button) {
        var found = robot.lookup(button).queryAllAs(Button.class).stream().filter(b -> b.isVisible() && b.getParent().isVisible())
                .toList();
        robot.interact(() -> found.getLast().fire());
    }

    @Test void theOpenHomeNetworkShowsHowToReachItAndTheWaysToALogin(FxRobot robot) {
        var closed = stand.house();
        stand.show(Houses.after(Houses.empty(Houses.SETTINGS.withHomeNetwork(true)), Houses.NOW,
                new Event.BrokerSeen(new BrokerStatus(0, List.of("mqtt://192.168.1.20:1883", "mqtt://[fd00::2]:1883"), List.of()))));
        for (var words : List.of("192.168.1.20", "fd00::2", "Port 1883")) {
            assertTrue(robot.lookup(words).tryQuery().isPresent(), words);
        }
        fire(robot, "#home-device");
        fire(robot, "#home-program");
        assertEquals(List.of(new Place.AddDevice(), new Place.NewLogin()), stand.ways);
        assertEquals(List.of(), stand.events);
        stand.show(closed);
        assertFalse(robot.lookup("#home-device").queryButton().getParent().getParent().isVisible());
    }

    @Test void whatDoesNotWorkIsSaidOnTop(FxRobot robot) {
        stand.show(Houses.after(stand.house(), Houses.NOW, new Event.TroubleFound(new Trouble(Trouble.Kind.DISK, "full"))));
        assertTrue(robot.lookup("Nothing can be saved").tryQuery().isPresent());
        stand.show(Houses.after(stand.house(), Houses.NOW, new Event.TroubleOver(Trouble.Kind.DISK)));
        assertTrue(robot.lookup("Nothing can be saved").tryQuery().isEmpty());
    }

    @Test void aHouseThatIsOpenShowsItsCertificateAsTextAndAsCode(FxRobot robot) {
        assertFalse(robot.lookup("#encryption-save").tryQuery().isPresent());
        stand.show(Houses.encrypted(Houses.SETTINGS));
        assertTrue(robot.lookup("#encryption-save").tryQuery().isPresent());
        assertTrue(robot.lookup(Houses.CERTIFICATE.fingerprint()).tryQuery().isPresent());
        robot.interact(() -> robot.lookup("#encryption-scan").queryButton().fire());
        assertTrue(robot.lookup(".qr").query().isVisible());
    }

    @Test void thePlainPortIsClosedToOthersBySwitch(FxRobot robot) {
        var house = Houses.encrypted(Houses.SETTINGS);
        stand.show(house);
        robot.interact(() -> robot.lookup("#encryption-only").queryAs(CheckBox.class).fire());
        assertEquals(List.of(new Event.SettingsChanged(house.settings().withListening(Listening.DEFAULT.withPlain(false)))), stand.events);
    }

    @Test void aTakenEncryptedPortIsNamedAndAFreeOneOffered(FxRobot robot) {
        var house = Houses.after(stand.house(), Houses.NOW, new Event.NetworkReported(new Network(Optional.empty(),
                List.of(new Network.Taken(Network.Way.TLS, 8883, Optional.of("mosquitto"), 8884)), new Network.Announcement.Silent(),
                List.of())));
        stand.show(house);
        assertTrue(robot.lookup("Port 8883 is taken by mosquitto, so devices cannot connect encrypted. All else works.").tryQuery()
                .isPresent());
        robot.interact(() -> robot.lookup("#use-tls").queryButton().fire());
        assertEquals(List.of(new Event.SettingsChanged(house.settings().withListening(Listening.DEFAULT.withTls(8884)))), stand.events);
    }

    @Test void theNetworkToBeFoundInIsChosenAmongTheComputers(FxRobot robot) {
        var house = Houses.encrypted(Houses.SETTINGS);
        stand.show(house);
        assertTrue(robot.lookup("Programs and devices find Hearth as “Hearth on kitchen-pc” (192.168.1.20).").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("wlan0").queryAs(ToggleButton.class).fire());
        assertEquals(List.of(new Event.SettingsChanged(house.settings().withListening(Listening.DEFAULT.withNetworkInterface("wlan0")))),
                stand.events);
    }
}
