package org.govbrain.local.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.command.GivenFile;
import org.govbrain.local.command.Progress;
import org.govbrain.local.control.ControlClient;
import org.govbrain.local.stack.Connection;
import org.govbrain.local.stack.ConnectionOption;
import org.govbrain.local.stack.StackState;
import org.govbrain.schemas.Topic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brain ingest}: files of JSON lines into the local run or a cluster. */
@Command(
        name = "ingest",
        description = "Send files of JSON lines, one event a line, to the local run or a cluster.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nLines that are no events go to FILE.rejected with their number and the reason, and the exit code is 1.",
            "The clock of a local run waits for the file. That of a cluster (brain pacemaker) does not: there a deadline"
                    + " that has passed is breached as soon as its event is read, though a later line may keep it."
                    + " For events of the past take brain backtest, or a local run."
        })
public final class IngestCommand implements Callable<Integer> {
    private static final long LINES_BETWEEN_NEWS = 100_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOption servers;

    @Option(
            names = "--stream",
            required = true,
            paramLabel = "patrol|linkage|platform",
            description = "What the files hold.")
    private InputStreamKind stream;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of JSON lines; - is standard input.")
    private List<String> files;

    @Override
    public Integer call() throws IOException {
        // A file that is not there must not be found out when those before it are sent.
        files.stream().filter(file -> !file.equals("-")).map(Path::of).forEach(GivenFile::readable);
        Connection connection = servers.connect(List.of(stream.topic()));
        Progress progress = new Progress(spec.commandLine().getOut(), InstantSource.system());
        long rejected = 0;
        try (Producer<byte[], byte[]> producer = producer(connection.config());
                FeederLease lease = lease(connection.run())) {
            for (String file : files) {
                rejected += ingest(stream.topic(), file, producer, lease, progress);
            }
        }
        return rejected == 0 ? ExitCode.OK : ExitCode.REJECTED;
    }

    /** Nobody on a cluster can be told to wait. */
    private static @Nullable FeederLease lease(@Nullable StackState run) {
        return run == null
                ? null
                : new FeederLease(
                        new ControlClient(run.ports().control(), run.token()),
                        "ingest-" + ProcessHandle.current().pid(),
                        InstantSource.system());
    }

    private static Producer<byte[], byte[]> producer(JobConfig config) {
        Properties properties = KafkaOutputs.producerProperties(config);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static <T extends SpecificRecordBase> long ingest(
            Topic<T> topic,
            String file,
            Producer<byte[], byte[]> producer,
            @Nullable FeederLease lease,
            Progress progress)
            throws IOException {
        String name = file.equals("-") ? "standard input" : file;
        Path rejects = Path.of(file.equals("-") ? "stdin.rejected" : file + ".rejected");
        try (InputStream in = open(file);
                RejectFile rejected = new RejectFile(rejects)) {
            Ingest.Counts counts = new Ingest<>(topic, name, producer)
                    .run(in, rejected, (sent, refused, happenedAt) -> {
                        if (lease != null && file.equals("-")) {
                            lease.feedingLive(happenedAt);
                        } else if (lease != null) {
                            lease.feeding();
                        }
                        if ((sent + refused) % LINES_BETWEEN_NEWS == 0) {
                            progress.say(name + ": " + sent + " events so far");
                        }
                    });
            progress.say(name + ": " + counts.sent() + " events sent to " + topic.name()
                    + (counts.rejected() == 0 ? "" : ", " + counts.rejected() + " lines rejected, see " + rejects));
            return counts.rejected();
        }
    }

    private static InputStream open(String file) throws IOException {
        if (file.equals("-")) {
            return System.in;
        }
        return new BufferedInputStream(Files.newInputStream(Path.of(file)));
    }
}
