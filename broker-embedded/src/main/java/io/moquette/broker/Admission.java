package io.moquette.broker;

import hearth.broker.AccessNews;
import hearth.broker.AccessNews.Reason;
import hearth.broker.ClientSession;
import hearth.broker.Grant;
import hearth.broker.OwnLogin;
import hearth.broker.Passwords;
import hearth.broker.Permit;
import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// Who may come in, and what for: the hub's own clients, those with a permit, and while nobody needs a login this computer's. Any thread.
@NullMarked
final class Admission implements AutoCloseable {
    private static final int WORDS_BYTES = 256;

    /// What somebody at the door is told.
    sealed interface Answer {
        record Welcome(Guest guest) implements Answer {}

        record No(Reason reason) implements Answer {}
    }

    final Doorbell bell = new Doorbell();
    final Invited invited = new Invited();
    private final Optional<OwnLogin> own;
    private final Proofs proofs = new Proofs();
    private final Patience patience = new Patience(System::nanoTime);
    private final Map<String, Guest> present = new ConcurrentHashMap<>();
    private final Set<Guest> guests = ConcurrentHashMap.newKeySet();
    private volatile Map<String, Permit> permits = Map.of();
    private volatile Map<String, String> owners = Map.of();

    Admission(Optional<OwnLogin> own) {
        this.own = own;
    }

    // ---- coming in

    /// @param answer told either before this returns or later on another thread
    void ask(Channel from, MqttConnectMessage connect, Consumer<Answer> answer) {
        var who = connect.payload();
        String user = who.userName();
        byte[] password = who.passwordInBytes() == null ? new byte[0] : who.passwordInBytes();
        InetAddress ip = Guest.ip(from);
        Permit permit = user == null ? null : permits.get(user);
        if (own.isPresent() && own.get().user().equals(user) && MessageDigest.isEqual(
                own.get().password().getBytes(StandardCharsets.UTF_8), password)) {
            answer.accept(new Answer.Welcome(guest(from, connect, "", true)));
        } else if (invited.admit(who)) {
            answer.accept(new Answer.Welcome(guest(from, connect, "", true)));
        } else if (permit == null && own.isEmpty() && ip != null && ip.isLoopbackAddress()) {
            answer.accept(welcome(from, connect, "", true));
        } else if (permit == null) {
            knock(from, connect, user == null ? "" : user, password, answer);
        } else if (proofs.isProven(permit, password)) {
            answer.accept(welcome(from, connect, permit.user(), false));
        } else if (patience.isSpent(ip)) {
            answer.accept(no(Reason.SLOWED, from, connect));
        } else if (!proofs.later(() -> answer.accept(checked(from, connect, permit, password)))) {
            answer.accept(no(Reason.CROWDED, from, connect));
        }
    }

    private Answer checked(Channel from, MqttConnectMessage connect, Permit permit, byte[] password) {
        if (!proofs.isProven(permit, password)) {
            if (Passwords.matches(permit.hash(), password)) {
                proofs.prove(permit, password).ifPresent(hash -> bell.tell(new AccessNews.Rehashed(permit.user(), permit.hash(), hash)));
            } else if (permit.next().filter(next -> Passwords.matches(next, password)).isPresent()) {
                proofs.proveNext(permit, password);
            } else {
                patience.fail(Guest.ip(from));
                return no(Reason.WRONG_PASSWORD, from, connect);
            }
        }
        return permits.get(permit.user()) == null ? no(Reason.UNKNOWN_USER, from, connect) : welcome(from, connect, permit.user(), false);
    }

    /// Nobody knows it: it is refused, and may be let in later with the password it brought, if that is a good one.
    private void knock(Channel from, MqttConnectMessage connect, String user, byte[] password, Consumer<Answer> answer) {
        String clientId = connect.payload().clientIdentifier();
        InetAddress ip = Guest.ip(from);
        String address = ip == null ? "" : ip.getHostAddress();
        var reason = user.isEmpty() ? Reason.NO_LOGIN : Reason.UNKNOWN_USER;
        boolean spent = patience.isSpent(ip);
        if (user.isEmpty() || !Passwords.isStrong(password, user) || spent) {
            if (!spent) {
                patience.fail(ip);
                bell.knocked(clientId, user, address, "");
            }
            answer.accept(no(spent ? Reason.SLOWED : reason, from, connect));
        } else if (!proofs.later(() -> {
            patience.fail(ip);
            bell.knocked(clientId, user, address, proofs.knocked(user, password));
            answer.accept(no(reason, from, connect));
        })) {
            answer.accept(no(Reason.CROWDED, from, connect));
        }
    }

    /// The login is right; what remains is whether its client id and its last words are its own.
    private Answer welcome(Channel from, MqttConnectMessage connect, String user, boolean trusted) {
        String clientId = connect.payload().clientIdentifier();
        Guest before = present.get(clientId);
        String owner = before != null && before.channel.isActive() ? before.user : owners.getOrDefault(clientId, user);
        if (!owner.equals(user) || own.isPresent() && own.get().clients().contains(clientId)) {
            return no(Reason.CLIENT_ID_TAKEN, from, connect);
        }
        Guest guest = guest(from, connect, user, trusted);
        if (connect.variableHeader().isWillFlag() && !mayWrite(guest, connect.payload().willTopic(), Reason.MAY_NOT_WILL)) {
            return new Answer.No(Reason.MAY_NOT_WILL);
        }
        if (before != null && before.channel.isActive() && !trusted) {
            refused(Reason.CLIENT_ID_TWICE, guest, "");
        }
        return new Answer.Welcome(guest);
    }

    private static Guest guest(Channel from, MqttConnectMessage connect, String user, boolean trusted) {
        var who = connect.payload();
        Optional<ClientSession.Will> will = !connect.variableHeader().isWillFlag() ? Optional.empty()
                : Optional.of(new ClientSession.Will(who.willTopic(), new String(who.willMessageInBytes(), 0,
                        Math.min(WORDS_BYTES, who.willMessageInBytes().length), StandardCharsets.UTF_8),
                        connect.variableHeader().isWillRetain()));
        return new Guest(from, who.clientIdentifier(), user, trusted, will);
    }

    private Answer no(Reason reason, Channel from, MqttConnectMessage connect) {
        InetAddress ip = Guest.ip(from);
        String user = connect.payload().userName();
        bell.refused(reason, connect.payload().clientIdentifier(), user == null ? "" : user, ip == null ? "" : ip.getHostAddress(), "");
        return new Answer.No(reason);
    }

    // ---- inside

    /// Its session is connected; an empty client id has become the one the broker gave it.
    void arrived(Guest guest, String clientId, String address) {
        guest.clientId = clientId;
        guests.add(guest);
        present.put(clientId, guest);
        guest.channel.closeFuture().addListener(closed -> {
            guests.remove(guest);
            present.remove(clientId, guest);
        });
        if (!guest.user.isEmpty()) {
            bell.tell(new AccessNews.Arrived(guest.user, Doorbell.cut(clientId), address));
            if (!permits.containsKey(guest.user)) {
                guest.channel.close(); // revoked on its way in
            }
        }
    }

    @Nullable Guest guest(String clientId) {
        return present.get(clientId);
    }

    boolean mayWrite(Guest guest, String topic) {
        return mayWrite(guest, topic, Rules.isSecurity(topic) ? Reason.TAMPERING : Reason.MAY_NOT_WRITE);
    }

    private boolean mayWrite(Guest guest, String topic, Reason otherwise) {
        if (guest.trusted) {
            return true;
        }
        Permit permit = permits.get(guest.user);
        boolean may = permit != null && (guest.under(permit).mayWrite(topic) || learns(guest, permit, topic));
        if (!may) {
            refused(otherwise, guest, topic);
        }
        return may;
    }

    /// What is asked of a client that has just left was granted while it was there.
    boolean mayRead(String clientId, String filter) {
        Guest guest = present.get(clientId);
        if (guest == null || guest.trusted) {
            return true;
        }
        Permit permit = permits.get(guest.user);
        boolean may = permit != null && (guest.under(permit).rules().mayRead(filter) || learns(guest, permit, filter));
        if (!may) {
            refused(Reason.MAY_NOT_READ, guest, filter);
        }
        return may;
    }

    private void refused(Reason reason, Guest guest, String topic) {
        bell.refused(reason, guest.clientId, guest.user, guest.address(), topic);
    }

    /// A device that is being paired has for its own what it uses, unless it is somebody else's or denied.
    private synchronized boolean learns(Guest guest, Permit permit, String filter) {
        if (!permit.learning()) {
            return false;
        }
        Optional<Grant> grant = Rules.own(filter, guest.user, guest.clientId).map(own -> new Grant(own, Grant.Way.BOTH))
                .filter(own -> permits.values().stream().filter(other -> !other.user().equals(guest.user))
                        .flatMap(other -> other.grants().stream()).noneMatch(other -> Rules.overlaps(other.filter(), own.filter())));
        if (grant.isEmpty()) {
            return false;
        }
        var learnt = permit.with(Stream.concat(permit.grants().stream(), grant.stream()).toList());
        Rules rules = guest.under(learnt).rules();
        if (!rules.mayWrite(filter) && !rules.mayRead(filter)) {
            return false;
        }
        var changed = new HashMap<>(permits);
        changed.put(permit.user(), learnt);
        permits = Map.copyOf(changed);
        bell.tell(new AccessNews.Learned(permit.user(), grant.get()));
        return true;
    }

    // ---- changes

    /// From now on these are let in and nobody else: who is inside with a login that is gone, or has another password, or may no longer
    /// read what it could, is cut.
    ///
    /// @return the client ids whose sessions are to be forgotten, for they may hold what is nobody's to read any more
    synchronized Set<String> admit(Collection<Permit> next) {
        Map<String, Permit> before = permits;
        Map<String, Permit> now = next.stream().map(permit -> keepingLearnt(permit, before.get(permit.user())))
                .collect(Collectors.toUnmodifiableMap(Permit::user, permit -> permit));
        Map<String, String> nowOwners = new HashMap<>();
        now.values().forEach(permit -> permit.clients().forEach(id -> nowOwners.put(id, permit.user())));
        permits = now;
        owners = Map.copyOf(nowOwners);
        var forgotten = new HashSet<String>();
        for (Permit old : before.values()) {
            Permit permit = now.get(old.user());
            boolean narrowed = permit == null || isNarrower(permit, old);
            boolean other = permit == null || !permit.hash().equals(old.hash()) && !proofs.isSame(permit);
            if (narrowed || other) {
                guests.stream().filter(guest -> guest.user.equals(old.user())).forEach(guest -> {
                    Gate.cut(guest.channel, MqttReasonCodes.Disconnect.NOT_AUTHORIZED);
                    if (narrowed) {
                        forgotten.add(guest.clientId);
                    }
                });
            }
            if (narrowed) {
                forgotten.addAll(old.clients());
            }
        }
        return forgotten;
    }

    /// Whoever hands in the permits may not have heard of the newest yet.
    private static Permit keepingLearnt(Permit permit, @Nullable Permit before) {
        if (before == null || !permit.learning() || !before.learning()) {
            return permit;
        }
        return permit.with(Stream.concat(permit.grants().stream(), before.grants().stream()).distinct().toList());
    }

    private static boolean isNarrower(Permit permit, Permit old) {
        List<String> reads = Rules.of(permit, "%c").reads();
        return !reads.containsAll(Rules.of(old, "%c").reads())
                || !Rules.of(old, "%c").denials().containsAll(Rules.of(permit, "%c").denials());
    }

    @Override public void close() {
        proofs.close();
    }
}
