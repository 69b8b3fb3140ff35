package hearth.hub;

import hearth.device.PropertyRef;
import hearth.home.AlarmMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How the house is guarded now.
public sealed interface AlarmState {

    record Disarmed() implements AlarmState {
    }

    /// There is time to leave.
    ///
    /// @param again whether the time was begun anew because the door opened; that happens once
    record Arming(AlarmMode mode, Instant ends, boolean again) implements AlarmState {
    }

    record Armed(AlarmMode mode) implements AlarmState {
    }

    /// Somebody came in and has time to disarm.
    record Pending(AlarmMode mode, PropertyRef cause, String zone, Instant ends) implements AlarmState {
    }

    /// The siren sounds.
    ///
    /// @param then what is armed again after it; empty if nothing was
    record Triggered(Optional<AlarmMode> then, Instant since, Instant ends) implements AlarmState {
    }

    /// What is armed, also while it is not in force yet or rings already.
    default Optional<AlarmMode> armed() {
        return switch (this) {
            case Disarmed() -> Optional.empty();
            case Arming(var mode, _, _) -> Optional.of(mode);
            case Armed(var mode) -> Optional.of(mode);
            case Pending(var mode, _, _, _) -> Optional.of(mode);
            case Triggered(var then, _, _) -> then;
        };
    }

    /// When it ends by itself.
    default Optional<Instant> due() {
        return switch (this) {
            case Disarmed(),Armed _ -> Optional.empty();
            case Arming(_, var ends, _) -> Optional.of(ends);
            case Pending(_, _, _, var ends) -> Optional.of(ends);
            case Triggered(_, _, var ends) -> Optional.of(ends);
        };
    }

    /// The same with its end at another time.
    default AlarmState moved(Duration on) {
        return switch (this) {
            case Disarmed _, Armed _ -> this;
            case Arming(var mode, var ends, boolean again) -> new Arming(mode, ends.plus(on), again);
            case Pending(var mode, var cause, var zone, var ends) -> new Pending(mode, cause, zone, ends.plus(on));
            case Triggered(var then, var since, var ends) -> new Triggered(then, since.plus(on), ends.plus(on));
        };
    }

    /// As `security/alarm/state` has it: Home Assistant's words.
    default String word() {
        return switch (this) {
            case Disarmed() -> "disarmed";
            case Arming _ -> "arming";
            case Armed(var mode) -> mode.word();
            case Pending _ -> "pending";
            case Triggered _ -> "triggered";
        };
    }
}
