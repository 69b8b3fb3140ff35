package hearth.store;

import hearth.device.PropertyRef;
import hearth.home.AlarmCode;
import hearth.home.Home;
import hearth.home.Logins;
import hearth.home.Settings;
import hearth.home.Watch;
import hearth.hub.HubState.Kept;
import hearth.hub.HubState.Remembered;
import hearth.hub.Incident;
import hearth.hub.JournalEntry;
import hearth.hub.Outbox;
import hearth.hub.Panel;
import hearth.hub.Trace;
import hearth.hub.Unfinished;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The house as it was left.
///
/// @param kept       the last value of each property
/// @param incident   the newest break-in, not `recorded`: report it with [hearth.hub.Event.IncidentRecorded] once somebody can be told
/// @param journal    the newest lines, oldest first
/// @param announced  what devices announced, in the order in which it came
/// @param outbox     who is told, and what was on its way to them
/// @param watch      who notices that a hub has died
/// @param unfinished what rules had begun, by rule
/// @param traces     what became of their last runs, oldest first, by rule
public record Left(Home home, Settings settings, Map<PropertyRef, Kept> kept, Optional<Incident> incident, List<JournalEntry> journal,
        Panel panel, List<Remembered> announced, Logins logins, List<AlarmCode> codes, Outbox outbox, Watch watch,
        Map<String, Unfinished> unfinished, Map<String, List<Trace>> traces) {
}
