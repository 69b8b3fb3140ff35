package hearth.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.device.DeviceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class PageScrollTest {

    private static final List<Place> PLACES = List.of(new Place.Security(), new Place.OneDevice(DeviceId.of("ceiling")),
            new Place.Automations(), new Place.OneRule(Optional.of("hall")), new Place.Settings(), new Place.Broker(),
            new Place.Broker(Place.Broker.Part.CLIENTS), new Place.Broker(Place.Broker.Part.ACCESS));

    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
    }

    /// Pixels between the right edges of page and header, and between page and bar where there is one: in a low window, and in a high one.
    @Test void cardsEndWhereTheHeaderDoesAndTheirBarStandsAwayFromThem() {
        var house = Everything.house(Houses.SETTINGS);
        var wrong = new ArrayList<String>();
        var bars = new ArrayList<Place>();
        for (double height : new double[]{500, 980}) {
            for (var place : PLACES) {
                var window = Screens.open(stage, house, _ -> {
                }, place, 900, height);
                Screens.fill(window.scene());
                WaitForAsyncUtils.waitForAsyncFx(30_000, () -> {
                    var scroll = (ScrollPane) window.scene().lookup(".page-scroll");
                    double right = inScene(scroll.getContent()).getMaxX();
                    double header = inScene(window.scene().lookup(".screen-header")).getMaxX();
                    bar(scroll).map(bar -> inScene(bar).getMinX() - right).ifPresent(air -> {
                        bars.add(place);
                        if (air < 6) {
                            wrong.add(place + ": " + air + " to the bar");
                        }
                    });
                    if (Math.abs(right - header) > 0.5) {
                        wrong.add(place + ": " + (right - header) + " beyond the header");
                    }
                });
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(List.of(true, true), List.of(bars.containsAll(PLACES.subList(0, 2)), bars.size() < 2 * PLACES.size()));
    }

    private static Bounds inScene(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    private static Optional<Node> bar(Parent scroll) {
        return scroll.getChildrenUnmodifiable().stream()
                .filter(n -> n.getStyleClass().contains("scroll-bar") && n.getPseudoClassStates().toString().contains("vertical")
                        && n.isVisible())
                .findFirst();
    }
}
