package hearth.demo;

import java.time.Duration;

/// A room with a thermostat that heats and cools; some ten times as lively as a real one. A value.
///
/// @param temperature °C
/// @param setpoint    °C
record HeatedRoom(double temperature, double setpoint, Action action) {

    enum Action {
        HEATING, IDLE, COOLING
    }

    /// What the room loses to the outside or gains from it: after this time 63 % of the difference is gone.
    private static final double MINUTES = 40;
    private static final double DEGREES_A_MINUTE = 1.5;

    HeatedRoom wanting(double newSetpoint) {
        return new HeatedRoom(temperature, newSetpoint, action).switched();
    }

    /// @param outside °C
    HeatedRoom after(Duration time, double outside) {
        double driven = switch (action) {
            case HEATING -> DEGREES_A_MINUTE;
            case IDLE -> 0;
            case COOLING -> -DEGREES_A_MINUTE;
        };
        double towards = outside + driven * MINUTES;
        double left = Math.exp(-time.toMillis() / 60_000.0 / MINUTES);
        return new HeatedRoom(towards + (temperature - towards) * left, setpoint, action).switched();
    }

    /// Heats from 0.2 °C below the setpoint to 0.2 °C above it; cools only what is 1 °C too warm.
    private HeatedRoom switched() {
        double over = temperature - setpoint;
        var next = switch (action) {
            case HEATING -> over >= 0.2 ? Action.IDLE : Action.HEATING;
            case COOLING -> over <= 0.2 ? Action.IDLE : Action.COOLING;
            case IDLE -> over <= -0.2 ? Action.HEATING : over >= 1 ? Action.COOLING : Action.IDLE;
        };
        return new HeatedRoom(temperature, setpoint, next);
    }
}
