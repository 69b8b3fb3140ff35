package hearth.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import hearth.device.Capability;
import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.device.Reading;
import hearth.device.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ProfileTest {

    private static final DeviceId LAMP = new DeviceId("lamp");
    private static final PropertyRef BRIGHTNESS = new PropertyRef(LAMP, "light", "brightness");

    private static Stream<String> files() throws IOException {
        return text("index.txt").lines();
    }

    private static String text(String file) throws IOException {
        try (var in = Objects.requireNonNull(ProfileTest.class.getResourceAsStream("/profiles/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text("hub-profile-1.schema.json"));
    }

    @ParameterizedTest
    @MethodSource("files") void everyBuiltInProfileFitsTheSchemaThatShipsBesideIt(String file) throws IOException {
        assertEquals(List.of(), schema().validate(text(file), InputFormat.JSON));
    }

    @Test void theSchemaKnowsEveryCapability() throws IOException {
        var known = new JsonMapper().readTree(text("hub-profile-1.schema.json")).at("/$defs/capability/enum").valueStream()
                .map(n -> n.asText()).toList();
        assertEquals(Arrays.stream(Capability.values()).map(Capability::word).toList(), known);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "id": "x"                    | "idd": "x"                    | /id                                    | is missing
            "adopt": "ask"               | "adopt": "maybe"              | /adopt                                 | has no such word: maybe
            "from": "{topic}"            | "from": "a/#/b"               | /components/0/state/power/from         | not a topic filter: a/#/b
            "number": {"unit": "W"}      | "number": {"unit": "hp"}      | /components/0/state/power/number/unit  | is no known unit: hp
            "number": {"unit": "W"}      | "nummer": {"unit": "W"}       | /components/0/state/power/             | needs exactly one of number, bool, words, color, text, bytes
            "power": {                   | "steam": {                    | /components/0/state~1steam             | is no capability
            "device": {                  | "hardware": 1, "device": {    | /hardware                              | is no key of hub-profile/1 here
            """) void aBrokenProfileIsNamedWithPlaceAndReasonAndTheRestWorks(String right, String wrong, String pointer, String reason) {
        var text = """
                {"schema": "hub-profile/1", "id": "x", "name": "X", "adopt": "ask", "device": {"name": "X"},
                 "variables": {"topic": {"name": "Topic", "default": "a"}},
                 "components": [{"id": "meter", "state": {"power": {"from": "{topic}", "number": {"unit": "W"}}}}]}
                """;
        assertTrue(text.contains(right), right);
        var catalog = ProfileCatalog.builtIn().with(Map.of("good.json", text, "mine.json", text.replace(right, wrong)));
        assertEquals(List.of(new ProfileProblem("mine.json", pointer, reason)), catalog.problems());
        assertTrue(catalog.profile("x").isPresent());
    }

    @Test void aProfileThatIsNoJsonIsNamedWithItsLine() {
        assertEquals(List.of(new ProfileProblem("mine.json", "", "is no JSON, line 2")),
                ProfileCatalog.builtIn().with(Map.of("mine.json", "{\n x")).problems());
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,0.4", "128,50.2", "255,100"}) void anotherScaleIsExactAtBothEnds(String said, double percent) {
        var lamp = light(Map.of("topic", "l", "most", "255"));
        assertEquals(List.of(new Reading.Reported(BRIGHTNESS, new Value.Numeric(percent))), lamp.read(said(Message.of("l", said))));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0.1,1", "1,3", "50,128", "100,255"}) void aLitLampIsNeverWrittenAsZero(double percent, String written) {
        var lamp = light(Map.of("topic", "l", "most", "255"));
        assertEquals(List.of(Message.of("l", written)),
                lamp.write(new Command(BRIGHTNESS, new Value.Numeric(percent)), _ -> Optional.empty(), Instant.EPOCH));
    }

    @Test void aSecurityPanelNamesItsZoneOrNot() {
        var id = new DeviceId("security");
        var panel = ProfileCatalog.builtIn().profile("security").orElseThrow().bind(id, Map.of());
        var word = new PropertyRef(id, "security", "security");
        assertEquals(List.of(new Reading.Reported(word, new Value.Text("ok"))), panel.read(said(Message.of("security/status", "ok"))));
        assertEquals(
                List.of(new Reading.Reported(word, new Value.Text("break-in")),
                        new Reading.Reported(new PropertyRef(id, "security", "zone"), new Value.Text("kitchen"))),
                panel.read(said(Message.of("security/status", "{\"status\":\"break-in\",\"zone\":\"kitchen\"}"))));
    }

    @Test void aSwitchSpeaksTheWordsItWasGiven() {
        var id = new DeviceId("plug");
        var plug = ProfileCatalog.builtIn().profile("switch").orElseThrow().bind(id,
                Map.of("topic", "tv", "command", "tv/set", "on", "AN", "off", "AUS"));
        var on = new PropertyRef(id, "switch", "on");
        assertEquals(List.of(Message.of("tv/set", "AUS")),
                plug.write(new Command(on, new Value.Truth(false)), _ -> Optional.empty(), Instant.EPOCH));
        assertEquals(List.of(new Reading.Reported(on, new Value.Truth(true))), plug.read(said(Message.of("tv", "on"))));
    }

    @Test void aPathOfTheUsersOwnIsLookedUpFirst() {
        var id = new DeviceId("t");
        var sensor = ProfileCatalog.builtIn().profile("temperature").orElseThrow().bind(id,
                Map.of("topic", "t", "path", "$.sensors[1]['room temp']", "unit", "°F"));
        assertEquals(List.of(new Reading.Reported(new PropertyRef(id, "climate", "temperature"), new Value.Numeric(21.5))),
                sensor.read(said(Message.of("t", "{\"temperature\": 3, \"sensors\": [{}, {\"room temp\": 70.7}]}"))));
    }

    @Test void aWildcardOrAnUnknownChoiceIsNoTopicToCommand() {
        var profile = ProfileCatalog.builtIn().profile("light").orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> profile.bind(LAMP, Map.of("topic", "lights/#")));
        assertThrows(IllegalArgumentException.class, () -> profile.bind(LAMP, Map.of("most", "99")));
    }

    private static Said said(Message message) {
        return new Said(message, Instant.EPOCH);
    }

    private static Binding light(Map<String, String> variables) {
        return ProfileCatalog.builtIn().profile("light").orElseThrow().bind(LAMP, variables);
    }
}
