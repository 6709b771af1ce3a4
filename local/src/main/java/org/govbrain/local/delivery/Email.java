package org.govbrain.local.delivery;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.govbrain.schemas.delivery.DeliveryRequest;

/**
 * E-mail by SMTP to the address of a contact method, {@code mail:duty@example.org}. Its Message-ID is made of the delivery's id, so a mail
 * system that looks at it takes a repetition once.
 */
record Email(Mailbox mailbox, MessageText text, InstantSource clock) implements Channel {
    private static final String TIMEOUT_MS = "5000";
    private static final int MOST_BYTES = 100_000;
    private static final int ID_BYTES = 16;

    /** How the connection is protected: from its first byte, by an upgrade that must succeed, or not at all. */
    enum Security {
        TLS,
        STARTTLS,
        NONE
    }

    /**
     * Where mails are handed in.
     *
     * @param from sender
     * @param user for the log-in; empty for none
     */
    record Mailbox(String host, int port, Security security, InternetAddress from, String user, String password) {
        /** Without user and password. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    @Override
    public SendResult send(Parcel parcel) {
        if (parcel.addresses().isEmpty()) {
            return SendResult.refused("no mail address: write the contact as channel:address");
        }
        try {
            Transport.send(message(parcel));
            return SendResult.sent();
        } catch (AddressException e) {
            return SendResult.refused("no mail address");
        } catch (AuthenticationFailedException e) {
            return SendResult.refused("the mail server refuses user and password");
        } catch (MessagingException e) {
            return judge(e);
        }
    }

    /** A mail server's codes: 4xx may go well later, 5xx never will. Only the code is told, for its words may hold addresses. */
    private static SendResult judge(MessagingException failure) {
        for (Exception e = failure; e instanceof MessagingException each; e = each.getNextException()) {
            int code = e instanceof SMTPSendFailedException refusal
                    ? refusal.getReturnCode()
                    : e instanceof SMTPAddressFailedException address ? address.getReturnCode() : 0;
            if (code > 0) {
                return code / 100 == 5 ? SendResult.refused("SMTP " + code) : SendResult.tryAgain(0, "SMTP " + code);
            }
        }
        return SendResult.tryAgain(0, "no connection: " + failure.getClass().getSimpleName());
    }

    private MimeMessage message(Parcel parcel) throws MessagingException {
        DeliveryRequest first = parcel.requests().get(0);
        MimeMessage message = new MimeMessage(session()) {
            @Override
            protected void updateMessageID() throws MessagingException {
                byte[] id = Hmac.of("message-id", parcel.idempotencyKey());
                setHeader("Message-ID", "<" + HexFormat.of().formatHex(id, 0, ID_BYTES) + "@govbrain>");
            }
        };
        message.setFrom(mailbox.from());
        for (String address : parcel.addresses()) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(address, true));
        }
        String title = text.english() ? first.getTitleEn() : first.getTitleZh();
        // A line feed in a title must not begin another header.
        message.setSubject(title.replaceAll("\\p{Cntrl}+", " "), StandardCharsets.UTF_8.name());
        message.setText(text.of(parcel, MOST_BYTES), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        if (first.getEmergency()) {
            message.setHeader("X-Priority", "1");
        }
        return message;
    }

    private Session session() {
        String protocol = mailbox.security() == Security.TLS ? "smtps" : "smtp";
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", protocol);
        properties.setProperty("mail.transport.protocol.rfc822", protocol);
        properties.setProperty(prefix + "host", mailbox.host());
        properties.setProperty(prefix + "port", Integer.toString(mailbox.port()));
        for (String wait : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty(prefix + wait, TIMEOUT_MS);
        }
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        boolean upgrade = mailbox.security() == Security.STARTTLS;
        properties.setProperty(prefix + "starttls.enable", Boolean.toString(upgrade));
        properties.setProperty(prefix + "starttls.required", Boolean.toString(upgrade));
        if (mailbox.user().isEmpty()) {
            return Session.getInstance(properties);
        }
        properties.setProperty(prefix + "auth", "true");
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(mailbox.user(), mailbox.password());
            }
        });
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return "email by " + mailbox;
    }
}
