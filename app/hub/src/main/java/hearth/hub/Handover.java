package hearth.hub;

import java.util.List;
import java.util.Optional;

/// Logins on their way to another broker: what was written, and the passwords that people have to type into their devices. A value.
///
/// @param folder  where the files are
/// @param own     the login made for the hub itself, which is no client of the embedded broker
/// @param given   one for each login
/// @param problem why nothing was written; empty where all went well
public record Handover(Kind kind, String folder, Optional<Given> own, List<Given> given, String problem) {

    /// The user name made for the hub itself.
    public static final String OWN = "hearth-hub";

    /// What the files are for.
    public enum Kind {
        /// `password_file` and `acl_file` of mosquitto.conf(5), Mosquitto 2.
        MOSQUITTO("hearth.passwd", "hearth.acl"),
        /// Definitions for `rabbitmqctl import_definitions`.
        RABBITMQ("hearth-logins.json");

        private final List<String> files;

        Kind(String... files) {
            this.files = List.of(files);
        }

        public List<String> files() {
            return files;
        }
    }

    /// @param password empty for one that the other broker can check as it is
    /// @param hash     of the password, for the embedded broker
    public record Given(String user, String name, Optional<Password> password, Optional<String> hash) {

        /// Without the hash.
        @Override public String toString() {
            return "Given[" + user + "]";
        }
    }

    public Handover {
        given = List.copyOf(given);
    }

    public static Handover failed(Kind kind, String folder, String problem) {
        return new Handover(kind, folder, Optional.empty(), List.of(), problem);
    }
}
