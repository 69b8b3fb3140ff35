package io.moquette.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.broker.Grant;
import hearth.broker.Grant.Way;
import hearth.broker.Permit;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RulesTest {
    @Test void aFilterCoversWhatItBringsAndNoMore() {
        for (String pair : List.of("# a", "# a/b/#", "a/# a", "a/# a/b/c", "a/# a/#", "+/b a/b", "a/+/c a/b/c", "+/+ +/b", "a/b a/b")) {
            assertTrue(Rules.covers(pair.split(" ")[0], pair.split(" ")[1]), pair);
        }
        for (String pair : List.of("a b", "a/# b", "a/+ a/b/c", "a/+ a/#", "a a/b", "a/b a", "+/b #", "# $SYS/x", "a/b/# a", "a/b +/b")) {
            assertFalse(Rules.covers(pair.split(" ")[0], pair.split(" ")[1]), pair);
        }
        for (String pair : List.of("a/# +/b", "# a", "a/+ +/b", "a a", "a/# a", "+ +", "a/+/c a/b/#")) {
            assertTrue(Rules.overlaps(pair.split(" ")[0], pair.split(" ")[1]), pair);
        }
        for (String pair : List.of("a b", "a/b/# a/c", "a/+ a/b/c", "a +/a")) {
            assertFalse(Rules.overlaps(pair.split(" ")[0], pair.split(" ")[1]), pair);
        }
    }

    @Test void noWildcardReachesTheHousesOwnTopics() {
        Rules all = rules(new Grant("#", Way.BOTH));
        assertTrue(all.mayWrite("lamp/set"));
        for (String own : List.of("security/status", "hearth/5/lamp/light/on/set", "homeassistant/status", "$SYS/x")) {
            assertFalse(all.mayWrite(own), own);
        }
        for (String own : List.of("security/status", "hearth/#", "#", "+/status", "$SYS/#")) {
            assertFalse(all.mayRead(own), own);
        }
        assertTrue(all.mayRead("lamp/#"));
        assertFalse(rules(new Grant("homeassistant/#", Way.BOTH)).mayWrite("homeassistant/status"));
        Rules enrolled = rules(new Grant("security/status", Way.WRITE), new Grant("homeassistant/status", Way.WRITE));
        assertTrue(enrolled.mayWrite("security/status") && enrolled.mayWrite("homeassistant/status"));
        assertFalse(enrolled.mayWrite("security/alarm/set"));
        Rules everything = rules(new Grant("#", Way.BOTH), new Grant("security/#", Way.BOTH), new Grant("hearth/#", Way.READ));
        assertTrue(everything.mayRead("#") && everything.mayRead("+/status") && everything.mayWrite("security/status"));
        assertFalse(everything.mayWrite("hearth/5/x"));
    }

    @Test void aDenialOutweighsAPermission() {
        Rules rules = rules(new Grant("a/#", Way.BOTH), new Grant("a/secret/#", Way.DENY));
        assertTrue(rules.mayWrite("a/x") && rules.mayRead("a/x/#"));
        assertFalse(rules.mayWrite("a/secret/x") || rules.mayRead("a/#") || rules.mayRead("a/+/x"));
    }

    @Test void namesStandForTheClientAndCannotWidenAFilter() {
        Permit permit = new Permit("plug", "", List.of(new Grant("%u/%c/#", Way.BOTH)), false, Set.of());
        assertTrue(Rules.of(permit, "one").mayWrite("plug/one/x"));
        for (String widening : List.of("#", "+", "a/b", "")) {
            assertFalse(Rules.of(permit, widening).mayWrite("plug/other/x"), widening);
        }
    }

    @Test void aDevicesOwnTopicsAreKnownByTheOnesItUses() {
        assertEquals(List.of("tele/plug/#", "cmnd/plug/#", "tasmota/discovery/AABB/#", "shellies/plug-1/#", "plug-1/#", "wled/ab/#",
                "house/kitchen/lamp/#", "homeassistant/light/x/#", "temperature", "lights/brightness", "my/own/#"),
                own("tele/plug/STATE", "cmnd/plug/#", "tasmota/discovery/AABB/config", "shellies/plug-1/relay/0", "plug-1/status/switch:0",
                        "wled/ab/g", "house/kitchen/lamp/on", "homeassistant/light/x/light/config", "temperature", "lights/brightness",
                        "my/own/+/set"));
        assertEquals(List.of(),
                own("#", "+/x", "tele/#", "security/status", "hearth/5/x", "homeassistant/status", "homeassistant/#", "$SYS/#", "a/#"));
    }

    @Test void eachWrongPasswordMakesAnAddressWaitLongerAndOnlyThatOne() {
        var time = new AtomicLong();
        var patience = new Patience(time::get);
        for (int wrong = 0; wrong < 3; wrong++) {
            patience.fail(address(7));
            assertFalse(patience.isSpent(address(7)));
        }
        for (int seconds : new int[]{1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60, 60}) {
            patience.fail(address(7));
            time.addAndGet(Duration.ofSeconds(seconds).toNanos() - 1);
            assertTrue(patience.isSpent(address(7)), seconds + " s");
            assertFalse(patience.isSpent(address(8)));
            time.incrementAndGet();
            assertFalse(patience.isSpent(address(7)), seconds + " s");
        }
        time.addAndGet(Duration.ofMinutes(16).toNanos());
        patience.fail(address(7));
        assertFalse(patience.isSpent(address(7)));
        for (int many = 0; many < 10_000; many++) {
            patience.fail(address(many));
        }
        assertEquals(4_096, patience.size());
    }

    private static List<String> own(String... topics) {
        return Arrays.stream(topics).flatMap(topic -> Rules.own(topic, "plug", "plug-1").stream()).toList();
    }

    private static Rules rules(Grant... grants) {
        return Rules.of(new Permit("plug", "", List.of(grants), false, Set.of()), "plug-1");
    }

    private static InetAddress address(int host) {
        try {
            return InetAddress.getByAddress(new byte[]{10, 0, (byte) (host >> 8), (byte) host});
        } catch (UnknownHostException fourBytesAreAnAddress) {
            throw new IllegalStateException(fourBytesAreAnAddress);
        }
    }
}
