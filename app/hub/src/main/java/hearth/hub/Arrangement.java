package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.home.Device;
import hearth.home.Home;
import hearth.home.Settings;
import hearth.profile.Announced;
import hearth.profile.Profile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.pcollections.ConsPStack;

/// The house as it is arranged: by the user, and by devices that come by themselves. A part of a [Step]; lives for one call.
final class Arrangement {

    private static final int UNDO = 20;

    private final Bench bench;
    private final Bindings bindings;

    Arrangement(Bench bench, Bindings bindings) {
        this.bench = bench;
        this.bindings = bindings;
    }

    /// What devices say of themselves.
    void announced(Message message) {
        bench.discovery.announced().take(message, bench.home.devices()::containsKey).ifPresent(change -> {
            changed(change);
            if (bench.settings.adoptAll()) {
                adopt(change.changed());
            }
            change.replies().forEach(reply -> bench.effects.add(new Effect.Publish(reply)));
            change.kept().ifPresent(kept -> bench.effects.add(new Effect.Remember(kept.getKey(), kept.getValue(), bench.now)));
            change.twice().forEach(id -> complain("unique " + id, JournalEntry.Kind.DUPLICATE, id));
            if (!change.problem().isEmpty()) {
                complain(message.topic(), JournalEntry.Kind.UNREADABLE, message.topic() + ": " + change.problem());
            }
        });
    }

    private void changed(Announced.Change change) {
        bench.discovery = bench.discovery.with(change.next());
        change.changed().forEach(id -> {
            bench.discovery = bench.discovery.heard(id, bench.now);
            bindings.arrange(id);
        });
    }

    /// What a topic that nobody knows may be. It is kept once the user has accepted it.
    void guessed(Message message) {
        bench.discovery.announced().guess(message, bench.home.devices()::containsKey).ifPresent(change -> {
            changed(change);
            if (change.changed().stream().anyMatch(bench.home.devices()::containsKey)) {
                change.kept().ifPresent(kept -> bench.effects.add(new Effect.Remember(kept.getKey(), kept.getValue(), bench.now)));
            }
        });
    }

    void withdrawn(String topic) {
        bench.discovery.announced().withdraw(topic, bench.home.devices()::containsKey).ifPresent(this::changed);
    }

    private void remember(DeviceId accepted) {
        if (bench.discovery.announced().group(accepted).filter(g -> g.guessed()).isPresent()) {
            bench.discovery.announced().places(accepted)
                    .forEach((place, message) -> bench.effects.add(new Effect.Remember(place, message, bench.now)));
        }
    }

    /// Kinds of device that come by themselves when their first topic speaks.
    void adopt(String topic) {
        for (var profile : bench.before.profiles().profiles()) {
            if (profile.adopt() == Profile.Adopt.SEEN && topic.equals(profile.firstTopic())
                    && !bench.home.dismissed().contains(profile.id())
                    && bench.routes.to(topic).stream().flatMap(id -> bench.home.device(id).stream())
                            .noneMatch(d -> d.profile().equals(profile.id()))) {
                var id = bench.home.free(DeviceId.of(profile.id()));
                var name = profile.deviceName(bench.settings.language());
                settle(bench.home.with(new Device(id, name, profile.id(), Map.of(), Device.Size.SMALL), ""), Map.of());
                bench.journal(JournalEntry.Kind.ADDED, Optional.of(id), name);
            }
        }
    }

    private void adopt(Set<DeviceId> arrived) {
        var fuller = bench.home;
        for (var id : arrived) {
            if (bench.device(id).isPresent() && bench.home.device(id).isEmpty()
                    && bench.discovery.announced().group(id).filter(g -> !g.guessed()).isPresent()) {
                fuller = fuller.with(bench.discovery.asDevice(id), "");
                bench.journal(JournalEntry.Kind.ADDED, Optional.of(id), bench.discovery.name(id));
            }
        }
        if (!fuller.equals(bench.home)) {
            settle(fuller, Map.of());
        }
    }

    private void complain(String topic, JournalEntry.Kind kind, String words) {
        bench.discovery.complaining(topic, bench.now).ifPresent(next -> {
            bench.discovery = next;
            bench.journal(kind, Optional.empty(), words);
        });
    }

    void edit(HomeEdit edit) {
        var edited = edit instanceof HomeEdit.Remove(var id) ? dismissed(edit.applied(bench.home), id) : edit.applied(bench.home);
        if (edited.equals(bench.home) || edit instanceof HomeEdit.Guarded && isGuarded()) {
            return;
        }
        switch (edit) {
            case HomeEdit.Add(var device, _) -> bench.journal(JournalEntry.Kind.ADDED, Optional.of(device.id()), device.name());
            case HomeEdit.AddAll(var all, _) ->
                all.forEach(d -> bench.journal(JournalEntry.Kind.ADDED, Optional.of(d.id()), d.name()));
            case HomeEdit.Remove(var id) -> {
                bench.journal(JournalEntry.Kind.REMOVED, Optional.of(id),
                        bench.home.device(id).map(Device::name).orElseGet(() -> bench.discovery.name(id)));
                clear(id);
            }
            case HomeEdit.Rename(var id, var name) -> bench.journal(JournalEntry.Kind.RENAMED, Optional.of(id), name);
            case HomeEdit.Dismantle(var prefix) -> dismantle(prefix);
            case HomeEdit.Heat(var thermostat, var name, _) when bench.home.device(thermostat.id()).isEmpty() ->
                bench.journal(JournalEntry.Kind.ADDED, Optional.of(thermostat.id()), name);
            case HomeEdit.Heat _, HomeEdit.Welcome _, HomeEdit.Move _, HomeEdit.Resize _, HomeEdit.RenameRoom _, HomeEdit.Guarded _, HomeEdit.Automate _ ->
                {
                }
        }
        bench.undo = edit instanceof HomeEdit.Dismantle ? ConsPStack.empty() : bench.undo.plus(bench.home);
        if (bench.undo.size() > UNDO) {
            bench.undo = bench.undo.minus(UNDO);
        }
        settle(edited, Map.of());
    }

    /// Also the weather that came with them, where nobody else is asked for it: no thermostat shall learn from it.
    private void dismantle(String prefix) {
        bench.home.devices().keySet().stream().filter(id -> id.value().startsWith(prefix))
                .forEach(id -> bench.effects.add(new Effect.Forget(id)));
        if (bench.settings.weather() == Settings.WeatherSource.NONE) {
            bench.effects.add(new Effect.Forget(Weather.OUTSIDE.device()));
        }
    }

    /// Takes a device's announcements from the broker, so that no other hub finds them; they are held for the undoing.
    private void clear(DeviceId id) {
        if (bench.discovery.announced().group(id).isPresent()) {
            bench.discovery = bench.discovery.deleting(id);
        }
        bench.discovery.clears(id).forEach(topic -> bench.effects.add(new Effect.Announce(Message.retained(topic, ""))));
    }

    /// The announcements of these devices are taken from the broker; with the last one a device is gone.
    void sweep(Set<DeviceId> ghosts) {
        ghosts.forEach(
                id -> bench.discovery.clears(id).forEach(topic -> bench.effects.add(new Effect.Announce(Message.retained(topic, "")))));
    }

    /// What came by itself and was removed stays away.
    private Home dismissed(Home left, DeviceId gone) {
        var hidden = left;
        for (var mark : bench.discovery.marks(gone)) {
            hidden = hidden.dismissing(mark);
        }
        return hidden.equals(left) ? dismissedProfile(left, gone) : hidden;
    }

    private Home dismissedProfile(Home left, DeviceId gone) {
        var profile = bench.home.device(gone).flatMap(d -> bench.before.profiles().profile(d.profile()));
        return profile.filter(p -> p.adopt() == Profile.Adopt.SEEN).map(p -> left.dismissing(p.id())).orElse(left);
    }

    void undo() {
        if (!bench.undo.isEmpty()) {
            var earlier = bench.undo.get(0);
            bench.undo = bench.undo.minus(0);
            settle(isGuarded() ? earlier.with(bench.home.alarm()) : earlier, Map.of());
        }
    }

    private boolean isGuarded() {
        return !(bench.before.security().panel().state() instanceof AlarmState.Disarmed);
    }

    /// The first house after the start: nothing is saved, since it was just read.
    void moveIn(Home first, Collection<HubState.Remembered> announcements, Map<PropertyRef, HubState.Kept> kept) {
        bench.home = new Home(List.of(), Map.of(), first.dismissed(), first.automations()).with(first.thermostats());
        for (var remembered : announcements) {
            var message = remembered.message();
            var known = bench.discovery.announced();
            known.take(message, first.devices()::containsKey).or(() -> known.guess(message, first.devices()::containsKey))
                    .ifPresent(change -> {
                        bench.discovery = bench.discovery.with(change.next());
                        for (var id : change.changed()) {
                            var last = bench.discovery.heard().get(id);
                            bench.discovery = last != null && last.isAfter(remembered.heard()) ? bench.discovery
                                    : bench.discovery.heard(id, remembered.heard());
                        }
                    });
        }
        bench.discovery.announced().groups().keySet().forEach(bindings::arrange);
        settle(first, kept);
        bench.effects.clear();
    }

    /// Makes this the house: binds what is new or changed, lets go what is gone.
    private void settle(Home next, Map<PropertyRef, HubState.Kept> kept) {
        var was = bench.home.places();
        var places = next.places();
        var earlier = bench.home;
        bench.home = next;
        bench.discovery = bench.discovery.keeping(next);
        for (var gone : earlier.devices().keySet()) {
            if (!next.devices().containsKey(gone)) {
                bindings.leave(gone);
            }
        }
        for (var device : next.devices().values()) {
            var known = earlier.device(device.id());
            boolean sameKind = known.filter(k -> k.profile().equals(device.profile()) && k.variables().equals(device.variables()))
                    .isPresent() && Bindings.sources(earlier, device.id()).equals(Bindings.sources(next, device.id()));
            if (!sameKind) {
                var binding = bindings.bound(device);
                bindings.bind(device.id(), binding);
                binding.properties().forEach(p -> Optional.ofNullable(kept.get(p.ref())).ifPresent(k -> bindings.remember(p.ref(), k)));
            }
            if (!sameKind || !known.equals(Optional.of(device)) || !Objects.equals(places.get(device.id()), was.get(device.id()))) {
                bindings.describe(device.id(), places.getOrDefault(device.id(), ""));
            }
        }
        if (!next.dismissed().equals(earlier.dismissed())) {
            bench.discovery.announced().groups().keySet().stream().filter(id -> next.device(id).isEmpty()).forEach(bindings::arrange);
        }
        next.devices().keySet().stream().filter(id -> !earlier.devices().containsKey(id)).forEach(id -> {
            remember(id);
            bindings.catchUp(id, Set.of());
        });
        bench.effects.add(new Effect.Save(next));
        if (!next.automations().equals(earlier.automations())) {
            bench.effects.add(new Effect.KeepVersion(next.automations(), bench.now));
        }
        if (next.devices().size() != earlier.devices().size() || next.automations() != earlier.automations()) {
            bench.describeHub();
        }
        revive(next, earlier);
    }

    /// Where a deletion was undone, what had been cleared is announced again.
    private void revive(Home next, Home earlier) {
        if (!next.dismissed().containsAll(earlier.dismissed())) {
            for (var deleted : bench.discovery.deleted().values()) {
                var said = deleted.said();
                if (deleted.hidden().marks().stream()
                        .anyMatch(mark -> earlier.dismissed().contains(mark) && !next.dismissed().contains(mark))) {
                    bench.discovery = bench.discovery.restored(deleted.hidden().device());
                    said.forEach(m -> bench.effects.add(new Effect.Announce(Message.retained(m.topic(), m.payload().text().orElse("")))));
                    said.forEach(this::announced);
                }
            }
        }
    }

    void settings(Settings wanted) {
        boolean welcoming = wanted.adoptAll() && !bench.settings.adoptAll();
        if (!wanted.equals(bench.settings)) {
            bench.settings = wanted;
            bench.effects.add(new Effect.SaveSettings(wanted));
        }
        if (welcoming) {
            adopt(bench.discovery.announced().groups().keySet());
        }
    }
}
