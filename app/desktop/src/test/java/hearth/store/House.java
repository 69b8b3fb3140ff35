package hearth.store;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Device;
import hearth.home.Home;
import hearth.hub.Delivery;
import hearth.hub.Incident;
import hearth.hub.Incident.Happening;
import hearth.hub.JournalEntry;
import hearth.hub.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Values the tests of this package share.
final class House {

    static final Instant T0 = Instant.parse("2026-11-22T15:40:00.123456789Z");
    static final PropertyRef TEMPERATURE = property("kitchen-temperature", "temperature");
    static final PropertyRef DOOR = property("door", "contact");
    static final PropertyRef STATUS = property("panel", "status");

    static final Home HOME = Home.EMPTY
            .with(device("kitchen-temperature", "Küche", Device.Size.WIDE, Map.of("topic", "temperature")), "Kitchen")
            .with(device("door", "Front door", Device.Size.SMALL, Map.of()), "Hall")
            .with(device("panel", "Panel", Device.Size.SMALL, Map.of("b", "2", "a", "1")), "Hall").dismissing("light");

    private House() {
    }

    static PropertyRef property(String device, String property) {
        return new PropertyRef(new DeviceId(device), "main", property);
    }

    static Device device(String id, String name, Device.Size size, Map<String, String> variables) {
        return new Device(new DeviceId(id), name, "plain", variables, size);
    }

    static JournalEntry entry(int number) {
        return new JournalEntry(T0.plusMillis(number), JournalEntry.Kind.COMMANDED, Optional.of(DOOR.device()), Integer.toString(number));
    }

    /// As the hub knows it before anything was recorded, and as it is read again.
    static Incident incident(Instant since, int count) {
        return new Incident(since, Incident.Kind.FIRE, Optional.of(hearth.home.AlarmMode.AWAY), STATUS, "break-in", Optional.of("kitchen"),
                List.of(new Happening(since, since.plusSeconds(count), count, STATUS, "break-in", Optional.of("kitchen")),
                        new Happening(since.plusNanos(1), since.plusNanos(1), 1, DOOR, "tamper", Optional.empty())),
                false, Optional.empty(), false, Optional.empty());
    }

    static Delivery delivery(long id) {
        return new Delivery(id, "push", "Anna",
                new Notice(T0, Notice.Kind.ALARM, Incident.Kind.BURGLARY, "break-in", List.of("kitchen"), 1, T0), 0, T0, 0,
                new Delivery.State.Queued(T0));
    }

    static Value number(double number) {
        return new Value.Numeric(number);
    }

    static Value word(String word) {
        return new Value.Text(word);
    }

    static Value truth(boolean truth) {
        return new Value.Truth(truth);
    }
}
