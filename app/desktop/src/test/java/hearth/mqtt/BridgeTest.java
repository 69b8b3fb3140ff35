package hearth.mqtt;

import static hearth.Patience.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PayloadFormatIndicator;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import hearth.broker.BrokerSettings;
import hearth.broker.EmbeddedBroker;
import hearth.device.Message;
import hearth.hub.Moved;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way from the embedded broker to Mosquitto, with clients at both.
final class BridgeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private EmbeddedBroker inner;
    private Mosquitto outer;

    @BeforeEach void start() throws Exception {
        inner = closing(new EmbeddedBroker(BrokerSettings.onThisMachine(folder.resolve("broker"), 0), _ -> {
        }));
        inner.start();
        outer = closing(Mosquitto.open(folder));
    }

    @AfterEach void close() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
    }

    @Test void whatIsSaidAtEitherIsHeardOnceAtBothInMqtt5() throws Exception {
        bridge(outer.uri());
        assertEachIsHeardOnceAtBoth();
    }

    @Test void whatIsSaidAtEitherIsHeardOnceAtBothInMqtt311() throws Exception {
        bridge(closing(Relay.toOld(outer)).uri());
        assertEachIsHeardOnceAtBoth();
    }

    /// Both say the same, too: an echo and another's word are told apart by their number.
    private void assertEachIsHeardOnceAtBoth() throws Exception {
        var old = closing(new Peer(inner.port(), "#"));
        var far = closing(new Peer(outer.port(), "#"));
        int each = 300;
        for (int i = 0; i < each; i++) {
            old.say(Message.of("old/" + i % 7, "" + i), Message.of("same", "on"));
            far.say(Message.of("far/" + i % 7, "" + i), Message.of("same", "on"));
        }
        var atOld = all(old, 4 * each);
        var atFar = all(far, 4 * each);
        assertEquals(sorted(said(each)), sorted(atOld));
        assertEquals(sorted(said(each)), sorted(atFar));
        old.say(Message.of("end", "1"));
        far.say(Message.of("end", "2"));
        assertEquals(sorted(List.of(Message.of("end", "1"), Message.of("end", "2"))), sorted(all(old, 2)));
        assertEquals(sorted(List.of(Message.of("end", "1"), Message.of("end", "2"))), sorted(all(far, 2)));
    }

    private static List<Message> said(int each) {
        return Stream.of("old/", "far/").flatMap(who -> IntStream.range(0, each).boxed()
                .flatMap(i -> Stream.of(Message.of(who + i % 7, "" + i), Message.of("same", "on")))).toList();
    }

    @Test void whatBelongsToAMessageInMqtt5IsCarriedWithIt() throws Exception {
        var question = Mqtt5Publish.builder().topic("ask").payload("?".getBytes()).qos(MqttQos.AT_LEAST_ONCE).messageExpiryInterval(600)
                .payloadFormatIndicator(Mqtt5PayloadFormatIndicator.UTF_8).contentType("text/plain").responseTopic("answer")
                .correlationData(new byte[]{1, 2}).userProperties().add("a", "b").add("a", "c").applyUserProperties().build();
        five(inner.port(), "before", new LinkedBlockingQueue<>()).publish(question.extend().topic("kept").retain(true).build()).join();
        var moved = new Move("mover").carry(BrokerAddress.of("mqtt://127.0.0.1:" + inner.port()), BrokerAddress.of(outer.uri()), List.of(),
                false, NOW);
        assertEquals(1, moved.carried());
        bridge(outer.uri());
        var atOld = new LinkedBlockingQueue<Mqtt5Publish>();
        var atFar = new LinkedBlockingQueue<Mqtt5Publish>();
        var old = five(inner.port(), "old", atOld);
        var far = five(outer.port(), "far", atFar);
        assertCarried(question.extend().topic("kept").build(), atFar.poll(30, TimeUnit.SECONDS));
        old.publish(question).join();
        assertCarried(question, atFar.poll(30, TimeUnit.SECONDS));
        atOld.clear();
        far.publish(question.extend().topic("reply").build()).join();
        assertCarried(question.extend().topic("reply").build(), atOld.poll(30, TimeUnit.SECONDS));
    }

    /// Hears all.
    private Mqtt5AsyncClient five(int port, String id, LinkedBlockingQueue<Mqtt5Publish> heard) {
        var client = MqttClient.builder().identifier(id).serverHost("127.0.0.1").serverPort(port).useMqttVersion5().buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, heard::add);
        client.connect().join();
        client.subscribeWith().topicFilter("#").send().join();
        open.add(() -> client.disconnect().join());
        return client;
    }

    private static void assertCarried(Mqtt5Publish said, Mqtt5Publish heard) {
        assertEquals(said.getTopic(), heard.getTopic());
        assertEquals(said.getContentType(), heard.getContentType());
        assertEquals(said.getResponseTopic(), heard.getResponseTopic());
        assertEquals(said.getCorrelationData(), heard.getCorrelationData());
        assertEquals(said.getPayloadFormatIndicator(), heard.getPayloadFormatIndicator());
        assertEquals(said.getUserProperties().asList(), heard.getUserProperties().asList().subList(0, 2));
        long left = heard.getMessageExpiryInterval().orElseThrow();
        assertTrue(left > 500 && left <= 600, () -> "expires in " + left);
    }

    @Test void ofTheHubsTopicsOnlyCommandsGoOutAndAllComeIn() throws Exception {
        bridge(outer.uri());
        var old = closing(new Peer(inner.port(), "hearth/#", "homeassistant/status", "end"));
        var far = closing(new Peer(outer.port(), "hearth/#", "homeassistant/status", "end"));
        old.say(Message.of("hearth/5/lamp/light/brightness", "1"), Message.of("homeassistant/status", "online"),
                Message.of("hearth/5/lamp/light/brightness/set", "2"), Message.of("end", ""));
        assertEquals(List.of(Message.of("hearth/5/lamp/light/brightness/set", "2"), Message.of("end", "")), all(far, 2));
        old.hears("end", "");
        far.say(Message.retained("hearth/5/lamp/light/brightness", "3"), Message.of("homeassistant/status", "online"),
                Message.of("end", ""));
        assertEquals(List.of(Message.of("hearth/5/lamp/light/brightness", "3"), Message.of("homeassistant/status", "online"),
                Message.of("end", "")), all(old, 3));
        assertEquals(Message.retained("hearth/5/lamp/light/brightness", "3"), kept(inner.port(), "hearth/5/lamp/light/brightness"));
    }

    @Test void whatIsKeptAndWhatIsClearedAreSoAtBoth() throws Exception {
        bridge(outer.uri());
        var old = closing(new Peer(inner.port(), "#"));
        var far = closing(new Peer(outer.port(), "#"));
        old.say(Message.retained("lamp/state", "on"));
        far.hears("lamp/state", "on");
        assertEquals(Message.retained("lamp/state", "on"), kept(outer.port(), "lamp/state"));
        far.say(Message.retained("lamp/state", ""));
        old.hears("lamp/state", "");
        try (var later = new Peer(inner.port(), "lamp/#")) {
            later.say(Message.of("lamp/end", ""));
            assertEquals("lamp/end", later.hears(m -> true).topic());
        }
    }

    @Test void nothingIsLostWhileTheOtherBrokerIsAway() throws Exception {
        var relay = closing(Relay.to(outer));
        var bridge = bridge(relay.uri());
        var far = closing(new Peer(outer.port(), "#"));
        var old = closing(new Peer(inner.port(), "from/far/#"));
        relay.cut();
        until(() -> !bridge.report().up());
        old.say(numbered("from/old"));
        far.say(numbered("from/far"));
        all(far, 200);
        assertFalse(bridge.report().words().isEmpty());
        relay.mend();
        assertEquals(List.of(numbered("from/old")), distinct(far, 200));
        assertEquals(List.of(numbered("from/far")), distinct(old, 200));
    }

    @Test void whatTheEmbeddedBrokerKeepsIsCarriedOverAndWhatTheOtherHasStays() throws Exception {
        try (var old = new Peer(inner.port()); var far = new Peer(outer.port())) {
            old.say(Message.retained("a", "old"), Message.retained("b/c", "old"), Message.retained("hearth/5/lamp/$state", "ready"),
                    Message.retained("homeassistant/status", "online"), Message.of("gone", "1"));
            far.say(Message.retained("a", "far"));
        }
        assertEquals(new Moved("127.0.0.1:" + outer.port(), NOW, 1, 1, 0, ""),
                new Move("mover").carry(at(inner.port()), at(outer.port()), List.of(), false, NOW));
        assertEquals(List.of(Message.retained("a", "far"), Message.retained("b/c", "old")),
                List.of(kept(outer.port(), "a"), kept(outer.port(), "b/c")));
        try (var later = new Peer(outer.port(), "hearth/#", "homeassistant/#", "gone", "end")) {
            later.say(Message.of("end", ""));
            assertEquals("end", later.hears(m -> true).topic());
        }
    }

    @Test void onTheWayBackWhatTheOtherBrokerHasCounts() throws Exception {
        try (var old = new Peer(inner.port()); var far = new Peer(outer.port())) {
            old.say(Message.retained("a", "old"), Message.retained("b", "old"));
            far.say(Message.retained("a", "far"), Message.retained("c", "far"));
        }
        assertEquals(new Moved("127.0.0.1:" + inner.port(), NOW, 2, 0, 0, ""),
                new Move("mover").carry(at(outer.port()), at(inner.port()), List.of(), true, NOW));
        assertEquals(List.of(Message.retained("a", "far"), Message.retained("b", "old"), Message.retained("c", "far")),
                List.of(kept(inner.port(), "a"), kept(inner.port(), "b"), kept(inner.port(), "c")));
    }

    @Test void aMoveToABrokerThatIsNotThereSaysSo() throws Exception {
        int nobody = Mosquitto.freePort();
        assertEquals("nothing answers there", new Move("mover").carry(at(inner.port()), at(nobody), List.of(), false, NOW).problem());
    }

    // ---- what the tests share

    private Bridge bridge(String uri) throws Exception {
        var bridge = closing(new Bridge(at(inner.port()), List.of(BrokerAddress.of(uri)), "hub", () -> NOW));
        bridge.prepare();
        bridge.start();
        until(() -> bridge.report().up());
        return bridge;
    }

    private static BrokerAddress at(int port) {
        return BrokerAddress.of("mqtt://127.0.0.1:" + port);
    }

    private static Message kept(int port, String topic) throws InterruptedException {
        try (var peer = new Peer(port, topic)) {
            return peer.hears(m -> true);
        }
    }

    private static List<Message> all(Peer peer, int count) throws InterruptedException {
        var all = new ArrayList<Message>();
        while (all.size() < count) {
            all.add(peer.hears(m -> true));
        }
        return all;
    }

    /// QoS 1 may say a thing twice when a connection broke.
    private static List<Message> distinct(Peer peer, int count) throws InterruptedException {
        var all = new java.util.LinkedHashSet<Message>();
        while (all.size() < count) {
            all.add(peer.hears(m -> true));
        }
        return List.copyOf(all);
    }

    private static List<Message> sorted(List<Message> messages) {
        return messages.stream().sorted(java.util.Comparator.comparing(Message::toString)).toList();
    }

    private static Message[] numbered(String topic) {
        return IntStream.range(0, 200).mapToObj(i -> Message.of(topic, "" + i)).toArray(Message[]::new);
    }

    private <T extends AutoCloseable> T closing(T each) {
        open.add(each);
        return each;
    }
}
