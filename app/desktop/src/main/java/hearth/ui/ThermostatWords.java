package hearth.ui;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.home.Device;
import hearth.home.Thermostat;
import hearth.hub.Availability;
import hearth.hub.Heating;
import hearth.hub.Heating.Why;
import hearth.hub.HubState;
import hearth.hub.Outcome;
import java.util.Optional;

/// What a thermostat of the user's own does, and why, in short plain words. A value.
public record ThermostatWords(HubState house, Thermostat thermostat, Heating heating, Texts texts) {

    /// Empty for any other device.
    public static Optional<ThermostatWords> of(HubState house, DeviceId id, Texts texts) {
        return house.home().thermostats().of(id)
                .flatMap(t -> house.climate().of(id).map(heating -> new ThermostatWords(house, t, heating, texts)));
    }

    /// The line on the tile; empty where there is nothing to say but what any thermostat says.
    public Optional<String> line() {
        return switch (heating.why()) {
            case Why.Regulating _, Why.Off _ when deaf() -> Optional.of(texts.of("thermostat.deaf"));
            case Why.Regulating _, Why.Off _ -> Optional.empty();
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

    private String name(PropertyRef ref) {
        return house.home().device(ref.device()).map(Device::name).map(texts::plain)
                .orElseGet(() -> texts.of("rule.gone", ref.device().value()));
    }
}
