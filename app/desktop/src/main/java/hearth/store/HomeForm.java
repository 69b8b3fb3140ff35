package hearth.store;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.device.DeviceId;
import hearth.home.Device;
import hearth.home.Home;
import hearth.home.Room;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The house as its file spells it: room by room, each with its devices in their order.
record HomeForm(List<RoomForm> rooms, List<String> dismissed, AutomationsForm automations, AlarmForm alarm,
        @JsonSetter(contentNulls = Nulls.SET) List<JsonNode> thermostats) {

    record RoomForm(String name, List<DeviceForm> devices) {
    }

    record DeviceForm(String id, String name, String profile, Map<String, String> variables, Device.Size size) {

        static DeviceForm of(Device device) {
            return new DeviceForm(device.id().value(), device.name(), device.profile(), new TreeMap<>(device.variables()), device.size());
        }

        Device device() {
            return new Device(new DeviceId(id), name, profile, variables, size);
        }
    }

    static HomeForm of(Home home, ObjectMapper json) {
        return new HomeForm(home.rooms().stream().map(room -> new RoomForm(room.name(), room.devices().stream()
                .map(id -> DeviceForm.of(Objects.requireNonNull(home.devices().get(id)))).toList())).toList(),
                home.dismissed().stream().sorted().toList(), AutomationsForm.of(home.automations(), json), AlarmForm.of(home.alarm()),
                ThermostatsForm.of(home.thermostats(), json));
    }

    /// @throws IllegalArgumentException if this is no house: an id twice, a name too long
    Home home(ObjectMapper json) {
        return new Home(
                rooms.stream().map(room -> new Room(room.name(), room.devices().stream().map(d -> new DeviceId(d.id())).toList())).toList(),
                rooms.stream().flatMap(room -> room.devices().stream()).map(DeviceForm::device)
                        .collect(Collectors.toMap(Device::id, d -> d, (_, twice) -> twice)),
                Set.copyOf(dismissed), automations.automations(json), alarm.plan(), ThermostatsForm.read(thermostats, json));
    }
}
