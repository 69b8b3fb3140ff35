package hearth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.device.Message;
import hearth.hub.Effect;
import hearth.hub.HubState.Remembered;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncementStoreTest {

    @TempDir Path folder;

    private AnnouncementStore open() throws Exception {
        return new AnnouncementStore(new Database(folder.resolve("announced.db"), "announced", Database.Synchronous.NORMAL,
                InstantSource.fixed(House.T0), _ -> {
                }));
    }

    private static Effect.Remember remember(String place, String payload, int day) {
        return new Effect.Remember(place, Message.retained("topic/" + place, payload), House.T0.plusSeconds(day * 86_400L));
    }

    @Test void theNewestOfAPlaceIsKeptWhereTheFirstStood() throws Exception {
        try (var store = open()) {
            store.write(List.of(remember("a", "1", 0), remember("b", "2", 0), remember("c", "3", 0)));
            store.write(List.of(remember("a", "4", 1), remember("b", "", 1), remember("never", "", 1)));
        }
        try (var again = open()) {
            assertEquals(List.of(new Remembered(Message.retained("topic/a", "4"), House.T0.plusSeconds(86_400)),
                    new Remembered(Message.retained("topic/c", "3"), House.T0)), again.all());
        }
    }
}
