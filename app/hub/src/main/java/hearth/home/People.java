package hearth.home;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Whom the house tells: the first at once, the next when nobody has answered.
public record People(List<Person> all) {

    public static final People NONE = new People(List.of());

    /// @throws IllegalArgumentException if a channel is there twice
    public People {
        all = List.copyOf(all);
        var ids = all.stream().flatMap(p -> p.channels().stream()).map(Channel::id).toList();
        if (ids.stream().distinct().count() < ids.size()) {
            throw new IllegalArgumentException("a channel is there twice");
        }
    }

    /// Those who can be told anything, in their order.
    public List<Person> reachable() {
        return all.stream().filter(p -> !p.channels().isEmpty()).toList();
    }

    public List<Channel> channels() {
        return all.stream().flatMap(p -> p.channels().stream()).toList();
    }

    public Optional<Channel> channel(String id) {
        return channels().stream().filter(c -> c.id().equals(id)).findFirst();
    }

    public Optional<Person> owner(String channel) {
        return all.stream().filter(p -> p.channels().stream().anyMatch(c -> c.id().equals(channel))).findFirst();
    }

    public People with(Person person) {
        var more = new ArrayList<>(all);
        more.add(person);
        return new People(more);
    }

    public People without(int index) {
        var fewer = new ArrayList<>(all);
        fewer.remove(index);
        return new People(fewer);
    }

    /// With this person one place earlier.
    public People raised(int index) {
        var other = new ArrayList<>(all);
        other.add(index - 1, other.remove(index));
        return new People(other);
    }

    /// With this channel in the place of the one with its id, or as the last.
    public People with(int index, Channel channel) {
        return changed(index, p -> {
            var channels = new ArrayList<>(p.channels());
            int place = channels.stream().map(Channel::id).toList().indexOf(channel.id());
            if (place < 0) {
                channels.add(channel);
            } else {
                channels.set(place, channel);
            }
            return new Person(p.name(), channels);
        });
    }

    public People without(String channel) {
        return new People(
                all.stream().map(p -> new Person(p.name(), p.channels().stream().filter(c -> !c.id().equals(channel)).toList())).toList());
    }

    private People changed(int index, UnaryOperator<Person> change) {
        var other = new ArrayList<>(all);
        other.set(index, change.apply(other.get(index)));
        return new People(other);
    }
}
