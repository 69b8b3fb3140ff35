package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.Reading;
import hearth.device.Value;
import hearth.profile.Api;
import hearth.profile.Said;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What devices say: a part of a [Step]. Lives for one call.
final class Reports {

    private final Bench bench;
    private final Commands commands;
    private final Presence presence;
    private final Guard guard;

    Reports(Bench bench, Commands commands, Presence presence, Guard guard) {
        this.bench = bench;
        this.commands = commands;
        this.presence = presence;
        this.guard = guard;
    }

    void heard(DeviceId id, Message message, Said said) {
        var device = bench.devices.get(id);
        if (device == null) {
            return;
        }
        var readings = device.binding().read(said);
        if (!message.retained() && echoed(device, readings)) {
            return;
        }
        bench.devices.put(device.with(said.at(), false, message));
        device.binding().heard(said, device.words()).ifPresentOrElse(words -> {
            bench.devices.put(bench.get(id).with(words));
            device.binding().online(words).ifPresent(online -> presence.present(id, online, message));
        }, () -> {
            if (!message.retained()) {
                presence.seen(id);
            } else if (device.availability() instanceof Availability.Waiting && device.binding().presence().isEmpty()) {
                bench.devices.put(bench.get(id).with(Availability.ONLINE));
            }
        });
        for (var reading : readings) {
            switch (reading) {
                case Reading.Reported(var ref, var value) -> reported(ref, value, message.retained(), said.at());
                case Reading.Passing(var ref, var value, var then, var after) -> {
                    reported(ref, value, message.retained(), said.at());
                    bench.get(id).state(ref).at().ifPresent(at -> bench.deadlines = bench.deadlines
                            .plus(new Deadline(at.plus(after), id, new Deadline.What.Fading(ref, at, then))));
                }
                case Reading.Aimed(var ref, var value) -> aimed(ref, value);
                case Reading.Happened(var ref, var value) when !message.retained() -> happened(ref, value);
                case Reading.Happened _ -> {
                    // the broker tells what once was
                }
                case Reading.Unreadable(var ref, var words) -> unreadable(ref, words);
            }
        }
        guard.heard(device, readings, message.retained());
    }

    /// Where command and report share a topic, the broker brings the hub's own message back: that is no report.
    private boolean echoed(DeviceState device, List<Reading> readings) {
        for (var reading : readings) {
            var state = device.state(reading.property());
            if (reading instanceof Reading.Reported(var ref, var value) && state.pending().isPresent()) {
                var pending = state.pending().get();
                int place = pending.echoes().indexOf(value);
                if (place >= 0) {
                    bench.devices.put(device.with(ref, state.with(pending.heard(place))));
                    return true;
                }
            }
        }
        return false;
    }

    /// A property has this value now.
    void reported(PropertyRef ref, Value value, boolean retained) {
        reported(ref, value, retained, bench.now);
    }

    /// @param at when it was said: of what was said before somebody listened, that is earlier than now
    private void reported(PropertyRef ref, Value value, boolean retained, Instant at) {
        var device = bench.get(ref.device());
        var old = device.state(ref);
        if (at.isBefore(bench.now) && old.at().filter(at::isBefore).isPresent()) {
            return; // something newer is known
        }
        boolean same = old.value().equals(Optional.of(value));
        if (old.unreadable().isPresent()) {
            bench.discovery.relieved(ref.toString()).ifPresent(next -> {
                bench.discovery = next;
                bench.journal(JournalEntry.Kind.READABLE, Optional.of(ref.device()), value.wire());
            });
            bench.effects.add(new Effect.Announce(Api.alert(ref.device(), "unreadable", "")));
        }
        if (retained && same && old.unreadable().isEmpty()) {
            return; // the broker repeats what is known: its age stays
        }
        var expires = device.binding().property(ref).flatMap(Property::expires).map(at::plus);
        var state = old.reported(value, at).expiring(expires);
        if (old.expires().isEmpty()) {
            expires.ifPresent(until -> watch(ref, until));
        }
        if (!same && old.pending().isEmpty() && old.aim().filter(goal -> commands.close(ref, value, goal)).isPresent()) {
            bench.effects.add(new Effect.Announce(Api.target(ref, Optional.empty())));
        }
        bench.devices.put(device.with(ref, old.pending().map(p -> commands.answered(ref, state, p, value)).orElse(state)));
        if (!same) {
            battery(device, bench.get(ref.device()));
            bench.effects.add(new Effect.Announce(Api.value(ref, value)));
            bench.changes.add(new Bench.Change(ref, old.value(), value, false));
        }
        bench.keep(ref, value, at);
    }

    private void battery(DeviceState was, DeviceState is) {
        var id = is.binding().device();
        if (was.lowBattery().isEmpty() && is.lowBattery().isPresent()) {
            bench.effects.add(new Effect.Announce(Api.lowBattery(id, is.lowBattery().get())));
            bench.journal(JournalEntry.Kind.BATTERY_LOW, Optional.of(id), is.lowBattery().get());
        } else if (was.lowBattery().isPresent() && is.lowBattery().isEmpty()) {
            bench.effects.add(new Effect.Announce(Api.alert(id, "battery", "")));
        }
    }

    private void happened(PropertyRef ref, Value value) {
        var device = bench.get(ref.device());
        bench.devices.put(device.with(ref, device.state(ref).reported(value, bench.now)));
        bench.effects.add(new Effect.Publish(Api.momentary(ref, value)));
        bench.changes.add(new Bench.Change(ref, Optional.empty(), value, true));
    }

    /// The device says where it is going: shown on the API until it is there, unless a wish of ours stands there.
    private void aimed(PropertyRef ref, Value goal) {
        var device = bench.get(ref.device());
        var state = device.state(ref);
        bench.devices.put(device.with(ref, state.aiming(goal)));
        if (state.pending().isEmpty()) {
            boolean there = state.value().filter(v -> commands.close(ref, v, goal)).isPresent();
            bench.effects.add(new Effect.Announce(Api.target(ref, there ? Optional.empty() : Optional.of(goal))));
        }
    }

    /// A property says nonsense: written down once an hour, however often it changes between sense and nonsense.
    private void unreadable(PropertyRef ref, String said) {
        var device = bench.get(ref.device());
        var old = device.state(ref);
        if (old.unreadable().isEmpty()) {
            bench.discovery.complaining(ref.toString(), bench.now).ifPresent(next -> {
                bench.discovery = next;
                bench.journal(JournalEntry.Kind.UNREADABLE, Optional.of(ref.device()), said);
            });
        }
        if (!old.unreadable().equals(Optional.of(said))) {
            bench.effects.add(new Effect.Announce(Api.unreadable(ref, said)));
        }
        bench.devices.put(device.with(ref, old.misread(said)));
    }

    private void watch(PropertyRef ref, Instant until) {
        bench.deadlines = bench.deadlines.plus(new Deadline(until, ref.device(), new Deadline.What.Expiry(ref)));
    }

    /// A value that was not said again for too long is unknown.
    void expire(PropertyRef ref) {
        var device = bench.get(ref.device());
        var state = device.state(ref);
        if (state.expires().isPresent() && state.expires().get().isAfter(bench.now)) {
            watch(ref, state.expires().get());
        } else if (state.expires().isPresent()) {
            bench.devices.put(device.with(ref, state.forgotten()));
            bench.effects.add(new Effect.Announce(Api.unknown(ref)));
            boolean watched = bench.link instanceof BrokerLink.Up
                    && device.binding().property(ref).filter(p -> Sensors.expired(bench.get(ref.device()), p)).isPresent();
            if (watched) {
                guard.lost(ref.device(), "silent");
            }
        }
    }

    /// What was known before a restart, as far as it still holds.
    void remember(PropertyRef ref, HubState.Kept kept) {
        var device = bench.get(ref.device());
        var until = device.binding().property(ref).flatMap(Property::expires).map(kept.at()::plus);
        var state = PropertyState.UNKNOWN.reported(kept.value(), kept.at()).with(kept.trend()).expiring(until);
        until.ifPresent(at -> watch(ref, at));
        bench.devices.put(device.with(ref, state));
    }

    void fade(Deadline.What.Fading fading) {
        var ref = fading.property();
        if (bench.device(ref.device()).filter(d -> d.state(ref).at().equals(Optional.of(fading.said()))).isPresent()) {
            reported(ref, fading.then(), false);
        }
    }
}
