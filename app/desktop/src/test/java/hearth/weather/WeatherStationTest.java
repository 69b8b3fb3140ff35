package hearth.weather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hearth.Patience;
import hearth.device.Message;
import hearth.home.Spot;
import hearth.hub.Places;
import hearth.profile.Forecast;
import hearth.profile.WeatherApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Against a server on this machine that answers as the real ones do, or worse.
class WeatherStationTest {

    private static final Spot BONN = new Spot(50.7374, 7.0982);
    private static final Instant T0 = Instant.parse("2026-11-26T09:10:00Z");
    private static final String OPEN_METEO = """
            {"latitude":50.74,"longitude":7.1,"generationtime_ms":0.03,"utc_offset_seconds":0,"timezone":"GMT","elevation":61.0,
            "hourly_units":{"time":"unixtime","temperature_2m":"°C"},
            "hourly":{"time":[1795683600,1795687200,1795690800,1795694400],"temperature_2m":[3.4,null,-1.2,-8]}}""";
    private static final String MET = """
            {"type":"Feature","geometry":{"type":"Point","coordinates":[7.1,50.74,61]},"properties":{"meta":{
            "updated_at":"2026-11-26T08:31:00Z","units":{"air_temperature":"celsius"}},"timeseries":[
            {"time":"2026-11-26T09:00:00Z","data":{"instant":{"details":{"air_temperature":3.4,"wind_speed":2.0}}}},
            {"time":"2026-11-26T10:00:00Z","data":{"instant":{"details":{"air_temperature":null}}}},
            {"time":null,"data":null},
            {"time":"2026-11-26T11:00:00Z","data":{"instant":{"details":{"air_temperature":-1.2}}}}]}}""";

    @TempDir Path folder;

    private record Asked(String path, String agent, String since) {
    }

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> failed = new CopyOnWriteArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(T0);
    private final CountDownLatch slow = new CountDownLatch(1);
    private HttpServer server;
    private volatile int status = 200;
    private volatile String body = OPEN_METEO;
    private volatile Map<String, String> headers = Map.of();
    private volatile boolean hanging;
    private WeatherStation station;

    @BeforeEach void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext("/", this::answer);
        server.start();
        station = station();
    }

    @AfterEach void stop() {
        slow.countDown();
        station.close();
        server.stop(0);
    }

    private WeatherStation station() {
        return new WeatherStation(folder.resolve("weather.json"), "test", Duration.ofSeconds(5), now::get,
                new WeatherStation.Listener(m -> said.add(spoken(m)), failed::add, () -> failed.add("well")));
    }

    private static String spoken(Message message) {
        assertTrue(message.retained());
        return message.topic() + " " + message.payload().text().orElse("");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(new Asked(exchange.getRequestURI().toString(), exchange.getRequestHeaders().getFirst("User-Agent"),
                    String.valueOf(exchange.getRequestHeaders().getFirst("If-Modified-Since"))));
            if (hanging) {
                slow.await();
            }
            headers.forEach(exchange.getResponseHeaders()::set);
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, status == 304 || bytes.length == 0 ? -1 : bytes.length);
            if (status != 304) {
                exchange.getResponseBody().write(bytes);
            }
        } catch (InterruptedException | IOException gone) {
            exchange.close(); // who asked has left
        }
    }

    private URI here() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private OpenMeteo openMeteo() {
        return new OpenMeteo(here());
    }

    private void until(int questions, int answers) {
        Patience.until(() -> asked.size() >= questions && said.size() + failed.size() >= answers);
    }

    @Test void openMeteoIsAskedForThePlaceToAKilometreAndSaidRetained() {
        station.serve(openMeteo(), BONN);
        until(1, 3);
        assertEquals("/v1/forecast?latitude=50.74&longitude=7.10&hourly=temperature_2m&forecast_days=3&timeformat=unixtime&timezone=GMT",
                asked.getFirst().path());
        assertEquals(List.of("weather/temperature 3",
                "weather/forecast {\"updated\":\"2026-11-26T09:10:00Z\",\"source\":\"Open-Meteo.com\","
                        + "\"hours\":[{\"time\":\"2026-11-26T09:00:00Z\",\"temperature\":3.4},{\"time\":\"2026-11-26T11:00:00Z\",\"temperature\":-1.2},"
                        + "{\"time\":\"2026-11-26T12:00:00Z\",\"temperature\":-8.0}]}"),
                said);
        assertEquals(List.of("well"), failed);
    }

    @Test void metNorwayIsAskedAgainOnlyWhenItsAnswerHasExpiredAndOnlyForNews() {
        body = MET;
        headers = Map.of("Last-Modified", "Thu, 26 Nov 2026 08:31:00 GMT", "Expires", "Thu, 26 Nov 2026 10:05:00 GMT");
        station.serve(new MetNorway(here()), BONN);
        until(1, 3);
        assertEquals("/weatherapi/locationforecast/2.0/compact?lat=50.74&lon=7.10", asked.getFirst().path());
        assertTrue(said.getLast().contains("{\"time\":\"2026-11-26T11:00:00Z\",\"temperature\":-1.2}"), said::getLast);
        now.set(T0.plus(Duration.ofMinutes(50)));
        station.serve(new MetNorway(here()), BONN);
        until(1, 5);
        assertEquals(1, asked.size(), "it has not expired");
        now.set(T0.plus(Duration.ofMinutes(56)));
        status = 304;
        station.serve(new MetNorway(here()), BONN);
        until(2, 7);
        assertEquals("Thu, 26 Nov 2026 08:31:00 GMT", asked.getLast().since());
        assertTrue(said.getLast().contains("\"updated\":\"2026-11-26T10:06:00Z\""), said::getLast);
    }

    @Test void itIsAskedAtMostOnceInFifteenMinutesAlsoOverARestart() {
        station.serve(openMeteo(), BONN);
        until(1, 3);
        station.serve(openMeteo(), BONN);
        until(1, 5);
        station.close();
        station = station();
        now.set(T0.plus(Duration.ofMinutes(14)));
        station.serve(openMeteo(), BONN);
        until(1, 7);
        assertEquals(1, asked.size());
        assertTrue(said.getLast().contains("\"updated\":\"2026-11-26T09:10:00Z\""), "as old as it is");
        now.set(T0.plus(Duration.ofMinutes(31)));
        station.serve(openMeteo(), BONN);
        until(2, 10);
        assertEquals(2, asked.size());
    }

    @Test void errorsAreToldAndTheServerIsLeftAlone() {
        for (var wrong : List.of(429, 500, 403, 302)) {
            status = wrong;
            headers = wrong == 429 ? Map.of("Retry-After", "7200") : Map.of();
            failed.clear();
            asked.clear();
            station.serve(openMeteo(), new Spot(1, wrong / 100.0));
            until(1, 1);
            assertEquals(List.of("SAID " + wrong + " 127.0.0.1"), failed);
            assertEquals(List.of(), said);
        }
        status = 200;
        now.set(T0.plus(Duration.ofMinutes(14)));
        station.serve(openMeteo(), new Spot(1, 302 / 100.0));
        station.serve(openMeteo(), BONN);
        Patience.until(() -> asked.size() == 2);
        assertTrue(asked.getLast().path().contains("50.74"), "an error counts as asked");
    }

    @Test void nonsenseIsToldAndTheLastForecastStays() {
        station.serve(openMeteo(), BONN);
        until(1, 3);
        int minutes = 15;
        for (var nonsense : List.of("", "<html>", "null", "[1,2]", "{\"hourly\":null}",
                "{\"hourly\":{\"time\":[null,\"x\"],\"temperature_2m\":[1]}}",
                "{\"hourly\":{\"time\":[1795683600],\"temperature_2m\":[null]}}",
                "{\"hourly\":{\"time\":[99999999999999999],\"temperature_2m\":[1]}}",
                "{\"hourly\":{\"time\":[1795683600],\"temperature_2m\":[900]}}",
                "{\"hourly\":{\"time\":[0],\"temperature_2m\":[1]}}")) {
            body = nonsense;
            failed.clear();
            said.clear();
            minutes += 16; // of its last hour there is a forecast for one hour more
            now.set(T0.plus(Duration.ofMinutes(minutes)));
            station.serve(openMeteo(), BONN);
            Patience.until(() -> !failed.isEmpty() && said.stream().anyMatch(m -> m.startsWith("weather/forecast")));
            assertEquals(List.of("NONSENSE 127.0.0.1"), failed, nonsense);
            assertTrue(said.getLast().contains("\"updated\":\"2026-11-26T09:10:00Z\""), said::getLast);
        }
    }

    @Test void aServerThatTakesTooLongOrIsNotThereIsTold() {
        station.close();
        station = new WeatherStation(folder.resolve("weather.json"), "test", Duration.ofMillis(300), now::get,
                new WeatherStation.Listener(m -> said.add(spoken(m)), failed::add, () -> failed.add("well")));
        hanging = true;
        station.serve(openMeteo(), BONN);
        Patience.until(() -> failed.contains("TIMEOUT 127.0.0.1"));
        station.serve(new OpenMeteo(URI.create("http://127.0.0.1:1")), new Spot(1, 1));
        Patience.until(() -> failed.contains("NO_CONNECTION 127.0.0.1"));
        assertEquals(List.of(), said);
    }

    @Test void aDamagedFileIsNoHarm() throws IOException {
        for (var content : List.of("", "{", "{\"provider\":\"Open-Meteo.com\",\"place\":\"50.74,7.10\",\"asked\":null}")) {
            Files.writeString(folder.resolve("weather.json"), content);
            said.clear();
            station.serve(openMeteo(), BONN);
            Patience.until(() -> said.size() == 2);
        }
        assertEquals(3, asked.size());
    }

    @Test @DisabledOnOs(OS.WINDOWS) void whatIsKeptTellsThePlaceToItsOwnerOnly() throws IOException {
        station.serve(openMeteo(), BONN);
        until(1, 3);
        Patience.until(() -> Files.exists(folder.resolve("weather.json")));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("weather.json"))));
        station.close();
        try (var left = Files.list(folder)) {
            assertEquals(List.of("weather.json"), left.map(f -> f.getFileName().toString()).toList());
        }
    }

    @Test void whatIsNotWantedAnyMoreIsClearedAndForgotten() {
        station.stop();
        station.serve(openMeteo(), BONN);
        until(1, 3);
        assertEquals(2, said.size(), "nothing of its own was there to clear");
        station.stop();
        Patience.until(() -> said.size() == 4);
        assertEquals(List.of("weather/temperature ", "weather/forecast "), said.subList(2, 4));
        assertTrue(Files.notExists(folder.resolve("weather.json")));
    }

    /// A forecast as Open-Meteo gave it, hour by hour as it is published.
    @Test void aRecordedAnswerOfOpenMeteoIsReadToTheLastHour() throws IOException {
        body = recorded("open-meteo-forecast.json");
        now.set(Instant.parse("2023-06-22T23:20:00Z"));
        station.serve(openMeteo(), new Spot(50.904, -1.404));
        until(1, 3);
        assertEquals("weather/temperature 17.5", said.getFirst());
        var forecast = published();
        assertEquals(48, forecast.hours().size());
        assertEquals(new Forecast.Hour(Instant.parse("2023-06-22T23:00:00Z"), 17.7), forecast.hours().getFirst());
        assertEquals(new Forecast.Hour(Instant.parse("2023-06-24T22:00:00Z"), 18.9), forecast.hours().getLast());
        assertEquals(
                List.of(17.7, 17.0, 16.4, 15.9, 15.5, 15.0, 15.0, 15.6, 16.9, 18.7, 20.5, 21.4, 22.4, 23.1, 23.3, 23.1, 22.7, 22.2, 21.9,
                        21.6, 20.5, 19.3, 18.0, 17.2, 16.6, 16.2, 16.0, 16.0, 15.9, 15.9, 16.3, 17.4, 18.8, 19.9, 21.3, 21.7, 22.8, 23.4,
                        24.4, 24.8,
                        24.5, 24.4, 24.0, 23.3, 22.7, 21.1, 19.7, 18.9),
                forecast.hours().stream().map(Forecast.Hour::temperature).toList());
    }

    @Test void aRecordedAnswerOfMetNorwayIsReadToTheLastHour() throws IOException {
        body = recorded("met-norway-compact.json");
        now.set(Instant.parse("2024-02-04T01:40:00Z"));
        station.serve(new MetNorway(here()), new Spot(60, 11));
        until(1, 3);
        var forecast = published();
        assertEquals("MET Norway", forecast.source());
        assertEquals(new Forecast.Hour(Instant.parse("2024-02-04T01:00:00Z"), 0.7), forecast.hours().getFirst());
        assertEquals(new Forecast.Hour(Instant.parse("2024-02-04T11:00:00Z"), 2.2), forecast.hours().getLast());
        assertEquals(List.of(0.7, 0.6, 0.8, 0.9, 1.4, 1.9, 1.8, 1.8, 1.2, 1.7, 2.2),
                forecast.hours().stream().map(Forecast.Hour::temperature).toList());
    }

    @Test void recordedPlacesAreFoundByName() throws IOException {
        var found = new CopyOnWriteArrayList<List<Places.Place>>();
        body = recorded("open-meteo-places.json");
        station.find(new Geocoding(here()), "Enschede", "en", (places, _) -> found.add(places));
        Patience.until(() -> found.size() == 1);
        assertEquals(List.of(new Places.Place("Enschede, Overijssel, The Netherlands", new Spot(52.21833, 6.89583)),
                new Places.Place("Enschede Airport Twente, Overijssel, The Netherlands", new Spot(52.27, 6.87417))), found.getFirst());
        body = recorded("open-meteo-no-places.json");
        station.find(new Geocoding(here()), "Xyzzy", "en", (places, _) -> found.add(places));
        Patience.until(() -> found.size() == 2);
        assertEquals(List.of(), found.getLast());
    }

    @Test void whoAsksNamesAContactWhereTheBuildHasOne() {
        assertEquals("Hearth/1.2 https://example.org/hearth", WeatherStation.agent("1.2", "https://example.org/hearth"));
        assertEquals("Hearth/1.2", WeatherStation.agent("1.2", ""));
        station.serve(openMeteo(), BONN);
        until(1, 3);
        assertTrue(asked.getFirst().agent().matches("Hearth/test( [^$]+)?"), asked.getFirst().agent());
    }

    /// What the hub reads of what was said.
    private Forecast published() {
        var payload = hearth.device.Payload.of(said.getLast().substring("weather/forecast ".length()));
        return WeatherApi.forecast(payload, now.get(), true).orElseThrow();
    }

    private static String recorded(String file) throws IOException {
        try (var answer = Objects.requireNonNull(WeatherStationTest.class.getResourceAsStream(file), file)) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test void placesAreFoundByName() {
        var found = new CopyOnWriteArrayList<String>();
        body = "{\"results\":[{\"name\":\"Bonn\",\"latitude\":50.73438,\"longitude\":7.09549,\"admin1\":\"Nordrhein-Westfalen\","
                + "\"country\":\"Deutschland\"},{\"name\":null,\"latitude\":1,\"longitude\":1},{\"name\":\"Nowhere\",\"latitude\":null},"
                + "{\"name\":\"Moon\",\"latitude\":200,\"longitude\":0}]}";
        station.find(new Geocoding(here()), "Bonn am Rhein", "de", (places, problem) -> found.add(
                problem + places.stream().map(Places.Place::toString).toList()));
        Patience.until(() -> found.size() == 1);
        assertEquals("/v1/search?count=8&format=json&language=de&name=Bonn+am+Rhein", asked.getFirst().path());
        assertEquals("[Place[name=Bonn, Nordrhein-Westfalen, Deutschland, at=Spot[latitude=50.73438, longitude=7.09549]]]",
                found.getFirst());
        body = "{\"generationtime_ms\":0.5}";
        station.find(new Geocoding(here()), "Xyzzy", "en", (places, problem) -> found.add(problem + places));
        Patience.until(() -> found.size() == 2);
        assertEquals("[]", found.getLast());
        status = 500;
        station.find(new Geocoding(here()), "Bonn", "en", (places, problem) -> found.add(problem));
        Patience.until(() -> found.size() == 3);
        assertEquals("SAID 500 127.0.0.1", found.getLast());
    }

    @Test void whatItSaysIsWhatTheHubReads() {
        station.serve(openMeteo(), BONN);
        until(1, 3);
        var payload = hearth.device.Payload.of(said.getLast().substring("weather/forecast ".length()));
        var forecast = WeatherApi.forecast(payload, T0.plus(Duration.ofDays(1)), true).orElseThrow();
        assertEquals(T0, forecast.updated());
        assertEquals(List.of(3.4, -1.2, -8.0), forecast.hours().stream().map(Forecast.Hour::temperature).toList());
    }
}
