package hearth.ui.security;

import hearth.home.AlarmCode;
import hearth.hub.AlarmWish;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Panel;
import hearth.hub.Secret;
import hearth.icon.Icon;
import hearth.ui.AlarmWords;
import hearth.ui.Card;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Segments;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Who has a code, and a place to make or take one. FX thread.
final class CodesCard extends VBox {

    private static final int LEAST = 4;
    private static final int MOST = 64;

    private final Ui ui;
    private final VBox codes = new VBox();
    private final TextField name = new TextField();
    private final PasswordField code = new PasswordField();
    private final CheckBox ends = new CheckBox();
    private final DatePicker until = new DatePicker();
    private final PasswordField own = new PasswordField();
    private final Node ownRow;
    private final Label told = new Paragraph("", "problem");
    private AlarmCode.Right right = AlarmCode.Right.ALL;
    private Instant asked = Instant.MAX;

    CodesCard(Ui ui) {
        this.ui = ui;
        codes.getStyleClass().add("zones");
        field(name, "code-name", "codes.name");
        field(code, "code-new", "codes.new");
        field(own, "code-own", "codes.own");
        var rights = new Segments<>(ui.texts().of("codes.right"), List.of(AlarmCode.Right.values()), this::word, r -> right = r);
        rights.show(right);
        ends.setText(ui.texts().of("codes.until"));
        ends.setId("code-ends");
        until.setId("code-until");
        until.setAccessibleText(ui.texts().of("codes.until"));
        until.setConverter(new Dates(ui.texts()));
        until.setValue(LocalDate.ofInstant(ui.clock().instant(), ui.texts().zone()).plusDays(7));
        until.disableProperty().bind(ends.selectedProperty().not());
        ownRow = new Named(ui.texts().of("codes.own"), own);
        var add = new Button(ui.texts().of("codes.add"), new IconView(Icon.ADD));
        add.setId("code-add");
        add.setMinWidth(USE_PREF_SIZE);
        add.setOnAction(_ -> add());
        told.setId("codes-told");
        told.managedProperty().bind(told.textProperty().isNotEmpty());
        var limit = new FlowPane(ends, until);
        limit.getStyleClass().add("zone-sensors");
        var fields = new FlowPane(new Named(ui.texts().of("codes.name"), name), new Named(ui.texts().of("codes.new"), code), ownRow);
        fields.getStyleClass().add("code-fields");
        getChildren().add(
                new Card(ui.texts(), ui.texts().of("codes"), new Paragraph(ui.texts().of("codes.words"), "quiet"), codes, fields,
                        rights, limit, told, add));
        ui.show(this, house -> house.security().codes(), this::shown);
        ui.show(this, HubState::security, _ -> tell());
        ui.showTime(this, _ -> tell());
    }

    private void field(TextField field, String id, String key) {
        field.setId(id);
        field.setAccessibleText(ui.texts().of(key));
        field.setPrefColumnCount(12);
        field.setOnAction(_ -> add());
    }

    private String word(AlarmCode.Right r) {
        return ui.texts().of("codes.right." + r.name().toLowerCase(Locale.ROOT));
    }

    private void shown(List<AlarmCode> all) {
        codes.getChildren().setAll(all.stream().map(this::code).toList());
        codes.setManaged(!all.isEmpty());
        ownRow.setVisible(!all.isEmpty());
        ownRow.setManaged(!all.isEmpty());
        if (asked != Instant.MAX) { // it was taken: nothing of it stays on the screen
            name.clear();
            code.clear();
            asked = Instant.MAX;
        }
    }

    private Node code(AlarmCode one) {
        var who = new Label(ui.texts().plain(one.name()));
        who.getStyleClass().add("strong");
        who.setMinWidth(USE_PREF_SIZE);
        var what = new Label(word(one.right()) + one.until().map(end -> " · " + ui.texts().of("codes.ends", ui.texts().longDate(end)))
                .orElse(""));
        what.getStyleClass().add(one.valid(ui.clock().instant()) ? "quiet" : "amber-text");
        what.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(what, Priority.ALWAYS);
        var remove = new Button(ui.texts().of("codes.remove"), new IconView(Icon.REMOVE));
        remove.setAccessibleText(ui.texts().of("codes.remove.named", one.name()));
        remove.setMinWidth(USE_PREF_SIZE);
        remove.setOnAction(_ -> wish(new AlarmWish.RemoveCode(one.name())));
        var row = new HBox(who, what, remove);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("guard-head");
        return row;
    }

    private void add() {
        var who = name.getText().strip();
        var text = code.getText();
        if (who.isEmpty() || who.length() > MOST) {
            refuse("zone.name.length");
        } else if (ui.house().security().codes().stream().anyMatch(c -> c.name().equals(who))) {
            refuse("codes.name.taken");
        } else if (text.length() < LEAST || text.length() > MOST) {
            refuse("codes.length");
        } else {
            var end = ends.isSelected() && until.getValue() != null
                    ? Optional.of(until.getValue().plusDays(1).atStartOfDay(ui.texts().zone()).toInstant()) : Optional.<Instant>empty();
            wish(new AlarmWish.AddCode(who, new Secret(text), right, end));
        }
    }

    private void wish(AlarmWish wish) {
        asked = ui.clock().instant();
        told.setText("");
        ui.submit().accept(new Event.AlarmWished(wish, new Secret(own.getText())));
        own.clear();
    }

    private void refuse(String key) {
        asked = Instant.MAX;
        told.setText(ui.texts().of(key));
    }

    private void tell() {
        var security = ui.house().security();
        if (asked != Instant.MAX && !security.asking().containsKey(Panel.Way.WINDOW)) {
            told.setText(new AlarmWords(ui.house(), ui.texts()).refused(asked, ui.clock().instant()).orElse(""));
        }
    }

    /// `22 November 2027`; what cannot be read leaves the date as it was.
    private static final class Dates extends StringConverter<LocalDate> {

        private final DateTimeFormatter format;
        private @Nullable LocalDate last;

        Dates(Texts texts) {
            format = DateTimeFormatter.ofPattern(texts.of("format.longdate"), texts.locale());
        }

        @Override public String toString(@Nullable LocalDate date) {
            last = date;
            return date == null ? "" : format.format(date);
        }

        @Override public @Nullable LocalDate fromString(String text) {
            try {
                return LocalDate.parse(text.strip(), format);
            } catch (DateTimeParseException unreadable) {
                return last;
            }
        }
    }
}
