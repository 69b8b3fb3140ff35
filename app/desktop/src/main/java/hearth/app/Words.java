package hearth.app;

import hearth.hub.Delivery;
import hearth.hub.Notice;
import hearth.hub.Trouble;
import hearth.notify.Letter;
import hearth.ui.Texts;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What people away from the house are told, in the user's language. A value.
record Words(Texts texts) {

    Letter letter(Delivery delivery) {
        var notice = delivery.notice();
        return new Letter(delivery, title(notice), switch (notice.kind()) {
            case ALARM -> alarm(notice);
            case TROUBLE, WARNING -> texts.of("letter.trouble", texts.day(notice.about()), texts.timeWithSeconds(notice.about()));
            case MESSAGE -> texts.of("letter.rule", texts.day(notice.about()), texts.timeWithSeconds(notice.about()));
            case TEST -> texts.of("letter.test", texts.day(notice.about()), texts.timeWithSeconds(notice.about()));
        }, texts.of("alert.seen"), texts.of("letter.thanks"));
    }

    private String title(Notice notice) {
        return switch (notice.kind()) {
            case ALARM -> alarmTitle(notice);
            case TROUBLE, WARNING -> trouble(notice.what());
            case MESSAGE -> texts.plain(notice.what(), 500);
            case TEST -> texts.of("letter.test.title");
        };
    }

    private String alarmTitle(Notice notice) {
        var kind = texts.of("incident." + notice.nature().name().toLowerCase(Locale.ROOT));
        var where = notice.places().stream().map(texts::plain).collect(Collectors.joining(", "));
        return (notice.drill() ? texts.of("letter.drill") + " " : "")
                + (where.isEmpty() ? texts.of("notify.title", kind) : texts.of("notify.zone", kind, where));
    }

    /// The true times stand in it: it may get through much later.
    private String alarm(Notice notice) {
        var since = texts.of("letter.alarm", texts.of("incident." + notice.nature().name().toLowerCase(Locale.ROOT)),
                texts.plain(notice.what()), texts.day(notice.about()),
                texts.timeWithSeconds(notice.about()));
        return notice.count() < 2 ? since
                : since + "\n" + texts.of("letter.times", Integer.toString(notice.count()), texts.timeWithSeconds(notice.last()));
    }

    /// A [Trouble.Kind] and its detail, or plain words.
    private String trouble(String what) {
        return Arrays.stream(Trouble.Kind.values()).map(Trouble.Kind::name).filter(kind -> what.startsWith(kind + " ")).findFirst()
                .map(kind -> texts.of("trouble." + kind.toLowerCase(Locale.ROOT)) + ": " + texts.plain(what.substring(kind.length())))
                .orElseGet(() -> texts.plain(what, 160));
    }
}
