package hearth.app;

import hearth.device.DeviceId;
import hearth.home.Device;
import hearth.home.Home;
import hearth.profile.Profile;
import hearth.profile.ProfileCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a house begins with.
final class FirstHouse {

    private FirstHouse() {
    }

    /// A tile for each kind of device that is there from the beginning.
    ///
    /// @param language of their names: `en`, `de`
    static Home of(ProfileCatalog profiles, String language) {
        var home = Home.EMPTY;
        for (var profile : profiles.profiles()) {
            if (profile.adopt() == Profile.Adopt.ALWAYS) {
                home = home.with(
                        new Device(DeviceId.of(profile.id()), profile.deviceName(language), profile.id(), Map.of(), Device.Size.SMALL), "");
            }
        }
        return home;
    }

    /// The user's own profiles, by file name, as they are written; none where the folder is not there.
    static Map<String, String> ownProfiles(Path folder) throws IOException {
        var files = new LinkedHashMap<String, String>();
        if (Files.isDirectory(folder)) {
            try (var list = Files.newDirectoryStream(folder, "*.json")) {
                for (var file : list) {
                    files.put(file.getFileName().toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }
}
