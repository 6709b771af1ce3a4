package org.govbrain.local.hotspots;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.avro.InvalidRecordException;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.simulate.Simulation;
import org.govbrain.local.simulate.SimulatorSettings;
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
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 2);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw CommandFailure.usage("brain hotspots needs a command: evaluate.");
    }

    /** {@code brain hotspots evaluate}: what the detectors say of simulated cities, held against the truth. */
    @Command(
            name = "evaluate",
            description = {
                "Simulates days with hotspots and the same days without, runs the detectors over both, and"
                        + " says what each found, how soon, and how often it cried wolf.",
                "Of several seeds it says so after",
                "each, of all so far, with the range."
            },
            mixinStandardHelpOptions = true)
    int evaluate(
            @Option(names = "--days", required = true, description = "how many days, the warm-up included") int days,
            @Option(names = "--seed", required = true, description = "of what happens") long seed,
            @Option(
                            names = "--seeds",
                            defaultValue = "1",
                            paramLabel = "N",
                            description =
                                    "so many cities, with --seed and those that follow (default: ${DEFAULT-VALUE})")
                    int seeds,
            @Option(
                            names = "--warm-up",
                            defaultValue = "14",
                            paramLabel = "DAYS",
                            description = "days that are not judged (default: ${DEFAULT-VALUE})")
                    int warmUp)
            throws InvalidRecordException {
        if (days <= warmUp) {
            throw CommandFailure.usage(
                    "--days is " + days + ": more than the " + warmUp + " days of warm-up expected.");
        }
        if (seeds < 1 || seeds > 100) {
            throw CommandFailure.usage("--seeds is " + seeds + ": 1 to 100 expected.");
        }
        PrintWriter say = spec.commandLine().getOut();
        ReferenceCity city = ReferenceCity.generate(ReferenceCity.DEFAULT_SEED);
        ReferenceData data = ReferenceLoader.fromFiles(CityFiles.of(city)).data();
        List<List<HotspotEvaluation.Row>> each = new ArrayList<>();
        for (long next = seed; next < seed + seeds; next++) {
            Simulation with = Simulation.of(city, new SimulatorSettings(next, true, 1, 1), FIRST_DAY, days);
            Simulation without = Simulation.of(city, new SimulatorSettings(next, false, 1, 1), FIRST_DAY, days);
            each.add(HotspotEvaluation.of(
                    with.hotspots(),
                    WatchedSimulation.of(data, with),
                    WatchedSimulation.of(data, without),
                    with.asOf().minus(Duration.ofDays((long) days - warmUp)),
                    with.asOf()));
            say.printf(
                    "%nSeeds %d to %d, %d days each, of which the first %d are not judged%n%n",
                    seed, next, days, warmUp);
            HotspotEvaluationTable.of(each).forEach(say::println);
            say.flush();
        }
        return ExitCode.OK;
    }
}
