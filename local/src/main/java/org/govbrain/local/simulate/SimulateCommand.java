package org.govbrain.local.simulate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brain simulate}. */
@Command(
        name = "simulate",
        description = {
            "Days in the reference city, from a seed: its reference data, its events in order of arrival, and the"
                    + " truth.",
            "Equal options give equal files, to the byte."
        },
        mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 400;
    private static final double LEAST_BUSY = 0.1;
    private static final double MOST_BUSY = 100;

    @Spec
    private CommandSpec spec;

    @Option(names = "--days", required = true, description = "how many days")
    private int days;

    @Option(names = "--seed", required = true, description = "of what happens")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "where the files go")
    private Path out;

    @Option(
            names = "--start",
            paramLabel = "DATE",
            defaultValue = "2026-03-02",
            description = "first day (default: ${DEFAULT-VALUE})")
    private LocalDate start;

    @Option(
            names = "--city-seed",
            paramLabel = "SEED",
            defaultValue = "" + ReferenceCity.DEFAULT_SEED,
            description = "of the city itself (default: ${DEFAULT-VALUE})")
    private long citySeed;

    @Option(names = "--dirty", description = "with some lines that no source should send")
    private boolean dirty;

    @Option(
            names = "--no-hotspots",
            negatable = false,
            description = "only the everyday, to see how often a detector cries wolf")
    private boolean noHotspots;

    @Option(
            names = "--lateness",
            paramLabel = "X",
            defaultValue = "1",
            description = "how often promises are broken; 0 is never (default: ${DEFAULT-VALUE})")
    private double lateness;

    @Option(
            names = "--busy",
            paramLabel = "X",
            defaultValue = "1",
            description = "how many incidents, reports and findings, by those of a usual day; patrols and hotspots that"
                    + " are put in stay as many (default: ${DEFAULT-VALUE})")
    private double busy;

    @Override
    public Integer call() {
        if (days < 1 || days > MOST_DAYS) {
            throw CommandFailure.usage("--days is " + days + ": 1 to " + MOST_DAYS + " expected.");
        }
        if (!(lateness >= 0 && lateness <= 20)) {
            throw CommandFailure.usage("--lateness is " + lateness + ": 0 to 20 expected.");
        }
        checkBusy(busy);
        PrintWriter say = spec.commandLine().getOut();
        ReferenceCity city = ReferenceCity.generate(citySeed);
        SimulatorSettings settings = new SimulatorSettings(seed, !noHotspots, lateness, busy);
        Simulation simulation = Simulation.of(city, settings, start, days);
        try {
            CityFiles.write(city, out.resolve("reference"));
            Map<String, SimulationFiles.Count> counts = new SimulationFiles(simulation, out, dirty).write();
            say.printf(Locale.ROOT, "%s, %d days from %s, seed %d%n", ReferenceCity.NAME_EN, days, start, seed);
            counts.forEach((name, count) -> say.printf(
                    Locale.ROOT,
                    "  %-16s %,9d events, %,d sent twice, %,d malformed lines%n",
                    name + ".ndjson",
                    count.events(),
                    count.duplicates(),
                    count.malformed()));
            say.printf(
                    Locale.ROOT,
                    "  %-16s %,9d cases, %,d breaches, %,d hotspots as of %s%n",
                    "truth.json",
                    simulation.caseIds().size(),
                    simulation.breaches().size(),
                    simulation.hotspots().size(),
                    simulation.asOf());
            say.printf(
                    "Try: brain backtest --events %s --reference %s --as-of %s --out DIR%n",
                    out, out.resolve("reference"), simulation.asOf());
            say.flush();
        } catch (IOException e) {
            throw CommandFailure.environment("The files can't be written to " + out + ": " + e.getMessage() + ".");
        }
        return ExitCode.OK;
    }

    /** Refuses what {@code --busy} does not take. */
    public static void checkBusy(double busy) {
        if (!(busy >= LEAST_BUSY && busy <= MOST_BUSY)) {
            throw CommandFailure.usage("--busy is " + busy + ": " + LEAST_BUSY + " to " + MOST_BUSY + " expected.");
        }
    }
}
