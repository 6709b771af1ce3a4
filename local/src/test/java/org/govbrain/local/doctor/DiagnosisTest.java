package org.govbrain.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.server.Disk;
import org.govbrain.local.server.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosisTest {
    private static final Diagnosis LOCAL = new Diagnosis(Advice.LOCAL);
    private static final Diagnosis CLUSTER = new Diagnosis(Advice.CLUSTER);
    private static final Instant NOW = Instant.parse("2026-03-20T06:21:00Z");

    @Test
    void a_stack_that_is_well_has_nothing_but_ok() throws IOException {
        JsonNode status = json("""
            {"clock": {"follows": "wall", "last_heartbeat_at": "2026-03-20T06:20:59Z"},
             "jobs": {"index": {"state": "RUNNING", "checkpoint_age_seconds": 7}},
             "lag": {"govbrain-index": {"govbrain.cases": 12}}, "documents": {"govbrain-cases": 3}}\
            """);

        assertThat(LOCAL.jobs(status)).extracting(Finding::grade).containsOnly(Finding.Grade.OK);
        assertThat(LOCAL.lag(status)).extracting(Finding::grade).containsOnly(Finding.Grade.OK);
        assertThat(LOCAL.documents(status)).extracting(Finding::grade).containsOnly(Finding.Grade.OK);
        assertThat(LOCAL.clock(status, NOW).grade()).isEqualTo(Finding.Grade.OK);
    }

    @Test
    void a_disk_is_judged_before_it_is_full() {
        Path root = Path.of("stack");
        assertThat(Diagnosis.disk(new Disk(root, 4L << 30)).toString())
                .isEqualTo("OK   4096 MiB are free where stack lies.");
        assertThat(Diagnosis.disk(new Disk(root, 900L << 20)).toString())
                .startsWith("WARN Only 900 MiB are free where stack lies");
        assertThat(Diagnosis.disk(new Disk(root, 0)).toString()).startsWith("FAIL The disk is full, only 0 MiB");
    }

    @Test
    void what_is_not_well_is_said_with_what_to_do() throws IOException {
        JsonNode status = json("""
            {"clock": {"follows": "wall", "last_heartbeat_at": "2026-03-20T06:10:00Z"},
             "jobs": {"index": {"state": "RESTARTING"}, "paging": {"state": "RUNNING", "checkpoint_age_seconds": 900}},
             "lag": {"govbrain-index": {"a": 40000, "b": 20000}}, "documents": {"govbrain-cases": null}}\
            """);

        assertThat(LOCAL.jobs(status))
                .extracting(Finding::toString)
                .satisfiesExactly(
                        index -> assertThat(index).startsWith("FAIL The index job is RESTARTING: Flink's web UI"),
                        paging -> assertThat(paging)
                                .startsWith("WARN The paging job runs, and its state was last saved 900 s"));
        assertThat(LOCAL.lag(status))
                .singleElement()
                .asString()
                .startsWith("WARN govbrain-index is 60000 records behind");
        assertThat(LOCAL.documents(status))
                .singleElement()
                .asString()
                .startsWith("FAIL The index govbrain-cases is missing");
        assertThat(LOCAL.clock(status, NOW).toString()).startsWith("FAIL The newest heartbeat is of 2026-03-20T06:10");
        JsonNode silent = json("{\"lag\": {\"error\": \"no broker\"}, \"documents\": {\"error\": \"refused\"}}");
        assertThat(List.of(
                        LOCAL.jobs(silent).get(0),
                        LOCAL.lag(silent).get(0),
                        LOCAL.documents(silent).get(0)))
                .as("nothing answers")
                .extracting(Finding::grade)
                .containsOnly(Finding.Grade.FAIL);
    }

    @Test
    void a_topic_that_is_missing_or_too_narrow_is_named() throws IOException {
        assertThat(LOCAL.topics(json("{}"))).extracting(Finding::grade).containsExactly(Finding.Grade.OK);
        assertThat(LOCAL.topics(json("""
                {"govbrain.patrol": ["has 1 partitions, not 4"], "govbrain.cases": ["is missing"]}\
                """)))
                .extracting(Finding::toString)
                .containsExactly(
                        "FAIL The topic govbrain.patrol has 1 partitions, not 4: ./brain down, then ./brain up sets it right.",
                        "FAIL The topic govbrain.cases is missing: ./brain down, then ./brain up sets it right.");
    }

    @Test
    void of_a_cluster_nobody_is_told_to_start_a_local_run() throws IOException {
        JsonNode status = json("""
            {"clock": {"follows": "wall", "last_heartbeat_at": "2026-03-20T06:10:00Z"}, "timers": {"error": "refused"},
             "jobs": {"index": {"state": "NOT THERE"}, "situation": {"state": "RUNNING", "checkpoint_age_seconds": 7}},
             "lag": {"error": "no broker"}, "documents": {"govbrain-cases": null},
             "missing_fields": {"govbrain-feeds": ["indexed_at"]},
             "unread": {"situation": {"govbrain.patrol": 7}, "paging": {"govbrain.acks": 8}, "index": {}},
             "elasticsearch": {"status": "red", "unassigned_shards": 2, "disk_free_percent": {"a": 4, "b": 9, "c": 80}},
             "dead_letters_last_hour": 101, "delivery_workers": 0}\
            """);
        List<Finding> findings = new ArrayList<>();
        findings.addAll(CLUSTER.jobs(status));
        findings.addAll(CLUSTER.jobs(json("{}")));
        findings.addAll(CLUSTER.lag(status));
        findings.addAll(CLUSTER.unread(status));
        findings.addAll(CLUSTER.documents(status));
        findings.addAll(CLUSTER.documents(json("{\"documents\": {\"error\": \"refused\"}}")));
        findings.addAll(CLUSTER.elasticsearch(status));
        findings.addAll(CLUSTER.topics(json("{\"govbrain.cases\": [\"is missing\"]}")));
        findings.add(CLUSTER.clock(status, NOW));
        findings.add(CLUSTER.clock(json("{}"), NOW));
        findings.add(CLUSTER.deadLetters(status));
        findings.add(CLUSTER.delivery(status));

        assertThat(findings)
                .extracting(Finding::toString)
                .noneMatch(sentence -> sentence.contains("./brain") || sentence.contains("logs/"))
                .satisfiesExactly(
                        said -> assertThat(said).startsWith("FAIL Flink does not answer: refused. Look at flink.urls"),
                        said -> assertThat(said).startsWith("FAIL The index job is NOT THERE: look at the pods"),
                        said -> assertThat(said).startsWith("OK   The situation job runs"),
                        said -> assertThat(said).startsWith("WARN Flink was not asked"),
                        said -> assertThat(said).startsWith("FAIL Kafka does not answer: no broker. Look at kafka."),
                        said -> assertThat(said)
                                .as("Flink says that it runs")
                                .startsWith("WARN The situation job has not said to have read 7 records"),
                        said -> assertThat(said).startsWith("FAIL The paging job has not said to have read 8 records"),
                        said -> assertThat(said)
                                .startsWith("FAIL The index govbrain-cases is missing: brain pacemaker"),
                        said -> assertThat(said)
                                .startsWith(
                                        "FAIL The index govbrain-feeds lacks fields of this version, the first: indexed_at"),
                        said -> assertThat(said).startsWith("FAIL Elasticsearch does not answer: refused. Look at"),
                        said -> assertThat(said).startsWith("FAIL Elasticsearch is red, 2 shards have no node"),
                        said -> assertThat(said).startsWith("FAIL Of the disk of Elasticsearch's node a 4 % are free"),
                        said -> assertThat(said).startsWith("WARN Of the disk of Elasticsearch's node b 9 % are free"),
                        said -> assertThat(said)
                                .startsWith("FAIL The topic govbrain.cases is missing: brain pacemaker"),
                        said -> assertThat(said).startsWith("FAIL The newest heartbeat is of 2026-03-20T06:10:00Z"),
                        said -> assertThat(said).startsWith("FAIL No heartbeat came"),
                        said -> assertThat(said).startsWith("WARN 101 records of the last hour could not be used"),
                        said -> assertThat(said).startsWith("FAIL Nobody delivers"));
        JsonNode well = json("""
            {"elasticsearch": {"status": "green", "disk_free_percent": {"a": 15}}, "dead_letters_last_hour": 100,
             "unread": {"situation": {}}, "delivery_workers": 2}\
            """);
        assertThat(List.of(
                        CLUSTER.elasticsearch(well).get(0),
                        CLUSTER.unread(well).get(0),
                        CLUSTER.deadLetters(well),
                        CLUSTER.delivery(well)))
                .extracting(Finding::grade)
                .containsOnly(Finding.Grade.OK);
    }

    @Test
    void the_reference_city_is_well_and_no_city_is_told() {
        var city = ReferenceLoader.fromFiles(CityFiles.of(ReferenceCity.generate(ReferenceCity.DEFAULT_SEED)));

        assertThat(DoctorCommand.city(city, NOW))
                .extracting(Finding::toString)
                .contains("OK   A city of 170 grids is loaded.");
        assertThat(DoctorCommand.city(ReferenceLoader.fromFiles(Map.of()), NOW))
                .singleElement()
                .asString()
                .startsWith("WARN No city is loaded");
    }

    @Test
    void without_a_stack_the_machine_is_looked_at(@TempDir Path folder) {
        StringWriter said = new StringWriter();
        int exit = Brain.commandLine()
                .setOut(new PrintWriter(said, true))
                .execute("doctor", "--data", folder.toString(), "--port-base", Integer.toString(FreePort.find()));

        assertThat(said.toString())
                .as("one sentence, whatever this machine is like")
                .hasLineCount(1);
        assertThat(exit).isEqualTo(said.toString().startsWith("OK") ? ExitCode.OK : ExitCode.REJECTED);
    }

    private static JsonNode json(String text) throws IOException {
        return new JsonMapper().readTree(text);
    }
}
