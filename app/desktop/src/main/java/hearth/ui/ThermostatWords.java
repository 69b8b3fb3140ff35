package hearth.ui;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.home.Device;
import hearth.home.Thermostat;
import hearth.hub.Availability;
import hearth.hub.Heating;
import hearth.hub.Heating.Why;
import hearth.hub.HubState;
import hearth.hub.Outcome;
import hearth.profile.Forecast;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// What a thermostat of the user's own does, and why, in short plain words. A value.
public record ThermostatWords(HubState house, Thermostat thermostat, Heating heating, Texts texts) {

    /// As warm as rooms are, °C: how fast one warms depends on it a little.
    private static final double INSIDE = 20;

    /// Empty for any other device.
    public static Optional<ThermostatWords> of(HubState house, DeviceId id, Texts texts) {
        return house.home().thermostats().of(id)
                .flatMap(t -> house.climate().of(id).map(heating -> new ThermostatWords(house, t, heating, texts)));
    }

    /// The line on the tile; empty where there is nothing to say but what any thermostat says.
    public Optional<String> line() {
        return switch (heating.why()) {
            case Why.Regulating _, Why.Off _ when deaf() -> Optional.of(texts.of("thermostat.deaf"));
            case Why.Regulating _ -> heating.early().map(this::early);
            case Why.Off _ -> Optional.empty();
            case Why.Frost _ -> Optional.of(texts.of("thermostat.frost"));
            case Why.Window(var window) -> Optional.of(texts.of("thermostat.window", name(window)));
            case Why.Felt(var until) -> Optional.of(texts.of("thermostat.felt", texts.time(until)));
            case Why.Silent(var since, boolean pulse) ->
                Optional.of(texts.of(pulse ? "thermostat.silent.pulse" : "thermostat.silent", texts.time(since)));
            case Why.Unheard _ -> Optional.of(texts.of("thermostat.unheard"));
            case Why.NoThermometer _ -> Optional.of(texts.of("thermostat.no_thermometer"));
            case Why.NoHeater _ -> Optional.of(texts.of("thermostat.no_heater"));
        };
    }

    /// `Frost at 18:00, heating from 16:20`.
    private String early(Heating.Early early) {
        return texts.of("thermostat.early." + early.kind().name().toLowerCase(Locale.ROOT), degrees(early.target()),
                texts.time(early.at()), texts.time(early.from()));
    }

    /// Whether it heats by a plan, and would begin earlier if it knew the weather.
    private boolean adapts() {
        return thermostat.tuning().adapts() && heating.mode() == Heating.Mode.AUTO;
    }

    /// That the forecast is too old to count.
    public Optional<String> stale(Instant now) {
        return adapts() && house.climate().weather().stale(now) ? Optional.of(texts.of("thermostat.stale")) : Optional.empty();
    }

    /// The same behind the line of a tile.
    public String withStale(String line, Instant now) {
        return stale(now).isPresent() && line().isEmpty() ? texts.of("thermostat.stale.short", line) : line;
    }

    /// Whether that must catch the eye.
    public boolean warns() {
        return heating.warns() || deaf();
    }

    /// Whether the heater does not do what it is told.
    public boolean deaf() {
        return house.device(thermostat.heater().device()).filter(d -> d.availability() instanceof Availability.Offline
                || d.state(thermostat.heater()).outcome().filter(Outcome.NotConfirmed.class::isInstance).isPresent()).isPresent();
    }

    /// What it is made of: `Follows Temperature, switches Heater.`
    public String parts() {
        return texts.of("thermostat.parts", name(thermostat.thermometer()), name(thermostat.heater()));
    }

    /// Until when a wish made by hand holds.
    public Optional<String> hand() {
        return heating.hand().filter(_ -> heating.mode() == Heating.Mode.AUTO && !thermostat.plan().changes().isEmpty())
                .map(_ -> texts.of("thermostat.hand", texts.time(heating.handEnds())));
    }

    /// `Warms 1.2 °C an hour at 0 °C outside, cools 0.8 °C.`
    public String learnt() {
        return house.climate().warmth(thermostat.id()).map(w -> w.byOutside()
                ? texts.of("thermostat.learnt", rate(w.warming(INSIDE, 0)), degrees(0), rate(w.cooling(INSIDE, 0)))
                : texts.of("thermostat.learnt.inside", rate(w.warming(INSIDE, w.usual())), rate(w.cooling(INSIDE, w.usual()))))
                .orElseGet(() -> texts.of("thermostat.learning"));
    }

    /// What it knows of the weather to come.
    public Optional<String> forecast(Instant now) {
        var weather = house.climate().weather();
        return !adapts() ? Optional.empty()
                : stale(now).or(() -> weather.unreadable().map(said -> texts.of("thermostat.forecast.unreadable", texts.plain(said))))
                        .or(() -> weather.fresh(now).flatMap(f -> coldest(f, now)))
                        .or(() -> Optional.of(texts.of("thermostat.forecast.none")));
    }

    private Optional<String> coldest(Forecast forecast, Instant now) {
        return forecast.between(now, now.plus(Duration.ofDays(1))).min(Comparator.comparingDouble(Forecast.Hour::temperature))
                .map(h -> texts.of("thermostat.forecast", degrees(h.temperature()), texts.time(h.at()), texts.time(forecast.updated()),
                        forecast.source().isBlank() ? texts.of("thermostat.forecast.somebody") : texts.plain(forecast.source())));
    }

    private String degrees(double celsius) {
        return texts.withUnit(new Value.Numeric(celsius), Unit.CELSIUS);
    }

    /// A difference knows no freezing point.
    private String rate(double celsius) {
        var format = NumberFormat.getNumberInstance(texts.locale());
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        return format.format(texts.fahrenheit() ? celsius * 1.8 : celsius) + "\u00a0" + texts.unit(Unit.CELSIUS);
    }

    private String name(PropertyRef ref) {
        return house.home().device(ref.device()).map(Device::name).map(texts::plain)
                .orElseGet(() -> texts.of("rule.gone", ref.device().value()));
    }
}
