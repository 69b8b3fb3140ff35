package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

class WindowTest {

    @Test void takesAllOfAScreenThatHasNoRoomForItAndItsTitleBar() {
        assertEquals(List.of(true, true, true, true, false, false),
                Stream.of(new Rectangle2D(0, 0, 1366, 768), new Rectangle2D(0, 0, 1440, 1000), new Rectangle2D(0, 0, 1600, 900),
                        new Rectangle2D(0, 0, 1600, 910), new Rectangle2D(0, 0, 1600, 940), new Rectangle2D(0, 0, 1920, 1080))
                        .map(Window::fills).toList());
    }
}
