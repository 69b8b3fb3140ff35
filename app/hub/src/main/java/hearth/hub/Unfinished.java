package hearth.hub;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a rule has begun and not brought to an end: enough to go on with after a stop. A value.
///
/// @param runs    what is at work, and behind it what waits for its turn
/// @param lasting by trigger: until when what the rule waits for must stay so
/// @param cut     whether it rests, since it went round in circles
public record Unfinished(List<Automation.Run> runs, Map<Integer, Instant> lasting, boolean cut) {

    public static final Unfinished NOTHING = new Unfinished(List.of(), Map.of(), false);

    public Unfinished {
        runs = List.copyOf(runs);
        lasting = Map.copyOf(lasting);
    }
}
