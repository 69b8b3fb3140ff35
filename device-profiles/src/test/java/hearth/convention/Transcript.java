package hearth.convention;

import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.Reading;
import hearth.device.Value;
import hearth.profile.Announced;
import hearth.profile.Binding;
import hearth.profile.ProfileCatalog;
import hearth.profile.Said;
import hearth.trie.Trie;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcollections.PMap;

/// What is said to the hub and what it makes of it, in words: JSON with `'` for `"`, values as on the wire, messages as `topic payload`.
public final class Transcript {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Announced announced = Announced.none(Conventions.of(ProfileCatalog.builtIn()));
    private final Map<PropertyRef, Value> known = new HashMap<>();
    private PMap<String, Boolean> presence = Trie.empty();
    private String problem = "";
    private List<String> asked = List.of();

    public Transcript announces(String topic, String payload) {
        announced.take(Message.retained(topic, payload.replace('\'', '"')), _ -> false).ifPresent(change -> {
            announced = change.next();
            problem = change.problem();
            asked = change.replies().stream().map(Transcript::shown).toList();
        });
        return this;
    }

    /// What nobody announced is said.
    public Transcript overhears(String topic, String payload) {
        announced.guess(Message.of(topic, payload.replace('\'', '"')), _ -> false).ifPresent(change -> announced = change.next());
        return this;
    }

    /// Overheard and understood at once.
    public List<String> guesses(String topic, String payload) {
        return overhears(topic, payload).says(topic, payload);
    }

    public List<String> devices() {
        return announced.groups().keySet().stream().filter(id -> announced.binding(id, _ -> false).isPresent()).map(DeviceId::value)
                .sorted()
                .toList();
    }

    public String problem() {
        return problem;
    }

    /// The only device.
    public Binding binding() {
        if (devices().size() != 1) {
            throw new AssertionError("devices: " + devices());
        }
        return announced.binding(new DeviceId(devices().getFirst()), _ -> false).orElseThrow();
    }

    public String name() {
        return announced.group(binding().device()).orElseThrow().name();
    }

    /// What is sent to the only device when it is first seen.
    public List<String> greeting() {
        return announced.parts(binding().device(), _ -> false).stream().flatMap(part -> part.greeting().stream())
                .map(Transcript::shown).toList();
    }

    /// What was sent by itself after the last announcement.
    public List<String> asked() {
        return asked;
    }

    public Property property(String path) {
        return binding().properties().stream().filter(p -> p.ref().path().equals(path)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + path + " among " + paths()));
    }

    public List<String> paths() {
        return binding().properties().stream().map(p -> p.ref().path()).toList();
    }

    /// What the message says: `path value`; `path ?text` where that is unreadable.
    public List<String> says(String topic, String payload) {
        return binding().read(said(topic, payload)).stream().map(reading -> switch (reading) {
            case Reading.Reported(var ref, var value) -> {
                known.put(ref, value);
                yield ref.path() + " " + value.wire();
            }
            case Reading.Passing(var ref, var value, var then, var after) ->
                ref.path() + " " + value.wire() + ", after " + after.toSeconds() + " s " + then.wire();
            case Reading.Aimed(var ref, var value) -> ref.path() + " → " + value.wire();
            case Reading.Happened(var ref, var value) -> ref.path() + " " + value.wire();
            case Reading.Unreadable(var ref, var said) -> ref.path() + " ?" + said;
        }).toList();
    }

    /// Whether the device is there after this message.
    public Optional<Boolean> online(String topic, String payload) {
        presence = binding().heard(said(topic, payload), presence).orElse(presence);
        return binding().online(presence);
    }

    private static Said said(String topic, String payload) {
        return new Said(Message.of(topic, payload.replace('\'', '"')), NOON);
    }

    private static String shown(Message message) {
        return message.topic() + " " + message.payload().text().orElse("?").replace('"', '\'');
    }

    /// What is sent when a property shall have a value.
    public List<String> sends(String path, String wire) {
        return messages(path, wire).stream().map(Transcript::shown).toList();
    }

    /// The quality of service of the one message that is sent.
    public int qos(String path, String wire) {
        return messages(path, wire).getFirst().qos();
    }

    private List<Message> messages(String path, String wire) {
        var property = property(path);
        var value = Value.of(wire, property.type()).filter(v -> property.type().allows(v))
                .orElseThrow(() -> new AssertionError(path + " cannot be " + wire));
        return binding().write(new Command(property.ref(), value), ref -> Optional.ofNullable(known.get(ref)), NOON);
    }
}
