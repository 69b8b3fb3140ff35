package hearth.ui;

import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.Value;
import hearth.hub.Availability;
import hearth.hub.DeviceState;
import hearth.hub.HubState;
import hearth.hub.SecurityWord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A device that a person should look after, and the worst reason why. A value.
public record Attention(DeviceId device, String name, Reason reason) {

    /// Why, the worst first.
    public sealed interface Reason {

        /// A security panel says something that is neither calm nor an alarm.
        record Trouble(String word) implements Reason {
        }

        record Offline(Instant since) implements Reason {
        }

        record Unreadable(String said) implements Reason {
        }

        record Silent(Instant since) implements Reason {
        }

        record Battery(String percent) implements Reason {
        }
    }

    private static final Comparator<Attention> WORST_FIRST = Comparator.<Attention>comparingInt(a -> switch (a.reason) {
        case Reason.Trouble _ -> 0;
        case Reason.Offline _ -> 1;
        case Reason.Unreadable _ -> 2;
        case Reason.Silent _ -> 3;
        case Reason.Battery _ -> 4;
    }).thenComparing(Attention::name);

    /// One for each device that needs it, the worst first.
    public static List<Attention> of(HubState house) {
        var all = new ArrayList<Attention>();
        for (var state : house.housed()) {
            reason(state).ifPresent(reason -> house.home().device(state.binding().device())
                    .ifPresent(device -> all.add(new Attention(device.id(), device.name(), reason))));
        }
        all.sort(WORST_FIRST);
        return List.copyOf(all);
    }

    /// `Garage plug silent for 3 h`.
    public String words(Texts texts, Instant now) {
        return switch (reason) {
            case Reason.Trouble(var word) -> texts.of("attention.trouble", name, texts.plain(word));
            case Reason.Offline(var since) -> texts.of("attention.offline", name, texts.age(since, now));
            case Reason.Unreadable(var said) -> texts.of("attention.unreadable", name, texts.plain(said));
            case Reason.Silent(var since) -> texts.of("attention.silent", name, texts.age(since, now));
            case Reason.Battery(var percent) -> texts.of("attention.battery", name, percent).strip();
        };
    }

    private static Optional<Reason> reason(DeviceState device) {
        for (var property : device.binding().properties()) {
            if (property.capability() == Capability.SECURITY
                    && device.state(property.ref()).value().orElse(null) instanceof Value.Text(var word)
                    && SecurityWord.of(word) == SecurityWord.TROUBLE) {
                return Optional.of(new Reason.Trouble(word));
            }
        }
        if (device.availability() instanceof Availability.Offline(var since)) {
            return Optional.of(new Reason.Offline(since));
        }
        var said = device.main().flatMap(main -> device.state(main.ref()).unreadable());
        if (said.isPresent()) {
            return Optional.of(new Reason.Unreadable(said.get()));
        }
        return device.availability() instanceof Availability.Silent(var since)
                ? Optional.of(new Reason.Silent(device.lastSeen().orElse(since))) : device.lowBattery().map(Reason.Battery::new);
    }
}
