package hearth.profile;

import java.util.List;

/// The conventions that the hub understands, the richest first: of a device that several announce, the first one's word counts.
public final class Conventions {

    private Conventions() {
    }

    public static List<Convention> all() {
        return List.of();
    }
}
