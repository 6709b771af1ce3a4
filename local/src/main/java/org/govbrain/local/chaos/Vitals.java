package org.govbrain.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Memory and state of a stack over time: each process's resident memory and, of Flink's, the heap in use; size and duration of
 * each job's newest checkpoint. Every look goes into a file of comma-separated values: seconds, measure, of what, value.
 * A part that does not answer is left out of that look.
 */
final class Vitals {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int SPANS = 8;
    private static final double MIB = 1 << 20;
    private static final String HEAP = "Status.JVM.Memory.Heap.Used";

    private final Supplier<BrainProcess> brain;
    private final PatientFile file;
    private final Instant begin = Instant.now();
    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Look> looks = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "chaos-vitals");

    /** One number: {@code what} is a measure and its subject. */
    private record Look(double seconds, String what, double value) {}

    /**
     * The lowest of a measure in each of eight equal spans of the run: of heap in use that is about what a collection leaves.
     * {@code NaN} where it was never seen.
     */
    record Span(String what, List<Double> lowest) {}

    private Vitals(Supplier<BrainProcess> brain, PatientFile file) {
        this.brain = brain;
        this.file = file;
    }

    /** Begins to look. */
    static Vitals watch(Supplier<BrainProcess> brain, Path file) throws IOException {
        PatientFile lines = PatientFile.create(file);
        lines.add("seconds,measure,of,value\n");
        Vitals vitals = new Vitals(brain, lines);
        vitals.thread.setDaemon(true);
        vitals.thread.start();
        return vitals;
    }

    /** Looks no more. */
    void end() throws InterruptedException {
        stop.countDown();
        thread.join();
    }

    /** What was seen; after {@link #end}. */
    List<Span> spans() {
        double end = looks.isEmpty() ? 1 : looks.get(looks.size() - 1).seconds() + 1;
        Map<String, double[]> lowest = new TreeMap<>();
        for (Look look : looks) {
            double[] spans = lowest.computeIfAbsent(look.what(), unused -> nothing());
            int span = (int) (look.seconds() / end * SPANS);
            spans[span] = Double.isNaN(spans[span]) ? look.value() : Math.min(spans[span], look.value());
        }
        List<Span> spans = new ArrayList<>();
        lowest.forEach((what, values) ->
                spans.add(new Span(what, Arrays.stream(values).boxed().toList())));
        return spans;
    }

    private static double[] nothing() {
        double[] spans = new double[SPANS];
        Arrays.fill(spans, Double.NaN);
        return spans;
    }

    private void run() {
        try (file) {
            while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                int before = looks.size();
                look();
                StringBuilder lines = new StringBuilder();
                looks.subList(before, looks.size())
                        .forEach(look -> lines.append(String.format(
                                Locale.ROOT, "%.0f,%s,%.1f%n", look.seconds(), look.what(), look.value())));
                file.add(lines.toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void look() throws InterruptedException {
        try {
            brain.get()
                    .processes()
                    .forEach((name, process) ->
                            resident(process).ifPresent(kib -> add("resident MiB," + name, kib / 1024.0)));
            URI flink =
                    URI.create("http://127.0.0.1:" + brain.get().state().ports().flink() + "/");
            heap(flink, "jobmanager/metrics", "job manager");
            for (JsonNode manager : ask(flink, "taskmanagers").path("taskmanagers")) {
                String id = manager.path("id").asText();
                heap(flink, "taskmanagers/" + id + "/metrics", "task manager");
            }
            for (JsonNode job : ask(flink, "jobs/overview").path("jobs")) {
                JsonNode newest = ask(flink, "jobs/" + job.path("jid").asText() + "/checkpoints")
                        .path("latest")
                        .path("completed");
                if (newest.has("state_size")) {
                    String name = job.path("name").asText();
                    add("checkpoint MiB," + name, newest.path("state_size").asDouble() / MIB);
                    add(
                            "checkpoint ms," + name,
                            newest.path("end_to_end_duration").asDouble());
                }
            }
        } catch (IOException | RuntimeException e) {
            // A part of a stack that is being broken on purpose.
            return;
        }
    }

    private void heap(URI flink, String path, String of) throws IOException, InterruptedException {
        for (JsonNode metric : ask(flink, path + "?get=" + HEAP)) {
            add("heap MiB," + of, metric.path("value").asDouble() / MIB);
        }
    }

    private void add(String what, double value) {
        looks.add(new Look(Duration.between(begin, Instant.now()).toMillis() / 1000.0, what, value));
    }

    private JsonNode ask(URI flink, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(flink.resolve(path)).timeout(PATIENCE).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    }

    /** KiB as Linux tells them; of a process that has ended meanwhile nothing. */
    private static OptionalLong resident(ProcessHandle process) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
