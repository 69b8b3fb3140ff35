package hearth.device;

/// One property of one device: `<device>/<node>/<property>` as it stands on the wire.
public record PropertyRef(DeviceId device, String node, String property) implements Comparable<PropertyRef> {

    /// `<node>/<property>`: the name within the device.
    public String path() {
        return node + "/" + property;
    }

    @Override public int compareTo(PropertyRef other) {
        int byDevice = device.compareTo(other.device);
        int byNode = byDevice != 0 ? byDevice : node.compareTo(other.node);
        return byNode != 0 ? byNode : property.compareTo(other.property);
    }

    @Override public String toString() {
        return device.value() + "/" + node + "/" + property;
    }
}
