package org.govbrain.local.backtest;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.reference.ReferenceException;
import org.govbrain.engine.reference.ReferenceFileName;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.command.GivenFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brain backtest}: the jobs over files, with the data's own time. */
@Command(
        name = "backtest",
        description = {
            "Runs the situation job over patrol.ndjson, linkage.ndjson and platform.ndjson, without any server,"
                    + " and writes the documents that the index would hold."
        },
        mixinStandardHelpOptions = true)
public final class BacktestCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--events", required = true, paramLabel = "DIR", description = "Folder of the event files.")
    private Path events = Path.of(".");

    @Option(names = "--reference", required = true, paramLabel = "DIR", description = "Folder of the reference files.")
    private Path reference = Path.of(".");

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "A policy instead of the one in the reference folder.")
    private @Nullable Path policy;

    @Option(
            names = "--as-of",
            paramLabel = "T",
            description =
                    "Nothing after this is known, for example 2026-11-23T08:00:00+08:00; default: the newest event.")
    private @Nullable OffsetDateTime asOf;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the documents; made if it isn't there.")
    private Path out = Path.of(".");

    @Option(
            names = "--compare",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "DIR",
            description = {
                "Say which breaches are gained, lost and moved, per clock and owner: against the documents of",
                "another backtest, or without DIR against the policy of the reference folder. Also in comparison.json."
            })
    private @Nullable Path compare;

    @Override
    public Integer call() throws Exception {
        PrintWriter said = Objects.requireNonNull(spec).commandLine().getOut();
        BacktestReport report = new BacktestReport(said);
        try (EventFiles files = EventFiles.read(
                folder(events), Instant.now(), reference(policy).load().data())) {
            if (files.count() == 0) {
                throw CommandFailure.usage(events + " has none of patrol.ndjson, linkage.ndjson and platform.ndjson.");
            }
            Instant until = asOf == null ? files.newest().orElseThrow(this::noEvents) : asOf.toInstant();
            new Backtest(files, reference(policy), until, out).run();
            EventFiles.Counts counts = files.counts(until);
            report.summary(out, counts, until);
            if (compare != null) {
                compare(folder(compare.toString().isEmpty() ? before(files, until) : compare), said);
            }
            return counts.dead() == 0 ? ExitCode.OK : ExitCode.REJECTED;
        } catch (ReferenceException e) {
            throw CommandFailure.rejected("the reference data is refused:\n" + e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            throw GivenFile.failure(e);
        } finally {
            said.flush();
        }
    }

    private FixedReferenceSource reference(@Nullable Path other) throws IOException {
        Map<String, byte[]> files = new HashMap<>(ReferenceLoader.filesOf(folder(reference)));
        if (other != null) {
            files.put(ReferenceFileName.POLICY.fileName(), ReferenceText.bytesOf(other));
        }
        return FixedReferenceSource.of(files);
    }

    /** What the policy of the reference folder makes of the same events. */
    private Path before(EventFiles files, Instant until) throws Exception {
        if (policy == null) {
            throw CommandFailure.usage("--compare without DIR needs --policy: there is nothing to compare with.");
        }
        Path before = out.resolve("before");
        new Backtest(files, reference(null), until, before).run();
        return before;
    }

    private void compare(Path before, PrintWriter said) throws IOException {
        Comparison comparison = Comparison.of(before, out);
        ComparisonReport.print(comparison, before, said);
        ComparisonReport.write(comparison, before, out);
    }

    private CommandFailure noEvents() {
        return CommandFailure.rejected("No event in " + events
                + " can be used and is from before now; give --as-of to see why in dead-letters.ndjson.");
    }

    private static Path folder(Path path) {
        if (!Files.isDirectory(path)) {
            throw CommandFailure.usage(path + " is no folder.");
        }
        return path;
    }
}
