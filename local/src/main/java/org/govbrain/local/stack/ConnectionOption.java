package org.govbrain.local.stack;

import java.nio.file.Path;
import java.util.Optional;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.schemas.Topic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --data} and {@code --config}, the same for every command that talks to the servers of a local run or of a cluster. */
public final class ConnectionOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the local run to talk to (default: " + DataOption.DEFAULT + ").")
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Talk to the cluster of this settings file of the jobs instead; variables GOVBRAIN_… win over it"
                            + " and are enough where no local run is.")
    private @Nullable Path config;

    /**
     * What was asked for: a cluster has answered and has the topics, of a local run that is taken for granted.
     *
     * @param topics what the command reads or writes
     * @throws CommandFailure with what to do, when there is neither a local run nor a cluster, or it lacks something
     */
    public Connection connect(Iterable<? extends Topic<?>> topics) {
        Connection connection = get();
        if (connection.run() == null) {
            ClusterCheck.topics(connection.config(), topics);
        }
        return connection;
    }

    /** What was asked for, whether it answers or not. */
    public Connection get() {
        return Connection.of(data, config, System.getenv());
    }

    /** The same; empty when neither a local run nor a cluster is there. */
    public Optional<Connection> find() {
        return Connection.find(data, config, System.getenv());
    }

    /** Of the local run. */
    public StackFolder folder() {
        return Connection.folder(data);
    }
}
