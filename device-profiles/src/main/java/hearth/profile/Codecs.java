package hearth.profile;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The codecs of one kind of device, each there once: a thousand thermometers read their values by the same one, which is then always at
/// hand for the processor. Any thread.
final class Codecs {

    private static final int MOST = 64;

    private final Map<Codec, Codec> known = new ConcurrentHashMap<>();

    /// The one that is equal to this, if it is known.
    Codec shared(Codec codec) {
        var same = known.get(codec);
        if (same == null && known.size() < MOST) {
            same = known.putIfAbsent(codec, codec);
        }
        return same == null ? codec : same;
    }
}
