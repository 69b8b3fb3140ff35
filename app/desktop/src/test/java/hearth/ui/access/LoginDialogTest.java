package hearth.ui.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.home.Grant;
import hearth.home.Grant.Way;
import hearth.home.Login;
import hearth.home.Role;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Password;
import hearth.ui.Houses;
import hearth.ui.Stand;
import hearth.ui.Texts;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class LoginDialogTest {

    private static final Role.Device PLUG = new Role.Device(List.of(Grant.of("tele/plug/#", Way.BOTH), Grant.of("cmnd/all", Way.READ)));
    private static final HubState HOUSE = Houses.after(Houses.full(Houses.SETTINGS), Houses.NOW, new Event.LoginsImported(
            List.of(new Login("plug", "Plug", PLUG, "$argon2id$x", Houses.NOW, Optional.empty(), List.of()))));

    private final List<String> closed = new ArrayList<>();
    private Stage stage;

    @Start void start(Stage made) {
        stage = made;
    }

    private Stand stand(Optional<String> user) {
        return WaitForAsyncUtils.waitForAsyncFx(10_000,
                () -> new Stand(stage, HOUSE, ui -> new LoginDialog(ui, user, () -> closed.add("x"))));
    }

    @Test void aDevicesTopicsAreASentenceAndCanBeEdited(FxRobot robot) {
        var stand = stand(Optional.of("plug"));
        assertTrue(robot.lookup("May hear cmnd/all. May say and hear tele/plug/#.").tryQuery().isPresent());
        robot.clickOn("#login-topic-add").write("stat/#/x");
        assertTrue(robot.lookup("#login-save").queryButton().isDisabled());
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL).write("stat/plug/#");
        assertTrue(robot.lookup("May hear cmnd/all. May say and hear tele/plug/#, stat/plug/#.").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("#login-name").queryAs(TextField.class).setText("Kettle plug"));
        robot.clickOn("#login-save");
        assertEquals(List.of(new Event.LoginRenamed("plug", "Kettle plug"),
                new Event.RoleSet("plug", new Role.Device(List.of(Grant.of("tele/plug/#", Way.BOTH), Grant.of("cmnd/all", Way.READ),
                        Grant.of("stat/plug/#", Way.BOTH))))),
                stand.events);
        assertEquals(List.of("x"), closed);
    }

    @Test void aProgramsRoomsAreChosenAndItsPasswordIsShownOnce(FxRobot robot) {
        var stand = stand(Optional.empty());
        assertTrue(robot.lookup("#login-save").queryButton().isDisabled(), "it has no name yet");
        robot.clickOn("#login-name").write("Phone").clickOn("#role-ROOMS").clickOn("Living room").clickOn("Hallway");
        assertTrue(robot.lookup("May look at everything and control Hallway, Living room.").tryQuery().isPresent());
        robot.clickOn("#login-save");
        var wish = new Event.LoginWanted("Phone", new Role.ControlRooms(Set.of("Living room", "Hallway")));
        assertEquals(List.of(wish), stand.events);
        stand.show(Houses.after(HOUSE, Houses.NOW, wish, new Event.PasswordMade("phone", new Password("k3m9-pq7x-2wfa-hd6t"), "hash")));
        for (var words : List.of("192.168.1.20", "1883", "phone", "k3m9-pq7x-2wfa-hd6t")) {
            assertTrue(robot.lookup(words).tryQuery().isPresent(), words);
        }
        robot.clickOn("#login-seen");
        assertEquals(List.of(wish, new Event.PasswordSeen()), stand.events);
        assertEquals(List.of("x"), closed);
    }

    @Test void everyRoleIsASentenceInBothLanguages() {
        for (var role : List.of(PLUG, new Role.Device(List.of()), new Role.ReadAll(), new Role.ControlRooms(Set.of("Hall")),
                new Role.ControlRooms(Set.of()), new Role.Everything())) {
            var english = RoleWords.of(Texts.of(Houses.SETTINGS, ZoneOffset.UTC), role);
            var german = RoleWords.of(Texts.of(Houses.SETTINGS.withLanguage("de"), ZoneOffset.UTC), role);
            assertTrue(english.startsWith("May ") && german.startsWith("Darf ") && english.endsWith(".") && german.endsWith("."), english);
        }
    }
}
