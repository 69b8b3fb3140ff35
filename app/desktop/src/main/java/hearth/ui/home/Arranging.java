package hearth.ui.home;

import hearth.device.DeviceId;
import hearth.home.Device;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.ui.Ui;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/// Edit mode on a [Board]: tiles are dragged with the mouse or moved with the arrow keys. While one is dragged the board shows
/// the house as it would be; dropping makes it so, Escape leaves it as it was. FX thread.
final class Arranging {

    private static final PseudoClass DRAGGED = PseudoClass.getPseudoClass("dragged");
    private static final double SLACK = 4;

    private final Ui ui;
    private final Board board;
    private @Nullable Tile dragged;
    private double fromX;
    private double fromY;
    private boolean moving;
    private Optional<HomeEdit> drop = Optional.empty();

    Arranging(Ui ui, Board board) {
        this.ui = ui;
        this.board = board;
        board.addEventFilter(MouseEvent.MOUSE_PRESSED, this::press);
        board.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::drag);
        board.addEventFilter(MouseEvent.MOUSE_RELEASED, this::release);
        board.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private void press(MouseEvent mouse) {
        dragged = board.editing().get() && mouse.getButton() == MouseButton.PRIMARY ? tile(mouse.getTarget()) : null;
        if (dragged != null) {
            fromX = mouse.getX() - dragged.getLayoutX();
            fromY = mouse.getY() - dragged.getLayoutY();
            dragged.requestFocus();
            mouse.consume();
        }
    }

    private void drag(MouseEvent mouse) {
        var tile = dragged;
        if (tile == null) {
            return;
        }
        double x = mouse.getX() - fromX;
        double y = mouse.getY() - fromY;
        moving |= Math.hypot(x - tile.getLayoutX(), y - tile.getLayoutY()) > SLACK;
        if (moving) {
            board.plan().nearest(x - Board.EDGE.getLeft() + tile.getWidth() / 2, y - Board.EDGE.getTop() + tile.getHeight() / 2)
                    .ifPresent(slot -> {
                        if (!slot.device().equals(tile.device())) {
                            drop = Optional.of(new HomeEdit.Move(tile.device(), slot.room(), slot.index()));
                            board.show(drop.get().applied(ui.house().home()));
                        }
                    });
            tile.pseudoClassStateChanged(DRAGGED, true);
            tile.setViewOrder(-1);
            tile.relocate(x, y);
        }
        mouse.consume();
    }

    private void release(MouseEvent mouse) {
        if (dragged != null) {
            end();
            mouse.consume();
        }
    }

    /// Ends a drag: what was tried becomes real, or, where nothing was, all falls back to its place.
    private void end() {
        if (dragged != null) {
            dragged.pseudoClassStateChanged(DRAGGED, false);
            dragged.setViewOrder(0);
            dragged = null;
        }
        moving = false;
        board.show(board.home());
        drop.ifPresent(edit -> ui.submit().accept(new Event.HomeEdited(edit)));
        drop = Optional.empty();
    }

    private void key(KeyEvent key) {
        if (!board.editing().get() || !(key.getTarget() instanceof Tile tile)) {
            return;
        }
        switch (key.getCode()) {
            case LEFT -> move(tile.device(), Plan.Direction.LEFT);
            case RIGHT -> move(tile.device(), Plan.Direction.RIGHT);
            case UP -> move(tile.device(), Plan.Direction.UP);
            case DOWN -> move(tile.device(), Plan.Direction.DOWN);
            case PLUS, ADD, EQUALS -> resize(tile.device(), 1);
            case MINUS, SUBTRACT -> resize(tile.device(), -1);
            case F2 -> tile.rename();
            case DELETE -> ui.submit().accept(new Event.HomeEdited(new HomeEdit.Remove(tile.device())));
            case ESCAPE -> {
                if (dragged == null) {
                    return;
                }
                drop = Optional.empty();
                board.show(ui.house().home());
                end();
            }
            default -> {
                return;
            }
        }
        key.consume();
    }

    private void move(DeviceId device, Plan.Direction direction) {
        var plan = board.plan();
        plan.slot(device).flatMap(from -> plan.beside(from, direction).map(to -> {
            boolean backInto = direction == Plan.Direction.LEFT && !to.room().equals(from.room());
            return new HomeEdit.Move(device, to.room(), backInto ? to.index() + 1 : to.index());
        })).ifPresent(edit -> ui.submit().accept(new Event.HomeEdited(edit)));
    }

    private void resize(DeviceId id, int by) {
        board.home().device(id).ifPresent(device -> {
            var sizes = Device.Size.values();
            int to = Math.clamp(device.size().ordinal() + by, 0, sizes.length - 1);
            if (to != device.size().ordinal()) {
                ui.submit().accept(new Event.HomeEdited(new HomeEdit.Resize(id, sizes[to])));
            }
        });
    }

    /// The tile to drag: none where something else in it takes the mouse.
    private @Nullable Tile tile(Object target) {
        for (var node = target instanceof Node n ? n : null; node != null && node != board; node = node.getParent()) {
            if (node instanceof Tile tile) {
                return tile;
            }
            if (node instanceof ButtonBase || node instanceof TextInputControl) {
                return null;
            }
        }
        return null;
    }
}
