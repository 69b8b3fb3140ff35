package hearth.store;

import java.io.IOException;
import java.nio.file.Path;

/// Another hub works on this data directory.
public final class DataInUseException extends IOException {

    private final Path folder;

    DataInUseException(Path folder) {
        super(folder + " is in use by another Hearth");
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }
}
