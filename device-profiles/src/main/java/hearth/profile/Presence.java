package hearth.profile;

import hearth.device.TopicFilter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pcollections.PMap;

/// When a device is there, by what some topics say. What each of them said last is kept by the caller, in a map by [Watch#key].
///
/// @param mode how several topics are taken together
public record Presence(Mode mode, List<Watch> watches) {

    public enum Mode {
        /// Every topic must say so.
        ALL,
        /// One topic is enough.
        ANY,
        /// One topic is enough, as long as none says otherwise: some of them may never speak.
        UNLESS,
        /// The topic that spoke last decides.
        LATEST
    }

    /// One topic.
    ///
    /// @param key  the topic and whatever else tells this watch from others; watches of equal keys are the same
    /// @param word true: there; false: not; empty: says nothing of it
    public record Watch(TopicFilter topic, String key, Function<Said, Optional<Boolean>> word) {
    }

    public Presence {
        watches = List.copyOf(watches);
    }

    /// One topic that says certain words.
    public static Presence of(TopicFilter topic, Set<String> online, Set<String> offline) {
        return new Presence(Mode.LATEST, List.of(new Watch(topic, topic.filter(), said -> {
            var word = said.text().orElse("").strip();
            return online.contains(word) ? Optional.of(true) : offline.contains(word) ? Optional.of(false) : Optional.empty();
        })));
    }

    /// Presences of equal keys are the same.
    public String key() {
        return mode + " " + watches.stream().map(Watch::key).collect(Collectors.joining(" "));
    }

    Optional<PMap<String, Boolean>> after(Said said, PMap<String, Boolean> words) {
        Optional<PMap<String, Boolean>> next = Optional.empty();
        for (var watch : watches) {
            var word = watch.topic().matches(said.topic()) ? watch.word().apply(said) : Optional.<Boolean>empty();
            if (word.isPresent()) {
                next = Optional.of(next.orElse(words).plus(mode == Mode.LATEST ? key() : watch.key(), word.get()));
            }
        }
        return next;
    }

    Optional<Boolean> of(PMap<String, Boolean> words) {
        if (mode == Mode.LATEST) {
            return Optional.ofNullable(words.get(key()));
        }
        if (mode == Mode.UNLESS) {
            var said = watches.stream().map(w -> words.get(w.key())).filter(Objects::nonNull).toList();
            return said.isEmpty() ? Optional.empty() : Optional.of(!said.contains(false));
        }
        boolean decisive = mode == Mode.ANY;
        if (watches.stream().anyMatch(w -> Boolean.valueOf(decisive).equals(words.get(w.key())))) {
            return Optional.of(decisive);
        }
        return watches.stream().allMatch(w -> words.containsKey(w.key())) ? Optional.of(!decisive) : Optional.empty();
    }
}
