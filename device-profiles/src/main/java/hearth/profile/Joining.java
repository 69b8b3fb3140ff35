package hearth.profile;

import hearth.device.DeviceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/// Puts parts to the devices they belong to: a workbench for one call of [Announced#take].
final class Joining {

    PMap<DeviceId, Announced.Group> groups;
    PMap<String, DeviceId> identities;
    PMap<String, DeviceId> uniques;
    final Set<DeviceId> changed = new LinkedHashSet<>();
    final List<String> twice = new ArrayList<>();
    private final PMap<String, DeviceId> given;
    private final String rank;
    private final Predicate<DeviceId> taken;

    Joining(Announced before, int rank, Predicate<DeviceId> taken) {
        groups = before.groups();
        identities = before.identities();
        uniques = before.uniques();
        given = before.given();
        this.rank = (char) ('A' + rank) + " ";
        this.taken = taken;
    }

    /// Takes out what is no longer said and puts in what is new; the answer is the parts by their keys.
    PMap<String, Part> replace(PMap<String, Part> old, List<Part> fresh) {
        var next = new LinkedHashMap<String, Part>();
        fresh.forEach(p -> next.put(p.key(), p));
        PMap<String, Part> kept = old;
        for (var part : old.values()) {
            var now = next.get(part.key());
            if (now == null || !now.identities().equals(part.identities())) {
                remove(part);
                kept = kept.minus(part.key());
            }
        }
        for (var part : next.values()) {
            var was = kept.get(part.key());
            if (was == null || !was.hash().equals(part.hash()) || !was.learnt().equals(part.learnt())) {
                add(part);
                kept = kept.plus(part.key(), part);
            }
        }
        return kept;
    }

    private void add(Part part) {
        var device = home(part);
        var group = Objects.requireNonNullElseGet(groups.get(device),
                () -> new Announced.Group(device, part.identities().getFirst(), TreePMap.empty()));
        groups = groups.plus(device, new Announced.Group(device, group.identity(), group.parts().plus(rank + part.key(), part)));
        for (var identity : part.identities()) {
            identities = device.equals(identities.get(identity)) ? identities : identities.plus(identity, device);
        }
        changed.add(device);
        claim(part, device);
    }

    private void claim(Part part, DeviceId device) {
        if (!part.unique().isEmpty()) {
            var first = uniques.get(part.unique());
            if (first == null || !groups.containsKey(first)) {
                uniques = uniques.plus(part.unique(), device);
            } else if (!first.equals(device)) {
                twice.add(part.unique());
            }
        }
    }

    private void remove(Part part) {
        var device = identities.get(part.identities().getFirst());
        var group = device == null ? null : groups.get(device);
        if (group == null) {
            return;
        }
        changed.add(group.device());
        var left = group.parts().minus(rank + part.key());
        if (left.isEmpty()) {
            groups = groups.minus(group.device());
        } else {
            groups = groups.plus(group.device(), new Announced.Group(group.device(), group.identity(), left));
        }
        for (var identity : part.identities()) {
            if (left.values().stream().noneMatch(p -> p.identities().contains(identity))) {
                identities = identities.minus(identity);
            }
        }
    }

    /// The device this part is of; devices that turn out to be one become one.
    private DeviceId home(Part part) {
        var owners = new LinkedHashSet<DeviceId>();
        for (var identity : part.identities()) {
            var owner = identities.get(identity);
            if (owner != null) {
                owners.add(owner);
            }
        }
        if (owners.isEmpty()) {
            return named(part);
        }
        var device = owners.stream().filter(given::containsValue).findFirst().orElse(owners.getFirst());
        owners.stream().filter(other -> !other.equals(device)).forEach(other -> merge(other, device));
        return device;
    }

    private void merge(DeviceId from, DeviceId into) {
        var gone = Objects.requireNonNull(groups.get(from));
        var stays = Objects.requireNonNull(groups.get(into));
        groups = groups.minus(from).plus(into,
                new Announced.Group(into, stays.identity(), stays.parts().plusAll(gone.parts())));
        for (var part : gone.parts().values()) {
            for (var identity : part.identities()) {
                identities = identities.plus(identity, into);
            }
        }
        changed.add(from);
        changed.add(into);
    }

    private DeviceId named(Part part) {
        for (var identity : part.identities()) {
            var earlier = given.get(identity);
            if (earlier != null && !groups.containsKey(earlier)) {
                return earlier;
            }
        }
        var identity = part.identities().getFirst();
        var plain = DeviceId.of(Identity.words(identity));
        return free(plain) ? plain : DeviceId.of(plain.value().substring(0, Math.min(47, plain.value().length())) + "-"
                + Part.hash(identity));
    }

    private boolean free(DeviceId id) {
        return !groups.containsKey(id) && !given.containsValue(id) && !taken.test(id) && !id.equals(Api.HUB);
    }

}
