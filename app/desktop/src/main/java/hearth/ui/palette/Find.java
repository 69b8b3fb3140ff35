package hearth.ui.palette;

import hearth.device.Capability;
import hearth.device.Command;
import hearth.device.Property;
import hearth.device.PropertyType;
import hearth.device.Value;
import hearth.home.Device;
import hearth.home.Room;
import hearth.home.Settings;
import hearth.hub.DeviceState;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Origin;
import hearth.icon.Icon;
import hearth.ui.DeviceWords;
import hearth.ui.Look;
import hearth.ui.Place;
import hearth.ui.Texts;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Something the search offers, and what it does. A value.
///
/// @param hint stands beside the title, paler: where it is, how it is
record Find(Icon icon, String title, String hint, Action action) {

    sealed interface Action {

        record Go(Place place) implements Action {
        }

        record Do(Event event) implements Action {
        }

        /// Search for this instead.
        record Narrow(String query) implements Action {
        }
    }

    private static final int MOST = 12;
    private static final Pattern NUMBER = Pattern.compile("(?<=\\s|^)(-?\\d{1,3}(?:[.,]\\d)?)\\s*(?:%|°c?|°)?(?=\\s|$)");
    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern GAPS = Pattern.compile("[\\s,.:·]+");

    private record Ranked(Find find, int rank) {
    }

    /// What fits the words typed so far, the best first; with a number also what can be set to it.
    static List<Find> all(HubState house, Texts texts, Instant now, String query) {
        var number = NUMBER.matcher(query);
        var wanted = number.find() ? Optional.of(Double.parseDouble(number.group(1).replace(',', '.'))) : Optional.<Double>empty();
        var words = plain(wanted.isPresent() ? query.substring(0, number.start()) + " " + query.substring(number.end()) : query);
        var ranked = new ArrayList<Ranked>();
        wanted.ifPresent(n -> settings(house, texts, n).forEach(find -> rank(find, words, 3).ifPresent(ranked::add)));
        everything(house, texts, now).forEach(find -> rank(find, plain(query), 0).ifPresent(ranked::add));
        return ranked.stream().sorted(Comparator.comparingInt(Ranked::rank)).limit(MOST).map(Ranked::find).toList();
    }

    private static List<Find> everything(HubState house, Texts texts, Instant now) {
        var all = new ArrayList<Find>();
        place(all, texts, "rail.home", Icon.HOME, new Place.Home());
        place(all, texts, "rail.security", Icon.SECURITY, new Place.Security());
        place(all, texts, "rail.automations", Icon.AUTOMATIONS, new Place.Automations());
        place(all, texts, "rail.journal", Icon.JOURNAL, new Place.Journal());
        place(all, texts, "rail.devices", Icon.DEVICES, new Place.Devices());
        house.home().automations().scenes().forEach(scene -> all.add(new Find(Icon.SCENE, texts.plain(scene.name()),
                texts.of("find.scene"), new Action.Do(new Event.ScenePlayed(scene.id(), new Origin.Scene(scene.id()))))));
        place(all, texts, "rail.broker", Icon.BROKER, new Place.Broker());
        place(all, texts, "rail.settings", Icon.SETTINGS, new Place.Settings());
        all.add(new Find(Icon.ADD, texts.of("home.add"), texts.of("find.action"), new Action.Go(new Place.AddDevice(Optional.empty()))));
        all.add(new Find(Icon.THERMOSTAT, texts.of("thermostat.add"), texts.of("find.action"),
                new Action.Go(new Place.OneThermostat(Optional.empty(), Optional.empty()))));
        boolean demo = house.settings().demo();
        all.add(new Find(Icon.SIMULATED, texts.of(demo ? "find.demo.remove" : "welcome.demo"), texts.of("find.action"),
                new Action.Do(new Event.SettingsChanged(house.settings().withDemo(!demo)))));
        for (var room : house.home().rooms()) {
            if (!room.name().isEmpty()) {
                all.add(new Find(Icon.HOME, texts.plain(room.name()), texts.of("find.room"), new Action.Narrow(room.name())));
            }
            for (var id : room.devices()) {
                house.device(id)
                        .ifPresent(state -> house.home().device(id).ifPresent(device -> device(all, texts, now, room, device, state)));
            }
        }
        for (var theme : Settings.Theme.values()) {
            all.add(new Find(Icon.SETTINGS, texts.of("find.theme." + theme.name().toLowerCase(Locale.ROOT)), texts.of("find.action"),
                    new Action.Do(new Event.SettingsChanged(house.settings().withTheme(theme)))));
        }
        return all;
    }

    private static void place(List<Find> all, Texts texts, String key, Icon icon, Place place) {
        all.add(new Find(icon, texts.of(key), texts.of("find.place"), new Action.Go(place)));
    }

    private static void device(List<Find> all, Texts texts, Instant now, Room room, Device device, DeviceState state) {
        var where = room.name().isEmpty() ? texts.of("home.new") : texts.plain(room.name());
        all.add(new Find(Look.of(state).icon(), device.name(), where + " · " + new DeviceWords(state, texts).state(now),
                new Action.Go(new Place.OneDevice(device.id()))));
        if (Look.switchable(state)) {
            all.add(new Find(Look.of(state).icon(), texts.of(Look.lit(state) ? "tile.turnOff" : "tile.turnOn", device.name()), where,
                    new Action.Do(new Event.Toggled(device.id(), new Origin.User()))));
        }
    }

    private static List<Find> settings(HubState house, Texts texts, double number) {
        var all = new ArrayList<Find>();
        for (var state : house.housed()) {
            settable(state).ifPresent(property -> house.home().device(state.binding().device()).ifPresent(device -> {
                var value = new Value.Numeric(texts.fahrenheit() && property.capability() == Capability.TARGET_TEMPERATURE
                        ? (number - 32) / 1.8 : number);
                if (property.type() instanceof PropertyType.Range range && range.allows(value)) {
                    all.add(new Find(Look.of(state).icon(), texts.of("find.set", device.name(), texts.withUnit(value, property.unit())),
                            house.home().roomOf(device.id()).map(r -> texts.plain(r.name())).orElse(""),
                            new Action.Do(new Event.CommandIssued(new Command(property.ref(), value), new Origin.User()))));
                }
            }));
        }
        return all;
    }

    private static Optional<Property> settable(DeviceState state) {
        return state.first(Capability.BRIGHTNESS).or(() -> state.first(Capability.TARGET_TEMPERATURE)).filter(Property::settable);
    }

    /// Every word typed begins, or at least occurs in, a word of the title or the hint; a lower rank is better.
    private static Optional<Ranked> rank(Find find, String words, int base) {
        var title = " " + plain(find.title);
        var hint = " " + plain(find.hint);
        int rank = base;
        for (var word : words.isEmpty() ? List.<String>of() : List.of(words.split(" "))) {
            if (title.startsWith(" " + word)) {
                rank += 0;
            } else if (title.contains(" " + word)) {
                rank += 2;
            } else if (hint.contains(" " + word)) {
                rank += 5;
            } else if (title.contains(word)) {
                rank += 8;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Ranked(find, rank));
    }

    private static String plain(String text) {
        return GAPS.matcher(MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("").toLowerCase(Locale.ROOT))
                .replaceAll(" ").strip();
    }
}
