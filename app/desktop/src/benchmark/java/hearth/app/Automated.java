package hearth.app;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Action;
import hearth.home.Automations;
import hearth.home.Condition;
import hearth.home.Device;
import hearth.home.Fact;
import hearth.home.Rule;
import hearth.home.Scene;
import hearth.home.Trigger;
import hearth.hub.BrokerLink;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.Origin;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// A house that acts by itself: 1,000 rules over 1,000 thermometers that speak 1,000 times a second, and 50 lamps that answer. A quarter of
/// the messages sets a rule off, which tells a lamp. Then scenes of all lamps, from the click to the last command at a client.
final class Automated {

    private static final int MANY = 1_000;
    private static final int LAMPS = 50;
    private static final int A_SECOND = 1_000;
    private static final int SECONDS = 15;
    private static final int SCENES = 40;
    private static final List<String> DEGREES = List.of("20.5", "24.5", "26.5", "24.0");

    List<Figure> measure(Path folder) throws IOException, InterruptedException {
        try (var hearth = new Hearth(Arguments.of("--data-dir", folder.toString(), "--port", "0"))) {
            hearth.start(_ -> {
            });
            LiveHouse.await(() -> hearth.state().link() instanceof BrokerLink.Up);
            var address = ((BrokerLink.Up) hearth.state().link()).address();
            int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            furnish(hearth);
            try (var wire = new Wire(port); var lamps = new Wire(port)) {
                lamps.hear("lamp/+/set", (topic, value, _) -> lamps.say(topic.replaceFirst("/set$", "/state"), value));
                load(hearth, wire, 5);
                double idle = load(hearth, wire, SECONDS);
                automate(hearth);
                load(hearth, wire, 5);
                double acting = load(hearth, wire, SECONDS);
                long ran = IntStream.range(0, MANY).mapToLong(i -> hearth.state().automation().traces("rule-" + i).size()).sum();
                var scenes = scenes(hearth, port);
                return List.of(
                        Figure.atMost(30, "1,000 rules, 1,000 devices, 1,000 messages/s: hub thread", "% of a core", 100 * acting,
                                100 * idle,
                                "without the rules"),
                        Figure.only("  traces of what they did", "", ran),
                        Figure.atMost(300, "scene of 50 lamps: last command at a client, p95", "ms", scenes.millis(0.95),
                                scenes.millis(0.5),
                                "p50"));
            }
        }
    }

    private static PropertyRef degrees(int i) {
        return new PropertyRef(new DeviceId("bench-" + i), "climate", "temperature");
    }

    private static PropertyRef lamp(int i) {
        return new PropertyRef(new DeviceId("lamp-" + i), "switch", "on");
    }

    private static void furnish(Hearth hearth) throws InterruptedException {
        var all = new ArrayList<Device>();
        for (int i = 0; i < MANY; i++) {
            all.add(new Device(new DeviceId("bench-" + i), "Thermometer " + i, "temperature", Map.of("topic", "bench/" + i),
                    Device.Size.SMALL));
        }
        for (int i = 0; i < LAMPS; i++) {
            all.add(new Device(new DeviceId("lamp-" + i), "Lamp " + i, "plug", Map.of("topic", "lamp/" + i), Device.Size.SMALL));
        }
        hearth.submit(new Event.HomeEdited(new HomeEdit.AddAll(all, "Bench")));
        LiveHouse.await(() -> hearth.state().device(new DeviceId("lamp-" + (LAMPS - 1))).isPresent());
    }

    private static void automate(Hearth hearth) throws InterruptedException {
        var rules = new ArrayList<Rule>();
        for (int i = 0; i < MANY; i++) {
            rules.add(new Rule("rule-" + i, "Rule " + i, true, Rule.Again.RESTART,
                    List.of(new Trigger.Turns(new Fact(degrees(i), Fact.How.ABOVE, new Value.Numeric(25)), Duration.ZERO)),
                    new Condition.Is(new Fact(degrees((i + 1) % MANY), Fact.How.ABOVE, new Value.Numeric(-50))),
                    List.of(new Action.Wish(lamp(i % LAMPS), new Value.Truth(i / LAMPS % 2 == 0)))));
        }
        var wishes = new LinkedHashMap<PropertyRef, Value>();
        IntStream.range(0, LAMPS).forEach(i -> wishes.put(lamp(i), new Value.Truth(true)));
        hearth.submit(new Event.HomeEdited(new HomeEdit.Automate(
                new Automations(Optional.empty(), List.of(new Scene("all", "All", wishes)), rules, List.of()))));
        LiveHouse.await(() -> hearth.state().home().automations().rules().size() == MANY);
    }

    /// @return the share of a core that the hub's thread took
    private static double load(Hearth hearth, Wire wire, int seconds) throws InterruptedException {
        var threads = ManagementFactory.getThreadMXBean();
        long hub = Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().equals("hub")).findFirst().orElseThrow().threadId();
        long cpu = threads.getThreadCpuTime(hub);
        long began = System.nanoTime();
        for (int i = 0; i < seconds * A_SECOND; i++) {
            LockSupport.parkNanos(began + i * 1_000_000_000L / A_SECOND - System.nanoTime());
            wire.say("bench/" + i % MANY, DEGREES.get(i / MANY % DEGREES.size()));
        }
        LiveHouse.await(() -> hearth.backlog() == 0);
        return (threads.getThreadCpuTime(hub) - cpu) / (double) (System.nanoTime() - began);
    }

    private static Samples scenes(Hearth hearth, int port) throws InterruptedException {
        var samples = new Samples();
        try (var client = new Wire(port)) {
            Set<String> told = ConcurrentHashMap.newKeySet();
            var last = new AtomicLong();
            client.hear("lamp/+/set", (topic, _, at) -> {
                told.add(topic);
                last.set(at);
            });
            for (int i = 0; i < SCENES; i++) {
                told.clear();
                long began = System.nanoTime();
                hearth.submit(new Event.ScenePlayed("all", new Origin.Scene("all")));
                LiveHouse.await(() -> told.size() == LAMPS);
                samples.add(last.get() - began);
                Thread.sleep(400);
            }
        }
        return samples;
    }
}
