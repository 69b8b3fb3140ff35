package hearth.hub;

import hearth.device.Command;
import java.util.Optional;

/// What one touch brings about: a part of a [Step]. Lives for one call.
final class Scenes {

    private final Bench bench;
    private final Commands commands;
    private Optional<Automation.Played> played;

    Scenes(Bench bench, Commands commands) {
        this.bench = bench;
        this.commands = commands;
        played = bench.before.automation().played();
    }

    Optional<Automation.Played> played() {
        return played;
    }

    /// @return false where there is no such scene
    boolean play(String id, Origin origin) {
        var scene = bench.home.automations().scene(id);
        scene.ifPresent(s -> {
            played = Optional.of(new Automation.Played(id, bench.now));
            bench.journal(JournalEntry.Kind.SCENE, Optional.empty(), s.name());
            s.wishes().forEach((property, value) -> commands.command(new Command(property, value), origin));
        });
        return scene.isPresent();
    }
}
