package hearth.app;

import hearth.broker.Passwords;
import hearth.device.DeviceId;
import hearth.home.AlarmCode;
import hearth.home.AlarmMode;
import hearth.home.AlarmPlan;
import hearth.home.AlarmZone;
import hearth.home.Device;
import hearth.home.Home;
import hearth.hub.Effect;
import hearth.store.DataDirectory;
import hearth.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A house with a door that gives time to disarm, a window and a hall that do not, and a siren; what they say is on `home/door` and so on.
final class GuardedHome {

    private GuardedHome() {
    }

    /// Puts it into a data folder.
    ///
    /// @param exit time to leave
    static void furnish(Path folder, Duration exit, AlarmCode... codes) throws IOException {
        var home = Home.EMPTY;
        for (var device : List.of(device("door", "contact"), device("window", "contact"), device("hall", "motion"), device("siren", "plug"),
                device("temperature", "temperature"), new Device(new DeviceId("security"), "security", "security", Map.of(),
                        Device.Size.SMALL))) {
            home = home.with(device, "Hall");
        }
        var all = Set.of(AlarmMode.values());
        var zones = List.of(new AlarmZone("Entrance", Set.of(new DeviceId("door")), all, AlarmZone.Entry.DELAYED, false),
                new AlarmZone("Inside", Set.of(new DeviceId("window"), new DeviceId("hall")), all, AlarmZone.Entry.INSTANT, false));
        var plan = AlarmPlan.NONE.with(zones).withDelays(exit, AlarmPlan.NONE.entry()).withSirens(Set.of(new DeviceId("siren")));
        try (var directory = DataDirectory.open(folder); var store = new Store(directory, Clock.systemUTC(), 1 << 20)) {
            store.load();
            store.start(_ -> {
            });
            store.carryOut(new Effect.Save(home.with(plan)));
            store.carryOut(new Effect.SaveCodes(List.of(codes)));
        }
    }

    private static Device device(String id, String profile) {
        return new Device(new DeviceId(id), id, profile, Map.of("topic", "home/" + id), Device.Size.SMALL);
    }

    /// One that arms and disarms.
    static AlarmCode code(String name, String digits) {
        return new AlarmCode(name, Passwords.hash(digits), AlarmCode.Right.ALL, Optional.empty());
    }
}
