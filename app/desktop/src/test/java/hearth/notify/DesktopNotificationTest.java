package hearth.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DesktopNotificationTest {
    @TempDir Path folder;

    @Test void whatTheSystemTookHasNoProblem() throws Exception {
        var fake = new FakePrograms(folder).with("gdbus", "exit 0");
        assertEquals(Optional.empty(), shown(fake.programs(), "Break-in", "Kitchen"));
        assertEquals(List.of("call", "--session", "--timeout", "4", "--dest", "org.freedesktop.Notifications", "--object-path",
                "/org/freedesktop/Notifications", "--method", "org.freedesktop.Notifications.Notify", "'Hearth'", "uint32 0",
                "'dialog-warning'", "'Break-in'", "'Kitchen'", "@as []", "{'urgency': <byte 2>}", "int32 0"), fake.called("gdbus"));
    }

    @Test void textFromTheNetworkStaysText() throws Exception {
        var fake = new FakePrograms(folder).with("gdbus", "exit 0");
        shown(fake.programs(), "-x $(id)\n`id`", "<b>'; touch x\\ & \u0007 \"Tür\"\n🔥\ud83d");
        assertEquals(List.of("'-x $(id) `id`'", "'&lt;b&gt;\\'; touch x\\\\ &amp;   \"T\\U000000fcr\"\\U0000000a\\U0001f525\\U0000fffd'"),
                fake.called("gdbus").subList(13, 15));
    }

    @Test void theSecondProgramIsAskedWhenTheFirstFails() throws Exception {
        var fake = new FakePrograms(folder).with("gdbus", "exit 1").with("notify-send", "exit 0");
        assertEquals(Optional.empty(), shown(fake.programs(), "--help", "a\\nb <i>"));
        assertEquals(List.of("--urgency=critical", "--app-name=Hearth", "--icon=dialog-warning", "--", "--help", "a\\\\nb &lt;i&gt;"),
                fake.called("notify-send"));
    }

    @Test void theReasonIsWhatTheProgramsSaid() throws Exception {
        var fake = new FakePrograms(folder).with("gdbus", "echo 'no session bus' >&2; exit 1");
        assertEquals(Optional.of("gdbus: no session bus; there is no notify-send"), shown(fake.programs(), "a", "b"));
    }

    @Test void aProgramThatHangsIsEnded() throws Exception {
        var fake = new FakePrograms(folder).with("gdbus", "echo $$ > \"$out.pid\"; exec sleep 600");
        assertEquals(Optional.of("gdbus took longer than 1 s; there is no notify-send"),
                shown(fake.programs(Duration.ofSeconds(1)), "a", "b"));
        var pid = Long.parseLong(Files.readString(folder.resolve("gdbus.called.pid")).strip());
        ProcessHandle.of(pid).ifPresent(hung -> hung.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    @Test void aLongTextIsCut() {
        var command = DesktopNotification.calls(OperatingSystem.MAC, "a", "🔥".repeat(100_000)).getFirst().command();
        assertEquals("🔥".repeat(499) + "…", command.getLast());
    }

    @Test void onAMacTheTextIsAnArgumentOfTheScript() {
        assertEquals(List.of(new DesktopNotification.Call(List.of("osascript", "-e", "on run argv", "-e",
                "display notification (item 2 of argv) with title (item 1 of argv) sound name \"Sosumi\"", "-e", "end run", "--",
                "\" & quit", "-e x"), Map.of())), DesktopNotification.calls(OperatingSystem.MAC, "\" & quit", "-e x"));
    }

    @Test void onWindowsTheTextIsInTheEnvironmentOnly() {
        var call = DesktopNotification.calls(OperatingSystem.WINDOWS, "'; Remove-Item x", "\"$(calc)").getFirst();
        assertEquals(Map.of("HEARTH_TITLE", "'; Remove-Item x", "HEARTH_TEXT", "\"$(calc)"), call.environment());
        assertFalse(String.join("", call.command()).matches("(?s).*(Remove-Item|calc|[\"\n]).*"));
    }

    private static Optional<String> shown(Programs programs, String title, String text) throws Exception {
        var result = new CompletableFuture<Optional<String>>();
        new DesktopNotification(OperatingSystem.LINUX, programs).show(title, text, result::complete);
        return result.get(30, TimeUnit.SECONDS);
    }
}
