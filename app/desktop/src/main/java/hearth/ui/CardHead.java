package hearth.ui;

import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// A card's title with small controls at its right, or below it where both have no room in one line. FX thread.
final class CardHead extends Region {

    private static final double GAP = 8;

    private final Label name = new Label();
    private final HBox controls = new HBox();

    CardHead() {
        name.getStyleClass().add("card-title");
        controls.getStyleClass().add("card-controls");
        getStyleClass().add("card-head");
        getChildren().addAll(name, controls);
    }

    void title(String words) {
        name.setText(words);
    }

    void add(Node... more) {
        controls.getChildren().addAll(more);
    }

    private boolean fits(double width) {
        return controls.getChildren().isEmpty() || width < 0 || name.prefWidth(-1) + GAP + controls.prefWidth(-1) <= width;
    }

    @Override public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override protected double computeMinWidth(double height) {
        return 0;
    }

    @Override protected double computePrefWidth(double height) {
        return snappedLeftInset() + name.prefWidth(-1) + GAP + controls.prefWidth(-1) + snappedRightInset();
    }

    @Override protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override protected double computePrefHeight(double width) {
        double title = name.prefHeight(-1);
        double below = controls.prefHeight(-1);
        return snappedTopInset() + (fits(width) ? Math.max(title, below) : title + GAP + below) + snappedBottomInset();
    }

    @Override protected void layoutChildren() {
        double width = getWidth();
        double title = name.prefHeight(-1);
        if (fits(width)) {
            layoutInArea(name, 0, 0, width, getHeight(), 0, HPos.LEFT, VPos.CENTER);
            layoutInArea(controls, width - controls.prefWidth(-1), 0, controls.prefWidth(-1), getHeight(), 0, HPos.RIGHT, VPos.CENTER);
        } else {
            layoutInArea(name, 0, 0, width, title, 0, HPos.LEFT, VPos.CENTER);
            layoutInArea(controls, 0, title + GAP, width, getHeight() - title - GAP, 0, HPos.LEFT, VPos.CENTER);
        }
    }
}
