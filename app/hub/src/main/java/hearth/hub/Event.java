package hearth.hub;

import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.home.AlarmCode;
import hearth.home.Grant;
import hearth.home.Login;
import hearth.home.People;
import hearth.home.Role;
import hearth.home.Settings;
import hearth.home.Watch;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Something that happened: the only way to change the house.
public sealed interface Event {

    record MessageReceived(Message message) implements Event {
    }

    /// Somebody else spoke where only the hub does, or cleared what stood there.
    ///
    /// @param by the client id, empty where it is not known; untrusted text
    record Overheard(Message message, String by) implements Event {
    }

    record CommandIssued(Command command, Origin origin) implements Event {
    }

    /// A lamp or plug shall be off if it is on, and on as it last was if it is off.
    record Toggled(DeviceId device, Origin origin) implements Event {
    }

    /// The user sends a message of their own.
    record MessageWritten(Message message) implements Event {
    }

    record HomeEdited(HomeEdit edit) implements Event {
    }

    /// The house begins to act by itself.
    ///
    /// @param zone  of its clock
    /// @param alive when it was last known to act; now, where it never did
    record Began(ZoneId zone, Instant alive) implements Event {
    }

    /// The user looks for a place by its name.
    record PlaceSought(String name) implements Event {
    }

    record PlacesFound(Places places) implements Event {
    }

    /// @param warmth empty where it has not shown enough yet
    record RoomLearnt(DeviceId thermostat, Optional<Warmth> warmth) implements Event {
    }

    /// What a thermostat began earlier than its plan shall not be.
    record EarlyUndone(DeviceId thermostat) implements Event {
    }

    record ScenePlayed(String scene, Origin origin) implements Event {
    }

    /// The user tries a rule, whatever its conditions say.
    record RuleTried(String rule) implements Event {
    }

    /// A rule that went round in circles may go on.
    record RuleResumed(String rule) implements Event {
    }

    /// The announcements of these devices shall be cleared from the broker: see [HubState#ghosts].
    record GhostsSwept(Set<DeviceId> devices) implements Event {

        public GhostsSwept {
            devices = Set.copyOf(devices);
        }
    }

    /// The last edit is taken back.
    record EditUndone() implements Event {
    }

    record SettingsChanged(Settings settings) implements Event {
    }

    record LinkChanged(BrokerLink link) implements Event {
    }

    record BrokerSeen(BrokerStatus status) implements Event {
    }

    record NetworkReported(Network network) implements Event {
    }

    /// The connection doctor shall look.
    record CheckupAsked() implements Event {
    }

    record CheckMade(Checkup.Check check) implements Event {
    }

    /// Nothing more is to come of the checkup.
    record CheckupOver() implements Event {
    }

    /// What the broker keeps on topics like this shall be looked up; answered by [RetainedListed].
    ///
    /// @param search part of the topics; empty for all
    record RetainedAsked(String search) implements Event {
    }

    record RetainedListed(Retained.Found found) implements Event {
    }

    /// The user cuts a client of the embedded broker.
    record ClientCut(String clientId) implements Event {
    }

    // ---- who may use the broker

    /// The user adds a device: a login is made for it, and what it says in the next minutes is learnt as its own topics.
    record PairingOpened(Family family) implements Event {
    }

    /// The user has done with adding a device, or gave up.
    record PairingEnded() implements Event {
    }

    /// A login for a program of a person's own.
    ///
    /// @param name as people call it, 1 to 64 characters; its user name is made from it
    record LoginWanted(String name, Role role) implements Event {
    }

    /// The login shall have another password; whoever has the old one is cut.
    record PasswordRenewed(String user) implements Event {
    }

    /// @param hash what is kept of it
    record PasswordMade(String user, Password password, String hash) implements Event {
        @Override public String toString() {
            return "PasswordMade[" + user + "]";
        }
    }

    /// The password of [Access#fresh] need not be shown any longer.
    record PasswordSeen() implements Event {
    }

    record LoginRenamed(String user, String name) implements Event {
    }

    /// What it may do is changed; also the way in which a device's topics are edited.
    record RoleSet(String user, Role role) implements Event {
    }

    /// Whoever uses it is cut at once.
    record LoginRevoked(String user) implements Event {
    }

    /// A login is made for the client; see [Knock#keepsItsPassword].
    record KnockAllowed(Knock.Key knock) implements Event {
    }

    record KnockRefused(Knock.Key knock) implements Event {
    }

    /// Logins from elsewhere, as in [Mosquitto.Preview]; a user name that is there stays as it is.
    record LoginsImported(List<Login> logins) implements Event {
        public LoginsImported {
            logins = List.copyOf(logins);
        }
    }

    /// All logins shall be written for another broker, which is given passwords of its own; answered by [HandedOver].
    ///
    /// @param folder where to; files of the same names are replaced
    record HandoverWanted(Handover.Kind kind, String folder) implements Event {
    }

    record HandedOver(Handover made) implements Event {
    }

    /// The passwords of [Access#handover] need not be shown any longer.
    record HandoverSeen() implements Event {
    }

    record RefusalsCleared() implements Event {
    }

    /// A client came in.
    record Arrived(String user, String clientId, String address) implements Event {
    }

    /// A client's connection to the embedded broker broke, without its goodbye.
    ///
    /// @param topics on which nobody has said anything after it
    record BrokeOff(String clientId, Set<String> topics) implements Event {
        public BrokeOff {
            topics = Set.copyOf(topics);
        }
    }

    /// A client that is being paired used a topic that is nobody's.
    record Learned(String user, Grant grant) implements Event {
    }

    /// A login that came from elsewhere was used: its password is now kept as our own are.
    ///
    /// @param from the hash it replaces
    record Rehashed(String user, String from, String to) implements Event {
        @Override public String toString() {
            return "Rehashed[" + user + "]";
        }
    }

    record Knocked(Knock knock) implements Event {
    }

    record Refused(Refusal refusal) implements Event {
    }

    /// The incident that began at `since` is on disk, or cannot be put there.
    record IncidentRecorded(Instant since, Optional<String> problem) implements Event {
    }

    /// What was to be on disk before these are published is there, or cannot be put there.
    record NowKept(List<Message> messages) implements Event {
        public NowKept {
            messages = List.copyOf(messages);
        }
    }

    /// The sound shall stop; the alert stays.
    record IncidentSilenced() implements Event {
    }

    /// A person has seen the alert.
    record IncidentAcknowledged() implements Event {
    }

    // ---- the alarm

    /// Somebody at the window wants something of the alarm.
    ///
    /// @param code as entered; empty for none
    record AlarmWished(AlarmWish wish, Secret code) implements Event {
    }

    /// @param whose the name of the code that was entered; empty if it is nobody's
    record CodeChecked(Security.Ask ask, Optional<String> whose) implements Event {
    }

    record CodeMade(AlarmCode code) implements Event {
    }

    /// The code that was to be made is somebody's already.
    record CodeTaken() implements Event {
    }

    /// The panel is on disk, or cannot be put there.
    record PanelRecorded(Panel panel, Optional<String> problem) implements Event {
    }

    /// Somebody wants to walk the way of an alarm as a test: see [Drill].
    record DrillWanted() implements Event {
    }

    /// What the drill has shown need not be shown any longer.
    record DrillRead() implements Event {
    }

    /// The program began, or the computer slept or lost time: nothing was heard since `from`.
    record Awoke(Instant from) implements Event {
    }

    /// The program runs: told every few seconds.
    ///
    /// @param steady by a clock that nobody sets, from any beginning
    record Pulse(Instant at, Duration steady) implements Event {
    }

    // ---- who is told

    /// The user arranged who is told.
    ///
    /// @param secrets by channel; an empty one is forgotten
    record PeopleChanged(People people, Map<String, Secret> secrets) implements Event {
        public PeopleChanged {
            secrets = Map.copyOf(secrets);
        }
    }

    /// The user wants to know whether a channel works.
    record ChannelTested(String channel) implements Event {
    }

    /// The user wants to see whether the system takes a notification.
    record NotificationTested() implements Event {
    }

    /// A delivery is on disk, or cannot be put there.
    record DeliveryKept(long id) implements Event {
    }

    /// @param attempt which of them this is the answer to
    record Delivered(long id, int attempt, Answer answer) implements Event {
    }

    /// Somebody who was told of the alarm that began at `about` has seen it.
    record AlarmAnswered(Instant about, String channel) implements Event {
    }

    // ---- who notices that a hub has died

    /// @param password for the other hub's broker, if it was typed
    record WatchChanged(Watch watch, Optional<Secret> password) implements Event {
    }

    record Pinged(Answer answer) implements Event {
    }

    /// The other hub said that it lives.
    record OtherHubHeard() implements Event {
    }

    record TroubleFound(Trouble trouble) implements Event {
    }

    record TroubleOver(Trouble.Kind kind) implements Event {
    }

    /// The user wants to know what those brokers can do.
    record BrokerTried(BrokerChoice choice) implements Event {
    }

    record BrokerProbed(BrokerChoice choice, List<BrokerProbe> probes) implements Event {

        public BrokerProbed {
            probes = List.copyOf(probes);
        }
    }

    /// The house shall move to those brokers; no nodes for the way back to the embedded one.
    ///
    /// @param carry whether retained messages go along
    record MoveWanted(BrokerChoice choice, boolean carry) implements Event {
    }

    record MoveEnded(Moved how) implements Event {
    }

    /// One of the brokers in use failed, or is in use now.
    record NodeMet(BrokerNode node) implements Event {
    }

    record BrokerRegained(Failover how) implements Event {
    }

    record BridgeReported(Optional<BridgeReport> report) implements Event {
    }

    /// Time has passed: what is due happens.
    record Tick() implements Event {
    }
}
