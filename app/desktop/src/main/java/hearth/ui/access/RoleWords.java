package hearth.ui.access;

import hearth.home.Grant;
import hearth.home.Grant.Way;
import hearth.home.Role;
import hearth.ui.Texts;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/// What a role allows, as a sentence or two. Any thread.
public final class RoleWords {

    private static final int MOST_TOPICS = 6;

    private RoleWords() {
    }

    /// `May say and hear tele/plug/#. May hear cmnd/tasmotas/#.`
    public static String of(Texts texts, Role role) {
        return switch (role) {
            case Role.Device(var grants) when grants.isEmpty() -> texts.of("role.device.none");
            case Role.Device(var grants) -> Arrays.stream(Way.values()).filter(way -> grants.stream().anyMatch(g -> g.way() == way))
                    .map(way -> texts.of("role.may." + way, topics(texts, grants, way))).collect(Collectors.joining(" "));
            case Role.ReadAll() -> texts.of("role.read");
            case Role.ControlRooms(var rooms) when rooms.isEmpty() -> texts.of("role.rooms.none");
            case Role.ControlRooms(var rooms) ->
                texts.of("role.rooms", texts.plain(rooms.stream().sorted().collect(Collectors.joining(", ")), 160));
            case Role.Everything() -> texts.of("role.everything");
        };
    }

    private static String topics(Texts texts, Collection<Grant> grants, Way way) {
        var all = grants.stream().filter(g -> g.way() == way).map(g -> g.topics().filter()).distinct().toList();
        var some = texts.plain(all.stream().limit(MOST_TOPICS).collect(Collectors.joining(", ")), 200);
        return all.size() <= MOST_TOPICS ? some : texts.of("role.more", some, all.size() - MOST_TOPICS);
    }
}
