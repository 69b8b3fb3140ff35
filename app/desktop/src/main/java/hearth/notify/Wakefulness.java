package hearth.notify;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the computer from falling asleep by itself, where its system allows that; a person may still send it to sleep. Any thread; nothing
/// here waits.
///
/// Linux: `systemd-inhibit`, and under GNOME, which asks its own session, `gnome-session-inhibit`; macOS: `caffeinate`; each ends with this
/// program, however that ends. Windows: `SetThreadExecutionState`, which holds as long as the thread that called it.
public final class Wakefulness implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Wakefulness.class);

    private static final int CONTINUOUS = 0x8000_0000;
    private static final int SYSTEM_REQUIRED = 1;

    private final OperatingSystem system;
    private final Programs programs;
    private final boolean gnome;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("wakefulness").factory());
    private volatile List<Process> running = List.of();

    public Wakefulness() {
        this(OperatingSystem.here(), Programs.here(), String.valueOf(System.getenv("XDG_CURRENT_DESKTOP")).contains("GNOME"));
    }

    Wakefulness(OperatingSystem system, Programs programs, boolean gnome) {
        this.system = system;
        this.programs = programs;
        this.gnome = gnome;
    }

    public void stay(boolean awake) {
        try {
            thread.execute(() -> carryOut(awake));
        } catch (RejectedExecutionException closing) {
            log.debug("too late, the hub is closing");
        }
    }

    private void carryOut(boolean awake) {
        switch (system) {
            case LINUX -> run(awake, gnome ? List.of(systemd(), gnome()) : List.of(systemd()));
            case MAC -> run(awake, List.of(List.of("caffeinate", "-i", "-w", "" + ProcessHandle.current().pid())));
            case WINDOWS -> require(awake);
        }
    }

    private static List<String> systemd() {
        return List.of("systemd-inhibit", "--what=idle", "--who=Hearth", "--why=The alarm is armed", "--mode=block", "cat");
    }

    private static List<String> gnome() {
        return List.of("gnome-session-inhibit", "--inhibit", "suspend", "--reason", "The alarm is armed", "cat");
    }

    private void run(boolean awake, List<List<String>> commands) {
        var before = running;
        running = List.of();
        end(before);
        var started = new ArrayList<Process>();
        for (var command : awake ? commands : List.<List<String>>of()) {
            try {
                var process = programs.start(command);
                started.add(process);
                running = List.copyOf(started);
                process.onExit().thenAccept(ended -> {
                    if (ended.exitValue() != 0 && running.contains(ended)) {
                        log.info("The computer may fall asleep while the alarm is armed: {} ended with {}", command.getFirst(),
                                ended.exitValue());
                    }
                });
            } catch (IOException none) {
                log.info("The computer may fall asleep while the alarm is armed: {}", none.getMessage());
            }
        }
    }

    private void end(List<Process> before) {
        for (var process : before) {
            try {
                process.getOutputStream().close();
            } catch (IOException gone) {
                log.debug("it has ended by itself", gone);
            }
            if (system == OperatingSystem.MAC) {
                process.destroy(); // it waits for this program, not for its input
            }
        }
    }

    @SuppressWarnings("restricted") private static void require(boolean awake) {
        try {
            var function = SymbolLookup.libraryLookup("kernel32", Arena.global()).findOrThrow("SetThreadExecutionState");
            var set = Linker.nativeLinker().downcallHandle(function, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            if ((int) set.invokeExact(awake ? CONTINUOUS | SYSTEM_REQUIRED : CONTINUOUS) == 0) {
                log.info("The computer may fall asleep while the alarm is armed: Windows refused");
            }
        } catch (Throwable unfit) { // as the handle declares it
            log.warn("The computer may fall asleep while the alarm is armed", unfit);
        }
    }

    /// From now on the computer may sleep.
    @Override public void close() {
        stay(false);
        thread.close();
    }
}
