package hearth.ui.device;

import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.Property;
import hearth.device.Property.Category;
import hearth.home.Device;
import hearth.home.Room;
import hearth.home.Thermostat;
import hearth.hub.DeviceState;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.Newcomer;
import hearth.icon.Icon;
import hearth.profile.Binding;
import hearth.ui.Card;
import hearth.ui.IconView;
import hearth.ui.Look;
import hearth.ui.Names;
import hearth.ui.PageScroll;
import hearth.ui.Paragraph;
import hearth.ui.Place;
import hearth.ui.Question;
import hearth.ui.ScreenHeader;
import hearth.ui.Texts;
import hearth.ui.Ui;
import hearth.ui.journal.Called;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// All of one device: its controls, its course, its messages, and where it comes from. FX thread.
public final class DevicePage extends VBox {

    /// Narrower than this, what stands at the right goes below.
    private static final double NARROW = 860;
    /// More primary properties than this go into a section of their own.
    private static final int MOST = 16;

    private final Ui ui;
    private final Texts texts;
    private final DeviceId id;
    private final ScreenHeader header;
    private final IconView disc = new IconView(Icon.UNKNOWN, "disc", "big");
    private final Question question;
    private final Button rename;
    private final Button remove;
    private final VBox left = new VBox();
    private final VBox right = new VBox();
    private final GridPane columns = new GridPane();
    private final PageScroll scroll = new PageScroll(columns);
    private final VBox gone = new VBox();
    private final List<Consumer<DeviceState>> parts = new ArrayList<>();
    private Optional<Binding> built = Optional.empty();

    public DevicePage(Ui ui, DeviceId id) {
        this.ui = ui;
        this.texts = ui.texts();
        this.id = id;
        question = new Question(texts);
        var names = new NameBar(ui, id);
        rename = new Button(texts.of("device.rename"), new IconView(Icon.EDIT));
        rename.setId("device-rename");
        rename.setOnAction(_ -> names.open());
        remove = new Button(texts.of("device.remove"), new IconView(Icon.REMOVE));
        remove.setId("device-remove");
        remove.setOnAction(_ -> question.ask(texts.of("device.remove.ask", name(ui.house())), texts.of("device.remove"),
                () -> ui.submit().accept(new Event.HomeEdited(new HomeEdit.Remove(id)))));
        header = new ScreenHeader(ui, "", rename, remove);
        header.lead(disc);
        left.getStyleClass().add("stack");
        right.getStyleClass().add("stack");
        columns.getStyleClass().add("columns");
        gone.getStyleClass().add("stack");
        gone.getChildren().addAll(new Label(texts.of("device.gone")), new Gone(ui), all());
        getStyleClass().add("screen");
        getChildren().addAll(header, names, question, gone, scroll);
        widthProperty().map(w -> w.doubleValue() < NARROW).subscribe(this::arrange);
        ui.show(this, this::name, header::title);
        ui.show(this,
                h -> h.home().roomOf(id).map(Room::name).filter(r -> !r.isEmpty()).map(texts::plain).orElse(texts.of("devices.noroom")),
                room -> header.subtitle(texts.of("device.path", room)));
        ui.show(this, h -> h.device(id), this::shown);
        ui.showTime(this, _ -> ui.house().device(id).ifPresent(this::refresh));
    }

    private String name(HubState house) {
        return house.home().device(id)
                .or(() -> house.newcomers().stream().map(Newcomer::device).filter(d -> d.id().equals(id)).findFirst())
                .map(Device::name).map(texts::plain).orElseGet(() -> texts.plain(Called.in(house).name(id)));
    }

    private Button all() {
        var all = new Button(texts.of("device.all"), new IconView(Icon.DEVICES));
        all.setMinWidth(USE_PREF_SIZE);
        all.setOnAction(_ -> ui.go().accept(new Place.Devices()));
        return all;
    }

    private void arrange(boolean narrow) {
        var wide = new ColumnConstraints();
        wide.setPercentWidth(narrow ? 100 : 61.5);
        var slim = new ColumnConstraints();
        slim.setPercentWidth(38.5);
        columns.getChildren().clear();
        columns.getColumnConstraints().setAll(narrow ? List.of(wide) : List.of(wide, slim));
        columns.add(left, 0, 0);
        columns.add(right, narrow ? 0 : 1, narrow ? 1 : 0);
    }

    // ---- contents

    private void shown(Optional<DeviceState> device) {
        gone.setVisible(device.isEmpty());
        gone.setManaged(device.isEmpty());
        scroll.setVisible(device.isPresent());
        rename.setDisable(device.isEmpty());
        remove.setDisable(device.isEmpty());
        device.ifPresent(state -> {
            if (!built.equals(Optional.of(state.binding()))) {
                built = Optional.of(state.binding());
                build(state);
            }
            Look.of(state).paint(disc);
            refresh(state);
        });
    }

    private void refresh(DeviceState state) {
        parts.forEach(part -> part.accept(state));
    }

    private void build(DeviceState state) {
        var binding = state.binding();
        var names = new Names(binding, texts, ui.house().profiles());
        parts.clear();
        left.getChildren().clear();
        right.getChildren().clear();
        problems();
        var primary = binding.properties().stream().filter(p -> p.category() == Category.PRIMARY).toList();
        var shown = primary.subList(0, Math.min(MOST, primary.size()));
        for (var property : shown) {
            if (property.settable()) {
                var control = new ControlCard(ui, property, names.of(property));
                left.getChildren().add(control);
                parts.add(control::show);
            }
        }
        var values = shown.stream().filter(p -> !p.settable()).toList();
        if (!values.isEmpty()) {
            var card = new ValuesCard(ui, names, values);
            left.getChildren().add(card);
            parts.add(s -> card.show(s, ui.clock().instant()));
        }
        section(names, "more", primary.subList(shown.size(), primary.size()));
        section(names, "config", binding.properties().stream().filter(p -> p.category() == Category.CONFIG).toList());
        section(names, "diagnostic", binding.properties().stream().filter(p -> p.category() == Category.DIAGNOSTIC).toList());
        var drawn = new ArrayList<>(binding.properties().stream().filter(HistoryCard::drawable).toList());
        binding.main().filter(drawn::remove).ifPresent(drawn::addFirst);
        if (!drawn.isEmpty()) {
            var history = new HistoryCard(ui, names, drawn);
            left.getChildren().add(history);
            parts.add(history::show);
        }
        left.getChildren().add(new HappenedCard(ui, state));
        var messages = new MessagesCard(ui);
        left.getChildren().add(messages);
        parts.add(messages::show);
        thermostat(binding);
        var about = new AboutCard(ui, state, ui.house().home().device(id).map(Device::profile).orElse(""));
        right.getChildren().add(about);
        parts.add(s -> about.show(s, ui.clock().instant()));
    }

    /// A thermostat of the user's own, or a thermometer that could become one.
    private void thermostat(Binding binding) {
        if (ui.house().home().device(id).filter(d -> d.profile().equals(Thermostat.PROFILE)).isPresent()) {
            left.getChildren().addFirst(new ThermostatCard(ui, id));
        } else if (ui.house().home().device(id).isPresent()
                && binding.properties().stream().noneMatch(p -> p.capability() == Capability.TARGET_TEMPERATURE)) {
                    binding.properties().stream().filter(p -> p.capability() == Capability.TEMPERATURE && p.category() == Category.PRIMARY)
                            .findFirst().ifPresent(p -> right.getChildren().add(offer(p)));
                }
    }

    private Card offer(Property thermometer) {
        var words = new Paragraph(texts.of("thermostat.offer"), "quiet");
        var make = new Button(texts.of("thermostat.make"), new IconView(Icon.THERMOSTAT));
        make.setId("thermostat-make");
        make.setOnAction(_ -> ui.go().accept(new Place.OneThermostat(Optional.empty(), Optional.of(thermometer.ref()))));
        return new Card(texts, texts.of("thermostat.title"), words, make);
    }

    private void section(Names names, String key, List<Property> properties) {
        if (!properties.isEmpty()) {
            var section = new Section(ui, names, key, properties);
            left.getChildren().add(section);
            parts.add(section::show);
        }
    }

    /// What could not be read of how the device announced itself.
    private void problems() {
        var found = ui.house().problems(id);
        if (!found.isEmpty()) {
            var words = new Paragraph(texts.of("device.problems", texts.plain(String.join("; ", found), 300)), new IconView(Icon.WARNING));
            words.setId("device-problems");
            var box = new VBox(words);
            box.getStyleClass().add("question");
            left.getChildren().add(box);
        }
    }
}
