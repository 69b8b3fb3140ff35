package hearth.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.device.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The alarm on the wire: topics, states and commands of Home Assistant's `alarm_control_panel`
/// (home-assistant.io/integrations/alarm_control_panel.mqtt), so that panels made for that work here.
public final class AlarmApi {

    public static final String STATE = "security/alarm/state";
    public static final String SET = "security/alarm/set";
    public static final String EVENT = "security/alarm/event";

    private static final int LONGEST = 16_384;
    private static final ObjectMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /// What a message on [#SET] asks for.
    public sealed interface Asked {

        /// @param word   `DISARM`, `ARM_HOME`, `ARM_AWAY`, `ARM_NIGHT`, `ARM_VACATION`, `ARM_CUSTOM_BYPASS` or `TRIGGER`
        /// @param code   as it was entered; empty for none
        /// @param bypass names or ids of sensors to pass over
        /// @param force  whether all that are in the way are passed over
        record Command(String word, String code, List<String> bypass, boolean force) implements Asked {
            public Command {
                bypass = List.copyOf(bypass);
            }

            /// Without the code.
            @Override public String toString() {
                return word;
            }
        }

        /// Somebody has seen what rings: `ACKNOWLEDGE`, which Home Assistant does not have. It changes no state of the alarm.
        record Acknowledge() implements Asked {
        }

        /// @param said as far as it can hold no code: the word alone, or nothing
        record Unreadable(String said) implements Asked {
        }
    }

    private AlarmApi() {
    }

    public static Message state(String word) {
        return Message.retained(STATE, word);
    }

    /// What just happened, not retained.
    ///
    /// @param event   a word such as `armed`, `refused`, `triggered`
    /// @param why     a word for the reason; empty for none
    /// @param sensors names
    public static Message event(String event, Instant at, String state, String why, String by, List<String> sensors) {
        var json = event(event, at).put("state", state);
        if (!why.isEmpty()) {
            json.put("reason", why);
        }
        if (!by.isEmpty()) {
            json.put("by", by);
        }
        if (!sensors.isEmpty()) {
            sensors.forEach(json.putArray("sensors")::add);
        }
        return Message.of(EVENT, json.toString());
    }

    /// Something rings, or rings on elsewhere; not retained.
    ///
    /// @param kind   a word such as `burglary`, `fire`, `trouble`
    /// @param since  when the alarm began that it belongs to
    /// @param word   what the sensor said, or its capability
    /// @param sensor its name
    public static Message alert(String kind, Instant at, Instant since, Optional<String> zone, String word, Optional<String> sensor) {
        var json = event("alert", at).put("kind", kind).put("since", since.toString());
        zone.ifPresent(z -> json.put("zone", z));
        json.put("word", word);
        sensor.ifPresent(name -> json.putArray("sensors").add(name));
        return Message.of(EVENT, json.toString());
    }

    /// Somebody has seen the alarm that began then; not retained.
    public static Message acknowledged(Instant at, Instant since) {
        return Message.of(EVENT, event("acknowledged", at).put("since", since.toString()).toString());
    }

    private static ObjectNode event(String event, Instant at) {
        return JsonNodeFactory.instance.objectNode().put("event", event).put("at", at.toString());
    }

    /// A word, or JSON such as `{"command":"DISARM","code":"1234"}`; Home Assistant also says `action` for `command`.
    public static Asked read(Message message) {
        var text = message.payload().size() > LONGEST ? Optional.<String>empty() : message.payload().text().map(String::strip);
        if (text.isEmpty()) {
            return new Asked.Unreadable("");
        }
        return text.get().startsWith("{") ? object(text.get()) : word(text.get(), "", List.of(), false);
    }

    private static Asked object(String text) {
        try {
            var json = JSON.readTree(text);
            var names = new ArrayList<String>();
            json.path("bypass").forEach(name -> names.add(name.asText()));
            return word(json.path("command").asText(json.path("action").asText()), said(json.path("code")), names,
                    json.path("force").asBoolean());
        } catch (JsonProcessingException wrong) {
            return new Asked.Unreadable("");
        }
    }

    private static String said(JsonNode code) {
        return code.isNull() ? "" : code.asText();
    }

    private static Asked word(String word, String code, List<String> bypass, boolean force) {
        var upper = word.strip().toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "DISARM", "ARM_HOME", "ARM_AWAY", "ARM_NIGHT", "ARM_VACATION", "ARM_CUSTOM_BYPASS", "TRIGGER" ->
                new Asked.Command(upper, code.strip(), bypass, force);
            case "ACKNOWLEDGE" -> new Asked.Acknowledge();
            // digits might be a code
            default -> new Asked.Unreadable(upper.codePoints().noneMatch(Character::isDigit) && word.length() <= 64 ? word : "");
        };
    }
}
