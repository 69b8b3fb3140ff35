package hearth.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfirmationTest {

    @ParameterizedTest
    @CsvSource({"%, 0, 29.9, 30, true", "%, 0, 50.5, 50, true", "%, 0, 31, 30, false", "%, 0, 0.4, 0, false", "%, 0, 0, 0.4, false",
        "%, 33.333333333333336, 66, 50, true", "%, 33.333333333333336, 0, 30, false", "K, 1, 4016, 4000, true", "K, 1, 4050, 4000, false",
        "°C, 0.5, 21.67, 21.5, true", "°C, 0, 21.56, 21.5, true", "°C, 0, 22, 21.5, false", "min, 0, 5.1, 5, false",
        "min, 1, 5.4, 5, true"}) void aReportConfirmsAWishAsNearlyAsTheScaleOfTheDeviceCan(String unit, double step, double reported,
                double wanted, boolean confirmed) {
        var property = property(Unit.announced(unit), new PropertyType.Range(0, 10_000, step));
        assertEquals(confirmed, property.confirms(new Value.Numeric(reported), new Value.Numeric(wanted)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"rgb,255,0,0; hsv,0,100,100; true", "hsv,300,50,75; hsv,300,50,100; true",
        "hsv,359,90,100; hsv,2,91,100; true", "xyz,0.4,0.4; hsv,36,45,100; true", "hsv,0,3,100; hsv,200,2,100; true",
        "rgb,0,255,0; hsv,0,100,100; false", "nothing; hsv,0,100,100; false"}) void aColourIsTheSameInAnyForm(String reported,
                String wanted, boolean confirmed) {
        var property = property(Unit.NONE, new PropertyType.Color(List.of("hsv")));
        assertEquals(confirmed, property.confirms(new Value.Text(reported), new Value.Text(wanted)));
    }

    private static Property property(Unit unit, PropertyType type) {
        return new Property(new PropertyRef(new DeviceId("d"), "n", "p"), "", Capability.NUMBER, type, unit, true, true,
                Property.Category.PRIMARY, "");
    }
}
