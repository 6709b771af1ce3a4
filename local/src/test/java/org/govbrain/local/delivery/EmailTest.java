package org.govbrain.local.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.govbrain.engine.reference.Problems;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.local.delivery.SendResult.Outcome;
import org.govbrain.local.server.FreePort;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** E-mail through a real SMTP server. */
class EmailTest {
    private static final MessageText TEXT = new MessageText(false, request -> "http://127.0.0.1/a/T");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-04T02:00:00Z"));

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
        server.setUser("duty@example.org", "brain", "correct horse");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void a_mail_arrives_with_its_words_and_an_id_that_a_repetition_has_too() throws Exception {
        Email email = email("brain", "correct horse");
        Parcel parcel = parcel(
                Requests.page("a", "mail")
                        .setEmergency(true)
                        .setTitleZh("到场 超时\r\nBcc: all@example.org")
                        .build(),
                "duty@example.org");
        assertThat(email.send(parcel).outcome()).isEqualTo(Outcome.SENT);
        assertThat(email.send(parcel).outcome()).as("after a kill").isEqualTo(Outcome.SENT);
        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).as("nobody else is told").hasSize(2);
        assertThat(mails[0].getSubject()).as("one line").isEqualTo("到场 超时 Bcc: all@example.org");
        assertThat(mails[0].getContent().toString().strip().replace("\r\n", "\n"))
                .isEqualTo("青龙 3 网格 a：到场 超时\n应于 09:20 前完成\n确认/处理：http://127.0.0.1/a/T");
        assertThat(mails[0].getFrom()[0]).hasToString("brain@example.org");
        assertThat(mails[0].getHeader("X-Priority")).containsExactly("1");
        assertThat(mails[0].getMessageID())
                .as("a mail system takes a repetition for what it is")
                .isEqualTo(mails[1].getMessageID());
    }

    @Test
    void a_wrong_password_is_refused_and_said_without_it() {
        SendResult result = email("brain", "battery staple")
                .send(parcel(Requests.page("a", "mail").build(), "duty@example.org"));
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.detail()).doesNotContain("battery", "brain");
    }

    @Test
    void an_address_that_is_none_is_refused() {
        for (String address : List.of("no address", "a@b\r\nBcc: c@d")) {
            assertThat(email("brain", "correct horse")
                            .send(parcel(Requests.page("a", "mail").build(), address))
                            .outcome())
                    .as(address)
                    .isEqualTo(Outcome.REFUSED);
        }
        assertThat(email("brain", "correct horse")
                        .send(new Parcel(
                                "mail", List.of(), List.of(Requests.page("a").build())))
                        .detail())
                .contains("channel:address");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_server_that_is_away_is_tried_again() {
        Parcel parcel = parcel(Requests.page("a", "mail").build(), "duty@example.org");
        Email nowhere = email("", "", FreePort.find());
        assertThat(nowhere.send(parcel).outcome()).isEqualTo(Outcome.TRY_AGAIN);
    }

    @Test
    void an_upgrade_that_the_server_does_not_offer_is_no_reason_to_send_in_the_clear() {
        ChannelsFile.Open open = open(
                "security: starttls, userFrom: MAIL_USER, secretFrom: MAIL_PASSWORD",
                server.getSmtp().getPort(),
                Map.of("MAIL_USER", "brain", "MAIL_PASSWORD", "correct horse"));
        var unused =
                ((Email) open.channel()).send(parcel(Requests.page("a", "mail").build(), "duty@example.org"));
        assertThat(server.getReceivedMessages()).as("nothing left this machine").isEmpty();
    }

    private Email email(String user, String password) {
        return email(user, password, server.getSmtp().getPort());
    }

    private static Email email(String user, String password, int port) {
        String login = user.isEmpty() ? "" : ", userFrom: MAIL_USER, secretFrom: MAIL_PASSWORD";
        Map<String, String> variables =
                user.isEmpty() ? Map.of() : Map.of("MAIL_USER", user, "MAIL_PASSWORD", password);
        return (Email) open("security: none" + login, port, variables).channel();
    }

    private static ChannelsFile.Open open(String keys, int port, Map<String, String> variables) {
        Problems problems = new Problems();
        String yaml = "channels:\n  - {name: mail, kind: email, host: 127.0.0.1, port: " + port
                + ", from: brain@example.org, " + keys + "}\n";
        Map<String, ChannelsFile.Open> channels = new ChannelsFile(TEXT, Http.jdk(), CLOCK, new Secrets(variables))
                .parse(new ReferenceText("channels.yaml", yaml), problems);
        assertThat(problems.listed()).as("the file is right").isEmpty();
        return requireNonNull(channels.get("mail"));
    }

    private static Parcel parcel(DeliveryRequest request, String address) {
        return new Parcel("mail", List.of(address), List.of(request));
    }
}
