package hearth.ui;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Action;
import hearth.home.AlarmCode;
import hearth.home.AlarmMode;
import hearth.home.AlarmZone;
import hearth.home.Automations;
import hearth.home.Channel;
import hearth.home.Condition;
import hearth.home.People;
import hearth.home.Person;
import hearth.home.Role;
import hearth.home.Rule;
import hearth.home.Scene;
import hearth.home.Settings;
import hearth.home.Thermostat;
import hearth.home.Trigger;
import hearth.home.WeekPlan;
import hearth.hub.AlarmWish;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.Knock;
import hearth.hub.Password;
import hearth.hub.Refusal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;

/// A house with something of everything, and all the places there are to go: for tests that walk through the whole program.
public final class Everything {

    private static final DeviceId THERMOSTAT = new DeviceId("thermostat");

    private Everything() {
    }

    /// Every page, and every dialog above Home.
    public static List<Place> places(HubState house) {
        return List.of(new Place.Home(), new Place.Security(), new Place.Devices(), new Place.OneDevice(DeviceId.of("ceiling")),
                new Place.OneDevice(DeviceId.of("heating")), new Place.OneDevice(THERMOSTAT), new Place.OneDevice(DeviceId.of("tv")),
                new Place.OneDevice(DeviceId.of("gone")), new Place.Automations(), new Place.OneRule(Optional.of("hall")),
                new Place.OneScene(Optional.of("film")), new Place.OneThermostat(Optional.of(THERMOSTAT), Optional.empty()),
                new Place.ReadyMade(), new Place.Versions(), new Place.Journal(), new Place.Broker(Place.Broker.Part.TOPICS),
                new Place.Broker(Place.Broker.Part.RETAINED), new Place.Broker(Place.Broker.Part.CLIENTS),
                new Place.Broker(Place.Broker.Part.ACCESS), new Place.Broker(Place.Broker.Part.CHECK), new Place.Settings(),
                new Place.AddDevice(), new Place.AddDevice(Optional.of("zigbee2mqtt/ceiling")), new Place.Search(),
                new Place.AddNewcomer(house.newcomers().getFirst().device().id()), new Place.Alarm(new AlarmWish.Disarm()),
                new Place.Quit(),
                new Place.NewLogin(), new Place.EditLogin("node-red"), new Place.ImportLogins(), new Place.TakeLogins());
    }

    /// With something of everything.
    public static HubState house(Settings settings) {
        var house = Houses.announced(PagesPicturesTest.busy(settings.withDemo(true).withHomeNetwork(true)));
        var ceiling = main(house, "ceiling");
        var zone = new AlarmZone("Entrance", Set.of(DeviceId.of("door")), Set.of(AlarmMode.values()), AlarmZone.Entry.DELAYED, false);
        var rule = new Rule("hall", "Hall light", true, Rule.Again.RESTART,
                List.of(new Trigger.At(LocalTime.of(6, 45), Set.of())), new Condition.Dark(),
                List.of(new Action.Wish(ceiling, new Value.Numeric(40)), new Action.Wait(Duration.ofMinutes(5))));
        var warm = new Thermostat(THERMOSTAT, "thermostat/setpoint", main(house, "climate"), main(house, "tv"),
                List.of(main(house, "door")),
                new WeekPlan(List.of(new WeekPlan.Change(Set.of(), LocalTime.of(6, 30), 21))), Thermostat.Tuning.USUAL);
        var ann = new Person("Ann", List.of(new Channel("push", new Channel.Address.Ntfy("https://ntfy.sh", "a"))));
        return Houses.after(house, Houses.NOW, new Event.Began(ZoneOffset.UTC, Houses.NOW),
                new Event.HomeEdited(new HomeEdit.Automate(
                        Automations.NONE.with(new Scene("film", "Film", new LinkedHashMap<>(Map.of(ceiling, new Value.Numeric(15)))))
                                .with(rule))),
                new Event.HomeEdited(new HomeEdit.Guarded(house.home().alarm().with(List.of(zone)))),
                new Event.HomeEdited(new HomeEdit.Heat(warm, "Warmth", "Living room")),
                new Event.PeopleChanged(new People(List.of(ann)), Map.of()),
                new Event.CodeMade(new AlarmCode("Ann", "1234", AlarmCode.Right.ALL, Optional.empty())),
                new Event.Knocked(new Knock("kitchen-plug", "plug", "192.168.1.44", Houses.NOW, Houses.NOW, 1, "$argon2id$x")),
                new Event.Refused(
                        new Refusal(Refusal.Reason.WRONG_PASSWORD, "shelly-1", "shelly", "192.168.1.45", "", Houses.NOW, Houses.NOW, 7)),
                new Event.LoginWanted("Node-RED", new Role.ReadAll()),
                new Event.PasswordMade("node-red", new Password("plum-otter-42-lake"), "$argon2id$x"));
    }

    private static PropertyRef main(HubState house, String device) {
        return house.device(DeviceId.of(device)).orElseThrow().main().orElseThrow().ref();
    }
}
