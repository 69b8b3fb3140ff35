package hearth.ui;

import hearth.icon.Icon;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// An icon; its colour and size come from the style sheet (`-fx-icon-color`, `-fx-icon-size` of `.ikonli-font-icon` below
/// the style class given here). FX thread.
public final class IconView extends StackPane {

    private final FontIcon glyph = new FontIcon();
    private @Nullable Icon shown;

    public IconView(Icon icon, String... styleClasses) {
        getStyleClass().add("icon");
        getStyleClass().addAll(styleClasses);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMouseTransparent(true);
        getChildren().add(glyph);
        show(icon);
    }

    /// Words beside an icon are broken into lines by this: were it less than the icon takes, their last line would have no room.
    @Override protected double computePrefWidth(double height) {
        return Math.max(minWidth(height), super.computePrefWidth(height));
    }

    public void show(Icon icon) {
        if (icon != shown) {
            shown = icon;
            glyph.setIconLiteral(icon.literal());
        }
    }
}
