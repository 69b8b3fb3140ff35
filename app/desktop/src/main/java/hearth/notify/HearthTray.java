package hearth.notify;

import java.awt.AWTError;
import java.awt.AWTException;
import java.awt.Color;
import java.awt.GraphicsEnvironment;
import java.awt.Menu;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.RenderingHints;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The program's icon in the system's tray. Any thread; nothing here blocks its caller.
///
/// AWT is first touched on a thread of the tray's own, never on the FX thread (on macOS the two would wait for each
/// other), and not at all without a display. Many desktops have no tray, GNOME among them, and a panel may go at any
/// time: ask [#isPresent] each time before a window hides in it, and minimise the window instead.
public final class HearthTray implements AutoCloseable {

    /// What a person reads there.
    ///
    /// @param scenes above those that can be played
    public record Words(String tip, String open, String scenes, String silence, String quit) {
    }

    /// What one click plays.
    public record Playable(String id, String name) {
    }

    private record Shown(SystemTray tray, TrayIcon icon, MenuItem open, Menu scenes, MenuItem silence, MenuItem quit) {
    }

    private static final Logger log = LoggerFactory.getLogger(HearthTray.class);

    /// Pixels of the pictures that exist.
    private static final int[] SIZES = {16, 20, 24, 32, 48, 64, 128, 256};

    /// At log-in a panel may come up later than the program: as many tries, 5 s apart.
    private static final int TRIES = 12;

    private final Runnable open;
    private final Consumer<String> play;
    private final Runnable silence;
    private final Runnable quit;
    private final ScheduledExecutorService thread = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().daemon().name("tray").factory(), new ThreadPoolExecutor.DiscardPolicy());
    private volatile boolean present;

    // Of the tray's thread.
    private Words words = new Words("", "", "", "", "");
    private List<Playable> scenes = List.of();
    private boolean ringing;
    private @Nullable Shown shown;

    /// All are called on AWT's thread.
    ///
    /// @param open    someone clicked the icon, or chose it; some systems tell one click twice
    /// @param play    takes the id of a scene that shall be played
    /// @param silence the sound shall stop; offered only while it rings
    /// @param quit    the program shall end
    public HearthTray(Runnable open, Consumer<String> play, Runnable silence, Runnable quit) {
        this.open = open;
        this.play = play;
        this.silence = silence;
        this.quit = quit;
    }

    /// Puts the icon into the tray as soon as there is one; call it once.
    public void show(Words first) {
        words(first);
        thread.execute(() -> appear(TRIES));
    }

    /// In another language, for instance.
    public void words(Words newest) {
        thread.execute(() -> {
            words = newest;
            refresh();
        });
    }

    /// What can be played, in this order.
    public void scenes(List<Playable> all) {
        thread.execute(() -> {
            scenes = List.copyOf(all);
            refresh();
        });
    }

    /// The red picture, and the offer to stop the sound.
    public void alarm() {
        ringing(true);
    }

    /// The normal picture again.
    public void calm() {
        ringing(false);
    }

    /// Whether a person can see the icon and reach the program by it.
    public boolean isPresent() {
        return present;
    }

    /// What is asked of it later is not done.
    @Override public void close() {
        thread.execute(() -> {
            if (shown != null) {
                present = false;
                shown.tray().remove(shown.icon());
            }
        });
        thread.shutdown();
    }

    private void ringing(boolean now) {
        thread.execute(() -> {
            ringing = now;
            refresh();
        });
    }

    private void appear(int tries) {
        if (GraphicsEnvironment.isHeadless() || tries == 0) {
            return;
        }
        try {
            if (!SystemTray.isSupported()) {
                thread.schedule(() -> appear(tries - 1), 5, TimeUnit.SECONDS);
                return;
            }
            var tray = SystemTray.getSystemTray();
            var made = made(tray);
            shown = made;
            refresh();
            tray.add(made.icon());
            present = true;
            tray.addPropertyChangeListener("systemTray", change -> thread.execute(() -> moved(made, change.getNewValue() != null)));
        } catch (AWTException | AWTError noTray) {
            log.warn("No icon in the tray", noTray);
        }
    }

    /// The panel went or came back. Its icons should have gone with it, but AWT may still hold ours as added.
    private void moved(Shown made, boolean back) {
        present = false;
        if (back) {
            try {
                made.tray().remove(made.icon());
                made.tray().add(made.icon());
                present = true;
            } catch (AWTException noTray) {
                log.warn("No icon in the tray", noTray);
            }
        }
    }

    private Shown made(SystemTray tray) {
        var icon = new TrayIcon(picture(ringing, pixels(tray)));
        icon.setImageAutoSize(true);
        icon.addActionListener(_ -> open.run());
        icon.addMouseListener(new MouseAdapter() {
            @Override public void mouseClicked(MouseEvent click) {
                if (click.getButton() == MouseEvent.BUTTON1) {
                    open.run();
                }
            }
        });
        var menu = new PopupMenu();
        icon.setPopupMenu(menu);
        var opening = item(menu, open);
        var playing = new Menu();
        menu.add(playing);
        return new Shown(tray, icon, opening, playing, item(menu, silence), item(menu, quit));
    }

    private static MenuItem item(Menu menu, Runnable action) {
        var item = new MenuItem();
        item.addActionListener(_ -> action.run());
        menu.add(item);
        return item;
    }

    private void refresh() {
        if (shown != null) {
            shown.icon().setImage(picture(ringing, pixels(shown.tray())));
            shown.icon().setToolTip(words.tip());
            shown.open().setLabel(words.open());
            shown.scenes().setLabel(words.scenes());
            fill(shown.scenes(), scenes, play);
            shown.silence().setLabel(words.silence());
            shown.silence().setEnabled(ringing);
            shown.quit().setLabel(words.quit());
        }
    }

    static void fill(Menu menu, List<Playable> scenes, Consumer<String> play) {
        menu.removeAll();
        for (var scene : scenes) {
            item(menu, () -> play.accept(scene.id())).setLabel(scene.name());
        }
        menu.setEnabled(!scenes.isEmpty());
    }

    private static int pixels(SystemTray tray) {
        return tray.getTrayIconSize().width;
    }

    /// At least `pixels` wide, up to 256; a plain disc where the program came without its pictures.
    static BufferedImage picture(boolean alarm, int pixels) {
        int size = IntStream.of(SIZES).filter(s -> s >= pixels).findFirst().orElse(SIZES[SIZES.length - 1]);
        var name = "/hearth/icon/hearth-" + (alarm ? "alarm-" : "") + size + ".png";
        try (var file = HearthTray.class.getResourceAsStream(name)) {
            return file == null ? disc(alarm, size) : ImageIO.read(file);
        } catch (IOException unreadable) {
            log.warn("No picture {}", name, unreadable);
            return disc(alarm, size);
        }
    }

    private static BufferedImage disc(boolean alarm, int size) {
        var image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        var canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setColor(alarm ? Color.RED : Color.ORANGE);
        canvas.fillOval(1, 1, size - 2, size - 2);
        canvas.dispose();
        return image;
    }
}
