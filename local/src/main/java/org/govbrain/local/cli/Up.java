package org.govbrain.local.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
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

    @Override
    public Integer call() throws Exception {
        StackFolder folder = data.folder();
        LogFile.use(folder.logs().resolve("brain.log"));
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new Progress(out, InstantSource.system());
        Ports ports = portBase == 0 ? Ports.anyFree() : Ports.from(portBase);
        AtomicReference<@Nullable Stack> started = new AtomicReference<>();
        StopSignals.handle(() -> stopOrExit(started.get()));
        Map<String, byte[]> city = noDemo ? Map.of() : CityFiles.of(ReferenceCity.generate(ReferenceCity.DEFAULT_SEED));
        Stack stack = Stack.start(StackOptions.usual(folder, ports, clock, city), progress);
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
