package org.govbrain.local.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.paging.PagingJob;
import org.govbrain.local.cluster.FlinkCluster;
import org.govbrain.local.cluster.LocalJob;

/** The paging job on a Flink cluster in a process of its own, which can be killed; it ends with who has started it. */
final class PagingProcess {
    static final String RUNS = "paging runs";

    private PagingProcess() {}

    /** Arguments: Kafka's address, the folder of checkpoints, a free port. */
    public static void main(String[] args) throws Exception {
        JobConfig config =
                JobConfig.of(Map.of("kafka.bootstrap-servers", args[0], ConfigKeys.CHECKPOINT_INTERVAL.name(), "2 s"));
        LocalJob paging = LocalJob.all().stream()
                .filter(job -> job.name().equals(PagingJob.NAME))
                .findFirst()
                .orElseThrow();
        FlinkCluster cluster =
                FlinkCluster.start(Path.of(args[1]), Integer.parseInt(args[2]), config.get(ConfigKeys.PARALLELISM));
        System.out.println(RUNS
                + cluster.submit(paging, config).map(from -> " from " + from).orElse(""));
        System.exit(untilAlone());
    }

    private static int untilAlone() throws IOException {
        return System.in.read() < 0 ? 0 : 1;
    }
}
