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
            case TEST -> texts.of("letter.test", texts.day(notice.about()), texts.timeWithSeconds(notice.about()));
        }, texts.of("alert.seen"), texts.of("letter.thanks"));
    }

    private String title(Notice notice) {
        return switch (notice.kind()) {
            case ALARM -> (notice.drill() ? texts.of("letter.drill") + " " : "") + (notice.places().isEmpty() ? texts.of("notify.title")
                    : texts.of("notify.zone", notice.places().stream().map(texts::plain).collect(Collectors.joining(", "))));
            case TROUBLE, WARNING -> trouble(notice.what());
            case TEST -> texts.of("letter.test.title");
        };
    }

    /// The true times stand in it: it may get through much later.
    private String alarm(Notice notice) {
        var since = texts.of("letter.alarm", texts.plain(notice.what()), texts.day(notice.about()), texts.timeWithSeconds(notice.about()));
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
