package hearth.app;

import hearth.demo.SimulatedHome;
import hearth.demo.Study;
import hearth.hub.Effect;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.Hub;
import hearth.hub.Trouble;
import hearth.hub.Weather;
import hearth.mqtt.BrokerAddress;
import hearth.store.Store;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The simulated home, while it is wanted. The "hearth" thread.
final class Demo implements AutoCloseable {

    private final Hub hub;
    private final Store store;
    private final Clock clock;
    private final ScheduledExecutorService worker;
    private @Nullable SimulatedHome running;

    Demo(Hub hub, Store store, Clock clock, ScheduledExecutorService worker) {
        this.hub = hub;
        this.store = store;
        this.clock = clock;
        this.worker = worker;
    }

    /// It comes, if it is not there yet.
    ///
    /// @param language in which its devices and rooms are called
    void arrive(BrokerAddress broker, String language) {
        if (running != null) {
            return;
        }
        var home = hub.state().home();
        SimulatedHome.arrival(language).stream()
                .filter(edit -> !(edit instanceof HomeEdit.Add(var device, _) && home.devices().containsKey(device.id())))
                .forEach(edit -> hub.submit(new Event.HomeEdited(edit)));
        if (!home.devices().containsKey(Study.THERMOSTAT)) {
            settleStudy(language);
        }
        var next = new SimulatedHome(broker, clock);
        running = next;
        next.start();
    }

    /// The room brings its past along, and its thermostat learns of it: so it comes when that has been written.
    private void settleStudy(String language) {
        var now = clock.instant();
        boolean unknown = hub.state().climate().weather().outside().isEmpty();
        Study.past(now, ZoneId.systemDefault()).stream().filter(s -> unknown || !s.property().equals(Weather.OUTSIDE))
                .forEach(s -> store.carryOut(new Effect.Keep(s.property(), s.value(), s.at())));
        var edits = Study.arrival(language, now, ZoneId.systemDefault());
        edits.subList(0, edits.size() - 1).forEach(edit -> hub.submit(new Event.HomeEdited(edit)));
        worker.schedule(() -> {
            if (running != null) {
                hub.submit(new Event.HomeEdited(edits.getLast()));
            }
        }, 3, TimeUnit.SECONDS);
    }

    /// It goes, and leaves nothing.
    void leave() {
        var gone = running;
        running = null;
        if (gone == null) {
            return;
        }
        hub.submit(new Event.HomeEdited(new HomeEdit.Dismantle("demo-")));
        try {
            gone.remove();
        } catch (IOException left) {
            hub.submit(new Event.TroubleFound(new Trouble(Trouble.Kind.SETTING, String.valueOf(left.getMessage()))));
        }
    }

    /// It says no more; what it has said stays.
    @Override public void close() {
        var gone = running;
        running = null;
        if (gone != null) {
            gone.close();
        }
    }
}
