package hearth.ui.device;

import hearth.device.Capability;
import hearth.device.Property;
import hearth.profile.Binding;
import hearth.ui.Texts;

/// What a device's properties and origins are called. A value.
record Names(Binding binding, Texts texts) {

    /// `Brightness`; with the device's own word where several properties mean the same, or where the meaning says little.
    String of(Property property) {
        var own = texts.plain(property.name());
        var key = "capability." + property.capability().word();
        var meaning = texts.bundle().containsKey(key) ? texts.of(key) : own;
        boolean single = binding.properties().stream().filter(p -> p.capability() == property.capability()).count() == 1;
        boolean vague = property.capability() == Capability.NUMBER || property.capability() == Capability.TEXT;
        return vague ? own : single || own.isEmpty() || own.equals(meaning) ? meaning : meaning + " · " + own;
    }

    /// `Plain topic`.
    String via() {
        var key = "via." + binding.about().via();
        return texts.bundle().containsKey(key) ? texts.of(key) : texts.plain(binding.about().via());
    }
}
