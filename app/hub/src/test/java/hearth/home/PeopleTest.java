package hearth.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.home.Channel.Address;
import hearth.home.Channel.Flaw;
import hearth.home.Channel.Protection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PeopleTest {

    private static final Channel PUSH = new Channel("push", new Address.Ntfy("https://ntfy.sh", "a"));
    private static final Channel BOT = new Channel("bot", new Address.Telegram("1"));
    private static final People PEOPLE = new People(
            List.of(new Person("Anna", List.of(PUSH)), new Person("Ben", List.of()), new Person("Carla", List.of(BOT))));

    @ParameterizedTest
    @ValueSource(strings = {"https://ntfy.sh", "http://192.168.1.5:8080/", "HTTPS://Push.Example.ORG",
        "http://[fd00::1]:80"}) void aPushServerIsAUrlWithoutAPath(
                String server) {
        assertEquals(Optional.empty(), Channel.flaw(new Address.Ntfy(server, "alarm-1_x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ntfy.sh", "ftp://ntfy.sh", "https://", "https://ntfy.sh/topic", "https://a:b@ntfy.sh", "https://ntfy.sh?x",
        "https://nt fy.sh", "https://-a.b", "https://a_b.c", "javascript:alert(1)"}) void anythingElseIsNot(String server) {
        assertEquals(Optional.of(Flaw.SERVER), Channel.flaw(new Address.Ntfy(server, "alarm")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example/hooks/x?y=1&z=%20", "http://10.0.0.1"}) void aWebhookIsAnyUrlOfTheWeb(String url) {
        assertEquals(Optional.empty(), Channel.flaw(new Address.Webhook(url)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example/a b", "https://a.example/%zz", "https://a.example/ä", "https://u:p@a.example/",
        "mailto:a@b"}) void butNoneThatCannotBeCalled(String url) {
        assertEquals(Optional.of(Flaw.URL), Channel.flaw(new Address.Webhook(url)));
    }

    @Test void eachPartOfAnAddressIsLookedAt() {
        assertEquals(Optional.of(Flaw.TOPIC), Channel.flaw(new Address.Ntfy("https://ntfy.sh", "a/b")));
        assertEquals(Optional.of(Flaw.TOPIC), Channel.flaw(new Address.Ntfy("https://ntfy.sh", "x".repeat(65))));
        assertEquals(Optional.of(Flaw.CHAT), Channel.flaw(new Address.Telegram("anna")));
        assertEquals(Optional.empty(), Channel.flaw(new Address.Telegram("-1001234567890")));
        assertEquals(Optional.of(Flaw.SERVER), Channel.flaw(mail("a b", 465, "a@b.c", "d@e.f")));
        assertEquals(Optional.of(Flaw.PORT), Channel.flaw(mail("a", 0, "a@b.c", "d@e.f")));
        assertEquals(Optional.of(Flaw.FROM), Channel.flaw(mail("a", 465, "a\r\nBcc: x@y.z@b.c", "d@e.f")));
        assertEquals(Optional.of(Flaw.TO), Channel.flaw(mail("a", 465, "a@b.c", "d@e.f, g@h.i")));
        assertEquals(Optional.empty(), Channel.flaw(mail("smtp.example.org", 587, "a@b.c", "d@e.f")));
    }

    @Test void peopleAreToldInTheirOrderAndOnlyThoseWhoCanBe() {
        assertEquals(List.of("Anna", "Carla"), PEOPLE.reachable().stream().map(Person::name).toList());
        assertEquals(List.of("Anna", "Carla", "Ben"), PEOPLE.raised(2).all().stream().map(Person::name).toList());
        assertEquals("Carla", PEOPLE.owner("bot").orElseThrow().name());
    }

    @Test void aChannelIsReplacedInItsPlaceOrAddedAndBelongsToOnePerson() {
        var moved = new Channel("push", new Address.Telegram("2"));
        assertEquals(List.of(moved), PEOPLE.with(0, moved).all().getFirst().channels());
        assertEquals(2, PEOPLE.with(0, Channel.to(new Address.Telegram("3"))).all().getFirst().channels().size());
        assertEquals(Optional.empty(), PEOPLE.without("push").channel("push"));
        assertThrows(IllegalArgumentException.class, () -> PEOPLE.with(1, PUSH));
        assertTrue(!Channel.to(PUSH.address()).id().equals(Channel.to(PUSH.address()).id()));
    }

    private static Address mail(String host, int port, String from, String to) {
        return new Address.Mail(host, port, Protection.TLS, "", from, to);
    }
}
