package org.govbrain.local.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Prints a page by the Chromium of this machine, if it has one. */
final class PdfPrinter {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final long PATIENCE_S = 90;
    private static final Pattern DATES = Pattern.compile("(/(?:CreationDate|ModDate) \\(D:)(\\d{14})");
    private static final Pattern NODES = Pattern.compile("node\\d{8}");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path chromium;

    private PdfPrinter(Path chromium) {
        this.chromium = chromium;
    }

    /** Looks for a Chromium on the PATH. */
    static Optional<PdfPrinter> find() {
        String path = System.getenv("PATH");
        return Stream.of((path == null ? "" : path).split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(PdfPrinter::new);
    }

    /**
     * Prints a file.
     *
     * @param asOf what the PDF says instead of when it was made
     * @throws IOException when Chromium does not print it, with what it said
     */
    void print(Path html, Path pdf, Instant asOf) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory("bulletin");
        Path log = profile.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                chromium.toString(),
                "--headless=new",
                "--disable-gpu",
                "--no-first-run",
                "--no-pdf-header-footer",
                "--user-data-dir=" + profile.resolve("profile"),
                "--print-to-pdf=" + pdf.toAbsolutePath()));
        if ("root".equals(System.getProperty("user.name"))) {
            // Chromium refuses to run as root with a sandbox; the page is our own and has no script.
            command.add("--no-sandbox");
        }
        command.add(html.toUri().toString());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            if (!Files.exists(pdf) || Files.size(pdf) == 0) {
                throw new IOException(chromium + " printed nothing; it said: " + Files.readString(log));
            }
            Files.write(pdf, dated(Files.readAllBytes(pdf), asOf));
        } finally {
            delete(profile);
        }
    }

    /**
     * Without what differs from one printing to the next: dates, and the numbers by which Chromium knows the nodes of the page, which
     * stand in the tags for readers' aids. Of equal length, so that the offsets in the file stay right.
     */
    static byte[] dated(byte[] pdf, Instant asOf) {
        String dated =
                DATES.matcher(new String(pdf, StandardCharsets.ISO_8859_1)).replaceAll("$1" + DATE.format(asOf));
        Map<String, String> nodes = new HashMap<>();
        return NODES.matcher(dated)
                .replaceAll(node ->
                        nodes.computeIfAbsent(node.group(), first -> "node%08d".formatted(nodes.size() + 1)))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = new ArrayList<>(paths.toList());
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            Files.deleteIfExists(all.get(i));
        }
    }
}
