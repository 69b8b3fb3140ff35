package hearth.mqtt;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens at another hub's broker for its word that it lives: `hearth/5/hub/$state`, said every 30 s. What the broker only keeps does not
/// count. One thread connects, listens and connects again.
public final class HubWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HubWatch.class);
    private static final String STATE = "hearth/5/hub/$state";

    private final BrokerAddress broker;
    private final String clientId;
    private final Runnable heard;
    private final Duration pause;
    private final Thread thread = Thread.ofVirtual().name("watch").unstarted(this::run);

    /// @param heard called on a network thread, must not block
    /// @param pause between two tries to connect
    public HubWatch(BrokerAddress broker, String clientId, Runnable heard, Duration pause) {
        this.broker = broker;
        this.clientId = clientId;
        this.heard = heard;
        this.pause = pause;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        var dialer = new Dialer();
        var login = new Link.Login(clientId, false, Optional.empty());
        try {
            while (true) {
                try (var connected = dialer.connected(broker, login, link -> link.receive(message -> {
                    if (message.topic().equals(STATE) && !message.retained()
                            && message.payload().text().filter("ready"::equals).isPresent()) {
                        heard.run();
                    }
                }))) {
                    connected.link().subscribe(List.of(STATE), 1, false);
                    log.info("Watching the hub at {}", broker);
                    log.info("The hub at {} is out of sight: {}", broker, connected.link().lost().get());
                } catch (IOException away) {
                    log.debug("The hub at {} is out of sight: {}", broker, away.getMessage());
                } catch (ExecutionException never) {
                    throw new IllegalStateException(never);
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Override public void close() {
        thread.interrupt();
    }
}
