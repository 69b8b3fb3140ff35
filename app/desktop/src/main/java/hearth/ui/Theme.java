package hearth.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import hearth.home.Settings;
import java.util.Set;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;

/// What the user chose and what the system asks for, made into style classes of the scene's root. FX thread.
///
/// @param scheme   the system's colours
/// @param contrast whether the system asks for high contrast
record Theme(Settings.Theme chosen, ColorScheme scheme, boolean contrast) {

    private static final Set<String> CLASSES = Set.of("dark", "contrast");

    /// The system's wish for high contrast, as far as it tells.
    static ObservableValue<Boolean> systemContrast() {
        var system = Platform.getPreferences();
        return Bindings.createBooleanBinding(
                () -> system.getBoolean("Windows.SPI.HighContrast").orElse(false)
                        || system.getString("GTK.theme_name").orElse("").startsWith("HighContrast"),
                system);
    }

    void dress(Parent root) {
        boolean high = chosen == Settings.Theme.CONTRAST || chosen == Settings.Theme.SYSTEM && contrast;
        boolean dark = high || chosen == Settings.Theme.DARK || chosen == Settings.Theme.SYSTEM && scheme == ColorScheme.DARK;
        Application.setUserAgentStylesheet(dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        root.getStyleClass().removeAll(CLASSES);
        if (dark) {
            root.getStyleClass().add("dark");
        }
        if (high) {
            root.getStyleClass().add("contrast");
        }
    }
}
