package hearth.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import javafx.application.Platform;

/// Measures the promised numbers one after the other, prints them in a table and writes them as JSON.
///
/// Arguments: the target folder, which of them as a regular expression, seconds of the flood, runs of the program.
public final class Benchmarks {

    private static final PrintStream OUT = System.out;
    private static final Path HUB = Path.of("..", "hub", "target", "benchmark.json");

    private Benchmarks() {
    }

    public static void main(String[] words) {
        int status = 1;
        try {
            measure(words);
            status = 0;
        } catch (Exception failed) {
            failed.printStackTrace(OUT);
        }
        System.exit(status);
    }

    private static void measure(String[] words) throws Exception {
        var target = Path.of(words[0]).toAbsolutePath();
        var wanted = Pattern.compile(words[1]);
        int seconds = Integer.parseInt(words[2]);
        int runs = Integer.parseInt(words[3]);
        Logs.quiet();
        var scratch = Files.createTempDirectory(target, "benchmark");
        Platform.startup(() -> {
        });
        Platform.setImplicitExit(false);
        var program = new HubProcess(target.resolve("hearth"), scratch);
        var all = new LinkedHashMap<String, Callable<List<Figure>>>();
        all.put("Start", () -> program.measureStart(runs));
        all.put("Memory", program::measureMemory);
        all.put("Drag", () -> new Drag().measure(scratch.resolve("drag")));
        all.put("Painted", () -> new Painted().measure(scratch.resolve("painted"), 20));
        all.put("Flood", () -> new Flood().measure(scratch.resolve("flood"), seconds));
        all.put("Announced", () -> new Announced().measure(scratch.resolve("announced")));
        all.put("Places", () -> new Places().measure(scratch.resolve("places")));
        all.put("Rules", () -> new Automated().measure(scratch.resolve("rules")));
        all.put("Broker", () -> new Brokered().measure(scratch.resolve("broker")));
        all.put("After", Benchmarks::after);
        all.keySet().removeIf(name -> !wanted.matcher(name).find());
        if (all.containsKey("Start") || all.containsKey("Memory")) {
            program.train();
        }
        var results = new LinkedHashMap<String, Object>();
        var figures = new ArrayList<Figure>();
        for (var each : all.entrySet()) {
            double before = load();
            var measured = each.getValue().call();
            figures.addAll(measured);
            figures.add(Figure.only("  load average before and after: " + before + ", " + load(), "", Double.NaN));
            results.put(each.getKey(), Map.of("figures", measured, "loadBefore", before, "loadAfter", load()));
            OUT.println(each.getKey() + " measured");
        }
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(target.resolve("benchmark.json").toFile(), results);
        OUT.println(Figure.table(figures));
    }

    private static double load() {
        return Math.round(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() * 10) / 10.0;
    }

    /// What JMH left in the hub's module: its own mean of each size.
    private static List<Figure> after() throws IOException {
        var figures = new ArrayList<Figure>();
        if (Files.exists(HUB)) {
            var scores = new LinkedHashMap<Integer, Double>();
            var control = new LinkedHashMap<Integer, Double>();
            for (JsonNode run : new ObjectMapper().readTree(HUB.toFile())) {
                var kind = run.at("/benchmark").asText().endsWith(".control") ? control : scores;
                kind.put(run.at("/params/devices").asInt(), run.at("/primaryMetric/score").asDouble() / 1000);
            }
            double hundred = scores.getOrDefault(100, Double.NaN);
            double thousand = scores.getOrDefault(1000, Double.NaN);
            scores.forEach((devices, micros) -> figures.add(devices <= 1000
                    ? new Figure("HubState.after, " + devices + " devices", "µs", micros, Double.NaN, false, hundred, "100 devices")
                    : Figure.atMost(thousand * Math.log(devices) / Math.log(1000), "HubState.after, " + devices + " devices", "µs", micros,
                            thousand, "1,000 devices")));
            double least = control.getOrDefault(1000, Double.NaN);
            for (var each : control.entrySet()) {
                var name = "  a map of the newest messages, " + each.getKey() + " devices";
                figures.add(new Figure(name, "µs", each.getValue(), Double.NaN, false, least, "1,000 devices"));
            }
        }
        return figures;
    }
}
