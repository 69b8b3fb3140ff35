package hearth.home;

/// Where the house stands.
///
/// @param latitude  degrees, -90 to 90, north positive
/// @param longitude degrees, -180 to 180, east positive
public record Spot(double latitude, double longitude) {

    public Spot {
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("no place on earth: " + latitude + ", " + longitude);
        }
    }
}
