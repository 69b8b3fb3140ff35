package hearth.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.icon.Icon;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class ParagraphTest {

    private static final String WORDS = "No call of the guardian got through for three minutes. This house works. See Settings, Guardian.";
    private final Paragraph plain = new Paragraph(WORDS);
    private final Paragraph withIcon = new Paragraph(WORDS, new IconView(Icon.WARNING));
    private final Pane banner = new Pane(new Paragraph(WORDS, new IconView(Icon.WARNING)));

    @Start void start(Stage stage) {
        banner.getStyleClass().add("banner");
        new Stand(stage, Houses.empty(Houses.SETTINGS), _ -> new VBox(new Pane(plain), new Pane(withIcon), banner));
    }

    @Test void isShownWholeAtEveryWidth() {
        var cut = new ArrayList<Double>();
        Set<Double> heights = new TreeSet<>();
        Screens.fx(() -> {
            for (var one : List.of(plain, withIcon, (Paragraph) banner.getChildren().getFirst())) {
                for (double width = 200; width <= one.prefWidth(-1) + 1; width += 0.5) {
                    one.resize(width, one.prefHeight(width));
                    one.layout();
                    heights.add(one.getHeight());
                    if (!((Text) one.lookup(".text")).getText().replaceAll("\\s+", " ").equals(WORDS)) {
                        cut.add(width);
                    }
                }
            }
        });
        assertEquals(List.of(), cut);
        assertTrue(heights.size() > 2, heights::toString);
    }
}
