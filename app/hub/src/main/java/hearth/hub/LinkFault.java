package hearth.hub;

/// Why a broker did not let the hub in, or was lost. The words are for the log and travel in [BrokerLink.Lost#reason] and its like, with an
/// address before them or a detail behind; the window says them in its language.
public enum LinkFault {
    NO_HOST("there is no such host"),
    NOTHING_ANSWERS("nothing answers there"),
    NO_ANSWER("does not answer"),
    CLOSED("the connection was closed"),
    NOT_CONNECTED("not connected"),
    STOPPED("the broker was stopped"),
    TAKEN_OVER("another program uses the hub's client id"),
    LOGIN("does not accept the user name or password"),
    TOPICS_REFUSED("does not let the hub see all topics"),
    FILTER_REFUSED("the subscription to # was refused"),
    /// With the broker's own reason behind it, as the following ones.
    REFUSES("refuses the hub"),
    ENDED("the broker ended the connection"),
    BUSY("server busy"),
    UNAVAILABLE("server unavailable"),
    TOO_MANY("quota exceeded"),
    TOO_OFTEN("connection rate exceeded"),
    TOO_FAST("message rate too high"),
    TOO_LARGE("packet too large"),
    BANNED("banned"),
    BAD_NAME("client identifier not valid"),
    BAD_NAME_3("identifier rejected"),
    OLD_VERSION("unsupported protocol version"),
    OLD_VERSION_3("unacceptable protocol version"),
    CUT("administrative action"),
    TOO_SILENT("keep alive timeout"),
    MOVED("server moved"),
    ELSEWHERE("use another server"),
    /// With the detail of the encryption behind it, or one of the following.
    NOT_SECURE("no secure connection"),
    FOREIGN_CERTIFICATE("its certificate is of an authority that is not trusted"),
    OTHER_NAME("its certificate is made out to another name"),
    OLD_CERTIFICATE("its certificate is out of date"),
    WANTS_CERTIFICATE("it asks for a certificate of the hub's own"),
    /// The following come behind a file.
    UNREADABLE("cannot be read"),
    NO_CERTIFICATE("holds no certificate in PEM form"),
    NO_KEY("holds no private key that begins with BEGIN PRIVATE KEY. Others are turned into it by"),
    ODD_KEY("holds a private key of a kind that is not known"),
    OTHER_KEY("does not belong to the key in"),
    OWN_BROKER("this computer's broker"),
    INTERRUPTED("interrupted");

    private final String words;

    LinkFault(String words) {
        this.words = words;
    }

    /// English, within a sentence.
    public String words() {
        return words;
    }

    /// With what is behind it.
    public String words(String detail) {
        return words + ": " + detail;
    }

    @Override public String toString() {
        return words;
    }
}
