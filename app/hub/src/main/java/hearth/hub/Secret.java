package hearth.hub;

/// A password on its way from the screen to where it is kept; it stands in no log and no file of ours. A value.
public record Secret(String text) {

    @Override public String toString() {
        return "Secret";
    }
}
