package hearth.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.broker.Client.Got;
import hearth.broker.RawClient.Packet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What MQTT forbids a client to send: the broker says so, as far as the version can, and ends the connection.
@Timeout(60)
class GrammarTest {
    private static final String EXPIRY = "11 00 00 00 3C";

    @TempDir Path dir;

    private EmbeddedBroker broker;

    @BeforeEach void start() throws IOException {
        broker = new EmbeddedBroker(BrokerSettings.onThisMachine(dir, 0), change -> {});
        broker.start();
    }

    @AfterEach void stop() {
        broker.close();
    }

    /// MQTT 5, 3.1: the flags and properties of a CONNECT, those of its will, the reason it is refused with.
    @ParameterizedTest
    @CsvSource({
        "1E, '', '', 81", "22, '', '', 81", "0A, '', '', 81", // a will of QoS 3; its flags without a will
        "02, 21 00 00, '', 82", "02, 27 00 00 00 00, '', 82", // nothing may be under way; no packet is short enough
        "02, 17 02, '', 82", "02, 19 02, '', 82", "02, 02 00 00 00 05, '', 82", // neither yes nor no; of another packet
        "06, '', 11 00 00 00 05, 81", "06, '', 01 02, 81",
        "02, 15 00 01 78, '', 8C", "02, 16 00 01 78, '', 82", // methods of authentication there are none
        "02, 11 00 00 00 05 11 00 00 00 05, '', 82", "02, 21 00 05 22 00 05 21 00 05, '', 82", // said twice
        "06, '', 18 00 00 00 05 18 00 00 00 05, 82", "06, '', 03 00 01 61 03 00 01 61, 82"}) void aConnectThatIsNotRightIsRefused(
                String flags, String properties, String ofTheWill, String reason) throws IOException {
        try (var raw = new RawClient(broker.port()).send(connect("MQTT", 5, flags, properties, ofTheWill))) {
            Packet answer = raw.read();
            assertEquals("2 " + reason, answer.type() + " " + "%02X".formatted(answer.body()[1]));
            assertEquals(0, raw.read().type());
        }
    }

    /// MQTT 3.1.1, 3.1.2: a version nobody knows has an answer, the rest has none.
    @ParameterizedTest
    @CsvSource({"MQTT, 6, 02, 1", "MQTT, 2, 02, 1", "MQIsdp, 4, 02, 1", "MQTT, 4, 42, -", "MQTT, 4, 1E, -", "MQTT, 4, 22, -",
        "MQTT, 4, 03, -"}) void anOldConnectThatIsNotRightIsClosed(String name, int level, String flags, String answer) throws IOException {
        try (var raw = new RawClient(broker.port()).send(connect(name, level, flags, "", ""))) {
            if (!answer.equals("-")) {
                assertEquals(Integer.parseInt(answer), raw.read().body()[1]);
            }
            assertEquals(0, raw.read().type());
        }
    }

    /// The first byte and the body of a packet of MQTT 5, and the reason the connection ends with.
    @ParameterizedTest
    @CsvSource({
        "30, 00 00 00 78, 82", // a PUBLISH without a topic
        "30, 00 01 61 02 0B 01 78, 81", "30, 00 01 61 05 11 00 00 00 3C 78, 81", "30, 00 01 61 02 01 02 78, 81", // and what is not its own
        "30, 00 01 61 05 08 00 02 62 23 78, 81", // an answer to b#
        "82, 00 01 00, 82", "82, 00 01 05 11 00 00 00 3C 00 01 61 00, 82", "82, 00 01 04 0B 01 0B 02 00 01 61 00, 82",
        "82, 00 01 02 0B 00 00 01 61 00, 82", // SUBSCRIBE
        "82, 00 01 00 00 01 61 40, 81", "82, 00 01 00 00 01 61 00 00 01 62 81, 81", // options that are none
        "30, 00 01 61 0A 02 00 00 00 05 02 00 00 00 05 78, 82", "32, 00 01 61 00 07 04 01 01 01 01 78, 82", // said twice
        "30, 00 01 61 08 03 00 01 61 03 00 01 62 78, 82", "30, 00 01 61 0E 26 00 01 61 00 01 62 23 00 01 23 00 01 78, 82",
        "40, 00 01 00 08 1F 00 01 61 1F 00 01 61, 82", "E0, 00 08 1F 00 01 61 1F 00 01 61, 82",
        "82, 00 01 00 00 0A 24 73 68 61 72 65 2F 67 2F 61 04, 82", // $share/g/a, but not what I say
        "A2, 00 01 00, 82", "A2, 00 01 00 00 02 61 2B, 8F", "A2, 00 01 02 0B 01 00 01 61, 82", // UNSUBSCRIBE
        "40, 00 01 00 05 11 00 00 00 3C, 82", "62, 00 01 00 05 11 00 00 00 3C, 82", // acknowledgements with an expiry
        "E0, 00 05 11 00 00 00 3C, 82", // a session that was to end now is to last
        "20, 00 00 00, 82", "90, 00 01 00 00, 82", "B0, 00 01 00 00, 82", "D0, '', 82", "F0, '', 82"}) // what only a broker says
    void aPacketThatIsNotRightEndsTheConnectionAndSaysWhy(String first, String body, String reason) throws IOException {
        Client listener = Client.v5(broker.port(), "listener").with("will", 1);
        try (var raw = new RawClient(broker.port()).send(connect("MQTT", 5, "0E", "", ""))) {
            assertEquals(0, raw.read().body()[1]);
            raw.send(RawClient.packet(Integer.parseInt(first, 16), bytes(body)));
            Packet told = raw.read();
            assertEquals("14 " + reason, told.type() + " " + "%02X".formatted(told.body()[0]));
            assertEquals(0, raw.read().type());
        }
        listener.expect(new Got("will", "gone", 1, false));
    }

    @ParameterizedTest
    @CsvSource({"82, 00 01 00 01 61 40", "82, 00 01 00 01 61 81", "30, 00 00 78", "82, 00 01", "82, 00 01 00 01 61 04",
        "82, 00 01 00 01 61 10", "82, 00 01 00 01 61 03", "A2, 00 01",
        "A2, 00 01 00 02 61 2B", "20, 00 00", "F0, ''"}) void anOldPacketThatIsNotRightEndsTheConnection(String first, String body)
                throws IOException {
        try (var raw = new RawClient(broker.port()).send(RawClient.connect(4, "c", true))) {
            assertEquals(0, raw.read().body()[1]);
            raw.send(RawClient.packet(Integer.parseInt(first, 16), bytes(body)));
            assertEquals(0, raw.read().type());
        }
    }

    @Test void whatIsAllowedIsTaken() throws IOException {
        try (var raw = new RawClient(broker.port()).send(connect("MQTT", 5, "06",
                EXPIRY + " 21 00 01 22 00 01 27 00 00 10 00 17 00 19 01 26 00 01 61 00 01 62 26 00 01 61 00 01 62",
                "01 01 02 00 00 00 05 03 00 01 74 08 00 01 72 09 00 01 63 18 00 00 00 01 26 00 01 61 00 01 62"))) {
            assertEquals(0, raw.read().body()[1]);
            raw.send(RawClient.packet(0x82, bytes("00 01 07 0B 01 26 00 00 00 00 00 01 61 2D")));
            assertEquals(9, raw.read().type());
            raw.send(RawClient.packet(0x30, bytes("00 01 61 16 01 00 02 00 00 00 05 03 00 01 74 08 00 01 72 09 00 01 63 23 00 01 78")));
            raw.send(RawClient.packet(0xA2, bytes("00 02 05 26 00 00 00 00 00 01 61")));
            Packet answer = raw.read();
            assertEquals(11, answer.type(), "no echo: not what I say");
            raw.send(RawClient.packet(0xE0, bytes("04 05 11 00 00 00 01")));
            assertEquals(0, raw.read().type());
        }
    }

    @Test void aPacketThatComesByteByByteIsReadAsOne() throws IOException {
        try (var raw = new RawClient(broker.port())) {
            raw.sendSlowly(connect("MQTT", 5, "02", "", ""));
            assertEquals(0, raw.read().body()[1]);
            raw.sendSlowly(RawClient.packet(0x82, bytes("00 01 00 00 01 61 01")));
            assertEquals(9, raw.read().type());
            raw.sendSlowly(RawClient.packet(0x30, bytes("00 01 61 03 23 00 01 78")));
            assertEquals(3, raw.read().type());
            raw.sendSlowly(RawClient.packet(0x30, bytes("00 01 61 06 23 00 01 23 00 01 78")));
            assertEquals("14 -126", "14 " + raw.read().body()[0]);
        }
    }

    private static byte[] connect(String name, int level, String flags, String properties, String ofTheWill) {
        var body = new ByteArrayOutputStream();
        text(body, name);
        body.write(level);
        body.writeBytes(bytes(flags));
        body.writeBytes(new byte[]{0, 60});
        if (level == 5) {
            withLength(body, bytes(properties));
        }
        text(body, "c");
        int said = Integer.parseInt(flags, 16);
        if ((said & 4) != 0) {
            if (level == 5) {
                withLength(body, bytes(ofTheWill));
            }
            text(body, "will");
            text(body, "gone");
        }
        if ((said & 0x40) != 0) {
            text(body, "password");
        }
        return RawClient.packet(0x10, body.toByteArray());
    }

    private static void withLength(ByteArrayOutputStream out, byte[] bytes) {
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.write(0);
        withLength(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
