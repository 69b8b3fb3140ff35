package hearth.profile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hearth.device.Message;
import hearth.profile.Fields.Rejected;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a profile says of a device once its variables are known, however they became known. Read whole when the profile is loaded.
///
/// @param names what a device of this kind is called before it has a name, by language
record Blueprint(Fields device, Map<String, String> names, Phrase manufacturer, Phrase model, Lets lets, List<Component> components,
        List<Availability> availability) {

    /// A topic that says whether the device is there.
    private record Availability(Fields at, Phrase topic, List<Phrase> online, List<Phrase> offline, Optional<Phrase> when) {
    }

    /// A message to a device, sent by itself.
    record Errand(Fields at, Phrase topic, com.fasterxml.jackson.databind.JsonNode payload, Optional<Phrase> when) {

        static List<Errand> read(Fields top, String key) throws Rejected {
            var errands = new ArrayList<Errand>();
            for (var at : top.list(key)) {
                errands.add(new Errand(at, at.phrase("topic"), at.any("payload").orElse(JsonNodeFactory.instance.textNode("")),
                        at.optionalPhrase("when")));
                at.done();
            }
            return List.copyOf(errands);
        }

        /// Empty where it is not needed now.
        Optional<Message> message(Scope scope) throws Rejected {
            if (when.isPresent() && !Blueprint.holds(at, when.get(), scope)) {
                return Optional.empty();
            }
            var topic = Component.filter(at, "topic", this.topic, scope);
            if (!topic.exact()) {
                throw at.reject("topic", "must be one topic, without wildcards");
            }
            var filled = Component.payload(at, "payload", payload, scope);
            return Optional.of(Message.of(topic.filter(), filled.isTextual() ? filled.textValue() : filled.toString()));
        }
    }

    static Blueprint read(Fields top, boolean discovers) throws Rejected {
        var device = top.object("device");
        var components = new ArrayList<Component>();
        for (var at : top.list("components")) {
            components.add(Component.read(at, discovers, discovers ? Component.Tell.PLACE : Component.Tell.TOPIC));
        }
        if (components.isEmpty()) {
            throw top.reject("components", "names no property");
        }
        var availability = new ArrayList<Availability>();
        for (var at : top.list("availability")) {
            availability.add(new Availability(at, at.phrase("topic"), at.phrases("online", List.of("online")),
                    at.phrases("offline", List.of("offline")), at.optionalPhrase("when")));
            at.done();
        }
        var blueprint = new Blueprint(device, device.words("name"), device.phrase("manufacturer", device.text("manufacturer", "")),
                device.phrase("model", device.text("model", "")), Lets.of(top), List.copyOf(components), List.copyOf(availability));
        if (!discovers) {
            device.done();
        }
        return blueprint;
    }

    /// Everything the device can do and say.
    List<Feature> features(Scope scope, Component.Trouble trouble) throws Rejected {
        var features = new ArrayList<Feature>();
        for (var component : components) {
            component.features(scope, features, trouble);
        }
        return features;
    }

    List<Presence> presence(Scope scope) throws Rejected {
        var presence = new ArrayList<Presence>();
        for (var a : availability) {
            if (a.when().isEmpty() || holds(a.at(), a.when().get(), scope)) {
                presence.add(Presence.of(Component.filter(a.at(), "topic", a.topic(), scope),
                        new HashSet<>(Component.filled(a.at(), "online", a.online(), scope)),
                        new HashSet<>(Component.filled(a.at(), "offline", a.offline(), scope))));
            }
        }
        return presence;
    }

    Binding.About about(String via, String source, Scope scope) throws Rejected {
        return new Binding.About(via, Component.filled(device, "manufacturer", List.of(manufacturer), scope).getFirst(),
                Component.filled(device, "model", List.of(model), scope).getFirst(), source);
    }

    static boolean holds(Fields at, Phrase when, Scope scope) throws Rejected {
        try {
            return when.holds(scope);
        } catch (IllegalArgumentException failed) {
            throw at.reject("when", failed);
        }
    }
}
