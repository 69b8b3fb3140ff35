package hearth.ui.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.home.Role;
import hearth.hub.Event;
import hearth.hub.Handover;
import hearth.hub.Handover.Given;
import hearth.hub.Handover.Kind;
import hearth.hub.Password;
import hearth.ui.Houses;
import hearth.ui.Stand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class TakeLoginsTest {

    private static final String FOLDER = "folder";

    private final List<String> closed = new ArrayList<>();
    private Stand stand;
    private TakeLogins dialog;

    @Start void start(Stage stage) {
        stand = new Stand(stage, Houses.full(Houses.SETTINGS), ui -> {
            dialog = new TakeLogins(ui, () -> closed.add("x"));
            return dialog;
        });
    }

    private static Button write(FxRobot robot) {
        return robot.lookup("#take-write").queryButton();
    }

    @Test void theNewPasswordsAreShownUntilTheyAreNoted(FxRobot robot) throws Exception {
        assertTrue(write(robot).isDisabled());
        assertTrue(robot.lookup("There is no login yet.").tryQuery().isPresent());
        var house = Houses.after(Houses.full(Houses.SETTINGS), Houses.NOW, new Event.LoginWanted("Node-RED", new Role.ReadAll()));
        stand.show(house);
        robot.clickOn("#take-RABBITMQ");
        assertTrue(robot.lookup("Writes hearth-logins.json.").tryQuery().isPresent());
        WaitForAsyncUtils.waitForAsyncFx(30_000, () -> dialog.writeTo(FOLDER));
        assertEquals(List.of(new Event.HandoverWanted(Kind.RABBITMQ, FOLDER)), stand.events);
        assertTrue(write(robot).isDisabled());
        stand.show(Houses.after(house, Houses.NOW, new Event.HandedOver(new Handover(Kind.RABBITMQ, "folder",
                Optional.of(given("hearth-hub", "", "k3m9-pq7x-2wfa-hd6t")),
                List.of(given("node-red", "Node-RED", "plum-otter-42-lake"),
                        new Given("zigbee", "Zigbee", Optional.empty(), Optional.empty())),
                ""))));
        for (var words : List.of("k3m9-pq7x-2wfa-hd6t", "plum-otter-42-lake", "User node-red.", "User zigbee. Keeps its password.")) {
            assertTrue(robot.lookup(words).tryQuery().isPresent(), words);
        }
        stand.events.clear();
        robot.type(KeyCode.SPACE); // what is to be done is focused
        assertEquals(List.of("x"), closed);
        assertEquals(List.of(new Event.HandoverSeen()), stand.events);
    }

    @Test void whatCannotBeWrittenIsSaidAndCanBeTriedAgain(FxRobot robot) throws Exception {
        var house = Houses.after(Houses.full(Houses.SETTINGS), Houses.NOW, new Event.LoginWanted("Node-RED", new Role.ReadAll()));
        stand.show(house);
        WaitForAsyncUtils.waitForAsyncFx(30_000, () -> dialog.writeTo(FOLDER));
        stand.show(Houses.after(house, Houses.NOW, new Event.HandedOver(Handover.failed(Kind.MOSQUITTO, "folder", "no room"))));
        assertTrue(robot.lookup((javafx.scene.control.Label l) -> l.getText().contains("no room")).tryQuery().isPresent());
        assertFalse(write(robot).isDisabled());
    }

    private static Given given(String user, String name, String password) {
        return new Given(user, name, Optional.of(new Password(password)), Optional.of("hash"));
    }
}
