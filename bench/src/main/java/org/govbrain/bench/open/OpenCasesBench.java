package org.govbrain.bench.open;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.kafka.clients.admin.Admin;
import org.govbrain.bench.measure.Heap;
import org.govbrain.bench.measure.Stopwatch;
import org.govbrain.bench.measure.TopicRecords;
import org.govbrain.bench.report.Figure;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.engine.situation.SituationJob;
import org.govbrain.local.broker.KafkaBroker;
import org.govbrain.local.cluster.Checkpoints;
import org.govbrain.local.cluster.FlinkCluster;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.Progress;
import org.govbrain.local.server.FreePort;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;

/**
 * What many open cases cost the situation job on RocksDB: memory, state, and how soon after a restart all that has become overdue
 * meanwhile is told. The job is the one of {@code brain up}, from Kafka to Kafka. The cases lie in no grid, so what is measured is
 * cases and clocks.
 *
 * @param cases how many at most; a tenth of them is measured first, which shows what grows
 */
public record OpenCasesBench(long cases, int parallelism, Progress progress) {
    private static final String GROUP = "open cases";

    /** What a deployment that expects as many cases would give RocksDB; with little, it reads and sorts its files again and again. */
    private static final long ROCKSDB_BYTES_A_CASE = 1_024;

    private static final MemorySize LEAST_ROCKSDB_PER_SLOT = MemorySize.ofMebiBytes(512);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    /** How long nothing at all may come: what is overdue after a restart is all worked out before the first of it is told. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final int PARTS = 10;

    /** Measures a tenth of the cases and then all of them, each on a broker of its own in {@code folder}. */
    public List<Figure> run(Path folder) throws Exception {
        List<Figure> figures = new ArrayList<>();
        for (long count : new long[] {Math.max(1, cases / 10), cases}) {
            figures.addAll(measure(count, Files.createDirectories(folder.resolve("cases-" + count))));
        }
        return figures;
    }

    private List<Figure> measure(long count, Path folder) throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            JobConfig config = JobConfig.of(Map.of(
                    ConfigKeys.KAFKA_SERVERS.name(),
                    broker.bootstrapServers(),
                    ConfigKeys.PARALLELISM.name(),
                    Integer.toString(parallelism)));
            TopicAdmin.ensureTopics(config);
            try (OpenIncidents incidents = new OpenIncidents(config)) {
                return measure(count, config, incidents, folder.resolve("checkpoints"));
            }
        }
    }

    private List<Figure> measure(long count, JobConfig config, OpenIncidents incidents, Path checkpoints)
            throws Exception {
        List<Figure> figures = new ArrayList<>();
        incidents.send(count);
        progress.say("open cases: " + count + " are on the topic");
        double before = Heap.usedMib();
        try (FlinkCluster cluster = start(count, config, checkpoints)) {
            Stopwatch hearing = Stopwatch.start();
            await(Topics.CASES, count, config);
            figures.add(
                    figure(count, "heard and said", "ms", hearing.stop(count).wallMs()));
            figures.add(figure(count, "heap while they are open", "MiB", Heap.usedMib() - before));
            progress.say("open cases: all are open at " + cluster.url());
            awaitSaved(cluster.checkpoints());
            progress.say("open cases: all are saved");
        }
        Path saved = new Checkpoints(checkpoints).newest(SituationJob.NAME).orElseThrow();
        figures.add(figure(count, "state in the checkpoint", "B/case", (double) size(saved) / count));
        incidents.passAllDeadlines();
        Stopwatch since = Stopwatch.start();
        try (FlinkCluster cluster = start(count, config, checkpoints)) {
            figures.add(figure(
                    count,
                    "restart to all tasks running",
                    "ms",
                    since.stop(count).wallMs()));
            await(Topics.BREACHES, count, config);
            figures.add(figure(
                    count,
                    "restart to last overdue told",
                    "ms",
                    since.stop(count).wallMs()));
            progress.say("open cases: all that was overdue is told at " + cluster.url());
        }
        // Each once: what a job that ends takes with it would be said now.
        expect(Topics.BREACHES, count, config);
        return figures;
    }

    private MemorySize rocksDbPerSlot(long count) {
        return new MemorySize(Math.max(LEAST_ROCKSDB_PER_SLOT.getBytes(), count * ROCKSDB_BYTES_A_CASE / parallelism));
    }

    private FlinkCluster start(long count, JobConfig config, Path checkpoints) throws Exception {
        FlinkCluster cluster = FlinkCluster.start(checkpoints, FreePort.find(), parallelism);
        try {
            Configuration job = SituationJob.config(config);
            job.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
            job.set(RocksDBOptions.FIX_PER_SLOT_MEMORY_SIZE, rocksDbPerSlot(count));
            cluster.submit(SituationJob.NAME, job, env -> SituationJob.build(env, config));
            return cluster;
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    private void await(Topic<?> topic, long count, JobConfig config) throws Exception {
        long before = 0;
        long since = System.nanoTime();
        try (Admin admin = Admin.create(config.kafkaProperties())) {
            for (long there = TopicRecords.count(admin, topic);
                    there < count;
                    there = TopicRecords.count(admin, topic)) {
                if (there * PARTS / count > before * PARTS / count) {
                    progress.say("open cases: " + there + " of " + count + " on " + topic.name());
                }
                if (there > before) {
                    before = there;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                    throw CommandFailure.rejected("For " + PATIENCE.toMinutes() + " minutes there have been " + there
                            + " of " + count + " records on " + topic.name());
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    /** Else a restart would hear some of them again. What is under way may have begun before all were heard: so two. */
    private static void awaitSaved(Checkpoints checkpoints) {
        long since = System.nanoTime();
        for (int saved = 0; saved < 2; saved++) {
            Optional<Path> before = checkpoints.newest(SituationJob.NAME);
            while (checkpoints.newest(SituationJob.NAME).equals(before)) {
                if (System.nanoTime() - since > PATIENCE.toNanos()) {
                    throw CommandFailure.rejected(
                            "For " + PATIENCE.toMinutes() + " minutes the job has not been saved");
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    private static void expect(Topic<?> topic, long count, JobConfig config) throws Exception {
        try (Admin admin = Admin.create(config.kafkaProperties())) {
            long there = TopicRecords.count(admin, topic);
            if (there != count) {
                throw CommandFailure.rejected(
                        there + " records on " + topic.name() + " where " + count + " were expected");
            }
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static Figure figure(long count, String name, String unit, double value) {
        String of = String.format("%,d %s", count, name);
        return new Figure(GROUP, of, unit, value, value, value, null, Double.NaN, Double.NaN, "");
    }
}
