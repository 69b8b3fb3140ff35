package hearth.ui.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.Patience;
import hearth.device.Capability;
import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.hub.Event;
import hearth.hub.History;
import hearth.hub.History.Sample;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.JournalEntry;
import hearth.hub.Origin;
import hearth.hub.Senders;
import hearth.ui.Houses;
import hearth.ui.Stand;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class DevicePageTest {

    private static final HubState HOUSE = Houses.full(Houses.SETTINGS);
    private static final DeviceId CEILING = DeviceId.of("ceiling");

    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
    }

    private Stand open(FxRobot robot, DeviceId id) {
        var stand = new Stand[1];
        robot.interact(() -> stand[0] = new Stand(stage, HOUSE, ui -> new DevicePage(ui, id)));
        return stand[0];
    }

    private static Property property(DeviceId id, Capability capability) {
        return HOUSE.device(id).orElseThrow().first(capability).orElseThrow();
    }

    private static Event command(Property property, double number) {
        return new Event.CommandIssued(new Command(property.ref(), new Value.Numeric(number)), new Origin.User());
    }

    private static Set<String> words(FxRobot robot) {
        return robot.lookup(".label").queryAllAs(Label.class).stream().filter(Label::isVisible).map(Label::getText)
                .collect(Collectors.toSet());
    }

    @Test void theSliderSetsTheLight(FxRobot robot) {
        var stand = open(robot, CEILING);
        robot.interact(() -> robot.lookup("#control-brightness").query().requestFocus());
        robot.type(KeyCode.END);
        assertEquals(List.of(command(property(CEILING, Capability.BRIGHTNESS), 100)), stand.events);
    }

    @Test void aColourIsSaidInWordsAndSetByItsHueAndSaturation(FxRobot robot) {
        var light = DeviceId.of("homie-light");
        var house = Houses.after(HOUSE, Houses.NOW, homie("$description", """
                {"homie":"5.0","version":1,"name":"Light","nodes":{"light":{"properties":{
                  "power":{"datatype":"boolean","settable":true},
                  "color":{"datatype":"color","settable":true,"format":"hsv"}}}}}"""),
                homie("$state", "ready"), homie("light/power", "true"), homie("light/color", "hsv,30,80,60"));
        var color = house.device(light).orElseThrow().first(Capability.COLOR).orElseThrow();
        var stand = new Stand[1];
        robot.interact(() -> stand[0] = new Stand(stage, house, ui -> new DevicePage(ui, light)));
        assertTrue(words(robot).contains("Orange (30°, 80\u00a0%)"), () -> words(robot).toString());
        robot.interact(() -> robot.lookup("#control-saturation-" + color.ref().property()).query().requestFocus());
        robot.type(KeyCode.END);
        robot.interact(() -> robot.lookup("#control-hue-" + color.ref().property()).query().requestFocus());
        robot.type(KeyCode.RIGHT);
        assertEquals(List.of("hsv,30,100,100", "hsv,34,100,100"), stand[0].events.stream()
                .map(e -> e instanceof Event.CommandIssued(var command, var _) ? command.value().wire() : e.toString()).toList());
    }

    private static Event homie(String topic, String payload) {
        return new Event.MessageReceived(Message.retained("homie/5/homie-light/" + topic, payload));
    }

    @Test void theThermostatIsSetInItsSteps(FxRobot robot) {
        var heating = DeviceId.of("heating");
        var stand = open(robot, heating);
        robot.clickOn("#control-more").clickOn("#control-less");
        var wanted = property(heating, Capability.TARGET_TEMPERATURE);
        assertEquals(List.of(command(wanted, 22), command(wanted, 21)), stand.events);
    }

    @Test void theLineBelowTheControlFollowsTheCommand(FxRobot robot) {
        var stand = open(robot, CEILING);
        var sent = Houses.after(HOUSE, Houses.NOW, command(property(CEILING, Capability.BRIGHTNESS), 80));
        stand.show(sent);
        assertTrue(words(robot).contains("Waiting for the device to confirm…"));
        var echoed = Houses.after(sent, Houses.NOW.plusMillis(20), Houses.said("ceiling", "80"));
        stand.show(Houses.after(echoed, Houses.NOW.plusMillis(180), Houses.said("ceiling", "80")));
        assertTrue(words(robot).contains("Confirmed by the device in 0.18 s · set from this computer at 17:42:00"));
        stand.show(Houses.after(echoed, Houses.NOW.plusSeconds(3), new Event.Tick()));
        assertTrue(words(robot)
                .contains("Not confirmed: the device did not answer at 17:42:03. The last value it reported is shown."));
    }

    @Test void twoThousandPropertiesAreBuiltOnlyAsTheyAreLookedAt(FxRobot robot) {
        var entities = IntStream.range(0, 2_400).mapToObj(i -> "\"e" + i + "\":{\"p\":\"number\",\"unique_id\":\"e" + i
                + "\",\"command_topic\":\"many/" + i + "\",\"state_topic\":\"many/" + i + "\",\"entity_category\":\"config\"}")
                .collect(Collectors.joining(","));
        var house = Houses.after(HOUSE, Houses.NOW, new Event.MessageReceived(Message.retained("homeassistant/device/many/config",
                "{\"device\":{\"identifiers\":[\"many\"],\"name\":\"Many\"},\"components\":{" + entities + "}}")));
        robot.interact(() -> new Stand(stage, house, ui -> new DevicePage(ui, DeviceId.of("many"))));
        var section = robot.lookup("#section-config").queryAs(TitledPane.class);
        assertEquals("Settings of the device (2400)", section.getText().replace(",", ""));
        assertEquals(0, robot.lookup(".control").queryAll().size());
        robot.interact(() -> section.setExpanded(true));
        Patience.until(() -> !robot.lookup(".control").queryAll().isEmpty()); // with the next frame
        int built = robot.lookup(".control").queryAll().size();
        assertTrue(built > 0 && built < 30, () -> "built " + built);
    }

    @Test void whoSpeaksForADeviceIsToldAndTheHubIsNotTheDevice(FxRobot robot) {
        var stand = open(robot, DeviceId.of("heating"));
        stand.senders.put("home/heating", Optional.of(new Senders.Sender("hearth", true)));
        stand.show(Houses.after(HOUSE, Houses.NOW, Houses.said("heating", "21.6")));
        assertEquals("not known", robot.lookup("#about-client").queryAs(Label.class).getText());
        stand.senders.put("home/heating/action", Optional.of(new Senders.Sender("trv-1", false)));
        stand.show(Houses.after(HOUSE, Houses.NOW, Houses.said("heating", "21.7")));
        assertEquals("trv-1", robot.lookup("#about-client").queryAs(Label.class).getText());
    }

    @Test void aDeviceIsRenamedAndMovedInsideThePage(FxRobot robot) {
        var stand = open(robot, CEILING);
        robot.clickOn("#device-rename").write("Big light");
        robot.clickOn("#device-room").press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL).write("Attic");
        robot.clickOn("#device-save");
        assertEquals(List.of(new Event.HomeEdited(new HomeEdit.Rename(CEILING, "Big light")),
                new Event.HomeEdited(new HomeEdit.Move(CEILING, "Attic", Integer.MAX_VALUE))), stand.events);
    }

    @Test void aDeviceIsRemovedAfterAQuestionAndBroughtBack(FxRobot robot) {
        var stand = open(robot, CEILING);
        robot.clickOn("#device-remove").type(KeyCode.ESCAPE);
        assertEquals(List.of(), stand.events);
        robot.clickOn("#device-remove").clickOn("#question-yes");
        var removed = new Event.HomeEdited(new HomeEdit.Remove(CEILING));
        assertEquals(List.of(removed), stand.events);
        stand.show(Houses.after(HOUSE, Houses.NOW, removed));
        assertTrue(words(robot).containsAll(Set.of("“Ceiling light” was removed.", "Ceiling light")), () -> words(robot).toString());
        robot.clickOn("#device-undo");
        assertEquals(List.of(removed, new Event.EditUndone()), stand.events);
    }

    @Test void aPastThatCannotBeReadIsNoEmptyOne(FxRobot robot) {
        var failing = new History() {
            @Override public CompletionStage<List<Sample>> samples(PropertyRef property, Instant from, Instant to) {
                return CompletableFuture.failedFuture(new IOException("disk"));
            }

            @Override public CompletionStage<List<JournalEntry>> happened(DeviceId device, int most) {
                return CompletableFuture.failedFuture(new IOException("disk"));
            }
        };
        robot.interact(() -> new Stand(stage, HOUSE, failing, ui -> new DevicePage(ui, CEILING)));
        Patience.until(() -> words(robot).containsAll(Set.of("What was recorded cannot be read now. New values are shown as they come.",
                "What happened earlier cannot be read now.")));
    }

    @Test void whatIsShownIsExportedAsOneTable() {
        var light = property(CEILING, Capability.BRIGHTNESS);
        assertEquals("time,brightness (%)\r\n2026-11-22T17:42:00Z,62\r\n2026-11-22T17:42:01Z,61.5\r\n",
                HistoryCard.csv(light, List.of(new Sample(Houses.NOW, new Value.Numeric(62)),
                        new Sample(Houses.NOW.plusSeconds(1), new Value.Numeric(61.5)))));
    }
}
