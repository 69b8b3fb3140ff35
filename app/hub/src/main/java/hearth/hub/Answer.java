package hearth.hub;

import java.time.Duration;
import java.util.Optional;

/// What a channel's server made of one attempt, in its own words. A value.
public sealed interface Answer {

    /// A [Cause] and what there is to say about it.
    String words();

    /// Who or what answered.
    enum Cause {
        /// The server, in its own words.
        SAID,
        /// No such host is known: more often than not the internet is away.
        NO_HOST,
        /// Nobody takes the call there.
        NO_CONNECTION,
        /// Whoever is there took too long.
        TIMEOUT,
        /// What is there cannot prove that it is the server that is meant.
        CERTIFICATE,
        /// It sends elsewhere; that is not followed.
        REDIRECT,
        /// What it says is not what such a server says.
        NONSENSE,
        /// The channel lacks its secret.
        NO_SECRET,
        /// The mail server does not encrypt.
        NO_ENCRYPTION,
        /// It did not take the login.
        LOGIN,
        /// None of these.
        OTHER;

        /// @param detail plain text of any length from anywhere; cut to what people read
        public String words(String detail) {
            var line = detail.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
            return (name() + " " + line.substring(0, line.offsetByCodePoints(0, Math.min(300, line.codePointCount(0, line.length())))))
                    .strip();
        }
    }

    /// It took it on; whether a person reads it is another matter.
    record Accepted(String words) implements Answer {
    }

    /// It understood, and does not want it: another try will hardly help.
    record Refused(String words) implements Answer {
    }

    /// It is not there, or has no time.
    ///
    /// @param pause how long it wants to be left alone; empty if it did not say
    record Unavailable(String words, Optional<Duration> pause) implements Answer {
    }
}
