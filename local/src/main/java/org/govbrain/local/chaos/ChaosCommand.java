package org.govbrain.local.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.govbrain.local.backtest.BacktestCommand;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.command.Progress;
import org.govbrain.local.simulate.SimulateCommand;
import org.govbrain.local.stack.StackFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brain chaos}: faults at random moments while simulated days are fed, and what the stack makes of it. */
@Command(
        name = "chaos",
        description = {
            "Feeds simulated days to a stack of its own while faults happen to it at moments that follow from a seed,"
                    + " and compares what it ends with: with a backtest, and with a run without faults."
        },
        mixinStandardHelpOptions = true)
public final class ChaosCommand implements Callable<Integer> {
    /** Into which the input is cut. */
    private static final int LEAST_PARTS = 40;

    private static final int PARTS_A_DAY = 12;

    @Spec
    private CommandSpec spec;

    @Option(names = "--seed", required = true, paramLabel = "S", description = "Which faults, when, and which days.")
    private long seed;

    @Option(
            names = "--faults",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int faults;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "5",
            description = "How long the days are fed for (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(names = "--days", defaultValue = "1", description = "Simulated days (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--busy",
            paramLabel = "X",
            defaultValue = "1",
            description = "Incidents, reports and findings, by those of usual days, see brain simulate"
                    + " (default: ${DEFAULT-VALUE}).")
    private double busy;

    @Option(
            names = "--length",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long an outage, a hang or a full disk lasts (default: ${DEFAULT-VALUE}).")
    private double length;

    @Option(
            names = "--cluster",
            paramLabel = "N",
            defaultValue = "0",
            description = "Task managers, see brain up; with 0 the jobs run inside the launcher.")
    private int taskManagers;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "FAULT",
            description = "Only these faults: ${COMPLETION-CANDIDATES}.")
    private @Nullable List<FaultKind> only;

    @Option(
            names = "--as-in-those-days",
            description =
                    "Each record is told to have arrived when it happened, so that the jobs forget what was closed"
                            + " long ago, as in days that are lived through; else all has arrived now.")
    private boolean asInThoseDays;

    @Option(
            names = "--undisturbed",
            description =
                    "Run without faults too and compare who was paged; in both the clock stands until what was fed is"
                            + " settled.")
    private boolean withUndisturbed;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Empty folder for the days, the stacks and report.json.")
    private Path out = Path.of(".");

    @Override
    public Integer call() throws Exception {
        check();
        PrintWriter say = spec.commandLine().getOut();
        Progress progress = new Progress(say, InstantSource.system());
        Path events = out.resolve("events");
        Path expected = out.resolve("expected");
        run(
                new SimulateCommand(),
                "--days",
                Integer.toString(days),
                "--seed",
                Long.toString(seed),
                "--lateness",
                "3",
                "--busy",
                Double.toString(busy),
                "--out",
                events.toString());
        LastEvent.add(events);
        run(
                new BacktestCommand(),
                "--events",
                events.toString(),
                "--reference",
                events.resolve("reference").toString(),
                "--out",
                expected.toString());
        progress.say(days + " days are simulated and their backtest is there");
        FaultPlan plan = FaultPlan.of(seed, faults, only == null ? FaultKind.of(taskManagers > 0) : only);
        ChaosRun.Result undisturbed = withUndisturbed
                ? new ChaosRun(setting("undisturbed", events, expected), new FaultPlan(List.of()), progress::say).run()
                : null;
        ChaosRun.Result disturbed = new ChaosRun(setting("disturbed", events, expected), plan, progress::say).run();
        ChaosReport report =
                new ChaosReport(seed, disturbed, undisturbed, BriefBreaches.of(expected, disturbed.ends()));
        report.print(say);
        report.write(out.resolve("report.json"));
        return report.isGood() ? ExitCode.OK : ExitCode.REJECTED;
    }

    private ChaosRun.Setting setting(String name, Path events, Path expected) {
        return new ChaosRun.Setting(
                new StackFolder(out.resolve(name)),
                events,
                expected,
                out.resolve(name + ".log"),
                taskManagers,
                out.resolve(name + "-vitals.csv"),
                Duration.ofMillis((long) (minutes * 60_000)),
                Math.max(LEAST_PARTS, PARTS_A_DAY * days),
                withUndisturbed,
                asInThoseDays,
                Duration.ofMillis((long) (length * 1000)),
                seed);
    }

    private void check() throws IOException {
        if (faults < 0 || faults > 10_000 || days < 1 || !(minutes > 0) || !(length > 0)) {
            throw CommandFailure.usage(
                    "--faults takes 0 to 10000, --days 1 or more, --minutes and --length more than 0.");
        }
        SimulateCommand.checkBusy(busy);
        Files.createDirectories(out);
        try (Stream<Path> files = Files.list(out)) {
            if (files.findAny().isPresent()) {
                throw CommandFailure.usage("The folder " + out + " is not empty: name another with --out.");
            }
        }
        if (only != null && only.contains(FaultKind.FILL_DISK)) {
            DiskFiller.check(out);
        }
    }

    private static void run(Object command, String... arguments) {
        StringWriter said = new StringWriter();
        int code = new CommandLine(command)
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(arguments);
        if (code != ExitCode.OK) {
            throw CommandFailure.rejected(said.toString());
        }
    }
}
