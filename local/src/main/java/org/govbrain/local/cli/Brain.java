package org.govbrain.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.govbrain.engine.config.InvalidConfigException;
import org.govbrain.local.backtest.BacktestCommand;
import org.govbrain.local.backup.BackupCommand;
import org.govbrain.local.boards.CampaignCommand;
import org.govbrain.local.boards.DashboardsCommand;
import org.govbrain.local.chaos.ChaosCommand;
import org.govbrain.local.child.TemporaryFiles;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.command.GivenFile;
import org.govbrain.local.command.Subcommand;
import org.govbrain.local.command.TimeForms;
import org.govbrain.local.convert.ConvertCommand;
import org.govbrain.local.delivery.PagingCommand;
import org.govbrain.local.doctor.DoctorCommand;
import org.govbrain.local.erase.EraseCommand;
import org.govbrain.local.hotspots.HotspotsCommand;
import org.govbrain.local.inbox.DeliveryCommand;
import org.govbrain.local.ingest.IngestCommand;
import org.govbrain.local.pacemaker.PacemakerCommand;
import org.govbrain.local.policy.PolicyCommand;
import org.govbrain.local.reference.ReferenceCommand;
import org.govbrain.local.reference.RosterCommand;
import org.govbrain.local.report.ReportCommand;
import org.govbrain.local.simulate.SimulateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * The {@code brain} command. Each subcommand is a class of its own, listed in {@code subcommands} below; it returns an
 * {@link ExitCode} or throws {@link CommandFailure}.
 */
@Command(
        name = "brain",
        description = "Real-time situational awareness for grid governance, on this machine.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            Up.class,
            Down.class,
            Status.class,
            IngestCommand.class,
            PacemakerCommand.class,
            ReferenceCommand.class,
            RosterCommand.class,
            PagingCommand.class,
            DeliveryCommand.class,
            ConvertCommand.class,
            BacktestCommand.class,
            PolicyCommand.class,
            SimulateCommand.class,
            HotspotsCommand.class,
            DashboardsCommand.class,
            CampaignCommand.class,
            BackupCommand.class,
            EraseCommand.class,
            DoctorCommand.class,
            ChaosCommand.class,
            ReportCommand.class,
            HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  done",
            "  1  the data had rejects, or a check failed",
            "  2  the command line is wrong",
            "  3  the machine is at fault: a port in use, a wrong JDK, too little disk, nothing running"
        })
public final class Brain {

    public static void main(String[] args) {
        TemporaryFiles.tidy();
        System.exit(commandLine().execute(args));
    }

    /** The whole command line, ready to execute; tests give it their own writers. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Brain());
        ServiceLoader.load(Subcommand.class).forEach(line::addSubcommand);
        TimeForms.on(line);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setExitCodeExceptionMapper(Brain::exitCode)
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
    }

    private static int explain(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        Throwable known = known(failure);
        if (known instanceof CommandFailure || known instanceof InvalidConfigException) {
            err.println("brain: " + known.getMessage());
        } else if (known instanceof KafkaException) {
            err.println("brain: Kafka refuses, or does not answer: " + known.getMessage()
                    + " Look at the broker, and at the rights of the user (docs/SECURITY.md).");
        } else {
            err.println("brain: this should not have happened, please report it:");
            failure.printStackTrace(err);
        }
        err.flush();
        return exitCode(failure);
    }

    private static int exitCode(Throwable failure) {
        Throwable known = known(failure);
        if (known instanceof CommandFailure command) {
            return command.exitCode();
        }
        if (known instanceof KafkaException) {
            return ExitCode.ENVIRONMENT;
        }
        return known instanceof CommandLine.ParameterException || known instanceof InvalidConfigException
                ? ExitCode.USAGE
                : ExitCode.REJECTED;
    }

    /** What a client said, also where it was waited for or was about one event of many. */
    private static Throwable known(Throwable failure) {
        if (failure instanceof IOException && failure.getCause() instanceof KafkaException refused) {
            return refused;
        }
        Throwable cause = failure instanceof ExecutionException || failure instanceof UncheckedIOException
                ? failure.getCause()
                : null;
        Throwable known = cause == null ? failure : cause;
        return known instanceof FileSystemException refused ? GivenFile.failure(refused) : known;
    }
}
