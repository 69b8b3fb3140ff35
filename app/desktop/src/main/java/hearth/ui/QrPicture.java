package hearth.ui;

import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrCode.Ecc;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;

/// A text for a phone's camera to read: a QR code (ISO/IEC 18004) of whole pixels, with the quiet border of four modules. FX thread.
public final class QrPicture extends Region {

    private static final int QUIET = 4;

    private final SVGPath dark = new SVGPath();
    private final double module;

    /// @param text    at most 2,953 bytes in UTF-8; at most some 600 are read with ease
    /// @param largest the longest the picture's side may be, in pixels; longer only where a module would be less than one
    /// @param name    what is in it, for screen readers
    /// @throws io.nayuki.qrcodegen.DataTooLongException if the text is longer
    public QrPicture(String text, double largest, String name) {
        var code = QrCode.encodeText(text, Ecc.LOW);
        int modules = code.size + 2 * QUIET;
        module = Math.max(1, Math.floor(largest / modules));
        dark.setContent(path(code));
        dark.setScaleX(module);
        dark.setScaleY(module);
        dark.getStyleClass().add("qr-dark");
        dark.setSmooth(false);
        getStyleClass().add("qr");
        getChildren().add(dark);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(name);
        setMinSize(modules * module, modules * module);
        setMaxSize(modules * module, modules * module);
    }

    /// The dark modules of each row, run by run.
    private static String path(QrCode code) {
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                int from = x;
                while (x < code.size && code.getModule(x, y)) {
                    x++;
                }
                if (x > from) {
                    path.append('M').append(from).append(' ').append(y).append('h').append(x - from).append("v1h").append(from - x)
                            .append('z');
                }
            }
        }
        return path.toString();
    }

    /// A shape is scaled about its middle: what that moves is taken back.
    @Override protected void layoutChildren() {
        var bounds = dark.getLayoutBounds();
        dark.relocate(QUIET * module + bounds.getWidth() * (module - 1) / 2, QUIET * module + bounds.getHeight() * (module - 1) / 2);
    }

    /// As large as it must be, whatever it is given.
    @Override protected double computePrefWidth(double height) {
        return getMinWidth();
    }

    @Override protected double computePrefHeight(double width) {
        return getMinHeight();
    }
}
