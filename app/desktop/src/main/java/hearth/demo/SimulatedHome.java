package hearth.demo;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import hearth.device.DeviceId;
import hearth.home.Device;
import hearth.hub.HomeEdit;
import hearth.mqtt.BrokerAddress;
import hearth.profile.WeatherApi;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A lived-in home at the broker: lamps, a thermostat with its room, sensors, plugs. Any thread; the devices live on one thread of
/// their own.
public final class SimulatedHome implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SimulatedHome.class);

    /// So many reports of a sensor come a second apart, so that a screen has something to show at once.
    private static final int EAGER = 8;
    private static final Duration TICK = Duration.ofSeconds(1);

    private final BrokerAddress broker;
    private final InstantSource clock;
    private final Random chance = new Random();
    private final ScheduledExecutorService time = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("demo").daemon().factory());
    private final List<DeviceClient> clients = new ArrayList<>();
    private final DeviceClient panel;
    private final ColdFront front;

    /// @param broker `mqtt://` or `mqtts://` URI; [IllegalArgumentException] with a sentence where it is none
    public SimulatedHome(String broker, InstantSource clock) {
        this(BrokerAddress.of(broker), clock);
    }

    public SimulatedHome(BrokerAddress broker, InstantSource clock) {
        this.broker = broker;
        this.clock = clock;
        panel = client("panel");
        front = new ColdFront(clock.instant(), ZoneId.systemDefault());
    }

    /// What the user's house gains: devices and their rooms, with names in German for `de`, else in English.
    public static List<HomeEdit> arrival(String language) {
        boolean german = language.equals("de");
        var living = german ? "Wohnzimmer" : "Living room";
        var hall = german ? "Flur" : "Hallway";
        var kitchen = german ? "Küche" : "Kitchen";
        var garden = german ? "Garten" : "Garden";
        return List.of(add("lamp", german ? "Deckenlampe" : "Ceiling light", "dimmer", living),
                add("floor-lamp", german ? "Stehlampe" : "Floor lamp", "dimmer", living),
                new HomeEdit.Add(new Device(new DeviceId("demo-thermostat"), german ? "Heizung" : "Heating", "thermostat",
                        Map.of("topic", "demo/thermostat/setpoint", "room", "demo/thermostat/room", "action", "demo/thermostat/action"),
                        Device.Size.SMALL), living),
                add("panel", german ? "Alarmanlage" : "Alarm panel", "security", "status", hall),
                add("front-door", german ? "Haustür" : "Front door", "contact", "contact", hall),
                add("hallway", german ? "Bewegung" : "Motion", "motion", "motion", hall),
                add("washer", german ? "Waschmaschine" : "Washer", "plug", kitchen),
                add("kettle", german ? "Wasserkocher" : "Kettle", "plug", kitchen),
                add("humidity", german ? "Luftfeuchte" : "Humidity", "humidity", "humidity", kitchen),
                add("outdoor", german ? "Draußen" : "Outdoors", "temperature", "temperature", garden),
                add("fountain", german ? "Springbrunnen" : "Fountain", "plug", garden));
    }

    /// Returns at once; the devices come as the broker takes them.
    public void start() {
        time.execute(() -> {
            lamp("lamp", "60", Duration.ofMillis(150));
            lamp("floor-lamp", "0", TICK);
            thermostat();
            weather();
            panel();
            frontDoorAndHallway();
            plug("washer", 180, 1_700, Duration.ofSeconds(4));
            kettle();
            fountain();
            study();
            clients.forEach(DeviceClient::start);
        });
    }

    /// Stops the devices; what the broker keeps of them stays. At most about 2 s.
    @Override public void close() {
        var stopped = new CompletableFuture<Void>();
        try {
            time.execute(() -> CompletableFuture.allOf(clients.stream().map(DeviceClient::stop).toArray(CompletableFuture[]::new))
                    .whenComplete((_, _) -> stopped.complete(null)));
            stopped.completeOnTimeout(null, 2, TimeUnit.SECONDS).join();
        } catch (RejectedExecutionException already) {
            log.debug("stopped before");
        }
        time.shutdownNow();
    }

    /// Stops the devices and clears all that the broker keeps below `demo/`; takes up to about 15 s where the broker is slow.
    ///
    /// Throws [IOException] where the broker cannot be reached.
    public void remove() throws IOException {
        close();
        var client = DeviceClient.builder(broker, "demo-end", b -> b).buildAsync();
        try (var kept = client.toBlocking().publishes(MqttGlobalPublishFilter.ALL)) {
            client.connect().get(10, TimeUnit.SECONDS);
            listen(client);
            for (var next = kept.receive(1, TimeUnit.SECONDS); next.isPresent(); next = kept.receive(500, TimeUnit.MILLISECONDS)) {
                if (next.get().isRetain()) {
                    client.publishWith().topic(next.get().getTopic()).qos(MqttQos.AT_LEAST_ONCE).retain(true).send().get(5,
                            TimeUnit.SECONDS);
                }
            }
            for (var topic : List.of(WeatherApi.TEMPERATURE, WeatherApi.FORECAST)) {
                client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).retain(true).send().get(5, TimeUnit.SECONDS);
            }
            client.disconnect().get(5, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("The simulated home could not be cleared from the broker at " + broker, failed);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private static void listen(Mqtt3AsyncClient client) throws InterruptedException, ExecutionException, TimeoutException {
        for (int tries = 1;; tries++) {
            try {
                client.subscribeWith().topicFilter("demo/#").qos(MqttQos.AT_LEAST_ONCE).send().get(5, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException refused) {
                if (tries == 6) {
                    throw refused;
                }
                TimeUnit.MILLISECONDS.sleep(50L * tries);
            }
        }
    }

    // ---- the devices

    private void lamp(String name, String level, Duration answer) {
        var lamp = client(name);
        lamp.says("brightness", level);
        lamp.hears("brightness/set", wish -> number(wish)
                .ifPresent(n -> after(answer, () -> lamp.says("brightness", said(0, Math.clamp(n, 0, 100))))));
    }

    /// Wish and report share the topic of the setpoint.
    private void thermostat() {
        var thermostat = client("thermostat");
        var room = new AtomicReference<>(new HeatedRoom(19.4, 21, HeatedRoom.Action.HEATING));
        thermostat.says("setpoint", said(1, room.get().setpoint()));
        thermostat.hears("setpoint", wish -> number(wish).ifPresent(n -> after(Duration.ofMillis(150), () -> {
            room.set(room.get().wanting(Math.clamp(n, 5, 35)));
            thermostat.says("setpoint", said(1, room.get().setpoint()));
            report(thermostat, room.get());
        })));
        repeat(Duration.ofSeconds(3), past -> {
            room.set(room.get().after(past, outside()));
            report(thermostat, room.get());
        });
    }

    private static void report(DeviceClient thermostat, HeatedRoom room) {
        thermostat.says("room", said(1, room.temperature()));
        thermostat.says("action", room.action().name().toLowerCase(Locale.ROOT));
    }

    private void weather() {
        var thermometer = client("outdoor");
        repeat(Duration.ofSeconds(5), _ -> thermometer.says("temperature", said(1, outside() + noise(0.15))));
        var hygrometer = client("humidity");
        repeat(Duration.ofSeconds(7), _ -> hygrometer.says("humidity", said(0, 56 - outside() / 2 + noise(1.5))));
    }

    /// A room with a radiator that somebody else switches.
    private void study() {
        var thermometer = client("study");
        var radiator = client("radiator");
        var room = new AtomicReference<>(Study.at(front));
        radiator.says("state", "OFF");
        radiator.hears("set", wish -> after(Duration.ofMillis(200), () -> {
            room.set(room.get().switched(wish.equals("ON")));
            radiator.says("state", room.get().hot() ? "ON" : "OFF");
            radiator.says("power", room.get().hot() ? "1500.0" : "0.0");
        }));
        repeat(Duration.ofSeconds(5), past -> {
            room.set(room.get().after(past, outside()));
            thermometer.says("temperature", said(1, room.get().temperature()));
        });
        forecast();
    }

    /// Said as anybody could say it; again and again, since it grows old.
    private void forecast() {
        var now = clock.instant();
        boolean heard = WeatherApi.messages(front.forecast(now), now).stream()
                .allMatch(m -> panel.keeps(m.topic(), m.payload().text().orElse("")));
        after(heard ? Duration.ofMinutes(15) : TICK, this::forecast);
    }

    /// Rings when it is told to, and is calm again after a while.
    private void panel() {
        panel.says("status", "ok");
        panel.hears("break-in", _ -> {
            panel.says("status", "break-in");
            after(Duration.ofSeconds(60), () -> panel.says("status", "ok"));
        });
    }

    /// Someone comes home now and then: the door opens, the hallway sees them.
    private void frontDoorAndHallway() {
        var door = client("front-door");
        var hallway = client("hallway");
        door.says("contact", "closed");
        hallway.says("motion", "OFF");
        after(Duration.ofSeconds(8), () -> comeHome(door, hallway));
    }

    private void comeHome(DeviceClient door, DeviceClient hallway) {
        door.says("contact", "open");
        after(Duration.ofSeconds(2), () -> hallway.says("motion", "ON"));
        after(Duration.ofSeconds(6), () -> door.says("contact", "closed"));
        after(Duration.ofSeconds(15), () -> hallway.says("motion", "OFF"));
        after(Duration.ofSeconds(60 + chance.nextInt(90)), () -> comeHome(door, hallway));
    }

    /// @param least watts while it runs, rising by `more` with its heater
    private DeviceClient plug(String name, double least, double more, Duration interval) {
        var plug = client(name);
        plug.says("state", "ON");
        plug.says("energy", "12.400");
        plug.hears("set", wish -> after(Duration.ofMillis(200), () -> {
            plug.says("state", wish.equals("ON") ? "ON" : "OFF");
            plug.says("power", "0.0");
        }));
        repeat(interval, past -> meter(plug, past, least, more));
        return plug;
    }

    private void meter(DeviceClient plug, Duration past, double least, double more) {
        double swing = Math.max(0, Math.sin(clock.millis() / 15_000.0));
        double power = plug.said("state").equals("ON") ? least + more * swing + noise(least / 50) : 0;
        double energy = number(plug.said("energy")).orElse(0) + power * past.toMillis() / 3_600_000_000.0;
        plug.says("power", said(1, power));
        plug.says("energy", said(4, energy));
    }

    /// Stops reporting and obeying after 40 s, and never says that it is gone.
    private void kettle() {
        var kettle = plug("kettle", 2, 0, Duration.ofSeconds(3));
        after(Duration.ofSeconds(40), kettle::mute);
    }

    /// Out of reach for a while each two minutes, as its will tells.
    private void fountain() {
        var fountain = plug("fountain", 35, 3, Duration.ofSeconds(5));
        after(Duration.ofSeconds(75), () -> leave(fountain));
    }

    private void leave(DeviceClient fountain) {
        fountain.vanish();
        after(Duration.ofSeconds(45), fountain::start);
        after(Duration.ofSeconds(120), () -> leave(fountain));
    }

    // ---- small change

    private static HomeEdit add(String name, String title, String profile, String room) {
        return add(name, title, profile, "", room);
    }

    private static HomeEdit add(String name, String title, String profile, String topic, String room) {
        var variables = Map.of("topic", "demo/" + name + (topic.isEmpty() ? "" : "/" + topic));
        return new HomeEdit.Add(new Device(new DeviceId("demo-" + name), title, profile, variables, Device.Size.SMALL), room);
    }

    private DeviceClient client(String name) {
        var client = new DeviceClient(broker, name, time);
        clients.add(client);
        return client;
    }

    private void after(Duration wait, Runnable task) {
        time.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Each second at first, then at its usual interval.
    private void repeat(Duration usual, Consumer<Duration> report) {
        repeat(0, usual, Duration.ZERO, report);
    }

    private void repeat(int times, Duration usual, Duration past, Consumer<Duration> report) {
        report.accept(past);
        var next = times < EAGER ? TICK : usual;
        after(next, () -> repeat(times + 1, usual, next, report));
    }

    /// °C
    private double outside() {
        return front.outside(clock.instant());
    }

    private double noise(double most) {
        return (2 * chance.nextDouble() - 1) * most;
    }

    private static String said(int digits, double number) {
        return String.format(Locale.ROOT, "%." + digits + "f", number);
    }

    private static OptionalDouble number(String text) {
        try {
            double number = Double.parseDouble(text.strip());
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException none) {
            return OptionalDouble.empty();
        }
    }
}
