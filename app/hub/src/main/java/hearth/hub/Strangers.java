package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.TopicFilter;
import hearth.profile.Api;
import hearth.profile.WeatherApi;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/// Topics that nobody knows, and what they may be: proposed, and withdrawn when somebody turns out to know them. A part of a [Step]; lives
/// for one call.
final class Strangers {

    /// What the broker keeps comes in any order: who knows a topic may be told later than the topic speaks.
    private static final Duration CALM = Duration.ofSeconds(10);

    private final Bench bench;
    private final Arrangement house;

    Strangers(Bench bench, Arrangement house) {
        this.bench = bench;
        this.house = house;
    }

    /// What the broker keeps is looked at once all of it has come.
    void lookLater() {
        bench.deadlines = bench.deadlines.plus(new Deadline(bench.now.plus(CALM), Api.HUB, new Deadline.What.Strangers()));
    }

    void look() {
        for (var topic : bench.topics.entrySet()) {
            var seen = topic.getValue();
            if (seen.size() == seen.payload().size() && !bench.home.thermostats().has(topic.getKey())
                    && !WeatherApi.has(topic.getKey())) {
                heard(new Message(topic.getKey(), seen.payload(), seen.qos(), false));
            }
        }
    }

    void heard(Message message) {
        if (!message.retained() && !known(message.topic())) {
            house.guessed(message);
        }
    }

    /// Whether somebody else hears this topic, is told something there, or has all that lies below one of its own.
    private boolean known(String topic) {
        var hearing = bench.routes.to(topic);
        for (var id : hearing) {
            if (!guessed(id)) {
                return true;
            }
        }
        if (hearing.isEmpty() && bench.routes.once().contains(topic)) {
            return true; // whose device was removed is no stranger
        }
        if (bench.routes.told(topic)) {
            return true;
        }
        for (int end = topic.lastIndexOf('/'); end > 0; end = topic.lastIndexOf('/', end - 1)) {
            for (var id : bench.routes.exactly(topic.substring(0, end))) {
                if (bench.discovery.announced().group(id).filter(g -> !g.guessed()).isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean guessed(DeviceId id) {
        return bench.discovery.announced().group(id).filter(g -> g.guessed()).isPresent();
    }

    /// Another device has these topics: what was guessed of them is taken back, unless the user has accepted it.
    void claimed(DeviceId by, Set<TopicFilter> heard, Set<String> told) {
        if (guessed(by)) {
            return;
        }
        var claimed = new LinkedHashSet<String>();
        for (var filter : heard) {
            if (filter.exact()) {
                if (bench.routes.exactly(filter.filter()).stream().anyMatch(this::proposed)) {
                    claimed.add(filter.filter());
                }
            } else {
                bench.discovery.announced().groups().keySet().stream().filter(this::proposed).flatMap(id -> bench.device(id).stream())
                        .flatMap(d -> d.binding().topics().stream()).map(TopicFilter::filter).filter(filter::matches)
                        .forEach(claimed::add);
            }
        }
        for (var topic : told) {
            if (bench.routes.exactly(topic).stream().anyMatch(this::proposed)) {
                claimed.add(topic);
            }
        }
        claimed.forEach(house::withdrawn);
    }

    private boolean proposed(DeviceId id) {
        return guessed(id) && bench.home.device(id).isEmpty();
    }
}
