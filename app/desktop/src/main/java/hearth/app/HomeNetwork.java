package hearth.app;

import hearth.broker.Door;
import hearth.broker.EmbeddedBroker;
import hearth.broker.PortTakenException;
import hearth.broker.tls.Certificates;
import hearth.home.Listening;
import hearth.hub.Event;
import hearth.hub.Network;
import hearth.hub.Trouble;
import hearth.network.Announcer;
import hearth.network.Doctor;
import hearth.network.LanAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the embedded broker opens beside its plain port: WebSocket always, encrypted doors only while the home network is open. The
/// "hearth" thread.
final class HomeNetwork implements AutoCloseable {

    static final String ANYWHERE = "0.0.0.0";
    static final String HERE = "127.0.0.1";

    private static final Logger log = LoggerFactory.getLogger(HomeNetwork.class);

    private final Path folder;
    private final InstantSource clock;
    private final Consumer<Event> submit;
    private final List<Network.Taken> taken = new ArrayList<>();
    private Optional<Certificates> certificates = Optional.empty();
    private Listening listening = Listening.DEFAULT;
    private List<Announcer.Service> services = List.of();
    private @Nullable Announcer announcer;
    private volatile Network.Announcement announcement = new Network.Announcement.Silent();
    private @Nullable Network reported;

    /// @param folder where the certificates are kept
    HomeNetwork(Path folder, InstantSource clock, Consumer<Event> submit) {
        this.folder = folder;
        this.clock = clock;
        this.submit = submit;
    }

    /// Opens and closes doors until they are as wanted; a port that is taken is reported, and the rest works.
    ///
    /// @param host    where others are let in, [#HERE] for nobody
    /// @param anyPort whether free ports shall be taken instead of those wanted
    void open(EmbeddedBroker broker, String host, Listening wanted, boolean anyPort) {
        for (var door : Door.values()) {
            broker.close(door);
        }
        taken.clear();
        listening = wanted;
        boolean open = !isHere(host);
        certificates = open ? certificates() : Optional.empty();
        open(broker, Door.WEB_SOCKET, wanted.plain() ? host : HERE, anyPort ? 0 : wanted.webSocket());
        if (certificates.isPresent()) {
            open(broker, Door.TLS, host, anyPort ? 0 : wanted.tls());
            open(broker, Door.SECURE_WEB_SOCKET, host, anyPort ? 0 : wanted.secureWebSocket());
        }
        services = services(broker, open);
        announce();
    }

    private List<Announcer.Service> services(EmbeddedBroker broker, boolean open) {
        var all = new ArrayList<Announcer.Service>();
        if (open && listening.plain()) {
            all.add(new Announcer.Service("_mqtt._tcp", broker.port()));
        }
        if (open) {
            Optional.ofNullable(broker.doors().get(Door.TLS)).ifPresent(port -> all.add(new Announcer.Service("_secure-mqtt._tcp", port)));
        }
        return all;
    }

    /// As the addresses are now. Nothing of it exists before others are let in.
    private void announce() {
        var known = announcer;
        if (services.isEmpty()) {
            if (known != null) {
                known.withdraw();
            }
            return;
        }
        if (known == null) {
            known = new Announcer(how -> announcement = how);
            announcer = known;
        }
        var host = hostName().replaceFirst("\\..*", "");
        known.announce(new Announcer.Wish("Hearth on " + host, host, LanAddress.in(listening.networkInterface()), services));
    }

    private void open(EmbeddedBroker broker, Door door, String host, int port) {
        try {
            broker.open(door, host, port, certificates);
        } catch (PortTakenException held) {
            log.warn("{} stays closed: {}", door, held.getMessage());
            taken.add(new Network.Taken(way(door), held.port(), held.holder(), held.freePort()));
        } catch (IOException refused) {
            log.warn("{} stays closed", door, refused);
            submit.accept(new Event.TroubleFound(new Trouble(Trouble.Kind.ENCRYPTION, String.valueOf(refused.getMessage()))));
        }
    }

    private Optional<Certificates> certificates() {
        try {
            var opened = Certificates.open(folder, hostName(), LanAddress.all(), clock.instant());
            submit.accept(opened.notice().<Event>map(n -> new Event.TroubleFound(new Trouble(Trouble.Kind.ENCRYPTION, n)))
                    .orElseGet(() -> new Event.TroubleOver(Trouble.Kind.ENCRYPTION)));
            return Optional.of(opened);
        } catch (IOException unusable) {
            log.warn("Nothing can be encrypted", unusable);
            submit.accept(new Event.TroubleFound(new Trouble(Trouble.Kind.ENCRYPTION, String.valueOf(unusable.getMessage()))));
            return Optional.empty();
        }
    }

    private static Network.Way way(Door door) {
        return switch (door) {
            case WEB_SOCKET -> Network.Way.WEB_SOCKET;
            case TLS -> Network.Way.TLS;
            case SECURE_WEB_SOCKET -> Network.Way.SECURE_WEB_SOCKET;
        };
    }

    /// This computer's name, as its network knows it.
    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    private static boolean isHere(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return true;
        }
    }

    /// Every way in, as devices write it.
    List<String> listeners(EmbeddedBroker broker, String plainHost, String host) {
        var all = new ArrayList<String>();
        var doors = broker.doors();
        for (var address : addresses(plainHost)) {
            all.add("mqtt://" + address + ":" + broker.port());
            Optional.ofNullable(doors.get(Door.WEB_SOCKET)).ifPresent(p -> all.add("ws://" + address + ":" + p + "/mqtt"));
        }
        for (var address : addresses(host)) {
            Optional.ofNullable(doors.get(Door.TLS)).ifPresent(p -> all.add("mqtts://" + address + ":" + p));
            Optional.ofNullable(doors.get(Door.SECURE_WEB_SOCKET)).ifPresent(p -> all.add("wss://" + address + ":" + p + "/mqtt"));
        }
        return all;
    }

    private List<String> addresses(String host) {
        var all = host.equals(ANYWHERE) ? LanAddress.in(listening.networkInterface()) : List.of(host);
        return all.stream().map(a -> a.contains(":") ? "[" + a + "]" : a).toList();
    }

    /// Once a second: renews the certificate where that is due and tells the house what has changed.
    void report() {
        certificates.ifPresent(this::renew);
        announce();
        var now = new Network(certificates.map(HomeNetwork::shown), taken, announcement,
                LanAddress.networks());
        if (!now.equals(reported)) {
            reported = now;
            submit.accept(new Event.NetworkReported(now));
        }
    }

    private void renew(Certificates own) {
        try {
            own.renew(LanAddress.all(), clock.instant());
        } catch (IOException full) {
            submit.accept(new Event.TroubleFound(new Trouble(Trouble.Kind.ENCRYPTION, String.valueOf(full.getMessage()))));
        }
    }

    private static Network.Certificate shown(Certificates own) {
        return new Network.Certificate(own.authorityPem(), own.fingerprint(), own.authority().getNotAfter().toInstant(),
                own.server().getNotAfter().toInstant());
    }

    /// Looks at all of it as a device would, on a thread of its own.
    void checkUp(EmbeddedBroker broker, boolean plain) {
        var open = certificates.isPresent();
        var doors = new EnumMap<Network.Way, Integer>(Network.Way.class);
        broker.doors().forEach((door, port) -> doors.put(way(door), port));
        var patient = new Doctor.Patient(broker.port(), open ? LanAddress.in(listening.networkInterface()) : List.of(), open, plain,
                certificates.map(Certificates::authority), doors, taken, announcement);
        var doctor = new Doctor(patient, () -> guest(broker), clock.instant(), check -> submit.accept(new Event.CheckMade(check)));
        Thread.ofPlatform().daemon().name("doctor").start(() -> {
            try {
                doctor.run();
            } finally {
                submit.accept(new Event.CheckupOver());
            }
        });
    }

    private static Doctor.Guest guest(EmbeddedBroker broker) {
        var invited = broker.invite();
        return new Doctor.Guest(invited.user(), invited.password());
    }

    /// The broker stops, and with it all that it has open.
    void stop() {
        taken.clear();
        services = List.of();
        certificates = Optional.empty();
        announce();
    }

    /// Nothing is opened any more; says goodbye to the network.
    @Override public void close() {
        stop();
        if (announcer != null) {
            announcer.close();
        }
    }
}
