package hearth.app;

import hearth.device.PropertyRef;
import hearth.home.Thermostat;
import hearth.hub.History;
import hearth.hub.History.Sample;
import hearth.hub.Warmth;
import hearth.hub.Weather;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What a thermostat's room was in the last days, and what is learnt of it. Any thread; the answer comes on another.
///
/// It is read day by day: an answer for the whole time at once would be thinned to a few hundred points.
record Lesson(History history, Thermostat thermostat, Instant now) {

    private static final Duration DAY = Duration.ofDays(1);

    CompletionStage<Optional<Warmth>> learnt() {
        var room = past(thermostat.thermometer());
        var heater = past(thermostat.heater());
        var outside = past(Weather.OUTSIDE);
        return CompletableFuture.allOf(room, heater, outside)
                .thenApplyAsync(_ -> Warmth.fit(room.join(), heater.join(), outside.join()));
    }

    private CompletableFuture<List<Sample>> past(PropertyRef property) {
        var days = new ArrayList<CompletableFuture<List<Sample>>>();
        for (var from = now.minus(Warmth.PAST); from.isBefore(now); from = from.plus(DAY)) {
            days.add(history.samples(property, from, from.plus(DAY)).toCompletableFuture());
        }
        return CompletableFuture.allOf(days.toArray(CompletableFuture[]::new)).thenApply(_ -> {
            var all = new ArrayList<Sample>();
            for (var day : days) {
                day.join().stream().filter(s -> all.isEmpty() || s.at().isAfter(all.getLast().at())).forEach(all::add);
            }
            return all;
        });
    }
}
