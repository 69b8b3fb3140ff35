package hearth.hub;

import hearth.home.People;
import hearth.trie.Trie;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/// Who is told, what is on its way to them, and how that went. A value.
///
/// @param deliveries the newest, and all that are open, by id
/// @param round      the escalation of the alarm nobody has answered yet
/// @param proofs     by channel
/// @param listening  the channels on which an answer is awaited
/// @param due        when to look after something; [Instant#MAX] for never
public record Outbox(People people, TreePMap<Long, Delivery> deliveries, Optional<Round> round, PMap<String, Proof> proofs,
        Set<String> listening, Instant due) {

    public static final Outbox NONE = new Outbox(People.NONE, TreePMap.empty(), Optional.empty(), Trie.empty(), Set.of(),
            Instant.MAX);

    /// Closed deliveries beyond these are on disk only.
    static final int MOST = 200;

    /// How far the telling of one alarm has come.
    ///
    /// @param nature   what it was when it was told last
    /// @param step     the step of the escalation that was told last
    /// @param next     when the next one is told; [Instant#MAX] if all were told often enough
    /// @param happened how many happenings were told
    public record Round(Instant about, Incident.Kind nature, int step, Instant next, int happened) {
    }

    public Outbox {
        listening = Set.copyOf(listening);
    }

    /// As it was left: what was open is sent again at once.
    ///
    /// @param left newest deliveries, and all that are open
    public static Outbox of(People people, Collection<Delivery> left, Map<String, Proof> proofs) {
        var deliveries = TreePMap.<Long, Delivery>empty();
        for (var delivery : left) {
            deliveries = deliveries.plus(delivery.id(), delivery.open()
                    ? delivery.with(new Delivery.State.Waiting(delivery.queued(), words(delivery)))
                    : delivery);
        }
        var due = deliveries.values().stream().map(Delivery::due).min(Instant::compareTo).orElse(Instant.MAX);
        return new Outbox(people, deliveries, Optional.empty(), Trie.from(proofs), Set.of(), due);
    }

    private static String words(Delivery delivery) {
        return delivery.state() instanceof Delivery.State.Waiting(_, var answer) ? answer : "";
    }

    /// What was sent, or is to be sent, of the alarm that began then; oldest first.
    public List<Delivery> about(Instant since) {
        return deliveries.values().stream().filter(d -> d.notice().concerns(since)).toList();
    }

    public Proof proof(String channel) {
        return Objects.requireNonNullElse(proofs.get(channel), Proof.NONE);
    }

    /// The newest test of a channel since the program began.
    public Optional<Delivery> test(String channel) {
        return deliveries.descendingMap().values().stream()
                .filter(d -> d.channel().equals(channel) && d.notice().kind() == Notice.Kind.TEST).findFirst();
    }
}
