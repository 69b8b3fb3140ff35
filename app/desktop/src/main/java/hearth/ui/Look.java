package hearth.ui;

import hearth.device.Capability;
import hearth.device.Property;
import hearth.device.PropertyType;
import hearth.device.Value;
import hearth.hub.AlarmState;
import hearth.hub.Availability;
import hearth.hub.DeviceState;
import hearth.hub.PropertyState;
import hearth.hub.SecurityWord;
import hearth.icon.Icon;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The icon of a device, or of the alarm, and the colour of the disc it lies in.
public record Look(Icon icon, Tone tone) {

    /// Grey is off or unknown, amber light, blue climate and measurement, green safe, red alarm.
    public enum Tone {
        GREY, AMBER, BLUE, GREEN, RED;

        private String styleClass() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final List<String> TONES = Arrays.stream(Tone.values()).map(Tone::styleClass).toList();

    public static Look of(DeviceState device) {
        var main = device.main();
        var capability = main.map(Property::capability).orElse(Capability.TEXT);
        var value = main.map(Property::ref).map(device::state).flatMap(PropertyState::shown);
        var look = switch (capability) {
            case BRIGHTNESS -> lit(device) ? new Look(Icon.LIGHT, Tone.AMBER) : new Look(Icon.LIGHT_OFF, Tone.GREY);
            case ON -> lit(device) ? new Look(Icon.PLUG, Tone.AMBER) : new Look(Icon.PLUG_OFF, Tone.GREY);
            case TARGET_TEMPERATURE -> new Look(Icon.THERMOSTAT, heating(device) ? Tone.AMBER : Tone.BLUE);
            case SECURITY -> security(value);
            case CONTACT -> value.equals(Optional.of(new Value.Truth(true))) ? new Look(Icon.DOOR_OPEN, Tone.AMBER)
                    : new Look(Icon.DOOR_CLOSED, Tone.GREEN);
            case MOTION, OCCUPANCY, PRESENCE ->
                new Look(Icon.MOTION, value.equals(Optional.of(new Value.Truth(true))) ? Tone.BLUE : Tone.GREY);
            case TEMPERATURE -> new Look(Icon.THERMOMETER, Tone.BLUE);
            case HUMIDITY, TARGET_HUMIDITY, LEAK -> new Look(Icon.HUMIDITY, Tone.BLUE);
            case POWER, VOLTAGE, CURRENT -> new Look(Icon.POWER, Tone.BLUE);
            case ENERGY -> new Look(Icon.ENERGY, Tone.BLUE);
            case POSITION, COVER, TILT -> new Look(Icon.COVER, Tone.BLUE);
            case LOCK -> value.equals(Optional.of(new Value.Text("locked"))) ? new Look(Icon.LOCK, Tone.GREEN)
                    : new Look(Icon.UNLOCK, Tone.AMBER);
            case SPEED -> new Look(Icon.FAN, Tone.BLUE);
            case ACTIVITY -> new Look(Icon.ROBOT, Tone.BLUE);
            case IMAGE -> new Look(Icon.CAMERA, Tone.BLUE);
            case BATTERY, BATTERY_LOW -> new Look(Icon.BATTERY, Tone.BLUE);
            default -> new Look(main.isEmpty() ? Icon.UNKNOWN : main.get().type() instanceof PropertyType.Range ? Icon.NUMBER : Icon.TEXT,
                    Tone.BLUE);
        };
        return value.isEmpty() || device.availability() instanceof Availability.Offline ? new Look(look.icon, Tone.GREY) : look;
    }

    public static Look of(AlarmState alarm) {
        return switch (alarm) {
            case AlarmState.Disarmed() -> new Look(Icon.SHIELD_OK, Tone.GREEN);
            case AlarmState.Arming _, AlarmState.Pending _ -> new Look(Icon.CLOCK, Tone.AMBER);
            case AlarmState.Armed _ -> new Look(Icon.SECURITY, Tone.GREEN);
            case AlarmState.Triggered _ -> new Look(Icon.SHIELD_ALERT, Tone.RED);
        };
    }

    /// Whether a lamp or plug is on, or is wanted to be; one that does not answer is not known to be.
    public static boolean lit(DeviceState device) {
        return !(device.availability() instanceof Availability.Offline)
                && device.state(Capability.ON).or(() -> device.state(Capability.BRIGHTNESS)).flatMap(PropertyState::shown)
                        .filter(v -> !v.equals(new Value.Truth(false)) && !v.equals(new Value.Numeric(0))).isPresent();
    }

    /// Whether one click can switch it.
    public static boolean switchable(DeviceState device) {
        return device.first(Capability.ON).filter(Property::settable)
                .or(() -> device.first(Capability.BRIGHTNESS).filter(Property::settable))
                .isPresent();
    }

    /// Shows it in an icon of the style class `disc`.
    public void paint(IconView disc) {
        disc.show(icon);
        if (!disc.getStyleClass().contains(tone.styleClass())) { // a change makes the style sheet be read again
            disc.getStyleClass().removeAll(TONES);
            disc.getStyleClass().add(tone.styleClass());
        }
    }

    private static boolean heating(DeviceState device) {
        return device.state(Capability.ACTION).flatMap(PropertyState::value).equals(Optional.of(new Value.Text("heating")));
    }

    private static Look security(Optional<Value> word) {
        return switch (word.map(w -> SecurityWord.of(w.wire())).orElse(SecurityWord.CALM)) {
            case CALM -> new Look(Icon.SHIELD_OK, Tone.GREEN);
            case TROUBLE -> new Look(Icon.SHIELD_ALERT, Tone.AMBER);
            case RINGING -> new Look(Icon.SHIELD_ALERT, Tone.RED);
        };
    }
}
