package hearth.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LanAddressTest {

    @Test void theHomesOwnAddressComesFirst() throws Exception {
        assertEquals(List.of("192.168.1.5", "10.0.0.2", "203.0.113.9", "2001:db8:0:0:0:0:0:1"),
                sorted("2001:db8::1", "203.0.113.9", "192.168.1.5", "10.0.0.2"));
    }

    @Test void whatLeadsNowhereIsLeftOut() throws Exception {
        assertEquals(List.of(), sorted("127.0.0.1", "::1", "169.254.3.4", "fe80::1", "0.0.0.0"));
    }

    @Test void theSystemIsAskedWithoutFailing() {
        assertEquals(List.of(), LanAddress.all().stream().filter(a -> a.startsWith("127.") || a.contains("%")).toList());
    }

    private static List<String> sorted(String... addresses) throws Exception {
        var parsed = new InetAddress[addresses.length];
        for (int i = 0; i < addresses.length; i++) {
            parsed[i] = InetAddress.ofLiteral(addresses[i]);
        }
        return LanAddress.sorted(List.of(parsed));
    }
}
