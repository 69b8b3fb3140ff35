package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.AlarmCode;
import hearth.home.Automations;
import hearth.home.Channel;
import hearth.home.Home;
import hearth.home.Logins;
import hearth.home.People;
import hearth.home.Settings;
import hearth.home.Thermostat;
import hearth.home.Watch;
import java.time.Instant;
import java.util.List;

/// Something to be done in the world, in this order.
public sealed interface Effect {

    /// Send once, now; not kept for later.
    record Publish(Message message) implements Effect {
    }

    /// Answer with [Event.NowKept] once all that was to be kept before it is on disk, or cannot be put there; then it is published.
    record PublishKept(Message message) implements Effect {
    }

    /// The hub's own retained state: the newest message of a topic is what counts, also after a reconnect.
    record Announce(Message message) implements Effect {
    }

    /// Keep what a device announced, so that it is known after a restart.
    ///
    /// @param place   an announcement kept under the same place before is replaced
    /// @param message with an empty payload: keep nothing there
    /// @param heard   when the device was last known to be alive
    record Remember(String place, Message message, Instant heard) implements Effect {
    }

    record Save(Home home) implements Effect {
    }

    record SaveSettings(Settings settings) implements Effect {
    }

    record Append(JournalEntry entry) implements Effect {
    }

    /// Put it on disk durably, then answer with [Event.IncidentRecorded].
    record Record(Incident incident) implements Effect {
    }

    /// Put it on disk durably, then answer with [Event.PanelRecorded].
    record RecordPanel(Panel panel) implements Effect {
    }

    /// See whose code it is, taking as long for a wrong one as for a right one, and answer with [Event.CodeChecked].
    record CheckCode(Security.Ask ask, Secret code, List<AlarmCode> codes) implements Effect {
        public CheckCode {
            codes = List.copyOf(codes);
        }
    }

    /// Answer with [Event.CodeMade], or with [Event.CodeTaken] if one of these is the same.
    record MakeCode(AlarmWish.AddCode wanted, List<AlarmCode> others) implements Effect {
        public MakeCode {
            others = List.copyOf(others);
        }
    }

    record SaveCodes(List<AlarmCode> codes) implements Effect {
        public SaveCodes {
            codes = List.copyOf(codes);
        }
    }

    /// Whether the computer shall not fall asleep by itself.
    record StayAwake(boolean armed) implements Effect {
    }

    /// A door was opened while nothing is armed: a short sound, unless it shall be quiet now.
    record Chime(DeviceId door) implements Effect {
    }

    record Keep(PropertyRef property, Value value, Instant at) implements Effect {
    }

    /// What a rule has begun and not finished, in the place of what was kept of it; [Unfinished#NOTHING]: keep none.
    record KeepUnfinished(String rule, Unfinished left) implements Effect {
    }

    /// Scenes and rules as they are from then on, beside what they were before.
    record KeepVersion(Automations automations, Instant at) implements Effect {
    }

    /// All that was kept of a device goes.
    record Forget(DeviceId device) implements Effect {
    }

    /// Tell a person at once: sound, notification, tray.
    record Ring(Incident incident) implements Effect {
    }

    /// Look for places of that name, then answer with [Event.PlacesFound].
    record FindPlaces(String name, String language) implements Effect {
    }

    /// See from the history how fast the thermostat's room warms and cools, and answer with [Event.RoomLearnt].
    record Learn(Thermostat thermostat, Instant now) implements Effect {
    }

    /// A rule has something to say: the system's own notification, if it has one, beside what people away are told.
    record Notify(String words) implements Effect {
    }

    /// The sound stops.
    record Hush() implements Effect {
    }

    /// Put it on disk durably; while it is [Delivery.State.Queued], then answer with [Event.DeliveryKept].
    record KeepDelivery(Delivery delivery) implements Effect {
    }

    /// Try once, then answer with [Event.Delivered].
    record Send(Delivery delivery, Channel channel) implements Effect {
    }

    /// Until further notice listen for an answer to the alarm that began at `about`, on these channels and no others; tell of one with
    /// [Event.AlarmAnswered].
    record Listen(Instant about, List<Channel> channels) implements Effect {
        public Listen {
            channels = List.copyOf(channels);
        }
    }

    /// Keep it, and from now on listen for that other hub and no other, telling of its word with [Event.OtherHubHeard].
    record SaveWatch(Watch watch) implements Effect {
    }

    /// Call it once, then answer with [Event.Pinged].
    record Ping(String url) implements Effect {
    }

    /// Show a notification that says it is a test, then answer with [Trouble.Kind#NOTIFICATION], found or over.
    record TestNotification() implements Effect {
    }

    record SavePeople(People people) implements Effect {
    }

    /// Keep it where nobody else can read it.
    ///
    /// @param name   whose it is
    /// @param secret empty: keep none
    record KeepSecret(String name, Secret secret) implements Effect {
    }

    /// Look at the connection and answer with one [Event.CheckMade] after the other, then with [Event.CheckupOver].
    record CheckConnection() implements Effect {
    }

    /// Look up what the broker keeps there, then answer with [Event.RetainedListed].
    record ListRetained(String search) implements Effect {
    }

    record Cut(String clientId) implements Effect {
    }

    /// Find out what those brokers can do, then answer with [Event.BrokerProbed].
    record TryBroker(BrokerChoice choice) implements Effect {
    }

    /// Carry over and choose those brokers, then answer with [Event.MoveEnded]; no nodes for the way back.
    record MoveHouse(BrokerChoice choice, boolean carry) implements Effect {
    }

    /// Make one and answer with [Event.PasswordMade].
    record MakePassword(String user) implements Effect {
    }

    /// Passwords of their own for these at another broker, and files for it; answered by [Event.HandedOver].
    record HandOver(Handover.Kind kind, String folder, List<Permit> permits) implements Effect {
    }

    record SaveLogins(Logins logins) implements Effect {
    }

    /// From now on the broker lets in these and nobody else; who is inside without one goes out.
    record Admit(List<Permit> permits) implements Effect {
        public Admit {
            permits = List.copyOf(permits);
        }
    }
}
