package hearth.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.home.AlarmMode;
import hearth.hub.AlarmState;
import hearth.hub.Panel;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The alarm's panel as the journal spells it.
///
/// @param mode  what is armed; empty for nothing
/// @param ends  when the state ends by itself; empty for never
/// @param began of a state that rings; empty otherwise
/// @param cause device, node and property of a state that waits for a code; empty otherwise
record PanelForm(long version, String state, String mode, String ends, String began, boolean again, List<String> cause, String zone,
        String since, String by, List<String> bypassed, Map<String, Integer> trips, Map<String, String> memory,
        Map<String, FirstForm> firsts, Map<String, WrongForm> wrong, List<String> drilled) {

    record FirstForm(String sensor, String at) {
    }

    record WrongForm(int count, String locked) {
    }

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    static String json(Panel panel) {
        var state = panel.state();
        var cause = state instanceof AlarmState.Pending(_, var ref, _, _)
                ? List.of(ref.device().value(), ref.node(), ref.property()) : List.<String>of();
        try {
            return JSON.writeValueAsString(new PanelForm(panel.version(), state.getClass().getSimpleName(),
                    state.armed().map(AlarmMode::name).orElse(""), state.due().map(Instant::toString).orElse(""),
                    state instanceof AlarmState.Triggered(_, var began, _) ? began.toString() : "",
                    state instanceof AlarmState.Arming(_, _, boolean again) && again, cause,
                    state instanceof AlarmState.Pending(_, _, var zone, _) ? zone : "", panel.since().toString(), panel.by(),
                    panel.bypassed().stream().map(DeviceId::value).sorted().toList(), new TreeMap<>(panel.trips()),
                    keyed(panel.memory(), DeviceId::value, zone -> zone),
                    keyed(panel.firsts(), zone -> zone, first -> new FirstForm(first.sensor().value(), first.at().toString())),
                    keyed(panel.wrong(), Panel.Way::name, wrong -> new WrongForm(wrong.count(), wrong.locked().toString())),
                    panel.drilled().stream().map(DeviceId::value).sorted().toList()));
        } catch (JsonProcessingException never) {
            throw new IllegalStateException(never);
        }
    }

    /// Empty where this is no panel; one from before drills were kept has none.
    static Optional<Panel> read(String json) {
        try {
            var panel = JSON.readTree(json);
            if (panel instanceof ObjectNode object) {
                object.putIfAbsent("drilled", JSON.createArrayNode());
            }
            return Optional.of(JSON.treeToValue(panel, PanelForm.class).panel());
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException damaged) {
            return Optional.empty();
        }
    }

    private Panel panel() {
        return new Panel(version, meant(), Instant.parse(since), by, bypassed.stream().map(DeviceId::new).collect(Collectors.toSet()),
                trips,
                keyed(memory, DeviceId::new, zone -> zone), keyed(firsts, zone -> zone,
                        first -> new Panel.First(new DeviceId(first.sensor()), Instant.parse(first.at()))),
                keyed(wrong, Panel.Way::valueOf, w -> new Panel.Wrong(w.count(), Instant.parse(w.locked()))),
                drilled.stream().map(DeviceId::new).collect(Collectors.toSet()));
    }

    private AlarmState meant() {
        return switch (state) {
            case "Disarmed" -> new AlarmState.Disarmed();
            case "Arming" -> new AlarmState.Arming(AlarmMode.valueOf(mode), Instant.parse(ends), again);
            case "Armed" -> new AlarmState.Armed(AlarmMode.valueOf(mode));
            case "Pending" -> new AlarmState.Pending(AlarmMode.valueOf(mode),
                    new PropertyRef(new DeviceId(cause.get(0)), cause.get(1), cause.get(2)), zone, Instant.parse(ends));
            case "Triggered" -> new AlarmState.Triggered(mode.isEmpty() ? Optional.empty() : Optional.of(AlarmMode.valueOf(mode)),
                    Instant.parse(began), Instant.parse(ends));
            default -> throw new IllegalArgumentException("no state: " + state);
        };
    }

    private static <K, V, L, W> Map<L, W> keyed(Map<K, V> all, Function<K, L> key, Function<V, W> value) {
        return all.entrySet().stream().collect(Collectors.toMap(e -> key.apply(e.getKey()), e -> value.apply(e.getValue()), (one, _) -> one,
                TreeMap::new));
    }
}
