package hearth.ui.device;

import hearth.device.Property;
import hearth.hub.DeviceState;
import hearth.ui.Names;
import hearth.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TitledPane;
import org.jspecify.annotations.Nullable;

/// Properties that few people look at, closed until somebody does; thousands are fine, as only those in sight are built. FX thread.
final class Section extends TitledPane {

    private static final int CHUNK = 8;
    private static final double TALLEST = 460;

    private final Ui ui;
    private final Names names;
    private Optional<DeviceState> device = Optional.empty();
    private Optional<ListView<List<Property>>> list = Optional.empty();
    private final List<Cell> cells = new ArrayList<>();

    Section(Ui ui, Names names, String id, List<Property> properties) {
        this.ui = ui;
        this.names = names;
        setId("section-" + id);
        setText(ui.texts().of("section." + id, properties.size()));
        setAnimated(false);
        setExpanded(false);
        getStyleClass().addAll("card", "section");
        expandedProperty().subscribe(open -> {
            if (open && list.isEmpty()) {
                build(properties);
            }
        });
    }

    void show(DeviceState newest) {
        device = Optional.of(newest);
        if (isExpanded()) {
            cells.forEach(Cell::refresh);
        }
    }

    private void build(List<Property> properties) {
        var items = new ArrayList<List<Property>>();
        properties.stream().filter(Property::settable).map(List::of).forEach(items::add);
        var values = properties.stream().filter(p -> !p.settable()).toList();
        for (int i = 0; i < values.size(); i += CHUNK) {
            items.add(values.subList(i, Math.min(values.size(), i + CHUNK)));
        }
        var view = new ListView<List<Property>>();
        view.setAccessibleText(getText());
        view.getStyleClass().add("arrivals");
        view.setCellFactory(_ -> new Cell());
        view.getItems().setAll(items);
        long settable = items.size() - (values.size() + CHUNK - 1) / CHUNK;
        view.setPrefHeight(Math.min(TALLEST, 132 * settable + 34 * values.size() + 20));
        list = Optional.of(view);
        setContent(view);
    }

    private final class Cell extends ListCell<List<Property>> {

        private Consumer<DeviceState> show = _ -> {
        };

        Cell() {
            setPrefWidth(0);
            cells.add(this);
        }

        @Override protected void updateItem(@Nullable List<Property> item, boolean empty) {
            boolean same = item != null && item.equals(getItem()) && getGraphic() != null;
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                show = _ -> {
                };
            } else if (!same) {
                build(item);
            }
            refresh();
        }

        private void build(List<Property> item) {
            if (item.getFirst().settable()) {
                var control = new ControlCard(ui, item.getFirst(), names.of(item.getFirst()));
                setGraphic(control);
                show = control::show;
            } else {
                var values = new ValuesCard(ui, names, item);
                setGraphic(values);
                show = state -> values.show(state, ui.clock().instant());
            }
        }

        private void refresh() {
            device.ifPresent(show);
        }
    }
}
