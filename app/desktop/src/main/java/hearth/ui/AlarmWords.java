package hearth.ui;

import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.home.AlarmMode;
import hearth.home.Device;
import hearth.home.Room;
import hearth.hub.AlarmState;
import hearth.hub.HubState;
import hearth.hub.Incident;
import hearth.hub.Obstacle;
import hearth.hub.Panel;
import hearth.hub.Security;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The alarm in short plain words. A value.
public record AlarmWords(HubState house, Texts texts) {

    /// `Armed away`.
    public String state() {
        return texts.of("alarm.state." + house.security().shown().state().word());
    }

    public String mode(AlarmMode mode) {
        return texts.of("alarm.choose." + mode.name().toLowerCase(Locale.ROOT));
    }

    /// How long it lasts, or since when and by whom it is so.
    public String more(Instant now) {
        var panel = house.security().shown();
        return panel.state().due().map(ends -> texts.of(switch (panel.state()) {
            case AlarmState.Arming _ -> "alarm.left.arming";
            case AlarmState.Pending _ -> "alarm.left.pending";
            case AlarmState.Triggered _, AlarmState.Armed _, AlarmState.Disarmed() -> "alarm.left.triggered";
        }, left(ends, now))).orElseGet(() -> panel.version() == 0 ? "" : texts.of("alarm.since", texts.moment(panel.since()),
                panel.by().isEmpty() ? "" : texts.of("journal.by", texts.plain(panel.by()))).strip());
    }

    /// `0:42`.
    public String left(Instant ends, Instant now) {
        long seconds = Math.max(0, Duration.between(now, ends).plusMillis(999).toSeconds());
        return seconds / 60 + ":" + (seconds % 60 < 10 ? "0" : "") + seconds % 60;
    }

    public String name(DeviceId id) {
        return texts.plain(house.home().device(id).map(Device::name).orElse(id.value()));
    }

    /// `Kitchen window: open`.
    public String obstacle(Obstacle obstacle) {
        return texts.of("alarm.obstacle", name(obstacle.sensor()),
                texts.of("obstacle." + obstacle.reason().name().toLowerCase(Locale.ROOT)));
    }

    /// Why a wish of the window was not granted since a moment, if one was not.
    public Optional<String> refused(Instant since, Instant now) {
        var wrong = house.security().panel().wrong(Panel.Way.WINDOW);
        if (wrong.locked(now)) {
            return Optional.of(texts.of("alarm.locked", left(wrong.locked(), now)));
        }
        return house.security().refused().filter(r -> !r.at().isBefore(since)).map(Security.Refused::why).map(why -> switch (why) {
            case CODE_WRONG -> texts.of("alarm.wrong", wrong.left());
            case OBSTACLES, CODE_NEEDED, LOCKED, NO_RIGHT, RINGING, BUSY, RETAINED, UNREADABLE, FIRST_CODE, TAKEN ->
                texts.of("alarm.refused." + why.name().toLowerCase(Locale.ROOT));
        });
    }

    // ---- incidents

    /// `BREAK-IN ALARM · ARMED AWAY`.
    public String kicker(Incident incident) {
        if (incident.kind() == Incident.Kind.TEST) {
            return texts.of("alert.kicker.test").toUpperCase(texts.locale());
        }
        return (texts.of("alert.kicker", kind(incident))
                + incident.mode().map(mode -> " · " + texts.of("alarm.state." + mode.word())).orElse("")).toUpperCase(texts.locale());
    }

    public String kind(Incident incident) {
        return texts.of("incident." + incident.kind().name().toLowerCase(Locale.ROOT));
    }

    /// The gravest sign in a few words: `Back door opened`, `Break-in: kitchen`.
    public String title(Incident incident) {
        var gravest = incident.happenings().stream().filter(h -> graver(h, incident.kind())).findFirst()
                .orElse(incident.happenings().getFirst());
        if (!said(gravest.cause())) {
            return sign(gravest);
        }
        var places = incident.happenings().stream().map(Incident.Happening::zone).flatMap(Optional::stream).distinct().limit(5)
                .map(texts::plain).collect(Collectors.joining(", "));
        return places.isEmpty() ? kind(incident) : texts.of("alert.in", kind(incident), places);
    }

    private static boolean graver(Incident.Happening happening, Incident.Kind kind) {
        return Capability.of(happening.word()).map(hearth.hub.Sensors::kind).filter(kind::equals).isPresent();
    }

    /// Whether a panel said so in words of its own.
    public boolean said(PropertyRef cause) {
        return house.device(cause.device()).flatMap(d -> d.binding().property(cause)).map(p -> p.capability())
                .filter(Capability.SECURITY::equals).isPresent();
    }

    /// One sign: `Back door opened`.
    public String sign(Incident.Happening happening) {
        var key = "sign." + happening.word();
        return texts.bundle().containsKey(key) ? texts.of(key, name(happening.cause().device()))
                : texts.of("sign", name(happening.cause().device()), texts.plain(happening.word()));
    }

    /// Where it began, what came next, and the siren.
    public String course(Incident incident) {
        var first = incident.happenings().getFirst();
        var room = house.home().roomOf(first.cause().device()).map(Room::name).filter(name -> !name.isEmpty()).map(texts::plain);
        var then = incident.happenings().stream().skip(1).findFirst().map(next -> texts.of("alert.then", sign(next),
                later(Math.max(0, Duration.between(first.first(), next.first()).toSeconds()))));
        var siren = house.security().shown().state() instanceof AlarmState.Triggered && !house.home().alarm().sirens().isEmpty()
                ? Optional.of(texts.of("alert.siren")) : Optional.<String>empty();
        return List.of(room, then, siren).stream().flatMap(Optional::stream).collect(Collectors.joining(" · "));
    }

    private String later(long seconds) {
        return seconds < 60 ? texts.of("age.seconds", seconds) : texts.age(Instant.EPOCH, Instant.ofEpochSecond(seconds));
    }
}
