package org.govbrain.local.reference;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.govbrain.domain.roster.Area;
import org.govbrain.domain.roster.Roster;
import org.govbrain.domain.roster.RosterCheck;
import org.govbrain.domain.roster.RosterGap;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.engine.reference.ReferenceException;
import org.govbrain.engine.reference.ReferenceFileName;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brain roster}: who will be on duty, before it matters. */
@Command(name = "roster", description = "The duty roster: gaps found days ahead.", mixinStandardHelpOptions = true)
public final class RosterCommand implements Runnable {
    private static final int MOST_SHOWN = 200;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "check",
            description =
                    "Find times in which a role has nobody, people who cannot be reached, and duties of places that"
                            + " the city does not have; exit code 1 if there are any.",
            mixinStandardHelpOptions = true)
    int check(
            @Option(
                            names = "--days",
                            defaultValue = "7",
                            paramLabel = "N",
                            description = "How many days ahead, ${DEFAULT-VALUE} unless given.")
                    int days,
            @Option(names = "--from", paramLabel = "T", description = "First instant with offset, now unless given.")
                    @Nullable
                    OffsetDateTime from,
            @Parameters(
                            paramLabel = "FILE|DIR",
                            description = "roster.yaml, or the folder of reference files that it stands in.")
                    Path path) {
        if (days < 1 || days > 366) {
            throw CommandFailure.usage("--days takes 1 to 366, not " + days + ".");
        }
        Instant begin = from == null ? Instant.now() : from.toInstant();
        LoadedReference city;
        try {
            city = ReferenceLoader.fromFiles(files(path));
        } catch (ReferenceException e) {
            throw CommandFailure.rejected("The files can't be used.\n" + e.getMessage());
        }
        // The loader makes no other.
        Roster roster = (Roster) city.paging().roster();
        List<String> roles = new ArrayList<>(city.paging().policy().chain());
        roles.add(city.paging().policy().fallback());
        RosterCheck check = new RosterCheck(
                roster, city.data().grids().all(), city.data().buildings().all());
        List<RosterGap> gaps = check.gaps(roles, begin, begin.plus(Duration.ofDays(days)));
        List<String> unreachable = check.withoutContact();
        List<Area> unknown = check.unknownAreas();
        PrintWriter out = spec.commandLine().getOut();
        unknown.stream()
                .limit(MOST_SHOWN)
                .forEach(area -> out.println(
                        area.en() + ": the city has no such place, so its duty or override is never asked for"));
        gaps.stream()
                .limit(MOST_SHOWN)
                .forEach(gap -> out.println(gap.role() + ", " + gap.area().en() + ": " + roster.localTime(gap.from())
                        + " to " + roster.localTime(gap.until()) + ", " + gap.why()));
        if (gaps.size() > MOST_SHOWN) {
            out.println("and " + (gaps.size() - MOST_SHOWN) + " more gaps");
        }
        unreachable.stream().limit(MOST_SHOWN).forEach(officer -> out.println(officer + " has no contact method"));
        out.println("Roster " + roster.version() + ", " + days + " days: " + gaps.size() + " gaps, "
                + unreachable.size() + " people without a contact method.");
        return gaps.isEmpty() && unreachable.isEmpty() && unknown.isEmpty() ? ExitCode.OK : ExitCode.REJECTED;
    }

    private static Map<String, byte[]> files(Path path) {
        Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
        if (folder == null || !Files.exists(path)) {
            throw CommandFailure.usage(path + " is not there.");
        }
        Map<String, byte[]> files = ReferenceLoader.filesOf(folder);
        if (!Files.isDirectory(path)) {
            try {
                files.put(ReferenceFileName.ROSTER.fileName(), ReferenceText.bytesOf(path));
            } catch (IOException e) {
                throw CommandFailure.usage(path + " can't be read: " + e.getMessage());
            }
        }
        if (!files.containsKey(ReferenceFileName.ROSTER.fileName())) {
            throw CommandFailure.usage("There is no roster.yaml in " + folder + ".");
        }
        return files;
    }
}
