package hearth.mqtt;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Connects in the newest version a broker speaks, and remembers which that was. Any thread.
final class Dialer {

    /// @param version what the two of them speak
    record Connected(Link link, Link.Version version, Wire.Greeting greeting) implements AutoCloseable {
        @Override public void close() {
            link.close();
        }
    }

    private final Executor network = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("mqtt").daemon().factory());
    private final Map<BrokerAddress, Link.Version> spoken = new ConcurrentHashMap<>();

    Link.Version version(BrokerAddress broker) {
        return spoken.getOrDefault(broker, Link.Version.MQTT_5);
    }

    Link link(BrokerAddress broker, Link.Login login) {
        return new Link(broker, version(broker), login, network);
    }

    /// @param prepare is told each link before it connects
    Connected connected(BrokerAddress broker, Link.Login login, Consumer<Link> prepare) throws IOException, InterruptedException {
        var version = version(broker);
        try {
            return connected(broker, version, login, prepare);
        } catch (IOException failed) {
            if (spoken.remove(broker) != null || !Link.older(failed)) {
                throw failed;
            }
            return connected(broker, Link.Version.MQTT_3, login, prepare);
        }
    }

    private Connected connected(BrokerAddress broker, Link.Version version, Link.Login login, Consumer<Link> prepare)
            throws IOException, InterruptedException {
        var link = new Link(broker, version, login, network);
        try {
            prepare.accept(link);
            var greeting = link.connect();
            spoken.put(broker, version);
            return new Connected(link, version, greeting);
        } catch (IOException | InterruptedException failed) {
            link.close();
            throw failed;
        }
    }
}
