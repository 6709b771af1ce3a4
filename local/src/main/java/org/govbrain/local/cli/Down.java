package org.govbrain.local.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.control.ControlClient;
import org.govbrain.local.stack.DataOption;
import org.govbrain.local.stack.StackState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code brain down}: asks a running stack to stop and waits until it has. */
@Command(name = "down", description = "Stop the running stack.", mixinStandardHelpOptions = true)
final class Down implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 120;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws Exception {
        StackState stack = StackState.get(data.folder());
        ProcessHandle process = ProcessHandle.of(stack.pid()).orElseThrow();
        new ControlClient(stack.ports().control(), stack.token()).stop();
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw CommandFailure.environment("The stack (process " + stack.pid() + ") does not end within "
                    + PATIENCE_SECONDS + " s; its log is "
                    + data.folder().logs().resolve("brain.log") + ".");
        }
        spec.commandLine().getOut().println("Stopped.");
        return ExitCode.OK;
    }
}
