package hearth.ui.automation;

import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Several things of one sort, one below the other, each of a kind that can be chosen: added, changed, moved, taken away. FX thread.
///
/// @param <T> what a line stands for
/// @param <K> its kinds
final class Lines<T, K extends Enum<K>> extends VBox {

    /// What the lines are made of.
    ///
    /// @param key    begins the words of the kinds, and of the button that adds one
    /// @param kinds  those that can be chosen
    /// @param kindOf what kind a thing is
    /// @param part   its fields, filled in where there is a thing
    record Sort<T, K extends Enum<K>>(String key, List<K> kinds, Function<T, K> kindOf, BiFunction<K, @Nullable T, Part<T>> part) {
    }

    private final Texts texts;
    private final Sort<T, K> sort;
    private final String between;
    private final Runnable changed;
    private final VBox rows = new VBox();
    private final List<Row> all = new ArrayList<>();

    /// @param between the word before every line but the first
    Lines(Texts texts, Sort<T, K> sort, String between, List<T> first, Runnable changed) {
        this.texts = texts;
        this.sort = sort;
        this.between = between;
        this.changed = changed;
        getStyleClass().add("rule-lines");
        rows.getStyleClass().add("rule-lines");
        first.forEach(one -> all.add(new Row(sort.kindOf.apply(one), one)));
        var add = new Button(texts.of(sort.key + ".add"), new IconView(Icon.ADD));
        add.getStyleClass().add("flat");
        add.setOnAction(_ -> {
            var row = new Row(sort.kinds.getFirst(), null);
            all.add(row);
            arrange();
            row.fields.getChildren().get(1).requestFocus();
            changed.run();
        });
        getChildren().addAll(rows, add);
        arrange();
    }

    /// All of them; empty while one of them makes no sense.
    Optional<List<T>> values() {
        var values = new ArrayList<T>();
        for (var row : all) {
            var value = row.value();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(values);
    }

    private void arrange() {
        rows.getChildren().setAll(all);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).before.setText(i == 0 ? "" : between);
            all.get(i).before.setManaged(!between.isEmpty() && i > 0);
            all.get(i).up.setDisable(i == 0);
        }
        rows.setManaged(!all.isEmpty());
    }

    private final class Row extends BorderPane {

        private final Label before = Part.word("");
        private final ComboBox<K> kind;
        private final FlowPane fields = new FlowPane();
        private final VBox below = new VBox();
        private final Button up = new Button("", new IconView(Icon.UP));
        private Part<T> part;

        Row(K first, @Nullable T value) {
            getStyleClass().add("rule-line");
            fields.getStyleClass().add("rule-fields");
            kind = Part.choice(texts.of(sort.key + ".kind"), sort.kinds, k -> texts.of(sort.key + "." + k.name().toLowerCase(Locale.ROOT)),
                    first, () -> {
                    });
            part = sort.part.apply(first, value);
            kind.valueProperty().addListener((_, _, now) -> {
                part = sort.part.apply(now, null);
                show();
                changed.run();
            });
            up.getStyleClass().add("flat");
            up.setTooltip(new Tooltip(texts.of("rule.up")));
            up.setAccessibleText(texts.of("rule.up"));
            up.setOnAction(_ -> {
                int place = all.indexOf(this);
                if (place > 0) {
                    all.remove(place);
                    all.add(place - 1, this);
                    arrange();
                    up.requestFocus();
                    changed.run();
                }
            });
            var gone = new Button("", new IconView(Icon.REMOVE));
            gone.getStyleClass().add("flat");
            gone.setTooltip(new Tooltip(texts.of("rule.remove")));
            gone.setAccessibleText(texts.of("rule.remove"));
            gone.setOnAction(_ -> {
                all.remove(this);
                arrange();
                changed.run();
            });
            below.getStyleClass().add("rule-below");
            setCenter(new VBox(fields, below));
            setRight(new HBox(up, gone));
            show();
        }

        /// What is a whole list of its own stands below the line.
        private void show() {
            fields.getChildren().setAll(before);
            if (sort.kinds.size() > 1) {
                fields.getChildren().add(kind);
            }
            below.getChildren().clear();
            for (Node node : part.nodes()) {
                (node instanceof VBox ? below : fields).getChildren().add(node);
            }
            below.setManaged(!below.getChildren().isEmpty());
        }

        Optional<T> value() {
            try {
                return part.value();
            } catch (IllegalArgumentException outOfRange) {
                return Optional.empty();
            }
        }
    }
}
