package org.govbrain.local.pacemaker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.govbrain.dashboards.index.IndexSettings;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.DeliveryProducer;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.local.watchdog.Watchdog;

/** What jobs on a cluster need from outside: topics, heartbeats, a watchdog, and index templates as soon as Elasticsearch is there. */
public final class ClusterCompanion implements AutoCloseable {
    /** Means nothing by this machine's clock. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    private final DeliveryProducer toDelivery;
    private final Pacemaker pacemaker;
    private final Watchdog watchdog;
    private final TemplateInstaller templates;

    private ClusterCompanion(JobConfig settings, Path state, IndexSettings indices, Consumer<String> say) {
        toDelivery = new DeliveryProducer(settings);
        pacemaker = Pacemaker.start(settings, ClockMode.WALL, QUIET, new PaceStore(state), null);
        watchdog = Watchdog.start(settings, new KafkaReference(settings), toDelivery::send, pacemaker::withheld);
        say.accept("Heartbeats flow.");
        templates = TemplateInstaller.start(settings, indices, say);
    }

    /**
     * Starts all of it; Kafka must be there, Elasticsearch need not.
     *
     * @param state the file in which the pacemaker keeps what it has read
     * @param say hears what is done and what is waited for, also from another thread
     */
    public static ClusterCompanion start(JobConfig settings, Path state, IndexSettings indices, Consumer<String> say)
            throws Exception {
        TopicAdmin.ensureTopics(settings);
        say.accept("Topics are there.");
        return new ClusterCompanion(settings, state, indices, say);
    }

    @Override
    public void close() {
        templates.close();
        watchdog.close();
        pacemaker.close();
        toDelivery.close();
    }
}
