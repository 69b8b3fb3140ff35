package hearth.app;

import hearth.home.Watch;
import hearth.hub.Event;
import hearth.hub.Hub;
import hearth.hub.Trouble;
import hearth.hub.Vigil;
import hearth.mqtt.BrokerAddress;
import hearth.mqtt.HubWatch;
import hearth.mqtt.Trust;
import hearth.notify.Channels;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Another Hearth, listened for at its broker where the user wants that. The "hearth" thread.
final class OtherHub implements AutoCloseable {

    private final String clientId;
    private final Channels secrets;
    private final Hub hub;
    private @Nullable HubWatch heard;

    /// @param clientId under which its broker knows this hub
    OtherHub(String clientId, Channels secrets, Hub hub) {
        this.clientId = clientId;
        this.secrets = secrets;
        this.hub = hub;
    }

    /// From now on that one, or none.
    void watch(Watch watch) {
        close();
        if (watch.watches()) {
            try {
                var at = BrokerAddress.of(watch.broker()).with(Optional.of(watch.user()).filter(u -> !u.isEmpty()),
                        secrets.secret(Vigil.SECRET), Trust.of(watch.authority(), "", ""));
                var next = new HubWatch(at, clientId, () -> hub.submit(new Event.OtherHubHeard()), Duration.ofSeconds(5));
                heard = next;
                next.start();
            } catch (IOException | IllegalArgumentException unfit) {
                hub.submit(new Event.TroubleFound(new Trouble(Trouble.Kind.SETTING, String.valueOf(unfit.getMessage()))));
            }
        }
    }

    @Override public void close() {
        var before = heard;
        heard = null;
        if (before != null) {
            before.close();
        }
    }
}
