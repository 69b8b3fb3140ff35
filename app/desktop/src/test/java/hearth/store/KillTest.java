package hearth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Value;
import hearth.hub.Effect;
import hearth.hub.Event;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The process dies at any moment: what it has acknowledged is there afterwards. More rounds with `-Dhearth.kills=50`.
final class KillTest {

    private static final InstantSource CLOCK = InstantSource.fixed(House.T0);

    @TempDir Path folder;

    /// Changes everything again and again, and prints the number of each round that is on disk.
    static final class Writer {
        public static void main(String[] arguments) throws Exception {
            try (var directory = DataDirectory.open(Path.of(arguments[0])); var store = new Store(directory, CLOCK, 100_000_000)) {
                var loaded = store.load();
                int begun = loaded.journal().isEmpty() ? 0 : Integer.parseInt(loaded.journal().getLast().detail());
                store.start(_ -> {
                });
                for (int n = begun + 1;; n++) {
                    store.carryOut(new Effect.Save(House.HOME.renamed("Hall", "Hall " + n)));
                    store.carryOut(new Effect.Append(House.entry(n)));
                    store.carryOut(new Effect.Record(House.incident(House.T0, n)));
                    store.carryOut(new Effect.KeepDelivery(House.delivery(n)));
                    store.carryOut(new Effect.Keep(House.TEMPERATURE, House.number(n), House.T0.plusMillis(n)));
                    if (!store.flush()) {
                        throw new AssertionError("not written");
                    }
                    System.out.println(n);
                }
            }
        }
    }

    @Test void nothingAcknowledgedIsLost() throws Exception {
        var random = new Random(9);
        for (int round = 0; round < Integer.getInteger("hearth.kills", 10); round++) {
            int acknowledged = killedAfter(1 + random.nextInt(60));
            var events = new ArrayList<Event>();
            try (var directory = DataDirectory.open(folder); var store = new Store(directory, CLOCK, 100_000_000)) {
                var loaded = store.load();
                var left = loaded.outbox().deliveries();
                store.start(events::add);
                assertTrue(store.flush());
                var lines = loaded.journal().stream().map(line -> Integer.parseInt(line.detail())).toList();
                assertTrue(lines.getLast() >= acknowledged, () -> "journal " + lines + " of " + acknowledged);
                assertEquals(IntStream.rangeClosed(lines.getFirst(), lines.getLast()).boxed().toList(), lines);
                assertTrue(loaded.incident().orElseThrow().count() - 1 >= acknowledged, "incident");
                assertTrue(left.lastKey() >= acknowledged, "delivery");
                assertTrue(left.get(left.lastKey()).open(), "what was on its way is sent again");
                assertTrue(Integer.parseInt(loaded.home().rooms().get(1).name().substring("Hall ".length())) >= acknowledged, "house");
                assertTrue(loaded.kept().get(House.TEMPERATURE).value() instanceof Value.Numeric(var n) && n >= acknowledged, "value");
            }
            assertEquals(List.of(), events);
        }
    }

    private int killedAfter(int acknowledgements) throws Exception {
        try (var writer = Child.start(Writer.class, folder.toString())) {
            int last = 0;
            for (int n = 0; n < acknowledgements; n++) {
                last = Integer.parseInt(String.valueOf(writer.line()));
            }
            writer.kill();
            for (var line = writer.line(); line != null; line = writer.line()) {
                last = Integer.parseInt(line);
            }
            return last;
        }
    }
}
