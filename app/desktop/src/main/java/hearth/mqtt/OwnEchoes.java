package hearth.mqtt;

import hearth.device.Message;
import hearth.profile.Api;

/// Tells the hub's own words, which come back to it from the broker, from what others say on its topics. Any thread.
///
/// Only that something was cleared is heard before `online` on [Api#BIRTH] has come back, see [#listen]: until then what the broker kept for
/// the session may come, and in it what the hub said on an earlier connection.
final class OwnEchoes {

    private static final String PRESENCE = Api.state(Api.HUB, "").topic();
    private static final Message ONLINE = Message.of(Api.BIRTH, "online");

    private Echoes echoes = new Echoes();
    private boolean listens;
    private boolean settled;

    /// A new connection begins.
    synchronized void forget() {
        echoes = new Echoes();
        listens = false;
        settled = false;
    }

    /// To be called before the hub says `online`.
    synchronized void listen() {
        listens = true;
    }

    /// To be called before it is said.
    synchronized void said(Message message) {
        if (heeds(message.topic())) {
            echoes.said(message, System.nanoTime());
        }
    }

    /// Whether somebody else has just said that, where only the hub speaks; or it stands there since an earlier connection, and nothing
    /// that the hub says when it connects would overwrite it.
    synchronized boolean overhears(Message message) {
        var topic = message.topic();
        settled |= listens && topic.equals(ONLINE.topic()) && message.payload().equals(ONLINE.payload());
        if (!heeds(topic)) {
            return false;
        }
        if (message.retained()) {
            return topic.endsWith("/$target") || topic.contains("/$alert/");
        }
        return !echoes.heard(message, System.nanoTime()) && (settled || message.payload().size() == 0);
    }

    /// Not the hub's presence, for which the session stands, nor where Home Assistant speaks as well.
    private static boolean heeds(String topic) {
        return Api.own(topic) && !topic.equals(ONLINE.topic()) && !topic.equals(PRESENCE);
    }
}
