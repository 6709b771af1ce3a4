package org.govbrain.local.convert;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.govbrain.engine.reference.Problems;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.engine.reference.Yaml;
import org.govbrain.engine.reference.YamlMap;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.command.GivenFile;
import org.govbrain.local.command.Progress;

/**
 * Another system's export, to be made the three event files.
 *
 * @param mapping the file that says how
 * @param out folder to write to; nothing is written there before the whole export has been read
 */
record Export(Path mapping, Path in, Path out) {

    /**
     * Makes the files.
     *
     * @param said what was made
     * @param progress of a long reading
     * @return the exit code
     * @throws org.govbrain.engine.reference.ReferenceException when the mapping can't be used
     * @throws org.govbrain.local.command.CommandFailure when the export can't
     */
    int convert(PrintWriter said, Progress progress) throws IOException {
        Problems problems = new Problems();
        Optional<YamlMap> rules = ReferenceText.of(
                        String.valueOf(mapping.getFileName()),
                        ReferenceText.bytesOf(GivenFile.readable(mapping)),
                        problems)
                .map(text -> Yaml.read(text, problems));
        SourceForm form = rules.map(SourceForm::of).orElse(null);
        problems.throwIfAny();
        try (SourceReader source = SourceReader.open(GivenFile.readable(in), Objects.requireNonNull(form))) {
            Mapping parsed = MappingParser.parse(rules.orElseThrow(), source.columns());
            problems.throwIfAny();
            try (Converter converter = new Converter(parsed)) {
                read(source, converter, new HowFar(progress, String.valueOf(in.getFileName()), Files.size(in)));
                return write(converter, said);
            }
        }
    }

    private static void read(SourceReader source, Converter converter, HowFar howFar) throws IOException {
        source.forEachRow(
                row -> {
                    converter.convert(row);
                    howFar.row(converter.rows(), source);
                },
                bad -> {
                    converter.reject(bad);
                    howFar.row(converter.rows(), source);
                });
        howFar.read(converter.rows());
    }

    private int write(Converter converter, PrintWriter said) throws IOException {
        Files.createDirectories(out);
        for (EventFile stream : EventFile.values()) {
            StreamEvents events = converter.events(stream);
            events.write(out.resolve(stream.fileName()));
            said.printf(Locale.ROOT, "%-18s %,9d events%n", stream.fileName(), events.count());
        }
        Path rejects = out.resolve(in.getFileName() + ".rejected");
        boolean none = converter.rejected() == 0;
        said.printf(
                Locale.ROOT,
                "%,d rows, %,d rejected%s%n",
                converter.rows(),
                converter.rejected(),
                none ? "" : ": " + rejects);
        if (none) {
            Files.deleteIfExists(rejects);
            return ExitCode.OK;
        }
        converter.writeRejected(rejects);
        return ExitCode.REJECTED;
    }
}
