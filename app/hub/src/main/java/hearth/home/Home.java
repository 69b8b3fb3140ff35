package hearth.home;

import hearth.device.DeviceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The house as the user arranged it: every device stands in exactly one room. Edits give a new house; one that makes no
/// sense here (an unknown device, a name that is taken) gives the same house.
///
/// @param dismissed   profiles whose device the user removed: it does not come back by itself
/// @param alarm       how it is guarded; a zone may name a device that is not here any more
/// @param thermostats those that the user put together; each is a device of the same id
public record Home(List<Room> rooms, Map<DeviceId, Device> devices, Set<String> dismissed, Automations automations, AlarmPlan alarm,
        Thermostats thermostats) {

    public static final Home EMPTY = new Home(List.of(), Map.of(), Set.of(), Automations.NONE);

    /// A house that nobody guards yet.
    public Home(List<Room> rooms, Map<DeviceId, Device> devices, Set<String> dismissed, Automations automations) {
        this(rooms, devices, dismissed, automations, AlarmPlan.NONE, Thermostats.NONE);
    }

    public Home {
        rooms = List.copyOf(rooms);
        devices = Map.copyOf(devices);
        dismissed = Set.copyOf(dismissed);
        var placed = rooms.stream().map(Room::devices).flatMap(Collection::stream).toList();
        if (placed.size() != devices.size() || !devices.keySet().containsAll(placed)) {
            throw new IllegalArgumentException("each device stands in exactly one room");
        }
        if (rooms.stream().map(Room::name).distinct().count() != rooms.size()) {
            throw new IllegalArgumentException("room names differ");
        }
    }

    public Optional<Device> device(DeviceId id) {
        return Optional.ofNullable(devices.get(id));
    }

    public Optional<Room> roomOf(DeviceId id) {
        return rooms.stream().filter(r -> r.devices().contains(id)).findFirst();
    }

    /// The name of each device's room.
    public Map<DeviceId, String> places() {
        var places = new HashMap<DeviceId, String>();
        rooms.forEach(r -> r.devices().forEach(id -> places.put(id, r.name())));
        return places;
    }

    /// An id close to the wanted one that no device has.
    public DeviceId free(DeviceId wanted) {
        var id = wanted;
        for (int n = 2; devices.containsKey(id); n++) {
            id = DeviceId.of(wanted.value().substring(0, Math.min(wanted.value().length(), 58)) + "-" + n);
        }
        return id;
    }

    /// With this device at the end of that room, which is made where it is missing; a device of that id is replaced in place.
    public Home with(Device device, String room) {
        if (devices.containsKey(device.id())) {
            return changed(device);
        }
        var plan = plan();
        plan.computeIfAbsent(room.strip(), _ -> new ArrayList<>()).add(device.id());
        return planned(plan, also(device));
    }

    /// With a known device changed.
    public Home changed(Device device) {
        return devices.containsKey(device.id()) ? new Home(rooms, also(device), dismissed, automations, alarm, thermostats) : this;
    }

    /// Without this device; a room left empty goes too.
    public Home without(DeviceId id) {
        var plan = plan();
        plan.values().forEach(ids -> ids.remove(id));
        plan.values().removeIf(List::isEmpty);
        var left = new LinkedHashMap<>(devices);
        left.remove(id);
        return planned(plan, left).with(thermostats.without(id));
    }

    /// With this device at a place in a room: `index` counts without the device itself, beyond the end means last.
    public Home moved(DeviceId id, String room, int index) {
        if (!devices.containsKey(id)) {
            return this;
        }
        var plan = plan();
        plan.values().forEach(ids -> ids.remove(id));
        var ids = plan.computeIfAbsent(room.strip(), _ -> new ArrayList<>());
        ids.add(Math.clamp(index, 0, ids.size()), id);
        plan.values().removeIf(List::isEmpty);
        return planned(plan, devices);
    }

    /// With a room called otherwise, where that name is free.
    public Home renamed(String room, String newName) {
        var name = newName.strip();
        if (rooms.stream().anyMatch(r -> r.name().equals(name))) {
            return this;
        }
        return new Home(rooms.stream().map(r -> r.name().equals(room) ? new Room(name, r.devices()) : r).toList(), devices, dismissed,
                automations, alarm, thermostats);
    }

    /// With a profile whose devices shall not come by themselves any more.
    public Home dismissing(String profile) {
        return new Home(rooms, devices, Stream.concat(dismissed.stream(), Stream.of(profile)).collect(Collectors.toSet()),
                automations, alarm, thermostats);
    }

    /// With these free to come again.
    public Home welcoming(Set<String> marks) {
        return new Home(rooms, devices, dismissed.stream().filter(d -> !marks.contains(d)).collect(Collectors.toSet()),
                automations, alarm, thermostats);
    }

    /// With other scenes and rules.
    public Home with(Automations others) {
        return new Home(rooms, devices, dismissed, others, alarm, thermostats);
    }

    /// Guarded otherwise.
    public Home with(AlarmPlan plan) {
        return new Home(rooms, devices, dismissed, automations, plan, thermostats);
    }

    /// With other thermostats of its own.
    public Home with(Thermostats others) {
        return new Home(rooms, devices, dismissed, automations, alarm, others);
    }

    private SequencedMap<String, List<DeviceId>> plan() {
        var plan = new LinkedHashMap<String, List<DeviceId>>();
        rooms.forEach(r -> plan.put(r.name(), new ArrayList<>(r.devices())));
        return plan;
    }

    private Home planned(SequencedMap<String, List<DeviceId>> plan, Map<DeviceId, Device> devices) {
        return new Home(plan.entrySet().stream().map(e -> new Room(e.getKey(), e.getValue())).toList(), devices, dismissed,
                automations, alarm, thermostats);
    }

    private Map<DeviceId, Device> also(Device device) {
        var all = new LinkedHashMap<>(devices);
        all.put(device.id(), device);
        return all;
    }
}
