package org.govbrain.engine.savepoint;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The state of a job as a release wrote it: Flink's canonical form, all in one small file of the repository.
 *
 * @param release that wrote it
 * @param job name of the job
 */
public record KeptSavepoint(String release, String job) {
    /** Set to make the files anew: only for a new release, under its own name. */
    public static final String WRITE = "govbrain.write-savepoint";

    private static final Path ALL = Path.of("src/test/resources/savepoint");

    /** What must be done by whoever changed a form of state. */
    public String advice() {
        return "the " + job + " job can no longer read the state that " + release
                + " wrote. Either the new form reads the"
                + " old one too (a component more is read as its default; EventSerializerSnapshot shows how the version"
                + " of a form of ours goes up), or CHANGELOG names it as a [CHANGE] after which the job must read its"
                + " inputs again, and a savepoint of the new release takes the place of this one: -D" + WRITE + "=true";
    }

    /** The settings with which a job goes on from it; state that no operator takes is refused. */
    public Configuration restored(Configuration config) {
        Configuration restored = new Configuration(config);
        restored.set(StateRecoveryOptions.SAVEPOINT_PATH, folder().toUri().toString());
        return restored;
    }

    /** The settings with which {@link #write} can save a job in one file. */
    public static Configuration inOneFile(Configuration config) {
        Configuration inOne = new Configuration(config);
        inOne.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
        return inOne;
    }

    /**
     * Saves a job whose sources are {@link HeldSource}s, as soon as they wait.
     *
     * @param said is waited for too
     */
    public void write(StreamExecutionEnvironment env, List<String> sources, CountDownLatch said, Path temporary)
            throws Exception {
        JobClient running = env.executeAsync();
        for (String source : sources) {
            HeldSource.awaitHeld(source);
        }
        said.await();
        Path saved = Path.of(URI.create(saved(running, temporary)));
        Files.createDirectories(folder());
        Files.copy(saved.resolve("_metadata"), folder().resolve("_metadata"), StandardCopyOption.REPLACE_EXISTING);
        running.cancel().get();
    }

    private static String saved(JobClient running, Path folder) throws InterruptedException, ExecutionException {
        return running.triggerSavepoint(folder.toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
    }

    private Path folder() {
        return ALL.resolve(release).resolve(job).toAbsolutePath();
    }
}
