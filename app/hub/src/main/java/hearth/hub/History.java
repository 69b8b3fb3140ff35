package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What was, from the disk: any thread; the answer comes on another.
@FunctionalInterface
public interface History {

    record Sample(Instant at, Value value) {
    }

    /// What a property was over a span of time, oldest first, thinned to a few hundred points.
    CompletionStage<List<Sample>> samples(PropertyRef property, Instant from, Instant to);

    /// The newest lines of the journal, oldest first.
    default CompletionStage<List<JournalEntry>> journal(int most) {
        return CompletableFuture.completedFuture(List.of());
    }

    /// The newest incidents, newest first.
    default CompletionStage<List<Incident>> incidents(int most) {
        return CompletableFuture.completedFuture(List.of());
    }

    /// When the first line of the journal was written that is not as it was written; empty if there is none.
    default CompletionStage<Optional<Instant>> broken() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /// The newest lines about a device, newest first.
    default CompletionStage<List<JournalEntry>> happened(DeviceId device, int most) {
        return CompletableFuture.completedFuture(List.of());
    }

    /// Scenes and rules as they were in the last 30 days, the newest first.
    default CompletionStage<List<Version>> versions() {
        return CompletableFuture.completedFuture(List.of());
    }
}
