package hearth.ui;

import hearth.hub.AlarmWish;
import hearth.hub.Event;
import hearth.hub.Secret;
import java.time.Instant;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Where a code is entered, and told what came of it. FX thread.
public final class CodeEntry extends VBox {

    /// What decides the words below the field.
    private record Told(hearth.hub.Security security) {
    }

    private final Ui ui;
    private final Supplier<AlarmWish> wish;
    private final PasswordField code = new PasswordField();
    private final Label told = new Paragraph("", "problem");
    private final Instant since;

    /// @param words of the button
    /// @param wish  what is wanted, when the button is pressed
    public CodeEntry(Ui ui, String id, String words, Supplier<AlarmWish> wish) {
        this.ui = ui;
        this.wish = wish;
        since = ui.clock().instant();
        code.setId(id);
        code.setPromptText(ui.texts().of("alarm.code"));
        code.setAccessibleText(ui.texts().of("alarm.code"));
        code.setPrefColumnCount(10);
        code.setOnAction(_ -> enter());
        var enter = new Button(words);
        enter.setId(id + "-enter");
        enter.getStyleClass().add("accent");
        enter.setMinWidth(USE_PREF_SIZE);
        enter.setOnAction(_ -> enter());
        told.setId(id + "-told");
        told.managedProperty().bind(told.textProperty().isNotEmpty());
        var row = new HBox(code, enter);
        row.getStyleClass().add("code-row");
        getStyleClass().add("code-entry");
        getChildren().addAll(row, told);
        ui.show(this, house -> new Told(house.security()), _ -> tell());
        ui.showTime(this, _ -> tell());
    }

    @Override public void requestFocus() {
        code.requestFocus();
    }

    private void enter() {
        ui.submit().accept(new Event.AlarmWished(wish.get(), new Secret(code.getText())));
        code.clear();
        code.requestFocus();
    }

    private void tell() {
        var now = ui.clock().instant();
        boolean waits = ui.house().security().asking().containsKey(hearth.hub.Panel.Way.WINDOW);
        told.setText(waits ? "" : new AlarmWords(ui.house(), ui.texts()).refused(since, now).orElse(""));
    }
}
