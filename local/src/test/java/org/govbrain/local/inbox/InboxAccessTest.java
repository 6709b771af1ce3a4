package org.govbrain.local.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.delivery.Requests;
import org.junit.jupiter.api.Test;

/** Who gets to see the pages, and what is told to anybody. */
class InboxAccessTest extends ServedInbox {

    InboxAccessTest() throws IOException {}

    @Test
    void metrics_are_for_whoever_has_the_token_where_there_is_one() throws Exception {
        assertThat(get("/metrics").body().lines().filter(line -> !line.startsWith("#")))
                .as("on loopback nobody is asked")
                .containsExactly(
                        "govbrain_delivery_working 0",
                        "govbrain_delivery_waiting 0",
                        "govbrain_delivery_in_flight 0",
                        "govbrain_delivery_receipts_total{state=\"queued\"} 0",
                        "govbrain_delivery_receipts_total{state=\"sent\"} 0",
                        "govbrain_delivery_receipts_total{state=\"delivered\"} 0",
                        "govbrain_delivery_receipts_total{state=\"read\"} 0",
                        "govbrain_delivery_receipts_total{state=\"failed\"} 0",
                        "govbrain_delivery_receipts_total{state=\"dropped\"} 0");
        again(new Access(null, null, TOKEN), "http://127.0.0.1:7307");
        assertThat(get("/metrics").status()).as("without it").isEqualTo(401);
        assertThat(send("GET", "/metrics", "", "Authorization: Bearer guess").status())
                .as("with another")
                .isEqualTo(401);
        assertThat(send("GET", "/metrics", "", "Authorization: Bearer " + TOKEN).status())
                .as("with it")
                .isEqualTo(200);
        String address = "Host: 10.1.2.3:7307";
        assertThat(send("GET", "/metrics", "", address, "Authorization: Bearer " + TOKEN)
                        .status())
                .as("by the address of a pod")
                .isEqualTo(200);
        assertThat(send("GET", "/metrics", "", address).status()).isEqualTo(401);
        assertThat(send("POST", "/metrics", "", address, "Authorization: Bearer " + TOKEN)
                        .status())
                .isEqualTo(421);
        assertThat(send("GET", "/", "", address, "Authorization: Bearer " + TOKEN)
                        .status())
                .as("a page")
                .isEqualTo(421);
        again(Access.OPEN, "http://127.0.0.1:7307");
        assertThat(send("GET", "/metrics", "", address).status())
                .as("where nobody is asked, under a name that was made to lead here")
                .isEqualTo(421);
    }

    @Test
    void whether_it_is_there_is_told_to_anybody_under_any_name_and_nothing_else() throws Exception {
        again(new Access(null, null, TOKEN), "https://brain.example");
        Reply there = send("GET", "/healthz", "", "Host: 10.1.2.3:7307");
        assertThat(there.status()).isEqualTo(200);
        assertThat(there.body()).isEqualTo("ok");
        assertThat(send("POST", "/healthz", "", "Host: 10.1.2.3:7307").status()).isEqualTo(421);
        assertThat(send("GET", "/healthz/..", "", "Host: 10.1.2.3:7307").status())
                .isEqualTo(421);
    }

    @Test
    void with_a_token_nothing_opens_before_it_was_entered() throws Exception {
        again(new Access(null, null, TOKEN), "https://brain.example");
        String host = "Host: brain.example";
        Reply closed = send("GET", link, "", host);
        assertThat(closed.status()).isEqualTo(401);
        assertThat(closed.body()).contains("请输入访问口令").doesNotContain("到场 超时");
        assertThat(send("GET", "/", "", host).status()).isEqualTo(401);
        assertThat(send("POST", "/enter", "token=wrong&next=/", host).status()).isEqualTo(401);
        Reply entered = send("POST", "/enter", "token=" + TOKEN + "&next=" + URLEncoder.encode(link, UTF_8), host);
        assertThat(entered.status()).isEqualTo(303);
        assertThat(entered.head()).contains("Location: " + link, "HttpOnly; SameSite=Lax; Secure");
        Matcher cookie = Pattern.compile("Set-cookie: ([^;]+);").matcher(entered.head());
        assertThat(cookie.find()).isTrue();
        assertThat(cookie.group(1)).as("the cookie is not the token").doesNotContain(TOKEN);
        assertThat(send("GET", link, "", host, "Cookie: x=y; " + cookie.group(1))
                        .status())
                .isEqualTo(200);
        assertThat(send("GET", link, "", host, "Cookie: " + cookie.group(1) + "x")
                        .status())
                .as("a cookie that was changed")
                .isEqualTo(401);
        assertThat(send("POST", "/enter", "token=" + TOKEN + "&next=//evil.example", host)
                        .head())
                .as("it leads nowhere else")
                .contains("Location: /\r\n");
        for (int i = 0; i < 2; i++) {
            assertThat(send("POST", "/enter", "token=guess" + i, host).status()).isEqualTo(401);
        }
        assertThat(send("POST", "/enter", "token=" + TOKEN, host).status())
                .as("guessing the token ends after five tries")
                .isEqualTo(429);
        clock.pass(DAY_MS / 2 + 1);
        assertThat(send("GET", "/", "", host, "Cookie: " + cookie.group(1)).status())
                .as("twelve hours later")
                .isEqualTo(401);
    }

    @Test
    void behind_a_proxy_that_names_the_user_everybody_sees_and_answers_only_what_is_theirs() throws Exception {
        again(new Access("X-Forwarded-User", null, null), "https://brain.example");
        String host = "Host: brain.example";
        arrive(Requests.page("b", "inbox").setRecipient("GM-2").setTextZh("另一条").build());
        assertThat(send("GET", link, "", host).status()).as("nobody is named").isEqualTo(401);
        Reply mine = send("GET", link, "", host, "X-Forwarded-User: GM-1");
        assertThat(mine.status()).isEqualTo(200);
        assertThat(send("POST", link, form(mine, "ack"), host, "X-Forwarded-User: GM-2")
                        .status())
                .as("a link that was passed on")
                .isEqualTo(403);
        assertThat(send("GET", "/", "", host, "X-Forwarded-User: GM-2").body())
                .contains("另一条")
                .doesNotContain("到场 超时");
        assertThat(room.said()).isEmpty();
        assertThat(send("POST", link, form(mine, "ack"), host, "X-Forwarded-User: GM-1")
                        .status())
                .isEqualTo(303);
        assertThat(room.said()).containsExactly("GM-1 (GM-1) ACK page-a");
    }

    @Test
    void of_several_persons_behind_a_post_the_answer_says_who_pressed_and_who_does_not_hold_it_is_refused()
            throws Exception {
        again(new Access("X-Forwarded-User", "X-Forwarded-Groups", null), "https://brain.example");
        String host = "Host: brain.example";
        String groups = "X-Forwarded-Groups: staff, GM-1,ZH-1";
        Reply mine = send("GET", link, "", host, "X-Forwarded-User: li.si", groups);
        assertThat(mine.status()).isEqualTo(200);
        assertThat(send("GET", "/", "", host, "X-Forwarded-User: li.si", groups).body())
                .as("the inbox of the posts")
                .contains("到场 超时");
        for (String other : List.of("X-Forwarded-Groups: staff,GM-11", "X-Forwarded-Groups: ,", "X-Other: GM-1")) {
            assertThat(send("POST", link, form(mine, "ack"), host, "X-Forwarded-User: GM-1", other)
                            .status())
                    .as(other)
                    .isEqualTo(403);
        }
        assertThat(send("POST", link, form(mine, "ack"), host, "X-Forwarded-User: li.si", groups)
                        .status())
                .isEqualTo(303);
        assertThat(send("POST", link, form(mine, "ack"), host, "X-Forwarded-User: wang.wu", groups)
                        .status())
                .as("another one presses as well")
                .isEqualTo(303);
        assertThat(room.said()).as("the first one had it").containsExactly("GM-1 (li.si) ACK page-a");
    }

    @Test
    void pages_that_anybody_could_open_from_outside_are_refused_at_the_start() {
        assertThatThrownBy(() -> settings("delivery.listen", "0.0.0.0:7307"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("open to everybody")
                .hasMessageContaining("delivery.token");
        assertThatThrownBy(() -> settings("delivery.listen", "0.0.0.0:7307", "delivery.token", "short"))
                .hasMessageContaining("at least 16");
        assertThatThrownBy(() -> settings("delivery.token", TOKEN, "delivery.user-header", "X-User"))
                .hasMessageContaining("choose one");
        assertThatThrownBy(() -> settings("delivery.posts-header", "X-Groups")).hasMessageContaining("who holds");
        assertThat(settings(
                        "delivery.listen",
                        "0.0.0.0:7307",
                        "delivery.token",
                        TOKEN,
                        "delivery.public-url",
                        "https://b/"))
                .as("no slash at its end, no token in words")
                .hasToString(settings(
                                "delivery.listen",
                                "0.0.0.0:7307",
                                "delivery.token",
                                TOKEN,
                                "delivery.public-url",
                                "https://b")
                        .toString())
                .satisfies(each -> assertThat(each.toString()).doesNotContain(TOKEN));
    }

    private static InboxSettings settings(String... pairs) {
        Map<String, String> values = new HashMap<>(Map.of("delivery.name", "w1"));
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return InboxSettings.of(JobConfig.of(values));
    }
}
