package hearth.app;

import static hearth.app.Walked.asked;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.home.Device.Size;
import hearth.home.Home;
import hearth.mqtt.Peer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/// The whole program, walked through with nothing but keys: its window, and its own broker.
final class KeyboardWalkTest {

    private static final DeviceId LIGHT = DeviceId.of("light");

    @TempDir Path folder;
    private Walked program;
    private FxRobot robot;
    private Running hub;

    @BeforeEach void open() throws Exception {
        program = Walked.in(folder);
        robot = program.robot();
        hub = program.hub();
    }

    @AfterEach void close() {
        program.close();
    }

    @Test void aMessageIsFoundWrittenAndKept() throws Exception {
        try (var peer = new Peer(hub.port(), "try/#")) {
            peer.say(Message.of("try/lamp/level", "1"), Message.of("try/door", "open"), Message.of("other", "x"));
            hub.awaits(house -> house.topics().keySet().containsAll(List.of("try/lamp/level", "try/door", "other")));
            tabTo("rail-broker");
            robot.type(KeyCode.ENTER);
            program.shows(Walked.id("topic-filter"));
            tabTo("topic-filter");
            robot.write("LAMP");
            Running.until(() -> lines().equals(List.of("try", "lamp", "level")));
            tabTo("topic-tree");
            robot.type(KeyCode.DOWN, KeyCode.DOWN);
            tabTo("publish-topic");
            robot.write("try/one");
            robot.type(KeyCode.TAB);
            robot.write("hello");
            robot.type(KeyCode.TAB).type(KeyCode.LEFT).type(KeyCode.SPACE); // QoS 0
            peer.heard();
            tabTo("publish-send");
            robot.type(KeyCode.SPACE);
            assertEquals(new Message("try/one", Payload.of("hello"), 0, false), peer.hears(said("try/one")));
            backTo("publish-payload");
            robot.write("!");
            tabTo("publish-retain");
            robot.type(KeyCode.SPACE);
            backTo("publish-topic");
            tabTo("publish-payload");
            robot.type(KeyCode.TAB).type(KeyCode.RIGHT).type(KeyCode.SPACE); // QoS 1
            tabTo("publish-send");
            robot.type(KeyCode.ENTER);
            var live = peer.hears(said("try/one"));
            assertEquals(List.of(1, false), List.of(live.qos(), live.retained()));
            try (var late = new Peer(hub.port(), "try/#")) {
                assertEquals(new Message("try/one", live.payload(), 1, true), late.hears(said("try/one")));
            }
        }
    }

    @Test void aTileIsMadeLargerMovedAndRenamedAndAllIsTakenBack() {
        var before = home();
        tabTo("edit");
        robot.type(KeyCode.ENTER);
        program.shows(Walked.id("done"));
        tabTo("tile-light");
        robot.type(KeyCode.PLUS);
        hub.awaits(house -> house.home().device(LIGHT).orElseThrow().size() == Size.WIDE);
        var larger = home();
        robot.type(KeyCode.RIGHT);
        hub.awaits(house -> house.home().rooms().getFirst().devices().indexOf(LIGHT) == 1);
        var moved = home();
        robot.type(KeyCode.F2);
        Running.until(() -> !"tile-light".equals(focus()));
        robot.write("Sofa").type(KeyCode.ENTER);
        hub.awaits(house -> house.home().device(LIGHT).orElseThrow().name().equals("Sofa"));
        Running.until(() -> "tile-light".equals(focus()));
        for (var earlier : List.of(moved, larger, before)) {
            robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
            hub.awaits(house -> house.home().equals(earlier));
        }
        robot.type(KeyCode.ESCAPE);
        program.shows(Walked.id("edit"));
    }

    // ---- what the screen shows

    private Home home() {
        return hub.hearth().state().home();
    }

    private String focus() {
        return asked(() -> {
            Node at = program.stage().getScene().getFocusOwner();
            return at == null || at.getId() == null ? "" : at.getId();
        });
    }

    private void tabTo(String id) {
        go(id, () -> robot.type(KeyCode.TAB));
    }

    private void backTo(String id) {
        go(id, () -> robot.press(KeyCode.SHIFT).type(KeyCode.TAB).release(KeyCode.SHIFT));
    }

    /// Presses the key again and again, until it has come there; once round at most.
    private void go(String id, Runnable key) {
        program.shows(Walked.id(id));
        for (int i = 0; i < 60 && !focus().equals(id); i++) {
            key.run();
        }
        assertEquals(id, focus());
    }

    private static Predicate<Message> said(String topic) {
        return message -> message.topic().equals(topic);
    }

    /// The words in the tree, from above.
    private List<String> lines() {
        return asked(() -> robot.lookup("#topic-tree .topic-level").queryAllAs(Labeled.class).stream().filter(Node::isVisible)
                .sorted(Comparator.comparingDouble(level -> level.localToScene(0, 0).getY())).map(Labeled::getText).toList());
    }
}
