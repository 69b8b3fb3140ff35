package hearth.ui;

import hearth.device.Capability;
import hearth.device.Property;
import hearth.profile.Binding;
import hearth.profile.ProfileCatalog;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What a device's properties and origins are called. A value.
public final class Names {

    /// Meanings that say less than the device's own word.
    private static final Set<Capability> VAGUE = EnumSet.of(Capability.NUMBER, Capability.TEXT, Capability.FLAG, Capability.CHOICE,
            Capability.PRESS, Capability.EVENT, Capability.PROBLEM);
    private static final int MOST = 4;

    private final Binding binding;
    private final Texts texts;
    private final ProfileCatalog profiles;
    private final Map<Capability, Integer> counts = new EnumMap<>(Capability.class);

    /// @param profiles know what their names are in the user's language
    public Names(Binding binding, Texts texts, ProfileCatalog profiles) {
        this.binding = binding;
        this.texts = texts;
        this.profiles = profiles;
        binding.properties().forEach(p -> counts.merge(p.capability(), 1, Integer::sum));
    }

    /// `Brightness`; with the device's own word where several properties mean the same, or where the meaning says little.
    public String of(Property property) {
        var own = own(property);
        var meaning = meaning(property, own);
        boolean single = counts.getOrDefault(property.capability(), 0) == 1;
        return VAGUE.contains(property.capability()) && !own.isEmpty() ? own
                : single || own.isEmpty() || own.equals(meaning) ? meaning : meaning + " · " + own;
    }

    private String own(Property property) {
        return texts.plain(profiles.word(texts.language(), property.name()));
    }

    private String meaning(Property property, String own) {
        var key = "capability." + property.capability().word();
        return texts.bundle().containsKey(key) ? texts.of(key) : own;
    }

    /// `Plain topic`.
    public String via() {
        var key = "via." + binding.about().via();
        return texts.bundle().containsKey(key) ? texts.of(key) : texts.plain(binding.about().via());
    }

    /// What the device can do, the worthiest first: `Switch, power, energy and 12 more`; empty where it can do nothing.
    public String abilities() {
        var words = new LinkedHashSet<String>();
        binding.properties().stream().filter(p -> p.category() == Property.Category.PRIMARY)
                .sorted((a, b) -> a.capability().compareTo(b.capability()))
                .forEach(p -> words.add(VAGUE.contains(p.capability()) ? of(p) : meaning(p, own(p))));
        var few = String.join(", ", words.stream().filter(w -> !w.isEmpty()).limit(MOST).toList());
        int more = binding.properties().size() - Math.min(MOST, words.size());
        return few.isEmpty() ? more > 0 ? texts.of("arrivals.values", more) : ""
                : more > 0 ? texts.of("arrivals.more", few, more) : few;
    }
}
