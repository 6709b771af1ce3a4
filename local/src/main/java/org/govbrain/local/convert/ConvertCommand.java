package org.govbrain.local.convert;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.govbrain.domain.geo.Crs;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.engine.reference.Problems;
import org.govbrain.engine.reference.ReferenceException;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.engine.reference.Yaml;
import org.govbrain.engine.reference.YamlMap;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.command.GivenFile;
import org.govbrain.local.convert.SourceFile.Rejected;
import org.jspecify.annotations.Nullable;
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
        PrintWriter said = Objects.requireNonNull(spec).commandLine().getOut();
        try {
            return asked.events == null ? grids(Objects.requireNonNull(asked.areas), said) : events(asked.events, said);
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

    private int events(Events asked, PrintWriter said) throws IOException {
        Problems problems = new Problems();
        Optional<YamlMap> rules = ReferenceText.of(
                        String.valueOf(asked.mapping.getFileName()),
                        ReferenceText.bytesOf(GivenFile.readable(asked.mapping)),
                        problems)
                .map(text -> Yaml.read(text, problems));
        SourceForm form = rules.map(SourceForm::of).orElse(null);
        problems.throwIfAny();
        SourceFile source = SourceReader.read(GivenFile.readable(asked.in), Objects.requireNonNull(form));
        Mapping mapping = MappingParser.parse(rules.orElseThrow(), source.columns());
        problems.throwIfAny();

        Converter converter = new Converter(mapping);
        source.rows().forEach(converter::convert);
        Files.createDirectories(out);
        for (EventFile stream : EventFile.values()) {
            List<String> lines = converter.lines(stream);
            write(out.resolve(stream.fileName()), lines);
            said.printf(Locale.ROOT, "%-18s %,9d events%n", stream.fileName(), lines.size());
        }
        return rejects(asked.in, source, converter, said);
    }

    private int rejects(Path in, SourceFile source, Converter converter, PrintWriter said) throws IOException {
        List<Rejected> rejected = new ArrayList<>(source.badLines());
        rejected.addAll(converter.rejected());
        rejected.sort(Comparator.comparingLong(Rejected::line));
        int rows = source.rows().size() + source.badLines().size();
        Path file = out.resolve(in.getFileName() + ".rejected");
        said.printf(
                Locale.ROOT,
                "%,d rows, %,d rejected%s%n",
                rows,
                rejected.size(),
                rejected.isEmpty() ? "" : ": " + file);
        if (rejected.isEmpty()) {
            Files.deleteIfExists(file);
            return ExitCode.OK;
        }
        write(
                file,
                rejected.stream()
                        .map(bad -> "line " + bad.line() + ": " + bad.reason())
                        .toList());
        return ExitCode.REJECTED;
    }

    private static void write(Path file, List<String> lines) throws IOException {
        try (BufferedWriter text = Files.newBufferedWriter(file)) {
            for (String line : lines) {
                text.write(line);
                text.write('\n');
            }
        }
    }
}
