package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.profile.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Whether devices answer: a part of a [Step]. Lives for one call.
final class Presence {

    private static final Duration ALIVE = Duration.ofDays(1);

    private final Bench bench;
    private final Commands commands;
    private final Guard guard;

    Presence(Bench bench, Commands commands, Guard guard) {
        this.bench = bench;
        this.commands = commands;
        this.guard = guard;
    }

    void seen(DeviceId id) {
        var device = bench.get(id);
        var was = device.availability();
        var seen = device.seen(bench.now);
        bench.devices.put(was instanceof Availability.Online ? seen : seen.with(Availability.ONLINE));
        if (was instanceof Availability.Offline || was instanceof Availability.Silent) {
            back(id);
        } else if (was instanceof Availability.Waiting && !device.binding().presence().isEmpty()) {
            bench.effects.add(new Effect.Announce(Api.state(id, "ready")));
        }
        alive(id);
        if (device.rhythm().usual().isEmpty() || was instanceof Availability.Silent) {
            watch(id);
        }
    }

    /// Once a day it is kept that a device lives which announced itself.
    private void alive(DeviceId id) {
        var last = bench.discovery.heard().get(id);
        if (last != null && last.isBefore(bench.now.minus(ALIVE)) && (bench.home.devices().containsKey(id)
                || bench.discovery.announced().group(id).filter(g -> !g.guessed()).isPresent())) {
            bench.discovery = bench.discovery.heard(id, bench.now);
            bench.discovery.announced().places(id)
                    .forEach((place, message) -> bench.effects.add(new Effect.Remember(place, message, bench.now)));
        }
    }

    /// From the moment its rhythm is known, one deadline watches a device; it is moved on when it fires, not at each message.
    void watch(DeviceId id) {
        var device = bench.get(id);
        if (device.supervised() || bench.home.alarm().watches(id)) {
            device.rhythm().patience().ifPresent(p -> bench.deadlines = bench.deadlines
                    .plus(new Deadline(device.lastSeen().orElse(bench.now).plus(p), id, new Deadline.What.Silence())));
        }
    }

    void present(DeviceId id, boolean online, Message message) {
        var device = bench.get(id);
        if (online) {
            bench.devices.put(device.with(Availability.ONLINE));
            switch (device.availability()) {
                case Availability.Offline _ -> {
                    back(id);
                    bench.greet(id);
                }
                case Availability.Waiting _ -> bench.effects.add(new Effect.Announce(Api.state(id, "ready")));
                case Availability.Online _, Availability.Silent _ -> {
                }
            }
        } else {
            gone(id, message.retained() ? device.lastSeen().orElse(bench.now) : bench.now);
        }
    }

    private void gone(DeviceId id, Instant since) {
        var device = bench.get(id);
        if (!(device.availability() instanceof Availability.Offline)) {
            bench.devices.put(device.with(new Availability.Offline(since)));
            bench.effects.add(new Effect.Announce(Api.state(id, "lost")));
            bench.journal(JournalEntry.Kind.OFFLINE, Optional.of(id), "");
            guard.lost(id, "offline");
            bench.silences.add(id);
            commands.giveUp(id, Outcome.Reason.DEVICE_OFFLINE);
        }
    }

    /// Whoever spoke for the alarm's sensors there is gone, and so are they until they are heard again. Of other devices it is for their
    /// own last words to say so: many that sleep break off each time.
    void brokeOff(Set<String> topics) {
        topics.stream().sorted().flatMap(topic -> bench.routes.to(topic).stream()).distinct().filter(bench.home.alarm()::watches)
                .filter(id -> bench.device(id).isPresent()).forEach(id -> gone(id, bench.now));
    }

    private void back(DeviceId id) {
        bench.effects.add(new Effect.Announce(Api.state(id, "ready")));
        bench.effects.add(new Effect.Announce(Api.alert(id, "silent", "")));
        bench.journal(JournalEntry.Kind.ONLINE, Optional.of(id), "");
    }

    void quiet(DeviceId id, DeviceState device) {
        var due = device.lastSeen().flatMap(last -> device.rhythm().patience().map(last::plus));
        if (due.isEmpty() || !(device.availability() instanceof Availability.Online)) {
            return;
        }
        if (due.get().isAfter(bench.now)) {
            bench.deadlines = bench.deadlines.plus(new Deadline(due.get(), id, new Deadline.What.Silence()));
        } else {
            var last = device.lastSeen().orElse(bench.now);
            bench.devices.put(device.with(new Availability.Silent(last)));
            bench.effects.add(new Effect.Announce(Api.silent(id, last)));
            bench.journal(JournalEntry.Kind.SILENT, Optional.of(id), last.toString());
            guard.lost(id, "silent");
            bench.silences.add(id);
        }
    }
}
