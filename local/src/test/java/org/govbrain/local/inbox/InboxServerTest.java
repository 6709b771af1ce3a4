package org.govbrain.local.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.delivery.DeliveryMetrics;
import org.govbrain.local.delivery.Requests;
import org.govbrain.local.delivery.ScriptedClock;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.govbrain.schemas.delivery.DeliveryState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pages as clients of every kind, friends or not, see them. */
class InboxServerTest {
    private static final Instant NOW = Instant.parse("2026-03-04T02:00:00Z");
    private static final long DAY_MS = 86_400_000;
    private static final String TOKEN = "a-token-of-enough-length";

    private final ScriptedClock clock = new ScriptedClock(NOW);
    private final SignedLink links = new SignedLink(new byte[32]);
    private final TestMailroom room = new TestMailroom();
    private InboxServer server = serve(Access.OPEN, "http://127.0.0.1:7307");
    private final String link = "/a/" + links.token("a", NOW.toEpochMilli() + DAY_MS);

    private record Reply(int status, String head, String body) {}

    InboxServerTest() throws IOException {
        arrive(Requests.page("a", "inbox")
                .setTextZh("青龙 3 网格 a：到场 超时\n<script>alert(1)</script>")
                .build());
    }

    @AfterEach
    void stop() {
        server.close();
    }

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

    private static byte[] otherKey() {
        byte[] key = new byte[32];
        key[0] = 1;
        return key;
    }

    private static InboxSettings settings(String... pairs) {
        Map<String, String> values = new HashMap<>(Map.of("delivery.name", "w1"));
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return InboxSettings.of(JobConfig.of(values));
    }

    private void arrive(DeliveryRequest request) {
        room.letters().add(request);
        room.letters()
                .add(DeliveryReceipt.newBuilder()
                        .setDeliveryId(request.getDeliveryId())
                        .setPageId(request.getPageId())
                        .setAt(NOW)
                        .setContact("inbox")
                        .setState(DeliveryState.DELIVERED)
                        .setLast(false)
                        .build());
    }

    private void again(Access access, String publicUrl) throws IOException {
        server.close();
        server = serve(access, publicUrl);
    }

    private InboxServer serve(Access access, String publicUrl) throws IOException {
        InboxSettings settings = new InboxSettings(
                "test",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                URI.create(publicUrl),
                null,
                Path.of("unused"),
                access);
        return InboxServer.start(
                settings,
                room,
                links,
                clock,
                new InboxPages(room.letters(), links, ZoneOffset.UTC, DAY_MS),
                new DeliveryMetrics()::text);
    }

    private static String form(Reply page, String action) {
        Matcher form = Pattern.compile("name=\"form\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(form.find()).as("a form on the page").isTrue();
        return "form=" + form.group(1) + "&action=" + action;
    }

    private Reply get(String path) throws IOException {
        return send("GET", path, "");
    }

    private Reply post(String path, String body) throws IOException {
        return send("POST", path, body);
    }

    /** Byte by byte, since Java's client does not let a test lie about Host and Origin. */
    private Reply send(String method, String path, String body, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
        if (List.of(headers).stream().noneMatch(each -> each.startsWith("Host:"))) {
            request.append("Host: 127.0.0.1:").append(server.url().getPort()).append("\r\n");
        }
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        byte[] content = body.getBytes(UTF_8);
        request.append("Content-Length: ").append(content.length).append("\r\n\r\n");
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            socket.getOutputStream().write(request.toString().getBytes(UTF_8));
            socket.getOutputStream().write(content);
            String reply = new String(socket.getInputStream().readAllBytes(), UTF_8);
            int end = reply.indexOf("\r\n\r\n");
            return new Reply(
                    Integer.parseInt(reply.substring(9, 12)), reply.substring(0, end + 2), reply.substring(end + 4));
        }
    }
}
