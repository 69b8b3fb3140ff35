package hearth.ui.settings;

import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Network;
import hearth.ui.Paragraph;
import hearth.ui.Segments;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// In which network others find the broker, and under which name; there only while the home network is open. FX thread.
final class FoundByName extends VBox {

    private record Shown(boolean open, List<String> interfaces, String chosen, Network.Announcement announcement) {

        static Shown of(HubState house) {
            var settings = house.settings();
            return new Shown(house.network().certificate().isPresent() && settings.brokers().isEmpty(), house.network().interfaces(),
                    settings.listening().networkInterface(), house.network().announcement());
        }
    }

    private final Ui ui;
    private final Texts texts;

    FoundByName(Ui ui) {
        this.ui = ui;
        texts = ui.texts();
        getStyleClass().add("home-access");
        ui.show(this, Shown::of, this::shown);
    }

    private void shown(Shown shown) {
        setVisible(shown.open());
        setManaged(shown.open());
        var names = new ArrayList<>(List.of(""));
        names.addAll(shown.interfaces());
        if (!names.contains(shown.chosen())) {
            names.add(shown.chosen()); // it is away just now
        }
        var choice = new Segments<>(texts.of("settings.interface"), names,
                name -> name.isEmpty() ? texts.of("interface.all") : texts.plain(name), this::choose);
        choice.setId("settings-interface");
        choice.show(shown.chosen());
        getChildren().setAll(SettingsPage.row(new Label(texts.of("settings.interface")), choice),
                new Paragraph(words(shown.announcement()), "quiet"));
    }

    private String words(Network.Announcement announcement) {
        return switch (announcement) {
            case Network.Announcement.Silent() -> texts.of("announcement.silent");
            case Network.Announcement.Made(var name, var addresses) ->
                texts.of("announcement.made", texts.plain(name), String.join(", ", addresses));
            case Network.Announcement.Failed(var reason) -> texts.of("announcement.failed", texts.plain(reason, 200));
        };
    }

    private void choose(String name) {
        var settings = ui.house().settings();
        ui.submit().accept(new Event.SettingsChanged(settings.withListening(settings.listening().withNetworkInterface(name))));
    }
}
