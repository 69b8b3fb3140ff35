package hearth.ui.home;

import hearth.device.DeviceId;
import hearth.home.Home;
import hearth.hub.HubState;
import hearth.ui.Ui;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The rooms and their tiles in a grid that reflows. Only the tiles in view and a little around it exist: a house of any size
/// costs what its window shows. FX thread.
final class Board extends Region {

    /// How far beyond the view tiles are made, so that scrolling and the Tab key find them ready.
    private static final double MARGIN = 300;
    /// Room for the focus ring on the left, for the scroll bar on the right, and a rest below.
    static final Insets EDGE = new Insets(4, 16, 22, 4);

    private final Ui ui;
    private final ScrollPane view;
    private final BooleanProperty editing = new SimpleBooleanProperty();
    private final Map<DeviceId, Tile> tiles = new HashMap<>();
    private final Map<String, Heading> headings = new HashMap<>();
    private Home home = Home.EMPTY;
    private Plan plan = new Plan(List.of(), List.of(), 0);

    Board(Ui ui, ScrollPane view) {
        this.ui = ui;
        this.view = view;
        getStyleClass().add("board");
        view.setContent(this);
        view.setFitToWidth(true);
        view.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        view.skinProperty().subscribe(this::paintOnlyWhatChanges);
        view.vvalueProperty().subscribe(this::fill);
        view.viewportBoundsProperty().subscribe(this::fill);
        view.widthProperty().subscribe(this::replan);
        ui.show(this, HubState::home, this::rearranged);
        ui.showCalmly(this, HubState::home, this::show);
        ObservableValue<@Nullable Node> focus = sceneProperty().flatMap(Scene::focusOwnerProperty);
        focus.subscribe(this::reveal);
        editing.subscribe(on -> {
            tiles.values().forEach(tile -> tile.editing(on));
            headings.values().forEach(heading -> heading.editing(on));
        });
        new Arranging(ui, this);
    }

    /// The skin keeps a picture of all that is in view, and would paint every tile anew when one changes.
    private void paintOnlyWhatChanges() {
        var port = view.lookup(".viewport");
        if (port != null) {
            port.setCache(false);
        }
    }

    BooleanProperty editing() {
        return editing;
    }

    Home home() {
        return home;
    }

    Plan plan() {
        return plan;
    }

    /// Shows this arrangement, which may be one that is only tried.
    void show(Home shown) {
        home = shown;
        replan();
    }

    /// What the user moves follows at once; where many devices come or go one after the other, the board grows twice a second: each time it is
    /// painted whole.
    private void rearranged(Home newest) {
        if (newest.devices().keySet().equals(home.devices().keySet())) {
            show(newest);
        }
    }

    private void replan() {
        if (view.getWidth() > 0) {
            plan = Plan.of(home, view.getWidth() - EDGE.getLeft() - EDGE.getRight());
            requestLayout();
            if (getParent() != null) {
                getParent().requestLayout();
            }
            fill();
        }
    }

    private void fill() {
        place(0);
    }

    private void fillMore() {
        if (getScene() != null) {
            place(1);
        }
    }

    /// Places what is in view, in reading order, and lets go what is not; what is missing is made one tile a turn.
    private void place(int turns) {
        int made = 0;
        boolean missing = false;
        double high = view.getViewportBounds().getHeight();
        double top = Math.max(0, height() - high) * view.getVvalue();
        var shown = new ArrayList<Node>();
        var rooms = new HashMap<>(headings);
        headings.clear();
        var old = new HashMap<>(tiles);
        tiles.clear();
        int next = 0;
        for (var heading : plan.headings()) {
            var standing = rooms.get(heading.room());
            if (near(heading.y(), Plan.HEADING_HEIGHT, top, high, MARGIN) && (standing != null || !missing)) {
                var node = standing != null ? standing : made(new Heading(ui, heading.room()));
                headings.put(heading.room(), node);
                node.resizeRelocate(EDGE.getLeft(), EDGE.getTop() + heading.y(), view.getWidth() - EDGE.getRight(), Plan.HEADING_HEIGHT);
                shown.add(node);
            }
            while (next < plan.slots().size() && plan.slots().get(next).room().equals(heading.room())) {
                var slot = plan.slots().get(next++);
                var there = old.get(slot.device());
                boolean wanted = near(slot.y(), slot.height(), top, high, MARGIN) || there != null && there.isFocusWithin();
                if (wanted && there == null && made == turns) {
                    missing = true;
                } else if (wanted) {
                    made += there == null ? 1 : 0;
                    var tile = there != null ? there : made(new Tile(ui, slot.device()));
                    tiles.put(slot.device(), tile);
                    tile.resizeRelocate(EDGE.getLeft() + slot.x(), EDGE.getTop() + slot.y(), slot.width(), slot.height());
                    tile.inView(near(slot.y(), slot.height(), top, high, 0));
                    shown.add(tile);
                }
            }
        }
        put(shown);
        if (missing) {
            ui.turns().take(this, this::fillMore);
        }
    }

    /// What only comes behind the others is painted alone; any other change paints all of them anew.
    private void put(List<Node> shown) {
        int there = getChildren().size();
        if (there < shown.size() && getChildren().equals(shown.subList(0, there))) {
            getChildren().addAll(shown.subList(there, shown.size()));
        } else if (!getChildren().equals(shown)) {
            getChildren().setAll(shown);
        }
    }

    private Tile made(Tile tile) {
        tile.editing(editing.get());
        return tile;
    }

    private Heading made(Heading heading) {
        heading.editing(editing.get());
        return heading;
    }

    private static boolean near(double y, double height, double top, double high, double margin) {
        return EDGE.getTop() + y + height > top - margin && EDGE.getTop() + y < top + high + margin;
    }

    /// Scrolls so that what has the focus is in view.
    private void reveal(@Nullable Node focused) {
        for (var node = focused; node != null; node = node.getParent()) {
            if (node.getParent() == this) {
                Bounds at = node.getBoundsInParent();
                double high = view.getViewportBounds().getHeight();
                double room = height() - high;
                double top = Math.max(0, room) * view.getVvalue();
                if (room > 0 && at.getMinY() < top) {
                    view.setVvalue(Math.max(0, at.getMinY() - Plan.HEADING_HEIGHT) / room);
                } else if (room > 0 && at.getMaxY() > top + high) {
                    view.setVvalue(Math.min(1, (at.getMaxY() + Plan.GAP - high) / room));
                }
                return;
            }
        }
    }

    private double height() {
        return EDGE.getTop() + plan.height() + EDGE.getBottom();
    }

    @Override protected double computePrefHeight(double width) {
        return height();
    }

    @Override protected double computePrefWidth(double height) {
        return 200;
    }

    @Override protected void layoutChildren() {
        // Everything stands where fill() put it.
    }
}
