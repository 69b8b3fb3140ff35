package io.moquette.broker;

import hearth.broker.Grant.Way;
import hearth.broker.Permit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// What one client may write and read: a [Permit]'s grants, with its names filled in. A value.
@NullMarked
record Rules(List<String> writes, List<String> reads, List<String> denials) {
    /// First levels that only a filter that names them reaches.
    private static final Set<String> HOUSE = Set.of("security", "hearth");
    /// It makes devices announce themselves: everybody may read it, nobody may write it by a wildcard.
    private static final String BIRTH = "homeassistant/status";
    /// First levels below which each device has a level of its own.
    private static final Set<String> SHARED = Set.of("tele", "stat", "cmnd", "shellies", "wled", "esphome");

    static Rules of(Permit permit, String clientId) {
        return new Rules(filters(permit, clientId, Set.of(Way.WRITE, Way.BOTH)), filters(permit, clientId, Set.of(Way.READ, Way.BOTH)),
                filters(permit, clientId, Set.of(Way.DENY)));
    }

    /// A name with a wildcard or a level of its own in it would widen the filter: its lines permit nothing then.
    private static List<String> filters(Permit permit, String clientId, Set<Way> ways) {
        return permit.grants().stream().filter(grant -> ways.contains(grant.way()))
                .filter(grant -> isPlain(permit.user()) || !grant.filter().contains("%u"))
                .filter(grant -> isPlain(clientId) || !grant.filter().contains("%c"))
                .map(grant -> grant.filter().replace("%u", permit.user()).replace("%c", clientId)).toList();
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty() && name.chars().noneMatch(c -> c == '+' || c == '#' || c == '/');
    }

    boolean mayWrite(String topic) {
        boolean granted = topic.equals(BIRTH) ? writes.contains(BIRTH)
                : writes.stream().anyMatch(filter -> covers(filter, topic) && (!isOfHouse(topic) || first(filter).equals(first(topic))));
        return granted && denials.stream().noneMatch(filter -> covers(filter, topic));
    }

    /// Everything the filter brings must be granted, and nothing of it denied.
    boolean mayRead(String filter) {
        String first = first(filter);
        boolean wild = first.equals("#") || first.equals("+");
        var wanted = !wild ? Stream.of(filter)
                : Stream.concat(Stream.of(filter),
                        HOUSE.stream().map(house -> first.equals("#") ? house + "/#" : house + filter.substring(1)));
        return wanted.allMatch(this::isGranted) && denials.stream().noneMatch(denied -> overlaps(denied, filter));
    }

    private boolean isGranted(String filter) {
        return reads.stream().anyMatch(grant -> covers(grant, filter) && (!isOfHouse(filter) || first(grant).equals(first(filter))));
    }

    private static boolean isOfHouse(String topic) {
        String first = first(topic);
        return HOUSE.contains(first) || first.startsWith("$");
    }

    /// Whether speaking there without leave is more than a mistake.
    static boolean isSecurity(String topic) {
        return first(topic).equals("security");
    }

    private static String first(String topic) {
        int end = topic.indexOf('/');
        return end < 0 ? topic : topic.substring(0, end);
    }

    /// Whether every topic of `b` is one of `a` (MQTT 5, section 4.7); a topic is a filter of itself.
    static boolean covers(String a, String b) {
        String[] wide = a.split("/", -1);
        String[] narrow = b.split("/", -1);
        if (b.startsWith("$") && !a.startsWith("$")) {
            return false;
        }
        for (int i = 0; i < wide.length; i++) {
            if (wide[i].equals("#")) {
                return true;
            }
            if (i == narrow.length || narrow[i].equals("#") || !wide[i].equals("+") && !wide[i].equals(narrow[i])) {
                return false;
            }
        }
        return wide.length == narrow.length;
    }

    /// Whether some topic is one of both.
    static boolean overlaps(String a, String b) {
        String[] one = a.split("/", -1);
        String[] other = b.split("/", -1);
        for (int i = 0; i < Math.max(one.length, other.length); i++) {
            String left = i < one.length ? one[i] : "";
            String right = i < other.length ? other[i] : "";
            if (left.equals("#") || right.equals("#")) {
                return true;
            }
            if (i >= one.length || i >= other.length || !left.equals("+") && !right.equals("+") && !left.equals(right)) {
                return false;
            }
        }
        return true;
    }

    /// What a device that uses this topic, or subscribes to this filter, seems to have for its own; empty for what belongs to nobody alone.
    ///
    /// `tele/plug/STATE` gives `tele/plug/#`, `house/kitchen/lamp/on` gives `house/kitchen/lamp/#`, `homeassistant/light/lamp/config`
    /// gives `homeassistant/light/lamp/#`; two levels give only themselves unless the first is the device's own name.
    static Optional<String> own(String topic, String user, String clientId) {
        String[] level = topic.split("/", -1);
        int plain = 0;
        while (plain < level.length && !level[plain].equals("+") && !level[plain].equals("#")) {
            plain++;
        }
        if (plain == 0 || isOfHouse(topic) || topic.equals(BIRTH)) {
            return Optional.empty();
        }
        if (level.length > 1 && !SHARED.contains(level[0]) && isNamed(level[0], user, clientId)) {
            return Optional.of(level[0] + "/#");
        }
        boolean announcement = level[0].equals("homeassistant") || level[0].equals("tasmota");
        int least = announcement ? 3 : 2;
        if (level.length < 3 && plain == level.length && !announcement) {
            return Optional.of(topic);
        }
        int most = SHARED.contains(level[0]) ? 2 : announcement ? 3 : level.length - 1;
        int kept = Math.min(plain, most);
        return kept < least ? Optional.empty() : Optional.of(String.join("/", Arrays.copyOf(level, kept)) + "/#");
    }

    private static boolean isNamed(String level, String user, String clientId) {
        String name = level.toLowerCase(Locale.ROOT);
        return name.length() > 2 && (name.equals(user.toLowerCase(Locale.ROOT)) || name.equals(clientId.toLowerCase(Locale.ROOT)));
    }
}
