package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Automations;
import hearth.home.Scene;
import hearth.home.Thermostat;
import hearth.home.WeekPlan;
import hearth.hub.History.Sample;
import hearth.profile.Forecast;
import hearth.profile.WeatherApi;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A house in Berlin that is lived in: lamp, pump, radiator and thermometers answer as real ones do, the living room warms and cools, the
/// weather follows a script, and a weather client publishes what it will be. Everything the house sends and says is a line in its own time.
final class LivedWeek {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final PropertyRef RUNS = new PropertyRef(new DeviceId("pump"), "switch", "on");
    private static final DateTimeFormatter LINE = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT).withZone(BERLIN);
    private static final PropertyRef RADIATOR = new PropertyRef(new DeviceId("radiator"), "switch", "on");
    private static final PropertyRef ROOM = new PropertyRef(new DeviceId("living-air"), "climate", "temperature");
    private static final PropertyRef WINDOW = new PropertyRef(new DeviceId("window"), "contact", "contact");
    private static final WeekPlan PLAN = new WeekPlan(List.of(new WeekPlan.Change(Set.of(), LocalTime.of(6, 30), 21),
            new WeekPlan.Change(Set.of(), LocalTime.of(22, 30), 17)));
    private static final Thermostat LIVING = new Thermostat(new DeviceId("living"), "thermostat/setpoint", ROOM, RADIATOR, List.of(WINDOW),
            PLAN, new Thermostat.Tuning(1, Duration.ofMinutes(3), Duration.ofMinutes(3), 7, true, true));
    static final Scene MOVIE = new Scene("movie", "Movie", new LinkedHashMap<>(Map.of(House.BRIGHTNESS, new Value.Numeric(15))));
    private static final double POWER = 2.4;
    private static final double LOSS = 0.045;

    final List<String> lines = new ArrayList<>();
    private House house = new House();
    private final Map<String, Unfinished> disk = new HashMap<>();
    private final TreeMap<Instant, Double> outside = new TreeMap<>();
    private final Map<PropertyRef, List<Sample>> history = new HashMap<>();
    private boolean outdoorsAlive = true;
    private boolean roomAlive = true;
    private boolean online = true;
    private double room = 17;
    private boolean hot;

    /// @param monday midnight in Berlin
    LivedWeek(String monday, Automations rules) {
        house.add("pump", "plug").add("radiator", "plug").add("living-air", "temperature").add("window", "contact");
        house.now = Instant.parse(monday);
        outside.put(Instant.EPOCH, 9.0);
        house.on(new Event.HomeEdited(new HomeEdit.Automate(rules.with(MOVIE)))).on(new Event.Began(BERLIN, house.now));
        house.says("lights/brightness", "0").says("home/pump/state", "OFF").says("home/radiator/state", "OFF").says("temperature", "9")
                .says("home/living-air", "17").says("home/window", "closed");
        house.on(new Event.HomeEdited(new HomeEdit.Heat(LIVING, "Living room", "")));
        sample(RADIATOR, new Value.Truth(false));
        look();
        lines.clear();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    /// From then on it is so cold outside, °C; also known to the forecast.
    LivedWeek cold(String local, double degrees) {
        outside.put(at(local), degrees);
        return this;
    }

    LivedWeek outdoors(boolean alive) {
        outdoorsAlive = alive;
        return this;
    }

    LivedWeek thermometer(boolean alive) {
        roomAlive = alive;
        return this;
    }

    LivedWeek internet(boolean there) {
        online = there;
        return this;
    }

    LivedWeek says(String topic, String payload) {
        house.says(topic, payload);
        look();
        return this;
    }

    private double outside() {
        return outside.floorEntry(house.now).getValue();
    }

    private void sample(PropertyRef property, Value value) {
        history.computeIfAbsent(property, _ -> new ArrayList<>()).add(new Sample(house.now, value));
    }

    // ---- what the house sends

    private void line(String what) {
        lines.add(LINE.format(house.now) + " " + what);
    }

    /// Notes what is sent and said; the devices answer at once.
    private void look() {
        var all = List.copyOf(house.effects);
        house.effects.clear();
        for (var effect : all) {
            switch (effect) {
                case Effect.KeepUnfinished(var rule, var left) -> {
                    disk.put(rule, left);
                    disk.values().removeIf(Unfinished.NOTHING::equals);
                }
                case Effect.Publish(var message) -> sent(message, message.payload().text().orElseThrow());
                case Effect.Announce(var message) when message.topic().startsWith("thermostat/")
                        && !message.topic().endsWith("action") ->
                    line(message.topic() + " " + message.payload().text().orElseThrow());
                case Effect.Learn(var thermostat, _) -> house.on(new Event.RoomLearnt(thermostat.id(),
                        Warmth.fit(past(thermostat.thermometer()), past(thermostat.heater()), past(Weather.OUTSIDE))));
                case Effect.Keep(var property, var value, _) when property.equals(Weather.OUTSIDE) -> sample(property, value);
                case Effect.Notify(var words) -> line("says " + words);
                case Effect.Append(var entry) when entry.kind() == JournalEntry.Kind.RULE_MISSED ->
                    line("missed " + entry.detail().replaceFirst(" .*", ""));
                case Effect.Append(var entry) when entry.kind() == JournalEntry.Kind.THERMOSTAT ->
                    line("notes " + entry.detail());
                default -> {
                    // not for devices or people
                }
            }
        }
        if (!house.effects.isEmpty()) {
            look();
        }
    }

    private List<Sample> past(PropertyRef property) {
        return history.getOrDefault(property, List.of());
    }

    private void sent(Message message, String payload) {
        switch (message.topic()) {
            case "lights/brightness" -> {
                line("lamp " + payload);
                house.says("lights/brightness", payload).says("lights/brightness", payload); // its echo, then its own word
            }
            case "home/pump/set" -> {
                line("pump " + payload);
                house.says("home/pump/state", payload);
            }
            case "home/radiator/set" -> {
                line("radiator " + payload);
                switched(payload.equals("ON"));
                house.says("home/radiator/state", payload);
            }
            default -> {
                // the house's own API
            }
        }
    }

    private void switched(boolean on) {
        hot = on;
        sample(RADIATOR, new Value.Truth(on));
    }

    // ---- time

    void until(String local) {
        var end = at(local);
        while (true) {
            var report = Instant.ofEpochSecond((house.now.getEpochSecond() / 300 + 1) * 300); // the thermometers, every five minutes
            var next = house.state.nextDeadline().filter(d -> d.isBefore(report)).orElse(report);
            if (next.isAfter(end)) {
                lived(end);
                return;
            }
            lived(next.isBefore(house.now) ? house.now : next);
            house.on(new Event.Tick());
            look();
            if (next.equals(report)) {
                reports();
            }
        }
    }

    /// The room until then.
    private void lived(Instant end) {
        double hours = Duration.between(house.now, end).toMillis() / 3_600_000.0;
        double towards = outside() + (hot ? POWER / LOSS : 0);
        room = towards + (room - towards) * Math.exp(-hours * LOSS);
        house.now = end;
    }

    private void reports() {
        if (outdoorsAlive) {
            house.says("temperature", Double.toString(outside()));
            look();
        }
        if (roomAlive) {
            sample(ROOM, new Value.Numeric(Math.rint(room * 10) / 10));
            house.says("home/living-air", Double.toString(Math.rint(room * 10) / 10));
            look();
        }
        if (online && house.now.getEpochSecond() % 3_600 == 0) {
            forecast().forEach(m -> house.on(new Event.MessageReceived(Message.of(m.topic(), m.payload().text().orElseThrow()))));
            look();
        }
    }

    private List<Message> forecast() {
        var hours = IntStream.range(0, 48).mapToObj(i -> house.now.plus(Duration.ofHours(i)))
                .map(at -> new Forecast.Hour(at, outside.floorEntry(at).getValue())).toList();
        return WeatherApi.messages(new Forecast(house.now, "test", hours), house.now);
    }

    /// The whole house is without: what the hub had on disk is all that is left, and the radiator comes back cold.
    void powerCut(Duration time) {
        var values = house.kept();
        var died = house.now;
        switched(false);
        lived(died.plus(time));
        var now = house.now;
        house = new House(house.state.home(), values, Optional.empty());
        house.now = now;
        house.state = house.state.with(Map.copyOf(disk));
        house.on(new Event.Began(BERLIN, died));
        look();
        says("home/radiator/state", "OFF");
    }

    double room() {
        return room;
    }
}
