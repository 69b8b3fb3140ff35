package hearth.hub;

import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.Reading;
import hearth.home.AlarmMode;
import hearth.home.AlarmZone;
import hearth.home.AlarmZone.Entry;
import hearth.hub.AlarmState.Armed;
import hearth.hub.AlarmState.Arming;
import hearth.hub.AlarmState.Disarmed;
import hearth.hub.AlarmState.Pending;
import hearth.hub.AlarmState.Triggered;
import hearth.profile.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How the house is guarded: the part of a [Step] that concerns [Security]. Lives for one call.
///
/// What people may see of it, the [Display] knows. From arming to disarming there is one way back: [#disarm], and that only with the right
/// code where there are codes.
final class Guard {

    /// The cause of an alarm that a person calls.
    static final PropertyRef PERSON = new PropertyRef(Api.HUB, "alarm", "panic");

    private static final int TRIPS = 3;
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final Duration PAIR = Duration.ofSeconds(60);

    private final Bench bench;
    private final Alarm alarm;
    private final Sirens sirens;
    final Drillmaster drills;
    final Display display;
    private final Instant now;
    private final Security before;

    private AlarmState state;
    private Instant since;
    private String by;
    private Set<DeviceId> bypassed;
    private Map<String, Integer> trips;
    private Map<DeviceId, String> memory;
    private Map<String, Panel.First> firsts;
    private Instant grace;

    Guard(Bench bench, Alarm alarm, Commands commands) {
        this.bench = bench;
        this.alarm = alarm;
        sirens = new Sirens(bench, commands);
        drills = new Drillmaster(bench, alarm, sirens);
        display = new Display(bench, sirens, drills);
        now = bench.now;
        before = bench.before.security();
        var panel = before.panel();
        state = panel.state();
        since = panel.since();
        by = panel.by();
        bypassed = panel.bypassed();
        trips = panel.trips();
        memory = panel.memory();
        firsts = panel.firsts();
        grace = before.grace();
    }

    /// What has become of it. What changed goes to disk before anybody sees it.
    Security security(Keypad keypad) {
        var panel = panel(before.panel().version(), keypad);
        if (!panel.equals(before.panel())) {
            panel = panel(panel.version() + 1, keypad);
            bench.effects.add(new Effect.RecordPanel(panel));
        }
        return new Security(panel, display.panel(), keypad.codes(), keypad.asking(), keypad.refused(), keypad.crowd(), grace, sirens.owed(),
                drills.drill());
    }

    private Panel panel(long version, Keypad keypad) {
        return new Panel(version, state, since, by, bypassed, trips, memory, firsts, keypad.wrong(), drills.drilled());
    }

    AlarmState state() {
        return state;
    }

    // ---- what people want

    /// Arms, or says what is in the way.
    List<Obstacle> arm(AlarmWish.Arm wish, String whose) {
        var in = Sensors.obstacles(bench, wish.mode());
        var passed = in.stream().map(Obstacle::sensor).filter(id -> wish.force() || isNamed(id, wish.bypass())).collect(Collectors.toSet());
        var left = in.stream().filter(o -> !passed.contains(o.sensor())).toList();
        if (!left.isEmpty()) {
            return left;
        }
        drills.end();
        var exit = bench.home.alarm().exit(wish.mode());
        state(exit.isZero() ? new Armed(wish.mode()) : new Arming(wish.mode(), now.plus(exit), false));
        by = whose;
        bypassed = passed;
        trips = Map.of();
        memory = Map.of();
        firsts = Map.of();
        bench.journal(exit.isZero() ? JournalEntry.Kind.ARMED : JournalEntry.Kind.ARMING, Optional.empty(),
                (wish.mode() + " " + whose).strip());
        passed.forEach(id -> bench.journal(JournalEntry.Kind.BYPASSED, Optional.of(id), ""));
        bench.home.alarm().watched(wish.mode()).stream().sorted().forEach(id -> bench.device(id).flatMap(DeviceState::lowBattery)
                .ifPresent(percent -> bench.journal(JournalEntry.Kind.BATTERY_LOW, Optional.of(id), percent)));
        return List.of();
    }

    private boolean isNamed(DeviceId id, List<String> names) {
        return names.contains(id.value()) || names.stream().anyMatch(n -> n.equalsIgnoreCase(bench.name(id)));
    }

    /// To be called for the right code only.
    void disarm(String whose, boolean duress) {
        if (!(state instanceof Disarmed)) {
            state(new Disarmed());
            by = whose;
            bypassed = Set.of();
            trips = Map.of();
            firsts = Map.of();
            bench.journal(JournalEntry.Kind.DISARMED, Optional.empty(), whose);
            alarm.answered();
        }
        if (duress) {
            alarm.raise(Incident.Kind.DURESS, Optional.empty(), PERSON, "duress", Optional.empty());
        }
    }

    void panic() {
        trigger(Incident.Kind.PANIC, PERSON, "panic", Optional.empty());
    }

    // ---- what sensors say

    /// What a device just said, with what was known of it before.
    void heard(DeviceState was, List<Reading> readings, boolean retained) {
        if (alarm.heard(was, readings, retained, state.armed())) {
            ring();
        }
        var zones = zones(was.binding().device());
        if (!zones.isEmpty()) {
            var is = bench.get(was.binding().device());
            boolean old = retained || now.isBefore(grace);
            Sensors.edges(was, is).forEach(edge -> zones.forEach(zone -> edge(zone, edge, was, old)));
            if (memory.containsKey(is.binding().device()) && !Sensors.active(is)) {
                bypassed = bypassed.stream().filter(id -> !id.equals(is.binding().device())).collect(Collectors.toSet());
            }
        }
    }

    private List<AlarmZone> zones(DeviceId sensor) {
        var zones = bench.home.alarm().zones();
        return zones.isEmpty() ? zones : zones.stream().filter(zone -> zone.sensors().contains(sensor)).toList();
    }

    /// @param old whether it may have happened earlier; then it is none where nothing was known before
    private void edge(AlarmZone zone, Property sensor, DeviceState was, boolean old) {
        var kind = Sensors.kind(sensor.capability());
        var id = sensor.ref().device();
        boolean always = zone.entry() == Entry.ALWAYS || kind != Incident.Kind.BURGLARY;
        if (always) {
            trigger(kind, sensor.ref(), sensor.capability().word(), Optional.of(zone.name()));
        } else if (!bypassed.contains(id) && !(old && was.state(sensor.ref()).value().isEmpty())) {
            switch (state) {
                case Disarmed() -> {
                    if (!drills.spoke(sensor.ref(), sensor.capability().word(), zone.name())) {
                        chime(sensor, old);
                    }
                }
                case Arming(var mode, _, boolean again) -> {
                    if (!again && zone.watches(mode) && zone.entry() == Entry.DELAYED && !old) {
                        state(new Arming(mode, now.plus(bench.home.alarm().exit(mode)), true));
                    }
                }
                case Armed(var mode) when zone.watches(mode) -> watched(zone, sensor, old);
                case Pending(var mode, _, _, _) when zone.watches(mode) -> watched(zone, sensor, old);
                case Triggered(var armed, _, _) when armed.filter(zone::watches).isPresent() -> watched(zone, sensor, old);
                case Armed _, Pending _, Triggered _ -> {
                    // not watched in this mode
                }
            }
        }
    }

    private void chime(Property sensor, boolean old) {
        if (!old && bench.home.alarm().chime() && sensor.capability() == Capability.CONTACT) {
            bench.effects.add(new Effect.Chime(sensor.ref().device()));
        }
    }

    private void watched(AlarmZone zone, Property sensor, boolean old) {
        if (old) { // it may have opened while nobody listened; if it still is when the grace ends, that counts
            alarm.raise(Incident.Kind.TROUBLE, state.armed(), sensor.ref(), sensor.capability().word(), Optional.of(zone.name()));
        } else if (!zone.pair() || paired(zone, sensor.ref().device())) {
            entered(zone, sensor.ref(), sensor.capability().word());
        }
    }

    private boolean paired(AlarmZone zone, DeviceId sensor) {
        var first = Optional.ofNullable(firsts.get(zone.name()))
                .filter(f -> !f.sensor().equals(sensor) && f.at().plus(PAIR).isAfter(now));
        firsts = with(firsts, zone.name(), new Panel.First(sensor, now));
        return first.isPresent();
    }

    private void entered(AlarmZone zone, PropertyRef cause, String word) {
        boolean often = trips(zone.name()) >= TRIPS;
        boolean delayed = zone.entry() == Entry.DELAYED && !bench.home.alarm().entry().isZero();
        switch (state) {
            case Armed(var mode) when !often && delayed -> {
                nobodys(new Pending(mode, cause, zone.name(), now.plus(bench.home.alarm().entry())));
                bench.journal(JournalEntry.Kind.ENTERED, Optional.of(cause.device()), zone.name());
            }
            case Armed _ when !often -> trigger(Incident.Kind.BURGLARY, cause, word, Optional.of(zone.name()));
            case Pending _ when delayed -> bench.journal(JournalEntry.Kind.ENTERED, Optional.of(cause.device()), zone.name());
            case Pending _ when !often -> trigger(Incident.Kind.BURGLARY, cause, word, Optional.of(zone.name()));
            case Triggered _ -> trigger(Incident.Kind.BURGLARY, cause, word, Optional.of(zone.name()));
            // it has rung often enough: told, but not heard any more
            case Armed _, Pending _ -> alarm.raise(Incident.Kind.TROUBLE, state.armed(), cause, word, Optional.of(zone.name()));
            case Arming _, Disarmed() -> {
                // nothing is watched yet
            }
        }
    }

    private void trigger(Incident.Kind kind, PropertyRef cause, String word, Optional<String> zone) {
        alarm.raise(kind, state.armed(), cause, word, zone);
        if (!memory.containsKey(cause.device())) {
            memory = with(memory, cause.device(), zone.orElse(""));
        }
        if (!(state instanceof Triggered) && kind == Incident.Kind.BURGLARY) {
            zone.ifPresent(z -> trips = with(trips, z, trips(z) + 1));
        }
        ring();
    }

    private void ring() {
        if (!(state instanceof Triggered)) {
            drills.hush();
            nobodys(new Triggered(state.armed(), now, now.plus(bench.home.alarm().siren())));
        }
    }

    private static <K, V> Map<K, V> with(Map<K, V> all, K key, V value) {
        var more = new HashMap<>(all);
        more.put(key, value);
        return more;
    }

    private int trips(String zone) {
        return trips.getOrDefault(zone, 0);
    }

    private void state(AlarmState next) {
        state = next;
        since = now;
    }

    /// What no code brought about.
    private void nobodys(AlarmState next) {
        state(next);
        by = "";
    }

    /// A person has seen what rings; if nothing was armed, that is over.
    void acknowledge() {
        alarm.acknowledge();
        if (state instanceof Triggered(var armed, _, _) && armed.isEmpty()) {
            nobodys(new Disarmed());
        }
    }

    // ---- supervision

    /// A sensor says nothing any more.
    void lost(DeviceId sensor, String how) {
        var zone = zones(sensor).stream().filter(z -> state.armed().map(z::watches).orElse(z.entry() == Entry.ALWAYS)).findFirst();
        if (zone.isPresent() && state.armed().isPresent() && !bypassed.contains(sensor)) {
            bench.device(sensor).flatMap(d -> d.main().or(() -> d.binding().properties().stream().findFirst()))
                    .ifPresent(p -> alarm.raise(Incident.Kind.TROUBLE, state.armed(), p.ref(), how, zone.map(AlarmZone::name)));
        }
    }

    /// Nothing can be heard: while armed, people must know.
    void unlinked() {
        if (state.armed().isPresent()) {
            alarm.raise(Incident.Kind.TROUBLE, state.armed(), new PropertyRef(Api.HUB, "broker", "address"), "broker", Optional.empty());
        }
    }

    // ---- time

    /// Nothing was heard from `from` until now: what comes in may be old for a while.
    void awoke(Instant from) {
        bench.journal(JournalEntry.Kind.BLIND, Optional.empty(), from + " " + now);
        grace = now.plus(GRACE);
        bench.effects.add(new Effect.StayAwake(state.armed().isPresent()));
        display.awoke();
    }

    /// The clock was set back: what is to happen is due as soon as before.
    void setBack(Duration by) {
        bench.journal(JournalEntry.Kind.CLOCK_BACK, Optional.empty(), now.plus(by) + " " + now);
        state = state.moved(by.negated());
        grace = grace.isAfter(Instant.EPOCH) ? grace.minus(by) : grace;
    }

    /// Nothing earnest may be taken for it.
    void drill() {
        if (state instanceof Disarmed) {
            drills.begin();
        }
    }

    void tick() {
        drills.tick();
        state.due().filter(end -> !end.isAfter(now)).ifPresent(_ -> end());
        if (grace.isAfter(Instant.EPOCH) && !grace.isAfter(now)) {
            grace = Instant.EPOCH;
            lookAround();
        }
    }

    private void end() {
        switch (state) {
            case Arming(var mode, _, _) -> {
                state(new Armed(mode));
                bench.journal(JournalEntry.Kind.ARMED, Optional.empty(), (mode + " " + by).strip());
                lookAround();
            }
            case Pending(_, var cause, var zone, _) -> trigger(Incident.Kind.BURGLARY, cause, word(cause), Optional.of(zone));
            case Triggered(var armed, _, _) -> {
                bench.journal(JournalEntry.Kind.SIREN_OVER, Optional.empty(), armed.map(AlarmMode::name).orElse(""));
                armed.ifPresentOrElse(this::rearm, () -> state(new Disarmed()));
            }
            case Disarmed(),Armed _ -> {
                // they do not end by themselves
            }
        }
    }

    private String word(PropertyRef cause) {
        return bench.device(cause.device()).flatMap(d -> d.binding().property(cause)).map(p -> p.capability().word())
                .orElse(cause.property());
    }

    /// The siren has sounded long enough: what still senses something is passed over until it is calm, everything else is watched on.
    private void rearm(AlarmMode mode) {
        var open = bench.home.alarm().watched(mode).stream().filter(id -> bench.device(id).filter(Sensors::active).isPresent())
                .filter(id -> !bypassed.contains(id)).collect(Collectors.toSet());
        for (var id : open) {
            bench.journal(JournalEntry.Kind.BYPASSED, Optional.of(id), "");
            memory = memory.containsKey(id) ? memory : with(memory, id, "");
        }
        state(new Armed(mode));
        bypassed = Stream.concat(bypassed.stream(), open.stream()).collect(Collectors.toSet());
    }

    /// What stands open though it must not, counts as opened now.
    private void lookAround() {
        if (state instanceof Armed(var mode) && !now.isBefore(grace)) {
            for (var zone : bench.home.alarm().zones()) {
                for (var id : zone.watches(mode) ? zone.sensors().stream().sorted().toList() : List.<DeviceId>of()) {
                    if (!bypassed.contains(id)) {
                        bench.device(id).stream().flatMap(d -> Sensors.open(d).stream()).findFirst()
                                .ifPresent(p -> entered(zone, p.ref(), p.capability().word()));
                    }
                }
            }
        }
    }
}
