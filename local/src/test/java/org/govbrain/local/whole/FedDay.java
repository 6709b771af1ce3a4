package org.govbrain.local.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.stack.StackFolder;

/** A day of the reference city in files, with what is wrong with real ones, and the parts in which it is fed to a stack. */
final class FedDay {
    /** From the day of the last event back to the one that was simulated, 2 March 2026. */
    static final int DAYS_BACK = -8;

    static final List<String> STREAMS = List.of("patrol", "linkage", "platform");

    private final Path folder;
    private final List<Path> parts = new ArrayList<>();

    private FedDay(Path folder) {
        this.folder = folder;
    }

    /** Writes the files into a folder that is not there yet. */
    static FedDay simulate(Path folder) throws IOException {
        assertThat(Commands.run(
                        "simulate",
                        "--days",
                        "1",
                        "--seed",
                        "7",
                        "--lateness",
                        "3",
                        "--dirty",
                        "--out",
                        folder.toString()))
                .as("simulate")
                .isEqualTo(ExitCode.OK);
        FedDay day = new FedDay(folder);
        day.addConflictingEvent();
        day.addLaterEvent();
        return day;
    }

    /** Another event under the id of the first of the platforms: the earlier counts, the later is set aside. */
    private void addConflictingEvent() throws IOException {
        String first = lines("platform").get(0);
        String later = first.replaceFirst("\"occurredAt\" ?: ?\"([^\"]{11})..", "\"occurredAt\":\"$123");
        assertThat(later).as("another event").isNotEqualTo(first);
        append(later);
    }

    /**
     * A last event, when each slice of the day has closed and can't be corrected any more: only then a running job has said all
     * that a backtest says of hotspots, which closes slices at its end without waiting for what is late. Statistics look back less
     * than usual, or the days in between would take minutes.
     */
    private void addLaterEvent() throws IOException {
        append(
                "{\"eventId\":\"later-1\",\"occurredAt\":\"2026-03-10T12:00:00+08:00\",\"kind\":\"REPORTED\",\"caseId\":\"later\",\"sourceSystem\":\"test\"}");
        Files.writeString(reference().resolve("hotspots.yaml"), """
                version: short-1
                repeat: {windowDays: 1}
                sequences: []
                daily: {slices: 3, minSlices: 2, minCases: 5}
                scan: {days: 3, maxDays: 1, hours: 24, maxHours: 3, replicas: 99}
                nearRepeat: {days: 1, historyDays: 2}
                """);
    }

    private void append(String event) throws IOException {
        Files.writeString(file("platform"), event + "\n", StandardOpenOption.APPEND);
    }

    Path events() {
        return folder;
    }

    Path reference() {
        return folder.resolve("reference");
    }

    List<String> lines(String stream) throws IOException {
        return Files.readAllLines(file(stream));
    }

    private Path file(String stream) {
        return folder.resolve(stream + ".ndjson");
    }

    /** Feeds a part of each file, from one share of its lines to another. */
    void ingest(StackFolder stack, double from, double to) throws IOException {
        for (String stream : STREAMS) {
            List<String> lines = lines(stream);
            Path part = folder.resolve(stream + "-" + from + ".ndjson");
            Files.write(part, lines.subList((int) (from * lines.size()), (int) (to * lines.size())));
            parts.add(part);
            assertThat(Commands.against(stack, "ingest", "--stream", stream, part.toString()))
                    .as("%s from %s", stream, from)
                    .isIn(ExitCode.OK, ExitCode.REJECTED);
        }
    }

    /** How many lines were refused when they were fed. */
    long rejectedLines() throws IOException {
        long rejected = 0;
        for (Path part : parts) {
            Path file = Path.of(part + ".rejected");
            rejected += Files.exists(file) ? Files.readAllLines(file).size() : 0;
        }
        return rejected;
    }
}
