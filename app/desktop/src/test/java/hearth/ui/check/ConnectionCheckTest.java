package hearth.ui.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.hub.Checkup.Check;
import hearth.hub.Checkup.Finding;
import hearth.hub.Event;
import hearth.hub.Refusal;
import hearth.ui.Houses;
import hearth.ui.Stand;
import hearth.ui.Texts;
import java.time.ZoneOffset;
import java.util.List;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class ConnectionCheckTest {

    private Stand stand;

    @Start void start(Stage stage) {
        stand = new Stand(stage, Houses.empty(Houses.SETTINGS), ConnectionCheck::new);
    }

    @Test void theButtonAsksAndEachFindingIsShownAsItComes(FxRobot robot) {
        robot.clickOn("#check-start");
        assertEquals(List.of(new Event.CheckupAsked()), stand.events);
        stand.show(Houses.after(stand.house(), Houses.NOW, new Event.CheckupAsked(),
                new Event.CheckMade(Check.of(Finding.LISTENER_FINE, 1883))));
        assertTrue(robot.lookup("#check-start").queryButton().isDisabled());
        assertTrue(robot.lookup("The broker answers on port 1883.").tryQuery().isPresent());
        stand.show(Houses.after(stand.house(), Houses.NOW, new Event.CheckMade(Check.of(Finding.TLS_TAKEN, 8883, "", 8884)),
                new Event.CheckupOver()));
        assertTrue(robot.lookup("Port 8883 is taken by another program, so devices cannot connect encrypted. "
                + "Close that program, or use port 8884 in Settings.").tryQuery().isPresent());
        assertFalse(robot.lookup("#check-start").queryButton().isDisabled());
    }

    @Test void whoWasRefusedLatelyIsSaidBesideWhatWasFound(FxRobot robot) {
        stand.show(Houses.after(stand.house(), Houses.NOW, new Event.Refused(new Refusal(Refusal.Reason.CERTIFICATE_REFUSED, "", "",
                "192.168.1.44", "", Houses.NOW, Houses.NOW, 1))));
        assertTrue(robot.lookup((Label l) -> l.getText().startsWith("A device at 192.168.1.44 does not trust this house’s certificate."))
                .tryQuery().isPresent());
    }

    @Test void everyFindingHasASentenceInBothLanguages() {
        for (var settings : List.of(Houses.SETTINGS, Houses.SETTINGS.withLanguage("de"))) {
            var texts = Texts.of(settings, ZoneOffset.UTC);
            for (var finding : Finding.values()) {
                var words = ConnectionCheck.words(texts, Check.of(finding, "one", "two", "three"));
                assertTrue(words.length() > 20 && !words.contains("{"), finding + ": " + words);
            }
        }
    }
}
