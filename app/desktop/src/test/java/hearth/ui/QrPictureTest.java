package hearth.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode;
import java.util.Objects;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class QrPictureTest {

    private static final String TEXT = "mqtts://192.168.1.20:8883 " + "k3m9-pq7x-2wfa-hd6t ".repeat(20);

    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
    }

    @Test void everyModuleIsDrawnWhereItBelongsAndKeepsItsSize() {
        var image = WaitForAsyncUtils.waitForAsyncFx(30_000, () -> {
            var picture = new QrPicture(TEXT, 400, "How to reach Hearth");
            var scene = new Scene(new StackPane(new Group(picture)), 600, 500);
            scene.getStylesheets().add(Objects.requireNonNull(QrPicture.class.getResource("hearth.css")).toExternalForm());
            Screens.show(stage, scene, 600, 500);
            assertTrue(picture.getWidth() <= 400 && picture.getWidth() == picture.getHeight());
            return picture.snapshot(null, null);
        });
        assertEquals(drawn(QrCode.encodeText(TEXT, QrCode.Ecc.LOW)), read(image));
    }

    @Test void aTextThatIsTooLongIsRefused() {
        var longest = "x".repeat(3_000);
        assertThrows(DataTooLongException.class, () -> new QrPicture(longest, 400, ""));
    }

    private static String drawn(QrCode code) {
        var rows = new StringBuilder();
        for (int y = -4; y < code.size + 4; y++) {
            for (int x = -4; x < code.size + 4; x++) {
                rows.append(code.getModule(x, y) ? '#' : ' ');
            }
            rows.append('\n');
        }
        return rows.toString();
    }

    private static String read(WritableImage image) {
        int modules = QrCode.encodeText(TEXT, QrCode.Ecc.LOW).size + 8;
        int module = (int) image.getWidth() / modules;
        var rows = new StringBuilder();
        for (int y = 0; y < modules; y++) {
            for (int x = 0; x < modules; x++) {
                var colour = image.getPixelReader().getColor(x * module + module / 2, y * module + module / 2);
                rows.append(colour.equals(Color.BLACK) ? '#' : ' ');
            }
            rows.append('\n');
        }
        return rows.toString();
    }
}
