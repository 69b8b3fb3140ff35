package hearth.hub;

import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;

/// What becomes of a [Drill]: the part of a [Step] beside the [Guard]. Lives for one call.
///
/// It needs a house that is disarmed and in which nothing waits to be seen, so that nothing earnest can be taken for it; what endangers
/// people, or a panel's own alarm, rings in earnest meanwhile.
final class Drillmaster {

    private final Bench bench;
    private final Alarm alarm;
    private final Sirens sirens;
    private Optional<Drill> drill;
    private Set<DeviceId> drilled;

    Drillmaster(Bench bench, Alarm alarm, Sirens sirens) {
        this.bench = bench;
        this.alarm = alarm;
        this.sirens = sirens;
        drill = bench.before.security().drill();
        drilled = bench.before.security().panel().drilled();
    }

    /// On disk before they sound: whatever ends the program meanwhile, the next one tells them to stop.
    Set<DeviceId> drilled() {
        return drilled;
    }

    /// With its incident as it stands now.
    Optional<Drill> drill() {
        var newest = alarm.incident();
        return drill.map(d -> d.incident().flatMap(made -> newest.filter(i -> i.since().equals(made.since()))).map(d::with).orElse(d));
    }

    void begin() {
        if (isQuiet()) {
            hush();
            drill = Optional.of(Drill.at(bench.now));
        }
    }

    private boolean isQuiet() {
        return alarm.incident().filter(Incident::open).isEmpty();
    }

    /// It was read, or something earnest begins.
    void end() {
        hush();
        drill = Optional.empty();
    }

    /// A sensor of a zone speaks while nothing is armed. Whether that was part of a drill.
    boolean spoke(PropertyRef sensor, String word, String zone) {
        var waiting = drill.filter(d -> d.waits().filter(end -> end.isAfter(bench.now)).isPresent() && isQuiet());
        waiting.ifPresent(d -> {
            alarm.raise(Incident.Kind.TEST, Optional.empty(), sensor, word, Optional.of(zone));
            var told = new HashMap<DeviceId, Optional<Instant>>();
            bench.home.alarm().sirens().forEach(siren -> told.put(siren, Optional.empty()));
            drilled = Set.copyOf(told.keySet());
            drill = Optional.of(d.with(alarm.incident().orElseThrow()).sounding(told, bench.now.plus(Drill.SOUNDS)));
        });
        return waiting.isPresent();
    }

    /// What is on disk may sound.
    void sound() {
        if (sounds()) {
            sirens.tell(drilled, true);
        }
    }

    private boolean sounds() {
        return drill.flatMap(Drill::quiet).isPresent();
    }

    /// The broker is there: sirens that nobody could tell to stop are told now.
    void linked(boolean rings) {
        if (rings) {
            drilled = Set.of();
        } else if (!sounds()) {
            stop();
        }
    }

    void tick() {
        if (drill.flatMap(Drill::quiet).filter(end -> !end.isAfter(bench.now)).isPresent()) {
            hush();
        }
    }

    /// The sirens have sounded long enough; what each has said of it is kept.
    void hush() {
        drill.filter(d -> d.quiet().isPresent()).ifPresent(d -> {
            var heard = new HashMap<DeviceId, Optional<Instant>>();
            var since = d.incident().map(Incident::since).orElse(d.began());
            d.sirens().keySet().forEach(siren -> heard.put(siren, sounds(siren, since)));
            stop();
            drill = Optional.of(d.silent(heard));
        });
    }

    private Optional<Instant> sounds(DeviceId siren, Instant since) {
        return bench.device(siren).flatMap(d -> d.state(Capability.ON))
                .filter(on -> on.value().equals(Optional.of(new Value.Truth(true)))).flatMap(PropertyState::at)
                .filter(at -> !at.isBefore(since));
    }

    private void stop() {
        if (sirens.canBeTold()) {
            sirens.tell(drilled, false);
            drilled = Set.of();
        }
    }
}
