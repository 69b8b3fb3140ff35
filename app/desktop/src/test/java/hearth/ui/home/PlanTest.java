package hearth.ui.home;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.device.DeviceId;
import hearth.home.Device;
import hearth.home.Device.Size;
import hearth.home.Home;
import hearth.ui.home.Plan.Direction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlanTest {

    private static final Home HOME = Home.EMPTY.with(device("a", Size.SMALL), "Hall").with(device("b", Size.WIDE), "Hall")
            .with(device("c", Size.TALL), "Hall").with(device("d", Size.SMALL), "Hall").with(device("e", Size.SMALL), "");

    @Test void devicesWithoutARoomComeFirst() {
        assertEquals(List.of("", "Hall"), Plan.of(HOME, 400).headings().stream().map(Plan.Heading::room).toList());
    }

    @Test void tilesTakeTheFirstFreeCellsInTheirOrder() {
        assertEquals(List.of("e 0 0 194x116", "a 0 0 194x116", "b 0 1 400x116", "c 0 2 194x244", "d 1 2 194x116"), cells(400));
    }

    @Test void aWideTileShrinksToANarrowWindow() {
        assertEquals(List.of("e 0 0 200x116", "a 0 0 200x116", "b 0 1 200x116", "c 0 2 200x244", "d 0 4 200x116"), cells(200));
    }

    @Test void tilesFillTheWidthTo4K() {
        var slots = Plan.of(HOME, 3572).slots();
        assertEquals(List.of(0.0, 189.0), slots.stream().filter(s -> s.room().equals("Hall")).limit(2).map(Plan.Slot::x).toList());
    }

    @Test void arrowsLeadThroughTheRooms() {
        var plan = Plan.of(HOME, 400);
        var c = plan.slot(DeviceId.of("c")).orElseThrow();
        assertEquals(List.of(Optional.of("b"), Optional.of("d"), Optional.of("b"), Optional.empty()),
                List.of(name(plan.beside(c, Direction.LEFT)), name(plan.beside(c, Direction.RIGHT)), name(plan.beside(c, Direction.UP)),
                        name(plan.beside(c, Direction.DOWN))));
    }

    private static Optional<String> name(Optional<Plan.Slot> slot) {
        return slot.map(s -> s.device().value());
    }

    private static List<String> cells(double width) {
        var plan = Plan.of(HOME, width);
        return plan.slots().stream().map(s -> {
            double top = plan.headings().stream().filter(h -> h.room().equals(s.room())).findFirst().orElseThrow().y()
                    + Plan.HEADING_HEIGHT;
            return s.device() + " " + (s.x() > 0 ? 1 : 0) + " " + (int) ((s.y() - top) / (Plan.TILE_HEIGHT + Plan.GAP)) + " "
                    + (int) s.width() + "x" + (int) s.height();
        }).toList();
    }

    private static Device device(String id, Size size) {
        return new Device(DeviceId.of(id), id, "light", Map.of(), size);
    }
}
