package hearth.profile;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.PropertyType;
import hearth.trie.Trie;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/// Everything that devices have announced of themselves, joined to devices: the same one announced over several routes is one. A value.
///
/// @param conventions   the richest first: of a device that several announce, the first one's parts count
/// @param announcements by convention and key
/// @param groups        the devices, with all their parts, hidden or not
/// @param identities    whose identity it is
/// @param given         ids that devices had before: an identity that is known again gets its id again
/// @param uniques       the first device that claimed a unique id
/// @param bytes         of all that is kept of the announcements
public record Announced(List<Convention> conventions, PMap<String, Announcement> announcements, PMap<DeviceId, Group> groups,
        PMap<String, DeviceId> identities, PMap<String, DeviceId> given, PMap<String, DeviceId> uniques, long bytes) {

    /// More announcements than this are passed over.
    public static final int MOST = 20_000;
    /// More devices than this are not guessed at.
    public static final int MOST_GUESSES = 200;
    /// A picture on a topic that counts by itself is not worth keeping.
    private static final int LARGE = 64 << 10;
    /// More of them than 64 MiB, too.
    public static final long MOST_BYTES = 64L << 20;

    /// What an announcement says.
    ///
    /// @param parts   one for each device it speaks of, and each thing of it; keys differ
    /// @param replies what the convention has to ask for, before it can say more
    /// @param problem why it could not be read whole, in a sentence; empty where it could
    public record Reading(List<Part> parts, List<Message> replies, String problem) {

        public static final Reading NOTHING = new Reading(List.of(), List.of(), "");

        public Reading {
            parts = List.copyOf(parts);
            replies = List.copyOf(replies);
        }

        public static Reading of(List<Part> parts) {
            return new Reading(parts, List.of(), "");
        }
    }

    /// The messages of one announcement as they were received, what was read in them, and what could not be: see [Reading#problem].
    public record Announcement(PMap<String, Slot> slots, PMap<String, Part> parts, String problem) {
    }

    /// @param message as it came, for the announcement to be repeated; `kept` is what counts of it
    public record Slot(Message message, Payload kept) {
    }

    /// One device.
    ///
    /// @param parts by rank of the convention and key
    public record Group(DeviceId device, String identity, TreePMap<String, Part> parts) {

        /// Whether nobody announced it.
        public boolean guessed() {
            return Identity.guessed(identity);
        }

        /// What it is called by itself; its first identity where it says nothing.
        public String name() {
            return parts.values().stream().map(Part::name).filter(n -> !n.isBlank()).findFirst().orElseGet(() -> Identity.words(identity));
        }
    }

    /// What a message changed.
    ///
    /// @param changed  devices that are new, other than before, or gone
    /// @param replies  to be sent to the devices
    /// @param kept     the slot to be kept over a restart, and its message; an empty payload: no more
    /// @param twice    unique ids that two devices claim
    /// @param problem  what could not be read, in a sentence; empty for nothing
    public record Change(Announced next, Set<DeviceId> changed, List<Message> replies, Optional<Map.Entry<String, Message>> kept,
            List<String> twice, String problem) {
    }

    public static Announced none(List<Convention> conventions) {
        return new Announced(List.copyOf(conventions), Trie.empty(), Trie.empty(), Trie.empty(),
                Trie.empty(), Trie.empty(), 0);
    }

    /// With an id that a device of this identity shall have.
    public Announced giving(String identity, DeviceId device) {
        return new Announced(conventions, announcements, groups, identities, given.plus(identity, device), uniques, bytes);
    }

    /// The same for what nobody knows, by those that guess: see [Convention#guesses]. At most [#MOST_GUESSES] devices.
    public Optional<Change> guess(Message message, Predicate<DeviceId> taken) {
        return take(message, true, taken);
    }

    /// What was guessed of this topic is taken back; empty for nothing.
    public Optional<Change> withdraw(String topic, Predicate<DeviceId> taken) {
        for (int rank = 0; rank < conventions.size(); rank++) {
            var convention = conventions.get(rank);
            for (int end = convention.guesses() ? topic.length() : -1; end > 0; end = topic.lastIndexOf('/', end - 1)) {
                var key = topic.substring(0, end);
                var slot = end == topic.length() ? "" : topic.substring(end + 1);
                var known = announcements.get(convention.via() + " " + key);
                if (known != null && known.slots().containsKey(slot)) {
                    return take(new Message(topic, Payload.EMPTY, 0, false), new Convention.Place(key, slot, Payload.EMPTY), rank, taken);
                }
            }
        }
        return Optional.empty();
    }

    /// Takes a message in; empty where it announces nothing, or nothing new.
    ///
    /// @param taken ids that others in the house have
    public Optional<Change> take(Message message, Predicate<DeviceId> taken) {
        return take(message, false, taken);
    }

    private Optional<Change> take(Message message, boolean guessing, Predicate<DeviceId> taken) {
        for (int rank = 0; rank < conventions.size(); rank++) {
            var place = conventions.get(rank).guesses() == guessing ? conventions.get(rank).place(message)
                    : Optional.<Convention.Place>empty();
            if (place.isPresent()) {
                return take(message, place.get(), rank, taken);
            }
        }
        return Optional.empty();
    }

    private Optional<Change> take(Message message, Convention.Place place, int rank, Predicate<DeviceId> taken) {
        var convention = conventions.get(rank);
        var key = convention.via() + " " + place.key();
        var old = announcements.getOrDefault(key, new Announcement(Trie.empty(), Trie.empty(), ""));
        var known = old.slots().get(place.slot());
        boolean empty = place.kept().size() == 0;
        var keeps = empty || known == null ? place.kept() : convention.kept(known.kept(), place.kept());
        long grown = bytes + keeps.size() - (known == null ? 0 : known.kept().size());
        boolean full = grown > MOST_BYTES || known == null && (old.slots().size() >= convention.most() || announcements.size() >= MOST)
                || convention.guesses() && !announcements.containsKey(key) && guesses() >= MOST_GUESSES;
        if (empty ? known == null : full || known != null && known.kept().equals(keeps)) {
            return Optional.empty();
        }
        boolean large = message.payload().size() > LARGE && message.payload().size() > keeps.size();
        var said = large || convention.guesses() ? new Message(message.topic(), keeps, message.qos(), message.retained()) : message;
        var slots = empty ? old.slots().minus(place.slot()) : old.slots().plus(place.slot(), new Slot(said, keeps));
        var reading = slots.isEmpty() ? Reading.NOTHING : convention.read(place.key(), payloads(slots));
        var step = new Joining(this, rank, taken);
        var parts = step.replace(old.parts(), reading.parts());
        var all = slots.isEmpty() ? announcements.minus(key) : announcements.plus(key, new Announcement(slots, parts, reading.problem()));
        var kept = Map.entry(key + " " + place.slot(), empty ? new Message(message.topic(), Payload.EMPTY, 0, false) : said);
        return Optional
                .of(new Change(new Announced(conventions, all, step.groups, step.identities, given, step.uniques, grown), step.changed,
                        reading.replies(), Optional.of(kept), step.twice, reading.problem()));
    }

    /// How many devices are only guessed at.
    private long guesses() {
        return groups.values().stream().filter(g -> Identity.guessed(g.identity())).count();
    }

    private static Map<String, Payload> payloads(PMap<String, Slot> slots) {
        var payloads = new HashMap<String, Payload>();
        slots.forEach((slot, said) -> payloads.put(slot, said.kept()));
        return payloads;
    }

    public Optional<Group> group(DeviceId device) {
        return Optional.ofNullable(groups.get(device));
    }

    /// What could not be read in what announced this device, each in a sentence.
    public List<String> problems(Group group) {
        var keys = group.parts().values().stream().map(Part::key).collect(Collectors.toSet());
        return announcements.values().stream()
                .filter(a -> !a.problem().isEmpty() && a.parts().values().stream().map(Part::key).anyMatch(keys::contains))
                .map(Announcement::problem).distinct().toList();
    }

    /// The parts of a device that count: those of its richest route, each thing once, without what is hidden.
    ///
    /// @param hidden by [Part#mark]
    public List<Part> parts(DeviceId device, Predicate<String> hidden) {
        var group = groups.get(device);
        if (group == null) {
            return List.of();
        }
        var counting = new ArrayList<Part>();
        var things = new HashSet<String>();
        var via = "";
        for (var part : group.parts().values()) {
            boolean visible = !hidden.test(part.mark());
            if (visible && counting.isEmpty()) {
                via = part.about().via();
            }
            if (visible && part.about().via().equals(via) && (part.entity().isEmpty() || things.add(part.entity()))) {
                counting.add(part);
            }
        }
        return counting;
    }

    /// A device as its announcements describe it; empty where nothing is left of it.
    public Optional<Binding> binding(DeviceId device, Predicate<String> hidden) {
        var parts = parts(device, hidden);
        return parts.isEmpty() ? Optional.empty() : Optional.of(bind(device, parts));
    }

    private static Binding bind(DeviceId device, List<Part> parts) {
        var properties = new LinkedHashMap<PropertyRef, Property>();
        var joined = new HashMap<String, Property>();
        var sources = new ArrayList<Binding.Source>();
        var sinks = new ArrayList<Binding.Sink>();
        var presence = new LinkedHashMap<String, Presence>();
        var taken = new HashSet<String>();
        for (var part : parts) {
            var nodes = new HashMap<String, String>();
            for (var feature : part.features()) {
                var same = feature.joins().isEmpty() ? null : joined.get(feature.joins());
                var property = same != null ? wider(same, feature.type())
                        : feature.property(device, nodes.computeIfAbsent(feature.node(), name -> free(name, taken)));
                properties.put(property.ref(), property);
                if (!feature.joins().isEmpty()) {
                    joined.put(feature.joins(), property);
                }
                feature.hears().forEach(h -> sources.add(new Binding.Source(h.topic(), property, h.decoder())));
                feature.says().ifPresent(s -> sinks.add(new Binding.Sink(property.ref(), s.topic(), s.writer(), s.assumed())));
            }
            part.presence().forEach(p -> presence.putIfAbsent(p.key(), p));
        }
        return new Binding(device, about(parts), List.copyOf(properties.values()), sources, sinks, List.copyOf(presence.values()));
    }

    /// The same property with the words of another announcement, too.
    private static Property wider(Property p, PropertyType other) {
        if (!(p.type() instanceof PropertyType.Words(var mine) && other instanceof PropertyType.Words(var theirs))) {
            return p;
        }
        var words = new LinkedHashSet<>(mine);
        words.addAll(theirs);
        return new Property(p.ref(), p.name(), p.capability(), new PropertyType.Words(List.copyOf(words)), p.unit(), p.settable(),
                p.retained(), p.category(), p.source(), p.expires());
    }

    private static Binding.About about(List<Part> parts) {
        var first = parts.getFirst().about();
        return new Binding.About(first.via(), first(parts.stream().map(p -> p.about().manufacturer()).toList()),
                first(parts.stream().map(p -> p.about().model()).toList()), first.source());
    }

    private static String first(List<String> words) {
        return words.stream().filter(w -> !w.isEmpty()).findFirst().orElse("");
    }

    private static String free(String name, Set<String> taken) {
        var wanted = DeviceId.of(name).value();
        var id = wanted;
        for (int n = 2; !taken.add(id); n++) {
            id = DeviceId.of(wanted.substring(0, Math.min(wanted.length(), 58)) + "-" + n).value();
        }
        return id;
    }

    /// Under which places the messages are kept that announced a device and no other: see [Change#kept].
    public Map<String, Message> places(DeviceId device) {
        var topics = new HashSet<String>();
        group(device).ifPresent(g -> g.parts().values().forEach(p -> topics.addAll(p.clears())));
        var guess = group(device).filter(Group::guessed).map(g -> g.parts().values().iterator().next().key()).orElse("");
        var places = new LinkedHashMap<String, Message>();
        announcements.forEach((key, a) -> a.slots().forEach((slot, said) -> {
            if (topics.contains(said.message().topic()) || key.equals(guess)) {
                places.put(key + " " + slot, said.message());
            }
        }));
        return places;
    }

    /// The messages that announced a device, as they came: to be said again when its deletion is undone. None of one only guessed at.
    public List<Message> said(DeviceId device) {
        return group(device).filter(Group::guessed).isPresent() ? List.of() : List.copyOf(places(device).values());
    }
}
