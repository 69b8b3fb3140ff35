package hearth.app;

import hearth.ui.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeView;

/// The window of a large house, used: its Home, its list of devices and the search in it, each opened when its code has never run, and
/// again. The baseline is the window at rest.
final class Places {

    private static final int DEVICES = 500;
    private static final String WANTED = "thermometer 49";
    private static final int TOPICS = 20_000;

    List<Figure> measure(Path folder) throws IOException, InterruptedException {
        try (var house = LiveHouse.open(folder, DEVICES); var wire = new Wire(house.port())) {
            for (int i = 0; i < DEVICES; i++) {
                wire.say("bench/" + i, "2" + i % 10 + ".5").join();
            }
            var pulses = Pulses.started();
            Thread.sleep(3_000);
            double calm = longest(pulses);
            var figures = new ArrayList<Figure>();
            for (var again : List.of("", ", again")) {
                open(house, new Place.Devices());
                figures.add(figure("opening Devices" + again, pulses, calm));
                for (int i = 1; i <= WANTED.length(); i++) {
                    var typed = WANTED.substring(0, i);
                    LiveHouse.onFx(() -> {
                        ((TextField) house.window().scene().lookup("#devices-search")).setText(typed);
                        return true;
                    });
                    Thread.sleep(150);
                }
                figures.add(figure("typing in its search" + again, pulses, calm));
                open(house, new Place.Home());
                figures.add(figure("opening Home" + again, pulses, calm));
            }
            figures.addAll(topics(house, wire, pulses, calm));
            LiveHouse.onFx(() -> {
                pulses.stop();
                return true;
            });
            return figures;
        }
    }

    /// Many topics in the explorer's tree, all of it open, and then values for the thousand of one branch.
    private static List<Figure> topics(LiveHouse house, Wire wire, Pulses pulses, double calm) throws InterruptedException {
        CompletableFuture.allOf(IntStream.range(0, TOPICS).mapToObj(i -> wire.say("site/floor" + i % 20 + "/sensor" + i, "1"))
                .toArray(CompletableFuture[]::new)).join();
        LiveHouse.await(() -> house.hearth().state().topics().size() >= TOPICS);
        longest(pulses);
        open(house, new Place.Broker());
        double opening = longest(pulses);
        LiveHouse.onFx(() -> {
            var tree = (TreeView<?>) house.window().scene().lookup("#topic-tree");
            for (int row = 0; row < tree.getExpandedItemCount(); row++) {
                tree.getTreeItem(row).setExpanded(true);
            }
            return true;
        });
        Thread.sleep(1_500);
        longest(pulses);
        for (int i = 0; i < TOPICS; i += 20) {
            wire.say("site/floor0/sensor" + i, "2").join();
        }
        Thread.sleep(1_500);
        return List.of(Figure.only(TOPICS + " topics, opening Broker for the first time: longest gap", "ms", opening),
                Figure.atMost(100, "the same, values for 1,000 of the open tree", "ms", longest(pulses), calm, "at rest"));
    }

    private static void open(LiveHouse house, Place place) throws InterruptedException {
        LiveHouse.onFx(() -> {
            house.window().open(place);
            return true;
        });
        Thread.sleep(1_500);
    }

    private static double longest(Pulses pulses) {
        double longest = pulses.gaps.millis(1);
        pulses.gaps.clear();
        return longest;
    }

    private static Figure figure(String what, Pulses pulses, double calm) {
        return Figure.atMost(100, DEVICES + " devices, " + what + ": longest gap", "ms", longest(pulses), calm, "at rest");
    }
}
