package hearth.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.home.Settings;
import java.util.List;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ThemeTest {

    @Start void start(Stage unused) {
        // the toolkit runs
    }

    @Test void withoutAChoiceTheSystemsColoursAndContrastCount() {
        assertEquals(List.of(), worn(Settings.Theme.SYSTEM, ColorScheme.LIGHT, false));
        assertEquals(List.of("dark"), worn(Settings.Theme.SYSTEM, ColorScheme.DARK, false));
        assertEquals(List.of("dark", "contrast"), worn(Settings.Theme.SYSTEM, ColorScheme.LIGHT, true));
    }

    @Test void whatTheUserChoseCountsMore() {
        assertEquals(List.of(), worn(Settings.Theme.LIGHT, ColorScheme.DARK, true));
        assertEquals(List.of("dark"), worn(Settings.Theme.DARK, ColorScheme.LIGHT, true));
        assertEquals(List.of("dark", "contrast"), worn(Settings.Theme.CONTRAST, ColorScheme.LIGHT, false));
    }

    /// As the one before wore something else: only what it wears now is left.
    private static List<String> worn(Settings.Theme chosen, ColorScheme scheme, boolean contrast) {
        return WaitForAsyncUtils.waitForAsyncFx(30_000, () -> {
            var before = Application.getUserAgentStylesheet();
            var root = new StackPane();
            new Theme(Settings.Theme.CONTRAST, ColorScheme.DARK, true).dress(root);
            new Theme(chosen, scheme, contrast).dress(root);
            Application.setUserAgentStylesheet(before);
            return List.copyOf(root.getStyleClass());
        });
    }
}
