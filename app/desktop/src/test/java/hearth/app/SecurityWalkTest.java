package hearth.app;

import static hearth.app.Walked.asked;
import static hearth.app.Walked.id;
import static hearth.app.Walked.in;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.home.AlarmCode;
import hearth.home.AlarmPlan;
import hearth.hub.AlarmState;
import hearth.hub.DeviceState;
import hearth.hub.Event;
import hearth.mqtt.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.DatePicker;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/// The alarm of the whole program under a robot's hand: what is clicked holds at the broker and on disk.
final class SecurityWalkTest {

    private static final String SET = "security/alarm/set";

    @TempDir Path folder;
    private Walked program;
    private FxRobot robot;
    private Running hub;
    private Stage stage;
    private Peer peer;

    @BeforeEach void open() throws Exception {
        GuardedHome.furnish(folder, Duration.ofSeconds(60));
        program = Walked.in(folder);
        robot = program.robot();
        hub = program.hub();
        stage = program.stage();
        peer = new Peer(hub.port(), "security/alarm/#");
        peer.say(Message.of("home/door", "closed"), Message.of("home/window", "closed"), Message.of("home/hall", "OFF"));
        hub.awaits(house -> Stream.of("door", "window", "hall").allMatch(id -> house.device(new DeviceId(id))
                .flatMap(DeviceState::main).flatMap(p -> house.shown(p.ref())).isPresent()));
        click(id("rail-security"));
        program.shows(id("code-add"));
    }

    @AfterEach void close() throws Exception {
        peer.close();
        program.close();
    }

    @Test void aCodeMayDoWhatWasClickedAndIsTakenAwayByOneClick() throws Exception {
        enter("Ann", "48213", "");
        hub.awaits(house -> house.security().codes().size() == 1);
        var end = LocalDate.now(ZoneId.systemDefault()).plusDays(3);
        click(in(".segments", "Only arm"));
        click(id("code-ends"));
        robot.interact(() -> robot.lookup("#code-until").queryAs(DatePicker.class).setValue(end));
        enter("Guest", "77310", "48213");
        hub.awaits(house -> house.security().codes().size() == 2);
        var guest = hub.hearth().state().security().codes().getLast();
        assertEquals("Guest ARM_ONLY until " + end.plusDays(1).atStartOfDay(ZoneId.systemDefault()).toInstant(), guest.toString());

        say("ARM_AWAY", "77310");
        peer.hears("security/alarm/state", "arming");
        say("DISARM", "77310");
        assertTrue(refused().contains("no_right"));
        say("DISARM", "48213");
        peer.hears("security/alarm/state", "disarmed");

        write("code-own", "48213");
        click(node -> "Remove the code of Guest".equals(node.getAccessibleText()));
        hub.awaits(house -> house.security().codes().stream().map(AlarmCode::name).toList().equals(List.of("Ann")));
        Running.until(() -> !file("codes.json").contains("Guest"));
        say("ARM_AWAY", "");
        peer.hears("security/alarm/state", "arming");
        say("DISARM", "77310");
        assertTrue(refused().contains("code_wrong"));
    }

    @Test void everyDelayThatIsClickedIsKeptAndHolds() throws Exception {
        click(in("#delay-exit", "None"));
        click(in("#delay-entry", "15 s"));
        click(in("#delay-siren", "10 min"));
        click(id("siren-siren"));
        click(id("chime"));
        choose("#quiet-from", LocalTime.of(21, 30));
        choose("#quiet-until", LocalTime.of(6, 30));
        hub.awaits(house -> house.home().alarm().quietUntil().equals(LocalTime.of(6, 30)));
        var zones = hub.hearth().state().home().alarm().zones();
        assertEquals(new AlarmPlan(zones, Duration.ZERO, Duration.ofSeconds(15), Duration.ofMinutes(10), Set.of(), true,
                LocalTime.of(21, 30), LocalTime.of(6, 30)), hub.hearth().state().home().alarm());
        click(id("siren-siren"));
        hub.awaits(house -> house.home().alarm().sirens().equals(Set.of(new DeviceId("siren"))));

        click(in(".arm-control", "Away"));
        peer.hears("security/alarm/state", "armed_away");
        peer.say(Message.of("home/door", "open"));
        hub.awaits(house -> house.security().shown().state() instanceof AlarmState.Pending(_, _, _, var ends)
                && Duration.between(house.security().shown().since(), ends).equals(Duration.ofSeconds(15)));
        peer.say(Message.of("home/window", "open"));
        hub.awaits(house -> house.security().shown().state() instanceof AlarmState.Triggered(_, var since, var ends)
                && Duration.between(since, ends).equals(Duration.ofMinutes(10)));
        Running.until(() -> rings() && stage.isFullScreen());
        say("DISARM", ""); // a window that rings comes back when it is closed
        Running.until(() -> !rings() && !stage.isFullScreen());
    }

    @Test void closingTheWindowWhileArmedLeavesTheHouseGuardedOrAsks() throws Exception {
        arm();
        closeWindow();
        Running.until(() -> stage.isShowing() && stage.isIconified()); // there is no tray here
        hub.hearth().submit(new Event.SettingsChanged(hub.hearth().state().settings().withTray(false)));
        hub.awaits(house -> !house.settings().tray());
        robot.interact(() -> stage.setIconified(false));
        closeWindow();
        program.shows(id("quit-dialog"));
        click(id("quit-no"));
        Running.until(() -> robot.lookup("#quit-dialog").tryQuery().isEmpty());
        assertTrue(stage.isShowing());
        say("WELL?", "");
        assertTrue(refused().contains("armed_night"), "the hub runs on");
    }

    @Test void quittingByTheTrayWhileArmedBringsTheWindowToTheFrontAndAsks() throws Exception {
        arm();
        robot.interact(stage::hide);
        program.window().leave();
        program.shows(id("quit-dialog"));
        Running.until(stage::isShowing);
        click(id("quit-no"));
        say("WELL?", "");
        assertTrue(refused().contains("armed_night"), "the hub runs on");
        robot.interact(stage::hide);
        program.window().leave();
        program.shows(id("quit-dialog"));
        say("DISARM", "");
        Running.until(() -> robot.lookup("#quit-dialog").tryQuery().isEmpty());
    }

    // ---- what a person does

    private void arm() throws InterruptedException {
        click(in(".arm-control", "Night"));
        peer.hears("security/alarm/state", "armed_night");
    }

    private void enter(String name, String code, String own) {
        write("code-name", name);
        write("code-new", code);
        if (!own.isEmpty()) {
            write("code-own", own);
        }
        click(id("code-add"));
    }

    private void write(String field, String words) {
        focus(id(field));
        robot.write(words);
    }

    private void choose(String box, LocalTime time) {
        robot.interact(() -> robot.lookup(box).<LocalTime>queryComboBox().setValue(time));
    }

    private void closeWindow() {
        robot.interact(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
    }

    /// By the keyboard: what moves meanwhile is not missed.
    private void click(Predicate<Node> what) {
        focus(what);
        robot.type(KeyCode.SPACE);
    }

    private void focus(Predicate<Node> what) {
        program.shows(what);
        robot.interact(() -> robot.lookup(what).query().requestFocus());
    }

    private boolean rings() {
        return asked(() -> robot.lookup("#alert").query().isVisible());
    }

    // ---- what is said at the broker, and what is on disk

    private void say(String command, String code) {
        peer.heard();
        peer.say(Message.of(SET, code.isEmpty() ? command : "{\"command\":\"" + command + "\",\"code\":\"" + code + "\"}"));
    }

    /// The next refusal.
    private String refused() throws InterruptedException {
        return peer.hears(m -> m.payload().shown(1_000).contains("\"refused\"")).payload().shown(1_000);
    }

    private String file(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
