package hearth.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.profile.ThermostatApi;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeviceWordsTest {

    private static final DeviceId ID = new DeviceId("light");

    @Test void heatIsAWayOfRunningButForAThermostatOfTheUsersOwn() {
        assertEquals(List.of("Heat", "Automatic", "Off"), modes(new PropertyRef(ID, "climate", "mode")));
        assertEquals(List.of("By hand", "By plan", "Off"), modes(ThermostatApi.mode(ID)));
    }

    private static List<String> modes(PropertyRef ref) {
        var mode = new Property(ref, "Mode", Capability.MODE, new PropertyType.Words(ThermostatApi.MODES), Unit.NONE, true, true,
                Property.Category.PRIMARY, "");
        var device = Houses.fresh(Houses.SETTINGS).device(ID).orElseThrow();
        var words = new DeviceWords(device, Texts.of(Houses.SETTINGS, ZoneOffset.UTC));
        return List.of("heat", "auto", "off").stream().map(word -> words.value(mode, new Value.Text(word))).toList();
    }
}
