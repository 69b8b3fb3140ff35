package hearth.app;

import hearth.Patience;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.home.Device;
import hearth.home.Settings;
import hearth.hub.BrokerLink;
import hearth.hub.DeviceState;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// The whole program but for its window, in this JVM, with a broker of its own on a free port.
record Running(Hearth hearth) implements AutoCloseable {

    /// Nothing runs yet.
    static Running in(Path folder, String... more) throws IOException {
        return of(new Hearth(arguments(folder, more)));
    }

    /// The same at another time.
    static Running in(Path folder, Clock clock) throws IOException {
        return of(new Hearth(arguments(folder), clock, Optional.empty()));
    }

    private static Arguments arguments(Path folder, String... more) {
        var words = new ArrayList<>(List.of("--data-dir", folder.toString(), "--port", "0"));
        words.addAll(List.of(more));
        return Arguments.of(words.toArray(String[]::new));
    }

    private static Running of(Hearth hearth) {
        hearth.submit(new Event.SettingsChanged(hearth.state().settings().withLanguage("en").withTheme(Settings.Theme.LIGHT)
                .withTemperature(Settings.Temperature.CELSIUS)));
        return new Running(hearth);
    }

    /// With everything started but a window.
    static Running headless(Path folder, String... more) throws IOException {
        return in(folder, more).started();
    }

    /// The same at another time.
    static Running headless(Clock clock, Path folder) throws IOException {
        return in(folder, clock).started();
    }

    private Running started() throws IOException {
        hearth.start(_ -> {
        });
        return this;
    }

    /// The broker's, once the hub is connected.
    int port() {
        awaits(house -> house.link() instanceof BrokerLink.Up);
        var address = ((BrokerLink.Up) hearth.state().link()).address();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    void add(String id, String profile, Map<String, String> variables) {
        hearth.submit(new Event.HomeEdited(
                new HomeEdit.Add(new Device(new DeviceId(id), id, profile, variables, Device.Size.SMALL), "Hall")));
        awaits(house -> house.device(new DeviceId(id)).isPresent());
    }

    DeviceState device(String id) {
        return hearth.state().device(new DeviceId(id)).orElseThrow();
    }

    void awaits(Predicate<HubState> such) {
        try {
            until(() -> such.test(hearth.state()));
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + ": " + told(hearth.state()), late);
        }
    }

    private static String told(HubState house) {
        return house.link() + " " + house.devices().entrySet().stream().map(d -> d.getKey() + " " + d.getValue().condition()).toList();
    }

    /// Fails the test where it is not so within 30 s.
    static void until(BooleanSupplier so) {
        Patience.until(so);
    }

    /// The first column of what a database of the hub's folder answers, as words.
    static List<String> disk(Path folder, String database, String question) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(database));
                var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            var all = new ArrayList<String>();
            while (row.next()) {
                all.add(row.getString(1));
            }
            return all;
        } catch (SQLException unreadable) {
            throw new AssertionError(question, unreadable);
        }
    }

    /// QoS 1, not retained: as it is on the wire.
    static Message once(String topic, String payload) {
        return new Message(topic, Payload.of(payload), 1, false);
    }

    @Override public void close() {
        hearth.close();
    }
}
