package hearth.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HearthTrayTest {

    static {
        System.setProperty("java.awt.headless", "true");
    }

    @Test void withoutADisplayThereIsNoTrayAndNothingFails() {
        var tray = new HearthTray(() -> {}, _ -> {}, () -> {}, () -> {});
        tray.show(new HearthTray.Words("Hearth", "Open", "Scenes", "Silence", "Quit"));
        tray.scenes(List.of(new HearthTray.Playable("film", "Film")));
        tray.alarm();
        tray.close();
        tray.calm();
        assertEquals(false, tray.isPresent());
    }

    @Test void thePictureIsAsLargeAsTheTrayOrTheNextSize() {
        assertEquals(List.of(16, 24, 32, 256),
                List.of(16, 22, 25, 999).stream().map(s -> HearthTray.picture(false, s).getWidth()).toList());
    }

    @Test void theAlarmLooksDifferent() {
        assertNotEquals(HearthTray.picture(false, 32).getRGB(4, 16), HearthTray.picture(true, 32).getRGB(4, 16));
    }
}
