package hearth.hub;

import hearth.device.DeviceId;
import hearth.home.AlarmPlan;
import hearth.home.Automations;
import hearth.home.Device;
import hearth.home.Home;
import hearth.home.Thermostat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A change the user makes to the house.
public sealed interface HomeEdit {

    record Add(Device device, String room) implements HomeEdit {
    }

    /// Several at once, undone as one.
    record AddAll(List<Device> devices, String room) implements HomeEdit {

        public AddAll {
            devices = List.copyOf(devices);
        }
    }

    /// What was deleted and is hidden since may come again: see [Hidden#marks].
    record Welcome(Set<String> marks) implements HomeEdit {

        public Welcome {
            marks = Set.copyOf(marks);
        }
    }

    record Remove(DeviceId device) implements HomeEdit {
    }

    record Rename(DeviceId device, String name) implements HomeEdit {
    }

    /// @param index the place in the room, counted without the device itself
    record Move(DeviceId device, String room, int index) implements HomeEdit {
    }

    record Resize(DeviceId device, Device.Size size) implements HomeEdit {
    }

    record RenameRoom(String room, String name) implements HomeEdit {
    }

    /// How the house is guarded; not while it is.
    record Guarded(AlarmPlan plan) implements HomeEdit {
    }

    /// A thermostat is put together, or changed: its device stands in the house with it.
    ///
    /// @param room of a new one
    record Heat(Thermostat thermostat, String name, String room) implements HomeEdit {
    }

    /// The scenes and rules are these.
    record Automate(Automations automations) implements HomeEdit {
    }

    /// Every device whose id begins so goes for good: this cannot be undone, and what was kept of them is deleted.
    record Dismantle(String prefix) implements HomeEdit {
    }

    /// The house after this edit; the same one where the edit makes no sense.
    default Home applied(Home home) {
        return switch (this) {
            case Add(var device, var room) -> home.with(device, room);
            case AddAll(var devices, var room) -> {
                var more = home;
                for (var device : devices) {
                    more = more.with(device, room);
                }
                yield more;
            }
            case Welcome(var marks) -> home.welcoming(marks);
            case Remove(var id) -> home.without(id);
            case Rename(var id, var name) -> home.device(id).map(d -> home.changed(d.named(name))).orElse(home);
            case Move(var id, var room, int index) -> home.moved(id, room, index);
            case Resize(var id, var size) -> home.device(id).map(d -> home.changed(d.sized(size))).orElse(home);
            case Automate(var automations) -> home.with(automations);
            case Dismantle(var prefix) -> {
                var left = home;
                for (var id : home.devices().keySet()) {
                    left = id.value().startsWith(prefix) ? left.without(id) : left;
                }
                yield left;
            }
            case Guarded(var plan) -> home.with(plan);
            case Heat(var thermostat, var name, var room) -> home.with(home.thermostats().with(thermostat))
                    .with(home.device(thermostat.id()).map(d -> d.named(name)).orElseGet(
                            () -> new Device(thermostat.id(), name, Thermostat.PROFILE, Map.of(), Device.Size.SMALL)), room);
            case RenameRoom(var room, var name) -> home.renamed(room, name);
        };
    }
}
