package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.AlarmMode;
import hearth.home.AlarmPlan;
import hearth.home.AlarmZone;
import hearth.home.Settings;
import hearth.profile.ProfileCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Values that hold only as long as they are said again (`expire_after`).
class ExpiryTest {

    private static final DeviceId ID = new DeviceId("d");
    private static final PropertyRef VALUE = new PropertyRef(ID, "it", "value");
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Optional<Value> WARM = Optional.of(new Value.Numeric(21));

    private final House house = new House();

    private House sensor(String component, String keys) {
        house.repeats("homeassistant/" + component + "/d/it/config",
                "{\"uniq_id\":\"u\",\"stat_t\":\"s\",\"exp_aft\":60,\"dev\":{\"ids\":\"d\",\"name\":\"Sensor\"}" + keys + "}");
        house.on(new Event.HomeEdited(new HomeEdit.Add(house.state.newcomers().getFirst().device(), "")));
        house.effects.clear();
        return house;
    }

    private List<String> told() {
        var told = house.effects.stream().flatMap(e -> e instanceof Effect.Announce(var m)
                ? Stream.of(m.topic() + " " + m.payload().text().orElse("?"))
                : Stream.empty())
                .filter(t -> t.startsWith("hearth/5/d/it")).toList();
        house.effects.clear();
        return told;
    }

    @Test void aValueIsUnknownWhenItWasNotSaidAgain() {
        sensor("sensor", ",\"unit_of_meas\":\"°C\"").says("s", "21").later(LIFE.minus(SECOND));
        assertEquals(WARM, house.state.shown(VALUE));
        house.later(SECOND);
        assertEquals(Optional.empty(), house.state.shown(VALUE));
        assertEquals(List.of("hearth/5/d/it/value 21", "hearth/5/d/it/value "), told());
        assertEquals(DeviceState.Condition.SILENT, house.state.device(ID).orElseThrow().condition());
        house.says("s", "21");
        assertEquals(WARM, house.state.shown(VALUE));
        assertEquals(List.of("hearth/5/d/it/value 21"), told());
        assertEquals(DeviceState.Condition.LIVE, house.state.device(ID).orElseThrow().condition());
    }

    @Test void saidAgainItHoldsOnAndNothingPilesUp() {
        sensor("sensor", ",\"unit_of_meas\":\"°C\"");
        IntStream.range(0, 500).forEach(_ -> house.later(SECOND).says("s", "21"));
        assertEquals(WARM, house.state.shown(VALUE));
        assertTrue(house.state.deadlines().size() < 5, () -> "deadlines: " + house.state.deadlines());
        house.later(LIFE.minus(SECOND));
        assertEquals(WARM, house.state.shown(VALUE));
        house.later(SECOND);
        assertEquals(Optional.empty(), house.state.shown(VALUE));
    }

    @Test void whatTheBrokerRepeatsIsAsOldAsItWas() {
        sensor("sensor", ",\"unit_of_meas\":\"°C\"").says("s", "21").later(LIFE.minus(SECOND)).repeats("s", "21").later(SECOND);
        assertEquals(Optional.empty(), house.state.shown(VALUE));
    }

    @ParameterizedTest
    @ValueSource(ints = {59, 60}) void overARestartItHoldsForWhatIsLeft(int age) {
        var home = sensor("sensor", ",\"unit_of_meas\":\"°C\"").state.home();
        var announcement = house.state.discovery().announced().places(ID).entrySet().iterator().next();
        house.state = HubState.start("1", home, Settings.DEFAULT, ProfileCatalog.builtIn(),
                List.of(new HubState.Remembered(announcement.getValue(), House.T0)),
                Map.of(VALUE, new HubState.Kept(new Value.Numeric(21), House.T0.minusSeconds(age), Trend.NONE)), Optional.empty(),
                List.of());
        house.on(new Event.LinkChanged(new BrokerLink.Up("127.0.0.1:1883", "MQTT 5", true, House.T0)));
        house.later(Duration.ZERO);
        assertEquals(age < 60 ? WARM : Optional.empty(), house.state.shown(VALUE));
        house.later(SECOND);
        assertEquals(Optional.empty(), house.state.shown(VALUE));
        assertEquals("hearth/5/d/it/value ", told().getLast());
    }

    @Test void aSensorOfAZoneThatExpiresIsTroubleAndStandsInTheWay() {
        sensor("binary_sensor", ",\"dev_cla\":\"door\"").says("s", "OFF");
        house.on(new Event.HomeEdited(new HomeEdit.Guarded(AlarmPlan.NONE.with(List.of(
                new AlarmZone("Door", Set.of(ID), Set.of(AlarmMode.HOME), AlarmZone.Entry.INSTANT, false))))));
        house.wish(new AlarmWish.Arm(AlarmMode.HOME, List.of(), false));
        assertEquals(new AlarmState.Armed(AlarmMode.HOME), house.alarm());
        house.later(LIFE).stored();
        var told = house.state.incident().orElseThrow();
        assertEquals(List.of(Incident.Kind.TROUBLE, "silent"), List.of(told.kind(), told.word()));
        house.wish(new AlarmWish.Disarm()).wish(new AlarmWish.Arm(AlarmMode.HOME, List.of(), false));
        assertEquals(List.of(new Obstacle(ID, Obstacle.Reason.SILENT)), house.state.security().refused().orElseThrow().obstacles());
    }
}
