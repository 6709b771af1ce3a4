package org.govbrain.local.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.govbrain.dashboards.board.Board;
import org.govbrain.dashboards.board.BoardLibrary;
import org.govbrain.dashboards.board.Period;
import org.govbrain.dashboards.board.Placement;
import org.govbrain.dashboards.kibana.Language;
import org.govbrain.dashboards.panel.Panel;
import org.govbrain.dashboards.panel.Text;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.elastic.ElasticsearchConnection;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.engine.reference.StoredReference;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.console.CityWords;
import org.govbrain.local.console.Esql;
import org.govbrain.local.stack.ConnectionOption;
import org.govbrain.schemas.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brain report}: a bulletin of a day, a week or a month. */
@Command(
        name = "report",
        description =
                "Write the bulletin of a day, a week or a month, of the local run or a cluster, as HTML, and as PDF where there is a"
                        + " Chromium.",
        mixinStandardHelpOptions = true,
        footer = "%nThe same period of the same documents gives the same bytes of HTML.")
public final class ReportCommand implements Callable<Integer> {
    /** Which bulletin. */
    enum Kind {
        DAILY("day"),
        WEEKLY("week"),
        MONTHLY("month");

        private final String board;

        Kind(String board) {
            this.board = board;
        }
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOption servers;

    @Option(names = "--kind", required = true, paramLabel = "daily|weekly|monthly", description = "Which bulletin.")
    private Kind kind;

    @Option(names = "--date", required = true, paramLabel = "DAY", description = "A day of the period, as 2026-03-20.")
    private LocalDate date;

    @Option(
            names = "--language",
            paramLabel = "zh|en",
            defaultValue = "zh",
            description = "Its language (default: ${DEFAULT-VALUE}).")
    private Language language;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the files.")
    private Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        JobConfig config = servers.connect(List.of(Topics.REFERENCE)).config();
        Esql esql = new Esql(ElasticsearchConnection.of(config));
        StoredReference city = new KafkaReference(config).read();
        ZoneId zone = ReferenceLoader.fromStored(city).data().zone();
        Path html = write(kind, date, language, out, esql, zone, CityWords.of(city));
        spec.commandLine().getOut().println("wrote " + html);
        Path pdf = html.resolveSibling(html.getFileName().toString().replaceFirst("html$", "pdf"));
        Optional<PdfPrinter> printer = PdfPrinter.find();
        if (printer.isEmpty()) {
            spec.commandLine().getOut().println("No Chromium on the PATH, so no PDF; print the HTML in any browser.");
            return ExitCode.OK;
        }
        printer.get().print(html, pdf, range(kind, date, zone).end());
        spec.commandLine().getOut().println("wrote " + pdf);
        return ExitCode.OK;
    }

    /** Writes the HTML and returns its file. */
    static Path write(
            Kind kind,
            LocalDate date,
            Language language,
            Path out,
            Esql esql,
            ZoneId zone,
            Map<String, Map<String, Text>> cityWords)
            throws IOException {
        BoardLibrary library = BoardLibrary.load();
        Board board = library.findBoard(kind.board).orElseThrow();
        Period.Range range = range(kind, date, zone);
        Map<String, Map<String, Text>> words = new LinkedHashMap<>(library.labels());
        words.putAll(cityWords);
        String page = new Bulletin(board, language, new CellText(language, zone, words))
                .page(range, zone, ask(board, range, esql));
        LocalDate first = LocalDate.ofInstant(range.start(), zone);
        Path file = Files.createDirectories(out)
                .resolve("bulletin-" + kind.board + "-" + first + "." + language.word() + ".html");
        return Files.writeString(file, page);
    }

    /** The whole period that a day lies in. */
    private static Period.Range range(Kind kind, LocalDate date, ZoneId zone) {
        Period period = BoardLibrary.load().findBoard(kind.board).orElseThrow().period();
        Instant later = switch (kind) {
            case DAILY -> date.plusDays(1).atStartOfDay(zone).toInstant();
            case WEEKLY -> date.plusWeeks(1).atStartOfDay(zone).toInstant();
            case MONTHLY ->
                date.withDayOfMonth(1).plusMonths(1).atStartOfDay(zone).toInstant();
        };
        return period.range(later, zone, -1);
    }

    private static Map<String, JsonNode> ask(Board board, Period.Range range, Esql esql) {
        Map<String, String> parameters =
                Map.of("_tstart", range.start().toString(), "_tend", range.end().toString());
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        // One after the other: nobody waits for it, and a busy node answers each in time.
        for (Placement placement : board.panels()) {
            Panel panel = placement.panel();
            try {
                answers.put(
                        panel.id(),
                        esql.ask(panel.query(), parameters, Map.of()).join());
            } catch (CompletionException e) {
                throw CommandFailure.environment("Elasticsearch does not answer " + panel.id() + ": "
                        + (e.getCause() == null ? e : e.getCause()).getMessage()
                        + ". Look at elasticsearch.urls, the log-in and its role (docs/SECURITY.md).");
            }
        }
        return answers;
    }
}
