package hearth.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hearth.Patience;
import hearth.hub.Network.Announcement;
import hearth.network.Announcer.Service;
import hearth.network.Announcer.Wish;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class AnnouncerTest {

    private final LinkedBlockingQueue<Announcement> told = new LinkedBlockingQueue<>();

    private static List<String> addresses() {
        var all = LanAddress.all().stream().filter(a -> !a.contains(":")).limit(1).toList();
        assumeTrue(!all.isEmpty(), "this machine is in a network");
        return all;
    }

    /// Some networks, and some containers, pass no multicast on: there nobody could be found by name.
    private static void assumeMulticast(String address) throws Exception {
        try (var one = JmDNS.create(InetAddress.ofLiteral(address), "one"); var two = JmDNS.create(InetAddress.ofLiteral(address), "two")) {
            var name = "somebody " + ProcessHandle.current().pid();
            one.registerService(ServiceInfo.create("_probe._tcp.local.", name, 18_832, ""));
            boolean passes = false;
            for (int seconds = 0; seconds < 30 && !passes; seconds++) { // one long question misses what is announced meanwhile
                passes = port(two, "_probe._tcp.local.", name) == 18_832;
            }
            assumeTrue(passes, "this network passes multicast on");
        }
    }

    @Test void othersFindTheBrokerByNameUntilItIsWithdrawn() throws Exception {
        assumeMulticast(addresses().getFirst());
        var name = "Hearth test " + ProcessHandle.current().pid();
        var wish = new Wish(name, "hearth-test", addresses(),
                List.of(new Service("_mqtt._tcp", 18_830), new Service("_secure-mqtt._tcp", 18_831)));
        try (var announcer = new Announcer(told::add);
                var other = JmDNS.create(InetAddress.ofLiteral(addresses().getFirst()), "somebody")) {
            announcer.announce(wish);
            announcer.announce(wish);
            assertEquals(new Announcement.Made(name, addresses()), told.poll(60, TimeUnit.SECONDS));
            Patience.until(Duration.ofMinutes(1), () -> port(other, "_mqtt._tcp.local.", name) == 18_830);
            Patience.until(Duration.ofMinutes(1), () -> port(other, "_secure-mqtt._tcp.local.", name) == 18_831);
            announcer.withdraw();
            assertEquals(new Announcement.Silent(), told.poll(60, TimeUnit.SECONDS));
            Patience.until(Duration.ofMinutes(1), () -> port(other, "_mqtt._tcp.local.", name) == 0);
        }
        assertTrue(told.isEmpty());
    }

    @Test void anAddressThatIsNotThisComputersIsAFailureThatIsTold() throws Exception {
        try (var announcer = new Announcer(told::add)) {
            announcer.announce(new Wish("Hearth", "hearth-test", List.of("198.51.100.77"), List.of(new Service("_mqtt._tcp", 18_830))));
            assertTrue(told.poll(60, TimeUnit.SECONDS) instanceof Announcement.Failed);
        }
    }

    private static int port(JmDNS network, String type, String name) {
        var info = network.getServiceInfo(type, name, 1_000);
        return info == null || info.getInetAddresses().length == 0 ? 0 : info.getPort();
    }
}
