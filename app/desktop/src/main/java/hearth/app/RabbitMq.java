package hearth.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.home.Grant.Way;
import hearth.hub.Permit;
import hearth.profile.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Logins as RabbitMQ reads them: definitions to import, with the rights as regular expressions over routing keys
/// (rabbitmq.com: "Definition Export and Import", "Topic Authorisation", "MQTT Plugin"). There `/` is `.`, `+` is `*`, and `.` is `/`.
final class RabbitMq {

    private static final String EXCHANGE = "amq.topic";
    private static final String ANY_QUEUE = "mqtt-subscription-.*";

    private RabbitMq() {
    }

    /// @param own    the hub's own user name: it may do everything
    /// @param hashes by user name, of `rabbit_password_hashing_sha512`
    static String definitions(List<Permit> permits, String own, Map<String, String> hashes) {
        var all = JsonNodeFactory.instance.objectNode();
        var users = all.putArray("users");
        all.putArray("vhosts").addObject().put("name", "/");
        var rights = all.putArray("permissions");
        var topics = all.putArray("topic_permissions");
        users.add(user(own, hashes));
        rights.addObject().put("user", own).put("vhost", "/").put("configure", ".*").put("write", ".*").put("read", ".*");
        for (var permit : permits) {
            var name = permit.login().user();
            if (!hashes.containsKey(name)) {
                continue;
            }
            users.add(user(name, hashes));
            var queues = queues(permit);
            var both = "^(?:" + literal(EXCHANGE) + "|" + queues + ")$";
            rights.addObject().put("user", name).put("vhost", "/").put("configure", "^" + queues + "$").put("write", both).put("read",
                    both);
            topics.addObject().put("user", name).put("vhost", "/").put("exchange", EXCHANGE)
                    .put("write", pattern(permit, Way.WRITE)).put("read", pattern(permit, Way.READ));
        }
        return all.toPrettyString() + "\n";
    }

    private static ObjectNode user(String name, Map<String, String> hashes) {
        return JsonNodeFactory.instance.objectNode().put("name", name).put("password_hash", hashes.get(name))
                .put("hashing_algorithm", "rabbit_password_hashing_sha512").put("tags", "");
    }

    /// Those of its client ids, so that it cannot read another's over AMQP; any, where none is known yet.
    private static String queues(Permit permit) {
        return permit.login().clients().isEmpty() ? ANY_QUEUE
                : permit.login().clients().stream().map(id -> literal("mqtt-subscription-" + id) + "qos[01]")
                        .collect(Collectors.joining("|", "(?:", ")"));
    }

    /// The routing keys it may use, those of subscriptions among them: everything a filter brings must be granted, and nothing of it denied.
    static String pattern(Permit permit, Way way) {
        var ways = Set.of(way, Way.BOTH);
        var granted = permit.spelt().stream().filter(g -> ways.contains(g.way())).map(g -> g.topics().filter()).toList();
        var denied = new ArrayList<>(permit.houseTopicsNotMeant(ways));
        permit.spelt().stream().filter(g -> g.way() == Way.DENY).map(g -> g.topics().filter()).forEach(denied::add);
        if (way == Way.WRITE && !granted.contains(Api.BIRTH)) {
            denied.add(Api.BIRTH);
        }
        if (granted.isEmpty()) {
            return "^$";
        }
        var not = denied.isEmpty() ? "" : denied.stream().distinct().map(f -> overlapping(levels(f), 0)).collect(
                Collectors.joining("|", "(?!(?:", ")$)"));
        return granted.stream().map(f -> covered(levels(f))).collect(Collectors.joining("|", "^" + not + "(?:", ")$"));
    }

    private static List<String> levels(String filter) {
        return Stream.of(filter.split("/", -1)).map(level -> level.replace('.', '/')).toList();
    }

    /// What lies within a filter.
    private static String covered(List<String> levels) {
        var pattern = new StringBuilder();
        for (int i = 0; i < levels.size(); i++) {
            var level = levels.get(i);
            if (level.equals("#")) {
                pattern.append(i == 0 ? ".*" : "(?:\\..*)?");
            } else {
                pattern.append(i == 0 ? "" : "\\.").append(level.equals("+") ? "[^.#]*" : literal(level));
            }
        }
        return pattern.toString();
    }

    /// What has anything in common with a filter, from one of its levels on.
    private static String overlapping(List<String> levels, int from) {
        var level = levels.get(from);
        if (level.equals("#")) {
            return ".*";
        }
        var here = level.equals("+") ? "[^.]*" : "(?:" + literal(level) + "|\\*)";
        boolean last = from + 1 == levels.size();
        var below = last ? "(?:\\.#)?" : levels.get(from + 1).equals("#") ? "(?:\\..*)?" : "\\." + overlapping(levels, from + 1);
        return "(?:#|" + here + below + ")";
    }

    private static String literal(String text) {
        return text.replaceAll("[^A-Za-z0-9_/ -]", "\\\\$0");
    }
}
