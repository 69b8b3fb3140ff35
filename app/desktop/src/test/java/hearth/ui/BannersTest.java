package hearth.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.device.Message;
import hearth.hub.BrokerLink;
import hearth.hub.BrokerStatus;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Retained;
import hearth.hub.Senders;
import hearth.hub.Trouble;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class BannersTest {

    private final List<Event> submitted = new CopyOnWriteArrayList<>();
    private final HubState house = Houses.fresh(Houses.SETTINGS);
    private HearthWindow window;

    @Start void start(Stage stage) {
        window = Screens.window(house, submitted::add);
        Screens.show(stage, window.scene(), 1000, 700);
    }

    @Test void aLostBrokerIsSaidUntilItIsBack(FxRobot robot) throws TimeoutException {
        to(new Event.LinkChanged(new BrokerLink.Lost("10.0.0.2:1883", "timed out", Houses.NOW)));
        assertEquals(List.of("The broker at 10.0.0.2:1883 does not answer since 17:42 (timed out). Values are the last ones known. "
                + "Commands are refused until it is back; Hearth keeps trying."), banners(robot));
        to(new Event.LinkChanged(new BrokerLink.Up("10.0.0.2:1883", "MQTT 5", false, Houses.NOW)));
        assertEquals(List.of(), banners(robot));
    }

    @Test void aTakenPortOffersAnotherOne(FxRobot robot) throws TimeoutException {
        to(new Event.LinkChanged(new BrokerLink.PortTaken(1883, Optional.of("mosquitto"), 1884)));
        robot.clickOn("Use port 1884");
        assertEquals(List.of(new Event.SettingsChanged(Houses.SETTINGS.withPort(1884))), submitted);
    }

    @Test void newsGoesOnceItIsReadAndAFullDiskStays(FxRobot robot) throws TimeoutException {
        to(new Event.TroubleFound(new Trouble(Trouble.Kind.DAMAGED, "home.json")),
                new Event.TroubleFound(new Trouble(Trouble.Kind.DISK, "full")));
        assertEquals(2, banners(robot).size());
        assertEquals(1, robot.lookup(".banner-close").queryAll().size());
        robot.clickOn(".banner-close");
        assertEquals(List.of(new Event.TroubleOver(Trouble.Kind.DAMAGED)), submitted);
    }

    @Test void whatTheSystemSaidIsToldWhole(FxRobot robot) throws TimeoutException {
        var reason = "my-lamp.json /properties/0/capability is not one of the words that are known here: brigthness";
        to(new Event.TroubleFound(new Trouble(Trouble.Kind.PROFILE, reason)),
                new Event.TroubleFound(new Trouble(Trouble.Kind.WEATHER, "NO_HOST api.open-meteo.com")));
        assertEquals(List.of("A device kind of your own cannot be used: " + reason
                + ". All others work. Correct the file and start Hearth again.",
                "The weather forecast could not be fetched (There is no host api.open-meteo.com. Is the internet there?). "
                        + "Heating goes on by the last one for six hours, then by the plan alone."),
                banners(robot));
    }

    @Test void aCommandTheBrokerKeepsIsNamedWithItsSenderAndClearedWithOneClick(FxRobot robot) throws TimeoutException {
        to(new Event.BrokerSeen(new BrokerStatus(1, List.of(), List.of(),
                List.of(new Retained("cmnd/plug/POWER", "ON", 2, Optional.of(new Senders.Sender("phone", false)))))));
        assertEquals(
                List.of("The broker keeps a command on cmnd/plug/POWER (from: phone), so a device obeys it again each time it connects. "
                        + "Clear it, and switch off “retain” in the program that sent it."),
                banners(robot));
        robot.clickOn("Clear");
        assertEquals(List.of(new Event.MessageWritten(Message.retained("cmnd/plug/POWER", ""))), submitted);
    }

    /// What is accepted is drawn with the next frame.
    private void to(Event... events) throws TimeoutException {
        var newest = Houses.after(house, Houses.NOW, events);
        window.accept(newest);
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> window.state().getValue() == newest);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static List<String> banners(FxRobot robot) {
        return robot.lookup(".banner").queryAll().stream().map(Node::getAccessibleText).toList();
    }
}
