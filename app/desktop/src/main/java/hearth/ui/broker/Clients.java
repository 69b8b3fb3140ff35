package hearth.ui.broker;

import hearth.home.Login;
import hearth.home.Logins;
import hearth.hub.BrokerStatus.Session;
import hearth.hub.HubState;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.IconView;
import hearth.ui.PageScroll;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Every client of the embedded broker, those that are away with a session too, and the chosen one in full beside it. FX thread.
final class Clients extends HBox {

    /// A session and its login.
    record Client(Session session, Optional<Login> login) {
    }

    /// Narrower than this, the table leaves to the details what is rarely compared.
    private static final double NARROW = 900;

    private final Texts texts;
    private final TableView<Client> table = new TableView<>();
    private final ObservableList<Client> clients = FXCollections.observableArrayList();

    Clients(Ui ui) {
        this.texts = ui.texts();
        var id = column("id", 190, c -> c.session().clientId(), texts::plain);
        id.setCellFactory(_ -> new NameCell());
        var login = column("login", 110, c -> c.login().map(Login::name).orElse(c.session().user()), texts::plain);
        var address = column("address", 120, c -> c.session().host(), texts::plain);
        var version = column("version", 76, c -> c.session().version(), v -> v);
        var rate = column("rate", 76, c -> c.session().messagesPerSecond(), r -> RateLine.number(texts, r));
        var queued = column("queued", 80, c -> c.session().queued(), q -> RateLine.number(texts, q));
        List.of(rate, queued).forEach(c -> c.getStyleClass().add("numbers"));
        table.setId("clients");
        table.setAccessibleText(texts.of("broker.clients"));
        List.of(id, login, address, version, rate, queued).forEach(table.getColumns()::add);
        widthProperty().map(w -> w.doubleValue() > NARROW)
                .subscribe(wide -> List.of(login, version, rate).forEach(c -> c.setVisible(wide)));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        var sorted = clients.sorted();
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        VBox.setVgrow(table, Priority.ALWAYS);
        var details = new ClientDetails(ui);
        table.getSelectionModel().selectedItemProperty().subscribe(details::show);
        var left = new Card(texts, texts.of("broker.clients"), table);
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setMinWidth(300);
        left.setPrefWidth(680);
        var right = new PageScroll(details);
        right.setMinWidth(300);
        right.setPrefWidth(400);
        getStyleClass().add("side-by-side");
        getChildren().addAll(left, right);
        ui.show(this, Clients::of, this::shown);
        ui.show(this, h -> h.settings().brokers().isEmpty() || h.settings().brokerAccess().bridge(), own -> {
            var words = new Label(texts.of(own ? "clients.none" : "clients.external"));
            words.setWrapText(true);
            table.setPlaceholder(words);
        });
    }

    private static List<Client> of(HubState house) {
        return house.broker().sessions().stream().map(s -> new Client(s, login(house.access().logins(), s))).toList();
    }

    /// Whoever is away came with the login its client id belongs to.
    private static Optional<Login> login(Logins logins, Session session) {
        return session.user().isEmpty() && !session.connected()
                ? logins.all().stream().filter(l -> l.clients().contains(session.clientId())).findFirst() : logins.login(session.user());
    }

    private void shown(List<Client> newest) {
        var chosen = table.getSelectionModel().getSelectedItem();
        clients.setAll(newest);
        if (chosen != null) {
            newest.stream().filter(c -> c.session().clientId().equals(chosen.session().clientId())).findFirst()
                    .ifPresent(table.getSelectionModel()::select);
        }
    }

    private <T extends Comparable<? super T>> TableColumn<Client, T> column(String key, double width, Function<Client, T> part,
            Function<T, String> words) {
        var column = new TableColumn<Client, T>(texts.of("clients." + key));
        column.setPrefWidth(width);
        column.setMinWidth(56);
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

    /// Its name, and whether it is there.
    private final class NameCell extends TableCell<Client, String> {

        private final IconView icon = new IconView(Icon.CHECK_CIRCLE);

        @Override protected void updateItem(@Nullable String name, boolean empty) {
            super.updateItem(name, empty);
            var client = empty || getTableRow() == null ? null : getTableRow().getItem();
            setGraphic(client == null ? null : icon);
            setText(name == null ? null : texts.plain(name));
            if (client != null) {
                boolean here = client.session().connected();
                icon.show(here ? Icon.CHECK_CIRCLE : Icon.DISCONNECT);
                icon.getStyleClass().setAll("icon", here ? "tone-green" : "tone-grey");
                setTooltip(new Tooltip(getText() + ": " + texts.of(here ? "clients.connected" : "clients.away")));
                setAccessibleText(getText() + ", " + texts.of(here ? "clients.connected" : "clients.away"));
            }
        }
    }
}
