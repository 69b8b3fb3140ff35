package hearth.home;

/// How to get into brokers beyond this machine; the password is kept elsewhere.
///
/// @param user        empty for none
/// @param authority   a file of certificates to trust instead of the system's; empty for the system's
/// @param certificate a file with the hub's own certificate; empty for none
/// @param key         the file of its key; empty where it stands in the same file
/// @param bridge      whether clients of the embedded broker go on, over a bridge
public record BrokerAccess(String user, String authority, String certificate, String key, boolean bridge) {

    public static final BrokerAccess NONE = new BrokerAccess("", "", "", "", false);

    public BrokerAccess withBridge(boolean value) {
        return new BrokerAccess(user, authority, certificate, key, value);
    }
}
