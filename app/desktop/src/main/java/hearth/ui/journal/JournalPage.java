package hearth.ui.journal;

import hearth.device.DeviceId;
import hearth.hub.HubState;
import hearth.hub.JournalEntry;
import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Latest;
import hearth.ui.SaveFile;
import hearth.ui.ScreenHeader;
import hearth.ui.Segments;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What happened, newest first: what is on disk, and from then on every line that comes. Filtered by kind, time and words; what is left
/// can be saved. FX thread.
public final class JournalPage extends VBox {

    /// So many lines are read from the disk.
    private static final int MOST = 10_000;

    private enum Part {
        ALL, SECURITY
    }

    private enum Span {
        ALL, DAY, WEEK;

        /// Whether it reaches back to that moment.
        boolean reaches(Instant at, Instant now) {
            return switch (this) {
                case ALL -> true;
                case DAY -> at.isAfter(now.minus(Duration.ofDays(1)));
                case WEEK -> at.isAfter(now.minus(Duration.ofDays(7)));
            };
        }
    }

    /// From the disk, oldest first, and how each reads.
    private record Old(List<JournalEntry> entries, List<Line> lines, Map<DeviceId, String> gone) {

        static Old of(List<JournalEntry> entries, HubState house, Texts texts) {
            var called = Called.in(house).by(entries);
            return new Old(entries, entries.stream().map(e -> Line.of(e, called, texts)).toList(), called.gone());
        }

        /// The lines before the one that is told anew, newest first.
        Stream<Line> before(Optional<JournalEntry> told) {
            int place = told.map(entries::lastIndexOf).orElse(-1);
            var all = place >= 0 ? lines.subList(0, place)
                    : lines.stream().filter(l -> told.filter(t -> !l.at().isBefore(t.at())).isEmpty()).toList();
            return all.reversed().stream();
        }
    }

    private final Ui ui;
    private final TextField filter = new TextField();
    private final Segments<Part> parts;
    private final Segments<Span> spans;
    private final ListView<Line> list = new ListView<>();
    private final Label told = new Label();
    private final SaveFile file;
    private Part part = Part.ALL;
    private Span span = Span.ALL;
    private Old old = new Old(List.of(), List.of(), Map.of());
    private Lines newest = new Lines(List.of(), hearth.home.Home.EMPTY);
    private List<Line> lines = List.of();

    public JournalPage(Ui ui) {
        this.ui = ui;
        file = new SaveFile(ui.texts(), told::setText);
        filter.setId("journal-filter");
        filter.setPromptText(ui.texts().of("journal.filter"));
        filter.setAccessibleText(ui.texts().of("journal.filter"));
        filter.setPrefColumnCount(18);
        filter.textProperty().subscribe(_ -> filtered());
        parts = new Segments<>(ui.texts().of("journal.part"), List.of(Part.values()), p -> ui.texts().of("journal." + word(p)), p -> {
            part = p;
            filtered();
        });
        spans = new Segments<>(ui.texts().of("journal.span"), List.of(Span.values()), s -> ui.texts().of("journal.span." + word(s)), s -> {
            span = s;
            filtered();
        });
        parts.show(part);
        spans.show(span);
        var check = button("journal-check", "journal.check", Icon.SHIELD_OK);
        check.setOnAction(_ -> check());
        var export = button("journal-export", "journal.export", Icon.DOWN);
        export.setOnAction(_ -> file.ask(this, ui.texts().of("journal.export"), "hearth-journal.csv", content()));
        told.setId("journal-told");
        told.getStyleClass().add("quiet");
        told.setWrapText(true);
        told.setMinHeight(USE_PREF_SIZE);
        told.managedProperty().bind(told.textProperty().isNotEmpty());
        var tools = new FlowPane(filter, parts, spans, check, export);
        tools.getStyleClass().add("journal-tools");
        list.getStyleClass().add("journal");
        list.setAccessibleText(ui.texts().of("rail.journal"));
        list.setCellFactory(_ -> new LineCell(ui));
        VBox.setVgrow(list, Priority.ALWAYS);
        getStyleClass().add("screen");
        getChildren().addAll(new ScreenHeader(ui, ui.texts().of("rail.journal")), tools, told, list);
        ui.showCalmly(this, Lines::of, this::shown);
        read();
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private Button button(String id, String key, Icon icon) {
        var button = new Button(ui.texts().of(key), new IconView(icon));
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setAlignment(Pos.CENTER_LEFT);
        return button;
    }

    private record Lines(List<JournalEntry> entries, hearth.home.Home home) {

        static Lines of(HubState house) {
            return new Lines(house.journal().list(), house.home());
        }
    }

    /// What came before the program began, and more than the house itself remembers.
    private void read() {
        var house = ui.house();
        var found = new Latest<Old>(whole -> {
            old = whole;
            shown(newest);
        });
        ui.history().journal(MOST)
                .thenAccept(all -> found.accept(Old.of(all, house, ui.texts())))
                .exceptionally(_ -> {
                    new Latest<String>(told::setText).accept(ui.texts().of("journal.unread"));
                    return null;
                });
    }

    private void shown(Lines now) {
        newest = now;
        var told = now.entries().isEmpty() ? Optional.<JournalEntry>empty() : Optional.of(now.entries().getLast());
        var called = new Called(ui.house(), old.gone()).by(now.entries());
        lines = Stream.concat(now.entries().stream().map(e -> Line.of(e, called, ui.texts())), old.before(told)).toList();
        filtered();
    }

    private void filtered() {
        var wanted = filter.getText().strip().toLowerCase(Locale.ROOT);
        var now = ui.clock().instant();
        var found = lines.stream().filter(l -> part == Part.ALL || JournalEntry.SECURITY.contains(l.kind()))
                .filter(l -> span.reaches(l.at(), now)).filter(l -> wanted.isEmpty() || l.contains(wanted)).toList();
        if (!found.equals(list.getItems())) {
            list.getItems().setAll(found);
        }
        list.setPlaceholder(new Label(ui.texts().of(lines.isEmpty() ? "journal.empty" : "journal.none")));
    }

    /// Whether somebody changed what was written.
    private void check() {
        var answer = new Latest<String>(told::setText);
        told.setText(ui.texts().of("journal.checks"));
        ui.history().broken()
                .thenAccept(at -> answer.accept(at.map(t -> ui.texts().of("journal.broken", ui.texts().moment(t)))
                        .orElseGet(() -> ui.texts().of("journal.intact"))))
                .exceptionally(_ -> {
                    answer.accept(ui.texts().of("journal.unread"));
                    return null;
                });
    }

    /// What is shown, into that file.
    void save(Path where) {
        file.to(where, content());
    }

    private SaveFile.Content content() {
        var shown = List.copyOf(list.getItems());
        return () -> csv(shown).getBytes(StandardCharsets.UTF_8);
    }

    /// RFC 4180 with a header; times in UTC. What a spreadsheet would take for a formula begins with an apostrophe.
    static String csv(List<Line> lines) {
        var text = new StringBuilder("time,kind,what,happened\r\n");
        lines.forEach(l -> text.append(l.at()).append(',').append(l.kind()).append(',').append(quoted(l.subject())).append(',')
                .append(quoted(l.words())).append("\r\n"));
        return text.toString();
    }

    private static String quoted(String words) {
        boolean formula = !words.isEmpty() && "=+-@".indexOf(words.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + words.replace("\"", "\"\"") + '"';
    }
}
