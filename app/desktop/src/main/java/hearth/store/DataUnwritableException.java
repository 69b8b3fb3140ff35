package hearth.store;

import java.io.IOException;
import java.nio.file.Path;

/// Nothing can be written into this data directory, or it cannot be made.
public final class DataUnwritableException extends IOException {

    private final Path folder;

    DataUnwritableException(Path folder, String why, IOException refused) {
        super("nothing can be written into the folder " + folder + " (" + why
                + "). Make room, make it writable, or choose another one with --data-dir.", refused);
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }
}
