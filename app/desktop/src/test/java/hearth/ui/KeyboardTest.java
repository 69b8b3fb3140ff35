package hearth.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.home.Settings;
import hearth.hub.Event;
import hearth.hub.HubState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Labeled;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Everything that takes the keyboard, on every page and in every dialog: it says what it is, and is seen to have the focus.
@ExtendWith(ApplicationExtension.class)
class KeyboardTest {

    private static final Settings GERMAN = Houses.SETTINGS.withLanguage("de");
    /// How much a pixel of the focus ring differs at least from what is there without it (WCAG 2.4.13).
    private static final double CONTRAST = 3;

    private static final Set<String> SAME_IN_BOTH = Set.of("Journal", "Name", "Clients", "Port", "Code", "QoS: QoS 0", "QoS: QoS 1",
            "QoS: QoS 2", "Mosquitto 2", "RabbitMQ", "Film");

    private static final Set<AccessibleRole> MEANINGLESS = Set.of(AccessibleRole.NODE, AccessibleRole.PARENT);
    /// What is not said by the name alone.
    private static final Map<AccessibleRole, AccessibleAttribute> WITH_STATE = Map.of(AccessibleRole.SLIDER, AccessibleAttribute.VALUE,
            AccessibleRole.CHECK_BOX, AccessibleAttribute.SELECTED, AccessibleRole.TOGGLE_BUTTON, AccessibleAttribute.SELECTED);

    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
    }

    @Test void whateverTakesTheKeyboardSaysWhatItIsAndHowItStandsInTheUsersLanguage() {
        var english = Everything.house(Houses.SETTINGS);
        var german = Everything.house(GERMAN);
        var nameless = new ArrayList<String>();
        var said = new TreeSet<String>();
        var translated = new TreeSet<String>();
        for (var place : Everything.places(english)) {
            names(english, place).forEach((node, name) -> {
                said.add(name);
                if (name.isBlank() || MEANINGLESS.contains(node.getAccessibleRole()) || WITH_STATE.containsKey(node.getAccessibleRole())
                        && node.queryAccessibleAttribute(WITH_STATE.get(node.getAccessibleRole())) == null) {
                    nameless.add(place + " " + node.getAccessibleRole() + " " + node);
                }
            });
            translated.addAll(names(german, place).values());
        }
        assertEquals("", String.join("\n", nameless));
        said.retainAll(translated);
        english.home().devices().values().forEach(device -> said.removeIf(name -> name.startsWith(device.name())));
        said.removeAll(SAME_IN_BOTH);
        assertEquals(Set.of(), said);
    }

    private SequencedMap<Node, String> names(HubState house, Place place) {
        var root = open(house, place);
        return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> traversable(root)
                .collect(Collectors.toMap(node -> node, KeyboardTest::name, (one, _) -> one, LinkedHashMap::new)));
    }

    /// What a screen reader says of it: its own words, or those of the label before it; of a field not what is typed there.
    private static String name(Node node) {
        if (node.getAccessibleText() != null) {
            return node.getAccessibleText();
        }
        return switch (node.queryAccessibleAttribute(AccessibleAttribute.LABELED_BY)) {
            case Labeled label -> label.getText();
            case null, default -> node instanceof Labeled button && button.getText() != null ? button.getText() : "";
        };
    }

    private static Stream<Node> traversable(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return Stream.of();
        }
        var below = node instanceof Parent parent ? parent.getChildrenUnmodifiable().stream().flatMap(KeyboardTest::traversable)
                : Stream.<Node>of();
        return Stream.concat(node.isFocusTraversable() ? Stream.of(node) : Stream.of(), below);
    }

    @Test void whateverTheTabKeyComesToIsSeenToHaveTheFocus() {
        for (var theme : List.of(Settings.Theme.LIGHT, Settings.Theme.CONTRAST)) { // dark has the rules of light
            var house = Everything.house(Houses.SETTINGS.withTheme(theme));
            var unseen = new ArrayList<String>();
            var everywhere = new HashSet<String>();
            for (var place : Everything.places(house)) {
                var root = open(house, place);
                walk(root, everywhere).stream().map(node -> place + " " + node).forEach(unseen::add);
            }
            assertEquals("", String.join("\n", unseen), theme::name);
        }
    }

    /// Presses Tab until it comes round. What was not seen to have the focus.
    ///
    /// @param everywhere what stands beside every page and was looked at there
    private static List<Node> walk(Parent root, Set<String> everywhere) {
        return WaitForAsyncUtils.waitForAsyncFx(120_000, () -> {
            root.lookupAll(".viewport").forEach(port -> port.setCache(false)); // a picture shall show what is there now
            var seen = new LinkedHashMap<Node, Boolean>();
            tab(root);
            for (var at = root.getScene().getFocusOwner(); at != null && !seen.containsKey(at); at = root.getScene().getFocusOwner()) {
                var id = at.getId();
                if (id != null && id.startsWith("rail-") && !everywhere.add(id)) {
                    seen.put(at, true);
                    tab(root);
                    continue;
                }
                var area = area(root, at);
                var with = picture(root, area);
                tab(root);
                boolean only = root.getScene().getFocusOwner() == at;
                boolean scrolled = !area.equals(area(root, at));
                seen.put(at, only || scrolled || differs(with, picture(root, area), at));
            }
            return seen.entrySet().stream().filter(e -> !e.getValue()).map(Map.Entry::getKey).toList();
        });
    }

    private static void tab(Parent root) {
        var at = root.getScene().getFocusOwner();
        javafx.event.Event.fireEvent(at == null ? root : at,
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.TAB, false, false, false, false));
        root.applyCss();
        root.layout();
    }

    private static Rectangle2D area(Parent root, Node node) {
        Bounds at = node.localToScene(node.getLayoutBounds());
        double x = Math.max(0, at.getMinX() - 8);
        double y = Math.max(0, at.getMinY() - 8);
        return new Rectangle2D(x, y, Math.max(1, Math.min(root.getScene().getWidth() - x, at.getMaxX() + 8 - x)),
                Math.max(1, Math.min(root.getScene().getHeight() - y, at.getMaxY() + 8 - y)));
    }

    private static Image picture(Parent root, Rectangle2D area) {
        var how = new SnapshotParameters();
        how.setViewport(area);
        return root.snapshot(how, null);
    }

    private static boolean differs(Image with, Image without, Node node) {
        int seen = 0;
        for (int y = 0; y < with.getHeight(); y++) {
            for (int x = 0; x < with.getWidth(); x++) {
                if (contrast(with.getPixelReader().getColor(x, y), without.getPixelReader().getColor(x, y)) >= CONTRAST) {
                    seen++;
                }
            }
        }
        return seen >= Math.min(60, node.getLayoutBounds().getWidth() + node.getLayoutBounds().getHeight());
    }

    private static double contrast(Color a, Color b) {
        double lighter = Math.max(luminance(a), luminance(b));
        double darker = Math.min(luminance(a), luminance(b));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    private Parent open(HubState house, Place there) {
        var window = Screens.open(stage, house, _ -> {
        }, there, 1440, 900);
        Screens.fill(window.scene());
        return window.scene().getRoot();
    }
}
