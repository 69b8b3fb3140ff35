package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.home.Settings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HomePasswordTest {

    private static final HomePassword PASSWORD = new HomePassword("k3m9-pq7x-2wfa-hd6t");
    private static final Settings OPEN = Settings.DEFAULT.withHomeNetwork(true);

    private final House house = new House();

    @Test void openingTheHomeNetworkForTheFirstTimeMakesAPassword() {
        house.on(new Event.SettingsChanged(OPEN));
        assertEquals(List.of(new Effect.SaveSettings(OPEN), new Effect.MakeHomePassword()), house.effects);
        house.on(new Event.HomePasswordMade(PASSWORD, "hash"));
        assertEquals(new Effect.SaveSettings(OPEN.withHomeLogin("hash")), house.effects.getLast());
        assertEquals(Optional.of(PASSWORD), house.state.homePassword());
        house.effects.clear();
        house.on(new Event.SettingsChanged(OPEN.withHomeNetwork(false))).on(new Event.SettingsChanged(OPEN));
        assertEquals(List.of(new Effect.SaveSettings(OPEN.withHomeNetwork(false).withHomeLogin("hash")),
                new Effect.SaveSettings(OPEN.withHomeLogin("hash"))), house.effects);
    }

    @Test void aNewPasswordIsMadeWhenAskedFor() {
        house.on(new Event.NewHomePassword());
        assertEquals(List.of(new Effect.MakeHomePassword()), house.effects);
    }

    @Test void aChoiceMadeOnOlderSettingsLeavesTheLoginAlone() {
        house.on(new Event.HomePasswordMade(PASSWORD, "hash")).on(new Event.SettingsChanged(Settings.DEFAULT.withPort(1884)));
        assertEquals(Settings.DEFAULT.withPort(1884).withHomeLogin("hash"), house.state.settings());
    }

    @Test void aPasswordIsEasyToTypeAndNeverTheSame() {
        var password = HomePassword.random();
        assertTrue(password.text().matches("[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}"));
        assertNotEquals(password, HomePassword.random());
    }

    @Test void nothingThatIsLoggedTellsThePassword() {
        house.on(new Event.HomePasswordMade(PASSWORD, "hash"));
        assertFalse(house.state.toString().contains(PASSWORD.text()));
        assertFalse(new Event.HomePasswordMade(PASSWORD, "hash").toString().contains(PASSWORD.text()));
    }
}
