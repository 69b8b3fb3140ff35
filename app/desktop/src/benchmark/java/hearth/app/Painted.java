package hearth.app;

import com.sun.javafx.tk.RenderJob;
import com.sun.javafx.tk.Toolkit;
import hearth.device.DeviceId;
import hearth.home.AlarmMode;
import hearth.home.AlarmPlan;
import hearth.home.AlarmZone;
import hearth.home.Device;
import hearth.hub.AlarmState;
import hearth.hub.AlarmWish;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// From a device's PUBLISH to its tile, and from a break-in to the alert, said by a panel or sensed in an armed zone, painted: the renderer has finished the frame that shows
/// it. The baseline is the same message at an MQTT client of ours, so that the rest is the hub and its window.
final class Painted {

    private static final int DEVICES = 100;
    private static final int PER_SECOND = 200;
    private static final int VALUES = 900;
    private static final int ALERTS = 100;
    private static final String DOOR = "door";

    /// A tile's number and the last text it was seen with.
    private static final class Watched {
        private final int device;
        private final Label value;
        private String text;

        private Watched(int device, Label value) {
            this.device = device;
            this.value = value;
            this.text = value.getText();
        }
    }

    private final AtomicLongArray sent = new AtomicLongArray(DEVICES * VALUES);
    private final AtomicLong rung = new AtomicLong();
    private final AtomicBoolean loading = new AtomicBoolean(true);
    private final Samples tiles = new Samples();
    private final Samples heard = new Samples();
    private final Samples alerts = new Samples();
    private final Samples rings = new Samples();
    private List<Watched> watched = List.of();
    private boolean alertShown;

    List<Figure> measure(Path folder, int seconds) throws IOException, InterruptedException {
        try (var house = LiveHouse.open(folder, DEVICES);
                var devices = new Wire(house.port());
                var alarm = new Wire(house.port());
                var listener = new Wire(house.port())) {
            listener.hear("bench/+",
                    (topic, payload, at) -> heard.add(at - sent.get(place(Integer.parseInt(topic.substring(6)), payload))));
            listener.hear("security/status", (_, _, at) -> rings.add(at - rung.get()));
            listener.hear(DOOR, (_, payload, at) -> {
                if (payload.equals("ON")) {
                    rings.add(at - rung.get());
                }
            });
            guard(house);
            var load = Thread.ofPlatform().name("devices").start(() -> load(devices));
            Thread.sleep(5_000);
            var scene = house.window().scene();
            int inView = LiveHouse.onFx(() -> {
                watched = watched(house);
                var alert = scene.lookup("#alert");
                scene.addPostLayoutPulseListener(() -> laidOut(alert));
                return watched.size();
            });
            Thread.sleep(5_000);
            tiles.clear();
            heard.clear();
            Thread.sleep(seconds * 1000L);
            var figures = new ArrayList<>(List.of(
                    Figure.atMost(20, "publish to tile painted, p50", "ms", tiles.millis(0.5), heard.millis(0.5),
                            "the same at an MQTT client"),
                    Figure.atMost(60, "publish to tile painted, p99", "ms", tiles.millis(0.99), heard.millis(0.99),
                            "the same at an MQTT client"),
                    Figure.only("  samples, from " + inView + " tiles in view", "", tiles.size())));
            figures.addAll(breakIns("break-in to alert painted", () -> breakIn(house, alarm)));
            figures.addAll(breakIns("door in an armed zone to alert painted", () -> entry(house, alarm)));
            loading.set(false);
            load.join();
            return figures;
        }
    }

    private interface BreakIn {
        void happen() throws InterruptedException;
    }

    private List<Figure> breakIns(String name, BreakIn breakIn) throws InterruptedException {
        for (int i = -10; i < ALERTS; i++) {
            if (i == 0) {
                alerts.clear();
                rings.clear();
            }
            breakIn.happen();
        }
        return List.of(Figure.atMost(150, name + ", p99", "ms", alerts.millis(0.99), rings.millis(0.99), "the same at an MQTT client"),
                Figure.only("  p50", "ms", alerts.millis(0.5)), Figure.only("  samples", "", alerts.size()));
    }

    private void breakIn(LiveHouse house, Wire alarm) throws InterruptedException {
        rings(house, alarm, "security/status", "break-in", new Event.IncidentAcknowledged());
    }

    private void entry(LiveHouse house, Wire alarm) throws InterruptedException {
        alarm.say(DOOR, "OFF");
        var none = new Secret("");
        LiveHouse.await(() -> {
            house.hearth().submit(new Event.AlarmWished(new AlarmWish.Arm(AlarmMode.HOME, List.of(), false), none));
            return house.hearth().state().security().shown().state() instanceof AlarmState.Armed;
        });
        rings(house, alarm, DOOR, "ON", new Event.AlarmWished(new AlarmWish.Disarm(), none));
    }

    private void rings(LiveHouse house, Wire alarm, String topic, String word, Event answer) throws InterruptedException {
        int before = alerts.size();
        rung.set(System.nanoTime());
        alarm.say(topic, word);
        LiveHouse.await(() -> alerts.size() > before);
        house.hearth().submit(answer);
        LiveHouse.await(() -> !LiveHouse.onFx(() -> house.window().scene().lookup("#alert").isVisible()));
        Thread.sleep(150);
    }

    /// One door, which rings at once when anything is armed.
    private static void guard(LiveHouse house) {
        var door = new Device(new DeviceId("door"), "Door", "contact", Map.of("topic", DOOR), Device.Size.SMALL);
        house.hearth().submit(new Event.HomeEdited(new HomeEdit.Add(door, "Bench")));
        house.hearth().submit(new Event.HomeEdited(new HomeEdit.Guarded(AlarmPlan.NONE.with(List.of(new AlarmZone("Entrance",
                Set.of(door.id()), Set.of(AlarmMode.HOME), AlarmZone.Entry.INSTANT, false))))));
    }

    private void load(Wire devices) {
        long start = System.nanoTime();
        for (int i = 0; loading.get(); i++) {
            LockSupport.parkNanos(start + i * 1_000_000_000L / PER_SECOND - System.nanoTime());
            int device = i % DEVICES;
            int value = i / DEVICES % VALUES;
            sent.set(device * VALUES + value, System.nanoTime());
            devices.say("bench/" + device, value / 10 + "." + value % 10);
        }
    }

    private static int place(int device, String number) {
        return device * VALUES + (int) Math.rint(Double.parseDouble(number) * 10);
    }

    private static List<Watched> watched(LiveHouse house) {
        var scene = house.window().scene();
        var all = new ArrayList<Watched>();
        for (int i = 0; i < DEVICES; i++) {
            var tile = scene.lookup("#tile-bench-" + i);
            if (tile != null && tile.localToScene(tile.getLayoutBounds()).getMaxY() <= scene.getHeight()
                    && tile.lookup(".tile-value") instanceof Label value) {
                all.add(new Watched(i, value));
            }
        }
        return all;
    }

    /// FX thread, once a pulse, before the frame is handed to the renderer. What shows something new is stamped after that frame.
    private void laidOut(Node alert) {
        var changed = new ArrayList<Integer>();
        for (var tile : watched) {
            var text = tile.value.getText();
            if (!text.equals(tile.text)) {
                tile.text = text;
                changed.add(place(tile.device, text));
            }
        }
        boolean rings = alert.isVisible() && !alertShown;
        alertShown = alert.isVisible();
        if (!changed.isEmpty() && !alertShown || rings) {
            Platform.runLater(() -> Toolkit.getToolkit().addRenderJob(new RenderJob(() -> {
                long now = System.nanoTime();
                changed.forEach(p -> tiles.add(now - sent.get(p)));
                if (rings) {
                    alerts.add(now - rung.get());
                }
            })));
        }
    }
}
