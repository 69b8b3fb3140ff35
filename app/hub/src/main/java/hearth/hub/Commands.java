package hearth.hub;

import hearth.device.Capability;
import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.PropertyType;
import hearth.device.Value;
import hearth.hub.Trace.Answer.Refused;
import hearth.profile.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is wished of devices and what becomes of it: a part of a [Step]. Lives for one call.
final class Commands {

    private final Bench bench;
    private Own own = (_, _) -> false;

    /// Takes a wish for a device that is the hub's own; false where it is none.
    interface Own {
        boolean wished(Command command, Origin origin);
    }

    Commands(Bench bench) {
        this.bench = bench;
    }

    void onOwn(Own told) {
        own = told;
    }

    void commanded(PropertyRef ref, Message message) {
        commanded(ref, message, type(ref).flatMap(t -> message.payload().text().flatMap(text -> Value.of(text, t))));
    }

    /// @param value what the message wishes; empty where it cannot be read
    void commanded(PropertyRef ref, Message message, Optional<Value> value) {
        if (message.retained()) {
            refuse(ref, "a command must not be retained");
        } else if (type(ref).isEmpty()) {
            refuse(ref, "there is no such property");
        } else if (value.isEmpty()) {
            refuse(ref, "cannot be " + message.payload().shown(64));
        } else {
            command(new Command(ref, value.get()), new Origin.Mqtt());
        }
    }

    private Optional<PropertyType> type(PropertyRef ref) {
        return bench.device(ref.device()).flatMap(d -> d.binding().property(ref)).map(Property::type);
    }

    void command(Command command, Origin origin) {
        var ref = command.property();
        var device = bench.device(ref.device());
        var property = device.flatMap(d -> d.binding().property(ref));
        if (device.isEmpty() || property.isEmpty() || !property.get().settable()) {
            refuse(command, origin, property.isEmpty() ? Refused.Why.NO_PROPERTY : Refused.Why.NOT_SETTABLE,
                    property.isEmpty() ? "there is no such property" : "cannot be set");
        } else if (!property.get().type().allows(command.value())) {
            refuse(command, origin, Refused.Why.OUT_OF_RANGE, "cannot be " + Message.of("", command.value().wire()).payload().shown(64));
        } else if (own.wished(command, origin)) {
            return;
        } else if (!(bench.link instanceof BrokerLink.Up)) {
            end(ref, origin, Outcome.Reason.BROKER_AWAY, command.value());
        } else if (device.get().availability() instanceof Availability.Offline) {
            end(ref, origin, Outcome.Reason.DEVICE_OFFLINE, command.value());
        } else {
            var pending = device.get().state(ref).pending();
            if (pending.isPresent() && bench.now.isBefore(pending.get().sentAt().plus(PendingCommand.PACE))) {
                pend(ref, pending.get().wanting(command.value(), origin));
            } else {
                send(command, origin, pending);
            }
        }
    }

    private void refuse(Command command, Origin origin, Refused.Why why, String reason) {
        bench.answers.add(new Bench.Answered(origin, command.property(), command.value(),
                new Refused(why, Message.of("", command.value().wire()).payload().shown(64))));
        refuse(command.property(), reason);
    }

    private void refuse(PropertyRef ref, String reason) {
        bench.effects.add(new Effect.Publish(Api.log("warn", ref + ": " + reason)));
        bench.journal(JournalEntry.Kind.REFUSED, Optional.of(ref.device()), ref.path() + ": " + reason);
    }

    private void send(Command command, Origin origin, Optional<PendingCommand> earlier) {
        var ref = command.property();
        var device = bench.get(ref.device());
        var messages = device.binding().write(command, r -> bench.get(r.device()).state(r).shown(), bench.now);
        if (messages.isEmpty() && !device.binding().remembered(ref)) {
            refuse(command, origin, Refused.Why.UNTELLABLE, "the device cannot be told " + command.value().wire());
            return;
        }
        var echoes = new ArrayList<>(earlier.map(PendingCommand::echoes).orElse(List.of()));
        for (var message : messages) {
            if (device.binding().echoes(ref, message)) {
                echoes.add(command.value());
            }
            bench.devices.put(bench.get(ref.device()).with(bench.now, true, message));
            bench.effects.add(new Effect.Publish(message));
        }
        pend(ref, new PendingCommand(command.value(), command.value(), bench.now, origin, echoes, Optional.empty()));
    }

    private void pend(PropertyRef ref, PendingCommand pending) {
        var device = bench.get(ref.device());
        bench.devices.put(device.with(ref, device.state(ref).with(pending)));
        var due = device.binding().assumed(ref) ? pending.sentAt().plus(PendingCommand.PACE) : pending.due();
        bench.deadlines = bench.deadlines.plus(new Deadline(due, ref.device(), new Deadline.What.Answer(ref)));
        bench.effects.add(new Effect.Announce(Api.target(ref, Optional.of(pending.wanted()))));
    }

    void toggle(DeviceId id, Origin origin) {
        bench.device(id).ifPresent(device -> {
            var on = device.first(Capability.ON).filter(Property::settable);
            var light = device.first(Capability.BRIGHTNESS).filter(Property::settable);
            if (on.isPresent()) {
                var ref = on.get().ref();
                boolean lit = device.state(ref).shown().equals(Optional.of(new Value.Truth(true)));
                command(new Command(ref, new Value.Truth(!lit)), origin);
            } else if (light.isPresent()) {
                var state = device.state(light.get().ref());
                boolean lit = state.shown().filter(v -> !v.equals(new Value.Numeric(0))).isPresent();
                command(new Command(light.get().ref(), lit ? new Value.Numeric(0) : state.lit().orElse(new Value.Numeric(100))), origin);
            }
        });
    }

    void write(Message message) {
        bench.effects.add(new Effect.Publish(message));
    }

    /// A command that will not be confirmed: the last report is shown again.
    private void end(PropertyRef ref, Origin origin, Outcome.Reason reason, Value wanted) {
        bench.answers.add(new Bench.Answered(origin, ref, wanted, new Trace.Answer.NotConfirmed(reason)));
        var device = bench.get(ref.device());
        boolean wasPending = device.state(ref).pending().isPresent();
        bench.devices.put(device.with(ref, device.state(ref).ended(new Outcome.NotConfirmed(bench.now, reason))));
        if (wasPending) {
            bench.effects.add(new Effect.Announce(Api.target(ref, Optional.empty())));
        } else {
            bench.effects.add(new Effect.Publish(Api.log("warn", ref + ": not sent, " + reason.name().toLowerCase(Locale.ROOT))));
        }
        bench.journal(JournalEntry.Kind.NOT_CONFIRMED, new Why(ref, wanted, origin, Optional.empty()));
    }

    void giveUp(DeviceId id, Outcome.Reason reason) {
        for (var property : bench.get(id).binding().properties()) {
            bench.get(id).state(property.ref()).pending().ifPresent(p -> end(property.ref(), p.origin(), reason, p.wanted()));
        }
    }

    void overdue(PropertyRef ref, PendingCommand pending) {
        if (!pending.held() && bench.get(ref.device()).binding().assumed(ref)) {
            assume(ref, pending);
        } else if (pending.due().isAfter(bench.now)) {
            bench.deadlines = bench.deadlines.plus(new Deadline(pending.due(), ref.device(), new Deadline.What.Answer(ref)));
        } else if (pending.held()) {
            send(new Command(ref, pending.wanted()), pending.origin(), Optional.of(pending));
        } else if (onItsWay(ref, pending)) {
            bench.deadlines = bench.deadlines
                    .plus(new Deadline(bench.now.plus(PendingCommand.PATIENCE), ref.device(), new Deadline.What.Answer(ref)));
        } else if (pending.answered().isPresent()) {
            var device = bench.get(ref.device());
            bench.devices.put(device.with(ref, device.state(ref).ended(new Outcome.Differs(bench.now))));
            bench.answers.add(new Bench.Answered(pending.origin(), ref, pending.wanted(), new Trace.Answer.Differs()));
            bench.effects.add(new Effect.Announce(Api.target(ref, Optional.empty())));
        } else {
            end(ref, pending.origin(), Outcome.Reason.NO_ANSWER, pending.wanted());
        }
    }

    /// The device never says what became of it: the wish is taken for the deed.
    private void assume(PropertyRef ref, PendingCommand pending) {
        var device = bench.get(ref.device());
        var old = device.state(ref);
        boolean lasting = device.binding().property(ref).filter(Property::retained).isPresent();
        var state = lasting ? old.reported(pending.wanted(), bench.now) : old;
        bench.devices.put(device.with(ref, state.ended(confirmed(ref, pending))));
        bench.effects.add(new Effect.Announce(Api.target(ref, Optional.empty())));
        if (lasting) {
            bench.changes.add(new Bench.Change(ref, old.value(), pending.wanted(), false));
            bench.effects.add(new Effect.Announce(Api.value(ref, pending.wanted())));
            bench.keep(ref, pending.wanted(), bench.now);
        }
        bench.journal(JournalEntry.Kind.COMMANDED, new Why(ref, pending.wanted(), pending.origin(), Optional.empty()));
    }

    PropertyState answered(PropertyRef ref, PropertyState state, PendingCommand pending, Value value) {
        if (pending.held() || !close(ref, value, pending.sent())) {
            return state.with(pending.answered(value));
        }
        bench.effects.add(new Effect.Announce(Api.target(ref, Optional.empty())));
        bench.journal(JournalEntry.Kind.COMMANDED,
                new Why(ref, value, pending.origin(), Optional.of(Duration.between(pending.sentAt(), bench.now))));
        return state.ended(confirmed(ref, pending));
    }

    private Outcome confirmed(PropertyRef ref, PendingCommand pending) {
        var took = Duration.between(pending.sentAt(), bench.now);
        bench.answers.add(new Bench.Answered(pending.origin(), ref, pending.wanted(), new Trace.Answer.Confirmed(took)));
        return new Outcome.Confirmed(bench.now, took, pending.origin());
    }

    boolean close(PropertyRef ref, Value reported, Value wanted) {
        return bench.get(ref.device()).binding().property(ref).filter(p -> p.confirms(reported, wanted)).isPresent();
    }

    /// A device that says it is going there is given time: a shutter takes a minute.
    private boolean onItsWay(PropertyRef ref, PendingCommand pending) {
        return bench.now.isBefore(pending.sentAt().plus(PendingCommand.JOURNEY))
                && bench.get(ref.device()).state(ref).aim().filter(goal -> close(ref, goal, pending.sent())).isPresent();
    }
}
