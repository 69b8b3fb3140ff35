package hearth.ui.alert;

import hearth.home.Channel;
import hearth.hub.Delivery;
import hearth.hub.Delivery.State;
import hearth.hub.HubState;
import hearth.hub.Outbox;
import hearth.icon.Icon;
import hearth.ui.ChannelWords;
import hearth.ui.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who was told of an alarm away from the house, and whether that worked, line by line. A value.
///
/// @param tone of the icon: `alert-worked`, `alert-failed` or `alert-waits`
public record Told(Icon icon, String tone, String words) {

    /// What the lines are made of; equal ones read the same at the same time.
    public record Facts(List<Delivery> newest, Map<String, Channel> channels, Optional<Outbox.Round> round, Optional<String> next) {

        /// Of each channel the newest delivery, the first told first.
        public static Facts of(HubState house, Instant alarm) {
            var newest = new LinkedHashMap<String, Delivery>();
            house.outbox().about(alarm).forEach(d -> newest.merge(d.channel(), d, (earlier, later) -> shown(earlier, later)));
            var channels = new LinkedHashMap<String, Channel>();
            house.outbox().people().channels().forEach(c -> channels.put(c.id(), c));
            var round = house.outbox().round().filter(r -> r.about().equals(alarm));
            var all = house.outbox().people().reachable();
            return new Facts(List.copyOf(newest.values()), channels, round, round.filter(r -> !r.next().equals(Instant.MAX))
                    .map(r -> all.get((r.step() + 1) % all.size()).name()));
        }

        /// What waits for its turn says less than what was accepted before.
        private static Delivery shown(Delivery earlier, Delivery later) {
            return later.attempts() == 0 && later.open() && !earlier.open() ? earlier : later;
        }
    }

    public static List<Told> of(Facts facts, Texts texts, Instant now) {
        var lines = new ArrayList<Told>();
        facts.newest().forEach(delivery -> lines.add(line(delivery, facts, texts, now)));
        if (facts.newest().isEmpty()) {
            lines.add(new Told(Icon.INFO, "alert-waits", texts.of("alert.nobody")));
        } else if (facts.round().isPresent()) {
            lines.add(new Told(Icon.CLOCK, "alert-waits", facts.next().map(name -> texts.of("alert.next", texts.plain(name),
                    texts.timeWithSeconds(facts.round().get().next()))).orElseGet(() -> texts.of("alert.unanswered"))));
        }
        return lines;
    }

    private static Told line(Delivery delivery, Facts facts, Texts texts, Instant now) {
        var channel = Optional.ofNullable(facts.channels().get(delivery.channel()));
        var who = texts.plain(delivery.person())
                + channel.map(c -> ", " + ChannelWords.kind(c.address(), texts)).orElse("");
        return switch (delivery.state()) {
            case State.Queued _ -> new Told(Icon.CLOCK, "alert-waits", texts.of("alert.queued", who));
            case State.Waiting(_, var answer) when answer.isEmpty() && delivery.attempts() == 0 ->
                new Told(Icon.CLOCK, "alert-waits", texts.of("alert.queued", who));
            case State.Waiting(var due, var answer) -> new Told(Icon.SYNC, "alert-failed", texts.of("alert.retry", who,
                    texts.answer(answer), delivery.attempts() + 1, Math.max(0, Duration.between(now, due).toSeconds())));
            case State.Sending _ -> new Told(Icon.SYNC, "alert-waits", texts.of("alert.sending", who));
            case State.Accepted(var at, _) -> new Told(Icon.CHECK_CIRCLE, "alert-worked",
                    texts.of("alert.accepted", who, texts.exactTime(at)));
            case State.GivenUp(_, var reason, var answer) -> new Told(Icon.WARNING, "alert-failed", switch (reason) {
                case REMOVED, ANSWERED -> texts.of("alert.withdrawn", who);
                case REFUSED, UNREACHABLE -> texts.of("alert.givenup", who, texts.answer(answer));
            });
        };
    }
}
