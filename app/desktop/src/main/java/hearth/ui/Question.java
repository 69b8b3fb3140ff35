package hearth.ui;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A question inside the page, there only until it is answered; Escape means no. FX thread.
public final class Question extends HBox {

    private final Label words = new Paragraph("", new IconView(hearth.icon.Icon.WARNING));
    private final Button yes = new Button();
    private final Button no;

    public Question(Texts texts) {
        no = new Button(texts.of("question.no"));
        no.setOnAction(_ -> close());
        no.setCancelButton(false);
        no.setMinWidth(USE_PREF_SIZE);
        yes.getStyleClass().add("danger-button");
        yes.setMinWidth(USE_PREF_SIZE);
        yes.setId("question-yes");
        no.setId("question-no");
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("question");
        getChildren().addAll(words, yes, no);
        setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                close();
            }
        });
        close();
    }

    /// @param act done once, after a yes
    public void ask(String question, String answer, Runnable act) {
        words.setText(question);
        yes.setText(answer);
        yes.setAccessibleText(question + " " + answer);
        yes.setOnAction(_ -> {
            close();
            act.run();
        });
        setVisible(true);
        setManaged(true);
        no.requestFocus();
    }

    public void close() {
        setVisible(false);
        setManaged(false);
    }
}
