package hearth.home;

/// Who notices that a hub has died: a server that this one calls every minute, and this one for another hub.
///
/// @param pings     whether it calls
/// @param ping      the URL it calls: whoever knows it can call in its place
/// @param watches   whether it watches another hub
/// @param broker    the other hub's broker, as `mqtts://kitchen-pc.local:8883`
/// @param user      its login there; the password is kept elsewhere
/// @param authority a file of certificates to trust instead of the system's; empty for the system's
public record Watch(boolean pings, String ping, boolean watches, String broker, String user, String authority) {

    public static final Watch NONE = new Watch(false, "", false, "", "", "");

    /// With another address that is called every minute.
    public Watch pinging(boolean on, String url) {
        return new Watch(on, url, watches, broker, user, authority);
    }

    /// With another hub that is listened for.
    public Watch watching(boolean on, String otherBroker, String otherUser, String otherAuthority) {
        return new Watch(pings, ping, on, otherBroker, otherUser, otherAuthority);
    }
}
