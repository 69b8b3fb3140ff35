package hearth.app;

import hearth.device.TopicFilter;
import hearth.home.BrokerAccess;
import hearth.hub.BridgeReport;
import hearth.hub.BrokerChoice;
import hearth.hub.BrokerProbe;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.LinkFault;
import hearth.hub.Moved;
import hearth.hub.Secret;
import hearth.mqtt.Bridge;
import hearth.mqtt.BrokerAddress;
import hearth.mqtt.Move;
import hearth.mqtt.Probe;
import hearth.mqtt.Trust;
import hearth.store.Secrets;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brokers beyond this machine: how to get in, what they can do, the way there and back, the bridge. Lives on the hearth thread, but for
/// the try.
final class OtherBrokers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OtherBrokers.class);
    private static final long PATIENCE_MILLIS = 3_000;

    private final String clientId;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Consumer<Event> events;
    private @Nullable Bridge bridge;
    private volatile @Nullable Thread trial;

    /// @param clientId the hub's own; what is opened here has more behind it
    OtherBrokers(String clientId, Secrets secrets, InstantSource clock, Consumer<Event> events) {
        this.clientId = clientId;
        this.secrets = secrets;
        this.clock = clock;
        this.events = events;
    }

    /// Where those brokers are and how to get in, with the password that is kept.
    ///
    /// @throws IOException              in words, if a file cannot be used
    /// @throws IllegalArgumentException in words, if an address is none
    List<BrokerAddress> addresses(List<String> uris, BrokerAccess access) throws IOException {
        return addresses(new BrokerChoice(uris, access, Optional.empty()));
    }

    private List<BrokerAddress> addresses(BrokerChoice choice) throws IOException {
        var access = choice.access();
        var trust = Trust.of(access.authority(), access.certificate(), access.key());
        var user = Optional.of(access.user()).filter(u -> !u.isEmpty());
        var password = user.flatMap(_ -> choice.password().map(Secret::text).or(secrets::find));
        return choice.nodes().stream().map(BrokerAddress::of).map(a -> a.with(user, password, trust)).toList();
    }

    /// Answers with [Event.BrokerProbed], some seconds later.
    void probe(BrokerChoice choice) {
        var earlier = trial;
        if (earlier != null) {
            earlier.interrupt();
        }
        trial = Thread.ofVirtual().name("probe").start(() -> {
            try {
                events.accept(new Event.BrokerProbed(choice, new Probe(PATIENCE_MILLIS).of(addresses(choice))));
            } catch (IOException | IllegalArgumentException unfit) {
                events.accept(new Event.BrokerProbed(choice, List.of(new BrokerProbe.Failed(choice.nodes().getFirst(),
                        BrokerProbe.Step.FILE, String.valueOf(unfit.getMessage())))));
            } catch (InterruptedException another) {
                log.debug("given up for another try");
            }
        });
    }

    /// Keeps the password and carries over what the embedded broker keeps. The answer tells of a problem where the house must stay.
    ///
    /// @param own the embedded broker; empty where it does not run
    Moved leave(Optional<BrokerAddress> own, BrokerChoice choice, boolean carry, Collection<String> known) {
        var first = choice.nodes().getFirst();
        try {
            var nodes = addresses(choice);
            if (choice.password().isPresent()) {
                secrets.keep(choice.password().get().text());
            }
            if (own.isEmpty() || !carry && !choice.access().bridge()) {
                return new Moved(nodes.getFirst().toString(), clock.instant(), 0, 0, 0, "");
            }
            if (choice.access().bridge()) {
                bridge(own.get(), nodes).prepare();
            }
            return carry ? carried(own.get(), nodes, known) : new Moved(nodes.getFirst().toString(), clock.instant(), 0, 0, 0, "");
        } catch (IOException | IllegalArgumentException failed) {
            return new Moved(first, clock.instant(), 0, 0, 0, String.valueOf(failed.getMessage()));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return new Moved(first, clock.instant(), 0, 0, 0, LinkFault.INTERRUPTED.words());
        }
    }

    private Moved carried(BrokerAddress own, List<BrokerAddress> nodes, Collection<String> known) throws InterruptedException {
        var moved = new Moved("", clock.instant(), 0, 0, 0, "");
        for (var node : nodes) {
            moved = new Move(clientId + "-move").carry(own, node, known, false, clock.instant());
            if (moved.problem().isEmpty()) {
                return moved;
            }
        }
        return moved;
    }

    /// Carries what the others keep to the embedded broker, as far as one of them answers.
    Moved comeBack(List<BrokerAddress> nodes, BrokerAddress own, Collection<String> known) {
        var moved = new Moved(own.toString(), clock.instant(), 0, 0, 0, "");
        try {
            endBridge();
            for (var node : nodes) {
                moved = new Move(clientId + "-move").carry(node, own, known, true, clock.instant());
                if (moved.problem().isEmpty()) {
                    break;
                }
            }
            secrets.forget();
        } catch (IOException late) {
            log.warn("the way back was not clean: {}", late.getMessage());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return moved;
    }

    // ---- the bridge

    void startBridge(BrokerAddress own, List<BrokerAddress> nodes) {
        close();
        var next = bridge(own, nodes);
        bridge = next;
        next.start();
    }

    private Bridge bridge(BrokerAddress own, List<BrokerAddress> nodes) {
        return new Bridge(own, nodes, clientId, clock);
    }

    /// For good: the embedded broker keeps nothing more for it.
    void endBridge() {
        var running = bridge;
        bridge = null;
        if (running != null) {
            try {
                running.end();
            } catch (IOException gone) {
                log.debug("the bridge's session stays: {}", gone.getMessage());
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Optional<BridgeReport> report() {
        return Optional.ofNullable(bridge).map(Bridge::report);
    }

    /// Topics that are worth asking for one by one: those the devices speak on, and those where something was kept.
    static Collection<String> known(HubState house) {
        var topics = new HashSet<String>();
        house.devices().values().forEach(device -> device.binding().topics().stream().filter(TopicFilter::exact)
                .map(TopicFilter::filter).forEach(topics::add));
        house.topics().forEach((topic, seen) -> {
            if (seen.retained() && !topic.startsWith("hearth/")) {
                topics.add(topic);
            }
        });
        return topics;
    }

    @Override public void close() {
        var running = bridge;
        bridge = null;
        if (running != null) {
            running.close();
        }
    }
}
