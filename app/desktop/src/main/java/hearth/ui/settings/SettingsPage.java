package hearth.ui.settings;

import hearth.home.Listening;
import hearth.home.Settings;
import hearth.home.Settings.Temperature;
import hearth.home.Settings.Theme;
import hearth.hub.Event;
import hearth.hub.Trouble;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.CopyButton;
import hearth.ui.IconView;
import hearth.ui.PageScroll;
import hearth.ui.Paragraph;
import hearth.ui.ScreenHeader;
import hearth.ui.Segments;
import hearth.ui.Texts;
import hearth.ui.Ui;
import hearth.ui.check.ConnectionCheck;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The program's own settings; each choice is carried out at once. Above them stands what does not work. FX thread.
public final class SettingsPage extends VBox {

    private static final int WIDEST = 820;

    private final Ui ui;
    private final Texts texts;
    private final VBox troubles = new VBox();
    private final VBox column = new VBox(troubles);

    /// @param data where the program keeps everything
    public SettingsPage(Ui ui, Path data) {
        this.ui = ui;
        this.texts = ui.texts();
        troubles.getStyleClass().add("troubles");
        column.getStyleClass().add("settings");
        column.setMaxWidth(WIDEST);
        column.getChildren().addAll(look(), new Card(texts, texts.of("told.title"), new WhoIsTold(ui)), network(),
                new Card(texts, texts.of("settings.brokers"), new OtherBroker(ui)),
                new Card(texts, texts.of("guardian.title"), new Guardian(ui)),
                new Card(texts, texts.of("weather.title"), new WeatherCard(ui)), program(), about(data));
        getStyleClass().add("screen");
        getChildren().addAll(new ScreenHeader(ui, texts.of("rail.settings")), new PageScroll(column));
        ui.show(troubles, h -> List.copyOf(h.troubles().values()), this::shown);
    }

    // ---- what does not work

    private void shown(Collection<Trouble> found) {
        troubles.getChildren().setAll(found.stream().sorted((a, b) -> a.kind().compareTo(b.kind())).map(this::banner).toList());
        troubles.setManaged(!found.isEmpty());
    }

    private Node banner(Trouble trouble) {
        var key = "trouble." + trouble.kind().name().toLowerCase(Locale.ROOT);
        var title = new Label(texts.of(key));
        title.getStyleClass().add("strong");
        var words = new Paragraph(texts.of(key + ".words"));
        var detail = new Paragraph(texts.answer(trouble.detail()));
        detail.getStyleClass().add("quiet");
        detail.setManaged(!trouble.detail().isBlank());
        var all = new VBox(title, words, detail);
        var banner = new HBox(new IconView(Icon.WARNING, "tone-amber"), all);
        HBox.setHgrow(all, Priority.ALWAYS);
        banner.getStyleClass().add("trouble");
        return banner;
    }

    // ---- look

    private Card look() {
        return new Card(texts, texts.of("settings.look"),
                choice("language", List.of("", "en", "de"), l -> l.isEmpty() ? texts.of("settings.system") : texts.of("language." + l),
                        Settings::language, Settings::withLanguage),
                choice("temperature", List.of(Temperature.values()), word("temperature"), Settings::temperature, Settings::withTemperature),
                choice("theme", List.of(Theme.values()), word("theme"), Settings::theme, Settings::withTheme));
    }

    private <E extends Enum<E>> Function<E, String> word(String group) {
        return e -> texts.of(e.name().equals("SYSTEM") ? "settings.system" : group + "." + e.name().toLowerCase(Locale.ROOT));
    }

    // ---- network

    private Card network() {
        var where = choice("network.who", List.of(false, true), open -> texts.of(open ? "network.home" : "network.computer"),
                Settings::homeNetwork, Settings::withHomeNetwork);
        var port = field("port", s -> Integer.toString(s.port()), this::port, (s, text) -> s.withPort(Integer.parseInt(text)));
        ui.show(where, h -> !h.settings().brokers().isEmpty() && !h.settings().brokerAccess().bridge(), external -> {
            where.setDisable(external);
            port.setDisable(external);
        });
        var more = new VBox(listening("tls", Listening::tls, Listening::withTls),
                listening("websocket", Listening::webSocket, Listening::withWebSocket),
                listening("wss", Listening::secureWebSocket, Listening::withSecureWebSocket), new FoundByName(ui));
        more.getStyleClass().add("home-access");
        ui.show(more, h -> h.settings().homeNetwork() && h.settings().brokers().isEmpty(), open -> {
            more.setVisible(open);
            more.setManaged(open);
        });
        return new Card(texts, texts.of("settings.network"), where, new HomeAccess(ui), new Encryption(ui), port, more,
                new ConnectionCheck(ui));
    }

    private VBox listening(String key, ToIntFunction<Listening> now, BiFunction<Listening, Integer, Listening> with) {
        return field(key, s -> Integer.toString(now.applyAsInt(s.listening())), this::port,
                (s, text) -> s.withListening(with.apply(s.listening(), Integer.valueOf(text))));
    }

    private Optional<String> port(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65_535 ? Optional.empty()
                : Optional.of(texts.of("settings.port.wrong"));
    }

    // ---- program

    private Card program() {
        return new Card(texts, texts.of("settings.program"), toggle("autostart", Settings::autostart, Settings::withAutostart),
                toggle("tray", Settings::tray, Settings::withTray), toggle("adopt", Settings::adoptAll, Settings::withAdoptAll),
                toggle("demo", Settings::demo, Settings::withDemo));
    }

    private Card about(Path data) {
        var card = new Card(texts, texts.of("settings.about"), row("version", new Label(ui.house().version())));
        var folder = data.toString();
        var path = new Label(folder);
        path.setMinWidth(0);
        card.getChildren().add(row("folder", path, new CopyButton(texts, texts.of("settings.folder"), () -> folder)));
        var licences = new Paragraph(texts.of("settings.licences.words"), "quiet");
        licences.getStyleClass().add("licences");
        card.getChildren().addAll(row("licences"), licences);
        return card;
    }

    // ---- rows

    private HBox row(String key, Node... controls) {
        return row(new Label(texts.of("settings." + key)), controls);
    }

    static HBox row(Label name, Node... controls) {
        name.getStyleClass().add("setting-name");
        name.setWrapText(true);
        name.setMinHeight(USE_PREF_SIZE);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        var row = new HBox(name);
        row.getChildren().addAll(controls);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("setting");
        return row;
    }

    private <T> HBox choice(String key, List<T> choices, Function<T, String> words, Function<Settings, T> now,
            BiFunction<Settings, T, Settings> with) {
        var segments = new Segments<>(texts.of("settings." + key), choices, words, choice -> change(s -> with.apply(s, choice)));
        segments.setId("settings-" + key);
        ui.show(segments, h -> now.apply(h.settings()), segments::show);
        return row(key, segments);
    }

    private VBox toggle(String key, Function<Settings, Boolean> now, BiFunction<Settings, Boolean, Settings> with) {
        var toggle = new CheckBox();
        toggle.getStyleClass().add("switch");
        toggle.setId("settings-" + key);
        toggle.setAccessibleText(texts.of("settings." + key));
        toggle.setOnAction(_ -> change(s -> with.apply(s, toggle.isSelected())));
        ui.show(toggle, h -> now.apply(h.settings()), toggle::setSelected);
        var words = new Paragraph(texts.of("settings." + key + ".words"), "quiet");
        return new VBox(row(key, toggle), words);
    }

    /// A text that is carried out by Enter or its button; `wrong` says what is wrong with it, if anything.
    private VBox field(String key, Function<Settings, String> now, Function<String, Optional<String>> wrong,
            BiFunction<Settings, String, Settings> with) {
        var field = new TextField();
        field.setId("settings-" + key);
        field.setAccessibleText(texts.of("settings." + key));
        field.setPromptText(texts.of("settings." + key + ".example"));
        var apply = new Button(texts.of("settings.apply"));
        apply.setId("settings-" + key + "-apply");
        apply.setMinWidth(USE_PREF_SIZE);
        var problem = new Paragraph("", "problem");
        Runnable judge = () -> {
            var found = wrong.apply(field.getText().strip());
            problem.setText(found.orElse(""));
            problem.setManaged(found.isPresent());
            apply.setDisable(found.isPresent() || field.getText().strip().equals(now.apply(ui.house().settings())));
        };
        field.textProperty().subscribe(_ -> judge.run());
        Runnable carryOut = () -> {
            if (!apply.isDisabled()) {
                change(s -> with.apply(s, field.getText().strip()));
            }
        };
        field.setOnAction(_ -> carryOut.run());
        apply.setOnAction(_ -> carryOut.run());
        ui.show(field, h -> now.apply(h.settings()), text -> {
            field.setText(text);
            judge.run();
        });
        field.setPrefColumnCount(key.equals("brokers") ? 22 : 6);
        return new VBox(row(key, field, apply), problem);
    }

    private void change(Function<Settings, Settings> how) {
        var settings = ui.house().settings();
        var changed = how.apply(settings);
        if (!changed.equals(settings)) {
            ui.submit().accept(new Event.SettingsChanged(changed));
        }
    }
}
