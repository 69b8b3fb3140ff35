package hearth.ui.home;

import hearth.home.Device;
import hearth.home.Home;
import hearth.hub.HomeEdit;
import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/// What a tile offers in edit mode in place of its control: name, size, room, removal. FX thread.
final class TileEditor extends HBox {

    private final Ui ui;
    private final Tile tile;

    TileEditor(Ui ui, Tile tile) {
        this.ui = ui;
        this.tile = tile;
        getStyleClass().add("tile-editor");
        setAlignment(Pos.BOTTOM_LEFT);
        var room = button("edit.room", Icon.HOME, () -> {
        });
        room.setOnAction(_ -> {
            var menu = new ContextMenu();
            menu.getItems().setAll(rooms());
            menu.show(room, Side.BOTTOM, 0, 0);
        });
        getChildren().addAll(button("edit.rename", Icon.EDIT, tile::rename), button("edit.size", Icon.RESIZE, this::grow), room,
                button("edit.remove", Icon.REMOVE, this::remove));
    }

    void offer(ContextMenu menu) {
        var size = new Menu(ui.texts().of("edit.size"));
        for (var s : Device.Size.values()) {
            size.getItems()
                    .add(item(ui.texts().of("size." + s.columns() + s.rows()), () -> tile.edit(new HomeEdit.Resize(tile.device(), s))));
        }
        var room = new Menu(ui.texts().of("edit.room"));
        room.getItems().setAll(rooms());
        menu.getItems().setAll(item(ui.texts().of("edit.rename"), tile::rename), size, room,
                item(ui.texts().of("edit.remove"), this::remove));
    }

    private List<MenuItem> rooms() {
        var home = ui.house().home();
        var items = new ArrayList<MenuItem>();
        var here = home.roomOf(tile.device()).map(r -> r.name()).orElse("");
        home.rooms().stream().filter(r -> !r.name().isEmpty() && !r.name().equals(here))
                .forEach(r -> items.add(item(ui.texts().plain(r.name()), () -> move(r.name(), r.devices().size()))));
        items.add(item(ui.texts().of("edit.newRoom"), () -> move(fresh(home), 0)));
        return items;
    }

    /// A name for a new room that none has; its heading then offers to change it.
    private String fresh(Home home) {
        var wanted = ui.texts().of("edit.roomName");
        var name = wanted;
        for (int n = 2; taken(home, name); n++) {
            name = wanted + " " + n;
        }
        return name;
    }

    private static boolean taken(Home home, String name) {
        return home.rooms().stream().anyMatch(r -> r.name().equals(name));
    }

    private void move(String room, int index) {
        tile.edit(new HomeEdit.Move(tile.device(), room, index));
    }

    private void grow() {
        ui.house().home().device(tile.device()).ifPresent(device -> {
            var sizes = Device.Size.values();
            tile.edit(new HomeEdit.Resize(device.id(), sizes[(device.size().ordinal() + 1) % sizes.length]));
        });
    }

    private void remove() {
        tile.edit(new HomeEdit.Remove(tile.device()));
    }

    private Button button(String key, Icon icon, Runnable action) {
        var button = new Button(null, new IconView(icon));
        button.getStyleClass().addAll("flat", "small-icon");
        button.setId(key.replace('.', '-') + "-" + tile.device());
        button.setAccessibleText(ui.texts().of(key));
        button.setTooltip(new Tooltip(ui.texts().of(key)));
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static MenuItem item(String words, Runnable action) {
        var item = new MenuItem(words);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
