package hearth.ui.add;

import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.Newcomer;
import hearth.ui.DeviceWords;
import hearth.ui.Ui;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Takes a device that announced itself into the home. FX thread.
final class NameNewcomer extends VBox {

    private final NameAndRoom page;
    private final Newcomer newcomer;
    private final Ui ui;
    private final Consumer<String> done;

    /// @param done told the device's name when it was added
    NameNewcomer(Ui ui, Newcomer newcomer, Consumer<String> done) {
        this.ui = ui;
        this.newcomer = newcomer;
        this.done = done;
        page = new NameAndRoom(ui, newcomer.device().name(), newcomer.device().name(), this::submit);
        var now = new Label();
        now.getStyleClass().add("add-preview");
        now.setId("add-preview");
        getStyleClass().add("add-body");
        getChildren().addAll(now, page);
        ui.show(this, house -> house.device(newcomer.device().id()).map(d -> new DeviceWords(d, ui.texts()).value()).orElse(""),
                words -> now.setText(words.isEmpty() ? "" : ui.texts().of("add.reads", words)));
    }

    @Override public void requestFocus() {
        page.requestFocus();
    }

    void submit() {
        if (!page.fails()) {
            ui.submit().accept(new Event.HomeEdited(new HomeEdit.Add(newcomer.device().named(page.name()), page.room())));
            done.accept(page.name());
        }
    }
}
