package hearth.ui.home;

import hearth.device.DeviceId;
import hearth.home.Home;
import hearth.home.Room;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Where everything of a home stands in a given width: a pure function, pixels. Devices that have no room yet come first.
record Plan(List<Heading> headings, List<Slot> slots, double height) {

    static final double GAP = 12;
    static final double TILE_HEIGHT = 116;
    static final double HEADING_HEIGHT = 30;
    private static final double LEAST_WIDTH = 176;
    private static final double ROOM_GAP = 18;

    record Heading(String room, double y) {
    }

    /// @param index the place in its room
    record Slot(DeviceId device, String room, int index, double x, double y, double width, double height) {

        private double distance(double px, double py) {
            return Math.hypot(x + width / 2 - px, y + height / 2 - py);
        }
    }

    enum Direction {
        LEFT, RIGHT, UP, DOWN
    }

    Plan {
        headings = List.copyOf(headings);
        slots = List.copyOf(slots);
    }

    static Plan of(Home home, double width) {
        int columns = Math.max(1, (int) ((width + GAP) / (LEAST_WIDTH + GAP)));
        var headings = new ArrayList<Heading>();
        var slots = new ArrayList<Slot>();
        double y = 0;
        for (var room : home.rooms().stream().sorted(Comparator.comparing(r -> !r.name().isEmpty())).toList()) {
            headings.add(new Heading(room.name(), y));
            y = place(home, room, width, columns, y + HEADING_HEIGHT, slots) + ROOM_GAP;
        }
        return new Plan(headings, slots, y);
    }

    /// Each tile takes the first free cells after its forerunner; the answer is where the room ends.
    private static double place(Home home, Room room, double width, int columns, double top, List<Slot> slots) {
        var rows = new ArrayList<BitSet>();
        int row = 0;
        int column = 0;
        for (int i = 0; i < room.devices().size(); i++) {
            var id = room.devices().get(i);
            var size = home.device(id).orElseThrow().size();
            int wide = Math.min(size.columns(), columns);
            while (!free(rows, row, column, wide, size.rows(), columns)) {
                column++;
                if (column + wide > columns) {
                    column = 0;
                    row++;
                }
            }
            for (int r = row; r < row + size.rows(); r++) {
                row(rows, r).set(column, column + wide);
            }
            double left = edge(column, width, columns);
            slots.add(new Slot(id, room.name(), i, left, top + row * (TILE_HEIGHT + GAP), edge(column + wide, width, columns) - GAP - left,
                    size.rows() * (TILE_HEIGHT + GAP) - GAP));
        }
        return top + rows.size() * (TILE_HEIGHT + GAP) - GAP;
    }

    private static boolean free(List<BitSet> rows, int row, int column, int wide, int high, int columns) {
        if (column + wide > columns) {
            return false;
        }
        for (int r = row; r < row + high; r++) {
            int taken = row(rows, r).nextSetBit(column);
            if (taken >= 0 && taken < column + wide) {
                return false;
            }
        }
        return true;
    }

    private static BitSet row(List<BitSet> rows, int index) {
        while (rows.size() <= index) {
            rows.add(new BitSet());
        }
        return rows.get(index);
    }

    private static double edge(int column, double width, int columns) {
        return Math.rint(column * (width + GAP) / columns);
    }

    Optional<Slot> slot(DeviceId device) {
        return slots.stream().filter(s -> s.device().equals(device)).findFirst();
    }

    /// The place that a tile dropped here takes.
    Optional<Slot> nearest(double x, double y) {
        return slots.stream().min(Comparator.comparingDouble(s -> s.distance(x, y)));
    }

    /// The place that a tile moved that way takes: left and right in reading order, also into the next room; up and down to
    /// what stands nearest there.
    Optional<Slot> beside(Slot from, Direction direction) {
        int at = slots.indexOf(from);
        double x = from.x() + from.width() / 2;
        return switch (direction) {
            case LEFT -> at > 0 ? Optional.of(slots.get(at - 1)) : Optional.empty();
            case RIGHT -> at + 1 < slots.size() ? Optional.of(slots.get(at + 1)) : Optional.empty();
            case UP -> slots.stream().filter(s -> s.y() + s.height() <= from.y())
                    .min(Comparator.comparingDouble(s -> s.distance(x, from.y())));
            case DOWN -> slots.stream().filter(s -> s.y() >= from.y() + from.height())
                    .min(Comparator.comparingDouble(s -> s.distance(x, from.y() + from.height())));
        };
    }
}
