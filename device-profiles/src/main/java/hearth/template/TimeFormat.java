package hearth.template;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `strftime` and `strptime`, with C's directives and English names.
final class TimeFormat {

    private static final List<String> MONTHS = List.of("january", "february", "march", "april", "may", "june", "july", "august",
            "september", "october",
            "november", "december");
    private static final List<String> DAYS = List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    private final String text;
    private int at;

    private TimeFormat(String text) {
        this.text = text;
    }

    static String formatted(Moment moment, String format) {
        var out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            boolean bare = format.charAt(i + 1) == '-' && i + 2 < format.length();
            i += bare ? 2 : 1;
            var part = part(moment, format.charAt(i));
            out.append(bare && part.length() > 1 && part.charAt(0) == '0' ? part.replaceFirst("^0+(?=.)", "") : part);
        }
        return out.toString();
    }

    private static String part(Moment moment, char directive) {
        var t = moment.local();
        return switch (directive) {
            case 'Y' -> Integer.toString(t.getYear());
            case 'y' -> two(t.getYear() % 100);
            case 'C' -> two(t.getYear() / 100);
            case 'G' -> Integer.toString(t.get(IsoFields.WEEK_BASED_YEAR));
            case 'm' -> two(t.getMonthValue());
            case 'd' -> two(t.getDayOfMonth());
            case 'e' -> "%2d".formatted(t.getDayOfMonth());
            case 'H' -> two(t.getHour());
            case 'k' -> "%2d".formatted(t.getHour());
            case 'I' -> two(t.get(ChronoField.CLOCK_HOUR_OF_AMPM));
            case 'l' -> "%2d".formatted(t.get(ChronoField.CLOCK_HOUR_OF_AMPM));
            case 'M' -> two(t.getMinute());
            case 'S' -> two(t.getSecond());
            case 'f' -> "%06d".formatted(t.getNano() / 1000);
            case 'j' -> "%03d".formatted(t.getDayOfYear());
            case 'U' -> two((t.getDayOfYear() + 6 - t.getDayOfWeek().getValue() % 7) / 7);
            case 'W' -> two((t.getDayOfYear() + 6 - (t.getDayOfWeek().getValue() + 6) % 7) / 7);
            case 'V' -> two(t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'u' -> Integer.toString(t.getDayOfWeek().getValue());
            case 'w' -> Integer.toString(t.getDayOfWeek().getValue() % 7);
            case 'a' -> t.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'A' -> t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b', 'h' -> t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
            case 'B' -> t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'p' -> t.getHour() < 12 ? "AM" : "PM";
            case 'P' -> t.getHour() < 12 ? "am" : "pm";
            case 'z' -> moment.offset().map(o -> offset(o, "")).orElse("");
            case 'Z' -> moment.zone().map(z -> zoneName(moment, z)).orElse("");
            case 's' -> Long.toString(moment.instant().getEpochSecond());
            case 'D', 'x' -> formatted(moment, "%m/%d/%y");
            case 'T', 'X' -> formatted(moment, "%H:%M:%S");
            case 'F' -> formatted(moment, "%Y-%m-%d");
            case 'R' -> formatted(moment, "%H:%M");
            case 'r' -> formatted(moment, "%I:%M:%S %p");
            case 'c' -> formatted(moment, "%a %b %e %H:%M:%S %Y");
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            default -> "%" + directive;
        };
    }

    private static String zoneName(Moment moment, ZoneId zone) {
        if (zone instanceof ZoneOffset offset) {
            return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset(offset, ":");
        }
        return java.time.format.DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(moment.local().atZone(zone));
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    static String offset(ZoneOffset offset, String between) {
        int minutes = Math.abs(offset.getTotalSeconds()) / 60;
        return (offset.getTotalSeconds() < 0 ? "-" : "+") + two(minutes / 60) + between + two(minutes % 60);
    }

    /// The time that a text says in this format; empty where it does not fit.
    static Optional<Moment> read(String text, String format) {
        return text.length() > 200 || format.length() > 200 ? Optional.empty() : new TimeFormat(text).read(format);
    }

    private Optional<Moment> read(String format) {
        int year = 1900;
        int month = 1;
        int day = 1;
        int dayOfYear = 0;
        int hour = 0;
        int minute = 0;
        int second = 0;
        int micro = 0;
        int afternoon = -1;
        Optional<ZoneId> zone = Optional.empty();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            boolean fits = true;
            if (c == '%' && i + 1 < format.length()) {
                switch (format.charAt(++i)) {
                    case 'Y' -> fits = (year = digits(4, 4)) >= 1;
                    case 'y' -> {
                        int short2 = digits(2, 2);
                        fits = short2 >= 0;
                        year = short2 + (short2 < 69 ? 2000 : 1900);
                    }
                    case 'm' -> fits = (month = digits(1, 2)) >= 1;
                    case 'd' -> fits = (day = digits(1, 2)) >= 1;
                    case 'j' -> fits = (dayOfYear = digits(1, 3)) >= 1;
                    case 'H' -> fits = (hour = digits(1, 2)) >= 0;
                    case 'I' -> fits = (hour = digits(1, 2)) >= 1 && hour <= 12;
                    case 'M' -> fits = (minute = digits(1, 2)) >= 0;
                    case 'S' -> fits = (second = digits(1, 2)) >= 0;
                    case 'f' -> {
                        int start = at;
                        int read = digits(1, 6);
                        fits = read >= 0;
                        micro = fits ? (int) (read * Math.pow(10, 6 - (at - start))) : 0;
                    }
                    case 'b', 'B', 'h' -> fits = (month = 1 + word(MONTHS)) >= 1;
                    case 'a', 'A' -> fits = word(DAYS) >= 0;
                    case 'p' -> fits = (afternoon = word(List.of("am", "pm"))) >= 0;
                    case 'z' -> {
                        zone = zone();
                        fits = zone.isPresent();
                    }
                    case 'T' -> {
                        format = format.substring(0, i + 1) + "%H:%M:%S" + format.substring(i + 1);
                    }
                    default -> fits = format.charAt(i) == '%' && literal('%');
                }
            } else if (Text.isSpace(c)) {
                while (at < text.length() && Text.isSpace(text.charAt(at))) {
                    at++;
                }
            } else {
                fits = literal(c);
            }
            if (!fits) {
                return Optional.empty();
            }
        }
        int clock = afternoon < 0 ? hour : hour % 12 + 12 * afternoon;
        try {
            var local = LocalDateTime
                    .of(year, dayOfYear > 0 ? 1 : month, dayOfYear > 0 ? 1 : day, clock, minute, Math.min(second, 59), micro * 1000)
                    .plusDays(Math.max(0, dayOfYear - 1));
            return at < text.length() ? Optional.empty() : Optional.of(new Moment(local, zone));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private boolean literal(char c) {
        boolean fits = at < text.length() && Character.toLowerCase(text.charAt(at)) == Character.toLowerCase(c);
        at += fits ? 1 : 0;
        return fits;
    }

    private int digits(int least, int most) {
        int end = at;
        while (end < Math.min(at + most, text.length()) && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        int number = end - at < least ? -1 : Integer.parseInt(text, at, end, 10);
        at = end;
        return number;
    }

    /// Which word stands here, in full or by its first three letters.
    private int word(List<String> words) {
        for (int length : new int[]{0, 3}) {
            for (var word : words) {
                var wanted = length == 0 || word.length() < length ? word : word.substring(0, length);
                if (text.regionMatches(true, at, wanted, 0, wanted.length())) {
                    at += wanted.length();
                    return words.indexOf(word);
                }
            }
        }
        return -1;
    }

    private Optional<ZoneId> zone() {
        if (text.startsWith("Z", at)) {
            at++;
            return Optional.of(ZoneOffset.UTC);
        }
        int sign = text.startsWith("-", at) ? -1 : text.startsWith("+", at) ? 1 : 0;
        at += Math.abs(sign);
        int hours = digits(2, 2);
        at += text.startsWith(":", at) ? 1 : 0;
        int minutes = digits(2, 2);
        return sign == 0 || hours < 0 || hours > 17 || minutes < 0 || minutes > 59 ? Optional.empty()
                : Optional.of(ZoneOffset.ofTotalSeconds(sign * (hours * 60 + minutes) * 60));
    }
}
