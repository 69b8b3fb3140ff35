package hearth.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AutostartTest {
    @TempDir Path home;

    @Test void onLinuxAnEntryOfTheDesktopComesAndGoes() throws Exception {
        var autostart = linux(Optional.empty());
        var off = autostart.isEnabled();
        autostart.enable(List.of("/opt/hearth/bin/hearth"));
        assertEquals("""
                [Desktop Entry]
                Type=Application
                Name=Hearth
                Icon=hearth
                Exec="/opt/hearth/bin/hearth"
                TryExec=/opt/hearth/bin/hearth
                Terminal=false
                """, Files.readString(home.resolve(".config/autostart/hearth.desktop")));
        var on = autostart.isEnabled();
        autostart.disable();
        autostart.disable();
        assertEquals(List.of(false, true, false), List.of(off, on, autostart.isEnabled()));
    }

    @Test void anOddCommandIsQuotedForTheDesktop() throws Exception {
        linux(Optional.empty()).enable(List.of("/my \"$x\"/`h\\100%", "--data-dir", "/Tür"));
        assertEquals("Exec=\"/my \\\\\"\\\\$x\\\\\"/\\\\`h\\\\\\\\100%%\" \"--data-dir\" \"/Tür\"",
                Files.readAllLines(home.resolve(".config/autostart/hearth.desktop")).get(4));
    }

    @Test void theUsersOwnConfigurationFolderCountsIfAbsolute() throws Exception {
        linux(Optional.of(home.resolve("mine").toString())).enable(List.of("/hearth"));
        linux(Optional.of("relative")).enable(List.of("/hearth"));
        assertEquals(List.of(true, true), List.of(Files.exists(home.resolve("mine/autostart/hearth.desktop")),
                Files.exists(home.resolve(".config/autostart/hearth.desktop"))));
    }

    @Test void whatTheUserSwitchedOffInTheDesktopIsOff() throws Exception {
        var autostart = linux(Optional.empty());
        autostart.enable(List.of("/hearth"));
        var entry = home.resolve(".config/autostart/hearth.desktop");
        Files.writeString(entry, Files.readString(entry) + "X-GNOME-Autostart-enabled=false\n");
        assertEquals(false, autostart.isEnabled());
    }

    @Test void aCommandWithALineBreakIsRefused() {
        assertThrows(IOException.class, () -> linux(Optional.empty()).enable(List.of("/hearth\nHidden=true")));
        assertEquals(false, Files.exists(home.resolve(".config")));
    }

    @Test void aFolderThatCannotBeMadeIsToldAsSuch() throws Exception {
        Files.writeString(home.resolve(".config"), "a file");
        assertThrows(IOException.class, () -> linux(Optional.empty()).enable(List.of("/hearth")));
    }

    @Test void onAMacAnAgentHoldsTheCommandWordByWord() throws Exception {
        var autostart = new Autostart(OperatingSystem.MAC, home, Optional.empty(), new FakePrograms(home).programs());
        autostart.enable(List.of("/Applications/R&D <x>/Hearth", "--data-dir"));
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        var words = factory.newDocumentBuilder().parse(home.resolve("Library/LaunchAgents/hearth.plist").toFile())
                .getElementsByTagName("array").item(0).getChildNodes();
        assertEquals(List.of("/Applications/R&D <x>/Hearth", "--data-dir"),
                List.of(words.item(0).getTextContent(), words.item(1).getTextContent()));
        assertEquals(true, autostart.isEnabled());
        autostart.disable();
        assertEquals(false, autostart.isEnabled());
    }

    @Test void onWindowsTheRegistryIsToldByAFile() throws Exception {
        windows("exit 0").enable(List.of("C:\\Program Files\\Hearth\\Hearth.exe", "--data-dir", "D:\\my house\\"));
        assertEquals("\uFEFFWindows Registry Editor Version 5.00\r\n\r\n"
                + "[HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run]\r\n"
                + "\"Hearth\"=\"\\\"C:\\\\Program Files\\\\Hearth\\\\Hearth.exe\\\" \\\"--data-dir\\\" \\\"D:\\\\my house\\\\\\\\\\\"\"\r\n",
                imported());
    }

    @Test void onWindowsTheEntryIsTakenOut() throws Exception {
        windows("exit 0").disable();
        assertEquals("\uFEFFWindows Registry Editor Version 5.00\r\n\r\n"
                + "[HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run]\r\n\"Hearth\"=-\r\n", imported());
    }

    @Test void onWindowsTheRegistryKnowsWhetherItIsOn() throws Exception {
        assertEquals(List.of(true, false), List.of(windows("exit 0").isEnabled(), windows("exit 1").isEnabled()));
    }

    @Test void whatWindowsRefusesIsAnErrorInWords() throws Exception {
        var refused = assertThrows(IOException.class, () -> windows("echo Access is denied.; exit 1").enable(List.of("C:\\Hearth.exe")));
        assertEquals("Windows did not take the autostart entry: Access is denied.", refused.getMessage());
    }

    private Autostart linux(Optional<String> config) {
        return new Autostart(OperatingSystem.LINUX, home, config, new FakePrograms(home).programs());
    }

    /// @param answer how the registry's program goes on once it was called
    private Autostart windows(String answer) throws IOException {
        var fake = new FakePrograms(home).with("reg.exe", """
                if [ "$1" = import ]; then cat "$2" > "$out.file"; fi
                %s""".formatted(answer));
        return new Autostart(OperatingSystem.WINDOWS, home, Optional.empty(), fake.programs());
    }

    private String imported() throws IOException {
        return Files.readString(home.resolve("reg.exe.called.file"), StandardCharsets.UTF_16LE);
    }
}
