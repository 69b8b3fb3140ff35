package hearth.hub;

import hearth.device.DeviceId;
import hearth.home.Watch;
import hearth.profile.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// Who lives and who is told that: the part of a [Step] that concerns the [Vigil]. Lives for one call.
final class Watchman {

    private static final DeviceId HUB = new DeviceId("hub");

    private final Bench bench;
    private final Messenger messenger;
    private final Instant now;
    private Vigil vigil;

    Watchman(Vigil vigil, Bench bench, Messenger messenger) {
        this.vigil = vigil;
        this.bench = bench;
        this.messenger = messenger;
        now = bench.now;
    }

    Vigil vigil() {
        return vigil;
    }

    /// @param password of the other hub's broker; empty to leave it as it is
    void change(Watch watch, Optional<Secret> password) {
        password.ifPresent(secret -> bench.effects.add(new Effect.KeepSecret(Vigil.SECRET, secret)));
        var was = vigil.watch();
        if (watch.equals(was) && password.isEmpty()) {
            return;
        }
        var fresh = Vigil.of(watch).awake(vigil.awake()).beating(vigil.beat());
        fresh = vigil.pulse().map(fresh::with).orElse(fresh);
        bench.troubleOver(Trouble.Kind.UNHEARD);
        bench.troubleOver(Trouble.Kind.OTHER_HUB);
        vigil = fresh;
        bench.effects.add(new Effect.SaveWatch(watch));
    }

    /// The program reports on itself: so it is awake, and says that it lives.
    void reported() {
        vigil = vigil.awake(now);
        if (!vigil.beat().plus(Vigil.BEAT).isAfter(now) && bench.link instanceof BrokerLink.Up) {
            vigil = vigil.beating(now);
            bench.effects.add(new Effect.Announce(Api.state(HUB, "ready")));
        }
    }

    /// What became of the time since the last pulse.
    ///
    /// @param blind   takes since when nothing was heard
    /// @param setBack takes by how much the clock was set back
    void pulse(Vigil.Pulse next, Consumer<Instant> blind, Consumer<Duration> setBack) {
        vigil.pulse().ifPresent(last -> {
            last.setBack(next).ifPresent(setBack);
            if (last.blind(next)) {
                blind.accept(last.at());
            }
        });
        vigil = vigil.with(next);
    }

    void tick() {
        if (!vigil.nextPing().isAfter(now)) {
            vigil = vigil.pinging(now);
            bench.effects.add(new Effect.Ping(vigil.watch().ping()));
        }
        if (vigil.watch().watches() && !vigil.silent() && !vigil.due().isAfter(now)) {
            if (vigil.heard().isEmpty() || slept()) {
                vigil = vigil.heard(now);
            } else {
                vigil = vigil.gone();
                bench.trouble(new Trouble(Trouble.Kind.OTHER_HUB, vigil.watch().broker()));
                messenger.warn(Trouble.Kind.OTHER_HUB + " " + vigil.watch().broker());
            }
        }
    }

    private boolean slept() {
        return !vigil.awake().equals(Instant.MIN) && vigil.awake().plus(Vigil.NAP).isBefore(now);
    }

    void pinged(Answer answer) {
        if (vigil.watch().pings()) {
            vigil = vigil.answered(answer, now);
            if (vigil.failing().isEmpty()) {
                bench.troubleOver(Trouble.Kind.UNHEARD);
            } else if (!vigil.failing().get().plus(Vigil.UNHEARD).isAfter(now)) {
                bench.trouble(new Trouble(Trouble.Kind.UNHEARD, ""));
            }
        }
    }

    void heard() {
        if (vigil.watch().watches()) {
            vigil = vigil.heard(now);
            bench.troubleOver(Trouble.Kind.OTHER_HUB);
        }
    }
}
