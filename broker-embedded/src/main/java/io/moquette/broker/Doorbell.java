package io.moquette.broker;

import hearth.broker.AccessNews;
import hearth.broker.AccessNews.Reason;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells what happens at the door, so that no crowd can drown who listens: the same thing once a second with its count, and fifty things
/// a second. Any thread.
@NullMarked
final class Doorbell {
    private static final Logger log = LoggerFactory.getLogger(Doorbell.class);
    private static final int MOST_KEPT = 1_000;
    private static final int MOST_A_SECOND = 50;
    private static final int LONGEST_TEXT = 256;

    private static final class Rung {
        AccessNews newest;
        long untold;
        boolean quiet;

        Rung(AccessNews first) {
            newest = first;
        }
    }

    private final Map<Object, Rung> rung = new LinkedHashMap<>(16, 0.75f, true) {
        @Override protected boolean removeEldestEntry(Map.Entry<Object, Rung> eldest) {
            return size() > MOST_KEPT;
        }
    };
    private volatile Consumer<AccessNews> listener = news -> log.debug("{}", news);
    private int told;

    void listener(Consumer<AccessNews> newListener) {
        listener = newListener;
    }

    void tell(AccessNews news) {
        listener.accept(news);
    }

    void refused(Reason reason, String clientId, String user, String address, String topic) {
        var news = new AccessNews.Refused(reason, cut(clientId), cut(user), address, cut(topic), Instant.now(), 1);
        ring(new AccessNews.Refused(reason, news.clientId(), news.user(), address, news.topic(), Instant.EPOCH, 0), news);
    }

    /// Before it has said who it is.
    void refused(Reason reason, Channel from) {
        InetAddress ip = Guest.ip(from);
        refused(reason, "", "", ip == null ? "" : ip.getHostAddress(), "");
    }

    void knocked(String clientId, String user, String address, String hash) {
        ring(new AccessNews.Knocked(cut(clientId), cut(user), address, Instant.EPOCH, 0, ""),
                new AccessNews.Knocked(cut(clientId), cut(user), address, Instant.now(), 1, hash));
    }

    static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private void ring(Object what, AccessNews news) {
        Rung known;
        synchronized (this) {
            known = rung.computeIfAbsent(what, key -> new Rung(news));
            known.newest = news;
            known.untold++;
            if (known.quiet || told >= MOST_A_SECOND) {
                return;
            }
            said(known);
        }
        listener.accept(news);
    }

    private void said(Rung known) {
        known.untold = 0;
        known.quiet = true;
        told++;
    }

    /// Once a second: tells what has gathered.
    void second() {
        var late = new ArrayList<AccessNews>();
        synchronized (this) {
            told = 0;
            for (Rung known : rung.values()) {
                if (known.untold > 0 && told < MOST_A_SECOND) {
                    late.add(counted(known.newest, known.untold));
                    said(known);
                } else if (known.untold == 0) {
                    known.quiet = false;
                }
            }
        }
        late.forEach(listener);
    }

    private static AccessNews counted(AccessNews news, long count) {
        return switch (news) {
            case AccessNews.Refused(var reason, var clientId, var user, var address, var topic, var at, _) ->
                new AccessNews.Refused(reason, clientId, user, address, topic, at, count);
            case AccessNews.Knocked(var clientId, var user, var address, var at, _, var hash) ->
                new AccessNews.Knocked(clientId, user, address, at, count, hash);
            case AccessNews.Arrived _, AccessNews.Learned _, AccessNews.Rehashed _, AccessNews.BrokeOff _ -> news;
        };
    }
}
