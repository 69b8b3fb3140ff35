package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

final class LogsTest {

    @Test void aRefusalOfTheDiskIsOneLineAndABugHasItsTrace() {
        var refused = told(new IOException("No space left on device", new IllegalStateException("inside")));
        assertEquals(1, refused.lines().count());
        assertTrue(refused.endsWith("Nothing can be written: No space left on device" + System.lineSeparator()), refused);
        var bug = told(new IllegalStateException("a bug"));
        assertEquals(List.of(true, true), List.of(bug.contains("Nothing can be written"), bug.contains("LogsTest.java")));
    }

    private static String told(Exception why) {
        var line = new LogRecord(Level.WARNING, "Nothing can be written");
        line.setThrown(why);
        return new Logs.Lines().format(line);
    }
}
