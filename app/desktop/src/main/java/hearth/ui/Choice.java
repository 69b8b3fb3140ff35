package hearth.ui;

import java.util.List;
import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// One of several things, by their words; nothing is typed. FX thread.
public final class Choice<T> extends ComboBox<T> {

    /// @param what it is that is chosen, for who does not see it
    public Choice(String what, List<T> all, Function<T, String> words) {
        getItems().setAll(all);
        setAccessibleText(what);
        setConverter(new StringConverter<>() {
            @Override public String toString(@Nullable T one) {
                return one == null ? "" : words.apply(one);
            }

            @Override public @Nullable T fromString(String typed) {
                return null;
            }
        });
    }
}
