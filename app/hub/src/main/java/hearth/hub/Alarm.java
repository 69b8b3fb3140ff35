package hearth.hub;

import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.Reading;
import hearth.device.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a security panel's words make of the incident: the part of a [Step] that concerns break-ins. Lives for one call.
final class Alarm {

    /// Where the step writes its lines.
    @FunctionalInterface
    interface Lines {
        void write(JournalEntry.Kind kind, Optional<DeviceId> device, String detail);
    }

    private final Instant now;
    private final List<Effect> effects;
    private final Lines journal;
    private Optional<Incident> incident;

    Alarm(Optional<Incident> incident, Instant now, List<Effect> effects, Lines journal) {
        this.incident = incident;
        this.now = now;
        this.effects = effects;
        this.journal = journal;
    }

    Optional<Incident> incident() {
        return incident;
    }

    /// What a device just said, with what was known of it before.
    void heard(DeviceState before, List<Reading> readings, boolean retained) {
        if (before.first(Capability.SECURITY).isEmpty()) {
            return;
        }
        var word = readings.stream().filter(r -> capability(before, r) == Capability.SECURITY).findFirst();
        if (word.isEmpty()) {
            return;
        }
        var ref = word.get().property();
        switch (word.get()) {
            case Reading.Unreadable(_, var said) -> journal.write(JournalEntry.Kind.SECURITY_TROUBLE, Optional.of(ref.device()), said);
            case Reading.Happened _, Reading.Passing _, Reading.Aimed _ -> {
                // a word about security lasts
            }
            case Reading.Reported(_, var value) -> {
                var zone = readings.stream().filter(r -> capability(before, r) == Capability.ZONE)
                        .flatMap(r -> r instanceof Reading.Reported(_, var z) ? Optional.of(z.wire()).stream()
                                : Optional.<String>empty().stream())
                        .findFirst();
                boolean news = !before.state(ref).value().equals(Optional.of(value));
                switch (SecurityWord.of(value.wire())) {
                    case RINGING -> ring(ref, value.wire(), zone, retained, before.state(ref));
                    case CALM -> {
                        if (news) {
                            journal.write(JournalEntry.Kind.SECURITY_CALM, Optional.of(ref.device()), value.wire());
                        }
                    }
                    case TROUBLE -> {
                        if (news) {
                            journal.write(JournalEntry.Kind.SECURITY_TROUBLE, Optional.of(ref.device()), value.wire());
                        }
                    }
                }
            }
        }
    }

    private static Capability capability(DeviceState device, Reading reading) {
        return device.binding().property(reading.property()).map(Property::capability).orElse(Capability.TEXT);
    }

    private void ring(PropertyRef ref, String word, Optional<String> zone, boolean retained, PropertyState known) {
        if (retained && incident.filter(i -> repeats(i, ref, word, known)).isPresent()) {
            return; // the broker repeats a word that has rung already
        }
        if (incident.filter(Incident::open).isPresent()) {
            var grown = incident.get().with(word, zone, now);
            boolean news = grown.happenings().size() > incident.get().happenings().size();
            incident = Optional.of(grown);
            effects.add(new Effect.Record(grown));
            if (news) {
                journal.write(JournalEntry.Kind.BREAK_IN_MORE, Optional.of(ref.device()), zone.orElse(word));
                if (grown.recorded()) {
                    effects.add(new Effect.Ring(grown));
                }
            }
        } else {
            var fresh = Incident.of(ref, word, zone, now);
            incident = Optional.of(fresh);
            effects.add(new Effect.Record(fresh));
            journal.write(JournalEntry.Kind.BREAK_IN, Optional.of(ref.device()), zone.orElse(word));
        }
    }

    /// A retained word has rung already if it belongs to the newest incident and nothing else was said since.
    private static boolean repeats(Incident newest, PropertyRef ref, String word, PropertyState known) {
        var last = newest.happenings().stream().map(Incident.Happening::last).max(Instant::compareTo).orElse(newest.since());
        boolean since = known.at().filter(at -> at.isAfter(last)).isPresent() && !known.value().equals(Optional.of(new Value.Text(word)));
        return newest.cause().equals(ref) && newest.happenings().stream().anyMatch(h -> h.word().equals(word)) && !since;
    }

    void recorded(Instant since, Optional<String> problem) {
        incident.filter(i -> i.since().equals(since) && !i.recorded()).ifPresent(i -> {
            var ringing = i.recorded(problem);
            incident = Optional.of(ringing);
            if (ringing.open() && !ringing.silenced()) {
                effects.add(new Effect.Ring(ringing));
            }
        });
    }

    void silence() {
        incident.filter(i -> i.open() && !i.silenced()).ifPresent(i -> {
            incident = Optional.of(i.silent());
            effects.add(new Effect.Record(i.silent()));
            effects.add(new Effect.Hush());
            journal.write(JournalEntry.Kind.SILENCED, Optional.empty(), "");
        });
    }

    void acknowledge() {
        incident.filter(Incident::open).ifPresent(i -> {
            incident = Optional.of(i.seen(now));
            effects.add(new Effect.Record(i.seen(now)));
            effects.add(new Effect.Hush());
            journal.write(JournalEntry.Kind.ACKNOWLEDGED, Optional.empty(), i.zone().orElse(i.word()));
        });
    }
}
