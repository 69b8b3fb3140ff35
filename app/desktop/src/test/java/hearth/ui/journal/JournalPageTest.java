package hearth.ui.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.home.Settings;
import hearth.hub.Effect;
import hearth.hub.HubState;
import hearth.hub.JournalEntry;
import hearth.hub.JournalEntry.Kind;
import hearth.store.DataDirectory;
import hearth.store.Store;
import hearth.ui.HearthWindow;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Screens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The journal's page over a journal on disk.
@ExtendWith(ApplicationExtension.class)
class JournalPageTest {

    private static final Instant NOW = Houses.NOW;
    private static final JournalEntry OLD = entry(Duration.ofDays(20), Kind.ARMED, Optional.empty(), "AWAY Ann");
    private static final JournalEntry LAMP = entry(Duration.ofDays(3), Kind.RENAMED, Optional.of(DeviceId.of("ceiling")), "=Lamp, \"big\"");
    private static final JournalEntry FRESH = entry(Duration.ofHours(1), Kind.DISARMED, Optional.empty(), "Ann");

    @TempDir static Path folder;

    private final HubState house = Houses.empty(Houses.SETTINGS);
    private DataDirectory directory;
    private Store store;
    private Stage stage;

    private static JournalEntry entry(Duration ago, Kind kind, Optional<DeviceId> device, String detail) {
        return new JournalEntry(NOW.minus(ago), kind, device, detail);
    }

    @Start void start(Stage primary) throws Exception {
        directory = DataDirectory.open(Files.createTempDirectory(folder, "hearth"));
        store = new Store(directory, InstantSource.fixed(NOW), 100_000_000);
        store.load();
        store.start(_ -> {
        });
        List.of(OLD, LAMP, FRESH).forEach(e -> store.carryOut(new Effect.Append(e)));
        stage = primary;
        open(house, 1440, 900);
    }

    private HearthWindow open(HubState shown, double width, double height) {
        var window = Screens.window(shown, _ -> {
        }, store.history());
        Screens.show(stage, window.scene(), width, height);
        window.open(new Place.Journal());
        return window;
    }

    @AfterEach void close() throws Exception {
        store.close();
        directory.close();
    }

    private static void until(BooleanSupplier so) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(60_000, so::getAsBoolean));
    }

    @SuppressWarnings("unchecked") private static List<Kind> shown(FxRobot robot) {
        return ((ListView<Line>) robot.lookup(".journal").query()).getItems().stream().map(Line::kind).toList();
    }

    private static void untilShown(FxRobot robot, Kind... kinds) throws Exception {
        until(() -> shown(robot).equals(List.of(kinds)));
        assertEquals(List.of(kinds), WaitForAsyncUtils.waitForAsyncFx(60_000, () -> shown(robot)));
    }

    @Test void whatIsOnDiskIsShownNewestFirstAndFilteredByKindTimeAndWords(FxRobot robot) throws Exception {
        untilShown(robot, Kind.BROKER_UP, Kind.DISARMED, Kind.RENAMED, Kind.ARMED);
        robot.clickOn("7 days");
        untilShown(robot, Kind.BROKER_UP, Kind.DISARMED, Kind.RENAMED);
        robot.clickOn(robot.lookup(".segment").match((Labeled l) -> "Security".equals(l.getText())).<Labeled>query());
        untilShown(robot, Kind.DISARMED);
        robot.clickOn("Any time");
        robot.clickOn("#journal-filter").write("AWAY");
        untilShown(robot, Kind.ARMED);
    }

    @Test void whatDoesNotFitIsToldWholeUnderThePointer(FxRobot robot) throws Exception {
        var topic = "hearth/5/thermometer-on-the-balcony/climate/temperature";
        store.carryOut(
                new Effect.Append(entry(Duration.ofHours(2), Kind.SPOKEN_OVER, Optional.empty(), topic + " kettle-in-the-summer-kitchen")));
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> open(house, 900, 640));
        untilShown(robot, Kind.BROKER_UP, Kind.SPOKEN_OVER, Kind.DISARMED, Kind.RENAMED, Kind.ARMED);
        until(() -> words(robot, topic).filter(Labeled::isTextTruncated).isPresent());
        var words = words(robot, topic).orElseThrow();
        assertEquals(words.getText(), words.getTooltip().getText());
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> stage.setWidth(1440));
        until(() -> words(robot, topic).filter(w -> !w.isTextTruncated() && w.getTooltip() == null).isPresent());
    }

    private static Optional<Labeled> words(FxRobot robot, String part) {
        return robot.lookup(".journal-row > .label").match((Labeled l) -> l.getText().contains(part)).tryQuery();
    }

    @Test void whatIsShownIsSavedAsCsvThatNoSpreadsheetRuns(FxRobot robot) throws Exception {
        untilShown(robot, Kind.BROKER_UP, Kind.DISARMED, Kind.RENAMED, Kind.ARMED);
        robot.clickOn("#journal-filter").write("lamp");
        untilShown(robot, Kind.RENAMED);
        var file = directory.folder().resolve("journal.csv");
        robot.interact(() -> robot.lookup(".screen").<JournalPage>query().save(file));
        until(() -> robot.lookup("#journal-told").<Labeled>query().getText().equals("Saved as " + file));
        var words = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> robot.lookup(".journal").<ListView<Line>>query().getItems().getFirst());
        assertEquals("=Lamp, \"big\"", words.subject(), "a device that is gone has the name it had");
        assertEquals("time,kind,what,happened\r\n" + LAMP.at() + ",RENAMED,\"'=Lamp, \"\"big\"\"\",\""
                + words.words().replace("\"", "\"\"") + "\"\r\n", Files.readString(file));
    }

    @Test void aWordThatASpreadsheetWouldRunBeginsWithAnApostrophe() {
        assertEquals("time,kind,what,happened\r\n" + NOW + ",RENAMED,\"'=1+1\",\"a \"\"b\"\"\"\r\n",
                JournalPage.csv(List.of(new Line(NOW, Kind.RENAMED, "=1+1", "a \"b\""))));
    }

    @Test void aChangedLineIsFoundByTheCheck(FxRobot robot) throws Exception {
        untilShown(robot, Kind.BROKER_UP, Kind.DISARMED, Kind.RENAMED, Kind.ARMED);
        robot.clickOn("#journal-check");
        until(() -> robot.lookup("#journal-told").<Labeled>query().getText().equals("All lines are as they were written."));
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + directory.folder().resolve("journal.db"));
                var change = other.prepareStatement("UPDATE entry SET detail = 'Bob' WHERE kind = 'DISARMED'")) {
            assertEquals(1, change.executeUpdate());
        }
        robot.clickOn("#journal-check");
        until(() -> robot.lookup("#journal-told").<Labeled>query().getText().startsWith("The journal was changed by somebody else"));
    }

    @Test void everyJournalIsDrawn(FxRobot robot) throws Exception {
        untilShown(robot, Kind.BROKER_UP, Kind.DISARMED, Kind.RENAMED, Kind.ARMED);
        Screens.save(stage.getScene(), "journal-light", 1);
        var german = Houses.SETTINGS.withLanguage("de").withTheme(Settings.Theme.DARK);
        robot.interact(() -> open(Houses.empty(german), 900, 600));
        untilShown(robot, Kind.BROKER_UP, Kind.DISARMED, Kind.RENAMED, Kind.ARMED);
        Screens.save(stage.getScene(), "journal-german-small", 1);
        assertTrue(stage.isShowing());
    }
}
