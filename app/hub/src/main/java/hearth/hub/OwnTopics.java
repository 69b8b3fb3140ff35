package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.profile.AlarmApi;
import hearth.profile.Api;
import java.util.Optional;
import org.pcollections.PMap;

/// The topics on which only the hub speaks, and what holds there: a part of a [Step]. Lives for one call.
final class OwnTopics {

    private final Bench bench;
    private final Bindings bindings;
    private final Guard guard;
    PMap<String, Correction> corrections;

    OwnTopics(Bench bench, Bindings bindings, Guard guard) {
        this.bench = bench;
        this.bindings = bindings;
        this.guard = guard;
        corrections = bench.before.corrections();
    }

    /// Somebody else spoke there, or cleared it: what holds is said again, at once, or at the end of the pause after the last time. Where
    /// the hub says nothing it has nothing to put right.
    ///
    /// @param message retained where it stands there since an earlier connection: it may be the hub's own
    /// @param by      the client id, as far as it is known; untrusted text
    void overheard(Message message, String by) {
        var last = corrections.get(message.topic());
        if (last != null) {
            corrections = last.again() ? corrections : corrections.plus(message.topic(), last.contradicted());
            return;
        }
        said(message.topic()).filter(holds -> !holds.payload().equals(message.payload())).ifPresent(holds -> {
            correct(holds, Correction.FIRST);
            if (message.payload().size() > 0 && !message.retained()) {
                report(message.topic(), by);
            }
        });
    }

    private void correct(Message holds, Correction correction) {
        bench.effects.add(new Effect.Announce(holds));
        corrections = corrections.plus(holds.topic(), correction);
        bench.deadlines = bench.deadlines
                .plus(new Deadline(bench.now.plus(correction.pause()), Api.HUB, new Deadline.What.Correction(holds.topic())));
    }

    /// Once an hour, whatever the topic: two hubs at one broker have all of them in common.
    private void report(String topic, String by) {
        bench.discovery.complaining(Api.ROOT, bench.now).ifPresent(next -> {
            bench.discovery = next;
            bench.journal(JournalEntry.Kind.SPOKEN_OVER, Optional.empty(), (topic + " " + by).strip());
        });
    }

    /// The pause after a correction is over.
    void due(String topic) {
        var last = corrections.get(topic);
        corrections = corrections.minus(topic);
        if (last != null && last.again()) {
            said(topic).ifPresent(holds -> correct(holds, last.repeated()));
        }
    }

    /// What the hub says there now, be it that there is nothing; empty where it does not speak.
    private Optional<Message> said(String topic) {
        int before = bench.effects.size();
        var levels = topic.split("/", -1);
        if (topic.equals(AlarmApi.STATE)) {
            guard.display.tell();
        } else if (topic.startsWith(Api.ROOT) && levels[2].equals(Api.HUB.value())) {
            bench.describeHub();
        } else if (topic.startsWith(Api.ROOT) && levels.length > 3) {
            device(levels[2]).ifPresent(device -> tell(device, levels));
        }
        var told = bench.effects.subList(before, bench.effects.size());
        var said = told.stream().flatMap(e -> e instanceof Effect.Announce(var m) && m.topic().equals(topic) ? Optional.of(m).stream()
                : Optional.<Message>empty().stream()).findFirst();
        told.clear();
        return said;
    }

    private Optional<DeviceState> device(String id) {
        try {
            return bench.device(new DeviceId(id));
        } catch (IllegalArgumentException noDevice) {
            return Optional.empty();
        }
    }

    private void tell(DeviceState device, String[] levels) {
        var id = device.binding().device();
        if (levels.length == 4) {
            bindings.describe(id, bench.home.places().getOrDefault(id, ""));
        } else if (levels[3].equals("$alert")) {
            Api.ALERTS.forEach(alert -> announce(alert(device, alert).orElseGet(() -> Api.alert(id, alert, ""))));
        } else {
            device.binding().property(new PropertyRef(id, levels[3], levels[4])).ifPresent(p -> tell(p, device.state(p.ref())));
        }
    }

    private static Optional<Message> alert(DeviceState device, String alert) {
        var id = device.binding().device();
        return switch (alert) {
            case "silent" -> device.availability() instanceof Availability.Silent(var since) ? Optional.of(Api.silent(id, since))
                    : Optional.empty();
            case "battery" -> device.lowBattery().map(level -> Api.lowBattery(id, level));
            case "unreadable" -> device.binding().properties().stream().map(Property::ref)
                    .flatMap(ref -> device.state(ref).unreadable().map(said -> Api.unreadable(ref, said)).stream()).findFirst();
            default -> Optional.empty();
        };
    }

    private void tell(Property property, PropertyState state) {
        var ref = property.ref();
        announce(state.value().filter(_ -> property.retained()).map(v -> Api.value(ref, v)).orElseGet(() -> Api.unknown(ref)));
        announce(Api.target(ref, state.pending().map(PendingCommand::wanted)));
    }

    private void announce(Message message) {
        bench.effects.add(new Effect.Announce(message));
    }
}
