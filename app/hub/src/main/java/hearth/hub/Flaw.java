package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.home.Action;
import hearth.home.Condition;
import hearth.home.Rule;
import hearth.home.Trigger;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What of a rule can come to nothing in this house. A value.
///
/// @param what the id of a device or scene, or a value
public record Flaw(Kind kind, String what) {

    public enum Kind {
        DEVICE_GONE, SCENE_GONE,
        /// The device has no such property any more, or it cannot be set, or not to that value.
        NOT_SETTABLE, OUT_OF_RANGE,
        /// It asks for the sun, and nobody said where the house stands.
        NO_SPOT,
        /// These days the sun does not rise or set there.
        NO_SUN
    }

    public static List<Flaw> of(Rule rule, HubState house, Instant now) {
        var found = new LinkedHashSet<Flaw>();
        for (var trigger : rule.when()) {
            switch (trigger) {
                case Trigger.Changes(var property) -> device(property.device(), house, found);
                case Trigger.Turns(var fact, _) -> device(fact.property().device(), house, found);
                case Trigger.Silent(var device) -> device(device, house, found);
                case Trigger.Sun sun -> sun(sun, house, now, found);
                case Trigger.At _, Trigger.Says _, Trigger.Arms _, Trigger.Starts() -> {
                    // of no device
                }
            }
        }
        condition(rule.only(), house, found);
        actions(rule.then(), house, found);
        return List.copyOf(found);
    }

    private static void device(DeviceId id, HubState house, Set<Flaw> found) {
        if (house.home().device(id).isEmpty()) {
            found.add(new Flaw(Kind.DEVICE_GONE, id.value()));
        }
    }

    private static void sun(Trigger.Sun sun, HubState house, Instant now, Set<Flaw> found) {
        var spot = house.home().automations().spot();
        if (spot.isEmpty()) {
            found.add(new Flaw(Kind.NO_SPOT, ""));
        } else if (new Calendar(house.automation().zone(), spot).next(sun, now).isEmpty()) {
            found.add(new Flaw(Kind.NO_SUN, ""));
        }
    }

    private static void condition(Condition condition, HubState house, Set<Flaw> found) {
        switch (condition) {
            case Condition.All(var of) -> of.forEach(c -> condition(c, house, found));
            case Condition.Any(var of) -> of.forEach(c -> condition(c, house, found));
            case Condition.Not(var of) -> condition(of, house, found);
            case Condition.Is(var fact) -> device(fact.property().device(), house, found);
            case Condition.Dark() -> {
                if (house.home().automations().spot().isEmpty()) {
                    found.add(new Flaw(Kind.NO_SPOT, ""));
                }
            }
            case Condition.Within _, Condition.Armed _ -> {
                // always known
            }
        }
    }

    private static void actions(List<Action> actions, HubState house, Set<Flaw> found) {
        for (var action : actions) {
            switch (action) {
                case Action.Wish wish -> wish(wish, house, found);
                case Action.Toggle(var device) -> device(device, house, found);
                case Action.Play(var scene) -> {
                    if (house.home().automations().scene(scene).isEmpty()) {
                        found.add(new Flaw(Kind.SCENE_GONE, scene));
                    }
                }
                case Action.Repeat(var again, var until, _) -> {
                    actions(again, house, found);
                    condition(until, house, found);
                }
                case Action.Choose(var test, var then, var otherwise) -> {
                    condition(test, house, found);
                    actions(then, house, found);
                    actions(otherwise, house, found);
                }
                case Action.Tell _, Action.Wait _, Action.Arm _ -> {
                    // of no device
                }
            }
        }
    }

    private static void wish(Action.Wish wish, HubState house, Set<Flaw> found) {
        PropertyRef ref = wish.property();
        var device = house.device(ref.device()).filter(_ -> house.home().device(ref.device()).isPresent());
        var property = device.flatMap(d -> d.binding().property(ref));
        if (device.isEmpty()) {
            device(ref.device(), house, found);
        } else if (property.filter(p -> p.settable()).isEmpty()) {
            found.add(new Flaw(Kind.NOT_SETTABLE, ref.device().value()));
        } else if (!property.get().type().allows(wish.value())) {
            found.add(new Flaw(Kind.OUT_OF_RANGE, wish.value().wire()));
        }
    }
}
