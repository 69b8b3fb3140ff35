package hearth.ui.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.home.Settings;
import hearth.hub.Effect;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.store.DataDirectory;
import hearth.store.Store;
import hearth.ui.HearthWindow;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Screens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// An incident on the page and on paper, from a journal on disk.
@ExtendWith(ApplicationExtension.class)
class IncidentReportTest {

    @TempDir static Path folder;

    private DataDirectory directory;
    private Store store;
    private Stage stage;
    private HearthWindow window;

    @Start void start(Stage primary) throws Exception {
        directory = DataDirectory.open(Files.createTempDirectory(folder, "hearth"));
        store = new Store(directory, InstantSource.fixed(Houses.NOW), 100_000_000);
        store.load();
        store.start(_ -> {
        });
        stage = primary;
        open(lived(Houses.SETTINGS));
    }

    /// Broken into and seen, all of it on disk.
    private HubState lived(Settings settings) {
        var house = Guarded.after(Guarded.brokenInto(settings), Houses.NOW, new Event.IncidentAcknowledged());
        house.journal().list().reversed().forEach(line -> store.carryOut(new Effect.Append(line)));
        store.carryOut(new Effect.Record(house.incident().orElseThrow()));
        return house;
    }

    private void open(HubState house) {
        window = Screens.window(house, _ -> {
        }, store.history());
        Screens.show(stage, window.scene(), 1440, 900);
        window.open(new Place.Security());
    }

    @AfterEach void close() throws IOException {
        store.close();
        directory.close();
    }

    private static void until(BooleanSupplier so) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(60_000, so::getAsBoolean));
    }

    private String saved(FxRobot robot, String name, String word) throws Exception {
        until(() -> robot.lookup(".incident-report").tryQuery().isPresent());
        var file = Files.createDirectories(Path.of("target", "screens")).resolve(name);
        Files.deleteIfExists(file);
        robot.interact(() -> card().save(file));
        until(() -> robot.lookup("#incidents-told").<Labeled>query().getText().startsWith(word));
        try (var pdf = new PdfReader(Files.readAllBytes(file))) {
            assertEquals(1, pdf.getNumberOfPages());
            return new PdfTextExtractor(pdf).getTextFromPage(1).replaceAll("\\s+", " ");
        }
    }

    private IncidentsCard card() {
        return (IncidentsCard) window.scene().getRoot().lookup("#incidents");
    }

    @Test void anIncidentIsOneLineOnThePageAndWholeOnPaper(FxRobot robot) throws Exception {
        var text = saved(robot, "report.pdf", "Saved as ");
        for (var words : new String[]{"BREAK-IN ALARM · ARMED AWAY", "Motion: Motion", "17:41:22.0", "Front door opened (zone Entrance)",
            "Nobody away from here is told", "All lines are as they were written.", "Hearth is no certified alarm system"}) {
            assertTrue(text.contains(words), () -> words + " is not in: " + text);
        }
    }

    @Test void aReportIsInTheLanguageOfTheHouse(FxRobot robot) throws Exception {
        robot.interact(() -> open(lived(Houses.SETTINGS.withLanguage("de"))));
        var text = saved(robot, "report-german.pdf", "Gespeichert als ");
        assertTrue(text.contains("Front door geöffnet (Bereich Entrance)"), text);
    }
}
