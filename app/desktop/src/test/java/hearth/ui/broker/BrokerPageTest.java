package hearth.ui.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.device.Payload;
import hearth.home.Grant;
import hearth.home.Login;
import hearth.home.Role;
import hearth.hub.BrokerLink;
import hearth.hub.BrokerStatus;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Knock;
import hearth.hub.Password;
import hearth.hub.Refusal;
import hearth.hub.Retained;
import hearth.hub.Senders.Sender;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Place.Broker.Part;
import hearth.ui.Stand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class BrokerPageTest {

    private static final HubState EMPTY = Houses.empty(Houses.SETTINGS);

    private final List<String> used = new ArrayList<>();
    private Stand stand;

    @Start void start(Stage stage) {
        stand = new Stand(stage, EMPTY, ui -> new BrokerPage(ui, Part.TOPICS, used::add));
    }

    private static HubState heard(HubState house, Message... messages) {
        for (var message : messages) {
            house = Houses.after(house, Houses.NOW, new Event.MessageReceived(message));
        }
        return house;
    }

    @SuppressWarnings("unchecked") private static TreeView<Topic> tree(FxRobot robot) {
        return robot.lookup("#topic-tree").queryAs(TreeView.class);
    }

    private static List<String> lines(FxRobot robot) {
        var tree = tree(robot);
        return WaitForAsyncUtils.waitForAsyncFx(10_000,
                () -> IntStream.range(0, tree.getExpandedItemCount()).mapToObj(i -> tree.getTreeItem(i).getValue().path()).toList());
    }

    private static void until(java.util.concurrent.Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(30_000, condition));
    }

    @Test void aTakenPortOffersTheFreeOne(FxRobot robot) {
        stand.show(Houses.after(EMPTY, Houses.NOW, new Event.LinkChanged(new BrokerLink.PortTaken(1883, Optional.of("mosquitto"), 1884))));
        robot.clickOn("#broker-other-port");
        assertEquals(List.of(new Event.SettingsChanged(Houses.SETTINGS.withPort(1884))), stand.events);
    }

    @Test void aClientIsShownInFullCutAndItsLoginRevokedAfterAQuestion(FxRobot robot) {
        var sessions = List.of(new BrokerStatus.Session("lamp-7", "10.0.0.2:4000", Houses.NOW, true, List.of("lamp/#"), "lamp", "5", 3, 12,
                Optional.of(new BrokerStatus.LastWords("lamp/state", "offline", true))));
        var house = Houses.after(EMPTY, Houses.NOW, new Event.LoginWanted("Lamp", new Role.ReadAll()),
                new Event.LoginRenamed("lamp", "Porch lamp"), new Event.BrokerSeen(new BrokerStatus(1, List.of(), sessions)));
        stand.show(house);
        robot.clickOn("Clients").clickOn("lamp-7");
        for (var words : List.of("Porch lamp · lamp", "10.0.0.2:4000", "MQTT 5", "12", "lamp/#",
                "lamp/state: offline (kept by the broker)")) {
            assertTrue(robot.lookup((Label l) -> l.getText().equals(words)).tryQuery().isPresent(), words);
        }
        robot.clickOn("#clients-cut").clickOn("#clients-edit").clickOn("#doors-revoke").clickOn("#question-yes");
        assertEquals(List.of(new Event.ClientCut("lamp-7"), new Event.LoginRevoked("lamp")), stand.events);
        assertEquals(List.of(new Place.EditLogin("lamp")), stand.ways);
    }

    @Test void whoSaidAValueIsToldWhereItIsKnown(FxRobot robot) throws Exception {
        stand.senders.put("a", Optional.of(new Sender("plug-1", false)));
        stand.show(heard(EMPTY, Message.of("a", "1"), Message.of("b", "2")));
        until(() -> tree(robot).getExpandedItemCount() == 2);
        robot.interact(() -> tree(robot).getSelectionModel().select(0));
        assertTrue(robot.lookup((Label l) -> l.getText().endsWith("Sender: plug-1")).tryQuery().isPresent());
        robot.interact(() -> tree(robot).getSelectionModel().select(1));
        assertTrue(robot.lookup((Label l) -> l.getText().endsWith("Sender: not known")).tryQuery().isPresent());
    }

    @Test void whatIsKeptIsSearchedAndClearedAfterAQuestionAndACommandWithOneClick(FxRobot robot) {
        var command = new Retained("cmnd/plug/POWER", "ON", 2, Optional.of(new Sender("phone", false)));
        var value = new Retained("tele/plug/LWT", "Online", 6, Optional.empty());
        stand.show(Houses.after(EMPTY, Houses.NOW, new Event.BrokerSeen(new BrokerStatus(1, List.of(), List.of(), List.of(command))),
                new Event.RetainedListed(new Retained.Found(List.of(command, value), 2))));
        robot.clickOn("Kept");
        assertEquals(new Event.RetainedAsked(""), stand.events.getFirst());
        assertTrue(robot.lookup("Sender: phone").tryQuery().isPresent());
        assertTrue(robot.lookup("2 messages").tryQuery().isPresent());
        robot.clickOn(".clear-command");
        assertEquals(new Event.MessageWritten(Message.retained("cmnd/plug/POWER", "")), stand.events.getLast());
        robot.clickOn("tele/plug/LWT").clickOn("#retained-clear").clickOn("#question-yes");
        assertEquals(new Event.MessageWritten(Message.retained("tele/plug/LWT", "")), stand.events.getLast());
        robot.clickOn("#retained-filter").write("Te");
        assertEquals(new Event.RetainedAsked("te"), stand.events.getLast());
    }

    @Test void whoKnocksIsLetInOrNotAndWhoWasRefusedIsTold(FxRobot robot) {
        var knock = new Knock("kitchen-plug", "plug", "10.0.0.7", Houses.NOW, Houses.NOW, 1, "$argon2id$hash");
        var refusal = new Refusal(Refusal.Reason.TAMPERING, "stranger", "", "10.0.0.9", "security/status", Houses.NOW, Houses.NOW, 3);
        stand.show(Houses.after(EMPTY, Houses.NOW, new Event.Knocked(knock), new Event.Refused(refusal)));
        robot.clickOn("Access");
        assertTrue(robot.lookup("Kitchen plug wants to join: allow?").tryQuery().isPresent());
        robot.clickOn("Allow").clickOn("Refuse");
        assertEquals(List.of(new Event.KnockAllowed(knock.key()), new Event.KnockRefused(knock.key())), stand.events);
        assertTrue(robot
                .lookup((Label l) -> l.getText().contains("stranger tried to speak for the alarm, on security/status"))
                .tryQuery().isPresent());
    }

    @Test void loginsAreMadeChangedAndRevokedFromHere(FxRobot robot) {
        stand.show(Houses.after(EMPTY, Houses.NOW, new Event.LoginWanted("Node-RED", new Role.ReadAll()),
                new Event.PasswordMade("node-red", new Password("plum-otter-42-lake"), "$argon2id$hash")));
        robot.clickOn("Access");
        assertTrue(robot.lookup("plum-otter-42-lake").tryQuery().isPresent());
        robot.clickOn("#doors-own").clickOn("Edit").clickOn("#doors-import").clickOn("#doors-export");
        assertEquals(List.of(new Place.NewLogin(), new Place.EditLogin("node-red"), new Place.ImportLogins(), new Place.TakeLogins()),
                stand.ways);
        robot.clickOn("#doors-seen").clickOn("Revoke").clickOn("#question-yes");
        assertEquals(List.of(new Event.PasswordSeen(), new Event.LoginRevoked("node-red")), stand.events);
    }

    @Test void theTreeGrowsWhereItIsOpenAndKeepsWhatIsChosen(FxRobot robot) throws Exception {
        var house = heard(EMPTY, Message.of("a/b", "1"), Message.of("a/d", "2"), Message.of("z", "3"));
        stand.show(house);
        until(() -> tree(robot).getExpandedItemCount() == 2);
        robot.interact(() -> {
            tree(robot).getTreeItem(0).setExpanded(true);
            tree(robot).getSelectionModel().select(2);
        });
        assertEquals(List.of("a", "a/b", "a/d", "z"), lines(robot));
        stand.show(heard(house, Message.of("a/c", "4"), Message.of("0", "5"), Message.of("z/below", "6")));
        until(() -> tree(robot).getExpandedItemCount() == 6);
        assertEquals(List.of("0", "a", "a/b", "a/c", "a/d", "z"), lines(robot));
        assertEquals("a/d", tree(robot).getSelectionModel().getSelectedItem().getValue().path());
        assertEquals(false, WaitForAsyncUtils.waitForAsyncFx(30_000, () -> tree(robot).getTreeItem(5).isLeaf()));
    }

    @Test void theFilterShowsWhatFitsOpenedAndGivesTheTreeBack(FxRobot robot) throws Exception {
        stand.show(heard(EMPTY, Message.of("home/kitchen/lamp", "1"), Message.of("home/hall/lamp", "2"), Message.of("other", "3")));
        until(() -> tree(robot).getExpandedItemCount() == 2);
        robot.clickOn("#topic-filter").write("HALL");
        assertEquals(List.of("home", "home/hall", "home/hall/lamp"), lines(robot));
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL).type(KeyCode.DELETE);
        assertEquals(List.of("home", "other"), lines(robot));
    }

    @Test void aChosenTopicIsShownWholeAndCanBeUsedAndCleared(FxRobot robot) throws Exception {
        stand.show(heard(EMPTY, Message.retained("state", "{\"on\":true}")));
        until(() -> tree(robot).getExpandedItemCount() == 1);
        robot.interact(() -> tree(robot).getSelectionModel().select(0));
        assertEquals("{\n  \"on\" : true\n}", robot.lookup("#topic-payload").queryAs(TextArea.class).getText().replace("\r", ""));
        robot.clickOn("#topic-use").clickOn("#topic-clear").clickOn("#question-yes");
        assertEquals(List.of("state"), used);
        assertEquals(List.of(new Event.MessageWritten(Message.retained("state", ""))), stand.events);
    }

    @Test void aMessageIsWrittenAsItWasChosen(FxRobot robot) {
        robot.clickOn("#publish-topic").write("lamp/set");
        robot.clickOn("#publish-payload").write("on");
        robot.clickOn("QoS 2").clickOn("#publish-retain").clickOn("#publish-send");
        assertEquals(List.of(new Event.MessageWritten(new Message("lamp/set", Payload.of("on"), 2, true))), stand.events);
    }

    @Test void aTopicWithAWildcardCannotBeWrittenTo(FxRobot robot) {
        robot.clickOn("#publish-topic").write("lamp/#");
        assertTrue(robot.lookup("#publish-send").queryButton().isDisabled());
        assertEquals("lamp/#", robot.lookup("#publish-topic").queryAs(TextField.class).getText());
    }

    /// Only lines in sight have cells, and a value that changes moves nothing in the tree.
    @Test void twentyThousandTopicsStayUsable(FxRobot robot) throws Exception {
        var house = EMPTY;
        for (int i = 0; i < 20_000; i++) {
            house = heard(house, Message.of("site/floor" + i % 20 + "/sensor" + i, Integer.toString(i)));
        }
        stand.show(house);
        until(() -> tree(robot).getExpandedItemCount() == 1);
        robot.interact(() -> {
            tree(robot).getTreeItem(0).setExpanded(true);
            tree(robot).getTreeItem(1).setExpanded(true);
        });
        assertEquals(1 + 20 + 1_000, lines(robot).size());
        var newest = heard(house, Message.of("site/floor0/sensor0", "new"));
        TreeItem<Topic> first = tree(robot).getTreeItem(2);
        var moved = new AtomicInteger();
        robot.interact(() -> tree(robot).getRoot().addEventHandler(TreeItem.<Topic>treeNotificationEvent(), _ -> moved.incrementAndGet()));
        stand.show(newest);
        until(() -> first.getValue().seen().orElseThrow().payload().equals(Payload.of("new")));
        assertEquals(0, moved.get());
        assertSame(first, tree(robot).getTreeItem(2));
        assertTrue(robot.lookup("#topic-tree .tree-cell").queryAll().size() < 100);
    }
}
