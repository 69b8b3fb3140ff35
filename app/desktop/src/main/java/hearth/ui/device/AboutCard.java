package hearth.ui.device;

import hearth.device.TopicFilter;
import hearth.home.Thermostat;
import hearth.hub.DeviceState;
import hearth.hub.Discovery;
import hearth.hub.Senders.Sender;
import hearth.profile.Api;
import hearth.profile.Profile;
import hearth.ui.Card;
import hearth.ui.CopyButton;
import hearth.ui.Names;
import hearth.ui.Paragraph;
import hearth.ui.SenderWords;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;

/// Where a device comes from and how it speaks. FX thread.
final class AboutCard extends VBox {

    private final Ui ui;
    private final Texts texts;
    private final GridPane grid = new GridPane();
    private final Label rhythm = value("");
    private final Label seen = value("");
    private final Label client = value("");

    AboutCard(Ui ui, DeviceState device, String profile) {
        this.ui = ui;
        texts = ui.texts();
        var binding = device.binding();
        var about = binding.about();
        var made = (about.manufacturer() + " " + about.model()).strip();
        var name = new ColumnConstraints();
        name.setMinWidth(USE_PREF_SIZE);
        var rest = new ColumnConstraints();
        rest.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(name, rest);
        grid.getStyleClass().add("facts");
        row("about.made", made.isEmpty() ? value("–") : value(texts.plain(made)));
        boolean own = profile.equals(Thermostat.PROFILE);
        row("about.kind", value(own ? texts.of("thermostat.title")
                : profile.equals(Discovery.PROFILE) ? texts.of("about.announced")
                : ui.house().profiles().profile(profile).map((Profile p) -> p.name(texts.language())).orElse(texts.plain(profile))));
        row("about.via", value(new Names(binding, texts, ui.house().profiles()).via()));
        client.setId("about-client");
        row("about.client", client);
        row("about.rhythm", rhythm);
        row("about.seen", seen);
        var topics = value(
                (own ? Stream.of(about.source()) : binding.topics().stream().map(TopicFilter::filter)).map(t -> texts.plain(t, 200))
                        .collect(Collectors.joining("\n")));
        topics.getStyleClass().setAll("label", "mono");
        row("about.topics", topics);
        var id = Api.ROOT + binding.device();
        var api = value(id);
        api.getStyleClass().setAll("label", "mono");
        var copied = new HBox(api, new CopyButton(texts, texts.of("about.api"), () -> id));
        copied.setAlignment(Pos.BASELINE_LEFT);
        row("about.api", copied);
        getChildren().add(new Card(texts, texts.of("settings.about"), grid));
    }

    void show(DeviceState device, Instant now) {
        rhythm.setText(device.rhythm().usual().map(this::usual).orElse(texts.of("about.irregular")));
        client.setText(SenderWords.of(ui, sender(device)));
        seen.setText(device.lastKnown().map(at -> seen(at, now)).orElse(texts.of("devices.never")));
    }

    /// Who speaks for the device: the last on one of its topics that is not the hub, which says its commands there.
    private Optional<Sender> sender(DeviceState device) {
        return device.binding().topics().stream().map(TopicFilter::filter).flatMap(t -> ui.senders().last(t).stream()).filter(s -> !s.hub())
                .findFirst();
    }

    private String seen(Instant at, Instant now) {
        boolean justNow = Duration.between(at, now).toSeconds() < 5;
        return justNow ? texts.age(at, now) : texts.of("about.ago", texts.age(at, now), texts.moment(at));
    }

    private String usual(Duration interval) {
        return interval.toSeconds() < 5 ? texts.of("about.often")
                : texts.of("about.every", texts.age(Instant.EPOCH, Instant.EPOCH.plus(interval)));
    }

    private void row(String key, Node value) {
        var name = new Label(texts.of(key));
        name.getStyleClass().add("faint");
        var line = new RowConstraints();
        line.setValignment(VPos.BASELINE);
        grid.getRowConstraints().add(line);
        grid.addRow(grid.getRowCount(), name, value);
    }

    private static Label value(String words) {
        return new Paragraph(words, "strong");
    }
}
