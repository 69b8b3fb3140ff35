package hearth.home;

import hearth.device.Capability;
import hearth.device.Property;
import hearth.device.PropertyType;
import hearth.device.Value;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A rule that is ready but for the devices.
public enum Blueprint {
    MOTION_LIGHT(Part.MOTION, Part.LAMPS), SUNSET_LIGHTS(Part.LAMPS), LEAVING(Part.MOTION, Part.LAMPS),
    FROST(Part.THERMOMETER, Part.HEATER),
    DOOR_OPEN(Part.DOOR), WASHING_DONE(Part.METER), WATER(Part.LEAK, Part.VALVE), NIGHT_FADE(Part.DIMMER), AT_HOME(Part.LAMPS),
    LOW_BATTERIES(Part.BATTERIES);

    /// What has to be chosen.
    public enum Part {
        MOTION(false, false, Capability.MOTION, Capability.OCCUPANCY), LAMPS(true, true, Capability.BRIGHTNESS, Capability.ON),
        DIMMER(false, true, Capability.BRIGHTNESS), DOOR(false, false, Capability.CONTACT),
        THERMOMETER(false, false, Capability.TEMPERATURE),
        HEATER(false, true, Capability.TARGET_TEMPERATURE), METER(false, false, Capability.POWER), LEAK(false, false, Capability.LEAK),
        VALVE(false, true, Capability.POSITION, Capability.ON), BATTERIES(true, false, Capability.BATTERY, Capability.BATTERY_LOW);

        private final boolean several;
        private final boolean settable;
        private final Set<Capability> capabilities;

        Part(boolean several, boolean settable, Capability first, Capability... more) {
            this.several = several;
            this.settable = settable;
            capabilities = EnumSet.of(first, more);
        }

        public boolean several() {
            return several;
        }

        public boolean fits(Property property) {
            return capabilities.contains(property.capability()) && (property.settable() || !settable) && property.retained();
        }
    }

    private static final LocalTime DUSK = LocalTime.of(17, 0);
    private static final LocalTime DAWN = LocalTime.of(7, 0);
    private static final LocalTime EVENING = LocalTime.of(15, 0);
    private static final LocalTime NIGHT = LocalTime.of(23, 0);

    /// The alarm knows it.
    private static final Condition NOBODY = new Condition.Any(List.of(new Condition.Armed(ArmState.ARMED_AWAY),
            new Condition.Armed(ArmState.ARMED_VACATION)));

    private final List<Part> parts;

    Blueprint(Part... parts) {
        this.parts = List.of(parts);
    }

    public List<Part> parts() {
        return parts;
    }

    /// Whether it asks for the sun, and so for where the house stands.
    public boolean needsSpot() {
        return this == SUNSET_LIGHTS || this == AT_HOME;
    }

    /// The rule with these devices.
    ///
    /// @param words  what it tells, where it tells something
    /// @param chosen at least one property for each of [#parts]
    public Rule rule(String id, String name, String words, Map<Part, List<Property>> chosen) {
        return switch (this) {
            case MOTION_LIGHT ->
                rule(id, name, Rule.Again.RESTART, turns(chosen, Part.MOTION, Fact.How.IS, new Value.Truth(true), Duration.ZERO),
                        new Condition.Within(DUSK, DAWN, Set.of()),
                        joined(lamps(chosen, true), List.of(new Action.Repeat(List.of(new Action.Wait(Duration.ofMinutes(5))),
                                is(first(chosen, Part.MOTION), Fact.How.IS, new Value.Truth(false)), 100)), lamps(chosen, false)));
            case SUNSET_LIGHTS ->
                rule(id, name, Rule.Again.RESTART, new Trigger.Sun(Trigger.Sun.Edge.SET, Duration.ofMinutes(-15), Set.of()),
                        Condition.ALWAYS, joined(lamps(chosen, true), List.of(new Action.Wait(Duration.ofHours(4))), lamps(chosen, false)));
            case LEAVING -> rule(id, name, Rule.Again.RESTART,
                    turns(chosen, Part.MOTION, Fact.How.IS, new Value.Truth(false), Duration.ofMinutes(30)), Condition.ALWAYS,
                    lamps(chosen, false));
            case FROST -> rule(id, name, Rule.Again.SINGLE,
                    turns(chosen, Part.THERMOMETER, Fact.How.BELOW, new Value.Numeric(4), Duration.ofMinutes(10)), Condition.ALWAYS,
                    joined(List.of(new Action.Tell(words)), all(chosen, Part.HEATER).stream()
                            .map(p -> new Action.Choose(is(p, Fact.How.BELOW, new Value.Numeric(8)), List.of(number(p, 8)), List.of()))
                            .toList()));
            case DOOR_OPEN -> rule(id, name, Rule.Again.RESTART,
                    turns(chosen, Part.DOOR, Fact.How.IS, new Value.Truth(true), Duration.ofMinutes(10)), Condition.ALWAYS,
                    List.of(new Action.Tell(words)));
            case WASHING_DONE -> rule(id, name, Rule.Again.SINGLE,
                    turns(chosen, Part.METER, Fact.How.ABOVE, new Value.Numeric(10), Duration.ofMinutes(1)), Condition.ALWAYS,
                    List.of(stopped(first(chosen, Part.METER)), new Action.Tell(words)));
            case WATER -> rule(id, name, Rule.Again.SINGLE, turns(chosen, Part.LEAK, Fact.How.IS, new Value.Truth(true), Duration.ZERO),
                    Condition.ALWAYS,
                    joined(all(chosen, Part.VALVE).stream().map(p -> lamp(p, false)).toList(), List.of(new Action.Tell(words))));
            case NIGHT_FADE -> rule(id, name, Rule.Again.SINGLE, new Trigger.At(LocalTime.of(22, 30), Set.of()),
                    new Condition.Is(new Fact(first(chosen, Part.DIMMER).ref(), Fact.How.ABOVE, new Value.Numeric(0))),
                    fade(first(chosen, Part.DIMMER)));
            case AT_HOME -> new Rule(id, name, true, Rule.Again.SINGLE,
                    List.of(new Trigger.Sun(Trigger.Sun.Edge.SET, Duration.ofMinutes(15), Set.of()),
                            new Trigger.Arms(ArmState.ARMED_AWAY), new Trigger.Arms(ArmState.ARMED_VACATION)),
                    new Condition.All(List.of(NOBODY, new Condition.Dark(), new Condition.Within(EVENING, NIGHT, Set.of()))),
                    List.of(new Action.Repeat(atHome(chosen),
                            new Condition.Any(List.of(new Condition.Not(NOBODY), new Condition.Within(NIGHT, DAWN, Set.of()))), 20)));
            case LOW_BATTERIES -> rule(id, name, Rule.Again.SINGLE, new Trigger.At(LocalTime.of(18, 0), Set.of()),
                    new Condition.Any(all(chosen, Part.BATTERIES).stream().<Condition>map(p -> new Condition.Is(low(p))).toList()),
                    List.of(new Action.Tell(words)));
        };
    }

    private static Rule rule(String id, String name, Rule.Again again, Trigger when, Condition only, List<? extends Action> then) {
        return new Rule(id, name, true, again, List.of(when), only, List.copyOf(then));
    }

    private static Trigger turns(Map<Part, List<Property>> chosen, Part part, Fact.How how, Value value, Duration lasting) {
        return new Trigger.Turns(new Fact(first(chosen, part).ref(), how, value), lasting);
    }

    private static List<Property> all(Map<Part, List<Property>> chosen, Part part) {
        return chosen.getOrDefault(part, List.of());
    }

    private static Property first(Map<Part, List<Property>> chosen, Part part) {
        return all(chosen, part).getFirst();
    }

    private static List<Action> lamps(Map<Part, List<Property>> chosen, boolean on) {
        return all(chosen, Part.LAMPS).stream().map(p -> lamp(p, on)).toList();
    }

    private static Action lamp(Property property, boolean on) {
        return property.type() instanceof PropertyType.Bool ? new Action.Wish(property.ref(), new Value.Truth(on))
                : number(property, on ? 100 : 0);
    }

    private static Action number(Property property, double wanted) {
        double least = property.type() instanceof PropertyType.Range range ? range.min() : wanted;
        double most = property.type() instanceof PropertyType.Range range ? range.max() : wanted;
        return new Action.Wish(property.ref(), new Value.Numeric(Math.max(least, Math.min(most, wanted))));
    }

    private static Condition is(Property property, Fact.How how, Value value) {
        return new Condition.Is(new Fact(property.ref(), how, value));
    }

    /// Waits until a machine takes little, and does so still three minutes later: it may only have soaked.
    private static Action stopped(Property meter) {
        var little = is(meter, Fact.How.BELOW, new Value.Numeric(5));
        return new Action.Repeat(List.of(new Action.Repeat(List.of(new Action.Wait(Duration.ofMinutes(1))), little, 100),
                new Action.Wait(Duration.ofMinutes(3))), little, 100);
    }

    /// Never brighter than it is.
    private static List<Action> fade(Property lamp) {
        var pause = new Action.Wait(Duration.ofMinutes(10));
        return List.of(dimmed(lamp, 40), pause, dimmed(lamp, 20), pause, dimmed(lamp, 5), pause, number(lamp, 0));
    }

    private static Action dimmed(Property lamp, double percent) {
        return new Action.Choose(is(lamp, Fact.How.ABOVE, new Value.Numeric(percent)), List.of(number(lamp, percent)), List.of());
    }

    /// One lamp after the other, as people go from room to room; who comes home meanwhile keeps the light.
    private static List<Action> atHome(Map<Part, List<Property>> chosen) {
        var actions = new ArrayList<Action>();
        for (var lamp : all(chosen, Part.LAMPS)) {
            actions.add(new Action.Choose(NOBODY, List.of(lamp(lamp, true), new Action.Wait(Duration.ofMinutes(25)),
                    new Action.Choose(NOBODY, List.of(lamp(lamp, false), new Action.Wait(Duration.ofMinutes(5))), List.of())), List.of()));
        }
        return actions;
    }

    private static Fact low(Property battery) {
        return battery.capability() == Capability.BATTERY_LOW ? new Fact(battery.ref(), Fact.How.IS, new Value.Truth(true))
                : new Fact(battery.ref(), Fact.How.BELOW, new Value.Numeric(15));
    }

    @SafeVarargs private static List<Action> joined(List<? extends Action>... lists) {
        var all = new ArrayList<Action>();
        for (var list : lists) {
            all.addAll(list);
        }
        return all;
    }
}
