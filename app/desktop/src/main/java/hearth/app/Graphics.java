package hearth.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How the window is drawn.
final class Graphics {

    private static final String ORDER = "prism.order";

    private Graphics() {
    }

    /// Where there is no graphics processor JavaFX draws by itself; but before it finds that out it loads the system's imitation of one,
    /// 60 MB that stay. And it keeps pictures of what lies behind controls, 8 MB, which takes longer than to draw them.
    /// To be called before the screen is started; who has said how to draw is left alone.
    static void choose() {
        if (System.getProperty("os.name").equals("Linux") && System.getProperty(ORDER) == null && !isProcessor(Path.of("/dev"))) {
            System.setProperty(ORDER, "sw");
            System.setProperty("prism.disableRegionCaching", "true");
        }
    }

    /// Whether Linux has a device that can draw in three dimensions: `dri/renderD128`, or one of the makers that keep to themselves.
    static boolean isProcessor(Path devices) {
        return has(devices.resolve("dri"), "renderD*") || has(devices, "{nvidiactl,mali0,kgsl-3d0,dxg}");
    }

    private static boolean has(Path folder, String glob) {
        try (var found = Files.newDirectoryStream(folder, glob)) {
            return found.iterator().hasNext();
        } catch (IOException none) {
            return false;
        }
    }
}
