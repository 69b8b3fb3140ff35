package hearth.app;

import hearth.broker.PortTakenException;
import hearth.home.Settings;
import hearth.notify.DesktopNotification;
import hearth.store.DataInUseException;
import hearth.store.DataUnwritableException;
import hearth.ui.Texts;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// Where the program begins. Its exit status: 0 stopped in order, 2 wrong arguments, 3 data in use, 4 port taken.
public final class Main {

    private static final PrintStream OUT = System.out;
    private static final PrintStream ERR = System.err;

    /// What the process ends with, unless a signal or the user ends it: then 0.
    private static volatile int status;

    private Main() {
    }

    public static void main(String[] words) {
        status = run(words);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(String[] words) {
        try {
            var arguments = Arguments.of(words);
            if (arguments.help() || arguments.version()) {
                OUT.println(arguments.help() ? Arguments.HELP : "Hearth " + Hearth.VERSION);
                return 0;
            }
            Logs.quiet();
            if (arguments.logins().isPresent()) {
                arguments.logins().get().carryOut(Hearth.folder(arguments), OUT);
                return 0;
            }
            var obstacle = arguments.headless() || arguments.screenshot().isPresent() ? Optional.<String>empty() : noWindow();
            obstacle.ifPresent(ERR::println);
            if (arguments.screenshot().isPresent()) {
                return Screenshot.take(arguments);
            }
            var hearth = new Hearth(arguments);
            stopInOrder(hearth);
            if (arguments.headless() || obstacle.isPresent()) {
                withoutWindow(hearth);
            } else {
                try {
                    Window.open(hearth, _ -> {
                    });
                } catch (UnsupportedOperationException shut) { // JavaFX: nobody is there, or we may not in
                    ERR.println("The display " + System.getenv("DISPLAY")
                            + " cannot be opened, so Hearth runs without a window (as with --headless).");
                    withoutWindow(hearth);
                }
            }
            return 0;
        } catch (IllegalArgumentException wrong) {
            ERR.println(wrong.getMessage());
            return 2;
        } catch (DataInUseException inUse) {
            ERR.println("Another Hearth is using " + inUse.folder() + ". Close it first, or choose another folder with --data-dir.");
            tell(words, "start.inUse", inUse.folder().toString());
            return 3;
        } catch (PortTakenException taken) {
            ERR.println("Port " + taken.port() + " is taken" + taken.holder().map(h -> " by " + h).orElse("")
                    + ". Close that program, or choose another port, for example --port " + taken.freePort() + ".");
            return 4;
        } catch (DataUnwritableException unwritable) {
            ERR.println("Hearth cannot start: " + unwritable.getMessage());
            tell(words, "start.unwritable", unwritable.folder().toString());
            return 1;
        } catch (IOException broken) {
            ERR.println("Hearth cannot start: " + broken.getMessage());
            tell(words, "start.broken", String.valueOf(broken.getMessage()));
            return 1;
        } catch (InterruptedException stopped) {
            return 0;
        }
    }

    /// Whoever opened it by a double click sees no console: the system's notification says it, too. At most about 10 s.
    private static void tell(String[] words, String key, String what) {
        if (noWindow().isEmpty() && !Arguments.of(words).headless() && Arguments.of(words).logins().isEmpty()) {
            var texts = Texts.of(Settings.DEFAULT, ZoneId.systemDefault());
            var told = new CompletableFuture<Optional<String>>();
            new DesktopNotification().show(texts.of("start.not"), texts.of(key, what), told::complete);
            told.join();
        }
    }

    private static void withoutWindow(Hearth hearth) throws IOException, InterruptedException {
        hearth.start(ready -> OUT.println("Hearth is ready on " + ready));
        new CountDownLatch(1).await();
    }

    /// However the program ends, it ends in order: with status 0 after a signal.
    private static void stopInOrder(Hearth hearth) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            hearth.close();
            Runtime.getRuntime().halt(status);
        }));
    }

    /// Why no window can be opened here, in a sentence; empty where one can. The libraries are only looked up, nothing is called.
    @SuppressWarnings("restricted") private static Optional<String> noWindow() {
        if (!System.getProperty("os.name", "").startsWith("Linux") || "Headless".equalsIgnoreCase(System.getProperty("glass.platform"))) {
            return Optional.empty();
        }
        if (System.getenv("DISPLAY") == null && System.getenv("WAYLAND_DISPLAY") == null) {
            return Optional.of("There is no display here, so Hearth runs without a window (as with --headless).");
        }
        for (var library : new String[]{"libgtk-3.so.0", "libXtst.so.6"}) {
            try (var arena = Arena.ofConfined()) {
                SymbolLookup.libraryLookup(library, arena);
            } catch (IllegalArgumentException missing) {
                return Optional.of("The window needs the packages libgtk-3-0 and libxtst6, which are missing; Hearth runs without it.");
            }
        }
        return Optional.empty();
    }
}
