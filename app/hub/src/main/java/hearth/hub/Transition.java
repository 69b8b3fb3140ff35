package hearth.hub;

import java.util.List;

/// What follows from an event.
public record Transition(HubState state, List<Effect> effects) {

    public Transition {
        effects = List.copyOf(effects);
    }
}
