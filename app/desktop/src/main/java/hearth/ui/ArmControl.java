package hearth.ui;

import hearth.home.AlarmMode;
import hearth.hub.AlarmWish;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Secret;
import hearth.hub.Security;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.layout.StackPane;

/// The ways of arming, all in sight; what stands in the way, and a code, are asked for above the page. FX thread.
public final class ArmControl extends StackPane {

    private final Ui ui;
    private final Segments<Optional<AlarmMode>> modes;
    private Instant asked = Instant.MAX;

    /// @param offered those beside disarmed
    public ArmControl(Ui ui, List<AlarmMode> offered) {
        this.ui = ui;
        modes = new Segments<>(ui.texts().of("alarm"), Stream.concat(Stream.of(Optional.<AlarmMode>empty()),
                offered.stream().map(Optional::of)).toList(),
                mode -> ui.texts().of("alarm.choose." + mode.map(m -> m.name().toLowerCase(java.util.Locale.ROOT)).orElse("disarmed")),
                this::chosen);
        getStyleClass().add("arm-control");
        getChildren().add(modes);
        setMaxWidth(USE_PREF_SIZE);
        ui.show(this, house -> house.security().shown().state().armed(), _ -> show());
        ui.show(this, house -> house.security().refused(), this::refused);
    }

    /// Takes all the width there is.
    public ArmControl fill() {
        modes.fill();
        setMaxWidth(Double.MAX_VALUE);
        return this;
    }

    private void show() {
        modes.show(ui.house().security().shown().state().armed());
    }

    private void chosen(Optional<AlarmMode> mode) {
        AlarmWish wish = mode.<AlarmWish>map(m -> new AlarmWish.Arm(m, List.of(), false)).orElseGet(AlarmWish.Disarm::new);
        show(); // the house decides
        if (ui.house().security().needsCode(wish)) {
            ui.go().accept(new Place.Alarm(wish));
        } else {
            asked = ui.clock().instant();
            ui.submit().accept(new Event.AlarmWished(wish, new Secret("")));
        }
    }

    private void refused(Optional<Security.Refused> how) {
        how.filter(r -> !r.at().isBefore(asked)).flatMap(Security.Refused::mode).ifPresent(mode -> {
            asked = Instant.MAX;
            ui.go().accept(new Place.Alarm(new AlarmWish.Arm(mode, List.of(), false)));
        });
    }

    /// Whether anything of the house is watched.
    public static boolean isPlanned(HubState house) {
        return !house.home().alarm().zones().isEmpty();
    }
}
