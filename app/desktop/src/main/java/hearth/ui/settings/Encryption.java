package hearth.ui.settings;

import hearth.home.Listening;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Network;
import hearth.icon.Icon;
import hearth.ui.CopyButton;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.QrPicture;
import hearth.ui.SaveFile;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What devices need to connect encrypted, whether they must, and which ways in could not be opened. FX thread.
final class Encryption extends VBox {

    private static final int CODE_SIDE = 300;

    private record Shown(boolean open, Optional<Network.Certificate> certificate) {

        static Shown of(HubState house) {
            return new Shown(house.network().certificate().isPresent() && house.settings().brokers().isEmpty(),
                    house.network().certificate());
        }
    }

    private final Ui ui;
    private final Texts texts;
    private final VBox taken = new VBox();
    private final VBox certificate = new VBox();
    private final VBox code = new VBox();
    private final Label saved = new Paragraph("", "quiet");
    private final Button scan = new Button();

    Encryption(Ui ui) {
        this.ui = ui;
        texts = ui.texts();
        scan.setId("encryption-scan");
        scan.setMinWidth(USE_PREF_SIZE);
        scan.setOnAction(_ -> scan(!code.isVisible()));
        scan(false);
        code.getStyleClass().add("home-access");
        saved.setManaged(false);
        for (var box : List.of(this, taken, certificate)) {
            box.getStyleClass().add("home-access");
        }
        var whole = new VBox(certificate, saved, code, only());
        whole.getStyleClass().add("home-access");
        getChildren().addAll(taken, whole);
        managedProperty().bind(taken.managedProperty().or(whole.managedProperty()));
        ui.show(this, h -> h.settings().brokers().isEmpty() ? h.network().taken() : List.<Network.Taken>of(), this::taken);
        ui.show(this, Shown::of, shown -> {
            whole.setVisible(shown.open());
            whole.setManaged(shown.open());
            shown.certificate().ifPresent(this::shown);
        });
    }

    // ---- ways in that are not open

    private void taken(List<Network.Taken> all) {
        taken.getChildren().setAll(all.stream().map(this::taken).toList());
        taken.setManaged(!all.isEmpty());
    }

    private Node taken(Network.Taken one) {
        var way = one.way().name().toLowerCase(Locale.ROOT);
        var words = new Paragraph(texts.of("encryption.taken." + way, Integer.toString(one.port()),
                one.holder().map(texts::plain).orElseGet(() -> texts.of("broker.taken.someone"))));
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        var use = new Button(texts.of("broker.taken.use", Integer.toString(one.free())));
        use.setId("use-" + way);
        use.setMinWidth(USE_PREF_SIZE);
        use.setOnAction(_ -> change(with(ui.house().settings().listening(), one.way(), one.free())));
        var row = new HBox(new IconView(Icon.WARNING, "tone-amber"), words, use);
        row.getStyleClass().add("hint");
        return row;
    }

    private static Listening with(Listening listening, Network.Way way, int port) {
        return switch (way) {
            case WEB_SOCKET -> listening.withWebSocket(port);
            case TLS -> listening.withTls(port);
            case SECURE_WEB_SOCKET -> listening.withSecureWebSocket(port);
        };
    }

    private void change(Listening listening) {
        ui.submit().accept(new Event.SettingsChanged(ui.house().settings().withListening(listening)));
    }

    // ---- the certificate

    private void shown(Network.Certificate house) {
        var save = new Button(texts.of("encryption.save"), new IconView(Icon.DOWN));
        save.setId("encryption-save");
        save.setMinWidth(USE_PREF_SIZE);
        save.setOnAction(_ -> save(house.pem()));
        var print = new Paragraph(house.fingerprint(), "mono", "fingerprint");
        certificate.getChildren().setAll(
                SettingsPage.row(new Label(texts.of("encryption.certificate")), save,
                        new CopyButton(texts, texts.of("encryption.certificate"), house::pem), scan),
                new Paragraph(texts.of("encryption.words", texts.longDate(house.ends()), texts.longDate(house.brokerEnds())),
                        "quiet"),
                SettingsPage.row(new Label(texts.of("encryption.fingerprint")),
                        new CopyButton(texts, texts.of("encryption.fingerprint"), house::fingerprint)),
                print);
        code.getChildren().setAll(new QrPicture(house.pem(), CODE_SIDE, texts.of("encryption.certificate")),
                new Paragraph(texts.of("encryption.scan.words"), "quiet"));
    }

    private void scan(boolean shown) {
        code.setVisible(shown);
        code.setManaged(shown);
        scan.setText(texts.of(shown ? "encryption.scan.hide" : "encryption.scan"));
    }

    private void save(String pem) {
        new SaveFile(texts, this::saved).ask(this, texts.of("encryption.save"), "hearth-ca.pem",
                () -> pem.getBytes(StandardCharsets.UTF_8));
    }

    private void saved(String how) {
        saved.setText(how);
        saved.setManaged(true);
    }

    // ---- whether they must

    private Node only() {
        var toggle = new CheckBox();
        toggle.getStyleClass().add("switch");
        toggle.setId("encryption-only");
        toggle.setAccessibleText(texts.of("encryption.only"));
        toggle.setOnAction(_ -> change(ui.house().settings().listening().withPlain(!toggle.isSelected())));
        ui.show(toggle, h -> !h.settings().listening().plain(), toggle::setSelected);
        return new VBox(SettingsPage.row(new Label(texts.of("encryption.only")), toggle),
                new Paragraph(texts.of("encryption.only.words"), "quiet"));
    }
}
