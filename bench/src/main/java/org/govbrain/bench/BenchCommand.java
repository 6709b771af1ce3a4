package org.govbrain.bench;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.govbrain.bench.measure.BenchCluster;
import org.govbrain.bench.measure.Candidate;
import org.govbrain.bench.measure.Interleaved;
import org.govbrain.bench.measure.Sample;
import org.govbrain.bench.measure.Series;
import org.govbrain.bench.throughput.ThroughputJobs;
import org.govbrain.bench.throughput.ThroughputJobs.Backend;
import org.govbrain.bench.throughput.Workload;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.broker.KafkaBroker;
import org.govbrain.local.cli.ExitCode;
import org.govbrain.local.cli.Subcommand;
import org.govbrain.local.stack.FreePort;
import org.govbrain.local.stack.Installation;
import org.govbrain.local.stack.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brain bench}. */
@Command(
        name = "bench",
        description = "Measure the jobs against what the engine does at best.",
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Subcommand {
    @Spec
    private CommandSpec spec;

    @Option(names = "--events", defaultValue = "1000000")
    private long events;

    @Option(names = "--rounds", defaultValue = "3")
    private int rounds;

    @Option(names = "--warmups", defaultValue = "1")
    private int warmups;

    @Option(names = "--seed", defaultValue = "1")
    private long seed;

    @Option(names = "--parallelism", defaultValue = "2")
    private int parallelism;

    @Option(names = "--only", split = ",", defaultValue = "f1,f2,s,k,fr,sr")
    private List<String> only;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new Progress(out, InstantSource.system());
        Path folder = Files.createTempDirectory("brain-bench");
        try (KafkaBroker broker = KafkaBroker.start(
                        Installation.find(),
                        folder.resolve("kafka"),
                        FreePort.find(),
                        FreePort.find(),
                        folder.resolve("kafka.log"));
                BenchCluster cluster = BenchCluster.start(parallelism, folder.resolve("flink"))) {
            JobConfig config = JobConfig.of(Map.of(ConfigKeys.KAFKA_SERVERS.name(), broker.bootstrapServers()));
            progress.say("Kafka and Flink are up");
            Workload workload = Workload.publish(config, events, seed, InstantSource.system(), progress);
            ThroughputJobs jobs = new ThroughputJobs(cluster, config, workload);
            List<Candidate> all = new ArrayList<>();
            for (String one : only) {
                all.add(
                        switch (one) {
                            case "f1" -> jobs.decodeFloor();
                            case "f2" -> jobs.keyedFloor(Backend.HEAP);
                            case "s" -> jobs.situation(Backend.HEAP);
                            case "k" -> jobs.situationToKafka(Backend.HEAP);
                            case "fr" -> jobs.keyedFloor(Backend.ROCKSDB);
                            default -> jobs.situation(Backend.ROCKSDB);
                        });
            }
            List<Series> series = new Interleaved(warmups, rounds, progress).run(all);
            for (Series one : series) {
                out.printf(
                        "%-70s %,12.0f/s %8.2f µs  x%.2f cpu x%.2f%n",
                        one.name(),
                        one.median(Sample::perSecond),
                        one.median(Sample::cpuMicros),
                        one.speedAgainst(series.get(0)),
                        one.thriftAgainst(series.get(0)));
            }
            out.flush();
        }
        return ExitCode.OK;
    }
}
