package hearth.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Where other devices of the home reach this computer.
public final class LanAddress {

    /// Networks that end inside this computer: containers and virtual machines.
    private static final Pattern INSIDE = Pattern.compile("docker\\d+|br-[0-9a-f]{12}|veth.*|virbr\\d+|vmnet\\d+|vboxnet\\d+");

    private LanAddress() {
    }

    /// This computer's addresses, the likeliest in a home first; empty without a network. Asks the system: may take
    /// some tenths of a second.
    public static List<String> all() {
        return in("");
    }

    /// Those in one network.
    ///
    /// @param network as the system names it, `eth0`; empty for all
    public static List<String> in(String network) {
        try {
            return sorted(NetworkInterface.networkInterfaces().filter(n -> network.isEmpty() || n.getName().equals(network))
                    .filter(LanAddress::outward).flatMap(NetworkInterface::inetAddresses).toList());
        } catch (SocketException noNetwork) {
            return List.of();
        }
    }

    /// The names of the networks this computer has an address in, sorted.
    public static List<String> networks() {
        try {
            return NetworkInterface.networkInterfaces().filter(LanAddress::outward)
                    .filter(n -> !sorted(n.inetAddresses().toList()).isEmpty()).map(NetworkInterface::getName).sorted().toList();
        } catch (SocketException noNetwork) {
            return List.of();
        }
    }

    /// IPv4 as homes use it, other IPv4, then IPv6; without those that mean another computer elsewhere.
    static List<String> sorted(List<InetAddress> addresses) {
        return addresses.stream().filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress() && !a.isAnyLocalAddress())
                .sorted(Comparator.comparingInt(LanAddress::rank)).map(LanAddress::written).distinct().toList();
    }

    private static int rank(InetAddress address) {
        boolean four = address instanceof Inet4Address;
        return four && address.isSiteLocalAddress() ? 0 : four ? 1 : 2;
    }

    private static String written(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }

    private static boolean outward(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback() && !INSIDE.matcher(network.getName()).matches();
        } catch (SocketException gone) {
            return false;
        }
    }
}
