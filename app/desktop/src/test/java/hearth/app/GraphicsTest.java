package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GraphicsTest {

    @TempDir Path devices;

    @ParameterizedTest @CsvSource({"dri/renderD128, true", "nvidiactl, true", "mali0, true", "dri/card0, false",
        "null, false"}) void aProcessorIsKnownByItsDevice(String device, boolean draws) throws IOException {
        Files.createDirectories(devices.resolve(device).getParent());
        Files.createFile(devices.resolve(device));
        assertEquals(draws, Graphics.isProcessor(devices));
    }
}
