package hearth.ui;

import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.BrokerAccess;
import hearth.home.Grant;
import hearth.home.Login;
import hearth.home.Role;
import hearth.home.Settings;
import hearth.home.Settings.Theme;
import hearth.hub.BridgeReport;
import hearth.hub.BrokerChoice;
import hearth.hub.BrokerLink;
import hearth.hub.BrokerNode;
import hearth.hub.BrokerProbe;
import hearth.hub.BrokerStatus;
import hearth.hub.Checkup.Check;
import hearth.hub.Checkup.Finding;
import hearth.hub.Event;
import hearth.hub.Failover;
import hearth.hub.Handover;
import hearth.hub.Handover.Given;
import hearth.hub.History.Sample;
import hearth.hub.HubState;
import hearth.hub.Knock;
import hearth.hub.LinkFault;
import hearth.hub.Moved;
import hearth.hub.Origin;
import hearth.hub.Password;
import hearth.hub.Refusal;
import hearth.hub.Retained;
import hearth.hub.Senders.Sender;
import hearth.hub.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Devices, broker, journal and settings in every theme, size and language, as pictures in `target/screens` to look at.
@ExtendWith(ApplicationExtension.class)
class PagesPicturesTest {

    private static final DeviceId CEILING = DeviceId.of("ceiling");
    private static final Settings GERMAN = Houses.SETTINGS.withLanguage("de");
    private static final Settings DARK = Houses.SETTINGS.withTheme(Theme.DARK);
    private static final Settings CONTRAST = Houses.SETTINGS.withTheme(Theme.CONTRAST);

    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
    }

    @Test void theBrokerIsShown() {
        broker("broker-light", busy(Houses.SETTINGS), 1440, 900, 1);
        broker("broker-dark", busy(DARK), 1440, 900, 1);
        broker("broker-contrast", busy(CONTRAST), 1440, 900, 1);
        broker("broker-german-small", busy(GERMAN), 900, 600, 1);
        broker("broker-150", busy(Houses.SETTINGS), 960, 640, 1.5);
        broker("broker-empty", Houses.empty(Houses.SETTINGS), 1440, 900, 1);
        var taken = new BrokerLink.PortTaken(1883, Optional.of("mosquitto"), 1884);
        broker("broker-taken", Houses.after(Houses.empty(Houses.SETTINGS), Houses.NOW, new Event.LinkChanged(taken)), 900, 600, 1);
        var lost = new BrokerLink.Lost("192.168.1.5:1883", LinkFault.NOTHING_ANSWERS.words(), Houses.NOW);
        broker("broker-lost-german", Houses.after(Houses.empty(GERMAN), Houses.NOW, new Event.LinkChanged(lost)), 1440, 900, 1);
        picture("broker-clients", new Place.Broker(), busy(Houses.SETTINGS), 1440, 900, 1, root -> {
            var segments = (Parent) root.lookup("#broker-part");
            ((ToggleButton) segments.getChildrenUnmodifiable().get(1)).fire();
        });
    }

    private void broker(String name, HubState house, double width, double height, double scale) {
        picture(name, new Place.Broker(), house, width, height, scale, root -> {
            var tree = (TreeView<?>) root.lookup("#topic-tree");
            for (int row = 0; row < Math.min(12, tree.getExpandedItemCount()); row++) {
                tree.getTreeItem(row).setExpanded(true);
            }
            for (int row = 0; row < tree.getExpandedItemCount(); row++) {
                tree.getTreeItem(row).setExpanded(true);
            }
            tree.getSelectionModel().selectLast();
            tree.scrollTo(tree.getExpandedItemCount() - 1);
        });
    }

    @Test void theDevicesAreShown() {
        device("device-light", "ceiling", lived(Houses.SETTINGS), 1440, 900, 1);
        device("device-dark", "ceiling", lived(DARK), 1440, 900, 1);
        device("device-contrast", "heating", lived(CONTRAST), 1440, 900, 1);
        device("device-german-small", "floor", lived(GERMAN), 900, 600, 1);
        device("device-thermostat", "heating", lived(Houses.SETTINGS), 1440, 900, 1);
        device("device-door", "door", lived(Houses.SETTINGS), 1440, 900, 1);
        device("device-plug-150", "tv", lived(Houses.SETTINGS), 960, 640, 1.5);
        picture("device-month", new Place.OneDevice(CEILING), lived(GERMAN), 1440, 900, 1, root -> {
            ((ToggleButton) ((Parent) root.lookup("#history-span")).getChildrenUnmodifiable().getLast()).fire();
            root.lookup(".chart").requestFocus();
            javafx.event.Event.fireEvent(root.lookup(".chart"),
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.LEFT, false, false, false, false));
        });
        var sections = Houses.after(Houses.announced(Houses.full(GERMAN)), Houses.NOW, new Event.MessageReceived(Message.retained(
                "homeassistant/number/plug/led/config", "{\"unique_id\":\"l\",\"name\":\"LED\",\"command_topic\":\"led\","
                        + "\"entity_category\":\"config\",\"device\":{\"identifiers\":[\"plug-1\"]}}")));
        picture("device-sections-german", new Place.OneDevice(DeviceId.of("plug-1")), sections, 1440, 900, 1,
                root -> ((TitledPane) root.lookup("#section-config")).setExpanded(true));
        device("device-waiting", "new", lived(Houses.SETTINGS), 1440, 900, 1);
        device("device-gone", "nobody", lived(Houses.SETTINGS), 900, 600, 1);
        picture("device-asking", new Place.OneDevice(DeviceId.of("ceiling")), lived(Houses.SETTINGS), 1440, 900, 1, root -> {
            ((Button) root.lookup("#device-remove")).fire();
            ((Button) root.lookup("#device-rename")).fire();
        });
        picture("devices-light", new Place.Devices(), Houses.full(Houses.SETTINGS), 1440, 900, 1, _ -> {
        });
        picture("devices-german-dark-small", new Place.Devices(), Houses.full(GERMAN.withTheme(Theme.DARK)), 900, 600, 1, _ -> {
        });
        picture("devices-contrast", new Place.Devices(), Houses.full(CONTRAST), 960, 640, 1.5, _ -> {
        });
        picture("arrivals-light", new Place.Devices(), Houses.announced(Houses.full(Houses.SETTINGS)), 1440, 900, 1, _ -> {
        });
        picture("arrivals-german-dark", new Place.Devices(), Houses.announced(Houses.full(GERMAN.withTheme(Theme.DARK))), 960, 640, 1.5,
                _ -> {
                });
        picture("arrivals-suggested", new Place.Devices(), Houses.proposed(Houses.full(Houses.SETTINGS)), 1440, 900, 1,
                root -> ((ToggleButton) root.lookup("#arrivals-proposed")).fire());
        picture("arrivals-suggested-german-dark", new Place.Devices(), Houses.proposed(Houses.full(GERMAN.withTheme(Theme.DARK))), 960, 640,
                1.5, root -> ((ToggleButton) root.lookup("#arrivals-proposed")).fire());
        picture("devices-empty", new Place.Devices(), Houses.empty(Houses.SETTINGS), 900, 600, 1, _ -> {
        });
    }

    private void device(String name, String id, HubState house, double width, double height, double scale) {
        picture(name, new Place.OneDevice(DeviceId.of(id)), house, width, height, scale, _ -> {
        });
    }

    /// A command that was confirmed.
    private static HubState lived(Settings settings) {
        var house = Houses.full(settings);
        var light = house.device(CEILING).orElseThrow().main().orElseThrow().ref();
        house = Houses.after(house, Houses.NOW.minusMillis(8_180),
                new Event.CommandIssued(new Command(light, new Value.Numeric(62)), new Origin.User()));
        house = Houses.after(house, Houses.NOW.minusMillis(8_100), Houses.said("ceiling", "62"));
        return Houses.after(house, Houses.NOW.minusMillis(8_000), Houses.said("ceiling", "62"));
    }

    private static Optional<Sender> sender(String topic) {
        return topic.startsWith("home/") ? Optional.of(new Sender("zigbee2mqtt", false)) : Optional.empty();
    }

    /// A month of the light and of the door.
    private static CompletionStage<List<Sample>> recorded(PropertyRef property, Instant from, Instant to) {
        int[] levels = {5, 80, 45, 5, 5, 70};
        var samples = new ArrayList<Sample>();
        for (int i = 0; from.plus(Duration.ofHours(4L * i + 1)).isBefore(to); i++) {
            var value = property.device().equals(CEILING) ? new Value.Numeric(levels[i % levels.length]) : new Value.Truth(i % 2 == 0);
            samples.add(new Sample(from.plus(Duration.ofHours(4L * i + 1)), value));
        }
        boolean known = property.device().equals(CEILING) || property.device().equals(DeviceId.of("door"));
        return CompletableFuture.completedFuture(known ? samples : List.of());
    }

    @Test void theJournalIsShown() {
        var house = Houses.full(Houses.SETTINGS);
        picture("journal-light", new Place.Journal(), house, 1440, 900, 1, _ -> {
        });
        picture("journal-german-dark-small", new Place.Journal(), Houses.full(GERMAN.withTheme(Theme.DARK)), 900, 600, 1, _ -> {
        });
        picture("journal-contrast", new Place.Journal(), Houses.full(CONTRAST), 960, 640, 1.5, _ -> {
        });
    }

    @Test void theSettingsAreShown() {
        picture("settings-light", new Place.Settings(), Houses.full(Houses.SETTINGS), 1440, 900, 1, _ -> {
        });
        var troubled = Houses.after(Houses.full(DARK.withHomeNetwork(true)), Houses.NOW,
                new Event.TroubleFound(new Trouble(Trouble.Kind.DISK, "journal.db: No space left on device")));
        picture("settings-dark-trouble", new Place.Settings(), troubled, 1440, 900, 1, _ -> {
        });
        picture("settings-contrast", new Place.Settings(), Houses.full(CONTRAST), 960, 640, 1.5, _ -> {
        });
        picture("settings-german-small", new Place.Settings(), Houses.full(GERMAN.withHomeNetwork(true)), 900, 600, 1, _ -> {
        });
        picture("settings-home-light", new Place.Settings(), open(Houses.SETTINGS), 1440, 900, 1, _ -> {
        });
        picture("settings-home-dark", new Place.Settings(), open(DARK), 1440, 900, 1, _ -> {
        });
        picture("settings-home-german-150", new Place.Settings(), open(GERMAN), 960, 900, 1.5, _ -> {
        });
    }

    @Test void encryptionIsShown() {
        for (var look : List.of(Houses.SETTINGS, DARK, GERMAN.withTheme(Theme.CONTRAST))) {
            var name = look == Houses.SETTINGS ? "light" : look == DARK ? "dark" : "german-contrast";
            picture("encryption-" + name, new Place.Settings(), Houses.encrypted(look), 1000, 900, 1, root -> {
                ((Button) root.lookup("#encryption-scan")).fire();
                scroll(root, 0.4);
            });
        }
        picture("encryption-german-150", new Place.Settings(), Houses.encrypted(GERMAN), 900, 900, 1.5, root -> scroll(root, 0.42));
    }

    @Test void accessIsShown() {
        for (var look : List.of(Houses.SETTINGS, DARK, GERMAN)) {
            var german = look == GERMAN;
            var house = Houses.after(Houses.full(look), Houses.NOW,
                    new Event.Knocked(new Knock("kitchen-plug", "plug", "192.168.1.44", Houses.NOW, Houses.NOW, 1, "$argon2id$x")),
                    new Event.LoginWanted("Node-RED", new Role.ReadAll()),
                    new Event.PasswordMade("node-red", new Password("plum-otter-42-lake"), "$argon2id$x"),
                    new Event.Refused(new Refusal(Refusal.Reason.WRONG_PASSWORD, "shelly-1", "shelly", "192.168.1.45", "", Houses.NOW,
                            Houses.NOW, 7)),
                    new Event.Refused(new Refusal(Refusal.Reason.TAMPERING, "stranger", "", "192.168.1.9", "security/status", Houses.NOW,
                            Houses.NOW, 3)));
            picture("access-" + (german ? "german-150" : look == DARK ? "dark" : "light"), new Place.Broker(Place.Broker.Part.ACCESS),
                    house,
                    german ? 960 : 1440, 900, german ? 1.5 : 1, _ -> {
                    });
        }
    }

    @Test void whatIsRetainedIsShown() {
        for (var look : List.of(Houses.SETTINGS, DARK, GERMAN)) {
            var name = look == Houses.SETTINGS ? "light" : look == DARK ? "dark" : "german-150";
            var command = new Retained("cmnd/kettle/POWER", "ON", 2, Optional.of(new Sender("zigbee2mqtt", false)));
            var house = Houses.after(busy(look), Houses.NOW,
                    new Event.BrokerSeen(new BrokerStatus(41, List.of("mqtt://192.168.1.20:1883"), List.of(), List.of(command))),
                    new Event.RetainedListed(new Retained.Found(List.of(command,
                            new Retained("homeassistant/light/floor/config", "{\"unique_id\":\"a\",\"name\":\"Floor lamp\"", 1_830,
                                    Optional.of(new Sender("esp-floor", false))),
                            new Retained("hearth/5/light/$state", "ready", 5, Optional.of(new Sender("hearth", true))),
                            new Retained("tele/kettle/LWT", "Online", 6, Optional.empty())), 4)));
            picture("retained-" + name, new Place.Broker(Place.Broker.Part.RETAINED), house, look == GERMAN ? 900 : 1440, 900,
                    look == GERMAN ? 1.5 : 1, root -> ((TableView<?>) root.lookup("#retained")).getSelectionModel().select(1));
        }
    }

    @Test void clientsAreShown() {
        for (var look : List.of(Houses.SETTINGS, DARK, GERMAN)) {
            var name = look == Houses.SETTINGS ? "light" : look == DARK ? "dark-150" : "german-narrow";
            picture("clients-" + name, new Place.Broker(Place.Broker.Part.CLIENTS), busy(look), look == GERMAN ? 900 : 1440,
                    look == GERMAN ? 600 : 900, look == DARK ? 1.5 : 1,
                    root -> ((TableView<?>) root.lookup("#clients")).getSelectionModel().select(2));
        }
    }

    @Test void loginsAreChanged() {
        for (var look : List.of(Houses.SETTINGS, DARK, GERMAN)) {
            var name = look == Houses.SETTINGS ? "light" : look == DARK ? "dark" : "german-150";
            double width = look == GERMAN ? 960 : 1440;
            double scale = look == GERMAN ? 1.5 : 1;
            var house = Houses.after(Houses.full(look), Houses.NOW, new Event.LoginsImported(List.of(new Login("tasmota", "Kettle plug",
                    new Role.Device(List.of(Grant.of("cmnd/tasmotas/#", Grant.Way.READ), Grant.of("tele/kettle/#", Grant.Way.BOTH),
                            Grant.of("stat/kettle/#", Grant.Way.BOTH))),
                    "$argon2id$x", Houses.NOW, Optional.empty(), List.of()))));
            picture("login-edit-" + name, new Place.EditLogin("tasmota"), house, width, 700, scale, _ -> {
            });
            picture("login-new-" + name, new Place.NewLogin(), house, width, 700, scale,
                    root -> ((ToggleButton) root.lookup("#role-ROOMS")).fire());
            picture("login-import-" + name, new Place.ImportLogins(), house, width, 700, scale, _ -> {
            });
            picture("login-take-" + name, new Place.TakeLogins(), house, width, 700, scale, _ -> {
            });
            picture("login-taken-" + name, new Place.TakeLogins(), Houses.after(house, Houses.NOW, new Event.HandedOver(new Handover(
                    Handover.Kind.MOSQUITTO, "/home/anna/Documents",
                    Optional.of(new Given(Handover.OWN, "", Optional.of(new Password("k3m9-pq7x-2wfa-hd6t")), Optional.empty())),
                    List.of(new Given("tasmota", "Kettle plug", Optional.of(new Password("plum-otter-42-lake")), Optional.empty()),
                            new Given("zigbee2mqtt", "Zigbee2MQTT", Optional.empty(), Optional.empty())),
                    ""))),
                    width, 700, scale, _ -> {
                    });
        }
    }

    @Test void theConnectionCheckIsShown() {
        for (var look : List.of(Houses.SETTINGS, DARK, GERMAN.withTheme(Theme.CONTRAST))) {
            var name = look == Houses.SETTINGS ? "light" : look == DARK ? "dark" : "german-contrast";
            var house = Houses.after(busy(look), Houses.NOW, new Event.CheckupAsked(),
                    new Event.CheckMade(Check.of(Finding.LISTENER_FINE, 1883)),
                    new Event.CheckMade(Check.of(Finding.LAN_FINE, "192.168.1.20")), new Event.CheckMade(Check.of(Finding.LOGIN_FINE)),
                    new Event.CheckMade(Check.of(Finding.TLS_TAKEN, 8883, "mosquitto", 8884)),
                    new Event.Refused(
                            new Refusal(Refusal.Reason.CERTIFICATE_REFUSED, "", "", "192.168.1.44", "", Houses.NOW, Houses.NOW, 1)),
                    new Event.Refused(new Refusal(Refusal.Reason.WRONG_PASSWORD, "shelly-1", "shelly", "192.168.1.45", "", Houses.NOW,
                            Houses.NOW, 7)),
                    new Event.CheckMade(Check.of(Finding.FIREWALL_UFW, "sudo ufw allow proto tcp to any port 1883,8883")));
            picture("check-" + name, new Place.Broker(), house, 1000, 800, look == DARK ? 1.5 : 1, root -> {
                var segments = (Parent) root.lookup("#broker-part");
                ((ToggleButton) segments.getChildrenUnmodifiable().getLast()).fire();
            });
        }
    }

    private static void scroll(Parent root, double how) {
        root.applyCss();
        root.layout();
        ((ScrollPane) root.lookup(".page-scroll")).setVvalue(how);
    }

    @Test void anotherBrokerIsShown() {
        for (var settings : List.of(Houses.SETTINGS, DARK, GERMAN)) {
            var name = settings.language().equals("de") ? "german-150" : settings.theme().name().toLowerCase(java.util.Locale.ROOT);
            double scale = settings.language().equals("de") ? 1.5 : 1;
            picture("other-broker-tried-" + name, new Place.Settings(), tried(settings), 960, 1_000, scale, root -> {
                ((ScrollPane) root.lookup(".page-scroll")).setVvalue(0.75);
                ((TextField) root.lookup("#settings-brokers")).setText("mqtts://node-a.home, mqtts://node-b.home");
                ((TextField) root.lookup("#settings-broker-user")).setText("hub");
            });
            picture("other-broker-there-" + name, new Place.Settings(), failedOver(settings), 960, 1_000, scale,
                    root -> ((ScrollPane) root.lookup(".page-scroll")).setVvalue(0.6));
            picture("other-broker-page-" + name, new Place.Broker(), failedOver(settings), 960, 800, scale, _ -> {
            });
        }
    }

    private static HubState tried(Settings settings) {
        var choice = new BrokerChoice(List.of("mqtts://node-a.home", "mqtts://node-b.home"), BrokerAccess.NONE, Optional.empty());
        return Houses.after(Houses.full(settings), Houses.NOW, new Event.BrokerTried(choice), new Event.BrokerProbed(choice,
                List.of(new BrokerProbe.Answers("node-a.home:8883", "MQTT 3.1.1", 1, BrokerProbe.Keeps.TOPICS, 2 << 20, true,
                        Optional.of(false)),
                        new BrokerProbe.Failed("node-b.home:8883", BrokerProbe.Step.TLS, LinkFault.FOREIGN_CERTIFICATE.words()))));
    }

    private static HubState failedOver(Settings settings) {
        var there = settings.withBrokers(List.of("mqtts://node-a.home", "mqtts://node-b.home"))
                .withBrokerAccess(BrokerAccess.NONE.withBridge(true));
        var lost = Houses.NOW.minusSeconds(4);
        return Houses.after(Houses.full(there), Houses.NOW,
                new Event.MoveEnded(new Moved("node-a.home:8883", lost.minusSeconds(600), 212, 3, 0, "")),
                new Event.NodeMet(new BrokerNode("node-a.home:8883", BrokerNode.Kind.FAILED, lost, "the connection was closed")),
                new Event.NodeMet(new BrokerNode("node-b.home:8883", BrokerNode.Kind.IN_USE, Houses.NOW, "MQTT 3.1.1")),
                new Event.LinkChanged(new BrokerLink.Up("node-b.home:8883", "MQTT 3.1.1", false, Houses.NOW)),
                new Event.BrokerRegained(new Failover("node-a.home:8883", "node-b.home:8883", lost, Houses.NOW, "the connection was closed",
                        false, OptionalInt.of(12))),
                new Event.BridgeReported(Optional.of(new BridgeReport(true, Houses.NOW, 1_204, 388, 0, ""))));
    }

    private static HubState open(Settings settings) {
        return busy(settings.withHomeNetwork(true));
    }

    /// Clients, and topics of all sorts of payload.
    static HubState busy(Settings settings) {
        var house = Houses.full(settings);
        var earlier = Houses.NOW.minus(Duration.ofMinutes(3));
        house = Houses.after(house, earlier, received(Message.retained("zigbee2mqtt/ceiling",
                "{\"brightness\":158,\"state\":\"ON\",\"color\":{\"x\":0.4599,\"y\":0.4106},\"update\":{\"installed\":65554.10}}")),
                received(Message.of("zigbee2mqtt/bridge/devices", "[" + "{\"ieee\":\"0x00158d00\"},".repeat(60_000) + "{}]")),
                received(new Message("camera/porch/jpeg", Payload.of(new byte[]{(byte) 0xff, (byte) 0xd8, 0, 1, 2}), 0, false)),
                received(Message.of("/leading/slash", "x")), received(Message.retained("tele/plug/LWT", "Online")));
        return Houses.after(house, Houses.NOW, new Event.BrokerSeen(new BrokerStatus(41.5,
                List.of("mqtt://192.168.1.20:1883", "ws://192.168.1.20:9001/mqtt"),
                List.of(new BrokerStatus.Session("hearth", "127.0.0.1:40112", earlier, true, List.of("#"), "", "5", 0, 0, Optional.empty()),
                        new BrokerStatus.Session("zigbee2mqtt", "192.168.1.31:52110", earlier, true, List.of("zigbee2mqtt/#"), "", "5", 0,
                                0, Optional.empty()),
                        new BrokerStatus.Session("tasmota_A1B2C3", "192.168.1.44:50011", earlier, false,
                                List.of("cmnd/plug/#", "cmnd/tasmotas/#"), "plug", "3.1.1", 0, 1_204,
                                Optional.of(new BrokerStatus.LastWords("tele/plug/LWT", "Offline", true)))))));
    }

    private static Event received(Message message) {
        return new Event.MessageReceived(message);
    }

    private void picture(String name, Place there, HubState house, double width, double height, double scale, Consumer<Parent> prepare) {
        var window = WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            var made = new HearthWindow(house, _ -> {
            }, PagesPicturesTest::recorded, PagesPicturesTest::sender, InstantSource.fixed(Houses.NOW), ZoneOffset.UTC, Path.of("data"));
            made.open(there);
            Screens.show(stage, made.scene(), width, height);
            return made;
        });
        Screens.fill(window);
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> prepare.accept(window.scene().getRoot()));
        Screens.save(window.scene(), name, scale);
    }
}
