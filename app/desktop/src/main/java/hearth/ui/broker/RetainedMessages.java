package hearth.ui.broker;

import hearth.device.Message;
import hearth.hub.Event;
import hearth.hub.Retained;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Question;
import hearth.ui.SenderWords;
import hearth.ui.Texts;
import hearth.ui.Titled;
import hearth.ui.Ui;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What the broker keeps, to be searched and cleared; above it the commands among it, which should not be kept. FX thread.
///
/// It is looked up again every second while it is on screen.
final class RetainedMessages extends VBox {

    private static final int MOST_COMMANDS = 5;

    private final Ui ui;
    private final Texts texts;
    private final VBox commands = new VBox();
    private final Card warning;
    private final TextField filter = new TextField();
    private final TableView<Retained> table = new TableView<>();
    private final Label count = new Label();
    private final Button clear;
    private final Question question;

    RetainedMessages(Ui ui) {
        this.ui = ui;
        this.texts = ui.texts();
        question = new Question(texts);
        commands.getStyleClass().add("entries");
        warning = new Card(texts, texts.of("retained.commands"), new Paragraph(texts.of("retained.commands.words"), "quiet"), commands);
        filter.setId("retained-filter");
        filter.setPromptText(texts.of("topic.filter"));
        filter.setAccessibleText(texts.of("topic.filter"));
        filter.textProperty().subscribe(_ -> ask());
        HBox.setHgrow(filter, Priority.ALWAYS);
        clear = new Button(texts.of("retained.clear"), new IconView(Icon.REMOVE));
        clear.setId("retained-clear");
        clear.setMinWidth(USE_PREF_SIZE);
        clear.setOnAction(_ -> askToClear(List.copyOf(table.getSelectionModel().getSelectedItems())));
        count.getStyleClass().add("quiet");
        count.setMinWidth(USE_PREF_SIZE);
        table();
        var head = new HBox(filter, count, clear);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("entry");
        var list = new Card(texts, texts.of("retained.title"), head, question, table);
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox.setVgrow(table, Priority.ALWAYS);
        warning.setMinHeight(USE_PREF_SIZE);
        getStyleClass().add("cards");
        getChildren().addAll(warning, list);
        sceneProperty().subscribe(_ -> ask());
        ui.showTime(this, _ -> ask());
        ui.show(this, h -> h.retained(), this::shown);
        ui.show(this, h -> h.broker().commands(), this::warn);
    }

    private void table() {
        table.setId("retained");
        table.setAccessibleText(texts.of("retained.title"));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getSelectionModel().selectedItemProperty().subscribe(chosen -> clear.setDisable(chosen == null));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        List.of(column("topic.topic", 300, r -> texts.plain(r.topic(), 300)), column("topic.payload", 300, r -> texts.plain(r.text(), 120)),
                column("retained.size", 90, r -> TopicDetails.size(texts, r.size())),
                column("retained.sender", 180, r -> SenderWords.of(ui, r.sender()))).forEach(table.getColumns()::add);
        var nothing = new Label(texts.of("retained.none"));
        nothing.setWrapText(true);
        table.setPlaceholder(nothing);
    }

    private TableColumn<Retained, String> column(String key, double width, Function<Retained, String> words) {
        var column = new TableColumn<Retained, String>(texts.of(key));
        column.setPrefWidth(width);
        column.setMinWidth(70);
        column.setCellValueFactory(row -> new SimpleStringProperty(words.apply(row.getValue())));
        return column;
    }

    private void ask() {
        if (getScene() == null) {
            return;
        }
        ui.submit().accept(new Event.RetainedAsked(filter.getText().strip().toLowerCase(Locale.ROOT)));
    }

    private void shown(Retained.Found found) {
        var chosen = table.getSelectionModel().getSelectedItems().stream().map(Retained::topic)
                .collect(Collectors.toCollection(HashSet::new));
        table.getItems().setAll(found.messages());
        for (int i = 0; i < found.messages().size(); i++) {
            if (chosen.contains(found.messages().get(i).topic())) {
                table.getSelectionModel().select(i);
            }
        }
        count.setText(found.total() <= found.messages().size() ? texts.of("retained.count", found.total())
                : texts.of("retained.more", found.messages().size(), found.total()));
    }

    private void askToClear(List<Retained> chosen) {
        question.ask(texts.of("retained.clear.ask", chosen.size()), texts.of("retained.clear"), () -> chosen.forEach(this::clear));
    }

    private void clear(Retained kept) {
        ui.submit().accept(new Event.MessageWritten(Message.retained(kept.topic(), "")));
    }

    // ---- commands

    private void warn(List<Retained> kept) {
        warning.setVisible(!kept.isEmpty());
        warning.setManaged(!kept.isEmpty());
        commands.getChildren().setAll(kept.stream().limit(MOST_COMMANDS).map(this::command).toList());
        if (kept.size() > MOST_COMMANDS) {
            commands.getChildren().add(new Paragraph(texts.of("retained.commands.more", kept.size() - MOST_COMMANDS), "quiet"));
        }
    }

    private Node command(Retained kept) {
        var text = new Titled(texts.plain(kept.topic(), 200) + " = " + texts.plain(kept.text(), 60),
                texts.of("topic.sender", SenderWords.of(ui, kept.sender())));
        var gone = new Button(texts.of("retained.clear"));
        gone.setAccessibleText(texts.of("retained.clear") + " " + texts.plain(kept.topic(), 200));
        gone.setMinWidth(Region.USE_PREF_SIZE);
        gone.getStyleClass().addAll("accent", "clear-command");
        gone.setOnAction(_ -> clear(kept));
        var row = new HBox(new IconView(Icon.WARNING, "disc", "amber"), text, gone);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("entry");
        return row;
    }
}
