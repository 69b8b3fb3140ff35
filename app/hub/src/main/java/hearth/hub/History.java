package hearth.hub;

import hearth.device.PropertyRef;
import hearth.device.Value;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// What a property was over a span of time, oldest first, thinned to a few hundred points. Any thread; the answer comes on another.
@FunctionalInterface
public interface History {

    record Sample(Instant at, Value value) {
    }

    CompletionStage<List<Sample>> samples(PropertyRef property, Instant from, Instant to);
}
