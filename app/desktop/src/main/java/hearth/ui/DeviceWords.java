package hearth.ui;

import hearth.device.Capability;
import hearth.device.Property;
import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.hub.DeviceState;
import hearth.hub.DeviceState.Condition;
import hearth.hub.Outcome;
import hearth.hub.PropertyState;
import hearth.profile.ThermostatApi;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a device says, in short plain words. A value.
public record DeviceWords(DeviceState device, Texts texts) {

    private static final Set<String> SECURITY = Set.of("ok", "secure", "closed", "disarmed", "arming", "armed", "armed_home", "armed_away",
            "armed_night", "armed_vacation", "armed_custom_bypass", "pending", "break_in", "breakin", "intrusion", "intruder", "burglary",
            "alarm", "triggered", "alert");
    private static final Set<String> ACTIONS = Set.of("heating", "cooling", "idle", "off");

    /// What it shows now: `62 %`, `Off`, `Closed`; empty while nothing is known.
    public String value() {
        var main = device.main();
        return main.flatMap(m -> state(m).shown().map(v -> value(m, v))).orElse("");
    }

    /// One value of one property in words.
    public String value(Property property, Value value) {
        return switch (property.capability()) {
            case BRIGHTNESS -> value.equals(new Value.Numeric(0)) || off() ? texts.of("value.off") : texts.withUnit(value, property.unit());
            case CONTACT -> texts.of(value.equals(new Value.Truth(true)) ? "value.open" : "value.closed");
            case MOTION -> texts.of(value.equals(new Value.Truth(true)) ? "value.motion" : "value.clear");
            case SECURITY -> security(value.wire());
            case ACTION -> ACTIONS.contains(value.wire()) ? texts.of("action." + value.wire()) : texts.plain(value.wire());
            case MODE -> property.ref().equals(ThermostatApi.mode(property.ref().device())) ? own(value.wire()) : texts.word(value.wire());
            default -> switch (property.type()) {
                case PropertyType.Words _ -> texts.word(value.wire());
                case PropertyType.Color _ -> texts.color(value);
                case PropertyType.Bool _, PropertyType.Range _, PropertyType.Text _ -> texts.withUnit(value, property.unit());
            };
        };
    }

    /// The same of any time: whether the device is off now says nothing about it.
    public String once(Property property, Value value) {
        return value instanceof Value.Numeric ? texts.withUnit(value, property.unit()) : value(property, value);
    }

    /// A mode of a thermostat of the user's own: others' `heat` is a way of running, not a hand.
    private String own(String mode) {
        return switch (mode) {
            case "auto" -> texts.of("thermostat.mode.auto");
            case "heat" -> texts.of("thermostat.mode.heat");
            default -> texts.word(mode);
        };
    }

    /// The line below the name.
    public String state(Instant now) {
        return switch (device.condition()) {
            case WAITING -> texts.of("state.waiting");
            case LIVE -> live(now);
            case PENDING -> texts.of("state.pending", value());
            case NOT_CONFIRMED -> notConfirmed();
            case UNREADABLE -> texts.of("state.unreadable", texts.plain(main().unreadable().orElse("")));
            case SILENT -> texts.of("state.silent",
                    (main().value().isEmpty() ? main().at() : device.lastSeen()).map(l -> texts.age(l, now)).orElse(""));
            case OFFLINE -> texts.of("state.offline");
        };
    }

    /// Whether that line must catch the eye.
    public boolean warns() {
        return switch (device.condition()) {
            case NOT_CONFIRMED, UNREADABLE, SILENT -> true;
            case WAITING, LIVE, PENDING, OFFLINE -> false;
        };
    }

    /// What stands at the bottom where there is no control: `Battery 91 %`, `Last seen 14:41 · was On`.
    public String note() {
        var at = main().at();
        if (device.condition() == Condition.OFFLINE) {
            return device.lastSeen().or(() -> at).map(seen -> main().value().isPresent()
                    ? texts.of("note.was", texts.time(seen), value()) : texts.of("note.seen", texts.time(seen))).orElse("");
        }
        boolean motion = device.main().filter(m -> m.capability() == Capability.MOTION).isPresent();
        return battery().or(() -> motion ? at.map(t -> texts.of("note.last", texts.time(t))) : Optional.empty())
                .or(() -> device.main().filter(m -> m.capability() == Capability.SECURITY).flatMap(_ -> zone())).orElse("");
    }

    private Optional<String> battery() {
        return device.main().filter(m -> m.capability() == Capability.BATTERY).isPresent() ? Optional.empty()
                : device.state(Capability.BATTERY).flatMap(PropertyState::value)
                        .map(v -> texts.of("note.battery", texts.withUnit(v, Unit.PERCENT)));
    }

    private Optional<String> zone() {
        return device.state(Capability.ZONE).flatMap(PropertyState::value).map(v -> texts.plain(v.wire()));
    }

    private String live(Instant now) {
        var capability = device.main().map(Property::capability).orElse(Capability.TEXT);
        var age = main().at().map(at -> texts.age(at, now)).orElse("");
        return switch (capability) {
            case BRIGHTNESS -> value();
            case ON -> device.first(Capability.POWER).flatMap(p -> state(p).value().map(v -> value() + " · " + value(p, v)))
                    .orElseGet(this::value);
            case TARGET_TEMPERATURE -> thermostat();
            case CONTACT, MOTION, SECURITY, LOCK -> value() + " · " + age;
            default -> main().at()
                    .filter(at -> at.isBefore(now.minusSeconds(5))).map(_ -> texts.of("state.ago", age)).orElse(age);
        };
    }

    private String thermostat() {
        var action = device.first(Capability.ACTION).flatMap(p -> state(p).value().map(v -> value(p, v)));
        var room = device.first(Capability.TEMPERATURE).flatMap(p -> state(p).value().map(v -> value(p, v)));
        return action.isPresent() && room.isPresent() ? action.get() + " · " + room.get()
                : action.or(() -> room.map(r -> texts.of("state.room", r))).orElseGet(this::value);
    }

    private String notConfirmed() {
        var key = main().outcome().map(o -> o instanceof Outcome.NotConfirmed(_, var reason)
                ? "state." + reason.name().toLowerCase(Locale.ROOT) : "").orElse("");
        return value().isEmpty() ? texts.of(key) : texts.of("state.still", texts.of(key), value());
    }

    private String security(String word) {
        var known = word.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "_");
        return SECURITY.contains(known) ? texts.of("security." + known) : texts.plain(word);
    }

    private boolean off() {
        return device.state(Capability.ON).flatMap(PropertyState::shown).equals(Optional.of(new Value.Truth(false)));
    }

    private PropertyState main() {
        return device.main().map(this::state).orElse(PropertyState.UNKNOWN);
    }

    private PropertyState state(Property property) {
        return device.state(property.ref());
    }
}
