package hearth.convention.homeassistant;

import hearth.device.HomieColor;
import hearth.device.Value;
import java.util.Map;
import java.util.Optional;

/// Colours between Homie's spelling (`hsv,h,s,v`, `rgb,r,g,b`, `xyz,x,y`) and what lights say: hue and saturation, x and y, or red, green and
/// blue. Brightness is never part of it.
final class Colors {

    private Colors() {
    }

    /// Homie's form of a light's own: `xy` stays, the others become hue and saturation.
    static String homie(String form) {
        return form.equals("xy") ? "xyz" : "hsv";
    }

    /// Numbers with commas between, as the topics of the default schema carry them.
    static Optional<Value> listed(String form, String text) {
        var n = HomieColor.numbers(text);
        if (n.size() < (form.startsWith("rgb") ? 3 : 2)) {
            return Optional.empty();
        }
        return Optional.of(switch (form) {
            case "hs" -> HomieColor.hs(n.get(0), n.get(1));
            case "xy" -> HomieColor.xy(n.get(0), n.get(1));
            default -> HomieColor.rgb(n.get(0), n.get(1), n.get(2));
        });
    }

    /// What a command template of the default schema gets; `value` is the list itself.
    ///
    /// @param dim what red, green and blue are multiplied by, 0 to 1
    static Optional<Map<String, Object>> variables(String form, Value color, double dim) {
        return switch (form) {
            case "hs" -> HomieColor.hueSaturation(color)
                    .map(hs -> Lights.all("hue", hs[0], "sat", hs[1], "value", HomieColor.tenth(hs[0]) + "," + HomieColor.tenth(hs[1])));
            case "xy" -> HomieColor.xy(color)
                    .map(xy -> Lights.all("x", xy[0], "y", xy[1], "value", HomieColor.fine(xy[0]) + "," + HomieColor.fine(xy[1])));
            default -> HomieColor.rgb(color).map(rgb -> {
                long red = Math.round(rgb[0] * dim);
                long green = Math.round(rgb[1] * dim);
                long blue = Math.round(rgb[2] * dim);
                var list = red + "," + green + "," + blue + (form.equals("rgbw") ? ",0" : form.equals("rgbww") ? ",0,0" : "");
                return Lights.all("red", red, "green", green, "blue", blue, "white", 0L, "cold_white", 0L, "warm_white", 0L, "value", list);
            });
        };
    }

}
