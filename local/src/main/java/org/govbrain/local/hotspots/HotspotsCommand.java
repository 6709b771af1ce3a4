package org.govbrain.local.hotspots;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.govbrain.local.backtest.BacktestCommand;
import org.govbrain.local.backtest.Documents;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.simulate.SimulateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brain hotspots}. */
@Command(
        name = "hotspots",
        description = "What hotspots are worth.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class HotspotsCommand implements Callable<Integer> {
    private static final List<String> KINDS = List.of("surge", "repeat-place", "sequence");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw CommandFailure.usage("brain hotspots needs a command: evaluate.");
    }

    /** {@code brain hotspots evaluate}: `simulate` and `backtest`, with and without hotspots, held against the truth. */
    @Command(
            name = "evaluate",
            description = {
                "Simulates days with hotspots and the same days without, runs the detectors over both,",
                "and says what each found, how soon, and how often it cried wolf."
            },
            mixinStandardHelpOptions = true)
    int evaluate(
            @Option(names = "--days", required = true, description = "how many days, the warm-up included") int days,
            @Option(names = "--seed", required = true, description = "of what happens") long seed,
            @Option(
                            names = "--warm-up",
                            defaultValue = "14",
                            paramLabel = "DAYS",
                            description = "days that are not judged (default: ${DEFAULT-VALUE})")
                    int warmUp,
            @Option(names = "--out", required = true, paramLabel = "DIR", description = "where both cities go")
                    Path out)
            throws IOException {
        if (days <= warmUp) {
            throw CommandFailure.usage(
                    "--days is " + days + ": more than the " + warmUp + " days of warm-up expected.");
        }
        PrintWriter say = spec.commandLine().getOut();
        Path with = city(out.resolve("with-hotspots"), days, seed, List.of());
        Path without = city(out.resolve("without-hotspots"), days, seed, List.of("--no-hotspots"));
        JsonNode truth = truth(with);
        Instant to = Instant.parse(truth.path("as_of").asText());
        Instant from = to.minus(Duration.ofDays((long) days - warmUp));
        List<HotspotEvaluation.Row> rows = HotspotEvaluation.of(
                truth,
                Documents.read(with.resolve("documents/hotspots.ndjson")),
                Documents.read(without.resolve("documents/hotspots.ndjson")),
                from,
                to);
        say.printf("%d days, seed %d, judged from %s to %s%n", days, seed, from, to);
        say.printf(
                "| %-16s | %8s | %12s | %8s | %11s | %13s | %12s |%n",
                "detector", "surges", "repeat places", "sequences", "median days", "alone, a week", "pages, a week");
        say.println("|---|---|---|---|---|---|---|");
        for (HotspotEvaluation.Row row : rows) {
            say.printf(
                    Locale.ROOT,
                    "| %-16s | %8s | %12s | %8s | %11s | %13.1f | %12.1f |%n",
                    row.detector(),
                    share(row, KINDS.get(0)),
                    share(row, KINDS.get(1)),
                    share(row, KINDS.get(2)),
                    row.medianDays() == null ? "–" : String.format(Locale.ROOT, "%.1f", row.medianDays()),
                    row.alarmsAWeek(),
                    row.pagesAWeek());
        }
        say.flush();
        return ExitCode.OK;
    }

    private static String share(HotspotEvaluation.Row row, String kind) {
        Map<String, Integer> injected = row.injected();
        return row.found().getOrDefault(kind, 0) + " of " + injected.getOrDefault(kind, 0);
    }

    /** Simulates a city and runs the detectors over it, as anybody could. */
    private static Path city(Path folder, int days, long seed, List<String> more) throws IOException {
        List<String> simulate =
                new ArrayList<>(List.of("--days", "" + days, "--seed", "" + seed, "--out", folder.toString()));
        simulate.addAll(more);
        run(new SimulateCommand(), simulate);
        run(
                new BacktestCommand(),
                List.of(
                        "--events",
                        folder.toString(),
                        "--reference",
                        folder.resolve("reference").toString(),
                        "--as-of",
                        truth(folder).path("as_of").asText(),
                        "--out",
                        folder.resolve("documents").toString()));
        return folder;
    }

    private static JsonNode truth(Path folder) throws IOException {
        return new JsonMapper().readTree(folder.resolve("truth.json").toFile());
    }

    private static void run(Object command, List<String> arguments) {
        StringWriter said = new StringWriter();
        CommandLine line =
                new CommandLine(command).setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        if (line.execute(arguments.toArray(String[]::new)) != ExitCode.OK) {
            throw CommandFailure.rejected(
                    line.getCommandName() + " " + String.join(" ", arguments) + " failed:\n" + said);
        }
    }
}
