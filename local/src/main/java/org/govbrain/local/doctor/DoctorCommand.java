package org.govbrain.local.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.govbrain.domain.roster.Roster;
import org.govbrain.domain.roster.RosterCheck;
import org.govbrain.domain.roster.RosterGap;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.control.ControlClient;
import org.govbrain.local.server.Disk;
import org.govbrain.local.stack.ClusterStatus;
import org.govbrain.local.stack.Connection;
import org.govbrain.local.stack.ConnectionOption;
import org.govbrain.local.stack.Ports;
import org.govbrain.local.stack.Preflight;
import org.govbrain.local.stack.StackFolder;
import org.govbrain.local.stack.StackState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brain doctor}: what is not well, and what to do. */
@Command(
        name = "doctor",
        description =
                "Say what is not well with this machine, the running stack or a cluster, and what to do; exit code 1 if"
                        + " something does not work.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
    private static final int ROSTER_DAYS = 7;
    private static final int MOST_SHOWN = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOption servers;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            defaultValue = "" + Ports.DEFAULT_BASE,
            description = "While nothing runs: the first port that a start would take (default: ${DEFAULT-VALUE}).")
    private int portBase;

    @Override
    public Integer call() throws Exception {
        List<Finding> findings = new ArrayList<>();
        Optional<Connection> connection = servers.find();
        if (connection.isEmpty()) {
            findings.add(machine());
        } else {
            StackState run = connection.get().run();
            if (run == null) {
                cluster(connection.get().config(), findings);
            } else {
                running(run, connection.get().config(), findings);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(out::println);
        return findings.stream().anyMatch(finding -> finding.grade() == Finding.Grade.FAIL)
                ? ExitCode.REJECTED
                : ExitCode.OK;
    }

    private Finding machine() throws Exception {
        StackFolder folder = servers.folder();
        try {
            Preflight.check(folder, Ports.of(portBase));
            return Finding.ok("Nothing runs on " + folder.root() + ", and this machine is fit for ./brain up.");
        } catch (CommandFailure e) {
            return Finding.fail(String.valueOf(e.getMessage()));
        }
    }

    private void running(StackState run, JobConfig config, List<Finding> findings)
            throws InterruptedException, IOException {
        // First, since a full disk may be why nothing else answers.
        findings.add(Diagnosis.disk(Disk.of(servers.folder().root())));
        ObjectNode status;
        try {
            status = new ControlClient(run.ports().control(), run.token()).status();
        } catch (CommandFailure e) {
            findings.add(Finding.fail(String.valueOf(e.getMessage())));
            return;
        }
        Diagnosis diagnosis = new Diagnosis(Advice.LOCAL);
        findings.addAll(diagnosis.jobs(status));
        findings.addAll(diagnosis.lag(status));
        findings.addAll(diagnosis.documents(status));
        findings.add(diagnosis.clock(status, Instant.now()));
        if (status.path("lag").has("error")) {
            // Who asks it more would wait for nothing.
            return;
        }
        try (Admin admin = Admin.create(config.kafkaProperties())) {
            findings.addAll(diagnosis.topics(JSON.valueToTree(TopicAdmin.findDifferences(admin))));
            findings.addAll(city(new KafkaReference(config).load(), Instant.now()));
        } catch (ExecutionException | KafkaException e) {
            findings.add(Finding.fail("Kafka does not answer: " + e.getMessage() + ". " + Advice.LOCAL.kafka()));
        }
    }

    /** Of what can't be asked nothing is said but that, once. */
    private static void cluster(JobConfig config, List<Finding> findings) throws InterruptedException {
        ObjectNode status = ClusterStatus.describe(config, Instant.now());
        Diagnosis diagnosis = new Diagnosis(Advice.CLUSTER);
        findings.addAll(diagnosis.jobs(status));
        if (status.path("lag").has("error")) {
            findings.addAll(diagnosis.lag(status));
        } else {
            findings.addAll(diagnosis.topics(status.path("topics")));
        }
        if (status.has("delivery_workers")) {
            findings.addAll(diagnosis.lag(status));
            findings.addAll(diagnosis.unread(status));
            findings.add(diagnosis.clock(status, Instant.now()));
            findings.add(diagnosis.delivery(status));
        }
        findings.addAll(diagnosis.documents(status));
        if (status.has("dead_letters_last_hour")) {
            findings.addAll(diagnosis.elasticsearch(status));
            findings.add(diagnosis.deadLetters(status));
        }
        if (status.has("delivery_workers")) {
            try {
                findings.addAll(city(new KafkaReference(config).load(), Instant.now()));
            } catch (KafkaException e) {
                findings.add(Finding.fail("The city can't be read: " + e.getMessage() + ". " + Advice.CLUSTER.kafka()));
            }
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
