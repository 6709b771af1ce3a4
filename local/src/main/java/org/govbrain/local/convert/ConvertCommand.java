package org.govbrain.local.convert;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.govbrain.domain.geo.Crs;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.engine.reference.ReferenceException;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.command.GivenFile;
import org.govbrain.local.command.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brain convert}: another system's export to events, or its areas to grids. */
@Command(
        name = "convert",
        description = {
            "Makes events of another system's export, as a mapping file says (docs/CONVERTERS.md), or one grids.geojson of"
                    + " several GeoJSON files."
        },
        mixinStandardHelpOptions = true)
public final class ConvertCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private @Nullable What what;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder to write to; made if it isn't there.")
    private Path out = Path.of(".");

    /** Events or grids. */
    static final class What {
        @ArgGroup(exclusive = false)
        private @Nullable Events events;

        @ArgGroup(exclusive = false)
        private @Nullable Areas areas;
    }

    /** What makes grids. */
    static final class Areas {
        @Option(
                names = "--grids",
                required = true,
                arity = "1..*",
                paramLabel = "FILE",
                description = "GeoJSON files, merged into grids.geojson.")
        private List<Path> grids = List.of();

        @Option(
                names = "--crs",
                paramLabel = "CRS",
                description = "What their coordinates are in: WGS84, CGCS2000, GCJ02 or BD09; WGS84 unless given.")
        private Crs crs = Crs.WGS84;

        @Option(
                names = "--property",
                paramLabel = "OURS=THEIRS",
                description = "Takes one of their properties under our name, such as gridId=code. May be repeated.")
        private Map<String, String> properties = new LinkedHashMap<>();
    }

    /** What makes events. */
    static final class Events {
        @Option(names = "--mapping", required = true, paramLabel = "FILE.yaml", description = "The mapping.")
        private Path mapping = Path.of(".");

        @Option(
                names = "--in",
                required = true,
                paramLabel = "FILE",
                description = "The export: a .csv, .tsv, .txt, .json or .ndjson file.")
        private Path in = Path.of(".");
    }

    @Override
    public Integer call() {
        What asked = Objects.requireNonNull(what);
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        PrintWriter said = line.getOut();
        try {
            return asked.events == null
                    ? grids(Objects.requireNonNull(asked.areas), said)
                    : new Export(asked.events.mapping, asked.events.in, out)
                            .convert(said, new Progress(line.getErr(), InstantSource.system()));
        } catch (ReferenceException e) {
            throw CommandFailure.rejected("refused, nothing was written:\n" + e.getMessage());
        } catch (IOException e) {
            throw GivenFile.failure(e);
        } finally {
            said.flush();
        }
    }

    private int grids(Areas asked, PrintWriter said) throws IOException {
        asked.grids.forEach(GivenFile::readable);
        LoadedReference merged;
        try {
            merged = new GridMerge(asked.crs, asked.properties).merge(asked.grids, out);
        } catch (ReferenceException e) {
            throw CommandFailure.rejected("refused, nothing was written:\n" + e.getMessage() + withNames(e));
        }
        merged.warnings().forEach(said::println);
        said.println(merged.data().grids().all().size() + " grids in " + out.resolve("grids.geojson"));
        return ExitCode.OK;
    }

    /** A file of somebody else's has an id in most cases, under a name of its own. */
    private static String withNames(ReferenceException refused) {
        return refused.problems().stream()
                        .anyMatch(problem -> problem.where().endsWith("/properties/gridId")
                                && problem.found().equals("missing"))
                ? "\nWhere the file has its ids under another name, say which: --property gridId=THEIRS"
                : "";
    }
}
