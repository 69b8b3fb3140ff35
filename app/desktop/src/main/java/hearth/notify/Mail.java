package hearth.notify;

import hearth.home.Channel.Address;
import hearth.home.Channel.Protection;
import hearth.hub.Answer;
import hearth.hub.Answer.Cause;
import hearth.hub.Notice;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;

/// A mail over SMTP, encrypted or not at all. Its classes are loaded when the first one is sent.
///
/// Source: RFC 5321, RFC 8314; `X-Priority` and `Importance` (RFC 2156) are what mail programs show as urgent.
///
/// @param trust    other than the system's
/// @param patience with each step of the conversation
record Mail(Address.Mail address, Optional<SSLContext> trust, Duration patience, InstantSource clock) implements Way {

    @Override public Answer send(Letter letter, Optional<String> secret) {
        var session = Session.getInstance(properties());
        try (var transport = session.getTransport(address.protection() == Protection.TLS ? "smtps" : "smtp")) {
            if (address.user().isEmpty()) {
                transport.connect();
            } else {
                transport.connect(address.user(), secret.orElse(""));
            }
            var message = message(session, letter);
            transport.sendMessage(message, message.getAllRecipients());
            var said = transport instanceof org.eclipse.angus.mail.smtp.SMTPTransport smtp
                    ? String.valueOf(smtp.getLastServerResponse()) : "";
            return new Answer.Accepted(Cause.SAID.words(said));
        } catch (MessagingException failed) {
            return answer(failed);
        }
    }

    private Properties properties() {
        var p = new Properties();
        for (var protocol : new String[]{"smtp", "smtps"}) {
            var prefix = "mail." + protocol + ".";
            p.setProperty(prefix + "host", address.host());
            p.setProperty(prefix + "port", Integer.toString(address.port()));
            p.setProperty(prefix + "auth", Boolean.toString(!address.user().isEmpty()));
            p.setProperty(prefix + "connectiontimeout", Long.toString(patience.toMillis()));
            p.setProperty(prefix + "timeout", Long.toString(patience.toMillis()));
            p.setProperty(prefix + "writetimeout", Long.toString(patience.toMillis()));
            p.setProperty(prefix + "ssl.checkserveridentity", "true");
            p.setProperty(prefix + "starttls.required", Boolean.toString(address.protection() == Protection.STARTTLS));
            p.setProperty(prefix + "starttls.enable", Boolean.toString(address.protection() == Protection.STARTTLS));
            p.setProperty(prefix + "localhost", "hearth.invalid"); // the computer's name is nobody's business
            trust.ifPresent(t -> p.put(prefix + "ssl.socketFactory", t.getSocketFactory()));
        }
        return p;
    }

    private MimeMessage message(Session session, Letter letter) throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom(new InternetAddress(address.from()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(address.to()));
        message.setSubject(letter.title().replaceAll("\\v", " "), StandardCharsets.UTF_8.name());
        message.setText(letter.text(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        if (letter.delivery().notice().kind() == Notice.Kind.ALARM || letter.delivery().notice().kind() == Notice.Kind.WARNING) {
            message.setHeader("X-Priority", "1");
            message.setHeader("Importance", "high");
        }
        return message;
    }

    /// The first thing in the chain that says what it is about.
    private Answer answer(MessagingException failed) {
        var at = address.host() + ":" + address.port();
        for (Throwable cause = failed; cause != null; cause = cause instanceof MessagingException m && m.getNextException() != null
                ? m.getNextException() : cause.getCause()) {
            switch (cause) {
                case AuthenticationFailedException login -> {
                    return new Answer.Refused(Cause.LOGIN.words(String.valueOf(login.getMessage())));
                }
                case SMTPAddressFailedException said -> {
                    return said(said.getReturnCode(), said);
                }
                case SMTPSenderFailedException said -> {
                    return said(said.getReturnCode(), said);
                }
                case SMTPSendFailedException said when said.getNextException() == null -> {
                    return said(said.getReturnCode(), said);
                }
                case SSLException untrusted -> {
                    return new Answer.Unavailable(Cause.CERTIFICATE.words(at + ": " + untrusted.getMessage()), Optional.empty());
                }
                case UnknownHostException _ -> {
                    return new Answer.Unavailable(Cause.NO_HOST.words(address.host()), Optional.empty());
                }
                case SocketTimeoutException _ -> {
                    return new Answer.Unavailable(Cause.TIMEOUT.words(at), Optional.empty());
                }
                case MailConnectException refused when refused.getNextException() instanceof java.net.ConnectException -> {
                    return new Answer.Unavailable(Cause.NO_CONNECTION.words(at), Optional.empty());
                }
                default -> {
                    // look further
                }
            }
        }
        var words = String.valueOf(failed.getMessage());
        return words.contains("STARTTLS") ? new Answer.Refused(Cause.NO_ENCRYPTION.words(at))
                : new Answer.Unavailable(Cause.OTHER.words(at + ": " + words), Optional.empty());
    }

    private static Answer said(int code, MessagingException failed) {
        var words = Cause.SAID.words(String.valueOf(failed.getMessage()));
        return code >= 500 ? new Answer.Refused(words) : new Answer.Unavailable(words, Optional.empty());
    }
}
