package hearth.hub;

import hearth.device.DeviceId;
import hearth.hub.AlarmState.Triggered;
import hearth.profile.AlarmApi;
import hearth.profile.Api;
import java.util.List;
import java.util.Set;

/// What people see and hear of the alarm: the [Panel] as it is on disk, while the [Guard] may be further already. A part of a [Step]; lives
/// for one call.
final class Display {

    private final Bench bench;
    private final Sirens sirens;
    private final Drillmaster drills;
    private Panel panel;

    Display(Bench bench, Sirens sirens, Drillmaster drills) {
        this.bench = bench;
        this.sirens = sirens;
        this.drills = drills;
        panel = bench.before.security().shown();
    }

    Panel panel() {
        return panel;
    }

    AlarmState state() {
        return panel.state();
    }

    /// The panel is on disk, or cannot be put there: now people may see it.
    void recorded(Panel stored) {
        var was = panel;
        if (stored.version() <= was.version()) {
            return;
        }
        panel = stored;
        if (!stored.state().word().equals(was.state().word())) {
            tell();
            bench.effects.add(new Effect.Publish(AlarmApi.event(stored.state().word(), stored.since(), stored.state().word(), "",
                    stored.by(), rings() ? names(stored.memory().keySet()) : names(stored.bypassed()))));
        }
        boolean armed = stored.state().armed().isPresent();
        if (armed != was.state().armed().isPresent()) {
            bench.effects.add(new Effect.StayAwake(armed));
        }
        if (rings() != was.state() instanceof Triggered) {
            sirens.sound(rings());
        } else if (was.drilled().isEmpty() && !stored.drilled().isEmpty()) {
            drills.sound();
        }
    }

    private boolean rings() {
        return panel.state() instanceof Triggered;
    }

    private List<String> names(Set<DeviceId> devices) {
        return devices.stream().filter(id -> !id.equals(Api.HUB)).sorted().map(bench::name).toList();
    }

    void tell() {
        bench.effects.add(new Effect.Announce(AlarmApi.state(panel.state().word())));
    }

    /// The broker is there: it is told the state, and the sirens what they missed.
    void linked() {
        tell();
        sirens.linked(rings());
        drills.linked(rings());
    }

    /// Nothing was heard for a while.
    void awoke() {
        sirens.awoke(rings());
    }
}
