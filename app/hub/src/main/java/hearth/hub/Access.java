package hearth.hub;

import hearth.home.Grant;
import hearth.home.Grant.Way;
import hearth.home.Home;
import hearth.home.Logins;
import hearth.home.Role;
import hearth.profile.Api;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Who may use the embedded broker, who wants to, and who may not. A value.
///
/// @param pairing  the open pairing window
/// @param fresh    the password that was made last, until [Event.PasswordSeen]; it is not kept, so it is shown now or never
/// @param knocks   newest first
/// @param unwelcome those who were refused since the program began, and are not asked about again
/// @param refusals newest first
/// @param handover the logins that were written for another broker last, until [Event.HandoverSeen]; their passwords are not kept either
public record Access(Logins logins, Optional<Pairing> pairing, Optional<Fresh> fresh, List<Knock> knocks, List<Knock.Key> unwelcome,
        List<Refusal> refusals, Optional<Handover> handover) {

    public static final Access NONE = of(Logins.NONE);

    /// A password just made for a login.
    public record Fresh(String user, Password password) {
    }

    /// With nothing but logins.
    public static Access of(Logins logins) {
        return new Access(logins, Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(), Optional.empty());
    }

    public Access {
        knocks = List.copyOf(knocks);
        unwelcome = List.copyOf(unwelcome);
        refusals = List.copyOf(refusals);
    }

    /// The user name of the device whose topics are being learnt.
    Optional<String> learning() {
        return pairing.map(Pairing::user);
    }

    boolean hasRooms() {
        return logins.all().stream().anyMatch(l -> l.role() instanceof Role.ControlRooms);
    }

    List<Permit> permits(Home home) {
        return logins.all().stream().map(l -> new Permit(l, grants(l.role(), home), learning().equals(Optional.of(l.user())))).toList();
    }

    private static List<Grant> grants(Role role, Home home) {
        return switch (role) {
            case Role.Device(var grants) -> with(grants, Stream.of(Grant.of(Api.BIRTH, Way.READ)));
            case Role.ReadAll() -> everywhere(Way.READ);
            case Role.ControlRooms(var rooms) -> with(everywhere(Way.READ), home.places().entrySet().stream()
                    .filter(place -> rooms.contains(place.getValue()))
                    .map(place -> Grant.of(Api.ROOT + place.getKey().value() + "/+/+/set", Way.WRITE)));
            case Role.Everything() -> everywhere(Way.BOTH);
        };
    }

    private static List<Grant> everywhere(Way way) {
        return Role.EVERYWHERE.stream().map(topics -> Grant.of(topics, way)).toList();
    }

    private static List<Grant> with(List<Grant> grants, Stream<Grant> more) {
        return Stream.concat(grants.stream(), more).toList();
    }
}
