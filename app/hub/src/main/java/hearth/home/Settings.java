package hearth.home;

import java.util.List;

/// What the user chose for the program itself.
///
/// @param language    `en`, `de`, or empty for the system's
/// @param homeNetwork whether the embedded broker listens to the whole home network instead of this computer only
/// @param port        the embedded broker's TCP port
/// @param brokers     URIs of brokers to use in place of the embedded one, without a login; empty for the embedded one
/// @param autostart   start with the computer
/// @param tray        keep running when the window is closed
/// @param demo        the simulated home runs
/// @param listening   where else it listens and how it is found
/// @param adoptAll    devices that announce themselves stand in the home at once, under their own names
/// @param brokerAccess how to get into the brokers
/// @param weather     who is asked for the forecast
public record Settings(String language, Temperature temperature, Theme theme, boolean homeNetwork, int port, List<String> brokers,
        boolean autostart, boolean tray, boolean demo, Listening listening, boolean adoptAll, BrokerAccess brokerAccess,
        WeatherSource weather) {

    public static final Settings DEFAULT = new Settings("", Temperature.SYSTEM, Theme.SYSTEM, false, 1883, List.of(), false, true, false,
            Listening.DEFAULT, false, BrokerAccess.NONE, WeatherSource.NONE);

    /// The unit temperatures are shown in; the wire does not change.
    public enum Temperature {
        SYSTEM, CELSIUS, FAHRENHEIT
    }

    /// Nobody, until the user wants it.
    public enum WeatherSource {
        NONE, OPEN_METEO, MET_NORWAY
    }

    public enum Theme {
        SYSTEM, LIGHT, DARK, CONTRAST
    }

    public Settings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("no port: " + port);
        }
        brokers = List.copyOf(brokers);
    }

    public Settings withLanguage(String value) {
        return new Settings(value, temperature, theme, homeNetwork, port, brokers, autostart, tray, demo, listening, adoptAll, brokerAccess,
                weather);
    }

    public Settings withTemperature(Temperature value) {
        return new Settings(language, value, theme, homeNetwork, port, brokers, autostart, tray, demo, listening, adoptAll, brokerAccess,
                weather);
    }

    public Settings withTheme(Theme value) {
        return new Settings(language, temperature, value, homeNetwork, port, brokers, autostart, tray, demo, listening, adoptAll,
                brokerAccess, weather);
    }

    public Settings withHomeNetwork(boolean value) {
        return new Settings(language, temperature, theme, value, port, brokers, autostart, tray, demo, listening, adoptAll, brokerAccess,
                weather);
    }

    public Settings withPort(int value) {
        return new Settings(language, temperature, theme, homeNetwork, value, brokers, autostart, tray, demo, listening,
                adoptAll, brokerAccess, weather);
    }

    public Settings withBrokers(List<String> value) {
        return new Settings(language, temperature, theme, homeNetwork, port, value, autostart, tray, demo, listening, adoptAll,
                brokerAccess, weather);
    }

    public Settings withAutostart(boolean value) {
        return new Settings(language, temperature, theme, homeNetwork, port, brokers, value, tray, demo, listening, adoptAll, brokerAccess,
                weather);
    }

    public Settings withTray(boolean value) {
        return new Settings(language, temperature, theme, homeNetwork, port, brokers, autostart, value, demo, listening,
                adoptAll, brokerAccess, weather);
    }

    public Settings withDemo(boolean value) {
        return new Settings(language, temperature, theme, homeNetwork, port, brokers, autostart, tray, value, listening,
                adoptAll, brokerAccess, weather);
    }

    public Settings withListening(Listening value) {
        return new Settings(language, temperature, theme, homeNetwork, port, brokers, autostart, tray, demo, value, adoptAll, brokerAccess,
                weather);
    }

    public Settings withAdoptAll(boolean value) {
        return new Settings(language, temperature, theme, homeNetwork, port, brokers, autostart, tray, demo, listening, value, brokerAccess,
                weather);
    }

    public Settings withBrokerAccess(BrokerAccess value) {
        return new Settings(language, temperature, theme, homeNetwork, port, brokers, autostart, tray, demo, listening, adoptAll, value,
                weather);
    }

    public Settings withWeather(WeatherSource value) {
        return new Settings(language, temperature, theme, homeNetwork, port, brokers, autostart, tray, demo, listening, adoptAll,
                brokerAccess, value);
    }
}
