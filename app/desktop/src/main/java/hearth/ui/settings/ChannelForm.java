package hearth.ui.settings;

import hearth.home.Channel;
import hearth.home.Channel.Address;
import hearth.home.Channel.Protection;
import hearth.hub.Password;
import hearth.hub.Secret;
import hearth.ui.Paragraph;
import hearth.ui.Segments;
import hearth.ui.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What must be known to reach a person on one kind of channel. FX thread.
final class ChannelForm extends VBox {

    /// The kinds of channel, in the order in which they are offered.
    private enum Kind {
        NTFY, TELEGRAM, MAIL, WEBHOOK;

        static Kind of(Address address) {
            return switch (address) {
                case Address.Ntfy _ -> NTFY;
                case Address.Telegram _ -> TELEGRAM;
                case Address.Mail _ -> MAIL;
                case Address.Webhook _ -> WEBHOOK;
            };
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Texts texts;
    private final Optional<Channel> known;
    private final BiConsumer<Channel, Optional<Secret>> done;
    private final VBox fields = new VBox();
    private final Label problem = new Paragraph("", "problem");
    private final Map<String, TextField> parts = new LinkedHashMap<>();
    private Kind kind;
    private Protection protection = Protection.TLS;

    /// @param known  one to be changed; empty for a new one
    /// @param done   told the channel, and its secret if it was typed
    /// @param cancel called when nothing shall change
    ChannelForm(Texts texts, Optional<Channel> known, BiConsumer<Channel, Optional<Secret>> done, Runnable cancel) {
        this.texts = texts;
        this.known = known;
        this.done = done;
        kind = known.map(c -> Kind.of(c.address())).orElse(Kind.NTFY);
        setId("channel-form");
        List.of(this, fields).forEach(box -> box.getStyleClass().add("home-access"));
        getStyleClass().add("channel-form");
        var kinds = new Segments<>(texts.of("channel.kind"), List.of(Kind.values()), k -> texts.of("channel." + k.key()), this::choose);
        kinds.show(kind);
        kinds.setId("channel-kind");
        var save = new Button(texts.of("channel.save"));
        save.setId("channel-save");
        save.getStyleClass().add("accent");
        save.setOnAction(_ -> save());
        var back = new Button(texts.of("question.no"));
        back.setId("channel-cancel");
        back.setOnAction(_ -> cancel.run());
        List.of(save, back).forEach(b -> b.setMinWidth(USE_PREF_SIZE));
        var actions = new HBox(save, back);
        actions.getStyleClass().add("setting");
        if (known.isEmpty()) {
            getChildren().add(SettingsPage.row(new Label(texts.of("channel.kind")), kinds));
        }
        getChildren().addAll(fields, problem, actions);
        setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                cancel.run();
            }
        });
        choose(kind);
    }

    private void choose(Kind chosen) {
        kind = chosen;
        parts.clear();
        problem.setManaged(false);
        fields.getChildren().setAll(new Paragraph(texts.of("channel." + chosen.key() + ".words"), "quiet"));
        var address = known.map(Channel::address).filter(a -> Kind.of(a) == chosen);
        switch (chosen) {
            case NTFY -> {
                var ntfy = (Address.Ntfy) address.orElseGet(
                        () -> new Address.Ntfy("https://ntfy.sh", "hearth-" + Password.random().text().replace("-", "")));
                field("server", ntfy.server());
                field("topic", ntfy.topic());
                secret("token");
            }
            case TELEGRAM -> {
                var telegram = (Address.Telegram) address.orElseGet(() -> new Address.Telegram(""));
                secret("bot");
                field("chat", telegram.chat());
            }
            case MAIL -> {
                var mail = (Address.Mail) address.orElseGet(() -> new Address.Mail("", 465, Protection.TLS, "", "", ""));
                protection = mail.protection();
                field("to", mail.to());
                field("host", mail.host());
                var ways = new Segments<>(texts.of("channel.protection"), List.of(Protection.values()), Protection::name, this::protect);
                ways.show(protection);
                fields.getChildren().add(SettingsPage.row(new Label(texts.of("channel.protection")), ways));
                field("port", Integer.toString(mail.port()));
                field("user", mail.user());
                secret("password");
                field("from", mail.from());
            }
            case WEBHOOK -> {
                var hook = (Address.Webhook) address.orElseGet(() -> new Address.Webhook(""));
                field("url", hook.url());
                secret("key");
            }
        }
    }

    private void protect(Protection chosen) {
        var port = part("port");
        if (port.equals("465") || port.equals("587") || port.isEmpty()) {
            field(chosen == Protection.TLS ? "465" : "587");
        }
        protection = chosen;
    }

    private void field(String port) {
        var field = parts.get("port");
        if (field != null) {
            field.setText(port);
        }
    }

    private void field(String name, String text) {
        var field = new TextField(text);
        add(name, field);
    }

    /// What is kept already is not shown again.
    private void secret(String name) {
        var field = new PasswordField();
        known.ifPresent(_ -> field.setPromptText(texts.of("channel.secret.kept")));
        add(name, field);
    }

    private void add(String name, TextField field) {
        field.setId("channel-" + name);
        field.setAccessibleText(texts.of("channel." + name));
        field.setPrefColumnCount(24);
        field.setOnAction(_ -> save());
        parts.put(name, field);
        fields.getChildren().add(SettingsPage.row(new Label(texts.of("channel." + name)), field));
    }

    private void save() {
        var address = address();
        var flaw = Channel.flaw(address);
        problem.setManaged(flaw.isPresent());
        problem.setText(flaw.map(f -> texts.of("channel.flaw." + f.name().toLowerCase(Locale.ROOT))).orElse(""));
        if (flaw.isPresent()) {
            return;
        }
        var secret = parts.values().stream().filter(PasswordField.class::isInstance).map(f -> f.getText().strip()).filter(s -> !s.isEmpty())
                .findFirst().map(Secret::new);
        done.accept(known.map(c -> new Channel(c.id(), address)).orElseGet(() -> Channel.to(address)), secret);
    }

    private Address address() {
        return switch (kind) {
            case NTFY -> new Address.Ntfy(part("server"), part("topic"));
            case TELEGRAM -> new Address.Telegram(part("chat"));
            case MAIL -> new Address.Mail(part("host"), part("port").matches("[0-9]{1,5}") ? Integer.parseInt(part("port")) : 0, protection,
                    part("user"), part("from"), part("to"));
            case WEBHOOK -> new Address.Webhook(part("url"));
        };
    }

    private String part(String name) {
        return Optional.ofNullable(parts.get(name)).map(f -> f.getText().strip()).orElse("");
    }

    /// The first thing to fill in.
    void focus() {
        fields.lookupAll(".text-field").stream().findFirst().ifPresent(Node::requestFocus);
    }
}
