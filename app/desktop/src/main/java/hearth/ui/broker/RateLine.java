package hearth.ui.broker;

import hearth.ui.Texts;
import hearth.ui.Ui;
import java.text.NumberFormat;
import java.util.ArrayDeque;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polyline;

/// Messages a second over the last minute on screen, as a line. FX thread.
final class RateLine extends Region {

    private static final int SECONDS = 60;

    private final ArrayDeque<Double> rates = new ArrayDeque<>();
    private final Polyline line = new Polyline();
    private final Texts texts;

    RateLine(Ui ui) {
        texts = ui.texts();
        line.getStyleClass().add("rate-line");
        line.setManaged(false);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setPrefSize(120, 40);
        setMinSize(40, 40);
        getChildren().add(line);
        ui.showTime(this, _ -> add(ui.house().broker().messagesPerSecond()));
    }

    private void add(double rate) {
        rates.addLast(rate);
        if (rates.size() > SECONDS) {
            rates.removeFirst();
        }
        setAccessibleText(texts.of("broker.rate.most", number(texts, most())));
        requestLayout();
    }

    private double most() {
        return rates.stream().mapToDouble(r -> r).max().orElse(0);
    }

    @Override protected void layoutChildren() {
        double most = Math.max(1, most());
        double step = getWidth() / (SECONDS - 1);
        double x = getWidth() - step * (rates.size() - 1);
        line.getPoints().clear();
        for (double rate : rates) {
            line.getPoints().addAll(x, 2 + (getHeight() - 4) * (1 - rate / most));
            x += step;
        }
    }

    static String number(Texts texts, double rate) {
        var format = NumberFormat.getNumberInstance(texts.locale());
        format.setMaximumFractionDigits(rate < 10 ? 1 : 0);
        return format.format(rate);
    }
}
