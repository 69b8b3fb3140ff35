package hearth.notify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether the program starts when this user logs in: one entry where the system keeps such entries, and no other trace.
///
/// Blocks for as long as a small file takes, on Windows for up to 5 s: not for the FX thread or the hub thread.
///
/// Sources: freedesktop.org's Desktop Application Autostart Specification 0.5 and Desktop Entry Specification 1.5;
/// `launchd.plist(5)`; the registry key `Run`.
public final class Autostart {

    private static final String RUN = "HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run";

    private final OperatingSystem system;
    private final Path entry;
    private final Programs programs;

    /// Of the user and the system the program runs on.
    public Autostart() {
        this(OperatingSystem.here(), Path.of(System.getProperty("user.home")), Optional.ofNullable(System.getenv("XDG_CONFIG_HOME")),
                Programs.here());
    }

    /// @param config what `XDG_CONFIG_HOME` says; one that is not absolute does not count
    Autostart(OperatingSystem system, Path home, Optional<String> config, Programs programs) {
        this.system = system;
        this.programs = programs;
        this.entry = switch (system) {
            case LINUX -> config.map(Path::of).filter(Path::isAbsolute).orElse(home.resolve(".config")).resolve("autostart/hearth.desktop");
            case MAC -> home.resolve("Library/LaunchAgents/hearth.plist");
            case WINDOWS -> Path.of("Hearth");
        };
    }

    /// The program that started this one, if one did: the start script, the installed command or the installed launcher.
    public static Optional<String> launcher() {
        return Stream.of(System.getProperty("hearth.launcher"), System.getenv("HEARTH_LAUNCHER"), System.getProperty("jpackage.app-path"))
                .flatMap(Stream::ofNullable)
                .filter(path -> !path.isBlank()).findFirst();
    }

    /// Replaces an earlier entry.
    ///
    /// @param command the program's absolute path and its arguments, as they are
    /// @throws IOException in plain words: it could not be written, or the system cannot keep such a command
    public void enable(List<String> command) throws IOException {
        if (command.stream().anyMatch(word -> word.chars().anyMatch(Character::isISOControl))) {
            throw new IOException("The command to start Hearth has a character in it that no autostart entry can keep.");
        }
        switch (system) {
            case LINUX -> write(desktopEntry(command));
            case MAC -> write(launchAgent(command));
            case WINDOWS -> register('"' + registered(commandLine(command)) + '"');
        }
    }

    /// Does nothing if there is no entry.
    public void disable() throws IOException {
        switch (system) {
            case LINUX, MAC -> Files.deleteIfExists(entry);
            case WINDOWS -> {
                if (isEnabled()) {
                    register("-");
                }
            }
        }
    }

    /// Whether there is an entry; on Linux one that the user has not switched off in the desktop's own settings.
    public boolean isEnabled() throws IOException {
        return switch (system) {
            case LINUX -> Files.exists(entry) && Files.readAllLines(entry).stream().map(line -> line.replace(" ", ""))
                    .noneMatch(List.of("Hidden=true", "X-GNOME-Autostart-enabled=false")::contains);
            case MAC -> Files.exists(entry);
            case WINDOWS -> programs.run(List.of("reg.exe", "query", RUN, "/v", entry.toString()), Map.of()).status() == 0;
        };
    }

    private void write(String text) throws IOException {
        Files.createDirectories(entry.getParent());
        Files.writeString(entry, text);
    }

    /// `reg.exe add` would take the command as an argument, and quotes inside an argument arrive differently from
    /// program to program; a file says exactly what is meant.
    private void register(String value) throws IOException {
        var file = Files.createTempFile("hearth", ".reg");
        try {
            Files.writeString(file,
                    "\uFEFFWindows Registry Editor Version 5.00\r\n\r\n[" + RUN + "]\r\n\"" + entry + "\"=" + value + "\r\n",
                    StandardCharsets.UTF_16LE);
            var ended = programs.run(List.of("reg.exe", "import", file.toString()), Map.of());
            if (ended.status() != 0) {
                throw new IOException("Windows did not take the autostart entry: " + ended.said());
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static String desktopEntry(List<String> command) {
        return """
                [Desktop Entry]
                Type=Application
                Name=Hearth
                Icon=hearth
                Exec=%s
                TryExec=%s
                Terminal=false
                """.formatted(joined(command, Autostart::execWord), command.getFirst().replace("\\", "\\\\"));
    }

    /// Two rules one after the other: a quoted word of a command, inside a string of the file.
    private static String execWord(String word) {
        return '"' + word.replaceAll("[\"`$\\\\]", "\\\\$0").replace("\\", "\\\\").replace("%", "%%") + '"';
    }

    private static String launchAgent(List<String> command) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <plist version="1.0">
                <dict>
                    <key>Label</key><string>hearth</string>
                    <key>ProgramArguments</key><array>%s</array>
                    <key>RunAtLoad</key><true/>
                    <key>ProcessType</key><string>Interactive</string>
                </dict>
                </plist>
                """.formatted(command.stream().map(Autostart::plistString).collect(Collectors.joining()));
    }

    private static String plistString(String word) {
        return "<string>" + word.replace("&", "&amp;").replace("<", "&lt;") + "</string>";
    }

    private static String commandLine(List<String> command) throws IOException {
        if (command.stream().anyMatch(word -> word.contains("\""))) {
            throw new IOException("The command to start Hearth has a quotation mark in it, which Windows cannot keep.");
        }
        // A backslash before the closing quote would take it along.
        return joined(command, word -> '"' + word.replaceFirst("\\\\+$", "$0$0") + '"');
    }

    private static String registered(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String joined(List<String> command, Function<String, String> word) {
        return command.stream().map(word).collect(Collectors.joining(" "));
    }
}
