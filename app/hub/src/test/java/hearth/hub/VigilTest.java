package hearth.hub;

import static hearth.hub.House.T0;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.home.Channel;
import hearth.home.Channel.Address;
import hearth.home.People;
import hearth.home.Person;
import hearth.home.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VigilTest {

    private static final String URL = "https://hc.example/abc";
    private static final Watch OTHER = Watch.NONE.watching(true, "mqtt://other", "anna", "");

    private final House house = new House();

    @Test void whereItIsWantedSomebodyIsCalledEveryMinute() {
        assertEquals(0, pings(Duration.ofMinutes(5)));
        house.on(new Event.WatchChanged(Watch.NONE.pinging(true, URL), Optional.empty()));
        assertEquals(11, pings(Duration.ofMinutes(10)));
        house.on(new Event.WatchChanged(Watch.NONE, Optional.empty()));
        assertEquals(0, pings(Duration.ofMinutes(5)));
    }

    @Test void callsThatFailForThreeMinutesAreTroubleUntilOneIsTaken() {
        house.on(new Event.WatchChanged(Watch.NONE.pinging(true, URL), Optional.empty()));
        for (int minute = 0; minute < 3; minute++) {
            house.on(new Event.Pinged(new Answer.Unavailable("NO_HOST hc.example", Optional.empty()))).later(Duration.ofMinutes(1));
            assertTrue(house.state.troubles().isEmpty(), "not yet after " + minute);
        }
        house.on(new Event.Pinged(new Answer.Refused("SAID 404")));
        assertTrue(house.state.troubles().containsKey(Trouble.Kind.UNHEARD));
        assertEquals(Optional.of(T0), house.state.vigil().failing());
        house.on(new Event.Pinged(new Answer.Accepted("SAID 200")));
        assertTrue(house.state.troubles().isEmpty());
        assertEquals(Optional.of(house.now), house.state.vigil().pinged());
    }

    @Test void aHubThatSaysNothingForNinetySecondsIsToldToEverybodyOnce() {
        house.on(new Event.PeopleChanged(new People(List.of(person("Anna"), person("Ben"))), Map.of()));
        house.on(new Event.WatchChanged(OTHER, Optional.empty()));
        awake(Duration.ofSeconds(60));
        house.on(new Event.OtherHubHeard());
        awake(Duration.ofSeconds(89));
        assertEquals(List.of(), told());
        awake(Duration.ofSeconds(2));
        assertEquals(List.of("Anna", "Ben"), told());
        assertTrue(house.state.troubles().containsKey(Trouble.Kind.OTHER_HUB));
        awake(Duration.ofMinutes(10));
        assertEquals(2, told().size());
        house.on(new Event.OtherHubHeard());
        assertTrue(house.state.troubles().isEmpty());
        awake(Duration.ofSeconds(91));
        assertEquals(4, told().size());
    }

    @Test void aComputerThatSleptBlamesNobody() {
        house.on(new Event.WatchChanged(OTHER, Optional.empty()));
        awake(Duration.ofSeconds(10));
        house.now = house.now.plus(Duration.ofHours(8));
        house.on(new Event.Tick());
        assertTrue(house.state.troubles().isEmpty());
        assertEquals(Optional.of(house.now), house.state.vigil().heard());
    }

    @Test void thisHubSaysThatItLivesEveryHalfMinuteWhileItHasABroker() {
        house.effects.clear();
        awake(Duration.ofSeconds(120));
        assertEquals(4, beats());
        house.on(new Event.LinkChanged(new BrokerLink.Lost("a", "gone", house.now)));
        house.effects.clear();
        awake(Duration.ofSeconds(120));
        assertEquals(0, beats());
    }

    @Test void itIsKeptAndTheOtherHubListenedFor() {
        house.on(new Event.WatchChanged(OTHER, Optional.of(new Secret("pw"))));
        assertTrue(house.effects.contains(new Effect.SaveWatch(OTHER)));
        assertTrue(house.effects.contains(new Effect.KeepSecret("watch", new Secret("pw"))));
    }

    // ---- small change

    private static Person person(String name) {
        return new Person(name, List.of(new Channel(name, new Address.Telegram("1"))));
    }

    private List<String> told() {
        return house.state.outbox().deliveries().values().stream().filter(d -> d.notice().kind() == Notice.Kind.WARNING)
                .map(Delivery::person).toList();
    }

    private int pings(Duration time) {
        house.effects.clear();
        house.later(time);
        return (int) house.effects.stream().filter(new Effect.Ping(URL)::equals).count();
    }

    private long beats() {
        return house.effects.stream().filter(new Effect.Announce(Message.retained("hearth/5/hub/$state", "ready"))::equals).count();
    }

    /// Time passes with the program awake: it reports on itself every second.
    private void awake(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            house.later(Duration.ofSeconds(1)).on(new Event.BrokerSeen(BrokerStatus.NONE));
        }
    }
}
