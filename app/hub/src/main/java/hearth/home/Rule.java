package hearth.home;

import java.util.List;

/// What the house does by itself.
///
/// @param id    stable over renames; as a [hearth.device.DeviceId] is spelled
/// @param name  1 to 64 characters
/// @param on    whether it acts
/// @param again what happens when it is set off while it is still at work
/// @param when  any of these sets it off; at least one
/// @param only  what must be so then
/// @param then  what it does, one after the other; at least one
public record Rule(String id, String name, boolean on, Again again, List<Trigger> when, Condition only, List<Action> then) {

    public enum Again {
        /// It is left to finish.
        SINGLE,
        /// It begins anew.
        RESTART,
        /// It begins again when it has finished.
        QUEUED
    }

    public Rule {
        name = Automations.named(name);
        when = List.copyOf(when);
        then = List.copyOf(then);
        if (when.isEmpty() || then.isEmpty()) {
            throw new IllegalArgumentException("a rule has something that sets it off, and something that it does: " + name);
        }
    }

    public Rule on(boolean acting) {
        return new Rule(id, name, acting, again, when, only, then);
    }
}
