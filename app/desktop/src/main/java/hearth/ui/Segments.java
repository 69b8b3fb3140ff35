package hearth.ui;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// One of a few choices, all in sight. Arrow keys move the focus, Space chooses: what is only passed by is not chosen. FX thread.
public final class Segments<T> extends HBox {

    private final ToggleGroup group = new ToggleGroup();

    /// @param name   what is chosen, for screen readers
    /// @param chosen told what the user chooses, not what [#show] shows
    public Segments(String name, List<T> choices, Function<T, String> words, Consumer<T> chosen) {
        getStyleClass().add("segments");
        for (var choice : choices) {
            var button = new ToggleButton(words.apply(choice));
            button.setMnemonicParsing(false); // `return_to_base` is no shortcut
            button.getStyleClass().setAll("segment");
            button.setUserData(choice);
            button.setAccessibleText(name + ": " + words.apply(choice));
            button.setToggleGroup(group);
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(_ -> {
                if (button.isSelected()) {
                    chosen.accept(choice);
                } else {
                    button.setSelected(true); // a second click does not choose nothing
                }
            });
            getChildren().add(button);
        }
        setMaxWidth(USE_PREF_SIZE);
        setMaxHeight(USE_PREF_SIZE);
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            boolean next = key.getCode() == KeyCode.RIGHT || key.getCode() == KeyCode.DOWN;
            if (next || key.getCode() == KeyCode.LEFT || key.getCode() == KeyCode.UP) {
                key.consume();
                var at = (Node) key.getTarget();
                if (at != (next ? getChildren().getLast() : getChildren().getFirst())) {
                    at.requestFocusTraversal(next ? TraversalDirection.RIGHT : TraversalDirection.LEFT); // which is seen to have it
                }
            }
        });
    }

    /// Takes all the width there is.
    public void fill() {
        setMaxWidth(Double.MAX_VALUE);
        for (var choice : getChildren()) {
            ((ToggleButton) choice).setMaxWidth(Double.MAX_VALUE);
            setHgrow(choice, Priority.ALWAYS);
        }
    }

    /// Shows that nothing is known of it.
    public void showNone() {
        group.selectToggle(null);
    }

    public void show(T choice) {
        group.getToggles().forEach(t -> t.setSelected(choice.equals(t.getUserData())));
    }
}
