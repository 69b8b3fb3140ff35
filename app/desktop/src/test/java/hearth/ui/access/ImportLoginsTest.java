package hearth.ui.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.home.Grant;
import hearth.home.Grant.Way;
import hearth.home.Login;
import hearth.home.Role;
import hearth.hub.Event;
import hearth.ui.Houses;
import hearth.ui.Stand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ImportLoginsTest {

    private final List<String> closed = new ArrayList<>();
    private Stand stand;
    private ImportLogins dialog;

    @TempDir Path folder;

    @Start void start(Stage stage) {
        stand = new Stand(stage, Houses.full(Houses.SETTINGS), ui -> {
            dialog = new ImportLogins(ui, () -> closed.add("x"));
            return dialog;
        });
    }

    @Test void whatWouldComeIsShownBeforeItDoes(FxRobot robot) throws Exception {
        var passwords = Files.writeString(folder.resolve("passwd"), "lamp:$7$101$AA==$AA==\nbroken\n");
        var acl = Files.writeString(folder.resolve("acl"), "topic read #\nuser lamp\ntopic readwrite lamp/#\n");
        WaitForAsyncUtils.waitForAsyncFx(30_000, () -> {
            dialog.takePasswords(passwords);
            dialog.takeAcl(acl);
        });
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> robot.lookup("May say and hear lamp/#.").tryQuery().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(robot.lookup("No user name with a password of Mosquitto’s; left out. (Line 2)").tryQuery().isPresent());
        assertTrue(robot.lookup("Is for clients without a login, and here nobody comes in without one; left out. (Line 1)").tryQuery()
                .isPresent());
        assertEquals(List.of(), stand.events);
        assertEquals("Import 1 login", robot.lookup("#import-bring").queryAs(Button.class).getText());
        robot.clickOn("#import-bring");
        assertEquals(List.of(new Event.LoginsImported(List.of(new Login("lamp", "lamp",
                new Role.Device(List.of(Grant.of("lamp/#", Way.BOTH))), "$7$101$AA==$AA==", Houses.NOW, Optional.empty(), List.of())))),
                stand.events);
        assertEquals(List.of("x"), closed);
    }

    @Test void aFileThatCannotBeReadIsSaid(FxRobot robot) throws Exception {
        WaitForAsyncUtils.waitForAsyncFx(30_000, () -> dialog.takePasswords(folder.resolve("missing")));
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> robot.lookup("A file cannot be read").tryQuery().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(Objects.requireNonNull(robot.lookup("#import-bring").queryButton()).isDisabled());
    }
}
