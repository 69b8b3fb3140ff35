package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.home.Settings;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.ui.Everything;
import hearth.ui.Families;
import hearth.ui.HearthWindow;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Screens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Every screen in a large and a small window: no word of ours is cut off. Pictures in `target/screens`.
@ExtendWith(ApplicationExtension.class)
final class ScreensTest {

    /// Names and values come from users and devices, and may be longer than any room for them.
    private static final Set<String> THEIRS = Set.of("tile-name", "mono", "arrival-parts");

    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
    }

    @Test void noWordIsCutOffInALargeWindow() {
        assertEquals("", String.join("\n", cutOff(Houses.SETTINGS, "large", 1440, 900)));
    }

    @Test void noWordIsCutOffInGermanInASmallWindow() {
        assertEquals("", String.join("\n", cutOff(Houses.SETTINGS.withLanguage("de").withTheme(Settings.Theme.DARK), "small", 900, 600)));
    }

    @Test void noWordIsCutOffInGermanInAWindowOfMiddleSize() {
        assertEquals("", String.join("\n", cutOff(Houses.SETTINGS.withLanguage("de"), "middle", 1100, 800)));
    }

    @Test void noWordOfAnyFamilyIsCutOffInGermanInASmallWindow() {
        assertEquals("", String.join("\n", cutOffFamilies(Houses.SETTINGS.withLanguage("de"), "small", 960, 640)));
    }

    @Test void noWordIsCutOffInGermanInASmallWindowWhileTilesAreArranged() {
        var house = Everything.house(Houses.SETTINGS.withLanguage("de").withTheme(Settings.Theme.DARK));
        assertEquals("", String.join("\n", cutOff("arranging-small", new Place.Home(), house, 900, 600,
                root -> ((Button) root.lookup("#edit")).fire())));
    }

    @Test void noWordOfHomeIsCutOffInASmallWindow() {
        assertEquals("", String.join("\n", cutOff("home-english-small", new Place.Home(), Houses.full(Houses.SETTINGS), 900, 600)));
    }

    @Test void noWordOfAnyTroubleIsCutOff() {
        var settings = Houses.SETTINGS.withLanguage("de");
        var all = new ArrayList<String>();
        for (double width : new double[]{900, 960, 1440}) {
            all.addAll(cutOff("troubles-" + (int) width, new Place.Settings(), Houses.troubled(settings), width, 980));
        }
        assertEquals("", String.join("\n", all));
    }

    @Test void whatIsCutOffIsSeen() {
        var narrow = WaitForAsyncUtils.waitForAsyncFx(30_000, () -> {
            var label = new Label("far too long for its place");
            label.setPrefWidth(60);
            Screens.show(stage, new Scene(new HBox(label), 400, 400), 400, 400);
            label.getParent().layout();
            return label;
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(WaitForAsyncUtils.waitForAsyncFx(30_000, () -> isCutOff(narrow)));
    }

    private List<String> cutOff(Settings settings, String size, double width, double height) {
        var full = Everything.house(settings);
        var alarm = Houses.after(full, Houses.NOW, Houses.said("panel", "break-in"),
                new Event.IncidentRecorded(Houses.NOW, Optional.empty()));
        var all = new ArrayList<String>();
        all.addAll(cutOff("first-run-" + size, new Place.Home(), Houses.fresh(settings), width, height));
        all.addAll(cutOff("alert-" + size, new Place.Home(), alarm, width, height));
        Everything.places(full).forEach(place -> all.addAll(cutOff(name(place) + "-" + size, place, full, width, height)));
        return all;
    }

    private List<String> cutOffFamilies(Settings settings, String size, double width, double height) {
        var families = Families.adopted(settings);
        var all = new ArrayList<>(cutOff("families-" + size, new Place.Home(), families, width, height));
        families.home().devices().keySet().forEach(
                id -> all.addAll(cutOff("family-" + id + "-" + size, new Place.OneDevice(id), families, width, height)));
        return all;
    }

    private static String name(Place place) {
        return place.toString().replaceAll("Optional|\\W+", "-").replaceAll("-+$", "");
    }

    private List<String> cutOff(String name, Place place, HubState house, double width, double height) {
        return cutOff(name, place, house, width, height, _ -> {
        });
    }

    private List<String> cutOff(String name, Place place, HubState house, double width, double height, Consumer<Parent> first) {
        HearthWindow window = Screens.open(stage, house, _ -> {
        }, place, width, height);
        Screens.fill(window.scene());
        Screens.fx(() -> first.accept(window.scene().getRoot()));
        Screens.save(window.scene(), "whole-" + name.toLowerCase(Locale.ROOT), 1);
        return WaitForAsyncUtils.waitForAsyncFx(30_000, () -> all(window.scene().getRoot()).filter(Labeled.class::isInstance)
                .map(Labeled.class::cast).filter(ScreensTest::isCutOff)
                .map(l -> name + " " + l.getStyleClass() + ": " + l.getText()).toList());
    }

    private static Stream<Node> all(Node node) {
        return !node.isVisible() ? Stream.of()
                : node instanceof Parent parent
                        ? Stream.concat(Stream.of(node), parent.getChildrenUnmodifiable().stream().flatMap(ScreensTest::all))
                : Stream.of(node);
    }

    private static boolean isCutOff(Labeled label) {
        return label.getStyleClass().stream().noneMatch(THEIRS::contains) && label.getChildrenUnmodifiable().stream()
                .anyMatch(n -> n instanceof Text text && !plain(text.getText()).equals(plain(label.getText())));
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ").strip();
    }
}
