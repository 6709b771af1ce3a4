package org.govbrain.local.cluster;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.index.IndexJob;
import org.govbrain.engine.paging.PagingJob;
import org.govbrain.engine.situation.SituationJob;

/**
 * One of the jobs, as the local stack runs it.
 *
 * @param name also the name of its checkpoint folder
 * @param main what a cluster calls in the job jar
 * @param config how it runs
 * @param build draws it
 */
public record LocalJob(
        String name,
        Class<?> main,
        Function<JobConfig, Configuration> config,
        BiConsumer<StreamExecutionEnvironment, JobConfig> build) {

    /** All jobs, in the order in which they are started. */
    public static List<LocalJob> all() {
        return List.of(
                new LocalJob(SituationJob.NAME, SituationJob.class, SituationJob::config, SituationJob::build),
                new LocalJob(PagingJob.NAME, PagingJob.class, PagingJob::config, PagingJob::build),
                new LocalJob(IndexJob.NAME, IndexJob.class, IndexJob::config, IndexJob::build));
    }
}
