package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.home.Automations;
import hearth.home.Device;
import hearth.home.Home;
import hearth.home.Room;
import hearth.home.Settings;
import hearth.profile.ProfileCatalog;
import java.time.Instant;
import java.util.ArrayList;
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

/// What one message costs in houses of 100, 1,000 and 5,000 devices, each reporting in turn. The 100-device house is the baseline;
/// the JVM runs with the options the program is shipped with.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(value = 2, jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xms32m", "-Xmx512m"})
public class AfterBenchmark {

    @Param({"100", "1000", "5000"}) private int devices;

    private HubState house = house(1);
    private List<Message> messages = List.of();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int next;

    @Setup public void build() {
        house = house(devices);
        messages = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < devices; i++) {
                messages.add(Message.of("home/" + i + "/temperature", 20 + round + ".5"));
            }
        }
        for (var message : messages) {
            report(message);
        }
    }

    @Benchmark public Transition oneMessage() {
        var message = messages.get(next);
        next = (next + 1) % messages.size();
        return report(message);
    }

    private Transition report(Message message) {
        now = now.plusMillis(1);
        var transition = house.after(new Event.MessageReceived(message), now);
        house = transition.state();
        return transition;
    }

    private static HubState house(int devices) {
        var all = new LinkedHashMap<DeviceId, Device>();
        for (int i = 0; i < devices; i++) {
            var id = new DeviceId("sensor-" + i);
            all.put(id, new Device(id, "Sensor " + i, "temperature", Map.of("topic", "home/" + i + "/temperature"), Device.Size.SMALL));
        }
        var home = new Home(List.of(new Room("Everywhere", List.copyOf(all.keySet()))), all, Set.of(), Automations.NONE);
        return HubState.start("1", home, Settings.DEFAULT, ProfileCatalog.builtIn(), Map.of(), Optional.empty(), List.of());
    }
}
