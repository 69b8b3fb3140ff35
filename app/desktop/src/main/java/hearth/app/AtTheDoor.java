package hearth.app;

import hearth.broker.AccessNews;
import hearth.broker.BrokerReport;
import hearth.broker.Grant;
import hearth.broker.Permit;
import hearth.device.TopicFilter;
import hearth.hub.Event;
import hearth.hub.Knock;
import hearth.hub.Refusal;
import hearth.hub.Refusal.Reason;
import hearth.hub.Trouble;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The house's words for who may come in, in the broker's, and back. Any thread.
final class AtTheDoor {

    private AtTheDoor() {
    }

    static List<Permit> permits(List<hearth.hub.Permit> permits) {
        return permits.stream()
                .map(p -> new Permit(p.login().user(), p.login().hash(), p.grants().stream().map(AtTheDoor::grant).toList(),
                        p.learning(), Set.copyOf(p.login().clients()), p.login().next()))
                .toList();
    }

    private static Grant grant(hearth.home.Grant grant) {
        return new Grant(grant.topics().filter(), Grant.Way.valueOf(grant.way().name()));
    }

    static Event event(AccessNews news) {
        return switch (news) {
            case AccessNews.Arrived(var user, var clientId, var address) -> new Event.Arrived(user, clientId, address);
            case AccessNews.Learned(var user, var grant) -> new Event.Learned(user,
                    new hearth.home.Grant(new TopicFilter(grant.filter()), hearth.home.Grant.Way.valueOf(grant.way().name())));
            case AccessNews.BrokeOff(var clientId, var topics) -> new Event.BrokeOff(clientId, topics);
            case AccessNews.Rehashed(var user, var from, var to) -> new Event.Rehashed(user, from, to);
            case AccessNews.Knocked(var clientId, var user, var address, var at, long count, var hash) ->
                new Event.Knocked(new Knock(clientId, user, address, at, at, count, hash));
            case AccessNews.Refused(var reason, var clientId, var user, var address, var topic, var at, long count) ->
                new Event.Refused(new Refusal(Reason.valueOf(reason.name()), clientId, user, address, topic, at, at, count));
        };
    }

    static Event event(BrokerReport report, Instant now) {
        return switch (report) {
            case BrokerReport.SlowClientCut(var clientId, _) -> bounded(Reason.CUT_SLOW, clientId, "", "", now);
            case BrokerReport.QueueFull(var clientId, _) -> bounded(Reason.QUEUE_FULL, clientId, "", "", now);
            case BrokerReport.TooFast(var clientId, _) -> bounded(Reason.TOO_FAST, clientId, "", "", now);
            case BrokerReport.TooManyConnections(var address, _) -> bounded(Reason.TOO_MANY_CONNECTIONS, "", address, "", now);
            case BrokerReport.RetainedFull(var clientId, var topic) -> bounded(Reason.RETAINED_FULL, clientId, "", topic, now);
            case BrokerReport.StoreFails(var reason) -> new Event.TroubleFound(new Trouble(Trouble.Kind.BROKER_STORE, reason));
            case BrokerReport.StoreWorks() -> new Event.TroubleOver(Trouble.Kind.BROKER_STORE);
        };
    }

    private static Event bounded(Reason reason, String clientId, String address, String topic, Instant now) {
        return new Event.Refused(new Refusal(reason, clientId, "", address, topic, now, now, 1));
    }
}
