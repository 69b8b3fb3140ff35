package hearth.ui.broker;

import hearth.hub.BrokerStatus.Session;
import hearth.hub.Event;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.IconView;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Who is connected to the embedded broker, and a way to cut them. FX thread.
final class Clients extends StackPane {

    private final Ui ui;
    private final Texts texts;
    private final TableView<Session> table = new TableView<>();
    private final ObservableList<Session> sessions = FXCollections.observableArrayList();

    Clients(Ui ui) {
        this.ui = ui;
        this.texts = ui.texts();
        var id = column("id", 200, Session::clientId, texts::plain);
        var state = column("state", 110, Session::connected,
                on -> texts.of(on ? "clients.connected" : "clients.away"));
        var address = column("address", 140, Session::address, texts::plain);
        var since = column("since", 150, Session::since, texts::moment);
        var topics = column("subscriptions", 220, s -> String.join(", ", s.subscriptions()),
                t -> texts.plain(t, 300));
        state.setCellFactory(_ -> new StateCell());
        table.setId("clients");
        table.setAccessibleText(texts.of("broker.clients"));
        List.of(id, state, address, since, topics, cut()).forEach(table.getColumns()::add);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        var sorted = sessions.sorted();
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().add(new Card(texts, texts.of("broker.clients"), table));
        ui.show(this, h -> h.broker().sessions(), this::shown);
        ui.show(this, h -> h.settings().brokers().isEmpty() || h.settings().brokerAccess().bridge(), own -> {
            var words = new Label(texts.of(own ? "clients.none" : "clients.external"));
            words.setWrapText(true);
            table.setPlaceholder(words);
        });
    }

    private void shown(List<Session> newest) {
        var chosen = table.getSelectionModel().getSelectedItem();
        sessions.setAll(newest);
        if (chosen != null) {
            newest.stream().filter(s -> s.clientId().equals(chosen.clientId())).findFirst().ifPresent(table.getSelectionModel()::select);
        }
    }

    private <T extends Comparable<? super T>> TableColumn<Session, T> column(String key, double width, Function<Session, T> part,
            Function<T, String> words) {
        var column = new TableColumn<Session, T>(texts.of("clients." + key));
        column.setPrefWidth(width);
        column.setMinWidth(60);
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(part.apply(row.getValue())));
        column.setCellFactory(_ -> new TableCell<>() {
            @Override protected void updateItem(@Nullable T value, boolean empty) {
                super.updateItem(value, empty);
                setText(empty || value == null ? null : words.apply(value));
                setTooltip(empty || value == null ? null : new Tooltip(words.apply(value)));
            }
        });
        return column;
    }

    private final class StateCell extends TableCell<Session, Boolean> {

        private final IconView icon = new IconView(Icon.CHECK_CIRCLE);

        @Override protected void updateItem(@Nullable Boolean on, boolean empty) {
            super.updateItem(on, empty);
            setGraphic(empty || on == null ? null : icon);
            if (empty || on == null) {
                setText(null);
            } else {
                setText(texts.of(on ? "clients.connected" : "clients.away"));
                icon.show(on ? Icon.CHECK_CIRCLE : Icon.DISCONNECT);
                icon.getStyleClass().setAll("icon", on ? "tone-green" : "tone-grey");
            }
        }
    }

    private TableColumn<Session, Session> cut() {
        var column = new TableColumn<Session, Session>();
        column.setText("");
        column.setMinWidth(130);
        column.setMaxWidth(170);
        column.setSortable(false);
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue()));
        column.setCellFactory(_ -> new TableCell<>() {

            private final Button button = new Button(texts.of("clients.cut"), new IconView(Icon.DISCONNECT));

            @Override protected void updateItem(@Nullable Session session, boolean empty) {
                super.updateItem(session, empty);
                setGraphic(empty || session == null || !session.connected() ? null : button);
                if (session != null) {
                    button.getStyleClass().setAll("button", "small");
                    button.setAccessibleText(texts.of("clients.cut") + " " + texts.plain(session.clientId()));
                    button.setOnAction(_ -> ui.submit().accept(new Event.ClientCut(session.clientId())));
                }
            }
        });
        return column;
    }
}
