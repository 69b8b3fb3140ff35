package hearth.ui;

import hearth.hub.BrokerStatus;
import hearth.hub.Senders.Sender;
import java.util.Optional;

/// Who said something last on a topic, in words: the client id, and where it is. FX thread.
public final class SenderWords {

    private SenderWords() {
    }

    /// `zigbee2mqtt · 192.168.1.31`
    public static String on(Ui ui, String topic) {
        return of(ui, ui.senders().last(topic));
    }

    public static String of(Ui ui, Optional<Sender> sender) {
        return sender.map(s -> s.hub() ? ui.texts().of("sender.hub") : client(ui, s.clientId())).orElse(ui.texts().of("sender.unknown"));
    }

    private static String client(Ui ui, String clientId) {
        var address = ui.house().broker().sessions().stream().filter(s -> s.clientId().equals(clientId)).findFirst()
                .map(BrokerStatus.Session::host).filter(h -> !h.isEmpty());
        return ui.texts().plain(clientId, 60) + address.map(a -> " · " + a).orElse("");
    }
}
