package hearth.notify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A notification of the operating system's own, of the highest urgency. Any thread; nothing here blocks its caller.
///
/// It is an addition to the alert and never a replacement: do-not-disturb and full-screen programs swallow it.
/// Title and text may come from the network; they reach the system's program as one argument each, or by its
/// environment, and are shown letter by letter, markup included.
///
/// Sources: freedesktop.org's Desktop Notifications Specification 1.2; GLib's GVariant text format.
public final class DesktopNotification {

    /// A program, its arguments and what its environment gets in addition.
    record Call(List<String> command, Map<String, String> environment) {
    }

    private static final int LONGEST = 500;

    private static final String TELL = "display notification (item 2 of argv) with title (item 1 of argv) sound name \"Sosumi\"";

    /// Windows shows toasts of known programs only; PowerShell is one. No double quotes: Windows has one string of arguments.
    private static final String TOAST = """
            $ErrorActionPreference = 'Stop';
            [void][Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime];
            $x = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent('ToastText02');
            $x.DocumentElement.SetAttribute('duration', 'long');
            $t = $x.GetElementsByTagName('text');
            [void]$t.Item(0).AppendChild($x.CreateTextNode($env:HEARTH_TITLE));
            [void]$t.Item(1).AppendChild($x.CreateTextNode($env:HEARTH_TEXT));
            $id = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe';
            $n = [Windows.UI.Notifications.ToastNotification, Windows.UI.Notifications, ContentType = WindowsRuntime]::new($x);
            [Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($id).Show($n)
            """.replace('\n', ' ').strip();

    private final OperatingSystem system;
    private final Programs programs;

    /// Of the system the program runs on.
    public DesktopNotification() {
        this(OperatingSystem.here(), Programs.here());
    }

    DesktopNotification(OperatingSystem system, Programs programs) {
        this.system = system;
        this.programs = programs;
    }

    /// Shows it, or says within some seconds why not. What is longer than 500 characters is cut.
    ///
    /// @param result is told once, on a thread of its own: empty if the system took it, else the reason
    public void show(String title, String text, Consumer<Optional<String>> result) {
        Thread.ofVirtual().name("notification").start(() -> result.accept(problem(title, text)));
    }

    private Optional<String> problem(String title, String text) {
        var reasons = new ArrayList<String>();
        for (var call : calls(system, title, text)) {
            try {
                var ended = programs.run(call.command(), call.environment());
                if (ended.status() == 0) {
                    return Optional.empty();
                }
                reasons.add(call.command().getFirst() + ": " + (ended.said().isEmpty() ? "status " + ended.status() : ended.said()));
            } catch (IOException notRun) {
                reasons.add(String.valueOf(notRun.getMessage()));
            }
        }
        return Optional.of(String.join("; ", reasons));
    }

    /// The ways to show it, the best first.
    static List<Call> calls(OperatingSystem system, String title, String text) {
        var head = plain(title).replace('\n', ' ');
        var body = plain(text);
        return switch (system) {
            case LINUX -> List.of(
                    call("gdbus", "call", "--session", "--timeout", "4", "--dest", "org.freedesktop.Notifications",
                            "--object-path", "/org/freedesktop/Notifications", "--method", "org.freedesktop.Notifications.Notify",
                            "'Hearth'", "uint32 0", "'dialog-warning'", variant(head), variant(markup(body)), "@as []",
                            "{'urgency': <byte 2>}", "int32 0"),
                    call("notify-send", "--urgency=critical", "--app-name=Hearth", "--icon=dialog-warning", "--", head,
                            // It reads C escapes in the body, unlike in the title.
                            markup(body).replace("\\", "\\\\")));
            case MAC -> List.of(call("osascript", "-e", "on run argv", "-e", TELL, "-e", "end run", "--", head, body));
            case WINDOWS -> List.of(new Call(List.of("powershell.exe", "-NoProfile", "-NonInteractive", "-Command", TOAST),
                    Map.of("HEARTH_TITLE", head, "HEARTH_TEXT", body)));
        };
    }

    private static Call call(String... command) {
        return new Call(List.of(command), Map.of());
    }

    /// Without control characters and half letters, which no argument can carry or no screen shows; a line break stays.
    private static String plain(String text) {
        var all = text.codePoints().limit(LONGEST + 1).map(DesktopNotification::plain).toArray();
        return all.length <= LONGEST ? new String(all, 0, all.length) : new String(all, 0, LONGEST - 1) + "…";
    }

    private static int plain(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL -> letter == '\n' ? letter : ' ';
            case Character.SURROGATE -> 0xFFFD;
            default -> letter;
        };
    }

    /// A string in GVariant's text format, in ASCII: the program may have been started without a locale.
    private static String variant(String text) {
        return text.codePoints().mapToObj(DesktopNotification::variant).collect(Collectors.joining("", "'", "'"));
    }

    private static String variant(int letter) {
        return letter == '\\' || letter == '\'' ? "\\" + (char) letter
                : letter >= ' ' && letter < 127 ? Character.toString(letter) : String.format("\\U%08x", letter);
    }

    private static String markup(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
