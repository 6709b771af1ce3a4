package org.govbrain.local.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A page in a Chromium of its own, spoken to by the DevTools protocol over the JDK's WebSocket. A test class that needs it
 * carries {@code @EnabledIf(value = Browser.IS_INSTALLED, disabledReason = Browser.HOW_TO_INSTALL)}.
 */
public final class Browser implements AutoCloseable {
    /** For {@code @EnabledIf}. */
    public static final String IS_INSTALLED = "org.govbrain.local.browser.Browser#isInstalled";

    public static final String HOW_TO_INSTALL =
            "No chromium on the PATH: install Debian's package chromium, as .ci/run does";

    /** What is cut off: text whose box is smaller than itself, or that stands out of the window or of its panel. */
    private static final String CUT_OFF = """
            [...document.querySelectorAll('#top *, #stage *')]
              .filter((e) => e.childElementCount === 0 && e.textContent.trim() && e.getClientRects().length && !e.closest('svg'))
              .filter((e) => {
                const own = e.getBoundingClientRect();
                const scroll = e.closest('.scroll');
                if (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline') return true;
                if (own.left < -1 || own.right > document.documentElement.clientWidth + 1) return true;
                const box = e.closest('.panel')?.getBoundingClientRect();
                if (box && (own.left < box.left - 1 || own.right > box.right + 1)) return true;
                return Boolean(box && !scroll && (own.top < box.top - 1 || own.bottom > box.bottom + 1));
              })
              .map((e) => `${e.closest('.panel')?.id ?? 'top'}: ${e.textContent}`)""";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final WebSocket socket;
    private final Wire wire;
    private final AtomicInteger ids = new AtomicInteger();

    private Browser(Process process, WebSocket socket, Wire wire) {
        this.process = process;
        this.socket = socket;
        this.wire = wire;
    }

    public static boolean isInstalled() {
        return find().isPresent();
    }

    private static Optional<Path> find() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts one whose profile and log lie in {@code folder}. */
    public static Browser start(Path folder) throws Exception {
        Path profile = Files.createDirectories(folder.resolve("profile"));
        Process process = new ProcessBuilder(
                        find().orElseThrow().toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.log").toFile())
                .start();
        Path portFile = profile.resolve("DevToolsActivePort");
        await(
                "Chromium to start",
                () -> Files.exists(portFile) && Files.readString(portFile).contains("\n"));
        String port = Files.readAllLines(portFile).get(0);
        HttpClient http = HttpClient.newHttpClient();
        JsonNode targets = JSON.readTree(http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                                .build(),
                        BodyHandlers.ofString())
                .body());
        for (JsonNode target : targets) {
            if (target.path("type").asText().equals("page")) {
                Wire wire = new Wire();
                URI address = URI.create(target.path("webSocketDebuggerUrl").asText());
                WebSocket socket =
                        http.newWebSocketBuilder().buildAsync(address, wire).join();
                Browser page = new Browser(process, socket, wire);
                for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
                    page.call(domain + ".enable", JSON.createObjectNode());
                }
                return page;
            }
        }
        throw new IOException("Chromium shows no page");
    }

    /** Sets the size of the window in CSS pixels; {@code phone} also for touch and the meta tag of the viewport. */
    public void resize(int width, int height, boolean phone) {
        call(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", phone));
    }

    /** Begins to load a page, from scratch also when only the part after {@code #} is new. */
    public void open(URI address) {
        navigate("about:blank");
        navigate(address.toString());
    }

    /** Loads a view of the live page and waits until it shows its first answer; {@code where} is for example {@code /board/overview}. */
    public void openView(URI livePage, String where) {
        open(livePage.resolve("#" + where));
        awaitTrue("document.getElementById('stage')?.dataset.ready === 'true'");
    }

    /** Goes on to another view of the live page that is open, and waits until it shows its first answer. */
    public void go(String where) {
        evaluate("location.hash = " + JSON.getNodeFactory().textNode("#" + where));
        awaitTrue(
                "(({ at, ready }) => at === location.hash && ready === 'true')(document.getElementById('stage').dataset)");
    }

    /** The value of an expression, which may be a promise. */
    public JsonNode evaluate(String expression) {
        ObjectNode parameters = JSON.createObjectNode()
                .put("expression", expression)
                .put("returnByValue", true)
                .put("awaitPromise", true);
        JsonNode answer = call("Runtime.evaluate", parameters);
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /** The text of the first element that a selector finds. */
    public String text(String selector) {
        return evaluate("document.querySelector(" + JSON.getNodeFactory().textNode(selector) + ").textContent")
                .asText();
    }

    /** How many elements a selector finds. */
    public long count(String selector) {
        return evaluate("document.querySelectorAll(" + JSON.getNodeFactory().textNode(selector) + ").length")
                .asLong();
    }

    /** Texts of the live page that do not stand whole, each with its panel. */
    public List<String> cutOff() {
        List<String> found = new ArrayList<>();
        evaluate(CUT_OFF).forEach(text -> found.add(text.asText()));
        return found;
    }

    /** Waits until an expression is true. */
    public void awaitTrue(String expression) {
        await(expression, () -> evaluate(expression).asBoolean());
    }

    /** Writes what is seen as a PNG, or as a WebP if that is how the file's name ends. */
    public void screenshot(Path file) throws IOException {
        String format = file.toString().endsWith(".webp") ? "webp" : "png";
        JsonNode shot = call("Page.captureScreenshot", JSON.createObjectNode().put("format", format));
        Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
    }

    /**
     * Errors of the console, exceptions, refusals by the content security policy and failed requests since this was asked last.
     */
    public List<String> errors() {
        synchronized (wire.errors) {
            List<String> told = List.copyOf(wire.errors);
            wire.errors.clear();
            return told;
        }
    }

    @Override
    public void close() {
        try {
            // One that is killed leaves a folder for its socket, which has to have a short path and lies in the
            // system's.
            call("Browser.close", JSON.createObjectNode());
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (CompletionException e) {
            // It has gone by itself.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void navigate(String address) {
        call("Page.navigate", JSON.createObjectNode().put("url", address));
    }

    private JsonNode call(String method, ObjectNode parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        wire.waiting.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        socket.sendText(message.toString(), true).join();
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (Exception e) {
                throw new IllegalStateException(what, e);
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new IllegalStateException("Waited in vain for " + what);
    }

    /** What comes in. */
    private static final class Wire implements WebSocket.Listener {
        private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
        private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                try {
                    take(JSON.readTree(part.toString()));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                part.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void take(JsonNode message) {
            CompletableFuture<JsonNode> answer =
                    waiting.remove(message.path("id").asInt(-1));
            if (answer != null) {
                answer.complete(message.path("result"));
                return;
            }
            JsonNode parameters = message.path("params");
            boolean error = switch (message.path("method").asText()) {
                case "Runtime.exceptionThrown", "Network.loadingFailed" -> true;
                case "Runtime.consoleAPICalled" ->
                    List.of("error", "warning", "assert")
                            .contains(parameters.path("type").asText());
                case "Log.entryAdded" ->
                    List.of("error", "warning")
                            .contains(parameters.path("entry").path("level").asText());
                default -> false;
            };
            if (error) {
                errors.add(message.toString());
            }
        }
    }
}
