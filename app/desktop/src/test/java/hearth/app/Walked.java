package hearth.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// The whole program with its window, under a robot's hand.
record Walked(Running hub, FxRobot robot, Window window, Stage stage) implements AutoCloseable {

    static Walked in(Path folder) throws Exception {
        return of(Running.in(folder));
    }

    /// The same at another time.
    static Walked in(Path folder, Clock clock) throws Exception {
        return of(Running.in(folder, clock));
    }

    private static Walked of(Running hub) throws Exception {
        Window.opened = hub.hearth();
        FxToolkit.registerPrimaryStage();
        var window = (Window) FxToolkit.setupApplication(Window::new);
        var stage = asked(() -> javafx.stage.Window.getWindows().stream().filter(javafx.stage.Window::isShowing)
                .map(Stage.class::cast).findFirst().orElseThrow());
        var robot = new FxRobot();
        robot.interact(() -> { // elsewhere a headless window cannot be full screen
            stage.setX(0);
            stage.setY(0);
        });
        return new Walked(hub, robot, window, stage);
    }

    @Override public void close() {
        hub.close();
        robot.interact(() -> List.copyOf(javafx.stage.Window.getWindows()).forEach(javafx.stage.Window::hide));
    }

    /// What the FX thread answers.
    static <T> T asked(Callable<T> question) {
        return WaitForAsyncUtils.waitForAsyncFx(30_000, question);
    }

    /// Waits until it is there.
    void shows(Predicate<Node> what) {
        Running.until(() -> asked(() -> robot.lookup(what).tryQuery().isPresent()));
    }

    /// The words of a label, with plain spaces; empty while it is not there.
    String text(String where) {
        return asked(() -> robot.lookup(where).tryQuery().map(n -> ((Labeled) n).getText()).orElse("").replace('\u00a0', ' '));
    }

    static Predicate<Node> id(String id) {
        return node -> id.equals(node.getId());
    }

    /// What is called so, in what is selected so.
    static Predicate<Node> in(String selector, String words) {
        return node -> node instanceof Labeled label && words.equals(label.getText()) && within(selector, node);
    }

    private static boolean within(String selector, @Nullable Node node) {
        return node != null && ((selector.startsWith("#") ? selector.substring(1).equals(node.getId())
                : node.getStyleClass().contains(selector.substring(1))) || within(selector, node.getParent()));
    }
}
