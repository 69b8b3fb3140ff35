package hearth.app;

import hearth.hub.Event;
import hearth.hub.Hub;
import hearth.hub.Incident;
import hearth.hub.Trouble;
import hearth.notify.AlarmSound;
import hearth.notify.DesktopNotification;
import hearth.ui.Texts;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// Calls who is at this computer: by sound and by the system's notifications. Nothing here waits.
final class Bell implements AutoCloseable {

    private final Hub hub;
    private final Clock clock;
    private final AlarmSound sound;
    private final DesktopNotification notification = new DesktopNotification();

    Bell(Hub hub, Clock clock) {
        this.hub = hub;
        this.clock = clock;
        sound = new AlarmSound(hub::submit);
    }

    void ring(Incident incident) {
        if (incident.kind().loud()) {
            sound.start();
        }
        var texts = texts();
        var kind = texts.of("incident." + incident.kind().name().toLowerCase(Locale.ROOT));
        var where = incident.zone().map(texts::plain).map(z -> texts.of("notify.zone", kind, z)).orElse(kind);
        notification.show(texts.of("notify.title", kind), where + " · " + texts.exactTime(incident.since()), this::notified);
    }

    void hush() {
        sound.stop();
    }

    /// A door that is not guarded was opened: heard but in quiet hours.
    void chime() {
        if (!hub.state().home().alarm().quiet(LocalTime.now(clock.withZone(ZoneId.systemDefault())))) {
            sound.chime();
        }
    }

    void tell(String words) {
        notification.show("Hearth", words, this::notified);
    }

    /// Shows a notification that says it is a test.
    void test() {
        var now = clock.instant();
        notification.show(texts().of("letter.test.title"), texts().of("letter.test", texts().day(now), texts().timeWithSeconds(now)),
                this::notified);
    }

    private Texts texts() {
        return Texts.of(hub.state().settings(), ZoneId.systemDefault());
    }

    private void notified(Optional<String> problem) {
        hub.submit(problem.<Event>map(p -> new Event.TroubleFound(new Trouble(Trouble.Kind.NOTIFICATION, p)))
                .orElseGet(() -> new Event.TroubleOver(Trouble.Kind.NOTIFICATION)));
    }

    @Override public void close() {
        sound.close();
    }
}
