package hearth.notify;

import java.util.Locale;

/// The systems that are each told in their own way.
enum OperatingSystem {
    LINUX, MAC, WINDOWS;

    /// What the program runs on; every other Unix is treated as Linux.
    static OperatingSystem here() {
        var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? WINDOWS : name.startsWith("mac") ? MAC : LINUX;
    }
}
