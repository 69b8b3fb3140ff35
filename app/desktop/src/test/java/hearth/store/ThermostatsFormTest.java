package hearth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.home.Thermostat;
import hearth.home.Thermostats;
import hearth.home.WeekPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThermostatsFormTest {

    private static final Thermostat LIVING = new Thermostat(new DeviceId("living"), "thermostat/setpoint",
            new PropertyRef(new DeviceId("temperature"), "climate", "temperature"), new PropertyRef(new DeviceId("plug"), "switch", "on"),
            List.of(new PropertyRef(new DeviceId("window"), "contact", "contact")),
            new WeekPlan(List.of(new WeekPlan.Change(Set.of(DayOfWeek.MONDAY), LocalTime.of(6, 30), 21.5))), Thermostat.Tuning.USUAL);

    @TempDir Path folder;

    private final List<String> damaged = new ArrayList<>();

    private Thermostats read() throws IOException {
        return JsonFile.home(folder.resolve("home.json")).read(House.T0, damaged::add).thermostats();
    }

    @Test void theyAreReadAsTheyWereWritten() throws IOException {
        var all = Thermostats.NONE.with(LIVING);
        JsonFile.home(folder.resolve("home.json")).write(House.HOME.with(all));
        assertEquals(all, read());
    }

    @Test void oneThatCannotBeReadStaysAsItIsAndTheOthersCount() throws IOException {
        var file = folder.resolve("home.json");
        JsonFile.home(file).write(House.HOME.with(Thermostats.NONE.with(LIVING)));
        var broken = "{\"id\":\"hall\",\"topic\":\"a\",\"plan\":{\"changes\":[{\"days\":[],\"at\":\"25:00\",\"temperature\":99}]}}";
        Files.writeString(file, Files.readString(file).replace("\"thermostats\" : [ {", "\"thermostats\" : [ " + broken + ", 17, {"));
        var left = read();
        assertEquals(List.of(), damaged);
        assertEquals(List.of(LIVING), left.all());
        assertTrue(left.unread(new DeviceId("hall")).isPresent());
        assertEquals(List.of("hall", ""), left.unread().stream().map(Thermostats.Unread::id).toList());
        JsonFile.home(file).write(House.HOME.with(left));
        assertEquals(left, read());
        assertTrue(Files.readString(file).replaceAll("\\s", "").contains(broken), "kept word for word");
    }
}
