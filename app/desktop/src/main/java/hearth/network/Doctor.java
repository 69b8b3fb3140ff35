package hearth.network;

import hearth.hub.Checkup.Check;
import hearth.hub.Checkup.Finding;
import hearth.hub.Network.Announcement;
import hearth.hub.Network.Taken;
import hearth.hub.Network.Way;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.jmdns.JmDNS;

/// Tries, from this computer, everything a device needs to connect, and says of each what is wrong. Waits: for a thread of its own.
public final class Doctor {

    private static final String HERE = "127.0.0.1";
    private static final long NAME_MILLIS = 5_000;

    /// A login that lets in once.
    public record Guest(String user, String password) {
        /// Without the password.
        @Override public String toString() {
            return "Guest[" + user + "]";
        }
    }

    /// The broker as it believes to be.
    ///
    /// @param port      its plain one
    /// @param addresses this computer's for others; empty while it is in no network
    /// @param open      whether others are let in
    /// @param plain     whether others are let in without encryption
    /// @param authority the house's certificate
    public record Patient(int port, List<String> addresses, boolean open, boolean plain, Optional<X509Certificate> authority,
            Map<Way, Integer> doors, List<Taken> taken, Announcement announcement) {

        public Patient {
            addresses = List.copyOf(addresses);
            doors = Map.copyOf(doors);
            taken = List.copyOf(taken);
        }

        List<Integer> ports() {
            var all = new ArrayList<Integer>();
            if (plain) {
                all.add(port);
            }
            Optional.ofNullable(doors.get(Way.TLS)).ifPresent(all::add);
            return all;
        }
    }

    private final Patient patient;
    private final Supplier<Guest> guests;
    private final Instant now;
    private final Consumer<Check> found;

    /// @param guests makes a login that lets in once
    /// @param found  told of each finding as soon as it is there
    public Doctor(Patient patient, Supplier<Guest> guests, Instant now, Consumer<Check> found) {
        this.patient = patient;
        this.guests = guests;
        this.now = now;
        this.found = found;
    }

    /// Looks at everything, one after the other; some seconds.
    public void run() {
        var listener = listener();
        found.accept(listener);
        if (listener.finding() != Finding.LISTENER_FINE) {
            return; // nothing else can be right
        }
        var lan = lan();
        found.accept(lan);
        if (lan.finding() == Finding.LAN_FINE) {
            found.accept(login(patient.addresses().getFirst()));
        }
        if (patient.open()) {
            found.accept(tls());
        }
        found.accept(webSocket(Way.WEB_SOCKET));
        if (patient.open()) {
            found.accept(webSocket(Way.SECURE_WEB_SOCKET));
            found.accept(name());
            found.accept(Firewall.look(System.getProperty("os.name", ""), Path.of("/"), patient.ports()));
        }
    }

    private Check listener() {
        try (var visit = Visit.plain(HERE, patient.port())) {
            return Check.of(visit.connack(Optional.empty()).isPresent() ? Finding.LISTENER_FINE : Finding.LISTENER_STRANGE, patient.port());
        } catch (IOException nobody) {
            return Check.of(Finding.LISTENER_CLOSED, patient.port());
        }
    }

    private Check lan() {
        if (!patient.open()) {
            return Check.of(Finding.LAN_SHUT);
        } else if (patient.addresses().isEmpty()) {
            return Check.of(Finding.LAN_NONE);
        }
        for (var address : patient.addresses()) {
            for (int port : patient.ports()) {
                try {
                    Visit.plain(address, port).close();
                } catch (IOException unreachable) {
                    return Check.of(Finding.LAN_UNREACHABLE, address, port);
                }
            }
        }
        return Check.of(Finding.LAN_FINE, String.join(", ", patient.addresses()));
    }

    /// Nobody without a login, and everybody with one.
    private Check login(String address) {
        try {
            if (answer(address, Optional.empty()).equals(OptionalInt.of(0))) {
                return Check.of(Finding.LOGIN_OPEN, address);
            }
            return answer(address, Optional.of(guests.get())).equals(OptionalInt.of(0)) ? Check.of(Finding.LOGIN_FINE)
                    : Check.of(Finding.LOGIN_REFUSED, address);
        } catch (IOException silent) {
            return Check.of(Finding.LOGIN_REFUSED, address);
        }
    }

    private OptionalInt answer(String address, Optional<Guest> who) throws IOException {
        try (var visit = patient.plain() ? Visit.plain(address, patient.port())
                : Visit.encrypted(address, patient.doors().getOrDefault(Way.TLS, 0))) {
            return visit.connack(who);
        }
    }

    private Check tls() {
        var port = patient.doors().get(Way.TLS);
        var taken = taken(Way.TLS, Finding.TLS_TAKEN);
        if (taken.isPresent() || port == null) {
            return taken.orElseGet(() -> Check.of(Finding.TLS_CLOSED, ""));
        }
        var address = patient.addresses().isEmpty() ? HERE : patient.addresses().getFirst();
        try (var visit = Visit.encrypted(address, port)) {
            var shown = visit.certificate().orElseThrow(() -> new IOException("no certificate"));
            var wrong = wrong(shown, address, port);
            if (wrong.isPresent()) {
                return wrong.get();
            }
            return visit.connack(Optional.empty()).isPresent()
                    ? Check.of(Finding.TLS_FINE, port, day(shown.getNotAfter().toInstant()))
                    : Check.of(Finding.TLS_BROKEN, port, "no MQTT");
        } catch (java.net.ConnectException closed) {
            return Check.of(Finding.TLS_CLOSED, port);
        } catch (IOException broken) {
            return Check.of(Finding.TLS_BROKEN, port, String.valueOf(broken.getMessage()));
        }
    }

    private Optional<Check> wrong(X509Certificate shown, String address, int port) {
        try {
            if (patient.authority().isEmpty()) {
                return Optional.of(Check.of(Finding.TLS_FOREIGN, port));
            }
            shown.verify(patient.authority().get().getPublicKey());
        } catch (GeneralSecurityException foreign) {
            return Optional.of(Check.of(Finding.TLS_FOREIGN, port));
        }
        if (now.isAfter(shown.getNotAfter().toInstant()) || now.isBefore(shown.getNotBefore().toInstant())) {
            return Optional.of(Check.of(Finding.TLS_ENDED, day(shown.getNotAfter().toInstant())));
        }
        return isMadeOutTo(shown, address) ? Optional.empty() : Optional.of(Check.of(Finding.TLS_NAME, address));
    }

    private static boolean isMadeOutTo(X509Certificate shown, String address) {
        try {
            var names = shown.getSubjectAlternativeNames();
            var wanted = InetAddress.ofLiteral(address);
            return names != null && names.stream().map(n -> n.get(1)).filter(n -> n instanceof String s && s.matches("[0-9a-fA-F.:]+"))
                    .anyMatch(n -> InetAddress.ofLiteral(String.valueOf(n)).equals(wanted));
        } catch (CertificateParsingException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private Check webSocket(Way way) {
        boolean secure = way == Way.SECURE_WEB_SOCKET;
        var port = patient.doors().get(way);
        var taken = taken(way, secure ? Finding.SECURE_WEB_SOCKET_TAKEN : Finding.WEB_SOCKET_TAKEN);
        var closed = Check.of(secure ? Finding.SECURE_WEB_SOCKET_CLOSED : Finding.WEB_SOCKET_CLOSED, port == null ? "" : port);
        if (taken.isPresent() || port == null) {
            return taken.orElse(closed);
        }
        try (var visit = secure ? Visit.encrypted(HERE, port) : Visit.plain(HERE, port)) {
            return visit.opensWebSocket() ? Check.of(secure ? Finding.SECURE_WEB_SOCKET_FINE : Finding.WEB_SOCKET_FINE, port) : closed;
        } catch (IOException nobody) {
            return closed;
        }
    }

    private Optional<Check> taken(Way way, Finding finding) {
        return patient.taken().stream().filter(t -> t.way() == way).findFirst()
                .map(t -> Check.of(finding, t.port(), t.holder().orElse(""), t.free()));
    }

    /// Asks the network as a stranger would.
    private Check name() {
        return switch (patient.announcement()) {
            case Announcement.Silent() -> Check.of(Finding.NAME_UNHEARD, "Hearth");
            case Announcement.Failed(var reason) -> Check.of(Finding.NAME_FAILED, reason);
            case Announcement.Made(var name, var addresses) -> {
                try (var network = JmDNS.create(InetAddress.ofLiteral(addresses.getFirst()), "hearth-doctor")) {
                    var type = patient.plain() ? "_mqtt._tcp.local." : "_secure-mqtt._tcp.local.";
                    yield Check.of(network.getServiceInfo(type, name, NAME_MILLIS) == null ? Finding.NAME_UNHEARD : Finding.NAME_FINE,
                            name);
                } catch (IOException refused) {
                    yield Check.of(Finding.NAME_FAILED, String.valueOf(refused.getMessage()));
                }
            }
        };
    }
}
