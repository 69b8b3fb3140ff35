package hearth.ui.access;

import hearth.home.Grant;
import hearth.home.Grant.Way;
import hearth.home.Role;
import hearth.home.Room;
import hearth.icon.Icon;
import hearth.ui.Choice;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Chooses a role, with the topics or the rooms that belong to it. FX thread.
final class Rights extends VBox {

    private enum Kind {
        OWN, READ, ROOMS, EVERYTHING;

        static Kind of(Role role) {
            return switch (role) {
                case Role.Device _ -> OWN;
                case Role.ReadAll() -> READ;
                case Role.ControlRooms _ -> ROOMS;
                case Role.Everything() -> EVERYTHING;
            };
        }
    }

    /// A topic filter and what may be done there, as it is typed.
    private final class Line extends HBox {

        private final TextField topics;
        private final Choice<Way> way = new Choice<>(texts.of("login.way"), List.of(Way.BOTH, Way.WRITE, Way.READ, Way.DENY),
                it -> texts.of("way." + it));

        Line(String filter, Way first) {
            topics = new TextField(filter);
            topics.setAccessibleText(texts.of("topic.topic"));
            topics.setPromptText(texts.of("login.topic.example"));
            topics.getStyleClass().addAll("mono", "right-topic");
            HBox.setHgrow(topics, Priority.ALWAYS);
            way.setValue(first);
            way.setMinWidth(USE_PREF_SIZE);
            var remove = new Button(texts.of("login.topic.remove"), new IconView(Icon.REMOVE));
            remove.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            remove.getStyleClass().add("icon-button");
            remove.setOnAction(_ -> {
                lines.getChildren().remove(this);
                judge();
            });
            topics.textProperty().subscribe(_ -> judge());
            way.valueProperty().subscribe(_ -> judge());
            setAlignment(Pos.CENTER_LEFT);
            getStyleClass().add("right");
            getChildren().addAll(topics, way, remove);
        }

        /// Empty if nothing is written here.
        Optional<Grant> grant() {
            var filter = topics.getText().strip();
            return filter.isEmpty() ? Optional.empty() : Optional.of(Grant.of(filter, way.getValue()));
        }
    }

    private final Texts texts;
    private final Runnable changed;
    private final VBox lines = new VBox();
    private final List<ToggleButton> rooms = new ArrayList<>();
    private final VBox below = new VBox();
    private final Label sentence = new Paragraph("", "quiet");
    private final Label problem = new Paragraph("", "add-error");
    private Kind kind;
    private Optional<Role> role;

    /// @param changed told of each change
    Rights(Ui ui, Role first, Runnable changed) {
        this.texts = ui.texts();
        this.changed = changed;
        kind = Kind.of(first);
        role = Optional.of(first);
        var group = new ToggleGroup();
        var chips = new FlowPane();
        chips.getStyleClass().add("add-chips");
        for (var each : Kind.values()) {
            chips.getChildren().add(chip(each, group));
        }
        lines.getStyleClass().add("rights");
        if (first instanceof Role.Device(var grants)) {
            grants.forEach(g -> lines.getChildren().add(new Line(g.topics().filter(), g.way())));
        }
        var chosen = first instanceof Role.ControlRooms(var some) ? some : Set.<String>of();
        var known = ui.house().home().rooms().stream().map(Room::name).filter(n -> !n.isEmpty());
        Stream.concat(known, chosen.stream().sorted()).distinct().forEach(name -> rooms.add(box(name, chosen.contains(name))));
        below.getStyleClass().add("rights");
        getStyleClass().add("rights");
        getChildren().addAll(chips, sentence, below, problem);
        show();
    }

    private ToggleButton chip(Kind each, ToggleGroup group) {
        var chip = new ToggleButton(texts.of("role.kind." + each));
        chip.getStyleClass().setAll("add-chip");
        chip.setId("role-" + each);
        chip.setAccessibleText(texts.of("login.role") + ": " + chip.getText());
        chip.setToggleGroup(group);
        chip.setSelected(each == kind);
        chip.setOnAction(_ -> {
            chip.setSelected(true);
            kind = each;
            show();
        });
        return chip;
    }

    private ToggleButton box(String room, boolean chosen) {
        var check = new IconView(Icon.CHECK);
        var box = new ToggleButton(texts.plain(room), check);
        check.visibleProperty().bind(box.selectedProperty());
        check.managedProperty().bind(box.selectedProperty());
        box.getStyleClass().setAll("add-chip");
        box.setUserData(room);
        box.setSelected(chosen);
        box.setOnAction(_ -> judge());
        return box;
    }

    private void show() {
        below.getChildren().setAll(switch (kind) {
            case OWN -> List.of(lines, more());
            case ROOMS -> rooms.isEmpty() ? List.of(new Paragraph(texts.of("login.rooms.none"), "quiet")) : List.of(roomBoxes());
            case READ, EVERYTHING -> List.<Node>of();
        });
        if (kind == Kind.OWN && lines.getChildren().isEmpty()) {
            lines.getChildren().add(new Line("", Way.BOTH));
        }
        judge();
    }

    private Node more() {
        var more = new Button(texts.of("login.topic.add"), new IconView(Icon.ADD));
        more.setId("login-topic-add");
        more.setOnAction(_ -> {
            var line = new Line("", Way.BOTH);
            lines.getChildren().add(line);
            line.topics.requestFocus();
        });
        return more;
    }

    private Node roomBoxes() {
        var boxes = new FlowPane();
        boxes.getStyleClass().add("add-chips");
        boxes.getChildren().setAll(rooms);
        return boxes;
    }

    private void judge() {
        problem.setText("");
        try {
            role = Optional.of(chosen());
            sentence.setText(RoleWords.of(texts, role.get()));
        } catch (IllegalArgumentException noFilter) {
            role = Optional.empty();
            problem.setText(texts.of("login.topic.wrong"));
        }
        problem.setManaged(role.isEmpty());
        changed.run();
    }

    private Role chosen() {
        return switch (kind) {
            case OWN ->
                new Role.Device(lines.getChildren().stream().map(Line.class::cast).flatMap(l -> l.grant().stream()).distinct().toList());
            case READ -> new Role.ReadAll();
            case ROOMS -> new Role.ControlRooms(
                    rooms.stream().filter(ToggleButton::isSelected).map(b -> String.valueOf(b.getUserData())).collect(Collectors.toSet()));
            case EVERYTHING -> new Role.Everything();
        };
    }

    /// Empty while a topic is none.
    Optional<Role> role() {
        return role;
    }
}
