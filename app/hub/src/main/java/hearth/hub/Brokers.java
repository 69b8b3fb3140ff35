package hearth.hub;

import java.util.Optional;

/// Which broker the hub is at, and ways to another: a part of a [Step]. Lives for one call.
final class Brokers {

    private final Bench bench;
    private final Bindings bindings;
    private final Commands commands;
    private final Strangers strangers;
    Beyond beyond;

    Brokers(Bench bench, Bindings bindings, Commands commands, Strangers strangers) {
        this.bench = bench;
        this.bindings = bindings;
        this.commands = commands;
        this.strangers = strangers;
        beyond = bench.before.beyond();
    }

    void link(BrokerLink changed) {
        var was = bench.link;
        bench.link = changed;
        switch (changed) {
            case BrokerLink.Up(var address, _, _, _) -> {
                bench.journal(JournalEntry.Kind.BROKER_UP, Optional.empty(), address);
                bench.describeHub();
                var places = bench.home.places();
                bench.devices.all().keySet().forEach(id -> {
                    bindings.present(id, places.getOrDefault(id, ""));
                    bench.greet(id);
                });
                strangers.lookLater();
            }
            case BrokerLink.Lost(_, var reason, _) when !(was instanceof BrokerLink.Lost) -> {
                bench.journal(JournalEntry.Kind.BROKER_LOST, Optional.empty(), reason);
                bench.devices.all().keySet().forEach(id -> commands.giveUp(id, Outcome.Reason.BROKER_AWAY));
            }
            case BrokerLink.PortTaken(int port, var holder, _) ->
                bench.journal(JournalEntry.Kind.PORT_TAKEN, Optional.empty(), port + holder.map(h -> " " + h).orElse(""));
            case BrokerLink.Lost _, BrokerLink.Connecting _ -> {
            }
        }
    }

    void tryBroker(BrokerChoice choice) {
        beyond = beyond.trying(choice);
        bench.effects.add(new Effect.TryBroker(choice));
    }

    void move(BrokerChoice choice, boolean carry) {
        if (!beyond.moving()) {
            beyond = beyond.leaving();
            bench.effects.add(new Effect.MoveHouse(choice, carry));
        }
    }

    void moved(Moved how) {
        beyond = beyond.arrived(how);
        bench.journal(JournalEntry.Kind.MOVED, Optional.empty(), how.to() + (how.problem().isEmpty() ? "" : ": " + how.problem()));
    }

    /// Told twice: when the broker is there, and when it is known what it does not have.
    void regained(Failover how) {
        boolean news = beyond.failover().filter(f -> f.lost().equals(how.lost())).isEmpty();
        beyond = beyond.returned(how);
        if (news && !how.resumed()) {
            bench.journal(JournalEntry.Kind.GAP, Optional.empty(), how.lost() + " " + how.back());
        }
    }
}
