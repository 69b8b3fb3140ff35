package hearth.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.device.Property;
import hearth.device.PropertyType;
import hearth.device.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnnouncedTest {

    private static final DeviceId LAMP = new DeviceId("0x00158d0000000001");

    /// `via/<anything>` with `identity identity … = thing thing …`: as plain as a convention can be.
    private record Simple(String via) implements Convention {

        @Override public Optional<Place> place(Message message) {
            return message.topic().startsWith(via + "/") ? Optional.of(Place.of(message)) : Optional.empty();
        }

        @Override public Announced.Reading read(String key, Map<String, Payload> said) {
            var text = said.get("").text().orElse("").split("=");
            var identities = Arrays.stream(text[0].strip().split(" ")).flatMap(i -> Identity.of(i).stream()).distinct().toList();
            var features = new ArrayList<Feature>();
            for (var thing : text[1].strip().split(" ")) {
                features.add(new Feature(thing, "on", thing, Capability.ON, new PropertyType.Bool(), Unit.NONE, true,
                        Property.Category.PRIMARY, key, "", List.of(), Optional.empty()));
            }
            return Announced.Reading.of(List.of(new Part(key, Part.hash(text[1]), identities, "The " + via,
                    new Binding.About(via, "", "", identities.getFirst()), "", "u " + text[1].strip(), features, List.of(), List.of(),
                    List.of(key))));
        }
    }

    private Announced announced = Announced.none(List.of(new Simple("rich"), new Simple("poor")));

    private Set<DeviceId> says(String topic, String payload) {
        var change = announced.take(Message.retained(topic, payload), _ -> false);
        change.ifPresent(c -> announced = c.next());
        return change.map(Announced.Change::changed).orElse(Set.of());
    }

    private List<String> properties(DeviceId device) {
        return announced.binding(device, _ -> false).map(Binding::properties).orElse(List.of()).stream().map(p -> p.ref().path()).toList();
    }

    @Test void partsOfOneDeviceBecomeOneDevice() {
        says("rich/b", "0x00158D0000000001 = relay");
        says("rich/a", "zigbee2mqtt_0x00158d0000000001 = led");
        assertEquals(Set.of(LAMP), announced.groups().keySet());
        assertEquals(List.of("led/on", "relay/on"), properties(LAMP));
    }

    @Test void theRicherRouteWinsAndThePoorerTakesOverWhenItGoes() {
        says("poor/x", "0x00158d0000000001 = dim");
        assertEquals(List.of("dim/on"), properties(LAMP));
        says("rich/x", "0x00158d0000000001 = bright colourful");
        assertEquals(List.of("bright/on", "colourful/on"), properties(LAMP));
        says("rich/x", "");
        assertEquals(List.of("dim/on"), properties(LAMP));
        assertEquals(Set.of(LAMP), says("poor/x", ""));
        assertEquals(Optional.empty(), announced.binding(LAMP, _ -> false));
    }

    @Test void twoDevicesThatTurnOutToBeOneAreJoined() {
        says("rich/a", "first = one");
        says("rich/b", "second = two");
        assertEquals(Set.of(new DeviceId("first"), new DeviceId("second")), says("rich/c", "first second = three"));
        assertEquals(List.of("one/on", "two/on", "three/on"), properties(new DeviceId("first")));
        assertEquals(Set.of(new DeviceId("first")), announced.groups().keySet());
    }

    @Test void theSameAgainChangesNothing() {
        says("rich/a", "lamp = one");
        assertEquals(Optional.empty(), announced.take(Message.retained("rich/a", "lamp = one"), _ -> false));
        assertEquals(Optional.empty(), announced.take(Message.retained("rich/never", ""), _ -> false));
    }

    @Test void whatIsHiddenComesBackWhenItSaysSomethingElse() {
        says("rich/a", "lamp = one");
        var mark = announced.group(new DeviceId("lamp")).orElseThrow().parts().values().iterator().next().mark();
        assertEquals(Optional.empty(), announced.binding(new DeviceId("lamp"), mark::equals));
        says("rich/a", "lamp = two");
        assertTrue(announced.binding(new DeviceId("lamp"), mark::equals).isPresent());
    }

    @Test void anIdGivenBeforeIsGivenAgain() {
        announced = announced.giving("id:lamp", new DeviceId("bedside"));
        assertEquals(Set.of(new DeviceId("bedside")), says("rich/a", "lamp = one"));
    }

    @Test void devicesWhoseNamesReadAlikeStayTwo() {
        says("rich/a", "My-Lamp = one");
        says("rich/b", "my_lamp = two");
        assertEquals(2, announced.groups().size());
    }

    @Test void aUniqueIdThatTwoDevicesClaimIsTold() {
        says("rich/a", "kitchen = temperature");
        var change = announced.take(Message.retained("rich/b", "bath = temperature"), _ -> false).orElseThrow();
        assertEquals(List.of("u temperature"), change.twice());
        assertEquals(2, change.next().groups().size());
    }

    @Test void thingsOfOneNameHaveIdsOfTheirOwn() {
        says("rich/a", "lamp = relay");
        says("rich/b", "lamp = relay led");
        assertEquals(List.of("relay/on", "relay-2/on", "led/on"), properties(new DeviceId("lamp")));
    }
}
