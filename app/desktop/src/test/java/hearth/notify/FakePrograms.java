package hearth.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/// A folder of programs that write down what they were called with.
record FakePrograms(Path folder) {

    /// @param then the rest of a shell script; `$out` is what the program is heard by
    FakePrograms with(String name, String then) throws IOException {
        var script = folder.resolve(name);
        Files.writeString(script, """
                #!/bin/sh
                out='%s'
                for word in "$@"; do printf '%%s\\0' "$word" >> "$out"; done
                %s
                """.formatted(folder.resolve(name + ".called"), then));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return this;
    }

    Programs programs() {
        return programs(Duration.ofSeconds(20));
    }

    Programs programs(Duration limit) {
        return new Programs("/nowhere:" + folder, limit);
    }

    /// The arguments `name` was called with, one after the other.
    List<String> called(String name) throws IOException {
        return List.of(Files.readString(folder.resolve(name + ".called")).split("\0"));
    }
}
