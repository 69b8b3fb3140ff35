package hearth.store;

import hearth.device.Message;
import hearth.device.Payload;
import hearth.hub.Effect;
import hearth.hub.HubState.Remembered;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What devices announced of themselves, so that they are known at the next start, before they say it again. Store thread.
final class AnnouncementStore implements AutoCloseable {

    private static final int AT_LEAST_ONCE = 1;

    private final Database database;

    AnnouncementStore(Database database) {
        this.database = database;
    }

    /// Each takes the place of what was there, in its order; one with an empty payload clears it.
    void write(Collection<Effect.Remember> news) throws IOException {
        database.transaction(connection -> {
            try (var put = connection.prepareStatement("""
                    INSERT INTO announcement (place, topic, payload, retained, heard) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (place) DO UPDATE SET topic = excluded.topic, payload = excluded.payload,
                    retained = excluded.retained, heard = excluded.heard""");
                    var delete = connection.prepareStatement("DELETE FROM announcement WHERE place = ?")) {
                for (var remember : news) {
                    var message = remember.message();
                    if (message.payload().size() == 0) {
                        delete.setString(1, remember.place());
                        delete.executeUpdate();
                    } else {
                        var bytes = new byte[message.payload().size()];
                        message.payload().buffer().get(bytes);
                        put.setString(1, remember.place());
                        put.setString(2, message.topic());
                        put.setBytes(3, bytes);
                        put.setBoolean(4, message.retained());
                        put.setLong(5, Journal.nanos(remember.heard()));
                        put.executeUpdate();
                    }
                }
                return true;
            }
        });
    }

    /// In the order in which they came first.
    List<Remembered> all() throws IOException {
        return database.read(connection -> {
            var all = new ArrayList<Remembered>();
            try (var select = connection.createStatement();
                    var row = select.executeQuery("SELECT topic, payload, retained, heard FROM announcement ORDER BY id")) {
                while (row.next()) {
                    all.add(new Remembered(new Message(row.getString(1), Payload.of(row.getBytes(2)), AT_LEAST_ONCE, row.getBoolean(3)),
                            Journal.instant(row.getLong(4))));
                }
            }
            return all;
        });
    }

    @Override public void close() throws IOException {
        database.close();
    }
}
