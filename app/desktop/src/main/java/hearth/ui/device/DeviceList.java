package hearth.ui.device;

import hearth.hub.HubState;
import hearth.icon.Icon;
import hearth.ui.Attention;
import hearth.ui.IconView;
import hearth.ui.Place;
import hearth.ui.Question;
import hearth.ui.ScreenHeader;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Every device in a table, with a search; above it what is new. Thousands are fine. FX thread.
///
/// The first opening runs much code that never ran before, so the page comes in pieces, a frame for each.
public final class DeviceList extends VBox {

    /// The height of the first rows: their cells are made before those of the others.
    private static final double FEW_ROWS = 240;

    private final Ui ui;
    private final Texts texts;
    private final ScreenHeader header;
    private final TextField search = new TextField();
    private final CheckBox first;

    public DeviceList(Ui ui) {
        this.ui = ui;
        this.texts = ui.texts();
        var add = new Button(texts.of("home.add"), new IconView(Icon.ADD));
        add.getStyleClass().add("accent");
        add.setOnAction(_ -> ui.go().accept(new Place.AddDevice()));
        header = new ScreenHeader(ui, texts.of("rail.devices"), add);
        search.setId("devices-search");
        search.setPromptText(texts.of("devices.search"));
        search.setAccessibleText(texts.of("devices.search"));
        search.setPrefWidth(320);
        first = new CheckBox(texts.of("devices.first"));
        first.setId("devices-first");
        var bar = new HBox(search, first);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("bar");
        getStyleClass().add("screen");
        getChildren().addAll(header, bar);
        next(this::arrivals);
    }

    // ---- piece by piece

    /// Whoever has left sees no more.
    private void next(Runnable piece) {
        ui.turns().next(this, () -> {
            if (getScene() != null) {
                piece.run();
            }
        });
    }

    private void arrivals() {
        var question = new Question(texts);
        getChildren().addAll(new Gone(ui), new Arrivals(ui), question);
        next(() -> table(question));
    }

    private void table(Question question) {
        var table = new DeviceTable(ui, question);
        VBox.setVgrow(table, Priority.ALWAYS);
        table.setMaxHeight(FEW_ROWS);
        next(() -> {
            getChildren().add(table);
            next(() -> {
                rows(table);
                next(() -> table.setMaxHeight(Double.MAX_VALUE));
            });
        });
    }

    private void rows(DeviceTable table) {
        ui.showCalmly(this, house -> house, house -> shown(table, house));
        ui.showTime(this, _ -> table.showTime());
        search.textProperty().subscribe(table::find);
        first.selectedProperty().subscribe(table::attentionFirst);
    }

    private void shown(DeviceTable table, HubState house) {
        var attention = Attention.of(house).stream().map(Attention::device).collect(Collectors.toSet());
        table.show(house, attention);
        int many = house.housed().size();
        header.subtitle(many == 0 ? "" : texts.of("devices.count", many, attention.size()));
    }
}
