import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Trains the AOT cache of an application image by running its program once, without a display, and proves that the
/// image accepts it. Run by the build from source.
///
/// The JVM accepts a cache only with jars of the same size, time and order, so every file of the image gets the time
/// SOURCE_DATE_EPOCH, which the package format then keeps.
///
/// Arguments: the folder that holds the image, a folder for the training's own files.
final class Train {
    private static final List<String> PROGRAM = List.of("hearth.app.Main", "--port", "0");
    /// What the optimising compiler did in training it would do again at every start, and hold up the first frame; left alone it comes
    /// when it is worth it.
    private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=2";
    private static final List<String> WITHOUT_A_DISPLAY = List.of("-Dglass.platform=Headless", "-Dprism.order=sw");

    private Train() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var image = Path.of(args[0]);
        var scratch = Path.of(args[1]);
        var settings = only(image, "app", ".cfg");
        var app = settings.getParent();
        var cache = app.resolve("hearth.aot");
        var time = FileTime.from(Instant.ofEpochSecond(Long.parseLong(System.getenv("SOURCE_DATE_EPOCH"))));

        var command = new ArrayList<String>();
        command.add(only(image, "bin", File.separatorChar == '/' ? "java" : "java.exe").toString());
        command.addAll(WITHOUT_A_DISPLAY);
        var classPath = new ArrayList<String>();
        for (var line : Files.readAllLines(settings)) {
            var value = line.substring(line.indexOf('=') + 1).replace("$APPDIR", app.toString());
            if (line.startsWith("java-options=") && !value.contains("AOTCache")) {
                command.addAll(List.of(value.split(" ")));
            } else if (line.startsWith("app.classpath=")) {
                classPath.add(value);
            }
        }
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));

        Files.deleteIfExists(cache);
        dateAll(image, time);
        run(command, scratch.resolve("first"), FIRST_COMPILER_ONLY, "-XX:AOTCacheOutput=" + cache);
        dateAll(image, time);
        // With "on" a cache that does not fit is an error.
        run(command, scratch.resolve("second"), "-XX:AOTCache=" + cache, "-XX:AOTMode=on");
    }

    private static Path only(Path image, String folder, String end) throws IOException {
        try (var files = Files.walk(image)) {
            return files.filter(f -> f.getParent().getFileName().toString().equals(folder) && f.getFileName().toString().endsWith(end))
                    .min(Comparator.comparing(Path::toString)).orElseThrow(() -> new IOException("no " + folder + "/*" + end))
                    .toAbsolutePath();
        }
    }

    private static void dateAll(Path image, FileTime time) throws IOException {
        try (var files = Files.walk(image)) {
            for (var file : (Iterable<Path>) files.filter(f -> !Files.isSymbolicLink(f))::iterator) {
                Files.setLastModifiedTime(file, time);
            }
        }
    }

    private static void run(List<String> command, Path data, String... options) throws IOException, InterruptedException {
        Files.createDirectories(data);
        var screenshot = data.resolve("screenshot.png");
        var all = new ArrayList<>(command);
        all.addAll(1, List.of(options));
        all.addAll(PROGRAM);
        all.addAll(List.of("--data-dir", data.resolve("data").toString(), "--screenshot", screenshot.toString()));
        var process = new ProcessBuilder(all).inheritIO().start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        if (process.waitFor() != 0 || !Files.isReadable(screenshot)) {
            throw new IOException("the training run failed with status " + process.exitValue() + ": " + String.join(" ", all));
        }
    }
}
