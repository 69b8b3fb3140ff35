package hearth.hub;

import hearth.device.Capability;
import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Property;
import hearth.device.Value;
import java.util.Optional;
import java.util.Set;

/// Devices that sound while it rings: a part of a [Step]. Lives for one call.
///
/// What they could not be told, since the broker was away or the program ended, they are told when the broker is there.
final class Sirens {

    private final Bench bench;
    private final Commands commands;
    private Optional<Boolean> owed;

    Sirens(Bench bench, Commands commands) {
        this.bench = bench;
        this.commands = commands;
        owed = bench.before.security().owed();
    }

    /// What they are still to be told: on or off.
    Optional<Boolean> owed() {
        return owed;
    }

    boolean canBeTold() {
        return bench.link instanceof BrokerLink.Up;
    }

    /// All of the house.
    void sound(boolean on) {
        if (canBeTold()) {
            tell(bench.home.alarm().sirens(), on);
        }
        owed = canBeTold() ? Optional.empty() : Optional.of(on);
    }

    /// These.
    void tell(Set<DeviceId> sirens, boolean on) {
        sirens.stream().sorted().forEach(siren -> bench.device(siren).flatMap(d -> d.first(Capability.ON)).filter(Property::settable)
                .ifPresent(p -> commands.command(new Command(p.ref(), new Value.Truth(on)), new Origin.Alarm())));
    }

    /// The broker is there.
    void linked(boolean rings) {
        if (rings) {
            sound(true);
        } else {
            owed.ifPresent(this::sound);
        }
    }

    /// The program may have ended before it could say that they shall stop.
    void awoke(boolean rings) {
        boolean sounds = bench.home.alarm().sirens().stream()
                .anyMatch(id -> bench.device(id).flatMap(d -> d.state(Capability.ON)).flatMap(PropertyState::value)
                        .equals(Optional.of(new Value.Truth(true))));
        if (sounds && !rings && !canBeTold()) {
            owed = Optional.of(false);
        }
    }
}
