package hearth.ui.automation;

import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.TopicFilter;
import hearth.device.Value;
import hearth.home.Action;
import hearth.home.AlarmMode;
import hearth.home.ArmState;
import hearth.home.Condition;
import hearth.home.Scene;
import hearth.home.Trigger;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The kinds of triggers, conditions and actions, and how each is filled in. FX thread.
record Sorts(Fields fields) {

    enum When {
        TURNS, CHANGES, AT, SUN, SILENT, SAYS, ALARM, STARTS
    }

    enum If {
        IS, WITHIN, DARK, ALARM, ALL, ANY, NONE
    }

    enum Do {
        SET, TOGGLE, SCENE, TELL, ARM, WAIT, CHOOSE, REPEAT
    }

    /// A part whose value is worked out of others.
    private record Made<T>(List<Node> nodes, Supplier<Optional<T>> read) implements Part<T> {

        @Override public Optional<T> value() {
            return read.get();
        }
    }

    private static List<Node> all(Object... parts) {
        return Stream.of(parts).flatMap(p -> p instanceof Part<?> part ? part.nodes().stream() : Stream.of((Node) p)).toList();
    }

    private Node word(String key) {
        return Part.word(fields.texts().of(key));
    }

    // ---- triggers

    Lines.Sort<Trigger, When> triggers() {
        return new Lines.Sort<>("when", List.of(When.values()), trigger -> switch (trigger) {
            case Trigger.Turns _ -> When.TURNS;
            case Trigger.Changes _ -> When.CHANGES;
            case Trigger.At _ -> When.AT;
            case Trigger.Sun _ -> When.SUN;
            case Trigger.Silent _ -> When.SILENT;
            case Trigger.Says _ -> When.SAYS;
            case Trigger.Arms _ -> When.ALARM;
            case Trigger.Starts _ -> When.STARTS;
        }, this::trigger);
    }

    private Part<Trigger> trigger(When kind, @Nullable Trigger old) {
        return switch (kind) {
            case TURNS -> {
                var known = old instanceof Trigger.Turns turns ? turns : null;
                var fact = new Fields.OneFact(fields, known == null ? null : known.fact());
                var span = new Fields.Span(fields, known == null ? Duration.ZERO : known.lasting());
                yield new Made<>(all(fact, word("when.for"), span),
                        () -> fact.value().flatMap(f -> span.value().map(s -> new Trigger.Turns(f, s))));
            }
            case CHANGES -> {
                var property = new Fields.OneProperty(fields, _ -> true, old instanceof Trigger.Changes(var p) ? p : null,
                        fields.changed());
                yield new Made<>(all(property), () -> property.value().map(Trigger.Changes::new));
            }
            case AT -> {
                var known = old instanceof Trigger.At at ? at : new Trigger.At(LocalTime.of(7, 0), Set.of());
                var time = new Fields.OneTime(fields, known.time());
                var days = new Fields.Days(fields, known.days());
                yield new Made<>(all(time, days), () -> time.value().flatMap(t -> days.value().map(d -> new Trigger.At(t, d))));
            }
            case SUN -> {
                var known = old instanceof Trigger.Sun sun ? sun : new Trigger.Sun(Trigger.Sun.Edge.SET, Duration.ZERO, Set.of());
                var span = new Fields.Span(fields, known.offset().abs());
                var side = Part.choice(fields.texts().of("when.side"), List.of(true, false),
                        b -> fields.texts().of(b ? "when.before" : "when.after"), known.offset().isNegative(), fields.changed());
                var edge = Part.choice(fields.texts().of("when.sun"), List.of(Trigger.Sun.Edge.values()),
                        e -> fields.texts().of("trigger.sun." + e.name().toLowerCase(Locale.ROOT) + ".noun"), known.edge(),
                        fields.changed());
                var days = new Fields.Days(fields, known.days());
                yield new Made<>(all(span, side, edge, days), () -> span.value().flatMap(s -> days.value()
                        .map(d -> new Trigger.Sun(edge.getValue(), side.getValue() ? s.negated() : s, d))));
            }
            case SILENT -> {
                var device = new Fields.OneDevice(fields, _ -> true, old instanceof Trigger.Silent(var d) ? d : null);
                yield new Made<>(all(device), () -> device.value().map(Trigger.Silent::new));
            }
            case SAYS -> {
                var topic = Part.text(fields.texts().of("when.topic"), old instanceof Trigger.Says(var t, _) ? t.filter() : "", 18,
                        fields.changed());
                var payload = Part.text(fields.texts().of("when.payload"), old instanceof Trigger.Says(_, var p) ? p : "", 10,
                        fields.changed());
                yield new Made<>(all(topic, word("when.saying"), payload),
                        () -> Optional.of(new Trigger.Says(new TopicFilter(topic.getText().strip()), payload.getText())));
            }
            case ALARM -> {
                var state = state(old instanceof Trigger.Arms(var known) ? known : ArmState.DISARMED);
                yield new Made<>(List.of(state), () -> Optional.of(new Trigger.Arms(state.getValue())));
            }
            case STARTS -> new Made<>(List.of(), () -> Optional.of(new Trigger.Starts()));
        };
    }

    private ComboBox<ArmState> state(ArmState chosen) {
        return choice("when.state", ArmState.values(), "security.", chosen);
    }

    /// One of a few words, which are called `prefix` and their name in small letters.
    private <E extends Enum<E>> ComboBox<E> choice(String what, E[] all, String prefix, E chosen) {
        var texts = fields.texts();
        return Part.choice(texts.of(what), List.of(all), one -> texts.of(prefix + one.name().toLowerCase(Locale.ROOT)), chosen,
                fields.changed());
    }

    // ---- conditions

    Lines.Sort<Condition, If> conditions() {
        return new Lines.Sort<>("if", List.of(If.values()), condition -> switch (condition) {
            case Condition.Is _ -> If.IS;
            case Condition.Within _ -> If.WITHIN;
            case Condition.Armed _ -> If.ALARM;
            case Condition.Dark _ -> If.DARK;
            case Condition.All _ -> If.ALL;
            case Condition.Any _ -> If.ANY;
            case Condition.Not _ -> If.NONE;
        }, this::condition);
    }

    private Part<Condition> condition(If kind, @Nullable Condition old) {
        return switch (kind) {
            case IS -> {
                var fact = new Fields.OneFact(fields, old instanceof Condition.Is(var f) ? f : null);
                yield new Made<>(all(fact), () -> fact.value().map(Condition.Is::new));
            }
            case WITHIN -> {
                var known = old instanceof Condition.Within within ? within
                        : new Condition.Within(LocalTime.of(22, 0), LocalTime.of(6, 0), Set.of());
                var from = new Fields.OneTime(fields, known.from());
                var to = new Fields.OneTime(fields, known.to());
                var days = new Fields.Days(fields, known.days());
                yield new Made<>(all(from, word("if.to"), to, days), () -> from.value().flatMap(f -> to.value()
                        .flatMap(t -> days.value().map(d -> new Condition.Within(f, t, d)))));
            }
            case ALARM -> {
                var state = state(old instanceof Condition.Armed(var known) ? known : ArmState.ARMED);
                yield new Made<>(List.of(state), () -> Optional.of(new Condition.Armed(state.getValue())));
            }
            case DARK -> new Made<>(List.of(), () -> Optional.of(new Condition.Dark()));
            case ALL -> group("rule.and", old instanceof Condition.All(var of) ? of : List.of(), Condition.All::new);
            case ANY -> group("rule.or", old instanceof Condition.Any(var of) ? of : List.of(), Condition.Any::new);
            case NONE -> group("rule.or", !(old instanceof Condition.Not(var not)) ? List.of()
                    : not instanceof Condition.Any(var of) ? of : List.of(not),
                    of -> new Condition.Not(of.size() == 1 ? of.getFirst() : new Condition.Any(of)));
        };
    }

    private Part<Condition> group(String between, List<Condition> first, java.util.function.Function<List<Condition>, Condition> made) {
        var lines = new Lines<>(fields.texts(), conditions(), fields.texts().of(between), first, fields.changed());
        return new Made<>(List.of(lines), () -> lines.values().filter(of -> !of.isEmpty()).map(made));
    }

    // ---- actions

    Lines.Sort<Action, Do> actions() {
        return new Lines.Sort<>("do", List.of(Do.values()), action -> switch (action) {
            case Action.Wish _ -> Do.SET;
            case Action.Toggle _ -> Do.TOGGLE;
            case Action.Play _ -> Do.SCENE;
            case Action.Tell _ -> Do.TELL;
            case Action.Arm _ -> Do.ARM;
            case Action.Wait _ -> Do.WAIT;
            case Action.Choose _ -> Do.CHOOSE;
            case Action.Repeat _ -> Do.REPEAT;
        }, this::action);
    }

    private Part<Action> action(Do kind, @Nullable Action old) {
        return switch (kind) {
            case SET -> {
                var wish = new Wish(fields, old instanceof Action.Wish(var p, _) ? p : null,
                        old instanceof Action.Wish(_, var v) ? v : null);
                yield new Made<>(wish.nodes(), () -> wish.value().map(w -> w));
            }
            case TOGGLE -> {
                var device = new Fields.OneDevice(fields, Property::settable, old instanceof Action.Toggle(var d) ? d : null);
                yield new Made<>(all(device), () -> device.value().map(Action.Toggle::new));
            }
            case SCENE -> {
                var scenes = fields.house().home().automations().scenes();
                ComboBox<String> box = Part.choice(fields.texts().of("do.scene"), scenes.stream().map(Scene::id).toList(),
                        id -> scenes.stream().filter(s -> s.id().equals(id)).map(Scene::name).map(fields.texts()::plain).findFirst()
                                .orElse(id),
                        old instanceof Action.Play(var id) ? id : null, fields.changed());
                yield new Made<>(List.of(box), () -> Optional.ofNullable(box.getValue()).map(Action.Play::new));
            }
            case TELL -> {
                TextField words = Part.text(fields.texts().of("do.words"), old instanceof Action.Tell(var w) ? w : "", 26,
                        fields.changed());
                words.setPromptText(fields.texts().of("do.words.example", Action.Tell.THOSE));
                words.setTooltip(new Tooltip(fields.texts().of("do.words.those", Action.Tell.THOSE)));
                words.setAccessibleHelp(fields.texts().of("do.words.those", Action.Tell.THOSE));
                yield new Made<>(List.of(words),
                        () -> Optional.of(words.getText().strip()).filter(w -> !w.isEmpty() && w.length() <= 500).map(Action.Tell::new));
            }
            case ARM -> {
                var mode = choice("do.mode", AlarmMode.values(), "alarm.mode.",
                        old instanceof Action.Arm(var known) ? known : AlarmMode.AWAY);
                yield new Made<>(List.of(mode), () -> Optional.of(new Action.Arm(mode.getValue())));
            }
            case WAIT -> {
                var span = new Fields.Span(fields, old instanceof Action.Wait(var t) ? t : Duration.ofMinutes(5));
                yield new Made<>(all(span), () -> span.value().filter(Duration::isPositive).map(Action.Wait::new));
            }
            case CHOOSE -> {
                var known = old instanceof Action.Choose choose ? choose : new Action.Choose(Condition.ALWAYS, List.of(), List.of());
                var test = new Lines<>(fields.texts(), conditions(), fields.texts().of("rule.and"), several(known.condition()),
                        fields.changed());
                var then = new Lines<>(fields.texts(), actions(), "", known.then(), fields.changed());
                var other = new Lines<>(fields.texts(), actions(), "", known.otherwise(), fields.changed());
                yield new Made<>(List.of(test, headed("do.choose.then", then), headed("do.choose.else", other)),
                        () -> test.values().filter(c -> !c.isEmpty()).flatMap(c -> then.values().flatMap(t -> other.values()
                                .filter(o -> !t.isEmpty() || !o.isEmpty()).map(o -> new Action.Choose(one(c), t, o)))));
            }
            case REPEAT -> {
                var known = old instanceof Action.Repeat repeat ? repeat : new Action.Repeat(List.of(), Condition.ALWAYS, 10);
                var most = Part.text(fields.texts().of("do.most"), Integer.toString(known.most()), 3, fields.changed());
                var actions = new Lines<>(fields.texts(), actions(), "", known.actions(), fields.changed());
                var until = new Lines<>(fields.texts(), conditions(), fields.texts().of("rule.and"), several(known.until()),
                        fields.changed());
                yield new Made<>(List.of(word("do.atmost"), most, word("do.times"), actions, headed("do.until", until)),
                        () -> actions.values().filter(a -> !a.isEmpty()).flatMap(a -> until.values().filter(u -> !u.isEmpty())
                                .flatMap(u -> Fields.number(most).map(n -> new Action.Repeat(a, one(u), n.intValue())))));
            }
        };
    }

    private Node headed(String key, Node lines) {
        return new VBox(Part.word(fields.texts().of(key)), lines);
    }

    /// A condition as lines of which all must hold.
    static List<Condition> several(Condition condition) {
        return condition instanceof Condition.All(var of) ? of : List.of(condition);
    }

    static Condition one(List<Condition> all) {
        return all.size() == 1 ? all.getFirst() : new Condition.All(all);
    }

    /// A property and what it shall be.
    static final class Wish implements Part<Action.Wish> {

        private final Fields fields;
        private final Fields.OneProperty property;
        private final HBox rest = new HBox();
        private Fields.@Nullable OneValue value;

        Wish(Fields fields, @Nullable PropertyRef first, @Nullable Value wanted) {
            this.fields = fields;
            rest.getStyleClass().add("rule-part");
            property = new Fields.OneProperty(fields, Property::settable, first, () -> {
                showRest(null);
                fields.changed().run();
            });
            showRest(wanted);
        }

        private void showRest(@Nullable Value wanted) {
            rest.getChildren().clear();
            value = null;
            property.value().flatMap(fields.words()::property).ifPresent(p -> {
                var now = wanted == null ? fields.house().shown(p.ref()).orElse(null) : wanted;
                var field = new Fields.OneValue(fields, p, now);
                value = field;
                rest.getChildren().add(Part.word(fields.texts().of("do.to")));
                rest.getChildren().addAll(field.nodes());
            });
        }

        @Override public Optional<Action.Wish> value() {
            var wanted = value;
            return wanted == null ? Optional.empty() : property.value().flatMap(p -> wanted.value()
                    .filter(v -> fields.words().property(p).filter(it -> it.type().allows(v)).isPresent()).map(v -> new Action.Wish(p, v)));
        }

        @Override public List<Node> nodes() {
            var all = new ArrayList<Node>(property.nodes());
            all.add(rest);
            return all;
        }
    }
}
