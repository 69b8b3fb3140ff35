package hearth.ui.journal;

import hearth.device.Property;
import hearth.device.Value;
import hearth.hub.HubState;
import hearth.hub.JournalEntry;
import hearth.icon.Icon;
import hearth.profile.Api;
import hearth.ui.DeviceWords;
import hearth.ui.Texts;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;

/// A journal entry as a person reads it: who, then what.
public record Line(Instant at, JournalEntry.Kind kind, String subject, String words) {

    public static Line of(JournalEntry entry, Called called, Texts texts) {
        return new Line(entry.at(), entry.kind(), subject(entry, called, texts), words(entry, called, texts));
    }

    boolean contains(String lowerCase) {
        return (subject + " " + words).toLowerCase(Locale.ROOT).contains(lowerCase);
    }

    private static String subject(JournalEntry entry, Called called, Texts texts) {
        var named = entry.device().map(called::name);
        return switch (entry.kind()) {
            case ADDED, REMOVED, SCENE, RULE_RAN, RULE_CUT -> texts.plain(entry.detail());
            case RULE_MISSED -> texts.plain(entry.detail().replaceFirst(" · [^·]*$", ""));
            case BROKER_UP, BROKER_LOST, PORT_TAKEN, MOVED, GAP, LIMITED -> texts.of("journal.broker");
            case ARMING, ARMED, DISARMED, SIREN_OVER, CODE_REFUSED, LOCKED_OUT, CODES_CHANGED, ALARM_REFUSED ->
                texts.of("rail.security");
            case RANG, RANG_MORE -> entry.device().filter(Api.HUB::equals).isPresent() ? texts.of("rail.security")
                    : texts.plain(named.orElse(""));
            case TOLD, ANSWERED -> texts.plain(entry.detail());
            case NOT_TOLD -> texts.plain(entry.detail().substring(entry.detail().lastIndexOf('\n') + 1));
            default -> texts.plain(named.orElse(texts.of("app.name")));
        };
    }

    private static String words(JournalEntry entry, Called called, Texts texts) {
        var detail = texts.plain(entry.detail(), 160);
        var key = "journal." + entry.kind().name().toLowerCase(Locale.ROOT);
        return switch (entry.kind()) {
            case ADDED, REMOVED, OFFLINE, ONLINE, SILENCED, BYPASSED, TOLD, ANSWERED, SCENE, RULE_RAN, RULE_CUT -> texts.of(key);
            case ARMING, ARMED, SIREN_OVER -> {
                var parts = detail.split(" ", 2);
                yield parts[0].isEmpty() ? texts.of(key + ".plain")
                        : texts.of(key, word(texts, "alarm.mode.", parts[0]),
                                parts.length == 1 ? "" : texts.of("journal.by", parts[1])).strip();
            }
            case DISARMED -> texts.of(key, detail.isEmpty() ? "" : texts.of("journal.by", detail)).strip();
            case NOT_ARMED -> texts.of(key, word(texts, "obstacle.", detail));
            case CODE_REFUSED, LOCKED_OUT -> texts.of(key, word(texts, "alarm.way.", detail));
            case ALARM_REFUSED -> {
                var parts = detail.split(" ", 2);
                yield texts.of(key, word(texts, "alarm.why.", parts[0]), parts.length == 1 ? "" : parts[1]).strip();
            }
            case RANG, RANG_MORE -> {
                var parts = detail.split(" ", 2);
                yield texts.of(key, word(texts, "incident.", parts[0]), parts.length == 1 ? "" : parts[1]);
            }
            case BLIND, CLOCK_BACK ->
                texts.of(key, time(entry.detail().split(" ")[0], texts), time(entry.detail().replaceFirst(".* ", ""), texts));
            case NOT_TOLD -> texts.of(key, texts.answer(entry.detail().replaceFirst("\n.*", "")));
            case COMMANDED, NOT_CONFIRMED -> texts.of(key, value(entry, called.house(), texts));
            case BROKER_LOST -> texts.of(key, texts.fault(entry.detail()));
            case READABLE, UNREADABLE, RENAMED, REFUSED, BROKER_UP, MOVED, SECURITY_CALM, SECURITY_TROUBLE, BREAK_IN,
                    BREAK_IN_MORE, STARTED, JOINED, KNOCKED, REVOKED, TAMPERED, DUPLICATE, ENTERED, CODES_CHANGED,
                    RULE_SAID, RULES_DISAGREE ->
                texts.of(key, detail).strip();
            case BATTERY_LOW -> texts.of(key, detail).strip();
            case ACKNOWLEDGED -> detail.isEmpty() ? texts.of("journal.acknowledged.plain") : texts.of(key, detail);
            case SILENT -> texts.of(key, time(entry.detail(), texts));
            case RULE_MISSED -> texts.of(key, time(entry.detail().replaceFirst(".* · ", ""), texts));
            case GAP -> texts.of(key, time(entry.detail().split(" ")[0], texts), time(entry.detail().replaceFirst(".* ", ""), texts));
            case THERMOSTAT -> thermostat(detail, called, texts);
            case PORT_TAKEN -> detail.contains(" ")
                    ? texts.of(key, detail.substring(0, detail.indexOf(' ')), detail.substring(detail.indexOf(' ') + 1))
                    : texts.of("journal.port_taken.plain", detail);
            case SPOKEN_OVER -> {
                var parts = detail.split(" ", 2);
                yield parts.length == 1 ? texts.of(key + ".unknown", detail) : texts.of(key, parts[0], parts[1]);
            }
            case LIMITED -> {
                int space = detail.indexOf(' ');
                yield texts.of("refusal." + detail.substring(0, Math.max(0, space)), detail.substring(space + 1), "");
            }
            case TROUBLE, TROUBLE_OVER -> {
                int space = detail.indexOf(' ');
                var kind = (space < 0 ? detail : detail.substring(0, space)).toLowerCase(Locale.ROOT);
                yield texts.of(key, texts.of("trouble." + kind), space < 0 ? "" : ": " + texts.answer(detail.substring(space + 1)));
            }
        };
    }

    /// A word for what it does, and what that is about: when its thermometer was heard last, or which window is open.
    private static String thermostat(String detail, Called called, Texts texts) {
        var parts = detail.split(" ", 2);
        var key = "journal.thermostat." + parts[0];
        var about = parts.length == 1 ? "" : parts[1];
        return !texts.bundle().containsKey(key) ? detail
                : texts.of(key, parts[0].equals("silent") || parts[0].startsWith("early_") ? time(about, texts)
                        : texts.plain(called.name(about)));
    }

    /// One of the program's own words, as it is said here.
    private static String word(Texts texts, String family, String word) {
        var key = family + word.toLowerCase(Locale.ROOT);
        return texts.bundle().containsKey(key) ? texts.of(key) : texts.plain(word);
    }

    /// The journal keeps the wire's spelling; the device's properties say what it meant.
    private static String value(JournalEntry entry, HubState house, Texts texts) {
        return entry.device().flatMap(house::device).map(d -> new DeviceWords(d, texts)).stream()
                .flatMap(words -> words.device().binding().properties().stream().filter(Property::settable)
                        .flatMap(p -> Value.of(entry.detail(), p.type()).filter(p.type()::allows).map(v -> words.once(p, v)).stream()))
                .findFirst()
                .orElse(texts.plain(entry.detail()));
    }

    private static String time(String instant, Texts texts) {
        try {
            return texts.time(Instant.parse(instant));
        } catch (DateTimeException other) {
            return texts.plain(instant);
        }
    }

    public Icon icon() {
        return switch (kind) {
            case STARTED -> Icon.HEARTH;
            case SCENE -> Icon.SCENE;
            case RULE_RAN, RULE_SAID -> Icon.AUTOMATIONS;
            case ADDED, JOINED -> Icon.ADD;
            case REMOVED, REVOKED -> Icon.REMOVE;
            case RENAMED -> Icon.EDIT;
            case COMMANDED, ONLINE, READABLE, TROUBLE_OVER, TOLD -> Icon.CHECK_CIRCLE;
            case NOT_CONFIRMED, UNREADABLE, REFUSED, TROUBLE, PORT_TAKEN, DUPLICATE, GAP, SPOKEN_OVER, NOT_TOLD, LIMITED, RULE_MISSED,
                    RULE_CUT,
                    RULES_DISAGREE ->
                Icon.WARNING;
            case SILENT -> Icon.CLOCK;
            case THERMOSTAT -> Icon.THERMOSTAT;
            case OFFLINE, BROKER_LOST -> Icon.DISCONNECT;
            case BROKER_UP, MOVED, KNOCKED -> Icon.BROKER;
            case SECURITY_CALM -> Icon.SHIELD_OK;
            case SECURITY_TROUBLE, BREAK_IN, BREAK_IN_MORE, TAMPERED -> Icon.SHIELD_ALERT;
            case SILENCED -> Icon.SILENCE;
            case ACKNOWLEDGED, ANSWERED -> Icon.CHECK;
            case ARMING, ARMED, DISARMED, CODES_CHANGED -> Icon.SECURITY;
            case RANG, RANG_MORE, CODE_REFUSED, LOCKED_OUT, ENTERED -> Icon.SHIELD_ALERT;
            case NOT_ARMED, BYPASSED, ALARM_REFUSED, BLIND, CLOCK_BACK -> Icon.WARNING;
            case SIREN_OVER -> Icon.SILENCE;
            case BATTERY_LOW -> Icon.BATTERY;
        };
    }

    /// The colour family of its icon: `grey`, `green`, `amber` or `red`.
    public String tone() {
        return switch (kind) {
            case STARTED, ADDED, REMOVED, RENAMED, SILENCED, ACKNOWLEDGED, REVOKED, MOVED, ARMING, DISARMED, SIREN_OVER, CODES_CHANGED,
                    ANSWERED, SCENE, RULE_RAN, RULE_SAID, THERMOSTAT ->
                "grey";
            case COMMANDED, ONLINE, READABLE, TROUBLE_OVER, BROKER_UP, SECURITY_CALM, JOINED, ARMED, TOLD -> "green";
            case NOT_CONFIRMED, UNREADABLE, REFUSED, TROUBLE, PORT_TAKEN, DUPLICATE, SILENT, OFFLINE, BROKER_LOST, SECURITY_TROUBLE,
                    KNOCKED, GAP, LIMITED, SPOKEN_OVER, NOT_TOLD, NOT_ARMED, BYPASSED, ALARM_REFUSED, BLIND, CLOCK_BACK, CODE_REFUSED,
                    ENTERED,
                    BATTERY_LOW, RULE_MISSED, RULE_CUT, RULES_DISAGREE ->
                "amber";
            case BREAK_IN, BREAK_IN_MORE, TAMPERED, RANG, RANG_MORE, LOCKED_OUT -> "red";
        };
    }
}
