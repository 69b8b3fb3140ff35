package hearth.notify;

import hearth.hub.Answer;
import java.io.IOException;
import java.util.Optional;

/// How one kind of channel is sent to: one try, which may block for some seconds.
interface Way {

    /// @param secret of the channel, if it has one
    /// @throws IOException in words of [Answer.Cause], if nobody answered
    Answer send(Letter letter, Optional<String> secret) throws IOException, InterruptedException;
}
