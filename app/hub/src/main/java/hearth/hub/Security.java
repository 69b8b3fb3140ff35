package hearth.hub;

import hearth.home.AlarmCode;
import hearth.home.AlarmMode;
import hearth.hub.Panel.Way;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The alarm as it stands. A value.
///
/// @param panel   the newest
/// @param shown   the newest that is on disk: what people and clients see
/// @param asking  wishes whose code is being looked at
/// @param refused the last wish that was not granted to the window, until one is
/// @param crowd   how many wishes came by MQTT lately
/// @param grace   until when what a sensor says may be old: it tells of no edge
/// @param owed    what sirens are still to be told: on or off
/// @param drill   the one that was asked for last, until it was read
public record Security(Panel panel, Panel shown, List<AlarmCode> codes, Map<Way, Ask> asking, Optional<Refused> refused, Crowd crowd,
        Instant grace, Optional<Boolean> owed, Optional<Drill> drill) {

    public static final Security NONE = of(Panel.NEW, List.of());

    /// A wish whose code is being looked at.
    public record Ask(Instant at, AlarmWish wish, Way way) {
    }

    /// Why a wish was not granted.
    public enum Why {
        /// Sensors are in the way.
        OBSTACLES, CODE_NEEDED, CODE_WRONG, LOCKED,
        /// That code may not do that.
        NO_RIGHT,
        /// It must be disarmed first.
        RINGING,
        /// Another code is being looked at, or too many wishes came.
        BUSY, RETAINED, UNREADABLE,
        /// Somebody must have a code that disarms and does not end, before others have some.
        FIRST_CODE,
        /// The new code is somebody's already.
        TAKEN
    }

    public record Refused(Instant at, Why why, Optional<AlarmMode> mode, List<Obstacle> obstacles) {
        public Refused {
            obstacles = List.copyOf(obstacles);
        }
    }

    /// @param since the beginning of the span that is counted
    public record Crowd(Instant since, int wishes, int refused) {
    }

    static Security of(Panel panel, List<AlarmCode> codes) {
        return new Security(panel, panel, codes, Map.of(), Optional.empty(), new Crowd(Instant.EPOCH, 0, 0), Instant.EPOCH,
                Optional.empty(), Optional.empty());
    }

    public Security {
        codes = List.copyOf(codes);
        asking = Map.copyOf(asking);
    }

    /// Whether a code must be entered for that.
    public boolean needsCode(AlarmWish wish) {
        return needsCode(wish, codes, panel.state());
    }

    static boolean needsCode(AlarmWish wish, List<AlarmCode> codes, AlarmState state) {
        return !codes.isEmpty() && switch (wish) {
            case AlarmWish.Disarm() -> !(state instanceof AlarmState.Disarmed);
            case AlarmWish.Arm(var mode, _, _) -> state.armed().filter(m -> m != mode).isPresent();
            case AlarmWish.AddCode _, AlarmWish.RemoveCode _ -> true;
            case AlarmWish.Panic() -> false;
        };
    }

    Optional<Instant> due() {
        return Stream.of(panel.state().due(), drill.flatMap(Drill::quiet), Optional.of(grace).filter(g -> g.isAfter(Instant.EPOCH)))
                .flatMap(Optional::stream).min(Instant::compareTo);
    }
}
