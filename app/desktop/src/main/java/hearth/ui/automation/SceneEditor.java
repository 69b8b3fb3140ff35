package hearth.ui.automation;

import hearth.device.DeviceId;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Action;
import hearth.home.Scene;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

/// One scene: which devices, and how each shall be; or all as they are now. FX thread.
public final class SceneEditor extends Editor {

    private enum Sort {
        SET
    }

    private final Optional<Scene> old;
    private final Card card;
    private Lines<Action.Wish, Sort> wishes;

    public SceneEditor(Ui ui, Optional<String> id) {
        super(ui, ui.texts().of(id.isPresent() ? "scene.change" : "scene.add"),
                id.flatMap(i -> ui.house().home().automations().scene(i)).map(Scene::name).orElse(""));
        old = id.flatMap(i -> ui.house().home().automations().scene(i));
        var texts = ui.texts();
        var now = new MenuButton(texts.of("scene.capture"), new IconView(Icon.PIN));
        now.setId("scene-capture");
        now.setAccessibleText(now.getText());
        now.getItems().add(item(texts.of("scene.capture.all"), Optional.empty()));
        ui.house().home().rooms().stream().filter(r -> !r.name().isEmpty())
                .forEach(r -> now.getItems().add(item(texts.plain(r.name()), Optional.of(r.name()))));
        var words = new Paragraph(texts.of("scene.capture.words"), "quiet");
        wishes = lines(old.map(s -> s.wishes().entrySet().stream().map(e -> new Action.Wish(e.getKey(), e.getValue())).toList())
                .orElse(List.of()));
        card = new Card(texts, texts.of("scene.wishes"), words, wishes).beside(now);
        cards(List.of(card));
    }

    private MenuItem item(String words, Optional<String> room) {
        var item = new MenuItem(words);
        item.setOnAction(_ -> {
            wishes = lines(asItIs(ui.house(), room));
            card.getChildren().set(card.getChildren().size() - 1, wishes);
            fields.changed().run();
        });
        return item;
    }

    private Lines<Action.Wish, Sort> lines(List<Action.Wish> first) {
        return new Lines<>(ui.texts(), new Lines.Sort<>("wish", List.of(Sort.SET), _ -> Sort.SET,
                (_, wish) -> new Sorts.Wish(fields, wish == null ? null : wish.property(), wish == null ? null : wish.value())), "", first,
                fields.changed());
    }

    /// What can be set and is known, of the devices of a room or of all.
    static List<Action.Wish> asItIs(HubState house, Optional<String> room) {
        var wishes = new ArrayList<Action.Wish>();
        for (var place : house.home().rooms()) {
            for (var id : room.filter(r -> !r.equals(place.name())).isPresent() ? List.<DeviceId>of() : place.devices()) {
                house.device(id).ifPresent(device -> device.binding().properties().stream()
                        .filter(p -> p.settable() && p.retained() && p.category() == Property.Category.PRIMARY)
                        .forEach(p -> device.state(p.ref()).shown().ifPresent(v -> wishes.add(new Action.Wish(p.ref(), v)))));
            }
        }
        return wishes;
    }

    @Override Optional<HomeEdit> edited() {
        var now = ui.house().home().automations();
        return wishes.values().filter(w -> !w.isEmpty()).map(all -> {
            var wanted = new LinkedHashMap<PropertyRef, Value>();
            all.forEach(w -> wanted.put(w.property(), w.value()));
            return new HomeEdit.Automate(
                    now.with(new Scene(old.map(Scene::id).orElseGet(() -> now.free(name.getText())), name.getText(), wanted)));
        });
    }

    @Override Optional<String> words() {
        return wishes.values().filter(w -> !w.isEmpty())
                .map(all -> all.stream().map(fields.words()::of).collect(Collectors.joining(", ")));
    }

    @Override String missing() {
        return ui.texts().of("scene.missing");
    }
}
