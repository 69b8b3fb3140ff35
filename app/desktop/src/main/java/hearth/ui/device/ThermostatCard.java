package hearth.ui.device;

import hearth.device.DeviceId;
import hearth.hub.Event;
import hearth.hub.Heating;
import hearth.hub.HubState;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Place;
import hearth.ui.Texts;
import hearth.ui.ThermostatWords;
import hearth.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/// What a thermostat of the user's own is made of, what it does and why. FX thread.
final class ThermostatCard extends VBox {

    private final Ui ui;
    private final Texts texts;
    private final DeviceId id;
    private final VBox lines = new VBox();
    private List<Said> shown = List.of();

    ThermostatCard(Ui ui, DeviceId id) {
        this.ui = ui;
        this.texts = ui.texts();
        this.id = id;
        lines.getStyleClass().add("rule-lines");
        lines.setId("thermostat-lines");
        var change = new Button(texts.of("thermostat.change"), new IconView(Icon.EDIT));
        change.setId("thermostat-change");
        change.setMinWidth(USE_PREF_SIZE);
        change.setOnAction(_ -> ui.go().accept(new Place.OneThermostat(Optional.of(id), Optional.empty())));
        var undo = new Button(texts.of("thermostat.undo"), new IconView(Icon.UNDO));
        undo.setId("thermostat-undo");
        undo.setMinWidth(USE_PREF_SIZE);
        undo.managedProperty().bind(undo.visibleProperty());
        undo.setOnAction(_ -> ui.submit().accept(new Event.EarlyUndone(id)));
        getChildren().add(new Card(texts, texts.of("thermostat.title"), lines).beside(undo, change));
        ui.show(this, this::said, this::show);
        ui.show(undo, house -> house.climate().of(id).flatMap(Heating::early).isPresent(), undo::setVisible);
        ui.showTime(this, _ -> show(said(ui.house())));
    }

    /// @param warns whether that must catch the eye
    private record Said(boolean warns, String words) {
    }

    private List<Said> said(HubState house) {
        var said = new ArrayList<Said>();
        house.home().thermostats().unread(id)
                .ifPresent(u -> said.add(new Said(true, texts.of("thermostat.unread", texts.plain(u.reason(), 200)))));
        ThermostatWords.of(house, id, texts).ifPresent(words -> {
            said.add(new Said(words.warns(), words.line().orElseGet(() -> now(words.heating()))));
            words.hand().ifPresent(w -> said.add(new Said(false, w)));
            var now = ui.clock().instant();
            words.forecast(now).ifPresent(w -> said.add(new Said(words.stale(now).isPresent(), w)));
            said.add(new Said(false, words.learnt()));
            said.add(new Said(false, words.parts()));
        });
        return said;
    }

    private String now(Heating heating) {
        return texts.of(heating.mode() == Heating.Mode.OFF ? "thermostat.off" : heating.on() ? "thermostat.heats" : "thermostat.rests");
    }

    private void show(List<Said> said) {
        if (said.equals(shown)) {
            return;
        }
        shown = said;
        lines.getChildren().setAll(said.stream().map(this::line).toList());
    }

    private Node line(Said said) {
        return new Paragraph(said.words, new IconView(said.warns ? Icon.WARNING : Icon.INFO, said.warns ? "tone-amber" : "tone-grey"),
                "rule-said");
    }
}
