package hearth.ui.device;

import hearth.device.HomieColor;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.hub.PropertyState;
import hearth.ui.Texts;
import hearth.ui.ValueSlider;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The colour of a light by its hue and its saturation. FX thread.
final class ColorControl extends VBox {

    private static final double FULL = 100;

    private final Texts texts;
    private final Consumer<Value> wish;
    private final ValueSlider hue;
    private final ValueSlider saturation;
    private double degrees;
    private double percent = FULL;

    /// @param id   of the sliders' ids
    /// @param wish takes each colour the user moves to, as often as they do
    ColorControl(Texts texts, String id, Consumer<Value> wish) {
        this.texts = texts;
        this.wish = wish;
        hue = slider("control.hue", id, 359, Unit.DEGREE, n -> degrees = n);
        saturation = slider("control.saturation", id, FULL, Unit.PERCENT, n -> percent = n);
        getStyleClass().add("color-control");
    }

    private ValueSlider slider(String key, String id, double most, Unit unit, DoubleConsumer moved) {
        var slider = new ValueSlider(0, most, 1, n -> texts.withUnit(new Value.Numeric(n), unit), n -> {
            moved.accept(n);
            wish.accept(HomieColor.hs(degrees, percent));
        });
        slider.setAccessibleText(texts.of(key));
        slider.setId(key.replace('.', '-') + "-" + id);
        HBox.setHgrow(slider, Priority.ALWAYS);
        var name = new Label(texts.of(key));
        name.getStyleClass().addAll("quiet", "color-part");
        var row = new HBox(name, slider);
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(row);
        return slider;
    }

    void show(PropertyState state) {
        var shown = state.shown().flatMap(HomieColor::hueSaturation);
        shown.ifPresent(hs -> {
            degrees = hs[0];
            percent = hs[1];
        });
        hue.show(number(shown, 0));
        saturation.show(number(shown, 1));
        hue.pending(state.pending().isPresent());
        saturation.pending(state.pending().isPresent());
    }

    private static OptionalDouble number(Optional<double[]> shown, int part) {
        return shown.map(hs -> OptionalDouble.of(hs[part])).orElse(OptionalDouble.empty());
    }
}
