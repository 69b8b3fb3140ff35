package hearth.network;

import hearth.hub.Network.Announcement;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the broker known by name in the home network (mDNS, RFC 6762; DNS-SD, RFC 6763), and takes that back. Any thread; nothing here
/// waits, for a name takes seconds to be claimed. Without a wish nothing is opened and nothing sent.
public final class Announcer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    /// @param type `_mqtt._tcp`
    public record Service(String type, int port) {
    }

    /// What shall be known.
    ///
    /// @param name      as people see it: `Hearth on kitchen-pc`
    /// @param host      this computer's own name, without a domain
    /// @param addresses this computer's, in each network it shall be known in
    public record Wish(String name, String host, List<String> addresses, List<Service> services) {

        static final Wish NOTHING = new Wish("", "", List.of(), List.of());

        public Wish {
            addresses = List.copyOf(addresses);
            services = List.copyOf(services);
        }
    }

    private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("mdns").factory());
    private final Consumer<Announcement> told;
    private final List<JmDNS> open = new ArrayList<>();
    private Wish wish = Wish.NOTHING;

    /// @param told how it went, on a thread of its own
    public Announcer(Consumer<Announcement> told) {
        this.told = told;
    }

    /// Makes this known in place of what was known before; the same wish again changes nothing.
    public synchronized void announce(Wish wanted) {
        if (!wanted.equals(wish)) {
            wish = wanted;
            later(() -> carryOut(wanted));
        }
    }

    /// Says goodbye.
    public void withdraw() {
        announce(Wish.NOTHING);
    }

    private void later(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException closing) {
            log.debug("too late, the announcer is closed");
        }
    }

    private void carryOut(Wish wanted) {
        silence();
        if (wanted.addresses().isEmpty()) {
            told.accept(new Announcement.Silent());
            return;
        }
        var made = new ArrayList<String>();
        var name = wanted.name();
        try {
            for (var address : reachable(wanted.addresses())) {
                var network = JmDNS.create(InetAddress.ofLiteral(address), wanted.host());
                open.add(network);
                for (var service : wanted.services()) {
                    var info = ServiceInfo.create(service.type() + ".local.", wanted.name(), service.port(), 0, 0, Map.of());
                    network.registerService(info);
                    name = info.getName(); // another one may have had it
                }
                made.add(address);
            }
            log.info("Found by name as {} at {}", name, made);
            told.accept(new Announcement.Made(name, made));
        } catch (IOException | IllegalStateException refused) {
            log.warn("The broker cannot be found by name: {}", refused.toString());
            silence();
            told.accept(new Announcement.Failed(String.valueOf(refused.getMessage())));
        }
    }

    /// Version 4, where there is one: in a network with both, both lead to the same place.
    private static List<String> reachable(List<String> addresses) {
        var four = addresses.stream().filter(a -> InetAddress.ofLiteral(a) instanceof Inet4Address).toList();
        return four.isEmpty() ? addresses.subList(0, 1) : four;
    }

    private void silence() {
        for (var network : open) {
            try {
                network.unregisterAllServices();
                network.close();
            } catch (IOException late) {
                log.debug("no goodbye", late);
            }
        }
        open.clear();
    }

    /// Says goodbye, and waits for it up to ten seconds.
    @Override public void close() {
        withdraw();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
