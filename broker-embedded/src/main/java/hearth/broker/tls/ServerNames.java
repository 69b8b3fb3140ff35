package hearth.broker.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The names and addresses under which clients reach this computer, as certificates write them.
final class ServerNames {

    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?)*");
    private static final List<String> HERE = List.of("localhost", "127.0.0.1", "::1");

    private ServerNames() {
    }

    /// Those, this computer itself, and the host's name as mDNS has it.
    static Set<String> of(String host, Collection<String> addresses) {
        var names = new TreeSet<String>();
        var lower = host.toLowerCase(java.util.Locale.ROOT);
        if (HOST.matcher(lower).matches() && !isAddress(lower)) {
            names.add(lower);
            names.add(lower.replaceFirst("\\..*", "") + ".local");
        }
        HERE.forEach(name -> names.add(isAddress(name) ? written(name) : name));
        addresses.stream().filter(ServerNames::isAddress).map(ServerNames::written).forEach(names::add);
        return names;
    }

    /// What a certificate is made out to.
    static Set<String> in(X509Certificate certificate) {
        var names = new TreeSet<String>();
        try {
            var alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (var name : alternatives) {
                    if (name.get(1) instanceof String text) {
                        names.add(isAddress(text) ? written(text) : text);
                    }
                }
            }
        } catch (CertificateParsingException unreadable) {
            return Set.of();
        }
        return names;
    }

    static boolean isAddress(String text) {
        return text.contains(":") || text.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    /// One way of writing each address: there are many for version 6.
    private static String written(String address) {
        try {
            return InetAddress.getByName(address).getHostAddress().replaceFirst("%.*", "");
        } catch (UnknownHostException noAddress) {
            return address;
        }
    }
}
