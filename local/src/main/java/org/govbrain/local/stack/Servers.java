package org.govbrain.local.stack;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.govbrain.local.broker.KafkaBroker;
import org.govbrain.local.command.Progress;
import org.govbrain.local.elasticsearch.ElasticsearchNode;
import org.govbrain.local.server.KeptAlive;
import org.govbrain.local.server.Server;

/** Kafka and Elasticsearch, started side by side. */
final class Servers implements AutoCloseable {
    private final CompletableFuture<KeptAlive<KafkaBroker>> kafka;
    private final CompletableFuture<KeptAlive<ElasticsearchNode>> elasticsearch;

    private Servers(
            CompletableFuture<KeptAlive<KafkaBroker>> kafka,
            CompletableFuture<KeptAlive<ElasticsearchNode>> elasticsearch) {
        this.kafka = kafka;
        this.elasticsearch = elasticsearch;
    }

    /** Begins to start both. */
    static Servers start(StackOptions options, Wires wires, Progress progress, KeptAlive.Care care) {
        StackFolder folder = options.folder();
        Ports ports = options.ports();
        return new Servers(
                begin(
                        "Kafka",
                        () -> KafkaBroker.start(
                                options.installation(),
                                folder.kafka(),
                                wires.kafka(),
                                ports.kafka(),
                                ports.kafkaController(),
                                folder.logs().resolve("kafka.log"),
                                options.secrets()),
                        progress,
                        care),
                begin(
                        "Elasticsearch",
                        () -> ElasticsearchNode.start(
                                options.installation(),
                                folder.elasticsearch(),
                                wires.elasticsearch(),
                                ports.elasticsearchTransport(),
                                folder.logs().resolve("elasticsearch.log")),
                        progress,
                        care));
    }

    private static <T extends Server> CompletableFuture<KeptAlive<T>> begin(
            String name, Supplier<T> start, Progress progress, KeptAlive.Care care) {
        return CompletableFuture.supplyAsync(() -> {
            KeptAlive<T> kept = KeptAlive.start(start, care);
            progress.say(name + " is up");
            return kept;
        });
    }

    /** Returns when both answer. */
    void await() throws Exception {
        try {
            CompletableFuture.allOf(kafka, elasticsearch).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    List<Long> pids() {
        return List.of(
                kafka.join().current().child().pid(),
                elasticsearch.join().current().child().pid());
    }

    /** Ends both side by side; waits for one that is still starting. */
    @Override
    public void close() {
        CompletableFuture.allOf(end(kafka), end(elasticsearch)).join();
    }

    private static <T extends Server> CompletableFuture<Void> end(CompletableFuture<KeptAlive<T>> server) {
        return server.handleAsync((kept, failure) -> {
            if (kept != null) {
                kept.close();
            }
            return null;
        });
    }
}
