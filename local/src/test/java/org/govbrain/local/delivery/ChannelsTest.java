package org.govbrain.local.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.govbrain.engine.reference.Problems;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.local.delivery.SendResult.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1577262236757L));
    private static final MessageText TEXT = new MessageText(false, request -> "http://127.0.0.1/a/T");
    private static final String FILE = """
            channels:
              - {name: duty, kind: dingtalk, urlFrom: URL, secretFrom: SECRET}
              - {name: street, kind: feishu, urlFrom: URL, secretFrom: SECRET}
              - {name: office, kind: wecom, urlFrom: URL}
              - {name: other, kind: webhook, url: "http://other/in", secretFrom: SECRET}
              - {name: monitor, kind: alertmanager, url: "http://monitor:9093"}
            """;
    private static final Map<String, String> VARIABLES =
            Map.of("URL", "https://robot/send?access_token=hidden", "SECRET", "SECthisissecret");

    private final List<String> posts = new ArrayList<>();
    private final Http good = (uri, headers, json) -> {
        posts.add(uri + "\n" + new String(json, UTF_8));
        return new Http.Answer(200, "{\"errcode\":0}");
    };

    @Test
    void dingtalk_is_signed_in_its_address() throws Exception {
        send("duty");
        assertThat(posts)
                .containsExactly("https://robot/send?access_token=hidden&timestamp=1577262236757"
                        + "&sign=5q4b548N312N4pjSdO3kMfu43KzSAjl0odWcLyS2W1s%3D\n"
                        + "{\"msgtype\":\"text\",\"text\":{\"content\":\"青龙 3 网格 a：到场 超时\\n应于 09:20 前完成\\n"
                        + "确认/处理：http://127.0.0.1/a/T\"},\"at\":{\"atMobiles\":[\"138\"]}}");
    }

    @Test
    void feishu_is_signed_in_its_body() {
        assertThat(Robot.feishuSign(1599360473, "demo")).isEqualTo("l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=");
    }

    @Test
    void every_kind_is_posted_where_it_belongs() throws Exception {
        for (String name : List.of("street", "office", "other", "monitor")) {
            assertThat(send(name).outcome()).as(name).isEqualTo(Outcome.SENT);
        }
        assertThat(posts)
                .extracting(post -> post.lines().findFirst().orElse(""))
                .containsExactly(
                        VARIABLES.get("URL"),
                        VARIABLES.get("URL"),
                        "http://other/in",
                        "http://monitor:9093/api/v2/alerts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"errcode\":0,\"errmsg\":\"ok\"};SENT;0",
                "{\"StatusCode\":0};SENT;0",
                "{\"errcode\":130101,\"errmsg\":\"send too fast\"};TRY_AGAIN;600000",
                "{\"code\":9499,\"msg\":\"too many request\"};TRY_AGAIN;60000",
                "{\"code\":11232,\"msg\":\"limited\"};TRY_AGAIN;60000",
                "{\"errcode\":310000,\"errmsg\":\"sign not match\"};REFUSED;0",
                "<html>sign in</html>;REFUSED;0",
                "{};REFUSED;0"
            })
    void a_code_inside_http_200_decides(String body, Outcome outcome, long pauseMs) {
        SendResult result = Robot.judge(body);
        assertThat(result.outcome()).as(body).isEqualTo(outcome);
        assertThat(result.pauseMs()).as("how long the robot is left alone").isEqualTo(pauseMs);
    }

    @ParameterizedTest
    @CsvSource({"200,SENT", "202,SENT", "301,REFUSED", "400,REFUSED", "429,TRY_AGAIN", "503,TRY_AGAIN"})
    void a_status_decides_where_there_is_no_code(int status, Outcome outcome) {
        assertThat(Robot.judge(status).outcome()).isEqualTo(outcome);
    }

    @Test
    void no_answer_and_a_reset_are_tried_again_and_say_no_secret() throws Exception {
        Http slow = (uri, headers, json) -> {
            throw new HttpTimeoutException(uri.toString());
        };
        Http cut = (uri, headers, json) -> {
            throw new SocketException(uri.toString());
        };
        for (Http http : List.of(slow, cut)) {
            SendResult result = requireNonNull(
                            channels(http, FILE, new Problems()).get("duty"))
                    .channel()
                    .send(parcel("duty"));
            assertThat(result.outcome()).isEqualTo(Outcome.TRY_AGAIN);
            assertThat(result.detail()).as("receipts are indexed").doesNotContain("hidden");
        }
    }

    @Test
    void a_bad_file_is_refused_with_place_value_and_what_was_expected_and_without_a_secret() {
        Problems problems = new Problems();
        channels(good, """
                channels:
                  - {name: inbox, kind: wecom, urlFrom: URL}
                  - {name: a, kind: pager, url: "ftp://x", colour: red}
                  - {name: b, kind: webhook, urlFrom: NOT_SET}
                  - {name: c, kind: wecom, url: "ftp://x"}
                  - {name: d, kind: email, host: h, from: nobody, security: some, port: 0, userFrom: URL}
                """, problems);
        assertThat(problems.listed().toString())
                .contains(
                        "without a colon that no other channel has",
                        "dingtalk, wecom, feishu",
                        "http or https",
                        "nobody knows",
                        "a variable that is set",
                        "secret of the signature",
                        "a mail address",
                        "tls, starttls or none",
                        "from 1 to 65535",
                        "both or none")
                .doesNotContain("hidden");
    }

    @Test
    void a_secret_in_a_wrong_place_of_the_file_is_not_repeated(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("channels.yaml"), """
                channels:
                  - https://robot/send?access_token=hidden
                  - robot/send?access_token=hidden
                  - {name: a, kind: dingtalk, "https://robot/send?access_token=hidden": x, urlFrom: "https://robot/send?key=hidden"}
                  - {name: b, kind: dingtalk, urlFrom: URL, secretFrom: SEChidden}
                  - {name: c, kind: dingtalk, urlFrom: NOT_SET}
                """);
        assertThatThrownBy(() -> new ChannelsFile(TEXT, good, CLOCK, new Secrets(VARIABLES)).read(file))
                .hasMessageContaining("channels[0]: an address, which is not repeated here; expected a mapping")
                .hasMessageContaining(
                        "channels[3].secretFrom: not the name of a variable; expected a variable that is set")
                .hasMessageContaining("channels[4].urlFrom: \"NOT_SET\"; expected a variable that is set")
                .hasMessageNotContaining("hidden");
    }

    private SendResult send(String name) throws InterruptedException {
        Problems problems = new Problems();
        Map<String, ChannelsFile.Open> channels = channels(good, FILE, problems);
        assertThat(problems.listed()).as("the file is right").isEmpty();
        return requireNonNull(channels.get(name)).channel().send(parcel(name));
    }

    private static Parcel parcel(String channel) {
        return new Parcel(
                channel, List.of("138"), List.of(Requests.page("a", channel).build()));
    }

    private static Map<String, ChannelsFile.Open> channels(Http http, String yaml, Problems problems) {
        return new ChannelsFile(TEXT, http, CLOCK, new Secrets(VARIABLES))
                .parse(new ReferenceText("channels.yaml", yaml), problems);
    }

    @Test
    void a_secret_may_be_mounted_as_a_file(@TempDir Path folder) throws Exception {
        Path mounted = Files.writeString(folder.resolve("url"), "https://robot/send?access_token=mounted\n");
        Secrets secrets = new Secrets(Map.of("URL_FILE", mounted.toString(), "GONE_FILE", "nowhere/secret"));
        assertThat(secrets.find("URL")).contains("https://robot/send?access_token=mounted");
        assertThat(secrets.find("GONE")).as("a file that is not there").isEmpty();
        assertThat(secrets).asString().as("shows nothing").doesNotContain("mounted");
    }

    @Test
    void no_channel_shows_its_secrets() {
        Problems problems = new Problems();
        channels(good, FILE, problems)
                .values()
                .forEach(open -> assertThat(open.toString()).doesNotContain("hidden", "SECthisissecret"));
    }
}
