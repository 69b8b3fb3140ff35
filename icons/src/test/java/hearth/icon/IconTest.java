package hearth.icon;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ServiceLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kordamp.ikonli.IkonHandler;

final class IconTest {

    @ParameterizedTest
    @EnumSource(Icon.class) void everyIconIsInTheFont(Icon icon) {
        assertTrue(ServiceLoader.load(IkonHandler.class).stream().map(ServiceLoader.Provider::get)
                .filter(h -> h.supports(icon.literal())).anyMatch(h -> h.resolve(icon.literal()).getCode() > 0), icon.literal());
    }
}
