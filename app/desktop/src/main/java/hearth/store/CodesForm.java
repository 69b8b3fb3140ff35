package hearth.store;

import hearth.home.AlarmCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The alarm's codes as their file spells them; of each only a hash.
record CodesForm(List<CodeForm> codes) {

    /// @param until empty for ever
    record CodeForm(String name, String hash, AlarmCode.Right right, String until) {
    }

    static CodesForm of(List<AlarmCode> codes) {
        return new CodesForm(codes.stream()
                .map(c -> new CodeForm(c.name(), c.hash(), c.right(), c.until().map(Instant::toString).orElse(""))).toList());
    }

    /// @throws IllegalArgumentException if these are no codes
    List<AlarmCode> known() {
        try {
            return codes.stream().map(c -> new AlarmCode(c.name(), c.hash(), c.right(),
                    c.until().isEmpty() ? Optional.empty() : Optional.of(Instant.parse(c.until())))).toList();
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException(noTime);
        }
    }
}
