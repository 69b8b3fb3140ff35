package hearth.app;

import hearth.hub.Event;
import hearth.hub.Trouble;
import hearth.notify.Channels;
import hearth.store.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// The channels' secrets, where the platform keeps such things. Any thread; waits for the key store.
record Safe(Path folder, Consumer<Event> events) implements Channels.Safe {

    @Override public Optional<String> find(String name) {
        return new Secrets(folder, name).find();
    }

    @Override public void keep(String name, String secret) {
        try {
            new Secrets(folder, name).keep(secret);
        } catch (IOException refused) {
            events.accept(new Event.TroubleFound(new Trouble(Trouble.Kind.SETTING, String.valueOf(refused.getMessage()))));
        }
    }

    @Override public void forget(String name) {
        try {
            new Secrets(folder, name).forget();
        } catch (IOException refused) {
            events.accept(new Event.TroubleFound(new Trouble(Trouble.Kind.SETTING, String.valueOf(refused.getMessage()))));
        }
    }
}
