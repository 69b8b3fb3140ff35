package hearth.hub;

/// Something around the hub that does not work, while the rest does.
///
/// @param detail what the system said, or a file's name
public record Trouble(Kind kind, String detail) {

    /// What it is about; one trouble of a kind at a time.
    public enum Kind {
        /// Nothing can be written: the house runs from memory.
        DISK,
        /// A file was damaged, moved aside and replaced.
        DAMAGED,
        /// A profile of the user's own was rejected.
        PROFILE,
        /// The sound of the alarm could not be played.
        SOUND,
        /// The system took no notification.
        NOTIFICATION,
        /// A setting could not be carried out.
        SETTING,
        /// A client that is not enrolled for it wrote to a security topic.
        TAMPERING,
        /// The calls by which somebody elsewhere notices if this hub dies do not get through.
        UNHEARD,
        /// Another hub that this one watches says nothing any more.
        OTHER_HUB,
        /// The broker cannot encrypt.
        ENCRYPTION,
        /// The broker cannot write: who wants a message confirmed waits.
        BROKER_STORE,
        /// The forecast could not be fetched; the detail is one of [Answer.Cause].
        WEATHER,
        /// A command is retained; the detail is its topic.
        KEPT_COMMAND
    }
}
