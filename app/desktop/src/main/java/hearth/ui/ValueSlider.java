package hearth.ui;

import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleFunction;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// A bar to set a number: filled up to the value, with a line as thumb. Only the hand moves the thumb while it holds it; what
/// the house reports meanwhile is shown when the hand is off. FX thread.
///
/// A drag and the arrow keys stop one step above the low end where that means "off": only the Home key goes there.
public final class ValueSlider extends Region {

    private static final PseudoClass PENDING = PseudoClass.getPseudoClass("pending");
    /// After the last move, until the answer to it is here: older answers would make the thumb jump back.
    private static final Duration SETTLING = Duration.millis(200);
    private static final double LEAST_FILL = 12;

    private final double min;
    private final double max;
    private final double step;
    private final double lowest;
    private final DoubleFunction<String> words;
    private final DoubleConsumer moved;
    private final Region fill = new Region();
    private final Region thumb = new Region();
    private final PauseTransition settling = new PauseTransition(SETTLING);
    private OptionalDouble reported = OptionalDouble.empty();
    private OptionalDouble shown = OptionalDouble.empty();
    private boolean held;

    /// For any number of a range.
    ///
    /// @param step  0 for a hundredth of the range
    /// @param words says a value to a screen reader
    /// @param moved takes each value the user moves to, as often as they do
    public ValueSlider(double min, double max, double step, DoubleFunction<String> words, DoubleConsumer moved) {
        this(min, max, step > 0 ? step : (max - min) / 100, min, words, moved);
    }

    /// For the brightness of a lamp, 0 to 100: a drag dims but never switches off.
    public static ValueSlider dimmer(DoubleFunction<String> words, DoubleConsumer moved) {
        return new ValueSlider(0, 100, 1, 1, words, moved);
    }

    private ValueSlider(double min, double max, double step, double lowest, DoubleFunction<String> words, DoubleConsumer moved) {
        this.min = min;
        this.max = max;
        this.step = step;
        this.lowest = lowest;
        this.words = words;
        this.moved = moved;
        getStyleClass().add("value-slider");
        fill.getStyleClass().add("fill");
        thumb.getStyleClass().add("thumb");
        fill.setMouseTransparent(true);
        thumb.setMouseTransparent(true);
        getChildren().addAll(fill, thumb);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        settling.setOnFinished(_ -> settle());
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::grab);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
        addEventHandler(MouseEvent.MOUSE_CLICKED, MouseEvent::consume);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        sceneProperty().subscribe(scene -> {
            if (scene == null) {
                settling.stop();
                settle();
            }
        });
    }

    /// What the house says; empty while nothing is known.
    public void show(OptionalDouble value) {
        reported = value;
        if (!held && settling.getStatus() != PauseTransition.Status.RUNNING) {
            put(value);
        }
    }

    /// Pale while a command is under way.
    public void pending(boolean waiting) {
        pseudoClassStateChanged(PENDING, waiting);
    }

    private void settle() {
        held = false;
        put(reported);
    }

    private void grab(MouseEvent mouse) {
        if (mouse.getButton() == MouseButton.PRIMARY) {
            requestFocus();
            settling.stop();
            held = true;
            move(at(mouse.getX()));
        }
        mouse.consume();
    }

    private void drag(MouseEvent mouse) {
        if (held) {
            move(at(mouse.getX()));
        }
        mouse.consume();
    }

    private void release(MouseEvent mouse) {
        if (held) {
            held = false;
            settling.playFromStart();
        }
        mouse.consume();
    }

    private void key(KeyEvent key) {
        double now = shown.orElse(min);
        double one = Math.max(step, (max - min) / 100);
        double ten = (max - min) / 10;
        var to = switch (key.getCode()) {
            case LEFT, DOWN, KP_LEFT, KP_DOWN -> OptionalDouble.of(now <= lowest ? now : Math.max(lowest, now - one));
            case RIGHT, UP, KP_RIGHT, KP_UP -> OptionalDouble.of(now + one);
            case PAGE_DOWN -> OptionalDouble.of(now <= lowest ? now : Math.max(lowest, now - ten));
            case PAGE_UP -> OptionalDouble.of(now + ten);
            case HOME -> OptionalDouble.of(min);
            case END -> OptionalDouble.of(max);
            default -> OptionalDouble.empty();
        };
        if (to.isPresent() && !key.isControlDown() && !key.isAltDown() && !key.isMetaDown()) {
            move(to.getAsDouble());
            settling.playFromStart();
            key.consume();
        }
    }

    private double at(double x) {
        return Math.max(lowest, min + (max - min) * x / getWidth());
    }

    private void move(double wanted) {
        double value = Math.clamp(min + Math.rint((wanted - min) / step) * step, min, max);
        if (!shown.equals(OptionalDouble.of(value))) {
            put(OptionalDouble.of(value));
            moved.accept(value);
        }
    }

    private void put(OptionalDouble value) {
        if (!value.equals(shown)) {
            shown = value;
            requestLayout();
            notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
            notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE_STRING);
        }
    }

    @Override protected void layoutChildren() {
        double share = Math.clamp((shown.orElse(min) - min) / (max - min), 0, 1);
        double width = share == 0 ? 0 : snapSizeX(Math.max(LEAST_FILL, share * getWidth()));
        fill.resizeRelocate(0, 0, width, getHeight());
        double line = thumb.prefWidth(-1);
        double tall = snapSizeY(getHeight() / 2);
        thumb.setVisible(width > 0);
        thumb.resizeRelocate(snapPositionX(width - line - 4), snapPositionY((getHeight() - tall) / 2), line, tall);
    }

    @Override public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, @Nullable Object... parameters) {
        return switch (attribute) {
            case VALUE -> shown.orElse(min);
            case MIN_VALUE -> min;
            case MAX_VALUE -> max;
            case VALUE_STRING -> shown.isPresent() ? words.apply(shown.getAsDouble()) : "";
            case ORIENTATION -> Orientation.HORIZONTAL;
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    @Override public void executeAccessibleAction(AccessibleAction action, @Nullable Object... parameters) {
        switch (action) {
            case INCREMENT, BLOCK_INCREMENT ->
                byReader(shown.orElse(min) + (action == AccessibleAction.INCREMENT ? step : (max - min) / 10));
            case DECREMENT, BLOCK_DECREMENT ->
                byReader(shown.orElse(min) - (action == AccessibleAction.DECREMENT ? step : (max - min) / 10));
            case SET_VALUE -> {
                if (parameters.length > 0 && parameters[0] instanceof Number wanted) {
                    byReader(wanted.doubleValue());
                }
            }
            default -> super.executeAccessibleAction(action, parameters);
        }
    }

    private void byReader(double wanted) {
        move(Math.max(lowest, wanted));
        settling.playFromStart();
    }
}
