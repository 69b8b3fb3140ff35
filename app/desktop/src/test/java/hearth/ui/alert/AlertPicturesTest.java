package hearth.ui.alert;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.home.Channel;
import hearth.home.Channel.Address;
import hearth.home.People;
import hearth.home.Person;
import hearth.home.Settings;
import hearth.home.Settings.Theme;
import hearth.hub.Answer;
import hearth.hub.BrokerLink;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Trouble;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Screens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The alert and the banners in every theme, size and language, as pictures in `target/screens` to look at.
@ExtendWith(ApplicationExtension.class)
class AlertPicturesTest {

    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
    }

    @Test void theAlertIsShownInEveryTheme() {
        picture("alert-light", breakIn(Houses.SETTINGS), 1440, 900, 1);
        picture("alert-dark", breakIn(Houses.SETTINGS.withTheme(Theme.DARK)), 1440, 900, 1);
        picture("alert-contrast", breakIn(Houses.SETTINGS.withTheme(Theme.CONTRAST)), 1440, 900, 1);
    }

    @Test void theAlertIsShownInEverySizeAndLanguage() {
        picture("alert-small", breakIn(Houses.SETTINGS), 900, 600, 1);
        picture("alert-german-small", troubled(breakIn(Houses.SETTINGS.withLanguage("de"))), 900, 600, 1);
        picture("alert-150", troubled(breakIn(Houses.SETTINGS)), 960, 640, 1.5);
    }

    @Test void whoWasToldIsShownInEveryThemeAndLanguage() {
        picture("alert-told-light", told(Houses.SETTINGS), 1440, 900, 1);
        picture("alert-told-dark", told(Houses.SETTINGS.withTheme(Theme.DARK)), 1440, 900, 1);
        picture("alert-told-german-150", told(Houses.SETTINGS.withLanguage("de")), 960, 640, 1.5);
        picture("alert-told-small", told(Houses.SETTINGS), 900, 600, 1);
    }

    /// Anna’s phone took it, her mail server is away, Ben is next.
    static HubState told(Settings settings) {
        var anna = new Person("Anna", List.of(new Channel("push", new Address.Ntfy("https://ntfy.sh", "a")), new Channel("mail",
                new Address.Mail("smtp.example.org", 465, Channel.Protection.TLS, "", "a@example.org", "anna@example.org"))));
        var ben = new Person("Ben", List.of(new Channel("bot", new Address.Telegram("1"))));
        var at = Houses.NOW.minusSeconds(38).plusMillis(300);
        var house = Houses.after(Houses.full(settings), at, new Event.PeopleChanged(new People(List.of(anna, ben)), Map.of()),
                Houses.said("panel", "Break-In"), new Event.IncidentRecorded(at, Optional.empty()), new Event.DeliveryKept(1),
                new Event.DeliveryKept(2), new Event.Delivered(2, 1, new Answer.Unavailable("TIMEOUT smtp.example.org:465",
                        Optional.of(Duration.ofSeconds(46)))));
        return Houses.after(house, at.plusMillis(800), new Event.Delivered(1, 1, new Answer.Accepted("SAID 200 id n1")));
    }

    @Test void theBannersAreShownInEveryLanguage() {
        var lost = new Event.LinkChanged(new BrokerLink.Lost("192.168.1.20:1883", "connection refused", Houses.NOW.minusSeconds(120)));
        var taken = new Event.LinkChanged(new BrokerLink.PortTaken(1883, Optional.of("mosquitto"), 1884));
        var damaged = new Event.TroubleFound(new Trouble(Trouble.Kind.DAMAGED, "home.json"));
        var disk = new Event.TroubleFound(new Trouble(Trouble.Kind.DISK, "No space left on device"));
        picture("banners-light", Houses.after(Houses.full(Houses.SETTINGS), Houses.NOW, lost, disk, damaged), 1440, 900, 1);
        picture("banners-german-dark",
                Houses.after(Houses.full(Houses.SETTINGS.withLanguage("de").withTheme(Theme.DARK)), Houses.NOW, taken, damaged), 900, 600,
                1);
    }

    static HubState breakIn(Settings settings) {
        var at = Houses.NOW.minusSeconds(38).plusMillis(300);
        var house = Houses.after(Houses.full(settings), at, Houses.said("panel", "Break-In"));
        house = Houses.after(house, at.plusMillis(100), new Event.IncidentRecorded(at, Optional.empty()));
        for (int i = 1; i < 20; i++) {
            house = Houses.after(house, at.plus(Duration.ofMillis(500L * i)), Houses.said("panel", "Break-In"));
        }
        return Houses.after(house, at.plusSeconds(11),
                new Event.MessageReceived(Message.of("home/panel", "{\"status\":\"break-in\",\"zone\":\"kitchen\"}")));
    }

    private static HubState troubled(HubState house) {
        return Houses.after(house, Houses.NOW.minusSeconds(5), new Event.IncidentSilenced(),
                new Event.TroubleFound(new Trouble(Trouble.Kind.SOUND, "no audio device")),
                new Event.TroubleFound(new Trouble(Trouble.Kind.NOTIFICATION, "org.freedesktop.Notifications is not there")));
    }

    private void picture(String name, HubState house, double width, double height, double scale) {
        var window = Screens.open(stage, house, _ -> {
        }, new Place.Home(), width, height);
        Screens.save(window.scene(), name, scale);
        assertTrue(stage.isShowing());
    }
}
