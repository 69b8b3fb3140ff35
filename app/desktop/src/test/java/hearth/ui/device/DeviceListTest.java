package hearth.ui.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.home.Device;
import hearth.home.Home;
import hearth.home.Room;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.profile.ProfileCatalog;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Stand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class DeviceListTest {

    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
    }

    private Stand open(FxRobot robot, HubState house) {
        var stand = new Stand[1];
        robot.interact(() -> stand[0] = new Stand(stage, house, DeviceList::new));
        stand[0].complete();
        return stand[0];
    }

    private static TableView<?> table(FxRobot robot) {
        return robot.lookup("#devices").queryAs(TableView.class);
    }

    private static void choose(FxRobot robot, int row) {
        robot.interact(() -> {
            table(robot).requestFocus();
            table(robot).getSelectionModel().select(row);
        });
    }

    /// The names on screen, from above.
    private static List<String> names(FxRobot robot) {
        return robot.lookup(".device-name").queryAllAs(Labeled.class).stream().filter(c -> c.isVisible() && c.getText() != null)
                .sorted((a, b) -> Double.compare(a.localToScene(0, 0).getY(), b.localToScene(0, 0).getY())).map(Labeled::getText).toList();
    }

    @Test void theSearchLooksAtNamesAndRooms(FxRobot robot) {
        open(robot, Houses.full(Houses.SETTINGS));
        robot.clickOn("#devices-search").write("garden");
        assertEquals(List.of("Desk lamp", "Outside", "Pump power", "Shed battery", "Well level"), names(robot));
    }

    @Test void numbersInNamesCountAsNumbers(FxRobot robot) {
        open(robot, Houses.after(Houses.empty(Houses.SETTINGS), Houses.NOW, Houses.add("a", "Lamp 10", "light", "Hall"),
                Houses.add("b", "Lamp 9", "light", "Hall"), Houses.add("c", "Lamp", "light", "Hall")));
        assertEquals(List.of("Lamp", "Lamp 9", "Lamp 10"), names(robot));
    }

    @Test void whatNeedsAttentionComesFirstWhenAsked(FxRobot robot) {
        open(robot, Houses.full(Houses.SETTINGS));
        robot.clickOn("#devices-first");
        assertEquals(List.of("Garage lamp", "Pump power", "Shed battery", "Well level", "Ceiling light"), names(robot).subList(0, 5));
    }

    @Test void enterOpensAndDeleteAsks(FxRobot robot) {
        var stand = open(robot, Houses.full(Houses.SETTINGS));
        choose(robot, 0);
        robot.type(KeyCode.ENTER);
        assertEquals(List.of(new Place.OneDevice(DeviceId.of("ceiling"))), stand.ways);
        choose(robot, 0);
        robot.type(KeyCode.DELETE).clickOn("#question-yes");
        assertEquals(List.of(new Event.HomeEdited(new HomeEdit.Remove(DeviceId.of("ceiling")))), stand.events);
    }

    /// Only rows in sight have cells, and a value changes its own row only.
    @Test void fiveThousandDevicesAreShownAndFollowed(FxRobot robot) throws TimeoutException {
        var devices = IntStream.range(0, 5_000).mapToObj(i -> new Device(DeviceId.of("d" + i), "Device " + i, "light",
                Map.of("topic", "home/d" + i), Device.Size.SMALL)).collect(Collectors.toMap(Device::id, d -> d));
        var home = new Home(List.of(new Room("Hall", List.copyOf(devices.keySet()))), devices, java.util.Set.of(),
                hearth.home.Automations.NONE);
        var house = HubState.start("0.1.0", home, Houses.SETTINGS, ProfileCatalog.builtIn(), Map.of(), Optional.empty(), List.of());
        var stand = open(robot, house);
        assertEquals(5_000, table(robot).getItems().size());
        var changed = new ArrayList<Integer>();
        robot.interact(() -> table(robot).getItems().addListener((ListChangeListener<Object>) change -> {
            while (change.next()) {
                changed.add(change.getAddedSize());
            }
        }));
        stand.show(Houses.after(house, Houses.NOW, Houses.said("d1", "77")));
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(60_000,
                () -> robot.lookup((Labeled cell) -> "77\u00a0%".equals(cell.getText())).tryQuery().isPresent()));
        assertEquals(List.of(1), changed);
        robot.interact(() -> robot.lookup("#devices-search").queryAs(TextField.class).setText("device 4999"));
        assertEquals(List.of("Device 4999"), names(robot));
        assertTrue(robot.lookup("#devices .table-cell").queryAll().size() < 200);
    }
}
