package hearth.ui.settings;

import hearth.home.Settings.WeatherSource;
import hearth.home.Spot;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.Places;
import hearth.hub.Trouble;
import hearth.hub.Weather;
import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Segments;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// Whether the weather is fetched, from whom, and for which place. FX thread.
final class WeatherCard extends VBox {

    private final Ui ui;
    private final Texts texts;
    private final TextField search = new TextField();
    private final TextField coordinates = new TextField();
    private final Label problem = new Paragraph("", "problem");
    private final Label status = new Paragraph("", "quiet");
    private final VBox found = new VBox();

    WeatherCard(Ui ui) {
        this.ui = ui;
        this.texts = ui.texts();
        var source = new Segments<>(texts.of("weather.source"), List.of(WeatherSource.values()),
                s -> texts.of("weather.source." + s.name().toLowerCase(Locale.ROOT)),
                s -> ui.submit().accept(new Event.SettingsChanged(ui.house().settings().withWeather(s))));
        source.setId("weather-source");
        ui.show(source, house -> house.settings().weather(), source::show);
        search.setId("weather-search");
        search.setPromptText(texts.of("weather.search.example"));
        search.setAccessibleText(texts.of("weather.search"));
        search.setOnAction(_ -> look());
        var look = button("weather-look", "weather.look", this::look);
        coordinates.setId("weather-coordinates");
        coordinates.setPromptText(texts.of("weather.coordinates.example"));
        coordinates.setAccessibleText(texts.of("weather.coordinates"));
        coordinates.setOnAction(_ -> set());
        var set = button("weather-set", "settings.apply", this::set);
        status.setId("weather-status");
        found.setId("weather-found");
        found.getStyleClass().add("entries");
        found.managedProperty().bind(found.visibleProperty());
        problem.managedProperty().bind(problem.visibleProperty());
        problem.setVisible(false);
        getStyleClass().add("home-access");
        getChildren().addAll(SettingsPage.row(new Label(texts.of("weather.source")), source),
                new Paragraph(texts.of("weather.words"), "quiet"),
                SettingsPage.row(new Label(texts.of("weather.search")), search, look), found,
                SettingsPage.row(new Label(texts.of("weather.coordinates")), coordinates, set), problem, status);
        ui.show(this, house -> house.climate().places(), this::show);
        ui.show(coordinates, house -> house.home().automations().spot(), at -> coordinates.setText(at.map(this::spoken).orElse("")));
        ui.show(status, this::status, status::setText);
        ui.showTime(status, _ -> status.setText(status(ui.house())));
    }

    private Button button(String id, String key, Runnable act) {
        var button = new Button(texts.of(key));
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> act.run());
        return button;
    }

    private void look() {
        if (!search.getText().isBlank()) {
            ui.submit().accept(new Event.PlaceSought(search.getText().strip()));
        }
    }

    /// Both numbers in one field, as maps give them: `50.73, 7.10`, in German `50,73; 7,10` too.
    private void set() {
        var at = spot(coordinates.getText());
        problem.setText(at.isPresent() ? "" : texts.of("weather.coordinates.wrong"));
        problem.setVisible(at.isEmpty());
        at.ifPresent(this::choose);
    }

    static Optional<Spot> spot(String typed) {
        var parts = typed.strip().split(typed.contains(";") ? "\\s*;\\s*" : "\\s*,\\s+|\\s*,(?=-?\\d+\\.)|\\s+");
        try {
            return parts.length == 2
                    ? Optional.of(new Spot(Double.parseDouble(parts[0].replace(',', '.')), Double.parseDouble(parts[1].replace(',', '.'))))
                    : Optional.empty();
        } catch (IllegalArgumentException nowhere) {
            return Optional.empty();
        }
    }

    private void choose(Spot at) {
        ui.submit().accept(new Event.HomeEdited(new HomeEdit.Automate(ui.house().home().automations().at(Optional.of(at)))));
        found.setVisible(false);
    }

    private String spoken(Spot at) {
        var format = NumberFormat.getNumberInstance(texts.locale());
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return format.format(at.latitude()) + "; " + format.format(at.longitude());
    }

    private void show(Places places) {
        found.setVisible(!places.name().isEmpty());
        found.getChildren().setAll(places.running() ? List.<Node>of(new Paragraph(texts.of("weather.looking"), "quiet"))
                : !places.problem().isEmpty()
                        ? List.of(new Paragraph(texts.of("weather.unfound", texts.answer(places.problem())), "problem"))
                : places.found().isEmpty()
                        ? List.of(new Paragraph(texts.of("weather.nowhere", texts.plain(places.name())), "problem"))
                : places.found().stream().<Node>map(this::place).toList());
    }

    private Button place(Places.Place place) {
        var button = new Button(texts.plain(place.name(), 120), new IconView(Icon.PIN));
        button.getStyleClass().add("flat");
        button.setOnAction(_ -> choose(place.at()));
        return button;
    }

    private String status(HubState house) {
        var now = ui.clock().instant();
        var weather = house.climate().weather();
        var trouble = Optional.ofNullable(house.troubles().get(Trouble.Kind.WEATHER)).map(t -> texts.of("weather.failed",
                texts.answer(t.detail()), weather.fresh(now).map(f -> texts.time(f.updated())).orElse("–"),
                Weather.STALE.toHours()));
        return house.settings().weather() == WeatherSource.NONE ? texts.of("weather.off")
                : house.home().automations().spot().isEmpty() ? texts.of("weather.where")
                : trouble.or(
                        () -> weather.fresh(now).map(f -> texts.of("weather.fetched", texts.time(f.updated()), texts.plain(f.source()))))
                        .orElseGet(() -> texts.of("weather.waiting"));
    }
}
