package hearth.hub;

import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.PropertyType;
import hearth.device.Value;
import hearth.home.Thermostat;
import hearth.home.Thermostats;
import hearth.home.WeekPlan;
import hearth.hub.Heating.Mode;
import hearth.hub.Heating.Why;
import hearth.profile.Api;
import hearth.profile.ThermostatApi;
import hearth.profile.WeatherApi;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.PMap;

/// The thermostats that the user put together: a part of a [Step]. Each looks again when something it depends on has changed, or is due.
/// Lives for one call.
final class Heaters {

    /// A heater that says something else than it shall is told again so soon; one that does not answer, later.
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration LESSON = Duration.ofHours(6);
    /// After one that taught nothing.
    private static final Duration SOON = Duration.ofMinutes(30);
    private static final Value ON = new Value.Truth(true);

    private final Bench bench;
    private final Commands commands;
    private final Reports reports;
    private final Climate was;
    private ZoneId zone;
    private Optional<Instant> began;
    private PMap<DeviceId, Heating> heatings;
    private PMap<DeviceId, Warmth> warmths;
    private Weather weather;
    private Instant lesson;
    Places places;

    Heaters(Bench bench, Commands commands, Reports reports) {
        this.bench = bench;
        this.commands = commands;
        this.reports = reports;
        was = bench.before.climate();
        zone = was.zone();
        began = was.began();
        heatings = was.heatings();
        warmths = was.warmths();
        weather = was.weather();
        lesson = was.lesson();
        places = was.places();
        commands.onOwn(this::wished);
    }

    Climate climate() {
        return new Climate(zone, began, heatings, weather, warmths, lesson, places);
    }

    void begin(ZoneId here) {
        zone = here;
        began = Optional.of(bench.now);
        bench.home.thermostats().all().forEach(this::regulate);
        learn();
    }

    /// What the rooms were lately is looked at once in a while.
    private void learn() {
        bench.home.thermostats().all().forEach(this::learn);
        lesson = bench.home.thermostats().all().isEmpty() ? Instant.MAX : bench.now.plus(LESSON);
    }

    private void learn(Thermostat thermostat) {
        bench.effects.add(new Effect.Learn(thermostat, bench.now));
    }

    /// What was learnt of a room; empty where it has not shown enough yet.
    void learnt(DeviceId id, Optional<Warmth> warmth) {
        bench.home.thermostats().of(id).ifPresent(thermostat -> {
            warmths = warmth.map(w -> warmths.plus(id, w)).orElse(warmths.minus(id));
            var soon = bench.now.plus(SOON);
            lesson = warmth.isEmpty() && lesson.isAfter(soon) ? soon : lesson;
            regulate(thermostat);
        });
    }

    /// Somebody says how the weather is or will be.
    void weather(Message message) {
        boolean gone = message.payload().size() == 0;
        if (message.topic().equals(WeatherApi.TEMPERATURE)) {
            var read = WeatherApi.temperature(message.payload());
            weather = gone ? weather.withoutOutside() : read.map(d -> weather.with(new Heating.Read(bench.now, d))).orElse(weather);
            read.filter(_ -> !message.retained())
                    .ifPresent(d -> bench.effects.add(new Effect.Keep(Weather.OUTSIDE, new Value.Numeric(d), bench.now)));
        } else if (gone) {
            weather = weather.withoutForecast();
        } else {
            WeatherApi.forecast(message.payload(), bench.now, message.retained()).ifPresentOrElse(f -> weather = weather.with(f), () -> {
                if (weather.unreadable().isEmpty()) {
                    bench.journal(JournalEntry.Kind.UNREADABLE, Optional.empty(), message.topic() + ": " + message.payload().shown(64));
                }
                weather = weather.misread(message.payload().shown(64));
            });
        }
    }

    /// What a thermostat began early shall not be.
    void undo(DeviceId id) {
        bench.home.thermostats().of(id).ifPresent(thermostat -> {
            heatings = heatings.plus(id, heating(thermostat).undone());
            regulate(thermostat);
        });
    }

    /// Looks at what this step has changed.
    void look() {
        var before = bench.before.home().thermostats();
        var all = bench.home.thermostats();
        if (began.isEmpty() || all.all().isEmpty() && before.all().isEmpty()) {
            return;
        }
        if (all != before) {
            edited(before, all);
        }
        if (!lesson.isAfter(bench.now)) {
            learn();
        }
        boolean changed = bench.link != bench.before.link() || weather != was.weather();
        for (var thermostat : all.all()) {
            var heating = heatings.get(thermostat.id());
            if (heating == null || changed || !heating.due().isAfter(bench.now) || touched(thermostat)) {
                regulate(thermostat);
            }
        }
    }

    /// A heater that nobody rules any more is switched off.
    private void edited(Thermostats before, Thermostats after) {
        for (var old : before.all()) {
            var now = after.of(old.id());
            if (now.equals(Optional.of(old))) {
                continue;
            }
            if (now.filter(n -> n.heater().equals(old.heater())).isEmpty()) {
                settable(old.heater()).filter(_ -> isOn(old.heater())).ifPresent(_ -> commands.command(
                        new Command(old.heater(), new Value.Truth(false)), new Origin.Thermostat(old.id())));
            }
            if (now.filter(n -> n.topic().equals(old.topic())).isEmpty()) {
                Stream.of(old.topic(), old.topic("mode"), old.topic("action"))
                        .forEach(topic -> bench.effects.add(new Effect.Announce(Message.retained(topic, ""))));
            }
            var heating = heatings.get(old.id());
            heatings = now.isEmpty() || heating == null ? heatings.minus(old.id())
                    : heatings.plus(old.id(), now.get().plan().equals(old.plan()) ? heating : heating.byPlan());
            now.filter(_ -> heatings.containsKey(old.id())).ifPresent(this::regulate);
        }
        after.all().stream()
                .filter(t -> before.of(t.id()).filter(b -> b.thermometer().equals(t.thermometer()) && b.heater().equals(t.heater()))
                        .isEmpty())
                .forEach(this::learn);
        lesson = after.all().isEmpty() ? Instant.MAX : lesson.equals(Instant.MAX) ? bench.now.plus(LESSON) : lesson;
    }

    private boolean touched(Thermostat thermostat) {
        return moved(thermostat.thermometer().device()) || moved(thermostat.heater().device())
                || thermostat.windows().stream().anyMatch(w -> moved(w.device()));
    }

    private boolean moved(DeviceId id) {
        return bench.devices.get(id) != bench.before.devices().get(id);
    }

    // ---- what is wished

    /// A message on one of their topics.
    void said(Message message) {
        for (var thermostat : bench.home.thermostats().all()) {
            var id = thermostat.id();
            if (message.topic().equals(thermostat.topic() + "/set")) {
                wished(ThermostatApi.setpoint(id), message);
            } else if (message.topic().equals(thermostat.topic("mode") + "/set")) {
                wished(ThermostatApi.mode(id), message);
            }
        }
    }

    private void wished(PropertyRef ref, Message message) {
        commands.commanded(ref, message, bench.device(ref.device()).flatMap(d -> d.binding().property(ref)).map(Property::type)
                .flatMap(type -> ThermostatApi.wish(message.payload(), type)));
    }

    /// A wish of somebody, that the property allows. False where it is no thermostat's.
    private boolean wished(Command command, Origin origin) {
        var thermostat = bench.home.thermostats().of(command.property().device());
        thermostat.ifPresent(t -> {
            var heating = heating(t);
            heatings = heatings.plus(t.id(), switch (command.value()) {
                case Value.Numeric(double degrees) -> heating.undone().wishing(degrees, handEnds(t, heating));
                case Value.Text(var word) -> switched(heating, Mode.valueOf(word.toUpperCase(Locale.ROOT)));
                case Value.Truth _ -> heating;
            });
            var ref = command.property();
            var device = bench.get(t.id());
            bench.devices.put(device.with(ref, device.state(ref).ended(new Outcome.Confirmed(bench.now, Duration.ZERO, origin))));
            bench.answers.add(new Bench.Answered(origin, ref, command.value(), new Trace.Answer.Confirmed(Duration.ZERO)));
            bench.journal(JournalEntry.Kind.COMMANDED, new hearth.hub.Why(ref, command.value(), origin, Optional.empty()));
            regulate(t);
        });
        return thermostat.isPresent();
    }

    private Instant handEnds(Thermostat thermostat, Heating heating) {
        return heating.mode() == Mode.AUTO ? thermostat.plan().next(bench.now, zone).map(p -> p.at()).orElse(Instant.MAX) : Instant.MAX;
    }

    private static Heating switched(Heating heating, Mode mode) {
        return mode == heating.mode() ? heating
                : mode == Mode.AUTO ? heating.byPlan().with(mode) : heating.wishing(heating.target(), Instant.MAX).with(mode);
    }

    /// As it is, or for one that has just come, as it was left when the program was stopped.
    private Heating heating(Thermostat thermostat) {
        var known = heatings.get(thermostat.id());
        if (known != null) {
            return known;
        }
        var mode = value(ThermostatApi.mode(thermostat.id())).map(v -> Mode.valueOf(v.wire().toUpperCase(Locale.ROOT))).orElse(Mode.AUTO);
        var heating = Heating.NEW.with(mode);
        var wished = bench.device(thermostat.id()).map(d -> d.state(ThermostatApi.setpoint(thermostat.id())));
        if (wished.flatMap(PropertyState::value).orElse(null) instanceof Value.Numeric(double degrees)) {
            var planned = mode == Mode.AUTO ? thermostat.plan().last(bench.now, zone) : Optional.<WeekPlan.Point>empty();
            boolean byHand = planned.isEmpty() || planned.get().temperature() != degrees
                    && wished.flatMap(PropertyState::at).filter(at -> at.isAfter(planned.get().at())).isPresent();
            return byHand ? heating.wishing(degrees, handEnds(thermostat, heating)) : heating;
        }
        return heating;
    }

    // ---- what follows

    private void regulate(Thermostat thermostat) {
        if (began.isEmpty() || bench.device(thermostat.id()).isEmpty()) {
            return;
        }
        boolean first = !heatings.containsKey(thermostat.id());
        var before = heating(thermostat);
        var sight = sight(thermostat);
        var next = new Regulator(thermostat, before, Optional.ofNullable(warmths.get(thermostat.id())), weather, zone, bench.now)
                .next(sight);
        heatings = heatings.plus(thermostat.id(), sight.heater() ? steered(thermostat, before, next) : next);
        tell(thermostat, before.why(), next.why());
        next.early().filter(e -> before.early().filter(b -> b.at().equals(e.at()) && b.kind() == e.kind()).isEmpty())
                .ifPresent(e -> bench.journal(JournalEntry.Kind.THERMOSTAT,
                        Optional.of(thermostat.id()), "early_" + e.kind().name().toLowerCase(Locale.ROOT) + " " + e.at()));
        show(thermostat, next, sight, first);
    }

    private Regulator.Sight sight(Thermostat thermostat) {
        var device = bench.device(thermostat.thermometer().device());
        var property = device.flatMap(d -> d.binding().property(thermostat.thermometer()));
        var state = device.map(d -> d.state(thermostat.thermometer())).orElse(PropertyState.UNKNOWN);
        var room = state.value().flatMap(v -> v instanceof Value.Numeric(double degrees)
                ? state.at().map(at -> new Heating.Read(at, degrees)) : Optional.<Heating.Read>empty());
        boolean silent = device
                .filter(d -> d.availability() instanceof Availability.Silent || d.availability() instanceof Availability.Offline)
                .isPresent();
        var trust = device.flatMap(d -> d.rhythm().patience()).filter(p -> p.compareTo(Regulator.TRUST) > 0).orElse(Regulator.TRUST);
        // one that announces itself may only not have done so yet
        boolean gone = property.isEmpty() && room.isEmpty() && bench.home.device(thermostat.thermometer().device()).isEmpty();
        var window = thermostat.windows().stream().filter(this::isOn).findFirst();
        var settled = began.map(b -> b.plus(Regulator.SETTLING)).orElse(bench.now);
        return new Regulator.Sight(room, room.map(r -> r.at().plus(trust)), settled, silent, gone, window,
                settable(thermostat.heater()).isPresent(), weather.at(bench.now, bench.now));
    }

    private Optional<Property> settable(PropertyRef heater) {
        return bench.device(heater.device()).flatMap(d -> d.binding().property(heater))
                .filter(p -> p.settable() && p.type() instanceof PropertyType.Bool);
    }

    private Optional<Value> value(PropertyRef ref) {
        return bench.device(ref.device()).flatMap(d -> d.state(ref).value());
    }

    private boolean isOn(PropertyRef ref) {
        return bench.device(ref.device()).flatMap(d -> d.state(ref).shown()).equals(Optional.of(ON));
    }

    /// The heater is told what it shall, and again where it says something else.
    private Heating steered(Thermostat thermostat, Heating before, Heating next) {
        var device = bench.get(thermostat.heater().device());
        var state = device.state(thermostat.heater());
        var wanted = new Value.Truth(next.on());
        if (state.shown().equals(Optional.of(wanted)) || !(bench.link instanceof BrokerLink.Up)
                || device.availability() instanceof Availability.Offline) {
            return next;
        }
        boolean mute = state.outcome().filter(Outcome.NotConfirmed.class::isInstance).isPresent();
        var again = next.told().equals(Instant.MIN) || next.on() != before.on() ? bench.now
                : next.told().plus(mute || state.value().isEmpty() ? PATIENCE : AGAIN);
        if (again.isAfter(bench.now)) {
            return next.dueBy(again);
        }
        commands.command(new Command(thermostat.heater(), wanted), new Origin.Thermostat(thermostat.id()));
        return next.told(bench.now).dueBy(bench.now.plus(AGAIN));
    }

    private void tell(Thermostat thermostat, Why before, Why now) {
        if (before.getClass() == now.getClass()) {
            return;
        }
        var words = switch (now) {
            case Why.Silent(var since, _) -> "silent " + since;
            case Why.Window(var window) -> "window " + window.device();
            case Why.Felt _ -> "felt";
            case Why.Frost _ -> "frost";
            case Why.NoThermometer _ -> "no_thermometer";
            case Why.NoHeater _ -> "no_heater";
            case Why.Regulating _, Why.Off _, Why.Unheard _ ->
                before instanceof Why.Regulating || before instanceof Why.Off || before instanceof Why.Unheard ? "" : "back";
        };
        if (!words.isEmpty()) {
            bench.journal(JournalEntry.Kind.THERMOSTAT, Optional.of(thermostat.id()), words);
        }
        boolean blind = now instanceof Why.Silent || now instanceof Why.NoThermometer;
        if (blind || before instanceof Why.Silent || before instanceof Why.NoThermometer) {
            bench.effects.add(new Effect.Announce(Api.alert(thermostat.id(), "silent",
                    now instanceof Why.Silent(var since, _) ? "its thermometer is silent since " + since
                            : blind ? "its thermometer is gone" : "")));
        }
    }

    /// What it says of itself, on the API and on its plain topics.
    private void show(Thermostat thermostat, Heating heating, Regulator.Sight sight, boolean first) {
        var id = thermostat.id();
        if (!(bench.get(id).availability() instanceof Availability.Online)) {
            bench.devices.put(bench.get(id).with(Availability.ONLINE));
        }
        said(ThermostatApi.setpoint(id), new Value.Numeric(heating.target()), thermostat.topic(), first);
        said(ThermostatApi.mode(id), new Value.Text(heating.mode().name().toLowerCase(Locale.ROOT)), thermostat.topic("mode"), first);
        said(ThermostatApi.action(id),
                new Value.Text(heating.on() ? "heating" : heating.mode() == Mode.OFF ? "off" : "idle"), thermostat.topic("action"), first);
        sight.room().ifPresent(room -> said(ThermostatApi.room(id), new Value.Numeric(room.degrees()), "", first));
    }

    private void said(PropertyRef ref, Value value, String topic, boolean first) {
        boolean same = value(ref).equals(Optional.of(value));
        if (!same) {
            reports.reported(ref, value, false);
        }
        if (!topic.isEmpty() && (!same || first)) {
            bench.effects.add(new Effect.Announce(Message.retained(topic, value.wire())));
        }
    }
}
