package org.govbrain.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.server.Disk;
import org.govbrain.local.server.FreePort;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosisTest {
    private static final Instant NOW = Instant.parse("2026-03-20T06:21:00Z");

    @Test
    void a_stack_that_is_well_has_nothing_but_ok() throws IOException {
        JsonNode status = json("""
            {"clock": {"follows": "wall", "last_heartbeat_at": "2026-03-20T06:20:59Z"},
             "jobs": {"index": {"state": "RUNNING", "checkpoint_age_seconds": 7}},
             "lag": {"govbrain-index": {"govbrain.cases": 12}}, "documents": {"govbrain-cases": 3}}\
            """);

        assertThat(Diagnosis.jobs(status)).extracting(Finding::grade).containsOnly(Finding.Grade.OK);
        assertThat(Diagnosis.lag(status)).extracting(Finding::grade).containsOnly(Finding.Grade.OK);
        assertThat(Diagnosis.documents(status)).extracting(Finding::grade).containsOnly(Finding.Grade.OK);
        assertThat(Diagnosis.clock(status, NOW).grade()).isEqualTo(Finding.Grade.OK);
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

        assertThat(Diagnosis.jobs(status))
                .extracting(Finding::toString)
                .satisfiesExactly(
                        index -> assertThat(index).startsWith("FAIL The index job is RESTARTING: Flink's web UI"),
                        paging -> assertThat(paging)
                                .startsWith("WARN The paging job runs, and its state was last saved 900 s"));
        assertThat(Diagnosis.lag(status))
                .singleElement()
                .asString()
                .startsWith("WARN govbrain-index is 60000 records behind");
        assertThat(Diagnosis.documents(status))
                .singleElement()
                .asString()
                .startsWith("FAIL The index govbrain-cases is missing");
        assertThat(Diagnosis.clock(status, NOW).toString())
                .startsWith("FAIL The newest heartbeat is of 2026-03-20T06:10");
        JsonNode silent = json("{\"lag\": {\"error\": \"no broker\"}, \"documents\": {\"error\": \"refused\"}}");
        assertThat(List.of(
                        Diagnosis.jobs(silent).get(0),
                        Diagnosis.lag(silent).get(0),
                        Diagnosis.documents(silent).get(0)))
                .as("nothing answers")
                .extracting(Finding::grade)
                .containsOnly(Finding.Grade.FAIL);
    }

    @Test
    void a_topic_that_is_missing_or_too_narrow_is_named() {
        Map<String, Integer> partitions = new HashMap<>();
        for (Topic<?> topic : Topics.all()) {
            partitions.put(topic.name(), topic.partitions());
        }
        assertThat(Diagnosis.topics(partitions)).extracting(Finding::grade).containsExactly(Finding.Grade.OK);
        partitions.remove(Topics.CASES.name());
        partitions.put(Topics.PATROL.name(), 1);

        assertThat(Diagnosis.topics(partitions))
                .extracting(Finding::toString)
                .containsExactly(
                        "FAIL The topic govbrain.patrol has 1 partitions, not 4: ./brain up adds them.",
                        "FAIL The topic govbrain.cases is missing: ./brain up makes it.");
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
