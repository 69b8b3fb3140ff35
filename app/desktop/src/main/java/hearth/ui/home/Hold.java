package hearth.ui.home;

import hearth.icon.Icon;
import hearth.ui.IconView;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/// A button that must be held, by mouse or by the space bar, until its bar is full: what it does shall not happen by a slip. FX thread.
final class Hold extends StackPane {

    static final Duration LONG = Duration.seconds(1);

    final Button button = new Button();
    private final Region bar = new Region();

    Hold(Runnable held) {
        bar.getStyleClass().add("hold-bar");
        bar.setMouseTransparent(true);
        bar.setScaleX(0);
        bar.scaleXProperty().addListener((_, _, share) -> bar.setTranslateX((share.doubleValue() - 1) * bar.getWidth() / 2));
        button.getStyleClass().add("hold");
        button.setMaxWidth(Double.MAX_VALUE);
        var fill = new Timeline(new KeyFrame(LONG, _ -> held.run(), new KeyValue(bar.scaleXProperty(), 1)));
        fill.setOnFinished(_ -> bar.setScaleX(0));
        button.armedProperty().addListener((_, _, pressed) -> {
            if (pressed) {
                fill.playFromStart();
            } else {
                fill.stop();
                bar.setScaleX(0);
            }
        });
        getChildren().addAll(bar, button);
        setMaxHeight(USE_PREF_SIZE);
    }

    /// @param words what holding it does
    void show(String words, Icon icon) {
        button.setText(words);
        button.setGraphic(new IconView(icon));
    }
}
