package org.govbrain.local.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.local.stack.StackFolder;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.input.Heartbeat;

/** Does to a stack what a {@link FaultKind} says. Returns when the fault is over, not when the stack has recovered. */
final class Faults {
    private static final String BROKER = "BrokerServer";
    private static final String ELASTICSEARCH = "LocalElasticsearch";
    private static final String TASK_MANAGER = "FlinkProcess task-manager";
    private static final Duration YEAR = Duration.ofDays(365);
    /** After this a server that was started again should answer. */
    private static final Duration RESTARTED = Duration.ofMinutes(2);

    private final StackFolder folder;
    private final Starter starter;
    private final Duration length;
    private final Random random;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile BrainProcess brain;
    private int parallelism = 2;
    private long rejected;

    /** Starts the stack with a parallelism. */
    @FunctionalInterface
    interface Starter {
        BrainProcess start(int parallelism);
    }

    /** Faults on a stack; one that lasts lasts {@code length}, and which of several processes is hit follows the seed. */
    Faults(StackFolder folder, Starter starter, Duration length, long seed) {
        this.folder = folder;
        this.starter = starter;
        this.length = length;
        this.random = new Random(seed);
        this.brain = starter.start(parallelism);
    }

    BrainProcess brain() {
        return brain;
    }

    /** Records put on the topics that must end as dead letters. */
    long rejected() {
        return rejected;
    }

    void happen(FaultKind kind) throws Exception {
        switch (kind) {
            case KILL_JOB_MANAGER -> kill(one("FlinkProcess job-manager"));
            case KILL_TASK_MANAGER -> kill(one(TASK_MANAGER));
            case KILL_KAFKA -> kill(one(BROKER));
            case KILL_ELASTICSEARCH -> kill(one(ELASTICSEARCH));
            case KILL_LAUNCHER -> {
                brain.kill();
                brain = starter.start(parallelism);
            }
            case HANG_TASK_MANAGER -> hang(one(TASK_MANAGER));
            case HANG_KAFKA -> hang(one(BROKER));
            case HANG_ELASTICSEARCH -> hang(one(ELASTICSEARCH));
            case OUTAGE_KAFKA -> outage("Kafka", one(BROKER));
            case OUTAGE_ELASTICSEARCH -> outage("Elasticsearch", one(ELASTICSEARCH));
            case SLOW_KAFKA -> slow("Kafka");
            case SLOW_ELASTICSEARCH -> slow("Elasticsearch");
            case FULL_DISK_ELASTICSEARCH -> {
                block(true);
                last();
                block(false);
            }
            case FULL_DISK_TASK_MANAGER -> fullDisk(one(TASK_MANAGER));
            // Beside the folder, which is for the stack itself.
            case FILL_DISK -> DiskFiller.keepFull(folder.root().resolveSibling("filler"), length);
            case CLOCK_JUMP -> clockJump();
            case RESTART -> restart(parallelism);
            case RESCALE -> restart(parallelism >= 4 ? 1 : parallelism * 2);
        }
    }

    private void restart(int next) {
        brain.close();
        parallelism = next;
        brain = starter.start(next);
    }

    /** A server that is being started again is waited for. */
    private ProcessHandle one(String word) throws InterruptedException {
        List<ProcessHandle> found = brain.servers(word);
        while (found.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(200);
            found = brain.servers(word);
        }
        return found.get(random.nextInt(found.size()));
    }

    private static void kill(ProcessHandle server) {
        server.destroyForcibly();
        server.onExit().join();
    }

    private void hang(ProcessHandle server) throws IOException, InterruptedException {
        run("kill", "-STOP", Long.toString(server.pid()));
        last();
        run("kill", "-CONT", Long.toString(server.pid()));
    }

    private void outage(String name, ProcessHandle server) throws IOException, InterruptedException {
        Files.createDirectories(folder.holds());
        Path hold = Files.writeString(folder.holds().resolve(name), "");
        kill(server);
        last();
        Files.delete(hold);
    }

    private void slow(String name) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.slow().resolve(name), "");
        last();
        Files.delete(file);
    }

    /** No file of that process may grow: the system then refuses its writes, as on a disk without room. */
    private void fullDisk(ProcessHandle server) throws IOException, InterruptedException {
        String pid = Long.toString(server.pid());
        run("prlimit", "--pid", pid, "--fsize=0:unlimited");
        last();
        if (server.isAlive()) {
            run("prlimit", "--pid", pid, "--fsize=unlimited:unlimited");
        }
    }

    private void block(boolean blocked) throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + brain.state().ports().elasticsearch() + "/govbrain-*/_settings");
        String body = "{\"index.blocks.read_only_allow_delete\": " + (blocked ? "true" : "null") + "}";
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build();
        Instant end = Instant.now().plus(RESTARTED);
        String trouble = answer(request);
        while (!trouble.isEmpty()) {
            if (Instant.now().isAfter(end)) {
                throw new IOException("Elasticsearch " + trouble);
            }
            TimeUnit.MILLISECONDS.sleep(200);
            trouble = answer(request);
        }
    }

    /** What is wrong with the answer, nothing if it is good; one that is being started again does not listen yet. */
    private String answer(HttpRequest request) throws InterruptedException {
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            return status == 200 ? "" : "answers " + status;
        } catch (IOException e) {
            return "does not answer: " + e;
        }
    }

    private void clockJump() throws ExecutionException, InterruptedException {
        Properties properties = KafkaOutputs.producerProperties(JobConfig.of(Map.of(
                ConfigKeys.KAFKA_SERVERS.name(),
                "127.0.0.1:" + brain.state().ports().kafka())));
        byte[] heartbeat = SingleObject.encode(
                Heartbeat.newBuilder().setAt(Instant.now().plus(YEAR)).build());
        byte[] rubbish = "rubbish".getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Topic<?> topic : List.of(Topics.PATROL, Topics.LINKAGE, Topics.PLATFORM)) {
                for (byte[] value : List.of(heartbeat, rubbish)) {
                    producer.send(new ProducerRecord<>(topic.name(), value)).get();
                    rejected++;
                }
            }
        }
    }

    private void last() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(length.toMillis());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code);
        }
    }
}
