package org.govbrain.local.flink.server;

import java.util.Arrays;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;
import org.govbrain.local.child.ParentWatch;

/**
 * One process of a Flink cluster, with Flink's own main class. Arguments: {@code job-manager}, {@code task-manager} or
 * {@code zookeeper}, then what that class takes. Stops when its launcher lets go.
 */
public final class FlinkProcess {
    private FlinkProcess() {}

    public static void main(String[] args) {
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        ParentWatch.run(() -> {
            switch (args[0]) {
                case "job-manager" -> StandaloneSessionClusterEntrypoint.main(rest);
                case "task-manager" -> TaskManagerRunner.main(rest);
                case "zookeeper" -> FlinkZooKeeperQuorumPeer.main(rest);
                default -> throw new IllegalArgumentException("No process of a Flink cluster is called " + args[0]);
            }
        });
    }
}
