package hearth.app;

import hearth.broker.BrokerSettings;
import hearth.broker.EmbeddedBroker;
import hearth.hub.BrokerLink;
import hearth.hub.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// A broker that has kept the announcements of a large house, and a hub that meets it for the first time: how soon every device
/// stands described under `hearth/5/` for any client, and what the window's pulses make of it meanwhile. Both ways: the devices wait
/// under New devices, and all are adopted at once, so that each gets its tile. The baseline is the same start with nothing announced.
final class Announced {

    private static final int DEVICES = 300;
    private static final String PREFIX = "homeassistant/";

    /// What a start took.
    private record Started(double described, double longest) {
    }

    List<Figure> measure(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var settings = BrokerSettings.onThisMachine(folder.resolve("broker"), 0);
        try (var broker = new EmbeddedBroker(settings, _ -> {
        })) {
            broker.start();
            double size = announce(broker.port());
            var waiting = start(folder.resolve("waiting"), broker.port(), DEVICES, false);
            var adopted = start(folder.resolve("adopted"), broker.port(), DEVICES, true);
            var calm = calm(folder);
            return List.of(
                    Figure.atMost(5, "start to all " + DEVICES + " announced devices described", "s", waiting.described, calm.described,
                            "start to connected, none announced"),
                    Figure.atMost(100, "  longest gap between pulses", "ms", waiting.longest, calm.longest, "none announced"),
                    Figure.atMost(5, "the same, all adopted at once", "s", adopted.described, calm.described,
                            "start to connected, none announced"),
                    Figure.atMost(100, "  longest gap between pulses", "ms", adopted.longest, calm.longest, "none announced"),
                    Figure.only("  announcements", "", DEVICES * Announcement.KINDS), Figure.only("  their payloads", "MB", size));
        }
    }

    private Started calm(Path folder) throws IOException, InterruptedException {
        try (var empty = new EmbeddedBroker(BrokerSettings.onThisMachine(folder.resolve("empty"), 0), _ -> {
        })) {
            empty.start();
            return start(folder.resolve("calm"), empty.port(), 0, false);
        }
    }

    /// MB of retained announcements.
    private static double announce(int port) {
        long size = 0;
        try (var wire = new Wire(port)) {
            var said = new ArrayList<CompletableFuture<?>>();
            for (int i = 0; i < DEVICES; i++) {
                for (int kind = 0; kind < Announcement.KINDS; kind++) {
                    var payload = Announcement.payload(i, kind);
                    size += payload.length();
                    said.add(wire.keep(PREFIX + Announcement.topic(i, kind), payload));
                }
                said.add(wire.keep("zigbee2mqtt/" + Announcement.name(i) + "/availability", "{\"state\":\"online\"}"));
            }
            CompletableFuture.allOf(said.toArray(CompletableFuture[]::new)).join();
        }
        return size / 1e6;
    }

    private static Started start(Path folder, int port, int devices, boolean adopting) throws IOException, InterruptedException {
        if (adopting) {
            adoptAll(folder);
        }
        Set<String> described = ConcurrentHashMap.newKeySet();
        try (var client = new Wire(port)) {
            client.hear("hearth/5/+/$description", (topic, payload, _) -> {
                if (payload.contains(Announcement.NAME)) {
                    described.add(topic);
                }
            });
            long began = System.nanoTime();
            var arguments = Arguments.of("--data-dir", folder.toString(), "--broker", "mqtt://127.0.0.1:" + port);
            try (var house = LiveHouse.start(arguments)) {
                var pulses = Pulses.started();
                LiveHouse.await(() -> house.hearth().state().link() instanceof BrokerLink.Up && described.size() >= devices);
                double seconds = (System.nanoTime() - began) / 1e9;
                Thread.sleep(3_000); // what follows is part of it: the last tiles, the availability
                LiveHouse.onFx(() -> {
                    pulses.stop();
                    return true;
                });
                return new Started(seconds, pulses.gaps.millis(1));
            } finally {
                clear(client, described);
            }
        }
    }

    /// The next hub shall meet a broker on which nobody described anything.
    private static void clear(Wire client, Set<String> described) {
        described.forEach(topic -> client.keep(topic, "").join());
    }

    private static void adoptAll(Path folder) throws IOException, InterruptedException {
        try (var hearth = new Hearth(Arguments.of("--data-dir", folder.toString(), "--port", "0"))) {
            hearth.start(_ -> {
            });
            hearth.submit(new Event.SettingsChanged(hearth.state().settings().withAdoptAll(true)));
            LiveHouse.await(() -> hearth.state().settings().adoptAll());
        }
    }
}
