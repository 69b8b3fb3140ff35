package hearth.home;

import hearth.device.DeviceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the house does by itself, and by one touch, in the user's order.
///
/// @param spot   where the house stands, for the sun; empty where the user did not say
/// @param unread scenes and rules that could not be read: they stay as they are until the user deletes them
public record Automations(Optional<Spot> spot, List<Scene> scenes, List<Rule> rules, List<Unread> unread) {

    public static final Automations NONE = new Automations(Optional.empty(), List.of(), List.of(), List.of());

    /// What somebody wrote into the file and this program does not understand.
    ///
    /// @param name   as it calls itself; empty where it does not
    /// @param reason in a sentence
    /// @param json   word for word
    /// @param rule   whether it stands among the rules, else among the scenes
    public record Unread(String name, String reason, String json, boolean rule) {
    }

    public Automations {
        scenes = List.copyOf(scenes);
        rules = List.copyOf(rules);
        unread = List.copyOf(unread);
        if (scenes.stream().map(Scene::id).distinct().count() != scenes.size()
                || rules.stream().map(Rule::id).distinct().count() != rules.size()) {
            throw new IllegalArgumentException("ids differ");
        }
    }

    public Optional<Scene> scene(String id) {
        return scenes.stream().filter(s -> s.id().equals(id)).findFirst();
    }

    public Optional<Rule> rule(String id) {
        return rules.stream().filter(r -> r.id().equals(id)).findFirst();
    }

    public Automations at(Optional<Spot> where) {
        return new Automations(where, scenes, rules, unread);
    }

    /// With this scene in the place of the one of its id, or as the last.
    public Automations with(Scene scene) {
        return new Automations(spot, replaced(scenes, scene, Scene::id), rules, unread);
    }

    public Automations with(Rule rule) {
        return new Automations(spot, scenes, replaced(rules, rule, Rule::id), unread);
    }

    public Automations withoutScene(String id) {
        return new Automations(spot, scenes.stream().filter(s -> !s.id().equals(id)).toList(), rules, unread);
    }

    public Automations withoutRule(String id) {
        return new Automations(spot, scenes, rules.stream().filter(r -> !r.id().equals(id)).toList(), unread);
    }

    public Automations without(Unread one) {
        return new Automations(spot, scenes, rules, unread.stream().filter(u -> !u.equals(one)).toList());
    }

    private static <T> List<T> replaced(List<T> all, T one, Function<T, String> id) {
        var next = new ArrayList<T>(all);
        next.replaceAll(it -> id.apply(it).equals(id.apply(one)) ? one : it);
        return next.contains(one) ? next : Stream.concat(all.stream(), Stream.of(one)).toList();
    }

    /// An id close to the name that nothing here has.
    public String free(String name) {
        var wanted = DeviceId.of(name).value();
        var id = wanted;
        for (int n = 2; scene(id).isPresent() || rule(id).isPresent(); n++) {
            id = wanted.substring(0, Math.min(wanted.length(), 58)) + "-" + n;
        }
        return id;
    }

    /// A name as people give it.
    static String named(String name) {
        var plain = name.strip();
        if (plain.isEmpty() || plain.length() > 64) {
            throw new IllegalArgumentException("a name has 1 to 64 characters: " + plain);
        }
        return plain;
    }
}
