package org.govbrain.local.boards;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.engine.reference.Problems;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.local.campaign.TargetList;
import org.govbrain.local.campaign.TargetSender;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.command.GivenFile;
import org.govbrain.local.stack.ConnectionOption;
import org.govbrain.schemas.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brain campaign}: what a campaign is about. */
@Command(
        name = "campaign",
        description = "Campaigns: the target list that a campaign's board measures.",
        mixinStandardHelpOptions = true)
public final class CampaignCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "load",
            description = "Load a target list into the local run or a cluster, whole or not at all.",
            mixinStandardHelpOptions = true,
            footer = "%nColumns: number,building[,name][,retired]. Loading again replaces what has the same numbers.")
    int load(
            @Mixin ConnectionOption servers,
            @Option(names = "--campaign", required = true, paramLabel = "ID", description = "Name of the campaign.")
                    String campaign,
            @Option(names = "--from", required = true, paramLabel = "DAY", description = "First day, as 2026-03-01.")
                    LocalDate from,
            @Option(names = "--due", paramLabel = "DAY", description = "Last day.") @Nullable LocalDate due,
            @Parameters(paramLabel = "FILE", description = "The list, CSV.") Path file)
            throws IOException {
        JobConfig config =
                servers.connect(List.of(Topics.REFERENCE, Topics.TARGETS)).config();
        ReferenceData city = new KafkaReference(config).load().data();
        Instant end =
                due == null ? null : due.plusDays(1).atStartOfDay(city.zone()).toInstant();
        TargetList list = TargetList.read(
                text(file),
                new TargetList.Campaign(campaign, from.atStartOfDay(city.zone()).toInstant(), end),
                city,
                InstantSource.system().millis());
        if (!list.problems().isEmpty()) {
            throw CommandFailure.rejected("Nothing was loaded of " + file + ".\n"
                    + Problems.lines(list.problems(), list.problems().size()));
        }
        try {
            TargetSender.send(list.targets(), config);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.environment("Interrupted before every target was written; load the list again.");
        } catch (ExecutionException e) {
            throw CommandFailure.environment("Kafka refused a target (" + e.getCause() + "); load the list again.");
        }
        spec.commandLine().getOut().println(list.targets().size() + " targets of " + campaign + " are loaded.");
        return ExitCode.OK;
    }

    private static String text(Path file) throws IOException {
        Problems problems = new Problems();
        byte[] bytes = ReferenceText.bytesOf(GivenFile.readable(file));
        return ReferenceText.of(String.valueOf(file.getFileName()), bytes, problems)
                .map(ReferenceText::text)
                .orElseThrow(() -> CommandFailure.rejected(
                        "Nothing was loaded.\n" + problems.listed().get(0)));
    }
}
