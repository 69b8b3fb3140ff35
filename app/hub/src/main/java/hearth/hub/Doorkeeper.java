package hearth.hub;

import hearth.home.Grant;
import hearth.home.Home;
import hearth.home.Login;
import hearth.home.Logins;
import hearth.home.Role;
import hearth.profile.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Who may use the broker: the part of a [Step] that concerns [Access]. Lives for one call.
final class Doorkeeper {

    private static final Duration TOLD_AGAIN = Duration.ofMinutes(1);
    private static final Duration USED_AGAIN = Duration.ofHours(1);

    private final Instant now;
    private final List<Effect> effects;
    private final BiConsumer<JournalEntry.Kind, String> journal;
    private final Consumer<Trouble> trouble;
    private Logins logins;
    private Optional<Pairing> pairing;
    private Optional<Access.Fresh> fresh;
    private List<Knock> knocks;
    private List<Knock.Key> unwelcome;
    private List<Refusal> refusals;
    private Optional<Handover> handover;

    Doorkeeper(Access access, Instant now, List<Effect> effects, BiConsumer<JournalEntry.Kind, String> journal, Consumer<Trouble> trouble) {
        this.now = now;
        this.effects = effects;
        this.journal = journal;
        this.trouble = trouble;
        logins = access.logins();
        pairing = access.pairing();
        fresh = access.fresh();
        knocks = access.knocks();
        unwelcome = access.unwelcome();
        refusals = access.refusals();
        handover = access.handover();
    }

    Access access() {
        return new Access(logins, pairing, fresh, knocks, unwelcome, refusals, handover);
    }

    // ---- pairing

    void open(Family family) {
        begin(family, logins.free(family == Family.PLAIN || family == Family.OTHER ? "device" : family.name()), "", "");
    }

    /// @param name as people call it; empty for the user name
    /// @param hash of the password the client already has; empty to make one
    private void begin(Family family, String user, String name, String hash) {
        end();
        pairing = Optional.of(new Pairing(family, user, Optional.empty(), now.plus(Pairing.OPEN), Optional.empty()));
        var called = name.isBlank() ? user : name;
        add(new Login(user, called.substring(0, Math.min(64, called.length())), new Role.Device(family.grants()), hash, now,
                Optional.empty(),
                List.of()));
    }

    private void add(Login login) {
        keep(logins.with(login));
        if (login.hash().isEmpty()) {
            effects.add(new Effect.MakePassword(login.user()));
        }
    }

    /// Who has not come in by now never will with that login.
    void end() {
        var gone = pairing.filter(p -> p.arrival().isEmpty()).map(Pairing::user);
        pairing = Optional.empty();
        gone.ifPresent(user -> keep(logins.without(user)));
    }

    void tick() {
        if (pairing.filter(p -> !p.ends().isAfter(now)).isPresent()) {
            end();
        }
    }

    void arrived(String user, String clientId, String address) {
        logins.login(user).ifPresent(login -> {
            boolean tell = !login.clients().contains(clientId) || login.used().filter(u -> u.plus(USED_AGAIN).isAfter(now)).isEmpty();
            var used = logins.with(login.used(clientId, now));
            if (tell) {
                keep(used);
            } else {
                logins = used;
            }
        });
        var paired = pairing.filter(p -> p.user().equals(user));
        if (paired.filter(p -> p.arrival().isEmpty()).isPresent()) {
            journal.accept(JournalEntry.Kind.JOINED, clientId + " · " + user);
        }
        paired.ifPresent(p -> pairing = Optional.of(p.with(new Pairing.Arrival(clientId, address))));
    }

    /// Only the device that is being paired learns.
    void learned(String user, Grant grant) {
        if (pairing.filter(p -> p.user().equals(user)).isPresent()) {
            keep(logins.changed(user, l -> l.role() instanceof Role.Device device ? l.as(device.with(grant)) : l));
        }
    }

    // ---- knocks and refusals

    void knocked(Knock knock) {
        if (unwelcome.contains(knock.key())) {
            return;
        }
        var known = knocks.stream().filter(k -> k.key().equals(knock.key())).findFirst();
        knocks = Stream.concat(Stream.of(known.map(k -> k.again(knock)).orElse(knock)),
                knocks.stream().filter(k -> !k.key().equals(knock.key()))).limit(Knock.MOST).toList();
        if (known.isEmpty()) {
            journal.accept(JournalEntry.Kind.KNOCKED, knock.clientId() + " · " + knock.address());
        }
    }

    /// It keeps a password that is good enough; it has proven nothing by it, so it gets no more than any new device.
    void allow(Knock.Key key) {
        knocks.stream().filter(k -> k.key().equals(key)).findFirst().ifPresent(knock -> {
            forget(key);
            if (knock.keepsItsPassword() && logins.login(knock.user()).isEmpty()) {
                begin(Family.OTHER, knock.user(), knock.name(), knock.hash());
            } else {
                begin(Family.OTHER, logins.free(knock.user().isEmpty() ? knock.clientId() : knock.user()), knock.name(), "");
            }
        });
    }

    void turnAway(Knock.Key key) {
        forget(key);
        unwelcome = Stream.concat(Stream.of(key), unwelcome.stream().filter(k -> !k.equals(key))).limit(Refusal.MOST).toList();
    }

    private void forget(Knock.Key key) {
        knocks = knocks.stream().filter(k -> !k.key().equals(key)).toList();
    }

    void refused(Refusal refusal) {
        var known = refusals.stream().filter(r -> r.isAgain(refusal)).findFirst();
        refusals = Stream.concat(Stream.of(known.map(r -> r.again(refusal)).orElse(refusal)),
                refusals.stream().filter(r -> !r.isAgain(refusal))).limit(Refusal.MOST).toList();
        boolean news = known.filter(r -> r.last().plus(TOLD_AGAIN).isAfter(refusal.last())).isEmpty();
        if (news) {
            effects.add(new Effect.Publish(Api.log("warn", refusal.line()))); // a hub without a window tells it, too
        }
        if (refusal.reason() == Refusal.Reason.TAMPERING && news) {
            var who = refusal.clientId() + " · " + refusal.address() + " · " + refusal.topic();
            journal.accept(JournalEntry.Kind.TAMPERED, who);
            trouble.accept(new Trouble(Trouble.Kind.TAMPERING, who));
        } else if (refusal.isTold() && news) {
            journal.accept(JournalEntry.Kind.LIMITED, refusal.reason() + " " + refusal.who());
        }
    }

    void clearRefusals() {
        refusals = List.of();
    }

    // ---- logins

    void want(String name, Role role) {
        add(new Login(logins.free(name), name, role, "", now, Optional.empty(), List.of()));
    }

    void renew(String user) {
        if (logins.login(user).isPresent()) {
            effects.add(new Effect.MakePassword(user));
        }
    }

    void made(String user, Password password, String hash) {
        if (logins.login(user).isEmpty()) {
            return; // revoked meanwhile
        }
        keep(logins.changed(user, l -> l.hashed(hash)));
        var paired = pairing.filter(p -> p.user().equals(user));
        paired.ifPresentOrElse(p -> pairing = Optional.of(p.with(password)),
                () -> fresh = Optional.of(new Access.Fresh(user, password)));
    }

    void seen() {
        fresh = Optional.empty();
    }

    void rehashed(String user, String from, String to) {
        keep(logins.changed(user, l -> l.hash().equals(from) ? rehashed(l, to) : l));
    }

    private static Login rehashed(Login login, String hash) {
        return login.next().map(login.hashed(hash)::also).orElseGet(() -> login.hashed(hash));
    }

    void rename(String user, String name) {
        keep(logins.changed(user, l -> l.named(name)));
    }

    void role(String user, Role role) {
        keep(logins.changed(user, l -> l.as(role)));
    }

    void revoke(String user) {
        logins.login(user).ifPresent(login -> journal.accept(JournalEntry.Kind.REVOKED, login.name()));
        pairing = pairing.filter(p -> !p.user().equals(user));
        fresh = fresh.filter(f -> !f.user().equals(user));
        keep(logins.without(user));
    }

    void bring(List<Login> more) {
        var taken = new ArrayList<Login>(more);
        taken.removeIf(l -> logins.login(l.user()).isPresent());
        keep(logins.with(taken));
    }

    // ---- to another broker

    void handOver(Handover.Kind kind, String folder, Home home) {
        handover = Optional.empty();
        effects.add(new Effect.HandOver(kind, folder, access().permits(home)));
    }

    /// A login that was given a password may come here with it, too: the device may be changed before the house moves, or after it is back.
    void handedOver(Handover made) {
        handover = Optional.of(made);
        var changed = logins;
        for (var given : made.given()) {
            if (given.hash().isPresent()) {
                changed = changed.changed(given.user(), l -> l.also(given.hash().get()));
            }
        }
        keep(changed);
    }

    void handoverSeen() {
        handover = Optional.empty();
    }

    private void keep(Logins changed) {
        if (!changed.equals(logins)) {
            logins = changed;
            effects.add(new Effect.SaveLogins(changed));
        }
    }
}
