package org.govbrain.local.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.rest.FileUpload;
import org.apache.flink.runtime.rest.RestClient;
import org.apache.flink.runtime.rest.messages.EmptyMessageParameters;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo;
import org.apache.flink.runtime.rest.util.RestConstants;
import org.apache.flink.runtime.webmonitor.handlers.JarRunHeaders;
import org.apache.flink.runtime.webmonitor.handlers.JarRunMessageParameters;
import org.apache.flink.runtime.webmonitor.handlers.JarRunRequestBody;
import org.apache.flink.runtime.webmonitor.handlers.JarUploadHeaders;
import org.jspecify.annotations.Nullable;

/** A Flink cluster, by its REST interface alone. A job manager that is away for less than a minute is waited for. */
final class ClusterClient implements AutoCloseable {
    private final URI url;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final RestClient rest;
    private final RestClusterClient<StandaloneClusterId> cluster;

    ClusterClient(URI url) throws Exception {
        this.url = url;
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, url.getHost());
        configuration.set(RestOptions.PORT, url.getPort());
        this.rest = new RestClient(configuration, threads);
        this.cluster = new RestClusterClient<>(configuration, StandaloneClusterId.getInstance());
    }

    /** Gives the cluster a jar; returns the id that it knows it by. */
    String upload(Path jar) throws Exception {
        String stored = rest.sendRequest(
                        url.getHost(),
                        url.getPort(),
                        JarUploadHeaders.getInstance(),
                        EmptyMessageParameters.getInstance(),
                        EmptyRequestBody.getInstance(),
                        List.of(new FileUpload(jar, RestConstants.CONTENT_TYPE_JAR)))
                .get()
                .getFilename();
        return Path.of(stored).getFileName().toString();
    }

    /** Calls a main method of an uploaded jar, on the job manager, which draws its job and submits it. */
    JobID run(String jar, Class<?> main, Path settings, @Nullable Path checkpoint) throws Exception {
        JarRunMessageParameters which = JarRunHeaders.getInstance().getUnresolvedMessageParameters();
        which.jarIdPathParameter.resolve(jar);
        JarRunRequestBody how = new JarRunRequestBody(
                main.getName(),
                List.of(settings.toString()),
                null,
                null,
                false,
                checkpoint == null ? null : checkpoint.toUri().toString(),
                RecoveryClaimMode.CLAIM,
                Map.of());
        return rest.sendRequest(url.getHost(), url.getPort(), JarRunHeaders.getInstance(), which, how)
                .get()
                .getJobId();
    }

    JobStatus status(JobID job) throws Exception {
        return cluster.getJobStatus(job).get(2, TimeUnit.SECONDS);
    }

    /** Whether all tasks of a job run. */
    boolean runs(JobID job) throws Exception {
        return runs(details(job));
    }

    /** Whether all tasks of a job run, and did not only seem to because nobody had noticed that some were lost at an instant. */
    boolean runsSince(JobID job, Instant lost) throws Exception {
        JobDetailsInfo details = details(job);
        return runs(details) && details.getTimestamps().getOrDefault(JobStatus.RUNNING, 0L) > lost.toEpochMilli();
    }

    /** Why a job that has ended did so. */
    String failure(JobID job) throws Exception {
        return cluster.requestJobResult(job)
                .get()
                .getSerializedThrowable()
                .map(failure -> failure.getFullStringifiedStackTrace())
                .orElse("nothing is known of the reason");
    }

    void checkpoint(JobID job, Duration patience) throws Exception {
        cluster.triggerCheckpoint(job, CheckpointType.DEFAULT).get(patience.toSeconds(), TimeUnit.SECONDS);
    }

    /** Ends a job and returns when it has. */
    void cancel(JobID job) throws InterruptedException, ExecutionException {
        cluster.cancel(job).get();
        cluster.requestJobResult(job).get();
    }

    @Override
    public void close() {
        cluster.close();
        rest.shutdown(Duration.ofSeconds(5));
        threads.shutdown();
    }

    private JobDetailsInfo details(JobID job) throws Exception {
        return cluster.getJobDetails(job).get(5, TimeUnit.SECONDS);
    }

    private static boolean runs(JobDetailsInfo details) {
        return details.getJobStatus() == JobStatus.RUNNING
                && details.getJobVertexInfos().stream()
                        .allMatch(vertex -> vertex.getTasksPerState().entrySet().stream()
                                .filter(state -> state.getValue() > 0)
                                .map(Map.Entry::getKey)
                                .allMatch(Set.of(ExecutionState.RUNNING)::contains));
    }
}
