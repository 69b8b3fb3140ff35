package hearth.app;

import static hearth.app.Running.once;
import static hearth.app.Walked.asked;
import static hearth.app.Walked.id;
import static hearth.app.Walked.in;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import hearth.device.Message;
import hearth.hub.DeviceState.Condition;
import hearth.hub.Event;
import hearth.hub.Outcome;
import hearth.mqtt.Peer;
import hearth.ui.ValueSlider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/// The whole program, walked through: its window under a robot's hand, its own broker, and other clients there.
final class WalkTest {

    private static final String LAMP = "lights/brightness";

    @TempDir Path folder;
    private Walked program;
    private FxRobot robot;
    private Running hub;
    private Peer peer;

    @BeforeEach void open() throws Exception {
        begin(Walked.in(folder));
    }

    private void begin(Walked walked) {
        program = walked;
        robot = program.robot();
        hub = program.hub();
        peer = new Peer(hub.port(), "lights/#", "hearth/5/#");
    }

    @AfterEach void close() throws Exception {
        peer.close();
        program.close();
    }

    @Test void whatIsPublishedIsOnItsTile() {
        peer.say(Message.of("temperature", "21.5"));
        awaitText("#tile-temperature .tile-value", "21.5");
        peer.say(Message.of(LAMP, "62"));
        awaitText("#tile-light .tile-line", "62 %");
    }

    @Test void aDragSpeaksAtOnceAtMostTenTimesASecondAndItsLastWordIsSaid() throws Exception {
        peer.say(Message.of(LAMP, "0"));
        awaitText("#tile-light .tile-line", "Off");
        peer.heard();
        long began = System.nanoTime();
        robot.drag(at(0), MouseButton.PRIMARY).moveTo(at(20)).moveTo(at(45)).dropTo(at(80));
        var said = sent("80");
        double seconds = (System.nanoTime() - began) / 1e9;
        assertEquals(Stream.of(once(LAMP, "1"), once(LAMP, "80")).toList(), List.of(said.getFirst(), said.getLast()));
        assertEquals(said.stream().map(m -> once(LAMP, m.payload().shown(9))).toList(), said);
        assertEquals(said.stream().map(WalkTest::number).sorted().distinct().toList(), said.stream().map(WalkTest::number).toList());
        assertTrue(said.size() <= 1 + 10 * seconds, said.size() + " messages in " + seconds + " s");
    }

    @Test void whatSomebodyElseSaysMovesTheSliderAndTheHubSaysNothing() throws Exception {
        peer.say(Message.of(LAMP, "35"));
        awaitText("#tile-light .tile-line", "35 %");
        Running.until(() -> slider() == 35);
        peer.say(Message.of("temperature", "4"));
        peer.hears("hearth/5/temperature/climate/temperature", "4");
        awaitText("#tile-temperature .tile-value", "4.0");
        peer.say(Message.of("lights/end", ""));
        assertEquals(List.of(), untilEnd().stream().filter(m -> m.topic().equals(LAMP) && number(m) != 35).toList());
    }

    @Test void aLampThatAnswersHasConfirmed() throws Exception {
        close();
        begin(Walked.in(folder, new StandingClock())); // it has as long as it needs
        peer.say(Message.of(LAMP, "20"));
        awaitText("#tile-light .tile-line", "20 %");
        robot.clickOn(at(80));
        awaitText("#tile-light .tile-line", "80 % · waiting…");
        sent("80");
        peer.say(Message.of(LAMP, "80"));
        awaitText("#tile-light .tile-line", "80 %");
        assertInstanceOf(Outcome.Confirmed.class, hub.device("light").state(hub.device("light").main().orElseThrow().ref()).outcome()
                .orElseThrow());
    }

    @Test void whereNobodyAnswersTheTileSaysSoAndFallsBack() throws Exception {
        peer.say(Message.of(LAMP, "20"));
        awaitText("#tile-light .tile-line", "20 %");
        robot.clickOn(at(80));
        sent("80");
        awaitText("#tile-light .tile-line", "No answer, still 20 %");
        Running.until(() -> slider() == 20);
    }

    @Test void aLampWhoseWillSpeaksIsDisabledAndSaysSo() {
        hub.add("hall-lamp", "dimmer", Map.of("topic", "hall"));
        var lamp = MqttClient.builder().serverHost("127.0.0.1").serverPort(hub.port()).useMqttVersion5().buildBlocking();
        lamp.connectWith().willPublish().topic("hall/availability").payload("offline".getBytes()).qos(MqttQos.AT_LEAST_ONCE).retain(true)
                .applyWillPublish().send();
        lamp.publishWith().topic("hall/availability").payload("online".getBytes()).qos(MqttQos.AT_LEAST_ONCE).retain(true).send();
        lamp.publishWith().topic("hall/brightness").payload("40".getBytes()).qos(MqttQos.AT_LEAST_ONCE).retain(true).send();
        awaitText("#tile-hall-lamp .tile-line", "40 %");
        lamp.disconnectWith().reasonCode(Mqtt5DisconnectReasonCode.DISCONNECT_WITH_WILL_MESSAGE).send();
        awaitText("#tile-hall-lamp .tile-line", "Not responding");
        assertTrue(query("#tile-hall-lamp .tile-control").isDisabled());
        assertTrue(query("#tile-hall-lamp .tile-icon").isDisabled());
    }

    @Test void whatCannotBeReadIsShownBesideTheLastGoodValue() {
        peer.say(Message.of("temperature", "21.5"));
        awaitText("#tile-temperature .tile-value", "21.5");
        peer.say(Message.of("temperature", "abc"));
        awaitText("#tile-temperature .tile-line", "Unreadable: abc");
        assertEquals("21.5", program.text("#tile-temperature .tile-value"));
        peer.say(Message.of("temperature", "22"));
        awaitText("#tile-temperature .tile-value", "22.0");
        hub.awaits(house -> hub.device("temperature").condition() == Condition.LIVE);
    }

    @Test void aTopicBecomesATileInFourClicksAndIsTakenBackByOne() {
        var before = hub.hearth().state().home();
        peer.say(Message.of("cellar/temp", "17.3"));
        hub.awaits(house -> house.topics().containsKey("cellar/temp"));
        var clicks = new ArrayList<Predicate<Node>>();
        clicks.add(id("add-device"));
        clicks.add(in("#adding", "cellar/temp"));
        clicks.add(in("#adding", "Temperature"));
        clicks.add(id("add-add"));
        for (var click : clicks) {
            program.shows(click);
            robot.clickOn(click);
        }
        awaitText("#tile-temperature-2 .tile-value", "17.3");
        assertEquals(4, clicks.size());
        assertTrue(robot.lookup("#adding").tryQuery().isEmpty());
        robot.clickOn("#toast-action");
        hub.awaits(house -> house.home().equals(before));
        Running.until(() -> robot.lookup("#tile-temperature-2").tryQuery().isEmpty());
    }

    @Test void aBreakInIsOnDiskBeforeItIsShownAndStaysUntilItIsSeen() throws Exception {
        var onDisk = new CompletableFuture<List<String>>();
        robot.interact(() -> query("#alert").visibleProperty()
                .subscribe(shown -> {
                    if (shown) {
                        onDisk.complete(Running.disk(folder, "journal.db", "SELECT word FROM incident"));
                    }
                }));
        peer.say(Message.of("security/status", "{\"status\":\"break-in\",\"zone\":\"kitchen\"}"));
        assertEquals(List.of("break-in"), onDisk.get(15, TimeUnit.SECONDS));
        awaitText("#alert-title", "Break-in: kitchen");

        for (int i = 0; i < 4; i++) {
            peer.say(Message.of("security/status", "{\"status\":\"break-in\",\"zone\":\"kitchen\"}"));
        }
        awaitText("#alert-count", "×5");
        assertEquals(1, hub.hearth().state().journal().list().stream().filter(e -> e.kind().name().startsWith("BREAK_IN")).count());

        robot.clickOn("#alert-silence");
        awaitText("#alert-silence", "Siren silenced");
        assertTrue(query("#alert").isVisible());

        robot.clickOn("#alert-seen");
        Running.until(() -> !query("#alert").isVisible());
        Running.until(
                () -> Running.disk(folder, "journal.db", "SELECT silenced AND acknowledged > since FROM incident").equals(List.of("1")));
    }

    @Test void aBreakInBringsTheHiddenWindowBack() {
        var stage = program.stage();
        robot.interact(stage::hide);
        assertFalse(stage.isShowing());
        peer.say(Message.of("security/status", "break-in"));
        Running.until(() -> stage.isShowing() && stage.isAlwaysOnTop() && stage.isFullScreen() && query("#alert").isVisible());
        robot.type(KeyCode.ESCAPE);
        assertTrue(query("#alert").isVisible() && stage.isFullScreen());
        hub.hearth().submit(new Event.IncidentAcknowledged());
        Running.until(() -> !stage.isShowing());
    }

    // ---- what the screen shows

    private Node query(String where) {
        return robot.lookup(where).query();
    }

    private void awaitText(String where, String words) {
        try {
            Running.until(() -> program.text(where).equals(words));
        } catch (AssertionError late) {
            assertEquals(words, program.text(where));
        }
    }

    private double slider() {
        return asked(() -> (Double) robot.lookup("#tile-light .value-slider").<ValueSlider>query()
                .queryAccessibleAttribute(AccessibleAttribute.VALUE));
    }

    /// The place on the lamp's slider that stands for a percentage.
    private Point2D at(int percent) {
        return asked(() -> {
            var slider = robot.lookup("#tile-light .value-slider").<ValueSlider>query();
            slider.getScene().getRoot().applyCss();
            slider.getScene().getRoot().layout(); // the first value has just made Home another
            return slider.localToScreen(Math.max(2, Math.ceil(slider.getWidth() * percent / 100)) + 0.5, slider.getHeight() / 2);
        });
    }

    // ---- what is on the wire

    /// What the hub has sent to the lamp, up to this.
    private List<Message> sent(String last) throws InterruptedException {
        var all = new ArrayList<Message>();
        do {
            all.add(peer.hears(m -> m.topic().equals(LAMP)));
        } while (!all.getLast().payload().shown(9).equals(last));
        return all;
    }

    private List<Message> untilEnd() throws InterruptedException {
        var all = new ArrayList<Message>();
        do {
            all.add(peer.hears(m -> m.topic().startsWith("lights/")));
        } while (!all.getLast().topic().equals("lights/end"));
        return all;
    }

    private static double number(Message message) {
        return Double.parseDouble(message.payload().shown(9));
    }
}
