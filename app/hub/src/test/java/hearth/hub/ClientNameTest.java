package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNameTest {

    @ParameterizedTest
    @CsvSource({"kitchen-plug,Kitchen plug", "DVES_4F2A1C,Tasmota 4F2A1C", "shellyplug-s-0A1B2C,Shelly plug s 0A1B2C",
        "zigbee2mqtt,Zigbee2mqtt", "mqttjs_3be2c321,Mqttjs 3be2c321", "' __ ',''"}) void aClientIsCalledByWhatItSaysOfItself(
                String clientId, String name) {
        assertEquals(name, ClientName.of(clientId));
    }
}
