package org.govbrain.local.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.govbrain.local.delivery.Requests;
import org.junit.jupiter.api.Test;

/** The pages as clients of every kind, friends or not, see them. */
class InboxServerTest extends ServedInbox {

    InboxServerTest() throws IOException {}

    @Test
    void a_link_shows_the_message_and_a_button_answers_once_however_often_it_is_pressed() throws Exception {
        Reply page = get(link);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .as("works without a script, and what comes from outside is text")
                .doesNotContain("<script")
                .contains("&lt;script&gt;alert(1)", "确认收到", "已办结", "转上一级");
        for (int i = 0; i < 3; i++) {
            assertThat(post(link, form(page, "ack")).status())
                    .as("shown by a GET")
                    .isEqualTo(303);
        }
        assertThat(room.said()).as("a link used again does nothing more").containsExactly("GM-1 ACK page-a");
        assertThat(get(link).body()).contains("✓ 确认收到：您的答复已保存").doesNotContain("value=\"ack\"");
    }

    @Test
    void a_preview_of_a_link_reads_and_answers_nothing_and_a_browser_that_shows_it_reads_it() throws Exception {
        var unused = get(link);
        assertThat(room.said()).as("a chat program has looked").isEmpty();
        Matcher picture =
                Pattern.compile("src=\"(/seen/[^\"]+)\"").matcher(get(link).body());
        assertThat(picture.find()).isTrue();
        assertThat(get(picture.group(1)).status()).isEqualTo(200);
        assertThat(room.said()).containsExactly("GM-1 READ");
    }

    @Test
    void a_forged_an_expired_and_an_unknown_link_do_nothing() throws Exception {
        String form = form(get(link), "ack");
        String forged = "/a/" + new SignedLink(otherKey()).token("a", NOW.toEpochMilli() + DAY_MS);
        String expired = "/a/" + links.token("a", NOW.toEpochMilli());
        String unknown = "/a/" + links.token("nobody's", NOW.toEpochMilli() + DAY_MS);
        for (String bad : List.of(forged, expired, unknown, link + "x", "/a/", "/a/..%2f..")) {
            assertThat(get(bad).status()).as("GET " + bad).isIn(403, 404);
            assertThat(post(bad, form).status()).as("POST " + bad).isIn(403, 404);
        }
        assertThat(get(unknown).body())
                .as("a link that is right says what to do")
                .contains("值班室");
        assertThat(get(forged).body()).as("and one that is not says that").contains("链接无效");
        clock.pass(DAY_MS);
        assertThat(post(link, form).status()).as("a day later").isEqualTo(403);
        assertThat(room.said()).isEmpty();
    }

    @Test
    void a_form_from_elsewhere_does_nothing() throws Exception {
        String form = form(get(link), "ack");
        arrive(Requests.page("b", "inbox").setRecipient("GM-2").build());
        String other = "/a/" + links.token("b", NOW.toEpochMilli() + DAY_MS);
        assertThat(post(other, form).status()).as("the form of another link").isEqualTo(403);
        assertThat(post(link, "action=ack").status()).as("no form of ours").isEqualTo(403);
        for (String origin : List.of("http://evil.example", "null", "https://127.0.0.1:1")) {
            assertThat(send("POST", link, form, "Origin: " + origin).status())
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(post(link, form.replace("ack", "delete")).status())
                .as("no such answer")
                .isEqualTo(400);
        assertThat(send("DELETE", link, "").status()).isEqualTo(404);
        assertThat(send("GET", "/", "", "Host: evil.example").status())
                .as("a name that was made to lead here")
                .isEqualTo(421);
        assertThat(room.said()).isEmpty();
        String own = "Origin: http://127.0.0.1:" + server.url().getPort();
        assertThat(send("POST", link, form, own).status()).as("our own page").isEqualTo(303);
    }

    @Test
    void what_asks_too_often_waits_and_an_officer_with_a_link_does_not_wait_for_it() throws Exception {
        for (int i = 0; i < 30; i++) {
            assertThat(get("/a/guess" + i).status()).as("guess " + i).isEqualTo(403);
        }
        assertThat(get("/a/another").status()).as("guessing ends").isEqualTo(429);
        assertThat(get(link).status()).as("a link that is right").isEqualTo(200);
        for (int i = 1; i < 30; i++) {
            var unused = get(link);
        }
        assertThat(get(link).status()).as("also a right one has an end").isEqualTo(429);
        clock.pass(1_000);
        assertThat(get(link).status()).as("a second later").isEqualTo(200);
    }

    @Test
    void an_answer_that_kafka_does_not_take_is_not_said_to_be_saved() throws Exception {
        room.full(true);
        Reply page = get(link);
        Reply reply = post(link, form(page, "ack"));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body()).contains("未能保存");
        room.full(false);
        assertThat(post(link, form(page, "ack")).status()).as("given again").isEqualTo(303);
        assertThat(room.said()).containsExactly("GM-1 ACK page-a");
    }

    @Test
    void headers_keep_the_page_to_itself() throws Exception {
        assertThat(get(link).head())
                .contains("Content-security-policy: default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
                .contains("X-content-type-options: nosniff", "Cache-control: no-store", "Referrer-policy: same-origin");
    }

    private static byte[] otherKey() {
        byte[] key = new byte[32];
        key[0] = 1;
        return key;
    }
}
