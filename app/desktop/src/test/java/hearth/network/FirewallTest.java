package hearth.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.hub.Checkup.Check;
import hearth.hub.Checkup.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirewallTest {

    @TempDir Path root;

    private Check look() {
        return Firewall.look("Linux", root, List.of(1883, 8883));
    }

    private void file(String path, String content) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), content);
    }

    @Test void theFirewallThatIsOnIsNamedWithItsCommand() throws Exception {
        assertEquals(Check.of(Finding.FIREWALL_NONE), look());
        file("etc/ufw/ufw.conf", "# on?\nENABLED=no\n");
        assertEquals(Check.of(Finding.FIREWALL_NONE), look());
        file("etc/systemd/system/sysinit.target.wants/nftables.service", "");
        assertEquals(Check.of(Finding.FIREWALL_NFTABLES, "1883, 8883"), look());
        file("run/firewalld.pid", "1");
        assertEquals(Check.of(Finding.FIREWALL_FIREWALLD,
                "sudo firewall-cmd --permanent --add-port=1883/tcp --add-port=8883/tcp && sudo firewall-cmd --reload"), look());
        file("etc/ufw/ufw.conf", "ENABLED=yes\n");
        assertEquals(Check.of(Finding.FIREWALL_UFW, "sudo ufw allow proto tcp to any port 1883,8883"), look());
    }

    @Test void otherSystemsAreToldInWords() {
        assertEquals(Check.of(Finding.FIREWALL_WINDOWS, "1883"), Firewall.look("Windows 11", root, List.of(1883)));
        assertEquals(Check.of(Finding.FIREWALL_MACOS), Firewall.look("Mac OS X", root, List.of(1883)));
    }
}
