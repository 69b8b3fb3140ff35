package hearth.trie;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrieTest {

    /// Few hashes for many keys.
    private record Key(int number, int hashes) {
        @Override public int hashCode() {
            return number % hashes;
        }
    }

    @ParameterizedTest @ValueSource(ints = {1, 3, 40, 1_000_000}) void holdsWhatAnyMapHolds(int hashes) {
        var random = new Random(hashes);
        var expected = new HashMap<Key, Integer>();
        Trie<Key, Integer> trie = Trie.empty();
        for (int i = 0; i < 20_000; i++) {
            var key = new Key(random.nextInt(i < 10_000 ? 300 : 40), hashes);
            if (random.nextInt(3) > 0) {
                expected.put(key, i);
                trie = trie.plus(key, i);
            } else {
                expected.remove(key);
                trie = trie.minus(key);
            }
            assertEquals(expected.get(key), trie.get(key));
            assertEquals(expected.containsKey(key), trie.containsKey(key));
            assertEquals(expected.size(), trie.size());
            if (i % 100 == 0) {
                assertEquals(expected, trie);
                assertEquals(expected.hashCode(), trie.hashCode());
                assertEquals(Set.copyOf(expected.values()), Set.copyOf(trie.values()));
            }
        }
        assertSame(Trie.empty(), trie.minusAll(expected.keySet()));
    }

    @Test void anEarlierMapStaysAsItWas() {
        var versions = new ArrayList<Trie<String, Integer>>(List.of(Trie.<String, Integer>empty()));
        for (int i = 0; i < 500; i++) {
            versions.add(versions.getLast().plus("home/" + i + "/temperature", i));
        }
        for (int i = 0; i < 500; i++) {
            versions.add(versions.getLast().minus("home/" + i + "/temperature"));
        }
        for (int i = 0; i <= 500; i++) {
            int count = i;
            assertEquals(i, versions.get(i).keySet().stream().filter(k -> versions.get(count).containsKey(k)).count());
            assertEquals(500 - i, versions.get(500 + i).entrySet().stream().distinct().count());
        }
    }

    @Test void whatChangesNothingMakesNoNewMap() {
        var value = "on";
        var trie = Trie.from(Map.of("lamp", value, "plug", value));
        assertAll(() -> assertSame(trie, trie.plus("lamp", value)), () -> assertSame(trie, trie.minus("door")),
                () -> assertSame(trie, trie.plusAll(Map.of())), () -> assertNull(trie.get("door")),
                () -> assertEquals("off", trie.getOrDefault("door", "off")));
    }

    @SuppressWarnings("deprecation") @Test void itCannotBeChanged() {
        var trie = Trie.from(Map.of("lamp", "on"));
        assertAll(() -> assertThrows(UnsupportedOperationException.class, () -> trie.put("lamp", "off")),
                () -> assertThrows(UnsupportedOperationException.class, () -> trie.remove("lamp")),
                () -> assertThrows(UnsupportedOperationException.class, () -> trie.putAll(Map.of())),
                () -> assertThrows(UnsupportedOperationException.class, trie::clear),
                () -> assertThrows(UnsupportedOperationException.class, () -> trie.entrySet().iterator().next().setValue("off")),
                () -> assertThrows(UnsupportedOperationException.class, () -> trie.keySet().remove("lamp")),
                () -> assertFalse(trie.entrySet().iterator().next().getValue().isEmpty()));
    }
}
