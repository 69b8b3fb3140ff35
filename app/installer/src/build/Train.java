import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Trains the AOT caches of an application image by running its program, without a display, and proves that the image accepts
/// them: one with the window, and one without, which needs no class of the window in memory. Run by the build from source.
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

    private static final boolean UNIX = File.separatorChar == '/';
    private static final PrintStream OUT = System.out;

    private Train() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var image = Path.of(args[0]);
        var scratch = Path.of(args[1]);
        var time = FileTime.from(Instant.ofEpochSecond(Long.parseLong(System.getenv("SOURCE_DATE_EPOCH"))));
        hideFromMenu(image);
        for (var settings : all(image, "app", ".cfg")) {
            var name = settings.getFileName().toString().replace(".cfg", "");
            boolean window = !name.endsWith("-headless");
            if (!window && !UNIX) {
                continue; // a program without a window is asked to stop by a signal
            }
            var cache = settings.resolveSibling(name + ".aot");
            Files.deleteIfExists(cache);
            dateAll(image, time);
            run(command(image, settings), window, scratch.resolve(name + "-first"), FIRST_COMPILER_ONLY, "-XX:AOTCacheOutput=" + cache);
            dateAll(image, time);
            // With "on" a cache that does not fit is an error.
            run(command(image, settings), window, scratch.resolve(name + "-second"), "-XX:AOTCache=" + cache, "-XX:AOTMode=on");
            if (!Files.isReadable(cache)) {
                throw new IOException("no " + cache);
            }
        }
    }

    /// jpackage puts every launcher it knows of into the menu and, on Windows, on the desktop; of the one without a window it shall not
    /// know when it packs the image.
    private static void hideFromMenu(Path image) throws IOException {
        var state = all(image, "app", ".jpackage.xml").getFirst();
        var known = Files.readString(state);
        var hidden = known.replaceAll("(?s)<add-launcher [^>]*?(/>|>.*?</add-launcher>)", "");
        if (hidden.equals(known)) {
            throw new IOException("no launcher in " + state);
        }
        Files.writeString(state, hidden);
    }

    private static List<String> command(Path image, Path settings) throws IOException {
        var command = new ArrayList<String>();
        command.add(all(image, "bin", UNIX ? "java" : "java.exe").getFirst().toString());
        var classPath = new ArrayList<String>();
        for (var line : Files.readAllLines(settings)) {
            var value = line.substring(line.indexOf('=') + 1).replace("$APPDIR", settings.getParent().toString());
            if (line.startsWith("java-options=") && !value.contains("AOTCache")) {
                command.addAll(List.of(value.split(" ")));
            } else if (line.startsWith("app.classpath=")) {
                classPath.add(value);
            }
        }
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
        return command;
    }

    private static List<Path> all(Path image, String folder, String end) throws IOException {
        try (var files = Files.walk(image)) {
            var found = files.filter(f -> f.getParent().getFileName().toString().equals(folder) && f.getFileName().toString().endsWith(end))
                    .map(Path::toAbsolutePath).sorted().toList();
            if (found.isEmpty()) {
                throw new IOException("no " + folder + "/*" + end);
            }
            return found;
        }
    }

    private static void dateAll(Path image, FileTime time) throws IOException {
        try (var files = Files.walk(image)) {
            for (var file : (Iterable<Path>) files.filter(f -> !Files.isSymbolicLink(f))::iterator) {
                Files.setLastModifiedTime(file, time);
            }
        }
    }

    private static void run(List<String> command, boolean window, Path data, String... options) throws IOException, InterruptedException {
        Files.createDirectories(data);
        var screenshot = data.resolve("screenshot.png");
        var all = new ArrayList<>(command);
        all.addAll(1, List.of(options));
        all.addAll(1, window ? WITHOUT_A_DISPLAY : List.of());
        all.addAll(PROGRAM);
        all.addAll(List.of("--data-dir", data.resolve("data").toString()));
        all.addAll(window ? List.of("--screenshot", screenshot.toString()) : List.of("--headless"));
        var process = new ProcessBuilder(all).redirectErrorStream(true).start();
        CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES).execute(process::destroyForcibly);
        try (var said = process.inputReader()) {
            for (String line; (line = said.readLine()) != null;) {
                OUT.println(line);
                if (!window && line.startsWith("Hearth is ready")) {
                    process.toHandle().destroy(); // leaves open what it still says
                }
            }
        }
        if (process.waitFor() != 0 || window && !Files.isReadable(screenshot)) {
            throw new IOException("the training run failed with status " + process.exitValue() + ": " + String.join(" ", all));
        }
    }
}
