package org.govbrain.local.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.govbrain.engine.reference.ReferenceException;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.local.child.Signals;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.command.Progress;
import org.govbrain.local.console.ConsoleAccess;
import org.govbrain.local.demo.Demo;
import org.govbrain.local.pacemaker.ClockMode;
import org.govbrain.local.reference.ReferenceCommand;
import org.govbrain.local.secure.SecureFolder;
import org.govbrain.local.stack.DataOption;
import org.govbrain.local.stack.Ports;
import org.govbrain.local.stack.Stack;
import org.govbrain.local.stack.StackFolder;
import org.govbrain.local.stack.StackOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brain up}: starts the stack and stays until Ctrl-C, a SIGTERM or {@code brain down}. */
@Command(
        name = "up",
        description = "Start everything on this machine and serve the live view; Ctrl-C stops it.",
        mixinStandardHelpOptions = true)
final class Up implements Callable<Integer> {
    private static final List<String> STOPPING = List.of("INT", "HUP", "TERM");

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            defaultValue = "" + Ports.DEFAULT_BASE,
            description = "First of eight ports in a row, the live view's; 0 takes any free ones"
                    + " (default: ${DEFAULT-VALUE}).")
    private int portBase;

    @Option(
            names = "--clock",
            paramLabel = "auto|wall|data",
            defaultValue = "auto",
            description = "The clock of deadlines: this machine's (wall), the data's own (data), or the data's until a"
                    + " current event comes (auto, the default).")
    private ClockMode clock;

    @Option(names = "--no-demo", description = "Neither load the reference city nor play its days.")
    private boolean noDemo;

    @Option(
            names = "--reference",
            paramLabel = "DIR",
            description =
                    "Reference files of a city of your own, loaded if none was ever loaded; no sample day is played.")
    private @Nullable Path reference;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "" + Demo.DEFAULT_SPEED,
            description = "How many times faster than real time the sample city's hours before now pass (default:"
                    + " 3600, an hour a second).")
    private double speed;

    @Option(
            names = "--quiet",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description =
                    "By the data's clock: how long the input must be silent before deadlines up to its newest event"
                            + " are settled (default: ${DEFAULT-VALUE}).")
    private int quietSeconds;

    @Option(
            names = "--checkpoint",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How often the jobs save their state (default: ${DEFAULT-VALUE}).")
    private int checkpointSeconds;

    @Option(
            names = "--cluster",
            paramLabel = "N",
            defaultValue = "0",
            description = "Run the jobs on a Flink cluster of processes: a job manager and N task managers.")
    private int taskManagers;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Parallel instances of each job's operators; may differ from the last run's"
                    + " (default: ${DEFAULT-VALUE}).")
    private int parallelism;

    @Option(
            names = "--secure",
            description =
                    "Kafka with TLS, passwords and rights, Elasticsearch behind TLS and an API key; for a new folder,"
                            + " and ever after for the same one.")
    private boolean secure;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address of the live view; any but loopback needs a token in " + ConsoleAccess.TOKEN_VARIABLE
                    + " (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--host-name",
            paramLabel = "NAME",
            description = "A further name under which browsers reach the live view.")
    private List<String> hostNames = List.of();

    @Override
    public Integer call() throws Exception {
        if (!(speed >= 1) || Double.isInfinite(speed)) {
            throw CommandFailure.usage("--speed " + speed + " does not catch up with now: give 1 or more.");
        }
        if (quietSeconds < 1) {
            throw CommandFailure.usage("--quiet " + quietSeconds + " is no time: give 1 or more seconds.");
        }
        if (checkpointSeconds < 1) {
            throw CommandFailure.usage("--checkpoint " + checkpointSeconds + " is no time: give 1 or more seconds.");
        }
        if (taskManagers < 0 || taskManagers > 16 || parallelism < 1 || parallelism > 64) {
            throw CommandFailure.usage("--cluster takes 0 to 16 and --parallelism 1 to 64.");
        }
        StackFolder folder = data.folder();
        folder.make();
        LogFile.use(folder.logs().resolve("brain.log"));
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new Progress(out, InstantSource.system());
        ConsoleAccess access = ConsoleAccess.of(host, System.getenv(ConsoleAccess.TOKEN_VARIABLE), hostNames);
        StackOptions options = options(folder)
                .withSize(taskManagers, parallelism)
                .withCheckpoints(Duration.ofSeconds(checkpointSeconds))
                .with(access, secrets(folder));
        AtomicReference<@Nullable Stack> started = new AtomicReference<>();
        Signals.handle(STOPPING, () -> stopOrExit(started.get(), progress));
        Stack stack = Stack.start(options, progress);
        started.set(stack);
        progress.say("Live: " + stack.view() + "   (inbox: " + stack.inbox() + ", Flink: "
                + stack.flink().url() + "; Ctrl-C stops everything)");
        stack.awaitStop();
        progress.say("Stopping: the jobs save their state, then the servers end");
        stack.close();
        progress.say("Stopped; ./brain up goes on from here");
        return ExitCode.OK;
    }

    /** A folder that was made secure stays so; the users of one that was not are not in its Kafka. */
    private @Nullable SecureFolder secrets(StackFolder folder) throws Exception {
        boolean made = SecureFolder.isOne(folder.secure());
        if (secure && !made && Files.exists(folder.kafka())) {
            throw CommandFailure.usage(
                    "The folder " + folder.root() + " was made without --secure: name another one with --data.");
        }
        return secure || made ? SecureFolder.open(folder.secure()) : null;
    }

    private StackOptions options(StackFolder folder) {
        Ports ports = Ports.of(portBase);
        Duration quiet = Duration.ofSeconds(quietSeconds);
        if (reference != null) {
            return StackOptions.usual(folder, ports, clock, quiet, checked(ReferenceCommand.filesOf(reference)), null);
        }
        if (noDemo) {
            return StackOptions.usual(folder, ports, clock, quiet, Map.of(), null);
        }
        ReferenceCity city = ReferenceCity.generate(ReferenceCity.DEFAULT_SEED);
        return StackOptions.usual(folder, ports, clock, quiet, CityFiles.of(city), new Demo(city, speed));
    }

    /** Refused before anything is started. */
    private static Map<String, byte[]> checked(Map<String, byte[]> files) {
        try {
            ReferenceLoader.fromFiles(files);
            return files;
        } catch (ReferenceException e) {
            throw CommandFailure.rejected("The reference data is refused.\n" + e.getMessage());
        }
    }

    /** Before everything is up there is no state to save: the servers end with this process. */
    private static void stopOrExit(@Nullable Stack stack, Progress progress) {
        if (stack == null) {
            progress.say("Stopped while it was starting; ./brain up starts it again");
            System.exit(ExitCode.ENVIRONMENT);
        } else {
            stack.askToStop();
        }
    }
}
