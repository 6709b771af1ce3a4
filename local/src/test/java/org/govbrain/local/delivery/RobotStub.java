package org.govbrain.local.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A group's robot as DingTalk, WeCom and Feishu run it: HTTP 200 whatever happens, a code in the body, the signature checked, the
 * limits of each platform kept by its own count (ANCHORS C.1), and troubles that can be switched on.
 */
public final class RobotStub implements AutoCloseable {
    /** What is wrong with it. */
    public enum Trouble {
        NONE,
        /** Takes the request and does not answer. */
        SILENT,
        /** Begins to answer and stops. */
        STALLED,
        /** Ends the connection in the middle. */
        RESET,
        /** A gateway in front of it is down. */
        BAD_GATEWAY
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final int TOO_FAST_DINGTALK = 130_101;
    private static final int TOO_FAST_WECOM = 45_009;
    private static final int TOO_FAST_FEISHU = 9_499;

    private final Robot.Kind kind;
    private final String secret;
    private final InstantSource clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "robot-stub");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Deque<Long> lastMinute = new ArrayDeque<>();
    private final List<String> texts = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<Integer> codes = new ArrayList<>();
    private volatile Trouble trouble = Trouble.NONE;
    private long throttledUntil;

    private RobotStub(Robot.Kind kind, String secret, InstantSource clock, HttpServer server) {
        this.kind = kind;
        this.secret = secret;
        this.clock = clock;
        this.server = server;
    }

    /** Starts one on a free port. */
    static RobotStub start(Robot.Kind kind, String secret, InstantSource clock) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RobotStub stub = new RobotStub(kind, secret, clock, server);
        server.createContext("/", stub::handle);
        server.setExecutor(stub.threads);
        server.start();
        return stub;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/send?access_token=hidden");
    }

    void trouble(Trouble now) {
        trouble = now;
    }

    /** What people have read in the group. */
    synchronized List<String> texts() {
        return List.copyOf(texts);
    }

    /** When each of them came. */
    synchronized List<Long> times() {
        return List.copyOf(times);
    }

    /** Every answer it gave. */
    synchronized List<Integer> codes() {
        return List.copyOf(codes);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        switch (trouble) {
            case SILENT -> {
                untilClosed();
                exchange.close();
            }
            case STALLED -> {
                begin(exchange);
                untilClosed();
                exchange.close();
            }
            case RESET -> {
                begin(exchange);
                exchange.close();
            }
            case BAD_GATEWAY -> send(exchange, 502, "<html>Bad Gateway</html>");
            case NONE -> send(exchange, 200, answer(exchange.getRequestURI(), body));
        }
    }

    private static void begin(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write("{\"err".getBytes(UTF_8));
        exchange.getResponseBody().flush();
    }

    private void untilClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String answer(URI request, byte[] body) throws IOException {
        JsonNode json = JSON.readTree(body);
        long now = clock.millis();
        int code = code(request, body, json, now);
        codes.add(code);
        if (code == 0) {
            times.add(now);
            texts.add(text(json));
        }
        return kind == Robot.Kind.FEISHU
                ? "{\"code\":" + code + ",\"msg\":\"" + (code == 0 ? "success" : "too many request") + "\",\"data\":{}}"
                : "{\"errcode\":" + code + ",\"errmsg\":\"" + (code == 0 ? "ok" : "refused") + "\"}";
    }

    private int code(URI request, byte[] body, JsonNode json, long now) {
        lastMinute.removeIf(at -> at <= now - MINUTE_MS);
        return switch (kind) {
            case DINGTALK -> dingTalk(request, body, now);
            case WECOM -> weCom(json, now);
            case FEISHU -> feishu(body, json, now);
        };
    }

    private int dingTalk(URI request, byte[] body, long now) {
        String timestamp = parameter(request, "timestamp");
        if (now < throttledUntil || count(now, 20)) {
            throttledUntil = now < throttledUntil ? throttledUntil : now + 10 * MINUTE_MS;
            return TOO_FAST_DINGTALK;
        }
        boolean fresh = timestamp.matches("\\d{1,15}") && Math.abs(now - Long.parseLong(timestamp)) <= HOUR_MS;
        if (!fresh || !Robot.dingTalkSign(Long.parseLong(timestamp), secret).equals(parameter(request, "sign"))) {
            return 310_000;
        }
        return body.length > 20_000 ? 460_101 : 0;
    }

    private int weCom(JsonNode json, long now) {
        if (count(now, 20)) {
            return TOO_FAST_WECOM;
        }
        return text(json).getBytes(UTF_8).length > 2_048 ? 40_058 : 0;
    }

    private int feishu(byte[] body, JsonNode json, long now) {
        if (lastMinute.stream().filter(at -> at > now - 1_000).count() >= 5 || count(now, 100)) {
            return TOO_FAST_FEISHU;
        }
        long seconds = json.path("timestamp").asLong();
        boolean fresh = Math.abs(now / 1_000 - seconds) <= HOUR_MS / 1_000;
        if (!fresh
                || !Robot.feishuSign(seconds, secret).equals(json.path("sign").asText())) {
            return 19_021;
        }
        return body.length > 20_480 ? 9_499 : 0;
    }

    /** Counts one more; true when that is more than a minute holds. */
    private boolean count(long now, int most) {
        lastMinute.addLast(now);
        return lastMinute.size() > most;
    }

    private String text(JsonNode json) {
        return kind == Robot.Kind.FEISHU
                ? json.path("content").path("text").asText()
                : json.path("text").path("content").asText();
    }

    private static String parameter(URI request, String name) {
        for (String pair : request.getRawQuery().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), UTF_8);
            }
        }
        return "";
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
