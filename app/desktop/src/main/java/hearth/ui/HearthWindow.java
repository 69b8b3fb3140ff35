package hearth.ui;

import hearth.home.Settings;
import hearth.hub.AlarmState;
import hearth.hub.Event;
import hearth.hub.History;
import hearth.hub.HubState;
import hearth.hub.Origin;
import hearth.hub.Senders;
import hearth.ui.access.ImportLogins;
import hearth.ui.access.LoginDialog;
import hearth.ui.access.TakeLogins;
import hearth.ui.add.AddDevice;
import hearth.ui.alert.AlertScreen;
import hearth.ui.automation.AutomationsPage;
import hearth.ui.automation.ReadyMade;
import hearth.ui.automation.RuleEditor;
import hearth.ui.automation.SceneEditor;
import hearth.ui.automation.ThermostatEditor;
import hearth.ui.automation.VersionsPage;
import hearth.ui.broker.BrokerPage;
import hearth.ui.device.DeviceList;
import hearth.ui.device.DevicePage;
import hearth.ui.home.HomeScreen;
import hearth.ui.journal.JournalPage;
import hearth.ui.palette.Palette;
import hearth.ui.security.AlarmDialog;
import hearth.ui.security.QuitDialog;
import hearth.ui.security.SecurityPage;
import hearth.ui.settings.SettingsPage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.animation.Animation;
import javafx.animation.AnimationTimer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.stage.Window;
import javafx.util.Duration;

/// The frame: rail on the left, the current place beside it, and above both what must not be overlooked. FX thread.
///
/// The window's layers, lowest first: the frame, what the user opened above the place they are at ([#above]), a toast, and the alert,
/// while which all others are hidden.
public final class HearthWindow {

    /// Narrower than this the rail shows only its icons.
    private static final double NARROW = 1100;
    private static final PseudoClass IS_NARROW = PseudoClass.getPseudoClass("narrow");
    /// Narrower than this the search box is only its icon.
    private static final double TIGHT = 1250;
    private static final PseudoClass IS_TIGHT = PseudoClass.getPseudoClass("tight");

    private final ObjectProperty<HubState> state;
    private final ObservableValue<HubState> drawn;
    private final Latest<HubState> latest;
    /// Between two frames nothing can be seen: whatever comes meanwhile is shown once, as the next one is drawn.
    private final AnimationTimer frameTimer = new AnimationTimer() { @Override public void handle(long now) { stop(); state.set(next); } };
    private HubState next;
    private final Consumer<Event> submit;
    private final History history;
    private final Senders senders;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Path folder;
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(new Place.Home());
    private final ObjectProperty<Optional<Place.Above>> above = new SimpleObjectProperty<>(Optional.empty());
    private Runnable stop = () -> {
    };
    private final SimpleLongProperty second = new SimpleLongProperty();
    private final Turns turns = new Turns();
    private final StackPane root = new StackPane();
    private final Scene scene;

    /// @param folder where everything is kept, to be shown
    public HearthWindow(HubState first, Consumer<Event> submit, History history, Senders senders, InstantSource clock, ZoneId zone,
            Path folder) {
        this.state = new SimpleObjectProperty<>(first);
        this.latest = new Latest<>(newest -> {
            next = newest;
            frameTimer.start();
        });
        this.next = first;
        this.submit = submit;
        this.history = history;
        this.senders = senders;
        this.clock = clock;
        this.zone = zone;
        this.folder = folder;
        List.of("Regular", "SemiBold", "Bold").forEach(
                w -> Font.loadFont(
                        Objects.requireNonNull(HearthWindow.class.getResource("fonts/HearthSans-" + w + ".otf")).toExternalForm(), 13));
        root.getStyleClass().add("hearth");
        scene = new Scene(root, 1440, 900);
        scene.getStylesheets().add(Objects.requireNonNull(HearthWindow.class.getResource("hearth.css")).toExternalForm());
        scene.widthProperty().subscribe(width -> {
            root.pseudoClassStateChanged(IS_NARROW, width.doubleValue() < NARROW);
            root.pseudoClassStateChanged(IS_TIGHT, width.doubleValue() < TIGHT);
        });
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN), () -> open(new Place.Search()));
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.Q, KeyCombination.SHORTCUT_DOWN), this::quit);
        List.of(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4).forEach(key -> scene.getAccelerators()
                .put(new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN), () -> play(key.getCode() - KeyCode.DIGIT1.getCode())));
        drawn = state.when(showing(scene));
        dress();
        state.map(HubState::settings).map(s -> Texts.of(s, zone)).subscribe(this::build);
        tick();
    }

    /// @param how stops the program
    public void onQuit(Runnable how) {
        stop = how;
    }

    /// Stops the program, but asks first while the alarm is not disarmed. An alert that rings stays above the question.
    public void quit() {
        if (next.security().panel().state() instanceof AlarmState.Disarmed) {
            stop.run();
        } else {
            open(new Place.Quit());
        }
    }

    /// Whether all is drawn that has come until now. FX thread.
    public boolean isDrawn() {
        return turns.isOver();
    }

    public Scene scene() {
        return scene;
    }

    /// The break-in alone, for a window on another monitor; listens until its root is taken out.
    public Scene alertScene() {
        var alone = new Scene(new StackPane(new AlertScreen(ui(Texts.of(state.get().settings(), zone)))));
        alone.getStylesheets().setAll(scene.getStylesheets());
        Bindings.bindContent(alone.getRoot().getStyleClass(), root.getStyleClass());
        return alone;
    }

    /// The newest house, also while the window is hidden.
    public ObservableValue<HubState> state() {
        return state;
    }

    /// Takes the newest house; any thread.
    public void accept(HubState newest) {
        latest.accept(newest);
    }

    public void open(Place there) {
        if (there instanceof Place.Above dialog) {
            above.set(Optional.of(dialog));
        } else {
            close();
            place.set(there);
        }
    }

    /// Ctrl 1 … 4: the first scenes.
    private void play(int place) {
        state.get().home().automations().scenes().stream().skip(place).findFirst()
                .ifPresent(s -> submit.accept(new Event.ScenePlayed(s.id(), new Origin.Scene(s.id()))));
    }

    private void close() {
        above.set(Optional.empty());
    }

    /// While the window is hidden nothing is drawn: the views stay as they were, and catch up when it comes back.
    private static ObservableValue<Boolean> showing(Scene scene) {
        return scene.windowProperty().flatMap(Window::showingProperty).orElse(true);
    }

    private void dress() {
        var chosen = state.map(HubState::settings).map(Settings::theme);
        var scheme = Platform.getPreferences().colorSchemeProperty();
        var contrast = Theme.systemContrast();
        Runnable dress = () -> new Theme(chosen.getValue(), scheme.get(), contrast.getValue()).dress(root);
        chosen.subscribe(dress);
        scheme.when(showing(scene)).subscribe(dress);
        contrast.when(showing(scene)).subscribe(dress);
        dress.run();
    }

    private void tick() {
        var ticking = new Timeline(new KeyFrame(Duration.seconds(1), _ -> second.set(clock.millis() / 1000)));
        ticking.setCycleCount(Animation.INDEFINITE);
        showing(scene).subscribe(yes -> {
            if (yes) {
                ticking.play();
            } else {
                ticking.stop();
            }
        });
    }

    /// Builds everything anew in these words. The old nodes leave the scene, and with that stop listening.
    private void build(Texts texts) {
        var ui = ui(texts);
        var frame = new BorderPane();
        frame.getStyleClass().add("frame");
        var content = new BorderPane();
        content.setTop(new VBox(new Countdown(ui), new Banners(ui)));
        var dialogs = new StackPane();
        dialogs.setPickOnBounds(false);
        var toast = new Toast();
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN), toast::act);
        var alert = new AlertScreen(ui);
        var toasts = new StackPane(toast);
        toasts.setPickOnBounds(false);
        toasts.getStyleClass().add("toasts");
        Stream.of(frame, dialogs, toasts).forEach(below -> {
            below.visibleProperty().bind(alert.visibleProperty().not());
            below.managedProperty().bind(below.visibleProperty()); // what is covered is not laid out for the full screen
        });
        root.getChildren().setAll(frame, dialogs, toasts, alert);
        var inUse = frame.sceneProperty().map(Objects::nonNull).orElse(false);
        frame.setLeft(new Rail(ui, place.when(inUse)));
        frame.setCenter(content);
        place.when(inUse).subscribe(there -> content.setCenter(screen(ui, there)));
        above.when(inUse).subscribe(open -> {
            dialogs.getChildren().setAll(open.map(it -> above(ui, it, toast)).stream().toList());
            dialogs.getChildren().forEach(Node::requestFocus);
        });
    }

    private Ui ui(Texts texts) {
        return new Ui(drawn, submit, texts, this::open, history, senders, second, clock, turns);
    }

    private Node screen(Ui ui, Place there) {
        return switch (there) {
            case Place.Home() -> new HomeScreen(ui);
            case Place.Automations() -> new AutomationsPage(ui);
            case Place.ReadyMade() -> new ReadyMade(ui);
            case Place.Versions() -> new VersionsPage(ui);
            case Place.OneScene(var id) -> new SceneEditor(ui, id);
            case Place.OneRule(var id) -> new RuleEditor(ui, id);
            case Place.OneThermostat(var id, var thermometer) -> new ThermostatEditor(ui, id, thermometer);
            case Place.Security() -> new SecurityPage(ui);
            case Place.Journal() -> new JournalPage(ui);
            case Place.Broker(var part) -> new BrokerPage(ui, part, topic -> open(new Place.AddDevice(Optional.of(topic))));
            case Place.Settings() -> new SettingsPage(ui, folder);
            case Place.Devices() -> new DeviceList(ui);
            case Place.OneDevice(var id) -> new DevicePage(ui, id);
            default -> new Label(ui.texts().of("app.name") + " " + there);
        };
    }

    private Node above(Ui ui, Place.Above dialog, Toast toast) {
        return switch (dialog) {
            case Place.Search() -> new Scrim(new Palette(ui, this::close), Pos.TOP_CENTER, this::close);
            case Place.Alarm(var wish) -> new Scrim(new AlarmDialog(ui, wish, this::close), Pos.CENTER, this::close);
            case Place.Quit() -> new Scrim(new QuitDialog(ui, () -> stop.run(), this::close), Pos.CENTER, this::close);
            case Place.AddNewcomer(var id) -> new Scrim(ui.house().newcomers().stream().filter(n -> n.device().id().equals(id)).findFirst()
                    .map(n -> new AddDevice(ui, n, toast, this::close))
                    .orElseGet(() -> new AddDevice(ui, Optional.empty(), toast, this::close)),
                    Pos.CENTER, this::close);
            case Place.EditLogin(var user) -> new Scrim(new LoginDialog(ui, Optional.of(user), this::close), Pos.CENTER, this::close);
            case Place.NewLogin() -> new Scrim(new LoginDialog(ui, Optional.empty(), this::close), Pos.CENTER, this::close);
            case Place.ImportLogins() -> new Scrim(new ImportLogins(ui, this::close), Pos.CENTER, this::close);
            case Place.TakeLogins() -> new Scrim(new TakeLogins(ui, this::close), Pos.CENTER, this::close);
            case Place.AddDevice(var topic) -> new Scrim(new AddDevice(ui, topic, toast, this::close), Pos.CENTER, this::close);
        };
    }
}
