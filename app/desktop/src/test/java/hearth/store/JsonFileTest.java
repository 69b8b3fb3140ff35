package hearth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.home.AlarmMode;
import hearth.home.AlarmPlan;
import hearth.home.AlarmZone;
import hearth.home.Channel;
import hearth.home.Channel.Address;
import hearth.home.Home;
import hearth.home.People;
import hearth.home.Person;
import hearth.home.Settings;
import hearth.home.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonFileTest {

    private static final AlarmPlan GUARDED = AlarmPlan.NONE.with(List.of(new AlarmZone("Front", Set.of(House.STATUS.device()),
            Set.of(AlarmMode.NIGHT, AlarmMode.AWAY), AlarmZone.Entry.DELAYED, false)));

    @TempDir Path folder;

    private final List<String> damaged = new ArrayList<>();

    @Test void theHouseIsReadAsItWasWrittenByTheNextProgram() throws IOException {
        var file = folder.resolve("home.json");
        JsonFile.home(file).write(House.HOME);
        assertEquals(House.HOME, JsonFile.home(file).read(House.T0, damaged::add));
        assertEquals(List.of(), damaged);
    }

    @Test void aPersonCanReadTheHouse() throws IOException {
        var file = folder.resolve("home.json");
        JsonFile.home(file).write(Home.EMPTY.with(House.HOME.devices().get(House.STATUS.device()), "Hall").dismissing("temperature")
                .dismissing("light").with(GUARDED));
        assertEquals("""
                {
                  "format" : 1,
                  "rooms" : [ {
                    "name" : "Hall",
                    "devices" : [ {
                      "id" : "panel",
                      "name" : "Panel",
                      "profile" : "plain",
                      "variables" : {
                        "a" : "1",
                        "b" : "2"
                      },
                      "size" : "SMALL"
                    } ]
                  } ],
                  "dismissed" : [ "light", "temperature" ],
                  "automations" : {
                    "spot" : [ ],
                    "scenes" : [ ],
                    "rules" : [ ]
                  },
                  "alarm" : {
                    "zones" : [ {
                      "name" : "Front",
                      "sensors" : [ "panel" ],
                      "modes" : [ "NIGHT", "AWAY" ],
                      "entry" : "DELAYED",
                      "pair" : false
                    } ],
                    "exitSeconds" : 60,
                    "entrySeconds" : 30,
                    "sirenSeconds" : 300,
                    "sirens" : [ ],
                    "chime" : false,
                    "quietFrom" : "22:00",
                    "quietUntil" : "07:00"
                  },
                  "thermostats" : [ ]
                }""", Files.readString(file).replace("\r\n", "\n"));
    }

    @Test void theHouseIsReadAsItWasWritten() throws IOException {
        var file = folder.resolve("home.json");
        var home = House.HOME.with(GUARDED.withSirens(Set.of(House.DOOR.device())).withChime(true, LocalTime.NOON, LocalTime.MIDNIGHT));
        JsonFile.home(file).write(home);
        assertEquals(home, JsonFile.home(file).read(House.T0, damaged::add));
    }

    @Test void aHouseFromBeforeThereWasAnAlarmIsGuardedByNothing() throws IOException {
        var file = Files.writeString(folder.resolve("home.json"), "{\"format\":1,\"rooms\":[],\"dismissed\":[]}");
        assertEquals(Home.EMPTY, JsonFile.home(file).read(House.T0, damaged::add));
        assertEquals(List.of(), damaged);
    }

    @Test void peopleAndTheWatchAreReadAsTheyWereWritten() throws IOException {
        var file = folder.resolve("people.json");
        var people = new People(List.of(
                new Person("Änne", List.of(new Channel("1", new Address.Ntfy("https://ntfy.sh", "a")), new Channel("2", new Address.Mail(
                        "smtp.example.org", 587, Channel.Protection.STARTTLS, "anna", "a@example.org", "b@example.org")))),
                new Person("Ben",
                        List.of(new Channel("3", new Address.Telegram("-1")), new Channel("4", new Address.Webhook("http://x/y"))))));
        JsonFile.people(file).write(people);
        assertEquals(people, JsonFile.people(file).read(House.T0, damaged::add));
        var watch = Watch.NONE.pinging(true, "https://hc.example/x").watching(true, "mqtts://b", "u", "ca.pem");
        JsonFile.watch(folder.resolve("watch.json")).write(watch);
        assertEquals(watch, JsonFile.watch(folder.resolve("watch.json")).read(House.T0, damaged::add));
        assertEquals(List.of(), damaged);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"format\":1,\"people\":[{\"name\":\"A\",\"channels\":[{\"id\":\"1\",\"kind\":\"fax\",\"address\":{}}]}]}",
        "{\"format\":1,\"people\":[{\"name\":\"A\",\"channels\":[{\"id\":\"1\",\"kind\":\"webhook\",\"address\":{\"url\":\"file:///etc\"}}]}]}",
        "{\"format\":1,\"people\":[{\"name\":\"\",\"channels\":[]}]}"}) void peopleThatMakeNoSenseAreSetAside(String text)
                throws IOException {
        var file = Files.writeString(folder.resolve("people.json"), text);
        assertEquals(People.NONE, JsonFile.people(file).read(House.T0, damaged::add));
        assertEquals(List.of("people.json"), damaged);
    }

    @Test void settingsAreReadAsTheyWereWritten() throws IOException {
        var file = folder.resolve("settings.json");
        var settings = Settings.DEFAULT.withLanguage("de").withTheme(Settings.Theme.CONTRAST).withBrokers(List.of("mqtt://a", "mqtts://b"))
                .withPort(1884).withTray(false);
        JsonFile.settings(file).write(settings);
        assertEquals(settings, JsonFile.settings(file).read(House.T0, damaged::add));
    }

    @Test void keysOfANewerProgramArePassedOverAndSettingsOfAnOlderOneCompleted() throws IOException {
        var file = Files.writeString(folder.resolve("settings.json"), """
                { "format": 1, "language": "de", "colour of the door": { "red": 1 } }""");
        assertEquals(Settings.DEFAULT.withLanguage("de"), JsonFile.settings(file).read(House.T0, damaged::add));
        assertEquals(List.of(), damaged);
    }

    @Test void whereThereIsNoFileThereIsAnEmptyHouse() throws IOException {
        assertEquals(Home.EMPTY, JsonFile.home(folder.resolve("home.json")).read(House.T0, damaged::add));
        assertEquals(List.of(), damaged);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"format\":1}", "{\"format\":1,\"rooms\":[]}",
        "{\"format\":2,\"rooms\":[],\"dismissed\":[]}", "{\"rooms\":[],\"dismissed\":[]}",
        "{\"format\":1,\"rooms\":null,\"dismissed\":[]}", "{\"format\":1,\"rooms\":[null],\"dismissed\":[]}",
        "{\"format\":1,\"rooms\":[],\"dismissed\":[]} more",
        "{\"format\":1,\"rooms\":[{\"name\":null,\"devices\":[]}],\"dismissed\":[]}",
        "{\"format\":1,\"rooms\":[{\"name\":\"a\"}],\"dismissed\":[]}",
        "{\"format\":1,\"rooms\":[{\"name\":\"a\",\"devices\":[{\"id\":\"A B\",\"name\":\"n\",\"profile\":\"p\",\"variables\":{},\"size\":\"SMALL\"}]}],\"dismissed\":[]}",
        "{\"format\":1,\"rooms\":[{\"name\":\"a\",\"devices\":[{\"id\":\"a\",\"name\":\"n\",\"profile\":\"p\",\"variables\":{\"x\":null},\"size\":\"SMALL\"}]}],\"dismissed\":[]}",
        "{\"format\":1,\"rooms\":[{\"name\":\"a\",\"devices\":[]},{\"name\":\"a\",\"devices\":[]}],\"dismissed\":[]}",
        "\u0000\u0000\u0000"}) void whatCannotBeUnderstoodIsKeptUnderItsOwnNameAndTold(String content) throws IOException {
        var file = Files.writeString(folder.resolve("home.json"), content);
        assertEquals(Home.EMPTY, JsonFile.home(file).read(House.T0, damaged::add));
        assertEquals(content, Files.readString(folder.resolve("home.json.broken-20261122-154000")));
        assertEquals(List.of("home.json"), damaged);
    }

    @Test void aSecondDamagedFileDoesNotReplaceTheFirst() throws IOException {
        for (var content : List.of("first", "second")) {
            JsonFile.home(Files.writeString(folder.resolve("home.json"), content)).read(House.T0, damaged::add);
        }
        assertEquals("first", Files.readString(folder.resolve("home.json.broken-20261122-154000")));
        assertEquals("second", Files.readString(folder.resolve("home.json.broken-20261122-154000-2")));
    }
}
