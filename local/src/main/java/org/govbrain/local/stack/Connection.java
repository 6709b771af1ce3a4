package org.govbrain.local.stack;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.InvalidConfigException;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.command.CommandFailure;
import org.jspecify.annotations.Nullable;

/**
 * The servers that a command talks to.
 *
 * @param config how to reach them
 * @param run the local run to which they belong; null for a cluster
 */
public record Connection(JobConfig config, @Nullable StackState run) {

    /**
     * A settings file that is named is what counts. Without one it is the local run, so that a variable which is set for
     * other reasons leads nobody away from it; only where none was named and none runs do the variables alone count.
     *
     * @param data folder of a local run; null when none was named
     * @param file settings file; null when none was named
     * @throws CommandFailure when nothing is there to talk to, or both were named
     */
    static Connection of(@Nullable Path data, @Nullable Path file, Map<String, String> environment) {
        return find(data, file, environment)
                .orElseThrow(() -> CommandFailure.environment("No stack runs on "
                        + folder(data).root()
                        + ", or it is not live yet: start one with ./brain up, or name its folder with --data; a cluster is named"
                        + " with --config or " + ConfigKeys.KAFKA_SERVERS.variable() + "."));
    }

    /** The same; empty when nothing is there to talk to. */
    static Optional<Connection> find(@Nullable Path data, @Nullable Path file, Map<String, String> environment) {
        if (data != null && file != null) {
            throw CommandFailure.usage("--data names a local run and --config a cluster: give one of them.");
        }
        if (file != null) {
            return Optional.of(cluster(file, environment));
        }
        StackFolder folder = folder(data);
        Optional<StackState> run = StackState.find(folder);
        if (run.isPresent()) {
            return run.map(state -> new Connection(StackConnection.of(folder, state.ports()), state));
        }
        return data == null && environment.containsKey(ConfigKeys.KAFKA_SERVERS.variable())
                ? Optional.of(cluster(null, environment))
                : Optional.empty();
    }

    /** Of a local run. */
    static StackFolder folder(@Nullable Path data) {
        return new StackFolder(data == null ? Path.of(DataOption.DEFAULT) : data);
    }

    private static Connection cluster(@Nullable Path file, Map<String, String> environment) {
        try {
            JobConfig config = JobConfig.load(file, environment);
            config.get(ConfigKeys.KAFKA_SERVERS);
            return new Connection(config, null);
        } catch (InvalidConfigException e) {
            throw CommandFailure.usage("The settings can't be used.\n" + e.getMessage());
        }
    }
}
