package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.home.Grant;
import hearth.home.Grant.Way;
import hearth.home.Login;
import hearth.home.Logins;
import hearth.home.Role;
import hearth.hub.Mosquitto.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MosquittoTest {

    private static final String PASSWORDS = """
            # made by mosquitto_passwd
            zigbee:$7$101$c2FsdA==$a2V5
            kettle:$6$c2FsdA==$a2V5
            plain:secret
            nonsense
            """;
    private static final String ACL = """
            topic read public/#
            user zigbee
            topic readwrite zigbee2mqtt/#
            topic deny zigbee2mqtt/bridge/request/#
            topic read #
            user ghost
            topic ghost/words of mine
            pattern write devices/%u/#
            tpoic read x
            """;

    @Test void bothFilesAreUnderstoodAndWhatIsNotIsNamed() {
        var preview = Mosquitto.read(PASSWORDS, Optional.of(ACL), Logins.NONE, House.T0);
        assertEquals(List.of(
                login("zigbee", "$7$101$c2FsdA==$a2V5", Grant.of("zigbee2mqtt/#", Way.BOTH),
                        Grant.of("zigbee2mqtt/bridge/request/#", Way.DENY), Grant.of("#", Way.READ), Grant.of("security/#", Way.READ),
                        Grant.of("hearth/#", Way.READ), Grant.of("homeassistant/status", Way.READ), Grant.of("devices/%u/#", Way.WRITE)),
                login("kettle", "$6$c2FsdA==$a2V5", Grant.of("devices/%u/#", Way.WRITE))), preview.logins());
        assertEquals(List.of(new Problem(Problem.Reason.NO_LOGIN, 4, "plain"), new Problem(Problem.Reason.NO_LOGIN, 5, ""),
                new Problem(Problem.Reason.ANONYMOUS, 1, "topic read public/#"), new Problem(Problem.Reason.NO_PASSWORD, 6, "ghost"),
                new Problem(Problem.Reason.NO_RULE, 9, "tpoic read x")), preview.problems());
    }

    @Test void aUserWhoIsThereStaysAsItIs() {
        var known = new Logins(List.of(login("kettle", "hash")));
        var preview = Mosquitto.read("kettle:$6$c2FsdA==$a2V5", Optional.empty(), known, House.T0);
        assertEquals(new Mosquitto.Preview(List.of(), List.of(new Problem(Problem.Reason.KNOWN, 0, "kettle"))), preview);
        var house = new House().on(new Event.LoginsImported(known.all()))
                .on(new Event.LoginsImported(List.of(login("kettle", "other"), login("lamp", "more"))));
        assertEquals(List.of("hash", "more"), house.state.access().logins().all().stream().map(Login::hash).toList());
    }

    @Test void whatIsExportedIsReadAgain() {
        var lamp = login("lamp", "$6$c2FsdA==$a2V5", Grant.of("lamp/#", Way.BOTH), Grant.of("lamp/firmware", Way.DENY));
        var permits = Access.of(new Logins(List.of(lamp, login("kettle", "$argon2id$x"), login("gone", "$argon2id$x")))).permits(
                House.seeds());
        var files = Mosquitto.write(permits, "own",
                Map.of("own", "$7$1$AA==$AA==", "lamp", lamp.hash(), "kettle", "$7$1$AA==$BB=="));
        assertEquals(new Mosquitto.Files("own:$7$1$AA==$AA==\nkettle:$7$1$AA==$BB==\nlamp:$6$c2FsdA==$a2V5\n", """
                # Hearth itself
                user own
                topic readwrite #

                # kettle
                user kettle
                topic read homeassistant/status

                # lamp
                user lamp
                topic readwrite lamp/#
                topic deny lamp/firmware
                topic read homeassistant/status

                """), files);
        assertEquals(lamp.as(((Role.Device) lamp.role()).with(Grant.of("homeassistant/status", Way.READ))),
                Mosquitto.read(files.passwords(), Optional.of(files.acl()), Logins.NONE, House.T0).logins().getLast());
    }

    @Test void namesInRightsAreWrittenOutAndNobodyGetsMoreThanHere() {
        var kettle = login("kettle", "$argon2id$x", Grant.of("%u/%c/#", Way.BOTH)).used("kettle-1", House.T0).used("a/b", House.T0);
        var old = login("old", "$argon2id$x", Grant.of("#", Way.BOTH), Grant.of("security/#", Way.READ));
        var acl = Mosquitto.write(Access.of(new Logins(List.of(kettle, old))).permits(House.seeds()), "own",
                Map.of("own", "", "kettle", "$7$", "old", "$7$")).acl();
        assertEquals("""
                # kettle
                user kettle
                topic readwrite kettle/kettle-1/#
                topic read homeassistant/status

                # old
                user old
                topic readwrite #
                topic read security/#
                topic read homeassistant/status
                topic deny security/#
                topic deny hearth/#

                """, acl.substring(acl.indexOf("# kettle")));
    }

    private static Login login(String user, String hash, Grant... grants) {
        return new Login(user, user, new Role.Device(List.of(grants)), hash, House.T0, Optional.empty(), List.of());
    }
}
