package hearth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.TopicFilter;
import hearth.device.Value;
import hearth.home.Action;
import hearth.home.AlarmMode;
import hearth.home.ArmState;
import hearth.home.Automations;
import hearth.home.Condition;
import hearth.home.Fact;
import hearth.home.Rule;
import hearth.home.Scene;
import hearth.home.Spot;
import hearth.home.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutomationsFormTest {

    private static final PropertyRef LAMP = new PropertyRef(new DeviceId("lamp"), "light", "brightness");
    private static final Fact DIM = new Fact(LAMP, Fact.How.BELOW, new Value.Numeric(20.5));
    private static final Scene FILM = new Scene("film", "Film", new LinkedHashMap<>(Map.of(LAMP, new Value.Numeric(15))));

    /// Everything a rule can have.
    private static final Rule RULE = new Rule("all", "All", false, Rule.Again.QUEUED,
            List.of(new Trigger.Changes(LAMP), new Trigger.Turns(DIM, Duration.ofMinutes(5)),
                    new Trigger.At(LocalTime.of(7, 30), Set.of(DayOfWeek.MONDAY)),
                    new Trigger.Sun(Trigger.Sun.Edge.SET, Duration.ofMinutes(-30), Set.of()), new Trigger.Silent(new DeviceId("lamp")),
                    new Trigger.Says(new TopicFilter("a/+/b"), "ring"), new Trigger.Arms(ArmState.ARMED),
                    new Trigger.Starts()),
            new Condition.All(List.of(new Condition.Any(List.of(new Condition.Is(DIM), new Condition.Dark(),
                    new Condition.Armed(ArmState.DISARMED))),
                    new Condition.Not(new Condition.Within(LocalTime.of(22, 0), LocalTime.of(6, 0), Set.of())))),
            List.of(new Action.Wish(LAMP, new Value.Truth(true)), new Action.Wish(LAMP, new Value.Text("heat")),
                    new Action.Toggle(new DeviceId("lamp")), new Action.Play("film"), new Action.Tell("Hello"),
                    new Action.Arm(AlarmMode.NIGHT),
                    new Action.Wait(Duration.ofSeconds(3)),
                    new Action.Repeat(List.of(new Action.Tell("again")), new Condition.Is(DIM), 3),
                    new Action.Choose(Condition.ALWAYS, List.of(new Action.Tell("a")), List.of(new Action.Tell("b")))));

    @TempDir Path folder;

    private final List<String> damaged = new ArrayList<>();

    private Automations read() throws IOException {
        return JsonFile.home(folder.resolve("home.json")).read(House.T0, damaged::add).automations();
    }

    @Test void theyAreReadAsTheyWereWritten() throws IOException {
        var all = Automations.NONE.at(Optional.of(new Spot(52.5, 13.4))).with(FILM).with(RULE);
        JsonFile.home(folder.resolve("home.json")).write(House.HOME.with(all));
        assertEquals(all, read());
        assertEquals(List.of(), damaged);
    }

    @Test void aHouseWithoutThemIsRead() throws IOException {
        Files.writeString(folder.resolve("home.json"), "{\"format\":1,\"rooms\":[],\"dismissed\":[]}");
        assertEquals(Automations.NONE, read());
        assertEquals(List.of(), damaged);
    }

    @Test void neitherNullNorAnIdThatStandsThereTwiceNorASpotThatIsNowhereHarmsTheOthers() throws IOException {
        var file = folder.resolve("home.json");
        JsonFile.home(file).write(House.HOME.with(Automations.NONE.at(Optional.of(new Spot(52.5, 13.4))).with(FILM).with(RULE)));
        var json = new ObjectMapper();
        var tree = (ObjectNode) json.readTree(Files.readAllBytes(file));
        var automations = (ObjectNode) tree.get("automations");
        var rules = (ArrayNode) automations.get("rules");
        rules.add(((ObjectNode) rules.get(0).deepCopy()).put("name", "Copy"));
        rules.insertNull(0);
        automations.withArray("scenes").addNull();
        ((ObjectNode) automations.get("spot").get(0)).put("latitude", 152.5);
        tree.withArray("thermostats").addNull();
        Files.write(file, json.writeValueAsBytes(tree));
        var left = read();
        assertEquals(List.of(), damaged);
        assertEquals(List.of(RULE), left.rules());
        assertEquals(List.of(FILM), left.scenes());
        assertEquals(Optional.empty(), left.spot());
        assertEquals(List.of("", "", "Copy"), left.unread().stream().map(Automations.Unread::name).toList());
        assertEquals("the id all stands there twice", left.unread().getLast().reason());
        JsonFile.home(file).write(House.HOME.with(left));
        assertEquals(left, read(), "nothing is lost by saving");
    }

    @Test void oneThatCannotBeReadStaysAsItIsAndTheOthersCount() throws IOException {
        var file = folder.resolve("home.json");
        JsonFile.home(file).write(House.HOME.with(Automations.NONE.with(FILM).with(RULE)));
        var broken = "{\"id\":\"x\",\"name\":\"Porch\",\"when\":[{\"when\":\"full moon\"}]}";
        Files.writeString(file, Files.readString(file).replace("\"rules\" : [ {", "\"rules\" : [ " + broken + ", 17, {"));
        var left = read();
        assertEquals(List.of(), damaged);
        assertEquals(List.of(RULE), left.rules());
        assertEquals(List.of("Porch", ""), left.unread().stream().map(Automations.Unread::name).toList());
        assertTrue(left.unread().getFirst().reason().contains("full moon"), left.unread().getFirst()::reason);
        JsonFile.home(file).write(House.HOME.with(left));
        assertEquals(left, read());
        assertTrue(Files.readString(file).replaceAll("\\s", "").contains(broken.replaceAll("\\s", "")), "kept word for word");
    }
}
