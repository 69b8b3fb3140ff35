package hearth.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.animation.AnimationTimer;

/// 300 devices in 2,400 announcements that the broker keeps: how soon after the start all are described, while the window goes on
/// drawing. What the hub itself kept of them is deleted before, so that it must read them all.
final class Announced {

    private static final int DEVICES = 300;
    private static final int ENTITIES = 8;
    private static final String CONFIG = """
            {"unique_id":"u%1$d-%2$d","name":"Value %2$d","state_topic":"z/d%1$d","value_template":"{{ value_json.v%2$d }}",
            "unit_of_measurement":"W","state_class":"measurement","availability":[{"topic":"z/bridge","value_template":"{{ value_json.state }}"},
            {"topic":"z/d%1$d/availability"}],"availability_mode":"all","device":{"identifiers":["zigbee2mqtt_0x%1$016x"],"name":"Device %1$d",
            "manufacturer":"Example","model":"Meter"},"origin":{"name":"Benchmark","sw":"1.0"}}""";

    /// The longest time between two pulses. FX thread.
    private static final class Pulses extends AnimationTimer {

        private long last;
        private long longest;

        @Override public void handle(long ignored) {
            long now = System.nanoTime();
            longest = last == 0 ? 0 : Math.max(longest, now - last);
            last = now;
        }
    }

    List<Figure> measure(Path folder) throws IOException, InterruptedException {
        try (var house = LiveHouse.open(folder, 1); var wire = new Wire(house.port())) {
            var said = new ArrayList<CompletableFuture<?>>();
            for (int device = 0; device < DEVICES; device++) {
                for (int entity = 0; entity < ENTITIES; entity++) {
                    said.add(wire.keep("homeassistant/sensor/d" + device + "/v" + entity + "/config", CONFIG.formatted(device, entity)));
                }
            }
            said.forEach(CompletableFuture::join);
            LiveHouse.await(() -> described(house));
        }
        try (var files = Files.newDirectoryStream(folder, "announced.db*")) {
            for (var file : files) {
                Files.delete(file);
            }
        }
        long began = System.nanoTime();
        try (var house = LiveHouse.again(folder)) {
            var pulses = LiveHouse.onFx(() -> {
                var timer = new Pulses();
                timer.start();
                return timer;
            });
            LiveHouse.await(() -> described(house));
            double all = (System.nanoTime() - began) / 1e9;
            double longest = LiveHouse.onFx(() -> {
                pulses.stop();
                return pulses.longest / 1e6;
            });
            return List.of(Figure.atMost(5, "2,400 announcements at the broker, start to all described", "s", all, Double.NaN, ""),
                    Figure.atMost(100, "  longest gap between pulses meanwhile", "ms", longest, Double.NaN, ""));
        }
    }

    private static boolean described(LiveHouse house) {
        var state = house.hearth().state();
        return state.newcomers().size() == DEVICES
                && state.newcomers().stream().allMatch(n -> n.state().binding().properties().size() == ENTITIES);
    }
}
