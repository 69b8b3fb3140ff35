package hearth.ui;

import hearth.device.Message;
import hearth.hub.BrokerLink;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Retained;
import hearth.hub.Trouble;
import hearth.icon.Icon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Slim strips above the content for what does not work around the hub: what happened, what still works, what to do. FX thread.
public final class Banners extends VBox {

    /// @param grave  whether the house itself is touched, not only a convenience
    /// @param action the key of what the user can do about it, with the event that does it
    /// @param news   the trouble that is over once it is read
    private record Banner(String words, boolean grave, Optional<Action> action, Optional<Trouble.Kind> news) {
    }

    private record Action(String words, Event event) {
    }

    private final Ui ui;

    public Banners(Ui ui) {
        this.ui = ui;
        getStyleClass().add("banners");
        ui.show(this, this::banners, banners -> getChildren().setAll(banners.stream().map(this::strip).toList()));
    }

    private List<Banner> banners(HubState house) {
        var banners = new ArrayList<Banner>();
        switch (house.link()) {
            case BrokerLink.Lost(var address, var reason, var since) -> banners.add(grave(ui.texts().of("banner.lost", address,
                    ui.texts().time(since), ui.texts().fault(reason))));
            case BrokerLink.PortTaken(int port, var holder, int free) -> banners.add(new Banner(
                    holder.map(h -> ui.texts().of("banner.taken.by", Integer.toString(port), ui.texts().plain(h)))
                            .orElseGet(() -> ui.texts().of("banner.taken", Integer.toString(port))),
                    true, Optional.of(new Action(ui.texts().of("banner.taken.use", Integer.toString(free)),
                            new Event.SettingsChanged(house.settings().withPort(free)))),
                    Optional.empty()));
            case BrokerLink.Up _, BrokerLink.Connecting _ -> {
            }
        }
        house.troubles().values().stream().sorted(Comparator.comparing(Trouble::kind)).map(this::banner).forEach(banners::add);
        return banners;
    }

    private Banner banner(Trouble trouble) {
        var detail = ui.texts().plain(trouble.detail(), 200);
        return switch (trouble.kind()) {
            case DISK -> grave(ui.texts().of("banner.disk", detail));
            case BROKER_STORE -> grave(ui.texts().of("banner.broker_store", detail));
            case KEPT_COMMAND -> kept(trouble);
            case DAMAGED -> news(trouble, "banner.damaged", detail);
            case PROFILE -> news(trouble, "banner.profile", detail);
            case SOUND -> news(trouble, "banner.sound", ui.texts().answer(trouble.detail()));
            case NOTIFICATION -> news(trouble, "banner.notification", ui.texts().answer(trouble.detail()));
            case TAMPERING -> news(trouble, "banner.tampering", detail);
            case WEATHER -> news(trouble, "banner.weather", ui.texts().answer(trouble.detail()));
            case SETTING -> news(trouble, "banner.setting", detail);
            case UNHEARD -> news(trouble, "banner.unheard", detail);
            case OTHER_HUB -> grave(ui.texts().of("banner.other_hub", detail));
            case ENCRYPTION -> news(trouble, "banner.encryption", detail);
        };
    }

    private Banner kept(Trouble trouble) {
        var texts = ui.texts();
        var sender = ui.house().broker().commands().stream().filter(r -> r.topic().equals(trouble.detail())).findFirst()
                .flatMap(Retained::sender);
        return new Banner(texts.of("banner.kept_command", texts.plain(trouble.detail(), 120), SenderWords.of(ui, sender)), false,
                Optional.of(new Action(texts.of("retained.clear"), new Event.MessageWritten(Message.retained(trouble.detail(), "")))),
                Optional.of(trouble.kind()));
    }

    private static Banner grave(String words) {
        return new Banner(words, true, Optional.empty(), Optional.empty());
    }

    private Banner news(Trouble trouble, String key, String detail) {
        return new Banner(ui.texts().of(key, detail), false, Optional.empty(), Optional.of(trouble.kind()));
    }

    private HBox strip(Banner banner) {
        var words = new Paragraph(banner.words(), new IconView(Icon.WARNING));
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        var strip = new HBox(words);
        strip.setAlignment(Pos.CENTER_LEFT);
        strip.getStyleClass().addAll("banner", banner.grave() ? "banner-grave" : "banner-news");
        strip.setAccessibleRole(AccessibleRole.TEXT);
        strip.setAccessibleText(banner.words());
        banner.action().ifPresent(action -> strip.getChildren().add(button(action.words(), action.event())));
        banner.news().ifPresent(kind -> {
            var close = button(ui.texts().of("banner.close"), new Event.TroubleOver(kind));
            close.setGraphic(new IconView(Icon.CLOSE));
            close.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            close.getStyleClass().add("banner-close");
            strip.getChildren().add(close);
        });
        return strip;
    }

    private Button button(String words, Event event) {
        var button = new Button(words);
        button.setMinWidth(USE_PREF_SIZE);
        button.getStyleClass().add("banner-button");
        button.setOnAction(_ -> ui.submit().accept(event));
        return button;
    }
}
