package hearth.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What the libraries write to the log: their warnings, not their chatter. Ours is informed about at INFO.
final class Logs {

    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("hearth");

    private Logs() {
    }

    static void quiet() {
        ROOT.setLevel(Level.WARNING);
        OURS.setLevel(Level.INFO);
        for (var handler : ROOT.getHandlers()) {
            handler.setFormatter(new Lines());
            // JavaFX works from the class path, and says each time that this is not how it is meant to be.
            handler.setFilter(line -> !String.valueOf(line.getMessage()).startsWith("Unsupported JavaFX configuration"));
        }
    }

    /// That the disk or the network refuses is said in a line; only a bug is told with its trace.
    static final class Lines extends Formatter {

        @Override public String format(LogRecord line) {
            return String.format("%tF %<tT %s %s%s%n", line.getInstant().atZone(ZoneId.systemDefault()), line.getLevel().getLocalizedName(),
                    formatMessage(line), why(line.getThrown()));
        }

        private static String why(@Nullable Throwable thrown) {
            if (thrown == null) {
                return "";
            }
            if (thrown instanceof IOException broken) {
                return ": " + broken.getMessage();
            }
            var trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            return System.lineSeparator() + trace;
        }
    }
}
