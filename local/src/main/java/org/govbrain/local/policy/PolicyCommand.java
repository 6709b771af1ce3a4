package org.govbrain.local.policy;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.domain.sla.ClockRule;
import org.govbrain.domain.sla.Scenario;
import org.govbrain.domain.sla.ScenarioRun;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.engine.reference.PolicyFile;
import org.govbrain.engine.reference.PolicyParser;
import org.govbrain.engine.reference.Problem;
import org.govbrain.engine.reference.Problems;
import org.govbrain.engine.reference.ReferenceException;
import org.govbrain.engine.reference.ReferenceFileName;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brain policy}: whether a policy can mean what it says, and whether it says what was meant. */
@Command(
        name = "policy",
        description = "Policies: check one for traps, or play the examples at its end.",
        mixinStandardHelpOptions = true)
public final class PolicyCommand implements Runnable {
    private static final String POLICY = ReferenceFileName.POLICY.fileName();

    @Spec
    private @Nullable CommandSpec spec;

    /** The policy that is meant, and what it lies beside. */
    static final class Given {
        @Parameters(paramLabel = "FILE", description = "The policy.")
        private Path file = Path.of(".");

        @Option(
                names = "--reference",
                paramLabel = "DIR",
                description = "Folder of the other reference files; default: where the policy lies.")
        private @Nullable Path reference;
    }

    @Override
    public void run() {
        Objects.requireNonNull(spec).commandLine().usage(out());
    }

    /** Refuses what the jobs would refuse, in the same words. */
    @Command(
            name = "check",
            description = {
                "Reads a policy as the jobs do, with the calendars, categories and grids of a folder, and"
                        + " says everything that is wrong with it: line, path, value, what was expected."
            },
            mixinStandardHelpOptions = true)
    int check(@Mixin Given given) {
        LoadedReference loaded = load(given);
        loaded.warnings().forEach(warning -> out().println("warning: " + warning));
        PolicyFile policy = policy(given.file, loaded.data());
        out().println(given.file + ": version " + policy.policy().version() + ", "
                + count(policy.policy().clocks().size(), "clock") + ", "
                + count(policy.examples().size(), "example") + "; nothing is wrong");
        for (ClockRule rule : policy.policy().clocks()) {
            out().println("  " + rule.id() + ": " + rule.title() + " · " + rule.titleZh());
        }
        out().flush();
        return ExitCode.OK;
    }

    /** Plays the stories at the end of the file; every clock must show a breach and a promise that was kept. */
    @Command(
            name = "test",
            description = {
                "Checks a policy and plays the examples at its end, each a story with scripted time.",
                "Every clock must have an example that breaches and one that keeps the promise."
            },
            mixinStandardHelpOptions = true)
    int test(@Mixin Given given) {
        ReferenceData city = load(given).data();
        PolicyFile policy = policy(given.file, city);
        ScenarioRun run = new ScenarioRun(policy.policy(), city.calendars(), city.zone());
        Set<String> breached = new HashSet<>();
        Set<String> kept = new HashSet<>();
        int failed = 0;
        for (Scenario example : policy.examples()) {
            ScenarioRun.Outcome outcome = run.outcome(example);
            List<String> differences = outcome.differences();
            out().println((differences.isEmpty() ? "ok    " : "FAIL  ") + example.name());
            differences.forEach(difference -> out().println("        " + difference));
            failed += differences.isEmpty() ? 0 : 1;
            breached.addAll(outcome.breached());
            kept.addAll(outcome.kept());
        }
        int unproved = 0;
        for (ClockRule rule : policy.policy().clocks()) {
            unproved += prove(rule.id(), breached.contains(rule.id()), "a breach");
            unproved += prove(rule.id(), kept.contains(rule.id()), "a promise that is kept");
        }
        int examples = policy.examples().size();
        out().println(examples - failed + " of " + count(examples, "example") + " hold");
        out().flush();
        return failed + unproved == 0 ? ExitCode.OK : ExitCode.REJECTED;
    }

    private int prove(String clock, boolean shown, String what) {
        if (!shown) {
            out().println("FAIL  clock " + clock + " has no example of " + what);
        }
        return shown ? 0 : 1;
    }

    private static LoadedReference load(Given given) {
        Path file = given.file;
        Path folder = given.reference == null ? file.toAbsolutePath().getParent() : given.reference;
        if (!Files.isRegularFile(file)) {
            throw CommandFailure.usage(file + " is no file.");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw CommandFailure.usage(folder + " is no folder.");
        }
        Map<String, byte[]> files = new HashMap<>(ReferenceLoader.filesOf(folder));
        files.put(POLICY, bytes(file));
        try {
            return ReferenceLoader.fromFiles(files);
        } catch (ReferenceException e) {
            StringBuilder said = new StringBuilder("refused:");
            for (Problem problem : e.problems()) {
                String name = problem.file().equals(POLICY) ? file.toString() : problem.file();
                said.append('\n').append(new Problem(name, problem.where(), problem.found(), problem.expected()));
            }
            throw CommandFailure.rejected(said.toString());
        }
    }

    private static PolicyFile policy(Path file, ReferenceData city) {
        Problems problems = new Problems();
        ReferenceText text = ReferenceText.of(POLICY, bytes(file), problems)
                .orElseThrow(() -> CommandFailure.rejected(file + " is no text."));
        PolicyFile policy = PolicyParser.parse(text, city.calendars(), problems);
        problems.throwIfAny();
        return policy;
    }

    private static byte[] bytes(Path file) {
        try {
            return ReferenceText.bytesOf(file);
        } catch (IOException e) {
            throw CommandFailure.environment(file + " can't be read: " + e.getMessage());
        }
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
