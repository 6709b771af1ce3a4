package org.govbrain.local.pacemaker;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.govbrain.dashboards.index.IncompatibleIndexException;
import org.govbrain.dashboards.index.IndexSettings;
import org.govbrain.dashboards.index.IndexTemplates;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.elastic.ElasticsearchConnection;

/**
 * Brings templates and indices into their state in a thread of its own, however long Elasticsearch is away: deadlines and
 * pages need no Elasticsearch, so heartbeats must not wait for it.
 */
final class TemplateInstaller implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** One try. */
    interface Install {
        void run() throws IOException;
    }

    /** Lets time pass between two tries. */
    interface Pause {
        void pass(Duration time) throws InterruptedException;
    }

    private final Thread thread;

    private TemplateInstaller(Thread thread) {
        this.thread = thread;
    }

    /**
     * Starts trying.
     *
     * @param say hears one plain line when it has to wait, again when the reason is another, and one when it is done
     */
    static TemplateInstaller start(JobConfig config, IndexSettings settings, Consumer<String> say) {
        Thread thread = new Thread(
                () -> {
                    try {
                        install(() -> once(config, settings), time -> Thread.sleep(time.toMillis()), say);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "index-templates");
        thread.setDaemon(true);
        thread.start();
        return new TemplateInstaller(thread);
    }

    /** Tries until it is done, or until it is certain that trying again will not help. */
    static void install(Install install, Pause pause, Consumer<String> say) throws InterruptedException {
        String said = "";
        for (Duration next = FIRST_PAUSE; ; next = shorter(next.multipliedBy(2), LONGEST_PAUSE)) {
            try {
                install.run();
                say.accept("Index templates and indices are there.");
                return;
            } catch (IncompatibleIndexException e) {
                say.accept("Index templates are not brought up to date: " + e.getMessage()
                        + " Heartbeats go on; start again when that is mended.");
                return;
            } catch (IOException | RuntimeException e) {
                String why = e.toString();
                if (!why.equals(said)) {
                    say.accept("Heartbeats go on; index templates wait for Elasticsearch: " + why);
                    said = why;
                }
            }
            pause.pass(next);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private static void once(JobConfig config, IndexSettings settings) throws IOException {
        ElasticsearchClient client = ElasticsearchConnection.of(config).client();
        try {
            IndexTemplates.install(client, settings);
        } finally {
            client._transport().close();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
