package org.govbrain.local.erase;

import co.elastic.clients.transport.rest_client.RestClientTransport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificData;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.elastic.ElasticsearchConnection;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.stack.ConnectionOption;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brain erase}: a person's right to be forgotten. */
@Command(
        name = "erase",
        description = {
            "Take a person's code out of all documents of the local run or a cluster, in the index and on the topics; what is counted"
                    + " stays.",
            "Says where it still stands, and until when."
        },
        mixinStandardHelpOptions = true)
public final class EraseCommand implements Callable<Integer> {
    private static final int SUFFIX_BYTES = 4;
    private static final List<Topic<?>> TOPICS = Stream.concat(
                    Stream.<Topic<?>>of(Topics.REFERENCE), Topics.of(Use.OUTPUT).stream())
            .toList();

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOption servers;

    @Option(
            names = "--person",
            required = true,
            paramLabel = "CODE",
            description = "Code of the person, as the roster has it.")
    private String person;

    @Override
    public Integer call() throws Exception {
        if (person.isBlank()) {
            throw CommandFailure.usage("--person needs the code of somebody.");
        }
        JobConfig config = servers.connect(TOPICS).config();
        Erasure erasure = new Erasure(person, pseudonym());
        refuseInForce(config, erasure);
        Map<String, Result> results = erase(config, erasure);
        PrintWriter out = spec.commandLine().getOut();
        results.forEach((index, result) -> {
            out.printf("%-24s %,d documents%n", index, result.documents());
            if (result.newer() > 0) {
                out.printf("%-24s %,d of them have just changed: call this once more%n", "", result.newer());
            }
        });
        out.print(ending(results.isEmpty()));
        out.flush();
        results.forEach(EraseCommand::refuseUnread);
        return ExitCode.OK;
    }

    /** What is said at the end; a code that nobody has stands nowhere else either, one that was erased before may. */
    static String ending(boolean nowhere) {
        return String.format(
                "%s%n%s: in records of input topics until they are older than the broker keeps them (retention.ms); in"
                        + " earlier versions of the reference data; in messages and answers (govbrain.deliveries, govbrain.receipts,"
                        + " govbrain.acks), the proof of who was told; in backups that were made before; in the files of compacted"
                        + " topics until the broker has cleaned them.%n",
                nowhere
                        ? "That code stands in no document: it was erased before, or nobody has it."
                        : "All numbers stay as they were.",
                nowhere ? "If it was erased before, it may still be there" : "Still there");
    }

    /**
     * What was done in an index.
     *
     * @param documents in which the person stood
     * @param newer those that changed meanwhile and still name the person in the index
     * @param unread records of its topic with the code that cannot be read, as those of a newer program
     */
    record Result(long documents, long newer, long unread) {}

    private static void refuseUnread(String index, Result result) {
        if (result.unread() > 0) {
            throw CommandFailure.rejected(String.format(
                    "On the topic of %s that code stays in %,d that this program cannot read: a newer one may have written them. Call"
                            + " this once more with that one.",
                    index, result.unread()));
        }
    }

    /** Takes a person out of all topics and indices; indices in which the person stood. */
    static Map<String, Result> erase(JobConfig config, Erasure erasure)
            throws IOException, ExecutionException, InterruptedException {
        Map<String, Result> results = new LinkedHashMap<>();
        DocumentTopics topics = new DocumentTopics(config);
        try (RestClientTransport transport = (RestClientTransport)
                ElasticsearchConnection.of(config).client()._transport()) {
            ErasedIndex indices = new ErasedIndex(transport.restClient());
            indices.askFirst();
            for (Topic<?> topic : Topics.of(Use.OUTPUT)) {
                String index = SpecificData.get().getSchema(topic.recordClass()).getProp("index");
                Result result =
                        topics.erase(topic, erasure, documents -> indices.write(index, documents, Instant.now()));
                if (result.documents() > 0 || result.unread() > 0) {
                    results.put(index, result);
                }
            }
        }
        return results;
    }

    /** Whoever is on the roster would be written into the next page again. */
    private static void refuseInForce(JobConfig config, Erasure erasure) {
        Map<String, byte[]> files =
                ReferenceLoader.fromStored(new KafkaReference(config).read()).files();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (erasure.stands(new String(file.getValue(), StandardCharsets.UTF_8))) {
                throw CommandFailure.rejected("That code stands in " + file.getKey()
                        + ", which is in force: load it without (brain reference load DIR), then call this again.");
            }
        }
    }

    /** Nobody can tell from it whose it was, and two persons stay two. */
    private static String pseudonym() {
        byte[] bytes = new byte[SUFFIX_BYTES];
        new SecureRandom().nextBytes(bytes);
        return "erased-" + HexFormat.of().formatHex(bytes);
    }
}
