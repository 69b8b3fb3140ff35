package hearth.ui.journal;

import hearth.device.DeviceId;
import hearth.home.Device;
import hearth.hub.HubState;
import hearth.hub.JournalEntry;
import hearth.hub.JournalEntry.Kind;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What devices are called: by the house, or, if they have left it, as the journal called them last. A value.
public record Called(HubState house, Map<DeviceId, String> gone) {

    private static final Set<Kind> NAMING = EnumSet.of(Kind.ADDED, Kind.RENAMED, Kind.REMOVED);

    public Called {
        gone = Map.copyOf(gone);
    }

    /// By what the house itself remembers of the journal.
    public static Called in(HubState house) {
        return new Called(house, Map.of()).by(house.journal().list());
    }

    /// By these lines, too, in whatever order.
    public Called by(Collection<JournalEntry> lines) {
        var names = new HashMap<>(gone);
        lines.stream().filter(l -> NAMING.contains(l.kind()) && !l.detail().isEmpty()).sorted(Comparator.comparing(JournalEntry::at))
                .forEach(l -> l.device().ifPresent(id -> names.put(id, l.detail())));
        return new Called(house, names);
    }

    /// Whose id that is, or the word itself.
    String name(String word) {
        return Stream.concat(house.home().devices().keySet().stream(), gone.keySet().stream()).filter(id -> id.value().equals(word))
                .findFirst().map(this::name).orElse(word);
    }

    /// Its id where nothing is known of it.
    public String name(DeviceId id) {
        return house.home().device(id).map(Device::name).orElseGet(() -> gone.getOrDefault(id, id.value()));
    }
}
