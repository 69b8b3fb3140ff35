package hearth.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hearth.broker.BrokerSettings;
import hearth.broker.Door;
import hearth.broker.EmbeddedBroker;
import hearth.broker.tls.Certificates;
import hearth.hub.Checkup.Check;
import hearth.hub.Checkup.Finding;
import hearth.hub.Network.Announcement;
import hearth.hub.Network.Taken;
import hearth.hub.Network.Way;
import hearth.network.Doctor.Guest;
import hearth.network.Doctor.Patient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class DoctorTest {

    private static final Instant NOW = Instant.now();

    @TempDir Path dir;

    private final List<Check> checks = new ArrayList<>();
    private EmbeddedBroker broker;
    private Certificates certificates;
    private String lan;

    @BeforeEach void start() throws Exception {
        broker = new EmbeddedBroker(new BrokerSettings(dir.resolve("broker"), "0.0.0.0", 0, OptionalInt.empty(),
                Optional.empty()), _ -> {
                });
        broker.start();
        lan = LanAddress.all().stream().findFirst().orElse("");
        certificates = certificates("tls", NOW, lan);
    }

    @AfterEach void stop() {
        broker.close();
    }

    private Certificates certificates(String folder, Instant now, String address) throws IOException {
        return Certificates.open(dir.resolve(folder), "kitchen-pc", List.of(address), now);
    }

    private Map<Way, Integer> doors(Certificates shown) throws IOException {
        return Map.of(Way.TLS, broker.open(Door.TLS, "0.0.0.0", 0, Optional.of(shown)), Way.WEB_SOCKET,
                broker.open(Door.WEB_SOCKET, "0.0.0.0", 0, Optional.empty()), Way.SECURE_WEB_SOCKET,
                broker.open(Door.SECURE_WEB_SOCKET, "0.0.0.0", 0, Optional.of(shown)));
    }

    private Patient open(String address, Map<Way, Integer> doors, Certificates trusted, Taken... taken) {
        return new Patient(broker.port(), List.of(address), true, true, Optional.of(trusted.authority()), doors, List.of(taken),
                new Announcement.Silent());
    }

    private List<Finding> findings(Patient patient) {
        return findings(patient, () -> {
            var guest = broker.invite();
            return new Guest(guest.user(), guest.password());
        });
    }

    private List<Finding> findings(Patient patient, Supplier<Guest> guests) {
        checks.clear();
        new Doctor(patient, guests, NOW, checks::add).run();
        return checks.stream().map(Check::finding).toList();
    }

    private void needsANetwork() {
        assumeTrue(!lan.isEmpty(), "this machine is in a network");
    }

    @Test void aBrokerInOrderIsFoundSo() throws Exception {
        needsANetwork();
        assertEquals(List.of(Finding.LISTENER_FINE, Finding.LAN_FINE, Finding.LOGIN_FINE, Finding.TLS_FINE, Finding.WEB_SOCKET_FINE,
                Finding.SECURE_WEB_SOCKET_FINE, Finding.NAME_UNHEARD),
                findings(open(lan, doors(certificates), certificates)).subList(0, 7));
    }

    @Test void aClosedPortIsFoundAndNothingElseIsTried() throws Exception {
        var patient = open("127.0.0.1", Map.of(), certificates);
        broker.close();
        assertEquals(List.of(Finding.LISTENER_CLOSED), findings(patient));
    }

    @Test void aProgramThatSpeaksNoMqttIsFound() throws Exception {
        try (var other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var answering = Thread.ofPlatform().daemon().start(() -> {
                try (var met = other.accept()) {
                    met.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n".getBytes());
                } catch (IOException over) {
                    return;
                }
            });
            assertEquals(List.of(Finding.LISTENER_STRANGE), findings(new Patient(other.getLocalPort(), List.of(), false, true,
                    Optional.empty(), Map.of(), List.of(), new Announcement.Silent())));
            answering.join();
        }
    }

    @Test void aHouseThatIsShutIsFoundSo() throws Exception {
        assertEquals(List.of(Finding.LISTENER_FINE, Finding.LAN_SHUT, Finding.WEB_SOCKET_CLOSED), findings(
                new Patient(broker.port(), List.of(), false, true, Optional.empty(), Map.of(), List.of(), new Announcement.Silent())));
    }

    @Test void aForeignAuthorityIsFound() throws Exception {
        assertTrue(findings(open("127.0.0.1", doors(certificates), certificates("foreign", NOW, ""))).contains(Finding.TLS_FOREIGN));
    }

    @Test void aCertificateThatHasEndedIsFound() throws Exception {
        var old = certificates("old", NOW.minus(Duration.ofDays(400)), "");
        assertTrue(findings(open("127.0.0.1", doors(old), old)).contains(Finding.TLS_ENDED));
    }

    @Test void aCertificateWithoutTheAddressIsFound() throws Exception {
        needsANetwork();
        var nameless = certificates("nameless", NOW, "");
        assertTrue(findings(open(lan, doors(nameless), nameless)).contains(Finding.TLS_NAME));
    }

    @Test void aTakenPortIsFoundWithItsHolderAndAFreeOne() throws Exception {
        findings(open("127.0.0.1", Map.of(), certificates, new Taken(Way.TLS, 8883, Optional.of("mosquitto"), 8884)));
        assertTrue(checks.contains(Check.of(Finding.TLS_TAKEN, 8883, "mosquitto", 8884)), checks.toString());
    }

    @Test void somebodyLetInWithoutALoginIsFound() throws Exception {
        assertTrue(findings(open("127.0.0.1", Map.of(), certificates)).contains(Finding.LOGIN_OPEN), "loopback needs no login");
    }

    @Test void aLoginThatIsRefusedIsFoundAndAnInvitationHoldsOnce() throws Exception {
        needsANetwork();
        var patient = open(lan, doors(certificates), certificates);
        var invited = broker.invite();
        var guest = new Guest(invited.user(), invited.password());
        assertTrue(findings(patient, () -> guest).contains(Finding.LOGIN_FINE));
        assertTrue(findings(patient, () -> guest).contains(Finding.LOGIN_REFUSED));
    }

    @Test void anAddressWhereNobodyAnswersIsFound() throws Exception {
        needsANetwork();
        try (var here = new EmbeddedBroker(BrokerSettings.onThisMachine(dir.resolve("here"), 0), _ -> {
        })) {
            here.start();
            assertTrue(findings(new Patient(here.port(), List.of(lan), true, true, Optional.empty(), Map.of(), List.of(),
                    new Announcement.Silent())).contains(Finding.LAN_UNREACHABLE));
        }
    }
}
