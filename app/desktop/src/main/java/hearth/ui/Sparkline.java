package hearth.ui;

import hearth.hub.Trend;
import java.time.Duration;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polyline;

/// The course of a number as a thin line, from its lowest to its highest value. FX thread.
public final class Sparkline extends Region {

    private static final double EDGE = 2;

    private final Polyline line = new Polyline();
    private Trend trend = Trend.NONE;

    public Sparkline() {
        getStyleClass().add("sparkline");
        line.getStyleClass().add("line");
        line.setManaged(false);
        setMouseTransparent(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().add(line);
    }

    public void show(Trend newTrend) {
        if (!newTrend.equals(trend)) {
            trend = newTrend;
            requestLayout();
        }
    }

    @Override protected void layoutChildren() {
        int size = trend.size();
        boolean course = size > 1 && trend.time(size - 1).isAfter(trend.time(0));
        line.setVisible(course);
        if (!course) {
            return;
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            low = Math.min(low, trend.number(i));
            high = Math.max(high, trend.number(i));
        }
        double whole = Duration.between(trend.time(0), trend.time(size - 1)).toNanos();
        double width = getWidth() - 2 * EDGE;
        double height = getHeight() - 2 * EDGE;
        var points = new Double[2 * size];
        for (int i = 0; i < size; i++) {
            double share = high > low ? (trend.number(i) - low) / (high - low) : 0.5;
            points[2 * i] = EDGE + width * Duration.between(trend.time(0), trend.time(i)).toNanos() / whole;
            points[2 * i + 1] = EDGE + height * (1 - share);
        }
        line.getPoints().setAll(points);
    }
}
