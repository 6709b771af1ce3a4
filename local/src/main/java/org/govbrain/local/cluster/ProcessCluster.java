package org.govbrain.local.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.server.Installation;
import org.govbrain.local.server.KeptAlive;
import org.govbrain.local.server.KeptAlive.Care;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster as in production, on loopback: a job manager, task managers, and ZooKeeper, which remembers for the next job
 * manager what the last one ran. The jobs come from the job jar, by the REST interface. Each process that ends is started
 * again, and how long the jobs were away is said.
 */
public final class ProcessCluster implements JobCluster {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessCluster.class);
    private static final Duration LAST_CHECKPOINT = Duration.ofSeconds(20);
    private static final Duration START_PATIENCE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final ClusterFiles files;
    private final Care care;
    private final List<KeptAlive<FlinkNode>> nodes = new ArrayList<>();
    private final Map<String, JobID> jobs = new ConcurrentHashMap<>();
    private final ClusterClient client;
    private final Path jobJar;
    private String uploaded = "";
    private volatile boolean closing;

    /**
     * What a cluster is started with.
     *
     * @param root its folder
     * @param slots of each task manager; with as many as all jobs need, one task manager is enough after a loss
     */
    public record Size(Path root, Path logs, int restPort, int zookeeperPort, int taskManagers, int slots) {}

    private ProcessCluster(Installation installation, Size size, Care care) throws Exception {
        this.files = new ClusterFiles(size.root(), size.logs(), size.restPort(), size.zookeeperPort(), size.slots());
        this.care = care;
        this.jobJar = installation.jobJar();
        this.client = new ClusterClient(url());
    }

    /** Starts all processes and returns when they know each other; none is left when one cannot be started. */
    public static ProcessCluster start(Installation installation, Size size, Care care) throws Exception {
        ProcessCluster cluster = new ProcessCluster(installation, size, care);
        try {
            cluster.files.write();
            cluster.begin(() -> FlinkNode.zookeeper(installation, cluster.files));
            cluster.begin(() -> FlinkNode.jobManager(installation, cluster.files, cluster.url()));
            for (int i = 1; i <= size.taskManagers(); i++) {
                int number = i;
                cluster.begin(() -> FlinkNode.taskManager(installation, cluster.files, number));
            }
            return cluster;
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    private void begin(Supplier<FlinkNode> node) {
        nodes.add(KeptAlive.start(() -> watched(node.get()), care));
    }

    @Override
    public Optional<Path> submit(LocalJob job, JobConfig config) throws Exception {
        if (uploaded.isEmpty()) {
            uploaded = client.upload(jobJar);
        }
        Optional<Path> from = checkpoints().newest(job.name());
        JobID id = client.run(uploaded, job.main(), files.writeJob(job.name(), config), from.orElse(null));
        jobs.put(job.name(), id);
        awaitRunning(job.name(), id, from);
        return from;
    }

    private void awaitRunning(String name, JobID id, Optional<Path> from) throws Exception {
        long end = System.nanoTime() + START_PATIENCE.toNanos();
        while (!isKnownToRun(id)) {
            Optional<JobStatus> status = status(id);
            boolean ended = status.filter(JobStatus::isGloballyTerminalState).isPresent();
            if (ended || System.nanoTime() > end) {
                throw CommandFailure.environment("The " + name + " job does not start"
                        + from.map(path -> " from its checkpoint " + path).orElse("") + ": "
                        + (ended
                                ? client.failure(id)
                                : status.map(now -> "it is " + now).orElse("the job manager does not answer")));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** A busy machine may take longer than a question waits. */
    private boolean isKnownToRun(JobID id) throws Exception {
        try {
            return client.runs(id);
        } catch (TimeoutException e) {
            LOG.info("The job manager does not tell in time of job {}", id);
            return false;
        }
    }

    @Override
    public Map<String, Optional<JobStatus>> statuses() {
        Map<String, Optional<JobStatus>> statuses = new LinkedHashMap<>();
        for (LocalJob job : LocalJob.all()) {
            JobID id = jobs.get(job.name());
            if (id != null) {
                statuses.put(job.name(), status(id));
            }
        }
        return statuses;
    }

    @Override
    public Checkpoints checkpoints() {
        return files.checkpoints();
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + files.restPort());
    }

    @Override
    public Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        nodes.forEach(node -> {
            var child = node.current().child();
            pids.put(child.name(), child.pid());
        });
        return pids;
    }

    @Override
    public void close() {
        jobs.values().forEach(this::stop);
        closing = true;
        for (int i = nodes.size() - 1; i >= 0; i--) {
            nodes.get(i).close();
        }
        client.close();
    }

    private void stop(JobID id) {
        try {
            if (client.status(id).isGloballyTerminalState()) {
                return;
            }
            client.checkpoint(id, LAST_CHECKPOINT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("Job {} ends without a last checkpoint and will go on from the one before", id, e);
        }
        try {
            client.cancel(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("Job {} was not cancelled and ends with its cluster", id, e);
        }
    }

    private FlinkNode watched(FlinkNode node) {
        String name = node.child().name();
        var unused =
                node.child().onExit().thenRunAsync(() -> sayWhenJobsRunAgain(name, Instant.now()), KeptAlive::thread);
        return node;
    }

    /** A job that had nothing on the lost process is known by a checkpoint that was completed since. */
    private void sayWhenJobsRunAgain(String lost, Instant at) {
        while (!closing && !care.stopping().getAsBoolean() && Instant.now().isBefore(at.plus(START_PATIENCE))) {
            if (jobs.entrySet().stream().allMatch(job -> runsSince(job, at))) {
                care.say()
                        .accept(String.format(
                                "%d ms after the end of %s all jobs run",
                                Duration.between(at, Instant.now()).toMillis(), lost));
                return;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private boolean runsSince(Map.Entry<String, JobID> job, Instant at) {
        try {
            return client.runsSince(job.getValue(), at)
                    || checkpoints().newestAt(job.getKey()).filter(at::isBefore).isPresent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            return false;
        }
    }

    private Optional<JobStatus> status(JobID id) {
        try {
            return Optional.of(client.status(id));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (Exception e) {
            LOG.info("The job manager does not tell of job {}", id, e);
            return Optional.empty();
        }
    }
}
