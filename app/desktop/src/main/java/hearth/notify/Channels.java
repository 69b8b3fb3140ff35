package hearth.notify;

import hearth.home.Channel;
import hearth.home.Channel.Address;
import hearth.hub.Answer;
import hearth.hub.Delivery;
import hearth.hub.Event;
import hearth.hub.Secret;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ways to people away from the house. Any thread; nothing here blocks its caller but [#store], and nothing calls out unless it is told to send or
/// to listen.
public final class Channels implements AutoCloseable {

    /// Where secrets are kept; may block.
    public interface Safe {

        Optional<String> find(String name);

        void keep(String name, String secret);

        void forget(String name);
    }

    private static final Logger log = LoggerFactory.getLogger(Channels.class);

    /// The name of the key by which answers are told from what anybody could say.
    private static final String ANSWERS = "answers";
    private static final String TELEGRAM = "https://api.telegram.org";

    private final Safe safe;
    private final Consumer<Event> events;
    private final InstantSource clock;
    private final Optional<SSLContext> trust;
    private final String telegram;
    private final Duration patience;
    private final Duration pause;
    private final Web web;
    private final ConcurrentMap<String, Optional<String>> secrets = new ConcurrentHashMap<>();
    private List<Thread> listeners = List.of();
    private @Nullable String key;
    private volatile String thanks = "";

    /// @param events is told what became of a delivery, and of answers, on threads of its own
    public Channels(Safe safe, Consumer<Event> events, InstantSource clock) {
        this(safe, events, clock, Optional.empty(), TELEGRAM, Duration.ofSeconds(20), Duration.ofSeconds(10));
    }

    /// @param patience with one try
    /// @param pause    between two looks for an answer
    Channels(Safe safe, Consumer<Event> events, InstantSource clock, Optional<SSLContext> trust, String telegram, Duration patience,
            Duration pause) {
        this.safe = safe;
        this.events = events;
        this.clock = clock;
        this.trust = trust;
        this.telegram = telegram;
        this.patience = patience;
        this.pause = pause;
        web = new Web(trust, patience.dividedBy(2), patience);
    }

    /// From now on this is the channel's secret; an empty one is none. It is not kept until [#store].
    public void learn(String channel, Secret secret) {
        secrets.put(channel, Optional.of(secret.text()).filter(s -> !s.isEmpty()));
    }

    /// Keeps what was learnt. Blocks for as long as the safe does.
    public void store(String channel) {
        secret(channel).ifPresentOrElse(secret -> safe.keep(channel, secret), () -> safe.forget(channel));
    }

    /// Tries once, then tells of it with [Event.Delivered].
    public void send(Letter letter, Channel channel) {
        thanks = letter.thanks();
        Thread.ofVirtual().name("send " + channel.id()).start(() -> {
            var answer = answer(letter, channel);
            log.info("{} to {}: {}", letter.delivery().notice().kind(), letter.delivery().person(),
                    answer.getClass().getSimpleName());
            events.accept(new Event.Delivered(letter.delivery().id(), letter.delivery().attempts(), answer));
        });
    }

    /// Calls it once, then tells of it with [Event.Pinged].
    public void ping(String url) {
        Thread.ofVirtual().name("ping").start(() -> {
            try {
                events.accept(new Event.Pinged(web.send(Web.to(url).GET()).answer()));
            } catch (Web.NoReply none) {
                events.accept(new Event.Pinged(none.answer()));
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Answer answer(Letter letter, Channel channel) {
        var secret = secret(channel.id());
        try {
            return discreet(way(channel, letter.delivery()).send(letter, secret), secret);
        } catch (Web.NoReply none) {
            return discreet(none.answer(), secret);
        } catch (IOException failed) {
            return discreet(new Answer.Unavailable(Answer.Cause.OTHER.words(String.valueOf(failed.getMessage())), Optional.empty()),
                    secret);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return new Answer.Unavailable("", Optional.empty());
        } catch (RuntimeException bug) {
            log.error("a delivery was not tried: {}", channel.address().getClass().getSimpleName(), bug);
            return new Answer.Unavailable(Answer.Cause.OTHER.words(bug.getClass().getSimpleName()), Optional.empty());
        }
    }

    /// A server that repeats a secret does not make it less of one.
    private static Answer discreet(Answer answer, Optional<String> secret) {
        return secret.filter(s -> s.length() > 3 && answer.words().contains(s)).map(s -> switch (answer) {
            case Answer.Accepted(var words) -> new Answer.Accepted(words.replace(s, "…"));
            case Answer.Refused(var words) -> new Answer.Refused(words.replace(s, "…"));
            case Answer.Unavailable(var words, var wait) -> (Answer) new Answer.Unavailable(words.replace(s, "…"), wait);
        }).orElse(answer);
    }

    private Way way(Channel channel, Delivery delivery) {
        return switch (channel.address()) {
            case Address.Ntfy ntfy -> ntfy(channel, ntfy, delivery.notice().about());
            case Address.Telegram chat -> new Telegram(web, telegram, chat, token(channel, delivery.notice().about()));
            case Address.Mail mail -> new Mail(mail, trust, patience, clock);
            case Address.Webhook hook -> new Webhook(web, hook, clock);
        };
    }

    private Ntfy ntfy(Channel channel, Address.Ntfy address, Instant about) {
        return new Ntfy(web, address, "hearth-" + Mac.hex(key(), "replies " + channel.id()).substring(0, 32), token(channel, about));
    }

    /// What an answer to this alarm on this channel says; nobody else can know it, and it is good for no other.
    private String token(Channel channel, Instant about) {
        return Mac.hex(key(), channel.id() + " " + about).substring(0, 32);
    }

    private synchronized String key() {
        var known = key;
        if (known == null) {
            known = safe.find(ANSWERS).filter(k -> k.length() == 64).orElseGet(() -> {
                var fresh = new byte[32];
                new SecureRandom().nextBytes(fresh);
                safe.keep(ANSWERS, HexFormat.of().formatHex(fresh));
                return HexFormat.of().formatHex(fresh);
            });
            key = known;
        }
        return known;
    }

    /// What is kept or was learnt. Blocks for as long as the safe does.
    public Optional<String> secret(String channel) {
        return secrets.computeIfAbsent(channel, safe::find);
    }

    // ---- answers

    /// Listens on these channels, and no others, for an answer to the alarm that began then; tells of it with [Event.AlarmAnswered].
    public synchronized void listen(Instant about, List<Channel> channels) {
        listeners.forEach(Thread::interrupt);
        listeners = channels.isEmpty() ? List.of()
                : List.of(Thread.ofVirtual().name("answers").start(() -> listenAll(about, channels)));
    }

    private void listenAll(Instant about, List<Channel> channels) {
        var bots = new HashMap<String, Map<String, Event>>();
        var threads = new java.util.ArrayList<Thread>();
        for (var channel : channels) {
            var answered = new Event.AlarmAnswered(about, channel.id());
            switch (channel.address()) {
                case Address.Ntfy address -> threads.add(listener(() -> {
                    if (ntfy(channel, address, about).answered(about.getEpochSecond(), secret(channel.id()))) {
                        events.accept(answered);
                    }
                    Thread.sleep(pause);
                }));
                case Address.Telegram _ -> secret(channel.id())
                        .ifPresent(bot -> bots.computeIfAbsent(bot, _ -> new HashMap<>()).put(token(channel, about), answered));
                case Address.Mail _, Address.Webhook _ -> {
                    // no answer comes back on these
                }
            }
        }
        bots.forEach((bot, tokens) -> {
            var next = new long[1];
            threads.add(listener(() -> {
                next[0] = Telegram.hear(web, telegram, bot, next[0], tokens, thanks, events);
                Thread.sleep(pause.dividedBy(10));
            }));
        });
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException over) {
            threads.forEach(Thread::interrupt);
        }
    }

    private interface Look {
        void once() throws IOException, InterruptedException;
    }

    private Thread listener(Look look) {
        return Thread.ofVirtual().name("answers").start(() -> {
            try {
                while (true) {
                    try {
                        look.once();
                    } catch (IOException away) {
                        log.debug("no answers: {}", away.getMessage());
                        Thread.sleep(pause);
                    }
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override public void close() {
        listen(Instant.EPOCH, List.of());
        web.close();
    }
}
