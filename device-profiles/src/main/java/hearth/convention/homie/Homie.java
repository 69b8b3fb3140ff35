package hearth.convention.homie;

import hearth.device.Message;
import hearth.device.Payload;
import hearth.device.TopicFilter;
import hearth.profile.Announced;
import hearth.profile.Binding;
import hearth.profile.Convention;
import hearth.profile.Identity;
import hearth.profile.Part;
import hearth.profile.Presence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// `<domain>/5/<device>/$description`, and `<base>/<device>/$homie` with the attributes of versions 4 and 3. Never the hub's own.
public final class Homie implements Convention {

    /// More nodes, and more properties of one, are passed over.
    static final int MOST = 256;

    private static final String OURS = "hearth/";
    private static final String STATE = "$state";
    private static final String DESCRIPTION = "$description";
    private static final String INIT = "init";
    private static final Pattern ID = Pattern.compile("[^+#/\\x00]{1,128}");

    /// Whether this may be a level of a topic; the convention asks for less, a hub can live with more.
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    @Override public String via() {
        return "homie";
    }

    @Override public Optional<Place> place(Message message) {
        var topic = message.topic();
        int attribute = topic.indexOf("/$");
        if (attribute <= 0 || topic.startsWith(OURS) || topic.startsWith("$")) {
            return Optional.empty();
        }
        var levels = topic.split("/", -1);
        boolean five = levels.length == 4 && levels[1].equals("5") && (levels[3].equals(STATE) || levels[3].equals(DESCRIPTION));
        if (!five && !Version4.attribute(levels)) {
            return Optional.empty();
        }
        int depth = five ? 3 : 2;
        var slot = String.join("/", List.of(levels).subList(depth, levels.length));
        var word = slot.equals(STATE) ? message.payload().text().orElse("") : "";
        // version 4: what changes while a device is in `init` counts when it is ready again
        return !five && word.equals(INIT) ? Optional.empty()
                : Optional.of(new Place(topic.substring(0, topic.length() - slot.length() - 1), slot, message.payload()));
    }

    @Override public Announced.Reading read(String root, Map<String, Payload> said) {
        boolean five = said.containsKey(DESCRIPTION);
        if (five && !said.containsKey(STATE)) {
            return Announced.Reading.NOTHING;
        }
        var described = five ? Version5.read(root, said.getOrDefault(DESCRIPTION, Payload.EMPTY).text().orElse(""))
                : Version4.read(root, said);
        return described.isEmpty() ? five ? new Announced.Reading(List.of(), List.of(), "is no description as Homie 5 has it")
                : Announced.Reading.NOTHING
                : Announced.Reading.of(List.of(part(described.get(), said.keySet().stream().map(slot -> root + "/" + slot).toList())));
    }

    private Part part(Described d, List<String> topics) {
        var id = d.root().substring(d.root().lastIndexOf('/') + 1);
        var domain = d.root().substring(0, d.root().indexOf('/'));
        var identities = new LinkedHashSet<>(Identity.of(id));
        d.mac().ifPresent(mac -> identities.add(Identity.mac(mac)));
        var about = new Binding.About(via(), "", d.model(), id);
        return new Part(d.root(), Part.hash(d.toString()), List.copyOf(identities), d.name(), about, "homie " + domain + " " + id, "",
                new Features(d).all(), List.of(presence(d)), List.of(), topics);
    }

    /// A device is lost together with the one it belongs to.
    private static Presence presence(Described d) {
        var watches = new ArrayList<Presence.Watch>();
        watches.add(watch(d.root(), word -> switch (word) {
            case "ready", "sleeping", "alert" -> Optional.of(true);
            case "lost", "disconnected" -> Optional.of(false);
            default -> Optional.empty();
        }));
        d.above()
                .ifPresent(root -> watches.add(watch(root, word -> word.isEmpty() ? Optional.empty() : Optional.of(!word.equals("lost")))));
        return new Presence(watches.size() > 1 ? Presence.Mode.UNLESS : Presence.Mode.LATEST, watches);
    }

    private static Presence.Watch watch(String root, Function<String, Optional<Boolean>> word) {
        var topic = root + "/" + STATE;
        return new Presence.Watch(new TopicFilter(topic), topic, said -> said.text().flatMap(word));
    }
}
