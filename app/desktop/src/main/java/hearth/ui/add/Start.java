package hearth.ui.add;

import hearth.hub.Family;
import hearth.hub.Newcomer;
import hearth.ui.Place;
import hearth.ui.Ui;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What is to be added: something that was heard already, or a device of some family that shall be let in. FX thread.
final class Start extends VBox {

    private final Ui ui;
    private final Consumer<String> topic;
    private final Consumer<Newcomer> arrived;
    private final IntConsumer step;
    private final StackPane below = new StackPane();
    private Region shown;

    /// @param topic   told the topic the user chose
    /// @param arrived told the device that came in and announced itself
    /// @param step    told how far one is: 2 while a device is let in
    Start(Ui ui, Consumer<String> topic, Consumer<Newcomer> arrived, IntConsumer step) {
        this.ui = ui;
        this.step = step;
        this.topic = topic;
        this.arrived = arrived;
        shown = new ChooseTopic(ui, topic);
        var group = new ToggleGroup();
        var chips = new FlowPane();
        chips.getStyleClass().add("add-chips");
        chips.getChildren().add(chip(Family.PLAIN, group));
        for (var family : Family.values()) {
            if (family != Family.PLAIN) {
                chips.getChildren().add(chip(family, group));
            }
        }
        var own = Field.chip(ui.texts().of("thermostat.chip"), ui.texts().of("pair.family"));
        own.setId("add-thermostat");
        own.setOnAction(_ -> ui.go().accept(new Place.OneThermostat(Optional.empty(), Optional.empty())));
        chips.getChildren().add(own);
        getStyleClass().add("add-body");
        VBox.setVgrow(below, Priority.ALWAYS);
        below.getChildren().setAll(shown);
        getChildren().addAll(chips, below);
    }

    @Override public void requestFocus() {
        shown.requestFocus();
    }

    private ToggleButton chip(Family family, ToggleGroup group) {
        var chip = Field.chip(ui.texts().of("pair." + family), ui.texts().of("pair.family"));
        chip.setId("pair-" + family);
        chip.setToggleGroup(group);
        chip.setSelected(family == Family.PLAIN);
        chip.setOnAction(_ -> {
            chip.setSelected(true);
            choose(family);
        });
        return chip;
    }

    private void choose(Family family) {
        if (family == Family.PLAIN) {
            shown = new ChooseTopic(ui, topic);
        } else {
            shown = new LetIn(ui, family, arrived, () -> choose(Family.PLAIN));
        }
        below.getChildren().setAll(shown);
        step.accept(family == Family.PLAIN ? 1 : 2);
    }
}
