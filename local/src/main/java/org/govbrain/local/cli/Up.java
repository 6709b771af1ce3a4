package org.govbrain.local.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.local.demo.Demo;
import org.govbrain.local.pacemaker.ClockMode;
import org.govbrain.local.stack.Ports;
import org.govbrain.local.stack.Progress;
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
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            defaultValue = "" + Ports.DEFAULT_BASE,
            description = "First of seven ports in a row, the live view's; 0 takes any free ones"
                    + " (default: ${DEFAULT-VALUE}).")
    private int portBase;

    @Option(
            names = "--clock",
            paramLabel = "auto|wall|data",
            defaultValue = "auto",
            description = "The clock of deadlines: this machine's (wall), the data's own (data), or the data's until a"
                    + " current event comes (auto, the default).")
    private ClockMode clock;

    @Option(
            names = "--no-demo",
            description = "Neither load the reference city nor play its days: for a city of your own.")
    private boolean noDemo;

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

    @Override
    public Integer call() throws Exception {
        if (!(speed >= 1) || Double.isInfinite(speed)) {
            throw CommandFailure.usage("--speed " + speed + " does not catch up with now: give 1 or more.");
        }
        if (quietSeconds < 1) {
            throw CommandFailure.usage("--quiet " + quietSeconds + " is no time: give 1 or more seconds.");
        }
        StackFolder folder = data.folder();
        LogFile.use(folder.logs().resolve("brain.log"));
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new Progress(out, InstantSource.system());
        Ports ports = portBase == 0 ? Ports.anyFree() : Ports.from(portBase);
        AtomicReference<@Nullable Stack> started = new AtomicReference<>();
        StopSignals.handle(() -> stopOrExit(started.get()));
        Demo demo = noDemo ? null : new Demo(ReferenceCity.generate(ReferenceCity.DEFAULT_SEED), speed);
        StackOptions options = StackOptions.usual(folder, ports, clock, Duration.ofSeconds(quietSeconds), demo);
        Stack stack = Stack.start(options, progress);
        started.set(stack);
        progress.say("Live: " + stack.view() + "   (Flink: " + stack.flink().url() + "; Ctrl-C stops everything)");
        stack.awaitStop();
        progress.say("Stopping: the jobs save their state, then the servers end");
        stack.close();
        progress.say("Stopped; ./brain up goes on from here");
        return ExitCode.OK;
    }

    /** Before everything is up there is no state to save: the servers end with this process. */
    private static void stopOrExit(@Nullable Stack stack) {
        if (stack == null) {
            System.exit(ExitCode.ENVIRONMENT);
        } else {
            stack.askToStop();
        }
    }
}
