package hearth.network;

import hearth.hub.Checkup.Check;
import hearth.hub.Checkup.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Which firewall this computer has, as far as it shows without being its administrator. Whether it lets devices in can only be tried
/// from another computer.
final class Firewall {

    private Firewall() {
    }

    /// @param system `os.name`
    /// @param root   where the system's files begin
    static Check look(String system, Path root, List<Integer> ports) {
        var list = ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
        if (system.startsWith("Windows")) {
            return Check.of(Finding.FIREWALL_WINDOWS, list);
        } else if (system.startsWith("Mac")) {
            return Check.of(Finding.FIREWALL_MACOS);
        } else if (says(root.resolve("etc/ufw/ufw.conf"), "ENABLED=yes")) {
            return Check.of(Finding.FIREWALL_UFW, "sudo ufw allow proto tcp to any port "
                    + ports.stream().map(String::valueOf).collect(Collectors.joining(",")));
        } else if (Files.exists(root.resolve("run/firewalld.pid")) || Files.exists(root.resolve("run/firewalld"))) {
            return Check.of(Finding.FIREWALL_FIREWALLD, "sudo firewall-cmd --permanent"
                    + ports.stream().map(p -> " --add-port=" + p + "/tcp").collect(Collectors.joining())
                    + " && sudo firewall-cmd --reload");
        } else if (Files.exists(root.resolve("etc/systemd/system/sysinit.target.wants/nftables.service"))
                || Files.exists(root.resolve("etc/systemd/system/multi-user.target.wants/nftables.service"))) {
                    return Check.of(Finding.FIREWALL_NFTABLES, list);
                }
        return Check.of(Finding.FIREWALL_NONE);
    }

    private static boolean says(Path file, String line) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream().anyMatch(l -> l.strip().equalsIgnoreCase(line));
        } catch (IOException notThere) {
            return false;
        }
    }
}
