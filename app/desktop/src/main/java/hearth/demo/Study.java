package hearth.demo;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Device;
import hearth.home.Thermostat;
import hearth.home.WeekPlan;
import hearth.hub.HomeEdit;
import hearth.hub.Weather;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A room that a thermostat of the hub's own heats, as slowly as a real one: its thermometer and radiator, the last days of both, and the
/// plan that wants it warm when the frost is there. A value.
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
    /// What it takes to warm the room, at least: so its thermostat begins at once, and there is something to see.
    private static final Duration AHEAD = Duration.ofMinutes(120);
    /// So much earlier than it must it is warm, if it heats all the time.
    private static final Duration SPARE = Duration.ofMinutes(3);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final double HALF_HYSTERESIS = Thermostat.Tuning.USUAL.hysteresis() / 2;

    /// One value of the room's past.
    public record Sample(PropertyRef property, Value value, Instant at) {
    }

    /// As it is when the frost begins to come: so cold that it is just warm on time.
    static Study at(ColdFront front) {
        var warm = COMFORT - HALF_HYSTERESIS;
        for (var at = front.begins().plus(warmAfter(front)).minus(SPARE); at.isAfter(front.begins()); at = at.minus(MINUTE)) {
            double towards = front.outside(at) + DEGREES_AN_HOUR / LOST_AN_HOUR;
            warm = towards + (warm - towards) * Math.exp(LOST_AN_HOUR / 60);
        }
        return new Study(warm, false);
    }

    /// At the next time that people would write into a plan.
    private static Duration warmAfter(ColdFront front) {
        long tenth = Math.ceilDiv(front.begins().plus(AHEAD).getEpochSecond(), 600);
        return Duration.between(front.begins(), Instant.ofEpochSecond(tenth * 600));
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
        var warm = LocalTime.ofInstant(now.plus(warmAfter(new ColdFront(now, zone))), zone);
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

    /// What thermometer and radiator, and the weather, were in the last days, oldest first: heated in the mornings and evenings.
    public static List<Sample> past(Instant now, ZoneId zone) {
        var all = new ArrayList<Sample>();
        var front = new ColdFront(now, zone);
        var study = at(front);
        all.add(new Sample(SWITCH, new Value.Truth(false), now.minus(PAST)));
        for (var at = now.minus(PAST); at.isBefore(now.minus(STEP)); at = at.plus(STEP)) {
            int hour = LocalTime.ofInstant(at, zone).getHour();
            double wished = hour >= 6 && hour < 10 || hour >= 17 && hour < 22 ? COMFORT : ECONOMY;
            boolean on = study.temperature < wished + (study.hot ? 0.2 : -0.2);
            if (on != study.hot) {
                all.add(new Sample(SWITCH, new Value.Truth(on), at));
                study = study.switched(on);
            }
            all.add(new Sample(ROOM, new Value.Numeric(Math.rint(study.temperature * 100) / 100), at));
            all.add(new Sample(Weather.OUTSIDE, new Value.Numeric(Math.rint(front.outside(at) * 10) / 10), at));
            study = study.after(STEP, front.outside(at));
        }
        return all;
    }
}
