package hearth.app;

import java.util.logging.Level;
import java.util.logging.Logger;

/// What the libraries write to the log: their warnings, not their chatter. Ours is informed about at INFO.
final class Logs {

    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("hearth");

    private Logs() {
    }

    static void quiet() {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT %4$s %5$s%6$s%n");
        ROOT.setLevel(Level.WARNING);
        OURS.setLevel(Level.INFO);
        for (var handler : ROOT.getHandlers()) {
            // JavaFX works from the class path, and says each time that this is not how it is meant to be.
            handler.setFilter(line -> !String.valueOf(line.getMessage()).startsWith("Unsupported JavaFX configuration"));
        }
    }
}
