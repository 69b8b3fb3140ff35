package hearth.app;

import static hearth.app.HomeNetwork.ANYWHERE;
import static hearth.app.HomeNetwork.HERE;

import hearth.broker.BrokerLimits;
import hearth.broker.BrokerReport;
import hearth.broker.BrokerSettings;
import hearth.broker.ClientSession;
import hearth.broker.EmbeddedBroker;
import hearth.broker.OwnLogin;
import hearth.home.Settings;
import hearth.hub.BrokerStatus;
import hearth.hub.Event;
import hearth.hub.Hub;
import hearth.hub.Permit;
import hearth.hub.Retained;
import hearth.hub.Senders.Sender;
import hearth.hub.Trouble;
import hearth.mqtt.BrokerAddress;
import hearth.profile.AlarmApi;
import hearth.store.DataDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The embedded broker with all its doors, while it is wanted. The "hearth" thread, but for what says otherwise.
final class OwnBroker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OwnBroker.class);

    private final String host;
    private final boolean hostIsHere;
    private final DataDirectory directory;
    private final Clock clock;
    private final Hub hub;
    private final OwnLogin login;
    private final HomeNetwork network;
    private final Map<String, Long> published = new HashMap<>();
    private volatile @Nullable EmbeddedBroker running;

    /// @param host where it listens unless the home network is open
    OwnBroker(String host, DataDirectory directory, Clock clock, Hub hub) throws IOException {
        this.host = host;
        this.directory = directory;
        this.clock = clock;
        this.hub = hub;
        hostIsHere = InetAddress.getByName(host).isLoopbackAddress();
        login = OwnLogin.random(Set.of(directory.clientId(), directory.clientId() + "-state"));
        network = new HomeNetwork(directory.folder().resolve("certificates"), clock, hub::submit);
    }

    boolean runs() {
        return running != null;
    }

    // ---- where it listens

    /// Who comes from elsewhere needs a login, and so then does everybody here.
    boolean isOpen(Settings settings) {
        return settings.homeNetwork() || !hostIsHere;
    }

    String host(Settings settings) {
        return settings.homeNetwork() ? ANYWHERE : host;
    }

    /// The same for what is not encrypted.
    String plainHost(Settings settings) {
        return settings.listening().plain() ? host(settings) : HERE;
    }

    /// Where the hub's own clients find it, with their login where one is needed; empty while it does not run.
    Optional<BrokerAddress> address(Settings settings) {
        var plain = plainHost(settings);
        var target = plain.equals(ANYWHERE) || plain.equals("::") ? HERE : plain.contains(":") ? "[" + plain + "]" : plain;
        return Optional.ofNullable(running).map(b -> BrokerAddress
                .of("mqtt://" + (isOpen(settings) ? login.user() + ":" + login.password() + "@" : "") + target + ":" + b.port()));
    }

    /// Starts it, if it does not run yet.
    ///
    /// @param port 0 for any free one
    /// @return where the hub's own clients find it
    /// @throws hearth.broker.PortTakenException if another program has the port
    BrokerAddress listen(Settings settings, int port) throws IOException {
        if (running == null) {
            var started = started(settings, port);
            running = started;
            network.open(started, host(settings), settings.listening(), port == 0);
            started.setAside().ifPresent(
                    aside -> hub.submit(new Event.TroubleFound(new Trouble(Trouble.Kind.DAMAGED, "broker (" + aside.getFileName() + ")"))));
        }
        return address(settings).orElseThrow();
    }

    private EmbeddedBroker started(Settings settings, int port) throws IOException {
        var needed = Optional.of(login).filter(_ -> isOpen(settings));
        var next = new EmbeddedBroker(
                new BrokerSettings(directory.folder().resolve("broker"), plainHost(settings), port, OptionalInt.empty(), needed),
                BrokerLimits.HOME, _ -> {
                }, this::reported);
        next.onNews(news -> hub.submit(AtTheDoor.event(news)));
        next.admit(AtTheDoor.permits(hub.state().permits()));
        next.passing(Set.of(AlarmApi.SET)); // there may be codes in it
        next.start();
        return next;
    }

    private void reported(BrokerReport report) {
        log.warn("{}", report);
        hub.submit(AtTheDoor.event(report, clock.instant()));
    }

    /// Opens and closes its further doors as the settings have it.
    ///
    /// @param anyPorts whether these may be any free ones
    void openDoors(Settings settings, boolean anyPorts) {
        var broker = running;
        if (broker != null) {
            network.open(broker, host(settings), settings.listening(), anyPorts);
        }
    }

    void stop() {
        var broker = running;
        running = null;
        network.stop();
        if (broker != null) {
            broker.close();
        }
    }

    @Override public void close() {
        stop();
        network.close();
    }

    // ---- who is there

    void admit(List<Permit> permits) {
        var broker = running;
        if (broker != null) {
            broker.admit(AtTheDoor.permits(permits));
        }
    }

    void cut(String clientId) {
        var broker = running;
        if (broker != null && !broker.disconnect(clientId)) {
            log.info("{} was not connected any more", clientId);
        }
    }

    /// Who said something last on a topic. Any thread.
    Optional<Sender> sender(String topic) {
        var broker = running;
        return broker == null ? Optional.empty() : broker.sender(topic).map(this::known);
    }

    private Sender known(String clientId) {
        return new Sender(clientId, login.clients().contains(clientId));
    }

    /// What it keeps on such topics; empty while it does not run.
    Optional<Stream<Retained>> retained(Predicate<String> wanted) {
        return Optional.ofNullable(running).map(broker -> broker.retained(wanted).stream()
                .map(r -> new Retained(r.topic(), r.beginning(), r.size(), r.sender().map(this::known))));
    }

    /// All messages it was ever sent; empty while it does not run.
    OptionalLong messagesReceived() {
        var broker = running;
        return broker == null ? OptionalLong.empty() : OptionalLong.of(broker.messagesReceived());
    }

    List<String> listeners(Settings settings) {
        var broker = running;
        return broker == null ? List.of() : network.listeners(broker, plainHost(settings), host(settings));
    }

    /// Its clients, with what each has published since the last call: to be called once a second.
    List<BrokerStatus.Session> sessions() {
        network.report();
        var broker = running;
        var sessions = broker == null ? List.<ClientSession>of() : broker.sessions();
        var shown = sessions.stream().map(this::shown).toList();
        published.keySet().retainAll(sessions.stream().map(ClientSession::clientId).toList());
        return shown;
    }

    private BrokerStatus.Session shown(ClientSession s) {
        var before = published.put(s.clientId(), s.published());
        return new BrokerStatus.Session(s.clientId(), s.address(), s.since(), s.connected(), s.subscriptions(), s.user(), s.version(),
                before == null ? 0 : Math.max(0, s.published() - before), s.waiting(),
                s.will().map(w -> new BrokerStatus.LastWords(w.topic(), w.text(), w.retain())));
    }

    /// Looks at it as a device would; false while it does not run.
    boolean checkUp(Settings settings) {
        var broker = running;
        if (broker != null) {
            network.checkUp(broker, settings.listening().plain());
        }
        return broker != null;
    }
}
