package hearth.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class WakefulnessTest {

    @TempDir Path folder;

    /// A program that runs until its input ends.
    private static final String RUNS = "touch \"$0.on\"; while read -r line; do :; done; touch \"$0.off\"";

    @Test void linuxIsKeptAwakeUntilItIsLetGo() throws Exception {
        var programs = new FakePrograms(folder).with("systemd-inhibit", RUNS).with("gnome-session-inhibit", RUNS);
        try (var wakefulness = new Wakefulness(OperatingSystem.LINUX, programs.programs(), true)) {
            wakefulness.stay(true);
            appears("systemd-inhibit.on");
            appears("gnome-session-inhibit.on");
            assertFalse(Files.exists(folder.resolve("systemd-inhibit.off")));
            wakefulness.stay(false);
            appears("systemd-inhibit.off");
            appears("gnome-session-inhibit.off");
        }
        assertEquals(List.of("--what=idle", "--who=Hearth", "--why=The alarm is armed", "--mode=block", "cat"),
                programs.called("systemd-inhibit"));
        assertEquals(List.of("--inhibit", "suspend", "--reason", "The alarm is armed", "cat"), programs.called("gnome-session-inhibit"));
    }

    @Test void whenTheHubStopsTheComputerMaySleepAgain() throws Exception {
        var programs = new FakePrograms(folder).with("systemd-inhibit", RUNS);
        var wakefulness = new Wakefulness(OperatingSystem.LINUX, programs.programs(), false);
        wakefulness.stay(true);
        appears("systemd-inhibit.on");
        wakefulness.close();
        appears("systemd-inhibit.off");
    }

    @Test void macOsIsToldWhoseItIs() throws Exception {
        var programs = new FakePrograms(folder).with("caffeinate", "exec sleep 60");
        try (var wakefulness = new Wakefulness(OperatingSystem.MAC, programs.programs(), false)) {
            wakefulness.stay(true);
            appears("caffeinate.called");
            awaits(() -> programs.called("caffeinate").size() == 3);
            assertEquals(List.of("-i", "-w", "" + ProcessHandle.current().pid()), programs.called("caffeinate"));
        }
    }

    @Test void whereThereIsNoSuchProgramAllElseGoesOn() {
        try (var wakefulness = new Wakefulness(OperatingSystem.LINUX, new FakePrograms(folder).programs(), false)) {
            wakefulness.stay(true);
            wakefulness.stay(false);
        }
        assertEquals(0, ProcessHandle.current().children().filter(child -> child.info().command().orElse("").contains("inhibit")).count());
    }

    private void appears(String file) throws Exception {
        awaits(() -> Files.exists(folder.resolve(file)));
    }

    private interface Question {
        boolean isSo() throws Exception;
    }

    private static void awaits(Question question) throws Exception {
        while (!question.isSo()) {
            LockSupport.parkNanos(10_000_000);
        }
    }
}
