package hearth.hub;

import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.device.PropertyType;
import hearth.device.TopicFilter;
import hearth.home.Device;
import hearth.home.Home;
import hearth.home.Thermostat;
import hearth.profile.Api;
import hearth.profile.Binding;
import hearth.profile.Said;
import hearth.profile.ThermostatApi;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// How devices are bound to what they say, and described: a part of a [Step]. Lives for one call.
final class Bindings {

    private final Bench bench;
    private final Reports reports;
    private Claims claims = (_, _, _) -> {
    };

    /// Told when a device begins to hear topics, or to be told something there.
    interface Claims {
        void claimed(DeviceId by, Set<TopicFilter> heard, Set<String> told);
    }

    Bindings(Bench bench, Reports reports) {
        this.bench = bench;
        this.reports = reports;
    }

    void onClaim(Claims told) {
        claims = told;
    }

    /// Brings a device that announces itself in line with what it says now: new, changed, or gone.
    void arrange(DeviceId id) {
        var housed = bench.home.device(id);
        var known = bench.device(id);
        var binding = bench.discovery.announced().binding(id, bench.home.dismissed()::contains);
        if (binding.isPresent() && housed.filter(d -> !d.profile().equals(Discovery.PROFILE)).isEmpty()) {
            bind(id, binding.get());
            if (known.isEmpty() || known.get().binding().properties().isEmpty()) {
                bench.greet(id);
            }
            describe(id, housed.isPresent() ? bench.home.places().getOrDefault(id, "") : "");
            catchUp(id, known.map(k -> k.binding().topics()).orElse(Set.of()));
        } else if (known.isPresent() && binding.isEmpty()) {
            Api.removed(known.get().binding()).forEach(m -> bench.effects.add(new Effect.Announce(m)));
            if (housed.isPresent()) {
                bind(id, bound(housed.get())); // its name and place in the house stay
            } else {
                drop(id);
            }
        }
    }

    /// Puts a binding into the place of the one a device had, if it had one.
    void bind(DeviceId id, Binding binding) {
        var known = bench.device(id);
        if (known.isPresent()) {
            var gone = known.get().binding().properties().stream().filter(p -> binding.property(p.ref()).isEmpty()).toList();
            if (!binding.properties().isEmpty()) {
                Api.cleared(gone).forEach(m -> bench.effects.add(new Effect.Announce(m)));
            }
            bench.routes = bench.routes.rebound(known.get().binding(), binding);
            bench.devices.put(known.get().rebound(binding));
        } else {
            bench.routes = bench.routes.with(binding);
            bench.devices.put(DeviceState.of(binding));
        }
        claims.claimed(id, added(binding.topics(), known.map(k -> k.binding().topics()).orElse(Set.of())),
                added(told(binding), known.map(k -> told(k.binding())).orElse(Set.of())));
    }

    private static <T> Set<T> added(Set<T> now, Set<T> before) {
        var all = new LinkedHashSet<>(now);
        all.removeAll(before);
        return all;
    }

    private static Set<String> told(Binding binding) {
        return binding.sinks().stream().map(Binding.Sink::topic).collect(Collectors.toSet());
    }

    private void drop(DeviceId id) {
        bench.routes = bench.routes.without(bench.get(id).binding());
        bench.devices.remove(id);
    }

    /// A device that is no longer in the home is a newcomer again, if it announces itself and was not deleted.
    void leave(DeviceId id) {
        if (bench.discovery.announced().group(id).isPresent()) {
            arrange(id);
        } else {
            Api.removed(bench.get(id).binding()).forEach(m -> bench.effects.add(new Effect.Announce(m)));
            drop(id);
        }
    }

    /// What was said before a device came here is told it, as a broker does with what it keeps. Only a word about security that the
    /// broker does not keep is over: it must not ring now.
    ///
    /// @param heard the topics it heard before
    void catchUp(DeviceId id, Set<TopicFilter> heard) {
        boolean secures = bench.get(id).first(Capability.SECURITY).isPresent();
        for (var topic : bench.get(id).binding().topics()) {
            var seen = heard.contains(topic) ? null : bench.topics.get(topic.filter());
            if (seen != null && seen.size() == seen.payload().size() && (seen.retained() || !secures)) {
                var message = new Message(topic.filter(), seen.payload(), seen.qos(), true);
                reports.heard(id, message, new Said(message, seen.at()));
            }
        }
    }

    /// A device whose profile is missing, or no longer takes its variables, stays in the house and says nothing.
    Binding bound(Device device) {
        if (device.profile().equals(Discovery.PROFILE)) {
            return bench.discovery.announced().binding(device.id(), bench.home.dismissed()::contains)
                    .orElseGet(
                            () -> new Binding(device.id(), new Binding.About("", "", "", ""), List.of(), List.of(), List.of(), List.of()));
        }
        if (device.profile().equals(Thermostat.PROFILE)) {
            return ThermostatApi.binding(device.id(), sources(bench.home, device.id()),
                    new PropertyType.Range(Thermostat.COLDEST, Thermostat.WARMEST, Thermostat.STEP));
        }
        try {
            var profile = bench.before.profiles().profile(device.profile());
            if (profile.isPresent()) {
                return profile.get().bind(device.id(), device.variables());
            }
        } catch (IllegalArgumentException unfit) {
            bench.trouble(new Trouble(Trouble.Kind.PROFILE, device.name() + ": " + unfit.getMessage()));
        }
        return new Binding(device.id(), new Binding.About("plain", "", device.profile(), ""), List.of(), List.of(), List.of(), List.of());
    }

    /// What the description of a thermostat of the user's own hangs on beside its device.
    static ThermostatApi.Sources sources(Home home, DeviceId id) {
        return home.thermostats().of(id)
                .map(t -> new ThermostatApi.Sources(t.topic(), t.topic("mode"), t.topic("action"), Api.ROOT + t.thermometer()))
                .orElse(ThermostatApi.Sources.NONE);
    }

    void remember(PropertyRef ref, HubState.Kept kept) {
        reports.remember(ref, kept);
    }

    void describe(DeviceId id, String room) {
        var device = bench.get(id);
        if (device.binding().properties().isEmpty()
                && bench.home.device(id).filter(d -> d.profile().equals(Discovery.PROFILE)).isPresent()) {
            return; // it is in the house, but announces itself no more
        }
        var name = bench.home.device(id).map(Device::name).orElseGet(() -> bench.discovery.name(id));
        bench.effects.add(new Effect.Announce(Api.description(device.binding(), name, room)));
        bench.effects.add(new Effect.Announce(Api.state(id, switch (device.availability()) {
            case Availability.Offline _ -> "lost";
            case Availability.Waiting _ -> device.binding().presence().isEmpty() ? "ready" : "init";
            case Availability.Online _, Availability.Silent _ -> "ready";
        })));
    }

    void present(DeviceId id, String room) {
        describe(id, room);
        var device = bench.get(id);
        device.binding().properties().forEach(
                p -> device.state(p.ref()).value().ifPresent(v -> bench.effects.add(new Effect.Announce(Api.value(p.ref(), v)))));
    }
}
