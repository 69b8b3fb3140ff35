package hearth.demo;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Device;
import hearth.home.Thermostat;
import hearth.home.WeekPlan;
import hearth.hub.HomeEdit;
import hearth.profile.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// A room that a thermostat of the hub's own heats, as slowly as a real one: its thermometer and radiator, the last days of both, and the
/// frost that is on its way. A value.
///
/// @param temperature °C
/// @param hot         whether the radiator is on
public record Study(double temperature, boolean hot) {

    static final DeviceId THERMOMETER = new DeviceId("demo-study");
    static final DeviceId RADIATOR = new DeviceId("demo-radiator");
    /// The thermostat.
    public static final DeviceId THERMOSTAT = new DeviceId("demo-warmth");

    private static final PropertyRef ROOM = new PropertyRef(THERMOMETER, "climate", "temperature");
    private static final PropertyRef SWITCH = new PropertyRef(RADIATOR, "switch", "on");
    private static final double DEGREES_AN_HOUR = 2.2;
    private static final double LOST_AN_HOUR = 0.04;
    private static final double COMFORT = 21;
    private static final double ECONOMY = 18;
    private static final Duration PAST = Duration.ofDays(3);
    private static final Duration STEP = Duration.ofMinutes(5);
    /// Shorter than the room takes to warm, so that there is something to see at once.
    private static final Duration AHEAD = Duration.ofMinutes(100);

    /// One value of the room's past.
    public record Sample(PropertyRef property, Value value, Instant at) {
    }

    static Study now() {
        return new Study(ECONOMY + 0.1, false);
    }

    /// @param outside °C
    Study after(Duration time, double outside) {
        double hours = time.toMillis() / 3_600_000.0;
        double towards = outside + (hot ? DEGREES_AN_HOUR / LOST_AN_HOUR : 0);
        return new Study(towards + (temperature - towards) * Math.exp(-hours * LOST_AN_HOUR), hot);
    }

    Study switched(boolean on) {
        return new Study(temperature, on);
    }

    /// What the user's house gains, the thermostat last; its names in German for `de`, else in English.
    public static List<HomeEdit> arrival(String language, Instant now, ZoneId zone) {
        boolean german = language.equals("de");
        var room = german ? "Arbeitszimmer" : "Study";
        var warm = LocalTime.ofInstant(now.plus(AHEAD), zone).truncatedTo(ChronoUnit.HOURS)
                .plusMinutes(LocalTime.ofInstant(now.plus(AHEAD), zone).getMinute() / 10 * 10L);
        var plan = new WeekPlan(List.of(new WeekPlan.Change(Set.of(), warm, COMFORT),
                new WeekPlan.Change(Set.of(), warm.plusHours(5), ECONOMY)));
        return List.of(
                new HomeEdit.Add(new Device(THERMOMETER, german ? "Temperatur" : "Temperature", "temperature",
                        Map.of("topic", "demo/study/temperature"), Device.Size.SMALL), room),
                new HomeEdit.Add(new Device(RADIATOR, german ? "Heizkörper" : "Radiator", "plug", Map.of("topic", "demo/radiator"),
                        Device.Size.SMALL), room),
                new HomeEdit.Heat(new Thermostat(THERMOSTAT, "demo/warmth/setpoint", ROOM, SWITCH, List.of(), plan,
                        Thermostat.Tuning.USUAL), german ? "Wärme" : "Warmth", room));
    }

    /// What thermometer and radiator were in the last days, oldest first: heated in the mornings and evenings.
    public static List<Sample> past(Instant now) {
        var all = new ArrayList<Sample>();
        var study = now();
        all.add(new Sample(SWITCH, new Value.Truth(false), now.minus(PAST)));
        for (var at = now.minus(PAST); at.isBefore(now.minus(STEP)); at = at.plus(STEP)) {
            long hour = at.getEpochSecond() / 3_600 % 24;
            double wished = hour >= 6 && hour < 10 || hour >= 17 && hour < 22 ? COMFORT : ECONOMY;
            boolean on = study.temperature < wished + (study.hot ? 0.2 : -0.2);
            if (on != study.hot) {
                all.add(new Sample(SWITCH, new Value.Truth(on), at));
                study = study.switched(on);
            }
            all.add(new Sample(ROOM, new Value.Numeric(Math.rint(study.temperature * 100) / 100), at));
            study = study.after(STEP, SimulatedHome.outside(hour));
        }
        return all;
    }

    /// Mild now, and -8 °C two hours from now and after.
    static Forecast frost(Instant now) {
        var hour = now.truncatedTo(ChronoUnit.HOURS);
        return new Forecast(now, "Hearth demo", IntStream.range(0, 48)
                .mapToObj(i -> new Forecast.Hour(hour.plus(Duration.ofHours(i)), Math.max(-8, 3 - 5.5 * i))).toList());
    }
}
