package hearth.ui;

import hearth.home.Automations;
import hearth.home.Rule;
import hearth.hub.Contest;
import hearth.hub.Flaw;
import hearth.hub.HubState;
import hearth.hub.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A rule or scene that a person should look after, and the worst reason why. A value.
///
/// @param other the rule it is at odds with, where that is the reason
public record RuleAttention(String name, Reason reason, String other) {

    public enum Reason {
        UNREAD, CUT, DISPUTE, MISSED, FAILED, FLAWED
    }

    /// As long a dispute is spoken of.
    private static final Duration DISPUTED = Duration.ofHours(1);

    /// One for each that needs it, in their order; a rule that is off needs nobody.
    public static List<RuleAttention> of(HubState house, Instant now) {
        var all = new ArrayList<RuleAttention>();
        house.home().automations().unread().forEach(one -> all.add(unread(one)));
        for (var rule : house.home().automations().rules()) {
            if (rule.on()) {
                reason(rule, house, now).ifPresent(all::add);
            }
        }
        return List.copyOf(all);
    }

    private static RuleAttention unread(Automations.Unread one) {
        return new RuleAttention(one.name(), Reason.UNREAD, "");
    }

    private static Optional<RuleAttention> reason(Rule rule, HubState house, Instant now) {
        if (house.automation().isCut(rule.id())) {
            return Optional.of(new RuleAttention(rule.name(), Reason.CUT, ""));
        }
        var dispute = disputes(rule, house, now).stream().findFirst();
        if (dispute.isPresent()) {
            var other = dispute.get().rule().equals(rule.id()) ? dispute.get().against() : dispute.get().rule();
            return Optional.of(new RuleAttention(rule.name(), Reason.DISPUTE,
                    house.home().automations().rule(other).map(Rule::name).orElse(other)));
        }
        var last = house.automation().traces(rule.id()).stream().findFirst().filter(Trace::failed);
        return last.map(t -> t.verdict() instanceof Trace.Verdict.Missed ? Reason.MISSED : Reason.FAILED)
                .or(() -> Flaw.of(rule, house, now).isEmpty() ? Optional.empty() : Optional.of(Reason.FLAWED))
                .map(reason -> new RuleAttention(rule.name(), reason, ""));
    }

    /// What this rule and others wished for by turns lately.
    public static List<Contest> disputes(Rule rule, HubState house, Instant now) {
        return List.copyOf(house.automation().disputes(rule.id(), now.minus(DISPUTED)).values());
    }

    /// `Rule Hall light went round in circles and rests`.
    public String words(Texts texts) {
        return texts.of("attention.rule." + reason.name().toLowerCase(Locale.ROOT),
                name.isBlank() ? texts.of("unread.nameless") : texts.plain(name), texts.plain(other));
    }
}
