package hearth.ui.security;

import hearth.device.DeviceId;
import hearth.home.AlarmCode;
import hearth.home.AlarmMode;
import hearth.home.AlarmZone;
import hearth.home.Settings;
import hearth.hub.AlarmWish;
import hearth.hub.Effect;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.Secret;
import hearth.ui.Houses;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Guarded houses made of real events, for tests and pictures.
final class Guarded {

    private static final Instant NOW = Houses.NOW;

    private Guarded() {
    }

    /// With everything on disk that has to be there, and the code 1234 known.
    static HubState after(HubState house, Instant now, Event event) {
        var step = house.after(event, now);
        var next = step.state();
        for (var effect : step.effects()) {
            next = switch (effect) {
                case Effect.RecordPanel(var panel) -> after(next, now, new Event.PanelRecorded(panel, Optional.empty()));
                case Effect.Record(var incident) -> after(next, now, new Event.IncidentRecorded(incident.since(), Optional.empty()));
                case Effect.KeepDelivery(var delivery) -> after(next, now, new Event.DeliveryKept(delivery.id()));
                case Effect.CheckCode(var ask, var code, var codes) -> after(next, now, new Event.CodeChecked(ask,
                        codes.stream().filter(c -> c.hash().equals(code.text())).map(AlarmCode::name).findFirst()));
                case Effect.MakeCode(var wanted, _) -> after(next, now,
                        new Event.CodeMade(new AlarmCode(wanted.name(), wanted.code().text(), wanted.right(), wanted.until())));
                default -> next;
            };
        }
        return next;
    }

    static HubState house(Settings settings) {
        var house = Houses.full(settings);
        var zones = List.of(
                new AlarmZone("Entrance", Set.of(DeviceId.of("door")), Set.of(AlarmMode.values()), AlarmZone.Entry.DELAYED, false),
                new AlarmZone("Hallway", Set.of(DeviceId.of("motion")), Set.of(AlarmMode.AWAY), AlarmZone.Entry.INSTANT, false));
        return after(house, NOW, new Event.HomeEdited(
                new HomeEdit.Guarded(house.home().alarm().with(zones).withSirens(Set.of(DeviceId.of("tv"))))));
    }

    static Event wish(AlarmWish wish, String code) {
        return new Event.AlarmWished(wish, new Secret(code));
    }

    /// Ann has the code 1234.
    static HubState armedAway(Settings settings) {
        var house = after(house(settings), NOW.minusSeconds(100), new Event.CodeMade(
                new AlarmCode("Ann", "1234", AlarmCode.Right.ALL, Optional.empty())));
        house = after(house, NOW.minusSeconds(100), wish(new AlarmWish.Arm(AlarmMode.AWAY, List.of(), false), ""));
        return after(house, NOW.minusSeconds(40), new Event.Tick());
    }

    static HubState brokenInto(Settings settings) {
        var house = after(armedAway(settings), NOW.minusSeconds(38), Houses.said("motion", "true"));
        return after(house, NOW.minusSeconds(34), Houses.said("door", "open"));
    }

    /// Armed again after the siren, with what happened still to be seen on the page.
    static HubState armedAgain(Settings settings) {
        var house = after(brokenInto(settings), NOW.plusSeconds(400), new Event.Tick());
        return after(house, NOW.plusSeconds(401), new Event.IncidentAcknowledged());
    }
}
