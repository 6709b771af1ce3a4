package org.govbrain.local.doctor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.govbrain.domain.roster.Roster;
import org.govbrain.domain.roster.RosterCheck;
import org.govbrain.domain.roster.RosterGap;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.control.ControlClient;
import org.govbrain.local.server.Disk;
import org.govbrain.local.stack.DataOption;
import org.govbrain.local.stack.Ports;
import org.govbrain.local.stack.Preflight;
import org.govbrain.local.stack.StackConnection;
import org.govbrain.local.stack.StackState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brain doctor}: what is not well, and what to do. */
@Command(
        name = "doctor",
        description = "Say what is not well with this machine or the running stack, and what to do; exit code 1 if"
                + " something does not work.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
    private static final int ROSTER_DAYS = 7;
    private static final int MOST_SHOWN = 5;
    private static final long PATIENCE_SECONDS = 30;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            defaultValue = "" + Ports.DEFAULT_BASE,
            description = "While nothing runs: the first port that a start would take (default: ${DEFAULT-VALUE}).")
    private int portBase;

    @Override
    public Integer call() throws Exception {
        List<Finding> findings = new ArrayList<>();
        Optional<StackState> stack = StackState.find(data.folder());
        if (stack.isPresent()) {
            running(stack.get(), findings);
        } else {
            findings.add(machine());
        }
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(out::println);
        return findings.stream().anyMatch(finding -> finding.grade() == Finding.Grade.FAIL)
                ? ExitCode.REJECTED
                : ExitCode.OK;
    }

    private Finding machine() throws Exception {
        try {
            Preflight.check(data.folder(), Ports.of(portBase));
            return Finding.ok("Nothing runs on " + data.folder().root() + ", and this machine is fit for ./brain up.");
        } catch (CommandFailure e) {
            return Finding.fail(String.valueOf(e.getMessage()));
        }
    }

    private void running(StackState stack, List<Finding> findings) throws InterruptedException, IOException {
        // First, since a full disk may be why nothing else answers.
        findings.add(Diagnosis.disk(Disk.of(data.folder().root())));
        ObjectNode status;
        try {
            status = new ControlClient(stack.ports().control(), stack.token()).status();
        } catch (CommandFailure e) {
            findings.add(Finding.fail(String.valueOf(e.getMessage())));
            return;
        }
        findings.addAll(Diagnosis.jobs(status));
        findings.addAll(Diagnosis.lag(status));
        findings.addAll(Diagnosis.documents(status));
        findings.add(Diagnosis.clock(status, Instant.now()));
        if (status.path("lag").has("error")) {
            // Who asks it more would wait for nothing.
            return;
        }
        JobConfig config = StackConnection.of(data.folder(), stack.ports());
        try (Admin admin = Admin.create(config.kafkaProperties())) {
            Map<String, Integer> partitions = new HashMap<>();
            admin.describeTopics(admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .allTopicNames()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .forEach((name, topic) ->
                            partitions.put(name, topic.partitions().size()));
            findings.addAll(Diagnosis.topics(partitions));
            findings.addAll(city(new KafkaReference(config).load(), Instant.now()));
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            findings.add(Finding.fail("Kafka does not answer: " + e.getMessage() + ". Look at logs/kafka.log."));
        }
    }

    /** The reference data in force, and who is on duty in the days to come. */
    static List<Finding> city(LoadedReference city, Instant now) {
        List<Finding> findings = new ArrayList<>();
        if (city.data().grids().isEmpty()) {
            findings.add(Finding.warn("No city is loaded: ./brain reference load DIR."));
            return findings;
        }
        city.warnings().stream().limit(MOST_SHOWN).map(Finding::warn).forEach(findings::add);
        findings.add(Finding.ok("A city of " + city.data().grids().all().size() + " grids is loaded."));
        // The loader makes no other.
        Roster roster = (Roster) city.paging().roster();
        RosterCheck check = new RosterCheck(
                roster, city.data().grids().all(), city.data().buildings().all());
        List<String> roles = new ArrayList<>(city.paging().policy().chain());
        roles.add(city.paging().policy().fallback());
        List<RosterGap> gaps = check.gaps(roles, now, now.plus(Duration.ofDays(ROSTER_DAYS)));
        List<String> unreachable = check.withoutContact();
        if (!gaps.isEmpty()) {
            RosterGap first = gaps.get(0);
            findings.add(Finding.warn(gaps.size() + " times in " + ROSTER_DAYS + " days a role has nobody, the first: "
                    + first.role() + ", " + first.area().en() + " from " + roster.localTime(first.from())
                    + "; ./brain roster check lists them."));
        }
        if (!unreachable.isEmpty()) {
            findings.add(Finding.warn(unreachable.size() + " people on the roster have no contact method, the first: "
                    + unreachable.get(0) + "; pages go to the next level at once."));
        }
        if (gaps.isEmpty() && unreachable.isEmpty()) {
            findings.add(Finding.ok("The roster has somebody at any time for " + ROSTER_DAYS + " days."));
        }
        return findings;
    }
}
