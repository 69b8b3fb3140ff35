package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.home.Automations;
import hearth.home.Device;
import hearth.home.Home;
import hearth.home.Room;
import hearth.home.Settings;
import hearth.profile.ProfileCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What one message costs in houses of 100, 1,000 and 5,000 devices that report in turn, each message made anew as from the network.
/// The baseline is the same devices in many houses of 100: as much memory goes through the processor's caches and the collector there, and
/// what one large house costs beside them is what its size costs. The JVM runs with the options the program is shipped with.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(value = 2, jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xms32m", "-XX:NewSize=14m", "-Xmx512m"})
public class AfterBenchmark {

    private static final Duration INTERVAL = Duration.ofMinutes(10);
    /// Reports of a device that make a day: its sparkline is full.
    private static final int DAY = 144;

    /// The devices in turn, and the time.
    @State(Scope.Thread)
    public static class Turn {

        @Param({"100", "1000", "5000"}) int devices;
        private int device;
        private int round;
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        /// Each device reports every ten minutes, in a house of any size.
        Instant now() {
            now = now.plus(INTERVAL.dividedBy(devices));
            return now;
        }

        Message next() {
            device++;
            if (device == devices) {
                device = 0;
                round = (round + 1) % 3;
            }
            return Message.of("home/" + device + "/temperature", 20 + round + ".5");
        }
    }

    /// Next to each other, and each with as many devices.
    static class Houses {

        private HubState[] houses = {};
        private int each;

        void build(Turn turn, int count) {
            houses = new HubState[count];
            each = turn.devices / count;
            for (int i = 0; i < count; i++) {
                houses[i] = house(i * each, (i + 1) * each);
            }
            for (int i = 0; i < DAY * turn.devices; i++) {
                report(turn);
            }
        }

        Transition report(Turn turn) {
            var message = turn.next();
            int house = turn.device / each;
            var transition = houses[house].after(new Event.MessageReceived(message), turn.now());
            houses[house] = transition.state();
            return transition;
        }
    }

    @State(Scope.Thread)
    public static class OneHouse extends Houses {
        @Setup public void build(Turn turn) {
            build(turn, 1);
        }
    }

    @State(Scope.Thread)
    public static class HousesOfHundred extends Houses {
        @Setup public void build(Turn turn) {
            build(turn, turn.devices / 100);
        }
    }

    @Benchmark public Transition oneHouse(OneHouse house, Turn turn) {
        return house.report(turn);
    }

    @Benchmark public Transition housesOfHundred(HousesOfHundred houses, Turn turn) {
        return houses.report(turn);
    }

    private static HubState house(int from, int to) {
        var all = new LinkedHashMap<DeviceId, Device>();
        for (int i = from; i < to; i++) {
            var id = new DeviceId("sensor-" + i);
            all.put(id, new Device(id, "Sensor " + i, "temperature", Map.of("topic", "home/" + i + "/temperature"), Device.Size.SMALL));
        }
        var home = new Home(List.of(new Room("Everywhere", List.copyOf(all.keySet()))), all, Set.of(), Automations.NONE);
        return HubState.start("1", home, Settings.DEFAULT, ProfileCatalog.builtIn(), Map.of(), Optional.empty(), List.of());
    }
}
