package hearth.ui.security;

import hearth.hub.HubState;
import hearth.hub.Incident;
import hearth.hub.JournalEntry;
import hearth.ui.AlarmWords;
import hearth.ui.Texts;
import hearth.ui.Ui;
import hearth.ui.alert.Told;
import hearth.ui.journal.Called;
import hearth.ui.journal.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.openpdf.text.Document;
import org.openpdf.text.Font;
import org.openpdf.text.HeaderFooter;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/// One incident on paper: what happened when, who was told, what the journal says around it, and whether that is as it was written.
/// A value.
///
/// @param journal from a minute before until ten minutes after, oldest first
/// @param drill   what it showed, where it was one
/// @param broken  when the first line was written that somebody changed
record IncidentReport(Incident incident, List<Line> journal, List<Told> told, Optional<DrillReport> drill, Optional<Instant> broken,
        HubState house, Texts texts, Instant now) {

    private static final int MOST = 10_000;
    private static final float MARGIN = 56;

    /// Reads what is needed from the disk: not on the FX thread.
    ///
    /// @throws IOException if the journal cannot be read
    static IncidentReport of(Incident incident, Ui ui, HubState house, Instant now) throws IOException {
        var texts = ui.texts();
        var end = Stream.concat(incident.acknowledged().stream(), incident.happenings().stream().map(Incident.Happening::last))
                .max(Instant::compareTo).orElse(incident.since()).plus(Duration.ofMinutes(10));
        var begin = incident.since().minus(Duration.ofMinutes(1));
        try {
            var all = ui.history().journal(MOST).toCompletableFuture().join();
            var called = Called.in(house).by(all);
            var lines = all.stream()
                    .filter(e -> JournalEntry.SECURITY.contains(e.kind()) && !e.at().isBefore(begin) && !e.at().isAfter(end))
                    .map(e -> Line.of(e, called, texts)).toList();
            var drill = house.security().drill().filter(d -> d.incident().filter(i -> i.since().equals(incident.since())).isPresent())
                    .map(d -> DrillReport.of(d, house, texts, now));
            return new IncidentReport(incident, lines, Told.of(Told.Facts.of(house, incident.since()), texts, now), drill,
                    ui.history().broken().toCompletableFuture().join(), house, texts, now);
        } catch (CompletionException unreadable) {
            throw new IOException(texts.of("journal.unread"), unreadable);
        }
    }

    /// `hearth-2026-11-22-0214.pdf`.
    static String name(Incident incident, Texts texts) {
        return "hearth-" + incident.since().atZone(texts.zone()).toLocalDateTime().toString().substring(0, 16).replace('T', '-')
                .replace(":", "") + ".pdf";
    }

    byte[] pdf() throws IOException {
        var words = new AlarmWords(house, texts);
        var plain = font("Regular");
        var strong = font("SemiBold");
        var text = new Font(plain, 10);
        var small = new Font(plain, 8.5f);
        var head = new Font(strong, 12);
        var out = new ByteArrayOutputStream();
        try (var page = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN)) {
            PdfWriter.getInstance(page, out);
            page.addTitle(words.title(incident));
            page.addCreator("Hearth " + house.version());
            page.setDocumentLanguage(texts.language());
            page.setFooter(footer(small));
            page.open();
            page.add(new Paragraph(words.kicker(incident), new Font(strong, 9)));
            page.add(spaced(new Paragraph(26, words.title(incident), new Font(strong, 20)), 10));
            page.add(table(text, strong, facts(words)));
            section(page, head, "alert.happened");
            page.add(table(text, strong, incident.happenings().stream().map(h -> happening(h, words)).toList()));
            drill.ifPresent(d -> {
                section(page, head, "drill");
                d.steps().forEach(s -> page.add(new Paragraph(15, texts.of("report.mark." + s.mark().name().toLowerCase(Locale.ROOT))
                        + s.words(), text)));
            });
            section(page, head, "alert.told");
            told.forEach(line -> page.add(new Paragraph(15, line.words(), text)));
            section(page, head, "report.journal");
            page.add(table(text, strong, journal.stream().map(l -> List.of(at(l.at()), (l.subject() + " " + l.words()).strip())).toList()));
            page.add(spaced(new Paragraph(14, broken.map(at -> texts.of("journal.broken", texts.moment(at)))
                    .orElseGet(() -> texts.of("journal.intact")), small), 6));
        }
        return out.toByteArray();
    }

    private HeaderFooter footer(Font small) {
        var made = texts.of("report.made", house.version(), texts.longDate(now), texts.time(now)) + "    ";
        var footer = new HeaderFooter(new Phrase(made, small), new Phrase("", small));
        footer.setBorder(0);
        return footer;
    }

    private List<List<String>> facts(AlarmWords words) {
        var facts = new ArrayList<List<String>>();
        facts.add(List.of(texts.of("report.kind"), words.kind(incident)));
        facts.add(List.of(texts.of("report.since"), texts.longDate(incident.since()) + ", " + at(incident.since()) + " ("
                + texts.zone().getId() + ")"));
        incident.mode().ifPresent(mode -> facts.add(List.of(texts.of("report.mode"), texts.of("alarm.state." + mode.word()))));
        facts.add(List.of(texts.of("report.count"), Integer.toString(incident.count())));
        facts.add(List.of(texts.of("report.seen"), incident.acknowledged().map(at -> texts.longDate(at) + ", " + at(at))
                .orElseGet(() -> texts.of("report.unseen"))));
        return facts;
    }

    private List<String> happening(Incident.Happening h, AlarmWords words) {
        var what = words.said(h.cause()) ? words.kind(incident) + " " + texts.of("alert.word", texts.plain(h.word())) : words.sign(h);
        var zone = h.zone().map(z -> " " + texts.of("alert.zone", texts.plain(z))).orElse("");
        var times = h.count() == 1 ? "" : " · " + texts.of("alert.times", Integer.toString(h.count()), at(h.last()));
        return List.of(at(h.first()), what + zone + times);
    }

    private String at(Instant at) {
        return texts.exactTime(at);
    }

    private void section(Document page, Font head, String key) {
        page.add(spaced(new Paragraph(18, texts.of(key), head), 14));
    }

    private static Paragraph spaced(Paragraph paragraph, float before) {
        paragraph.setSpacingBefore(before);
        paragraph.setSpacingAfter(5);
        return paragraph;
    }

    /// What stands at the left is a time or a name.
    private static PdfPTable table(Font text, BaseFont strong, List<List<String>> rows) {
        var table = new PdfPTable(new float[]{1, 4});
        table.setWidthPercentage(100);
        for (var row : rows) {
            table.addCell(cell(new Phrase(row.getFirst(), new Font(strong, text.getSize()))));
            table.addCell(cell(new Phrase(row.getLast(), text)));
        }
        return table;
    }

    private static PdfPCell cell(Phrase words) {
        var cell = new PdfPCell(words);
        cell.setBorder(0);
        cell.setPadding(2);
        cell.setPaddingLeft(0);
        cell.setLeading(2, 1.15f);
        return cell;
    }

    private static BaseFont font(String weight) throws IOException {
        var name = "HearthSans-" + weight + ".otf";
        try (var file = Objects.requireNonNull(Texts.class.getResourceAsStream("fonts/" + name))) {
            return BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, BaseFont.NOT_CACHED, file.readAllBytes(), null);
        }
    }
}
