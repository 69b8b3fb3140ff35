package hearth.family;

import hearth.convention.Conventions;
import hearth.device.Message;
import hearth.profile.Announced;
import hearth.profile.ProfileCatalog;
import java.util.Map;
import java.util.Optional;
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

/// What it costs to ask of a message whether it announces something, with all the families there are: one that announces nothing, one of
/// Tasmota's states, a known fact of Frigate's, and a change of a Shelly's, whose JSON must be read.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(value = 1, jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xms24m", "-Xmx512m"})
public class AnnouncedBenchmark {

    private static final Map<String, Message> MESSAGES = Map.of("plain", Message.of("lights/kitchen/brightness", "62"), "tasmota",
            Message.of("tele/plug/STATE", "{\"POWER\":\"ON\"}"), "frigate", Message.of("frigate/front/person", "1"), "shelly",
            Message.of("shellyplus1pm-aabbccddeeff/events/rpc",
                    "{\"src\":\"x\",\"method\":\"NotifyStatus\",\"params\":{\"ts\":1780000000.1,\"switch:0\":{\"id\":0,\"apower\":12.5}}}"));

    @Param({"plain", "tasmota", "frigate", "shelly"}) public String kind = "";
    private Announced announced = Announced.none(Conventions.of(ProfileCatalog.builtIn()));
    private Message message = Message.of("", "");

    @Setup public void known() {
        MESSAGES.values().forEach(m -> announced = announced.take(m, _ -> false).map(Announced.Change::next).orElse(announced));
        message = MESSAGES.getOrDefault(kind, message);
    }

    @Benchmark public Optional<Announced.Change> take() {
        return announced.take(message, _ -> false);
    }
}
