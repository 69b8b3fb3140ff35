package hearth.hub;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the connection doctor found, as far as it is. A value.
///
/// @param running whether more is to come
public record Checkup(boolean running, List<Check> checks) {

    public static final Checkup NONE = new Checkup(false, List.of());

    public enum Verdict {
        FINE, LOOK, WRONG
    }

    /// What can be found. Its words are `check.<name>`.
    public enum Finding {
        /// Port.
        LISTENER_FINE(Verdict.FINE),
        /// Port.
        LISTENER_CLOSED(Verdict.WRONG),
        /// Port: something answers that speaks no MQTT.
        LISTENER_STRANGE(Verdict.WRONG),
        /// Port, holder or empty, free port.
        LISTENER_TAKEN(Verdict.WRONG),
        /// No place: the broker is another one.
        LISTENER_ELSEWHERE(Verdict.LOOK),
        /// Addresses.
        LAN_FINE(Verdict.FINE),
        /// No place: only this computer is let in.
        LAN_SHUT(Verdict.LOOK),
        /// No place: the computer is in no network.
        LAN_NONE(Verdict.WRONG),
        /// Address, port.
        LAN_UNREACHABLE(Verdict.WRONG),
        /// No place.
        LOGIN_FINE(Verdict.FINE),
        /// Address: somebody without a login is let in.
        LOGIN_OPEN(Verdict.WRONG),
        /// Address.
        LOGIN_REFUSED(Verdict.WRONG),
        /// Port, day.
        TLS_FINE(Verdict.FINE),
        /// Port.
        TLS_CLOSED(Verdict.WRONG),
        /// Port, holder or empty, free port.
        TLS_TAKEN(Verdict.WRONG),
        /// Port: another certificate than the house's.
        TLS_FOREIGN(Verdict.WRONG),
        /// Day.
        TLS_ENDED(Verdict.WRONG),
        /// Address.
        TLS_NAME(Verdict.WRONG),
        /// Port, what the system said.
        TLS_BROKEN(Verdict.WRONG),
        /// Port.
        WEB_SOCKET_FINE(Verdict.FINE),
        /// Port.
        WEB_SOCKET_CLOSED(Verdict.WRONG),
        /// Port, holder or empty, free port.
        WEB_SOCKET_TAKEN(Verdict.WRONG),
        /// Port.
        SECURE_WEB_SOCKET_FINE(Verdict.FINE),
        /// Port.
        SECURE_WEB_SOCKET_CLOSED(Verdict.WRONG),
        /// Port, holder or empty, free port.
        SECURE_WEB_SOCKET_TAKEN(Verdict.WRONG),
        /// Name.
        NAME_FINE(Verdict.FINE),
        /// Name.
        NAME_UNHEARD(Verdict.LOOK),
        /// What the system said.
        NAME_FAILED(Verdict.LOOK),
        /// No place: none is known of.
        FIREWALL_NONE(Verdict.FINE),
        /// The command that lets devices in.
        FIREWALL_UFW(Verdict.LOOK),
        /// The command that lets devices in.
        FIREWALL_FIREWALLD(Verdict.LOOK),
        /// Ports.
        FIREWALL_NFTABLES(Verdict.LOOK),
        /// Ports.
        FIREWALL_WINDOWS(Verdict.LOOK),
        /// No place.
        FIREWALL_MACOS(Verdict.LOOK);

        private final Verdict verdict;

        Finding(Verdict verdict) {
            this.verdict = verdict;
        }

        public Verdict verdict() {
            return verdict;
        }
    }

    /// @param places fill the words of the finding, in its order
    public record Check(Finding finding, List<String> places) {

        public Check {
            places = List.copyOf(places);
        }

        public static Check of(Finding finding, Object... places) {
            return new Check(finding, Arrays.stream(places).map(String::valueOf).toList());
        }
    }

    public Checkup {
        checks = List.copyOf(checks);
    }

    Checkup with(Check check) {
        var more = new ArrayList<>(checks);
        more.add(check);
        return new Checkup(running, more);
    }
}
