package hearth.ui.security;

import hearth.hub.Drill;
import hearth.hub.HubState;
import hearth.hub.Incident;
import hearth.hub.Trouble;
import hearth.icon.Icon;
import hearth.ui.AlarmWords;
import hearth.ui.Texts;
import hearth.ui.alert.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a drill has shown so far, in the order in which an alarm goes. A value.
record DrillReport(List<Step> steps) {

    enum Mark {
        PASSED, FAILED, WAITS
    }

    record Step(Mark mark, String words) {
    }

    static DrillReport of(Drill drill, HubState house, Texts texts, Instant now) {
        var steps = new ArrayList<Step>();
        if (drill.incident().isEmpty()) {
            boolean waits = drill.waits().filter(end -> end.isAfter(now)).isPresent();
            steps.add(waits ? new Step(Mark.WAITS, texts.of("drill.sensor.waits")) : new Step(Mark.FAILED, texts.of("drill.sensor.none")));
        } else {
            var incident = drill.incident().get();
            steps.add(sensor(incident, house, texts));
            steps.add(incident.unsaved().map(why -> new Step(Mark.FAILED, texts.of("alert.unsaved", texts.plain(why))))
                    .orElseGet(() -> new Step(incident.recorded() ? Mark.PASSED : Mark.WAITS, texts.of("alert.saved"))));
            steps.add(incident.acknowledged().map(at -> new Step(Mark.PASSED, texts.of("drill.screen", texts.exactTime(at))))
                    .orElseGet(() -> new Step(Mark.WAITS, texts.of("drill.screen.waits"))));
            steps.add(sound(house, texts));
            sirens(drill, house, texts, steps);
            Told.of(Told.Facts.of(house, incident.since()), texts, now).forEach(told -> steps.add(new Step(mark(told), told.words())));
        }
        return new DrillReport(List.copyOf(steps));
    }

    private static Step sensor(Incident incident, HubState house, Texts texts) {
        return new Step(Mark.PASSED, texts.of("drill.sensor", new AlarmWords(house, texts).name(incident.cause().device()),
                texts.plain(incident.zone().orElse("")), texts.exactTime(incident.since())));
    }

    private static Step sound(HubState house, Texts texts) {
        return Optional.ofNullable(house.troubles().get(Trouble.Kind.SOUND))
                .map(trouble -> new Step(Mark.FAILED, texts.of("alert.sound.failed", texts.answer(trouble.detail()))))
                .orElseGet(() -> new Step(Mark.PASSED, texts.of("drill.sound")));
    }

    private static void sirens(Drill drill, HubState house, Texts texts, List<Step> steps) {
        var words = new AlarmWords(house, texts);
        drill.sirens().keySet().stream().sorted().forEach(id -> steps.add(drill.quiet().isPresent()
                ? new Step(Mark.WAITS, texts.of("drill.siren.waits", words.name(id)))
                : drill.sirens().getOrDefault(id, Optional.empty())
                        .map(at -> new Step(Mark.PASSED, texts.of("drill.siren", words.name(id), texts.exactTime(at))))
                        .orElseGet(() -> new Step(Mark.FAILED, texts.of("drill.siren.failed", words.name(id))))));
    }

    private static Mark mark(Told told) {
        return switch (told.icon()) {
            case Icon.CHECK_CIRCLE -> Mark.PASSED;
            case Icon.CLOCK, Icon.SYNC -> Mark.WAITS;
            default -> Mark.FAILED; // also where nobody away from here is told at all
        };
    }

    boolean isOver() {
        return steps.stream().noneMatch(s -> s.mark() == Mark.WAITS);
    }

    long failed() {
        return steps.stream().filter(s -> s.mark() == Mark.FAILED).count();
    }

    /// In a sentence.
    String sum(Texts texts) {
        return !isOver() ? texts.of("drill.goes") : failed() == 0 ? texts.of("drill.passed")
                : texts.of("drill.failed", failed(), steps.size());
    }
}
