package hearth.hub;

import hearth.device.Capability;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.Reading;
import hearth.device.Value;
import hearth.home.AlarmMode;
import hearth.home.Device;
import hearth.profile.AlarmApi;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What becomes of an [Incident]: the part of a [Step] that concerns what rings. Lives for one call.
final class Alarm {

    private final Bench bench;
    private final Instant now;
    private final List<Effect> effects;
    private Optional<Incident> incident;

    Alarm(Bench bench) {
        this.bench = bench;
        now = bench.now;
        effects = bench.effects;
        incident = bench.before.incident();
    }

    Optional<Incident> incident() {
        return incident;
    }

    /// What a security panel just said, with what was known of it before. Whether it rings anew.
    boolean heard(DeviceState before, List<Reading> readings, boolean retained, Optional<AlarmMode> mode) {
        if (before.first(Capability.SECURITY).isEmpty()) {
            return false;
        }
        var word = readings.stream().filter(r -> capability(before, r) == Capability.SECURITY).findFirst();
        if (word.isEmpty()) {
            return false;
        }
        var ref = word.get().property();
        switch (word.get()) {
            case Reading.Unreadable(_, var said) -> bench.journal(JournalEntry.Kind.SECURITY_TROUBLE, Optional.of(ref.device()), said);
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
                    case RINGING -> {
                        return ring(ref, value.wire(), zone, retained, before.state(ref), mode);
                    }
                    case CALM -> {
                        if (news) {
                            bench.journal(JournalEntry.Kind.SECURITY_CALM, Optional.of(ref.device()), value.wire());
                        }
                    }
                    case TROUBLE -> {
                        if (news) {
                            bench.journal(JournalEntry.Kind.SECURITY_TROUBLE, Optional.of(ref.device()), value.wire());
                        }
                    }
                }
            }
        }
        return false;
    }

    private static Capability capability(DeviceState device, Reading reading) {
        return device.binding().property(reading.property()).map(Property::capability).orElse(Capability.TEXT);
    }

    private boolean ring(PropertyRef ref, String word, Optional<String> zone, boolean retained, PropertyState known,
            Optional<AlarmMode> mode) {
        boolean another = incident.filter(i -> !i.cause().equals(ref)).isPresent()
                && known.value().equals(Optional.of(new Value.Text(word)));
        if (retained && (another || incident.filter(i -> repeats(i, ref, word, known)).isPresent())) {
            return false; // the broker repeats a word that has rung already
        }
        raise(Incident.Kind.BURGLARY, mode, ref, word, zone);
        return true;
    }

    /// Something happened that people must hear of: it joins the alarm that nobody has seen yet, or begins one.
    void raise(Incident.Kind kind, Optional<AlarmMode> mode, PropertyRef ref, String word, Optional<String> zone) {
        if (incident.filter(i -> grows(i, kind)).isPresent()) {
            var grown = incident.get().with(kind, ref, word, zone, now);
            boolean news = grown.happenings().size() > incident.get().happenings().size();
            incident = Optional.of(grown);
            effects.add(new Effect.Record(grown));
            if (news) {
                tell(kind, ref, word, zone);
                write(JournalEntry.Kind.BREAK_IN_MORE, JournalEntry.Kind.RANG_MORE, kind, ref, zone.orElse(word));
                if (grown.recorded()) {
                    effects.add(new Effect.Ring(grown));
                }
            }
        } else {
            var since = incident.map(Incident::since).filter(last -> !last.isBefore(now)).map(last -> last.plusNanos(1)).orElse(now);
            var fresh = Incident.of(kind, mode, ref, word, zone, since);
            incident = Optional.of(fresh);
            effects.add(new Effect.Record(fresh));
            tell(kind, ref, word, zone);
            write(JournalEntry.Kind.BREAK_IN, JournalEntry.Kind.RANG, kind, ref, zone.orElse(word));
        }
    }

    /// On the wire; of duress nothing shows there either.
    private void tell(Incident.Kind kind, PropertyRef ref, String word, Optional<String> zone) {
        if (kind != Incident.Kind.DURESS) {
            var sensor = bench.home.device(ref.device()).map(Device::name);
            effects.add(new Effect.PublishKept(AlarmApi.alert(kind.name().toLowerCase(Locale.ROOT), now,
                    incident.map(Incident::since).orElse(now), zone, word, sensor)));
        }
    }

    /// A retained word has rung already if it belongs to the newest incident and nothing else was said since.
    private static boolean repeats(Incident newest, PropertyRef ref, String word, PropertyState known) {
        var last = newest.happenings().stream().map(Incident.Happening::last).max(Instant::compareTo).orElse(newest.since());
        boolean since = known.at().filter(at -> at.isAfter(last)).isPresent() && !known.value().equals(Optional.of(new Value.Text(word)));
        return newest.cause().equals(ref) && newest.happenings().stream().anyMatch(h -> h.word().equals(word)) && !since;
    }

    /// Under duress nothing shows; an exercise is none any more when it becomes earnest, nor is trouble.
    private static boolean grows(Incident known, Incident.Kind kind) {
        return known.open() && known.kind() != Incident.Kind.DURESS && kind != Incident.Kind.DURESS
                && (known.kind() == Incident.Kind.TEST) == (kind == Incident.Kind.TEST) && (known.kind().loud() || !kind.loud());
    }

    private void write(JournalEntry.Kind said, JournalEntry.Kind sensed, Incident.Kind kind, PropertyRef ref, String where) {
        switch (kind) {
            case DURESS -> {
                // nothing here may show it
            }
            case BURGLARY -> bench.journal(said, Optional.of(ref.device()), where);
            default -> bench.journal(sensed, Optional.of(ref.device()), kind + " " + where);
        }
    }

    void recorded(Instant since, Optional<String> problem) {
        incident.filter(i -> i.since().equals(since) && !i.recorded()).ifPresent(i -> {
            var ringing = i.recorded(problem);
            incident = Optional.of(ringing);
            if (ringing.open() && !ringing.silenced() && ringing.kind() != Incident.Kind.DURESS) {
                effects.add(new Effect.Ring(ringing));
            }
        });
    }

    void silence() {
        incident.filter(i -> i.open() && !i.silenced()).ifPresent(i -> {
            incident = Optional.of(i.silent());
            effects.add(new Effect.Record(i.silent()));
            effects.add(new Effect.Hush());
            bench.journal(JournalEntry.Kind.SILENCED, Optional.empty(), "");
        });
    }

    /// Somebody who may has disarmed; what was told under duress goes on.
    void answered() {
        incident.filter(i -> i.kind() != Incident.Kind.DURESS).ifPresent(_ -> acknowledge());
    }

    void acknowledge() {
        incident.filter(Incident::open).ifPresent(i -> {
            incident = Optional.of(i.seen(now));
            effects.add(new Effect.Record(i.seen(now)));
            effects.add(new Effect.Hush());
            if (i.kind() != Incident.Kind.DURESS) {
                effects.add(new Effect.PublishKept(AlarmApi.acknowledged(now, i.since())));
                bench.journal(JournalEntry.Kind.ACKNOWLEDGED, Optional.empty(), i.zone().orElse(i.word()));
            }
        });
    }
}
