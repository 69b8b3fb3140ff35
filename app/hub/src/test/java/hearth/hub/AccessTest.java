package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.home.Grant;
import hearth.home.Grant.Way;
import hearth.home.Login;
import hearth.home.Logins;
import hearth.home.Role;
import hearth.home.Settings;
import hearth.profile.Api;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccessTest {

    private static final Password PASSWORD = new Password("k3m9-pq7x-2wfa-hd6t");
    private static final Knock.Key KETTLE = new Knock.Key("kettle-1", "kettle", "192.168.1.7");

    private final House house = new House();

    @Test void openingTheHomeNetworkLetsNobodyIn() {
        var open = Settings.DEFAULT.withHomeNetwork(true);
        house.on(new Event.SettingsChanged(open));
        assertEquals(List.of(new Effect.SaveSettings(open)), house.effects);
    }

    @Test void aPasswordIsEasyToTypeAndNeverTheSame() {
        var password = Password.random();
        assertTrue(password.text().matches("[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}"));
        assertNotEquals(password, Password.random());
    }

    @Test void addingADeviceMakesALoginAndShowsItsPassword() {
        pair(Family.TASMOTA);
        var pairing = access().pairing().orElseThrow();
        assertEquals(new Pairing(Family.TASMOTA, "tasmota", Optional.of(PASSWORD), house.now.plus(Pairing.OPEN), Optional.empty()),
                pairing);
        assertEquals(new Role.Device(List.of(Grant.of("cmnd/tasmotas/#", Way.READ))), login("tasmota").role());
        assertEquals("hash", login("tasmota").hash());
        assertTrue(house.effects.contains(new Effect.MakePassword("tasmota")));
        assertTrue(house.effects.contains(new Effect.SaveLogins(access().logins())));
        assertEquals(new Effect.Admit(house.state.permits()), house.effects.getLast());
    }

    @Test void thePairingWindowShowsWhoCameInAndLearnsItsTopics() {
        pair(Family.TASMOTA).on(new Event.Arrived("tasmota", "DVES_1", "192.168.1.7:4000"))
                .on(new Event.Learned("tasmota", Grant.of("tele/plug/#", Way.BOTH)));
        assertEquals(Optional.of(new Pairing.Arrival("DVES_1", "192.168.1.7:4000")), access().pairing().orElseThrow().arrival());
        assertEquals(new Role.Device(List.of(Grant.of("cmnd/tasmotas/#", Way.READ), Grant.of("tele/plug/#", Way.BOTH))),
                login("tasmota").role());
        assertEquals(List.of("DVES_1"), login("tasmota").clients());
        assertTrue(house.state.permits().getFirst().learning());
        house.on(new Event.PairingEnded()).on(new Event.Learned("tasmota", Grant.of("tele/other/#", Way.BOTH)));
        assertFalse(house.state.permits().getFirst().learning());
        assertEquals(2, ((Role.Device) login("tasmota").role()).grants().size());
    }

    @Test void whoDoesNotComeInFiveMinutesHasNoLogin() {
        pair(Family.SHELLY).later(Duration.ofMinutes(4));
        assertTrue(access().pairing().isPresent());
        house.later(Duration.ofMinutes(1));
        assertEquals(Optional.empty(), access().pairing());
        assertEquals(Logins.NONE, access().logins());
    }

    @Test void whoCameInKeepsItsLogin() {
        pair(Family.SHELLY).on(new Event.Arrived("shelly", "shelly1", "192.168.1.7:4000")).later(Pairing.OPEN);
        assertEquals(Optional.empty(), access().pairing());
        assertEquals(Optional.of(House.T0), login("shelly").used());
    }

    @Test void aKnockIsCountedAndWaitsForAnAnswer() {
        knock("hash");
        house.later(Duration.ofSeconds(10));
        knock("hash");
        assertEquals(List.of(new Knock("kettle-1", "kettle", "192.168.1.7", House.T0, house.now, 2, "hash")), access().knocks());
        house.on(new Event.KnockRefused(KETTLE));
        knock("hash");
        assertEquals(List.of(), access().knocks());
        assertEquals(Logins.NONE, access().logins());
    }

    @Test void anAllowedKnockKeepsAPasswordThatIsGoodEnough() {
        knock("its hash");
        house.on(new Event.KnockAllowed(KETTLE));
        assertEquals("its hash", login("kettle").hash());
        assertEquals(Optional.empty(), access().pairing().orElseThrow().password());
        assertTrue(house.effects.stream().noneMatch(Effect.MakePassword.class::isInstance));
    }

    @Test void anAllowedKnockWithoutAGoodPasswordIsGivenOneToType() {
        knock("");
        house.on(new Event.KnockAllowed(KETTLE));
        assertTrue(house.effects.contains(new Effect.MakePassword("kettle")));
        house.on(new Event.PasswordMade("kettle", PASSWORD, "hash"));
        assertEquals(Optional.of(PASSWORD), access().pairing().orElseThrow().password());
    }

    @Test void knocksAndRefusalsAreBoundedAndTheNewestStay() {
        IntStream.range(0, 500).forEach(i -> house
                .on(new Event.Knocked(new Knock("c" + i, "", "10.0.0.1", House.T0, House.T0, 1, "")))
                .on(new Event.Refused(refusal(Refusal.Reason.NO_LOGIN, "c" + i))));
        assertEquals(Knock.MOST, access().knocks().size());
        assertEquals(Refusal.MOST, access().refusals().size());
        assertEquals("c499", access().refusals().getFirst().clientId());
        house.on(new Event.Refused(refusal(Refusal.Reason.NO_LOGIN, "c499")));
        assertEquals(2, access().refusals().getFirst().count());
        assertEquals(List.of(), house.on(new Event.RefusalsCleared()).state.access().refusals());
    }

    @Test void tamperingIsATroubleAndALineOfTheJournalOnceAMinute() {
        house.on(new Event.Refused(refusal(Refusal.Reason.TAMPERING, "imp")))
                .on(new Event.Refused(refusal(Refusal.Reason.TAMPERING, "imp")));
        assertEquals(List.of(JournalEntry.Kind.TAMPERED, JournalEntry.Kind.TROUBLE), house.journal());
        assertEquals("imp · 10.0.0.9 · security/status",
                Objects.requireNonNull(house.state.troubles().get(Trouble.Kind.TAMPERING)).detail());
    }

    @Test void aRevokedLoginIsNobodysAnyMore() {
        pair(Family.TASMOTA).on(new Event.Arrived("tasmota", "DVES_1", "192.168.1.7:4000"));
        house.effects.clear();
        house.on(new Event.LoginRevoked("tasmota"));
        assertEquals(List.of(JournalEntry.Kind.REVOKED), house.journal());
        assertEquals(new Effect.Admit(List.of()), house.effects.getLast());
    }

    @Test void aRefusalIsSaidOnTheHubsLogForProgramsThatSeeNoWindow() {
        var wrong = new Refusal(Refusal.Reason.WRONG_PASSWORD, "shelly-1", "shelly", "192.168.1.45", "", House.T0, House.T0, 1);
        house.on(new Event.Refused(wrong)).on(new Event.Refused(wrong));
        var stranger = new Refusal(Refusal.Reason.MAY_NOT_WRITE, "", "", "192.168.1.9", "lock/set", House.T0, House.T0, 1);
        house.on(new Event.Refused(stranger));
        assertEquals(List.of(new Effect.Publish(Api.log("warn", "refused shelly-1 (192.168.1.45): wrong password")),
                new Effect.Publish(Api.log("warn", "refused 192.168.1.9: may not write, lock/set"))), house.effects);
    }

    @Test void whatTheBrokerBoundsIsListedAndToldOnceAMinute() {
        var slow = new Refusal(Refusal.Reason.CUT_SLOW, "camera", "", "", "", House.T0, House.T0, 1);
        house.on(new Event.Refused(slow)).on(new Event.Refused(slow));
        assertEquals(List.of(new Refusal(Refusal.Reason.CUT_SLOW, "camera", "", "", "", House.T0, House.T0, 2)),
                house.state.access().refusals());
        var line = new JournalEntry(House.T0, JournalEntry.Kind.LIMITED, Optional.empty(), "CUT_SLOW camera");
        var said = new Effect.Publish(Api.log("warn", "refused camera: cut slow"));
        assertEquals(List.of(said, new Effect.Append(line)), house.effects);
        var full = House.T0.plusSeconds(61);
        house.now = full;
        house.on(new Event.Refused(new Refusal(Refusal.Reason.CUT_SLOW, "camera", "", "", "", full, full, 1)));
        assertEquals(4, house.effects.size());
    }

    @Test void aProgramOfAPersonsOwnIsShownItsPasswordOnce() {
        house.on(new Event.LoginWanted("Paul's phone", new Role.ReadAll())).on(new Event.PasswordMade("paul-s-phone", PASSWORD, "hash"));
        assertEquals(Optional.of(new Access.Fresh("paul-s-phone", PASSWORD)), access().fresh());
        assertEquals(Optional.empty(), house.on(new Event.PasswordSeen()).state.access().fresh());
        house.on(new Event.PasswordRenewed("paul-s-phone")).on(new Event.PasswordMade("paul-s-phone", PASSWORD, "other"));
        assertEquals("other", login("paul-s-phone").hash());
    }

    @Test void whoControlsARoomCommandsItsDevicesAlsoThoseThatComeLater() {
        house.on(new Event.LoginWanted("Guest", new Role.ControlRooms(Set.of("Attic"))));
        assertFalse(grants().contains("WRITE hearth/5/light/+/+/set"));
        house.effects.clear();
        house.on(new Event.HomeEdited(new HomeEdit.Move(House.LIGHT, "Attic", 0)));
        assertTrue(grants().contains("WRITE hearth/5/light/+/+/set"));
        assertEquals(new Effect.Admit(house.state.permits()), house.effects.getLast());
    }

    @Test void aLoginThatIsRenamedOrGivenOtherTopicsKeepsItsPassword() {
        pair(Family.OTHER).on(new Event.LoginRenamed("device", "Kettle"))
                .on(new Event.RoleSet("device", new Role.Device(List.of(Grant.of("kettle/#", Way.BOTH)))));
        assertEquals(new Login("device", "Kettle", new Role.Device(List.of(Grant.of("kettle/#", Way.BOTH))), "hash", House.T0,
                Optional.empty(), List.of()), login("device"));
    }

    @Test void nothingThatIsLoggedTellsAPasswordOrItsHash() {
        pair(Family.OTHER);
        knock("a-hash");
        assertFalse(house.state.toString().contains(PASSWORD.text()));
        assertFalse(house.effects.toString().contains(PASSWORD.text()));
        assertFalse(house.state.access().toString().contains("hash"));
        assertFalse(house.effects.toString().contains("hash"));
        assertFalse(new Event.PasswordMade("u", PASSWORD, "hash").toString().contains("hash"));
    }

    private House pair(Family family) {
        house.on(new Event.PairingOpened(family));
        return house.on(new Event.PasswordMade(access().pairing().orElseThrow().user(), PASSWORD, "hash"));
    }

    private void knock(String hash) {
        house.on(new Event.Knocked(new Knock(KETTLE.clientId(), KETTLE.user(), KETTLE.address(), house.now, house.now, 1, hash)));
    }

    private Refusal refusal(Refusal.Reason reason, String client) {
        return new Refusal(reason, client, "", "10.0.0.9", reason == Refusal.Reason.TAMPERING ? "security/status" : "", house.now,
                house.now,
                1);
    }

    private Access access() {
        return house.state.access();
    }

    private Login login(String user) {
        return access().logins().login(user).orElseThrow();
    }

    private List<String> grants() {
        return house.state.permits().stream().flatMap(p -> p.grants().stream()).map(Grant::toString).toList();
    }

    @Test void loginsTakenAlongKeepTheirOldPasswordUntilTheyGetAnotherOneHere() {
        var folder = "folder";
        house.on(new Event.LoginWanted("Node-RED", new Role.Everything()))
                .on(new Event.PasswordMade("node-red", new Password("old"), "old-hash")).on(new Event.PasswordSeen());
        house.effects.clear();
        house.on(new Event.HandoverWanted(Handover.Kind.MOSQUITTO, folder));
        assertEquals(List.of(new Effect.HandOver(Handover.Kind.MOSQUITTO, folder, house.state.permits())), house.effects);
        var made = new Handover(Handover.Kind.MOSQUITTO, "folder", Optional.empty(), List.of(
                new Handover.Given("node-red", "Node-RED", Optional.of(new Password("new")), Optional.of("new-hash")),
                new Handover.Given("revoked", "Revoked", Optional.of(new Password("x")), Optional.of("x"))), "");
        house.on(new Event.HandedOver(made));
        assertEquals(Optional.of(made), house.state.access().handover());
        var login = house.state.access().logins().login("node-red").orElseThrow();
        assertEquals("old-hash new-hash", login.hash() + " " + login.next().orElseThrow());
        assertEquals(1, house.state.access().logins().all().size());
        house.on(new Event.HandoverSeen()).on(new Event.Rehashed("node-red", "old-hash", "same"));
        assertEquals(Optional.empty(), house.state.access().handover());
        assertEquals(login.hashed("same").also("new-hash"), house.state.access().logins().login("node-red").orElseThrow());
        house.on(new Event.PasswordMade("node-red", new Password("other"), "other-hash"));
        assertEquals(login.hashed("other-hash"), house.state.access().logins().login("node-red").orElseThrow());
    }
}
