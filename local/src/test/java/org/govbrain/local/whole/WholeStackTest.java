package org.govbrain.local.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.govbrain.dashboards.index.IndexDefinition;
import org.govbrain.engine.situation.SituationJob;
import org.govbrain.local.browser.Browser;
import org.govbrain.local.chaos.BrainProcess;
import org.govbrain.local.chaos.Documents;
import org.govbrain.local.cluster.Checkpoints;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.console.Esql;
import org.govbrain.local.stack.StackFolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of the reference city through real Kafka, Flink and Elasticsearch, fed by {@code brain ingest} and killed without a
 * goodbye in mid-stream, against what {@code brain backtest} says of the same files.
 */
class WholeStackTest {
    @TempDir
    static Path folder;

    private static FedDay day;
    private static Expected expected;
    private static final List<Long> STOPPED = new ArrayList<>();
    private static final List<Long> KILLED = new ArrayList<>();
    private static StackFolder stack;
    private static BrainProcess brain;
    private static String started = "";
    private static final Map<String, SortedMap<String, JsonNode>> INDEXED = new TreeMap<>();

    @BeforeAll
    static void feedAndKill() throws Exception {
        day = FedDay.simulate(folder.resolve("events"));
        stack = new StackFolder(folder.resolve("data"));
        expected = new Expected(folder.resolve("expected"), compared());
        assertThat(Commands.run(
                        "backtest",
                        "--events",
                        path(day.events()),
                        "--reference",
                        path(day.reference()),
                        "--out",
                        path(expected.folder())))
                .as("backtest, which says that some lines are no events")
                .isEqualTo(ExitCode.REJECTED);

        brain = start("first");
        day.ingest(stack, 0, 0.3);
        await("some of it to be indexed", () -> documents("govbrain-cases") > 0);
        STOPPED.addAll(processes());
        brain.close();

        brain = start("second");
        day.ingest(stack, 0.3, 0.5);
        Optional<Path> checkpoint = newestCheckpoint();
        await("a checkpoint that knows of it", () -> !newestCheckpoint().equals(checkpoint));
        long before = documents("govbrain-patrols");
        day.ingest(stack, 0.5, 0.8);
        await("some of the next part to be indexed", () -> documents("govbrain-patrols") > before);
        KILLED.addAll(processes());
        brain.kill();

        brain = start("third");
        day.ingest(stack, 0.8, 1);
        Commands.await(log("third"), () -> expected.findMissing(brain.elasticsearch()));
        INDEXED.putAll(expected.read(brain.elasticsearch()));
    }

    private static List<IndexDefinition> compared() {
        List<IndexDefinition> compared = new ArrayList<>(Documents.COMPARED);
        for (String name : List.of("govbrain-dead-letters", "govbrain-feeds")) {
            compared.add(IndexDefinition.get(name));
        }
        return compared;
    }

    @AfterAll
    static void stop() {
        brain.close();
    }

    @Test
    void goesOnFromItsCheckpointsAfterAStopAndAfterAKill() throws IOException {
        for (String start : List.of("second", "third")) {
            assertThat(Files.readString(log(start)))
                    .as("both jobs")
                    .contains("The situation job runs, from checkpoint chk-")
                    .contains("The index job runs, from checkpoint chk-");
        }
    }

    @Test
    void keepsWhatItHoldsFromOthers() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stack.root())))
                .isEqualTo("rwx------");
    }

    @Test
    void leavesNothingRunningAfterAStopAndAfterAKill() throws IOException {
        assertThat(Files.readString(log("first")))
                .as("what it says last")
                .endsWith("Stopped; ./brain up goes on from here\n");
        for (List<Long> processes : List.of(STOPPED, KILLED)) {
            assertThat(processes).as("it and its servers").hasSize(3);
            assertThat(processes.stream().flatMap(pid -> ProcessHandle.of(pid).stream()))
                    .as("those that live")
                    .isEmpty();
        }
    }

    @Test
    void endsInTheDocumentsThatABacktestOfTheSameFilesWrites() throws IOException {
        expected.assertSameAs(INDEXED);
        assertThat(indexed("govbrain-dead-letters").values())
                .as("the event that another contradicts")
                .singleElement()
                .satisfies(letter -> assertThat(letter.path("reason").asText()).isEqualTo("conflicting"));
        assertThat(indexed("govbrain-breaches").values())
                .as("breaches of patrol cadence")
                .filteredOn(breach -> breach.path("clock").asText().equals("patrol-cadence"))
                .isNotEmpty();
        assertThat(indexed("govbrain-grids")).as("every grid of the city").hasSize(170);
        assertThat(indexed("govbrain-hotspots").values())
                .as("hotspots, none of which is left")
                .isNotEmpty()
                .allMatch(hotspot -> hotspot.path("state").asText().equals("ended"));
        assertThat(indexed("govbrain-feeds"))
                .as("a feed for each source system")
                .hasSizeGreaterThan(5);
        assertThat(indexed("govbrain-breaches")).as("missed deadlines").hasSizeGreaterThan(20);
        assertThat(indexed("govbrain-indicators")).as("cells that count").hasSizeGreaterThan(100);
    }

    @Test
    void tellsHowLateTimersFired() throws Exception {
        await("timers that fired late, since event time leapt over days", () -> {
            JsonNode timers = brain.status().path("timers");
            return timers.path("above_10m").asLong() > 0 && timers.has("alarm");
        });
    }

    @Test
    void tellsWhatFlinkKnowsOfItsJobs() throws Exception {
        await("checkpoints and work of every job", () -> {
            JsonNode jobs = brain.status().path("jobs");
            return jobs.size() == 3
                    && jobs.valueStream()
                            .allMatch(job -> job.path("restarts").isNumber()
                                    && job.path("checkpoint_bytes").asLong() > 0
                                    && job.path("tasks").valueStream().anyMatch(task -> task.has("busy_seconds")));
        });
    }

    @Test
    void losesNothing() throws IOException {
        long lines = 0;
        long rejected = 0;
        Set<String> distinct = new HashSet<>();
        Set<String> patrol = new HashSet<>();
        for (String stream : FedDay.STREAMS) {
            for (String line : day.lines(stream)) {
                lines++;
                String id = line.replaceFirst("^.*\"eventId\" ?: ?\"([^\"]+)\".*$", "$1");
                if (id.equals(line) || id.startsWith("bad-")) {
                    rejected++;
                } else {
                    distinct.add(id);
                    if (stream.equals("patrol")) {
                        patrol.add(id);
                    }
                }
            }
        }
        assertThat(day.rejectedLines())
                .as("dead letters: what ingest refused")
                .isEqualTo(rejected)
                .isEqualTo(expected.badLines())
                .isPositive();
        assertThat(indexed("govbrain-patrols").keySet())
                .as("out: every patrol step")
                .isEqualTo(patrol);
        long inCases = indexed("govbrain-cases").values().stream()
                .mapToLong(document -> document.path("events").asLong())
                .sum();
        assertThat(inCases).as("out: every step of a case").isEqualTo(distinct.size() - patrol.size() + findings());
        assertThat(lines
                        - rejected
                        - distinct.size()
                        - indexed("govbrain-dead-letters").size())
                .as("duplicates, folded once")
                .isPositive();
    }

    @Test
    @EnabledIf(value = Browser.IS_INSTALLED, disabledReason = Browser.HOW_TO_INSTALL)
    void showsInABrowserWhatTheIndexSays() throws Exception {
        URI page = URI.create("http://127.0.0.1:" + brain.state().ports().console() + "/");
        try (Browser browser = Browser.start(folder)) {
            browser.resize(1366, 768, false);
            browser.openView(page, "/board/overview");
            assertThat(browser.text("#panel-open-now .number")).as("open cases").isEqualTo(openCases());
            assertThat(browser.text("#panel-overdue-now .number"))
                    .as("overdue cases")
                    .isEqualTo(Long.toString(
                            number("FROM govbrain-cases | WHERE open AND light == \"red\" | STATS COUNT(*)")));
            assertThat(browser.count("#panel-grid-map path.grid"))
                    .as("polygons")
                    .isEqualTo(170);
            assertThat(browser.count("#panel-grid-map path.grid.red"))
                    .as("red ones")
                    .isEqualTo(number("FROM govbrain-grids | WHERE light == \"red\" | STATS COUNT(*)"))
                    .isPositive();
            wholeOnEveryScreen(browser);
            // The last event of the files is of a later day; on that nothing was late yet.
            browser.go("/board/overview?shift=" + FedDay.DAYS_BACK);
            assertThat(browser.count("#panel-newest-breaches tbody tr"))
                    .as("breaches that are open, and those of the day that was fed")
                    .isEqualTo(
                            Math.min(
                                    50,
                                    number(
                                            "FROM govbrain-breaches | WHERE state == \"open\" OR state == \"resolved\" AND due_at >="
                                                    + " \"2026-03-01T16:00:00Z\" AND due_at < \"2026-03-02T16:00:00Z\" | STATS COUNT(*)")))
                    .isPositive();
            browser.go("/board/overview");

            browser.evaluate("window.notReloaded = true");
            String before = openCases();
            ingestAnotherCase();
            browser.awaitTrue(
                    "!['—', '" + before + "'].includes(document.querySelector('#panel-open-now .number').textContent)");
            assertThat(browser.text("#panel-open-now .number"))
                    .as("one more")
                    .isEqualTo(openCases())
                    .isNotEqualTo(before);
            assertThat(browser.evaluate("window.notReloaded").asBoolean())
                    .as("the same page")
                    .isTrue();
            assertThat(browser.errors()).as("nothing in the console").isEmpty();
        }
    }

    private static void wholeOnEveryScreen(Browser browser) {
        for (String language : List.of("Open cases", "未结案件")) {
            browser.evaluate("document.querySelector('#tools button').click()");
            assertThat(browser.text("#panel-open-now h2 span")).as("language").isEqualTo(language);
            for (int[] screen : new int[][] {{1366, 768}, {3840, 2160}}) {
                browser.resize(screen[0], screen[1], false);
                assertThat(browser.cutOff()).as("cut off at %d", screen[0]).isEmpty();
            }
        }
    }

    /** The single value of an ES|QL query. */
    private static long number(String query) {
        return new Esql(brain.elasticsearch())
                .ask(query, Map.of(), Map.of())
                .join()
                .path("values")
                .path(0)
                .path(0)
                .asLong();
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        Commands.await(log(started), () -> condition.call() ? Optional.empty() : Optional.of(what));
    }

    private static Path log(String name) {
        return folder.resolve(name + ".log");
    }

    /** It and the servers that it started. */
    private static List<Long> processes() {
        List<Long> processes = new ArrayList<>(brain.state().children());
        processes.add(brain.state().pid());
        return processes;
    }

    /** The documents as they were when all was fed. */
    private static SortedMap<String, JsonNode> indexed(String name) {
        return INDEXED.getOrDefault(name, Collections.emptySortedMap());
    }

    private static String openCases() {
        return Long.toString(number("FROM govbrain-cases | WHERE open | STATS COUNT(*)"));
    }

    private static void ingestAnotherCase() throws IOException {
        Path file = Files.writeString(folder.resolve("another.ndjson"), """
            {"eventId":"another-1","occurredAt":"2026-03-03T00:01:00+08:00","kind":"REPORTED","caseId":"another","sourceSystem":"test"}
            """);
        assertThat(Commands.against(stack, "ingest", "--stream", "platform", path(file)))
                .isEqualTo(ExitCode.OK);
    }

    private static BrainProcess start(String name) {
        started = name;
        return BrainProcess.start(stack, day.reference(), 0, 2, log(name));
    }

    /** Steps of findings that are part of a case; all patrol steps stand in documents of their own besides. */
    private static long findings() throws IOException {
        Set<String> sources = new HashSet<>();
        indexed("govbrain-cases")
                .values()
                .forEach(document -> document.path("source_ids").forEach(id -> sources.add(id.asText())));
        return indexed("govbrain-patrols").values().stream()
                .filter(document -> sources.contains(document.path("finding_id").asText()))
                .count();
    }

    private static Optional<Path> newestCheckpoint() {
        return new Checkpoints(stack.checkpoints()).newest(SituationJob.NAME);
    }

    private static long documents(String name) {
        return brain.status().path("documents").path(name).asLong();
    }

    private static String path(Path path) {
        return path.toString();
    }
}
