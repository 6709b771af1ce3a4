package org.govbrain.local.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The robot of a group in DingTalk, WeCom or Feishu. They answer HTTP 200 also when they refuse: only the code in the body counts.
 *
 * @param url with its access token or key: a secret
 * @param secret for the signature; empty when the robot has none
 */
record Robot(Kind kind, URI url, String secret, MessageText text, Http http, InstantSource clock) implements Channel {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MINUTE_MS = 60_000;
    /** DingTalk keeps a robot that was too fast silent for ten minutes. */
    private static final long DINGTALK_THROTTLE_MS = 10 * MINUTE_MS;

    private static final Set<Integer> TOO_FAST = Set.of(9499, 11232, 45009);
    private static final int TOO_FAST_DINGTALK = 130101;
    private static final int BUSY = -1;
    private static final int MOST_WORDS = 200;

    /** Which platform, and how long a text it takes: the body's limit less what JSON may add. */
    enum Kind {
        DINGTALK(9_000),
        WECOM(2_048),
        FEISHU(9_000);

        final int mostBytes;

        Kind(int mostBytes) {
            this.mostBytes = mostBytes;
        }
    }

    @Override
    public SendResult send(Parcel parcel) throws InterruptedException {
        String words = text.of(parcel, kind.mostBytes);
        long now = clock.millis();
        try {
            byte[] body = JSON.writeValueAsBytes(body(words, parcel.addresses(), now));
            Http.Answer answer = http.post(kind == Kind.DINGTALK ? signed(now) : url, Map.of(), body);
            return answer.status() == 200 ? judge(answer.body()) : judge(answer.status());
        } catch (HttpTimeoutException e) {
            return SendResult.tryAgain(0, "no answer in time");
        } catch (IOException e) {
            return SendResult.tryAgain(0, "no connection: " + e.getClass().getSimpleName());
        }
    }

    /** By the status alone. */
    static SendResult judge(int status) {
        if (status / 100 == 2) {
            return SendResult.sent();
        }
        boolean again = status == 429 || status / 100 == 5;
        return again
                ? SendResult.tryAgain(status == 429 ? MINUTE_MS : 0, "HTTP " + status)
                : SendResult.refused("HTTP " + status);
    }

    /** By the code in the body of an HTTP 200. */
    static SendResult judge(String body) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (IOException e) {
            return SendResult.refused("HTTP 200 with a body that is no JSON");
        }
        for (String name : List.of("errcode", "code", "StatusCode")) {
            if (answer != null && answer.path(name).isIntegralNumber()) {
                int code = answer.path(name).intValue();
                String said = answer.path("errmsg").asText(answer.path("msg").asText(""));
                return code == 0 ? SendResult.sent() : failure(code, code + " " + MessageText.cut(said, MOST_WORDS));
            }
        }
        return SendResult.refused("HTTP 200 without a code");
    }

    private static SendResult failure(int code, String detail) {
        if (code == TOO_FAST_DINGTALK) {
            return SendResult.tryAgain(DINGTALK_THROTTLE_MS, detail);
        }
        if (TOO_FAST.contains(code)) {
            return SendResult.tryAgain(MINUTE_MS, detail);
        }
        return code == BUSY ? SendResult.tryAgain(0, detail) : SendResult.refused(detail);
    }

    private ObjectNode body(String words, List<String> mobiles, long now) {
        ObjectNode body = JSON.createObjectNode();
        switch (kind) {
            case DINGTALK -> {
                body.put("msgtype", "text").putObject("text").put("content", words);
                mobiles.forEach(body.putObject("at").putArray("atMobiles")::add);
            }
            case WECOM -> {
                ObjectNode content = body.put("msgtype", "text").putObject("text");
                content.put("content", words);
                mobiles.forEach(content.putArray("mentioned_mobile_list")::add);
            }
            case FEISHU -> {
                if (!secret.isEmpty()) {
                    long seconds = now / 1000;
                    body.put("timestamp", Long.toString(seconds)).put("sign", feishuSign(seconds, secret));
                }
                body.put("msg_type", "text").putObject("content").put("text", words);
            }
        }
        return body;
    }

    private URI signed(long now) {
        return secret.isEmpty()
                ? url
                : URI.create(url + "&timestamp=" + now + "&sign="
                        + URLEncoder.encode(dingTalkSign(now, secret), StandardCharsets.UTF_8));
    }

    /** Base64(HmacSHA256(key = secret, message = timestamp in ms, a line feed, secret)). */
    static String dingTalkSign(long timestampMs, String secret) {
        return Base64.getEncoder().encodeToString(Hmac.of(secret, timestampMs + "\n" + secret));
    }

    /** Base64(HmacSHA256(key = timestamp in s, a line feed, secret; message empty)). */
    static String feishuSign(long timestampS, String secret) {
        return Base64.getEncoder().encodeToString(Hmac.of(timestampS + "\n" + secret, ""));
    }

    /** Without URL and secret. */
    @Override
    public String toString() {
        return "robot " + kind;
    }
}
