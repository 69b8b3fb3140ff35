package hearth.hub;

import hearth.convention.Conventions;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.home.Device;
import hearth.home.Home;
import hearth.profile.Announced;
import hearth.profile.ProfileCatalog;
import hearth.profile.Said;
import hearth.trie.Trie;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.pcollections.PMap;

/// What is known of devices that announce themselves. A value.
///
/// @param heard      when each of them was last known to be alive
/// @param deleted    those that the user deleted since the start: for the deletion to be undone
/// @param complaints when something last was unreadable, by topic
public record Discovery(Announced announced, PMap<DeviceId, Instant> heard, PMap<DeviceId, Deleted> deleted,
        PMap<String, Instant> complaints) {

    /// A device that is announced no more.
    ///
    /// @param said the announcements that were taken from the broker
    record Deleted(Hidden hidden, List<Message> said) {
    }

    /// The profile of devices in the home that announced themselves: what they say of themselves is not the home's business.
    public static final String PROFILE = "announced";
    /// The variable of such a device in the home by which it is known again.
    public static final String IDENTITY = "identity";
    /// Devices that were not heard for so long are ghosts.
    public static final Duration GHOST = Duration.ofDays(30);

    private static final String OVER = "over ";
    private static final Duration HUSH = Duration.ofHours(1);
    private static final int MOST_COMPLAINTS = 2_000;
    private static final int LONGEST_NAME = 64;

    /// Nothing announced yet, in a home whose announced devices keep their ids.
    static Discovery of(Home home, ProfileCatalog profiles) {
        return new Discovery(Announced.none(Conventions.of(profiles)), Trie.empty(), Trie.empty(), Trie.empty())
                .keeping(home);
    }

    /// With the ids that devices have in this home, for when they announce themselves again.
    Discovery keeping(Home home) {
        var next = announced;
        for (var device : home.devices().values()) {
            var identity = device.variables().get(IDENTITY);
            if (device.profile().equals(PROFILE) && identity != null && !device.id().equals(next.given().get(identity))) {
                next = next.giving(identity, device.id());
            }
        }
        return with(next);
    }

    Discovery with(Announced next) {
        return new Discovery(next, heard, deleted, complaints);
    }

    Discovery heard(DeviceId device, Instant at) {
        return new Discovery(announced, heard.plus(device, at), deleted, complaints);
    }

    Discovery deleting(DeviceId device) {
        return new Discovery(announced, heard, deleted.plus(device, new Deleted(hidden(device), announced.said(device))), complaints);
    }

    Discovery restored(DeviceId device) {
        return new Discovery(announced, heard, deleted.minus(device), complaints);
    }

    /// Empty where there was a complaint of this topic within the hour.
    Optional<Discovery> complaining(String topic, Instant now) {
        var last = complaints.get(topic);
        return last != null && now.isBefore(last.plus(HUSH)) ? Optional.empty()
                : Optional.of(new Discovery(announced, heard, deleted,
                        (complaints.size() < MOST_COMPLAINTS ? complaints : Trie.<String, Instant>empty()).plus(topic, now)));
    }

    /// Empty where there was no complaint of this topic, or it was told already that it is over.
    Optional<Discovery> relieved(String topic) {
        var last = complaints.get(topic);
        return last == null || last.equals(complaints.get(OVER + topic)) ? Optional.empty()
                : Optional.of(new Discovery(announced, heard, deleted, complaints.plus(OVER + topic, last)));
    }

    /// How a device is called by itself, as a name in the home.
    String name(DeviceId device) {
        var own = Said.line(announced.group(device).map(Announced.Group::name).orElse(device.value()));
        var name = own.isEmpty() ? device.value() : own.substring(0, Math.min(LONGEST_NAME, own.length())).strip();
        return Character.isHighSurrogate(name.charAt(name.length() - 1)) ? name.substring(0, name.length() - 1) : name;
    }

    List<Newcomer> newcomers(HubState house) {
        var all = new ArrayList<Newcomer>();
        for (var id : announced.groups().keySet()) {
            var state = house.devices().get(id);
            if (state != null && house.home().device(id).isEmpty()) {
                all.add(newcomer(id, state));
            }
        }
        all.sort((a, b) -> a.device().name().compareToIgnoreCase(b.device().name()));
        return all;
    }

    List<Newcomer> ghosts(HubState house, Instant now) {
        var all = new ArrayList<Newcomer>();
        for (var id : announced.groups().keySet()) {
            var state = house.devices().get(id);
            var last = heard.get(id);
            if (state != null && last != null && last.plus(GHOST).isBefore(now) && !clears(id).isEmpty()) {
                all.add(newcomer(id, state));
            }
        }
        all.sort((a, b) -> a.device().name().compareToIgnoreCase(b.device().name()));
        return all;
    }

    List<Hidden> hidden(HubState house) {
        var all = new ArrayList<Hidden>();
        for (var id : announced.groups().keySet()) {
            if (!house.devices().containsKey(id)) {
                all.add(hidden(id));
            }
        }
        deleted.values().stream().map(Deleted::hidden).filter(h -> !announced.groups().containsKey(h.device())).forEach(all::add);
        all.removeIf(h -> h.marks().stream().noneMatch(house.home().dismissed()::contains));
        all.sort((a, b) -> a.name().compareToIgnoreCase(b.name()));
        return all;
    }

    private Hidden hidden(DeviceId id) {
        return new Hidden(id, name(id), Set.copyOf(marks(id)));
    }

    private Newcomer newcomer(DeviceId id, DeviceState state) {
        return new Newcomer(asDevice(id), state, announced.group(id).filter(g -> g.guessed()).isPresent(),
                Optional.ofNullable(heard.get(id)));
    }

    /// As it stands in a home.
    Device asDevice(DeviceId id) {
        var identity = announced.group(id).map(Announced.Group::identity).orElse("");
        return new Device(id, name(id), PROFILE, Map.of(IDENTITY, identity), Device.Size.SMALL);
    }

    /// What could not be read in the announcements of a device, each in a sentence.
    List<String> problems(DeviceId id) {
        return announced.group(id).map(announced::problems).orElse(List.of());
    }

    /// The topics to be emptied when a device goes for good.
    List<String> clears(DeviceId device) {
        return announced.group(device).map(g -> g.parts().values().stream().flatMap(p -> p.clears().stream()).distinct().toList())
                .orElse(List.of());
    }

    /// What hides a device for as long as it announces itself in the same words.
    List<String> marks(DeviceId device) {
        return Objects.requireNonNull(announced.group(device).map(g -> g.parts().values().stream().map(p -> p.mark()).toList())
                .orElse(List.of()));
    }
}
