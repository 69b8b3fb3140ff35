package hearth.app;

import hearth.ui.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.TextField;

/// The window of a large house, used: its Home, its list of devices and the search in it, each opened when its code has never run, and
/// again. The baseline is the window at rest.
final class Places {

    private static final int DEVICES = 500;
    private static final String WANTED = "thermometer 49";

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
            LiveHouse.onFx(() -> {
                pulses.stop();
                return true;
            });
            return figures;
        }
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
