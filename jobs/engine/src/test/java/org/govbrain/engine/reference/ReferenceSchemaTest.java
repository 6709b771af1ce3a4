package org.govbrain.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The JSON schemas that serve editors, held against every good and every bad file that there is. */
class ReferenceSchemaTest {
    private static final Path BAD = Path.of("src/test/resources/reference/bad");
    private static final Path SCENARIOS = Path.of("../scenarios/src/test/resources/sla");
    private static final Path PAGING = Path.of("../scenarios/src/test/resources/paging");
    private static final Path EXAMPLES = Path.of("../../examples");
    /** Bad in what they mean, not in how they are built: only the check can see it. */
    private static final List<String> TRAPS = List.of(
            "choice-without-date",
            "date-and-pause-without-a-choice",
            "department-of-no-department",
            "end-of-day-and-pause-without-a-choice",
            "end-of-day-around-the-clock",
            "event-twice",
            "goal-behind-a-wider-one",
            "goal-order",
            "goal-outside-of-the-clock",
            "grid-by-category",
            "grid-with-a-date",
            "grid-with-start",
            "hand-over-without-departments",
            "id-twice",
            "never-resumes",
            "no-start",
            "one-promise-twice",
            "patrol-starts-per-department",
            "patrol-stops-per-department",
            "pause-and-resume",
            "pause-inside-start",
            "resumes-what-never-pauses",
            "start-ends-the-case",
            "start-inside-cancel",
            "start-inside-stop",
            "start-inside-stop-of-one-stream",
            "stop-and-cancel",
            "unknown-calendar",
            "unknown-category-group",
            "warns-from-the-start");

    @Test
    void every_good_policy_agrees_with_the_schema() throws IOException {
        Schema schema = schema("policy.schema.json");
        assertThat(problems(schema, resource("/reference/policy.yaml")))
                .as("the default")
                .isEmpty();
        for (Path file : files(SCENARIOS, ".yaml")) {
            String text = Files.readString(file);
            boolean isPolicy = !text.contains("\nversions:\n");
            assertThat(problems(schema, text).isEmpty()).as("%s", file).isEqualTo(isPolicy);
        }
        for (Path file : files(EXAMPLES, "policy.yaml")) {
            assertThat(problems(schema, Files.readString(file))).as("%s", file).isEmpty();
        }
    }

    @Test
    void every_policy_that_is_badly_built_disagrees_and_only_traps_do_not() throws IOException {
        Schema schema = schema("policy.schema.json");
        TreeSet<String> agree = new TreeSet<>();
        for (Path file : files(BAD.resolve("policy.yaml"), ".bad")) {
            if (problems(schema, Files.readString(file)).isEmpty()) {
                agree.add(name(file));
            }
        }
        assertThat(agree).as("what the schema lets pass").isEqualTo(new TreeSet<>(TRAPS));
    }

    @Test
    void good_calendars_agree_with_the_schema_and_bad_ones_do_not() throws IOException {
        Schema schema = schema("calendar.schema.json");
        assertThat(problems(schema, resource("/reference/calendar.yaml")))
                .as("the default")
                .isEmpty();
        for (Path file : files(EXAMPLES, "calendar.yaml")) {
            assertThat(problems(schema, Files.readString(file))).as("%s", file).isEmpty();
        }
        TreeSet<String> agree = new TreeSet<>();
        for (Path file : files(BAD.resolve("calendar.yaml"), ".bad")) {
            if (problems(schema, Files.readString(file)).isEmpty()) {
                agree.add(name(file));
            }
        }
        assertThat(agree)
                .as("what the schema lets pass")
                .containsExactly("day-of-another-year", "off-and-work", "unknown-holidays", "year-twice");
    }

    @Test
    void good_files_of_paging_agree_with_their_schemas_and_bad_ones_do_not() throws IOException {
        Schema paging = schema("paging.schema.json");
        Schema roster = schema("roster.schema.json");
        assertThat(problems(paging, resource("/reference/paging.yaml")))
                .as("the default")
                .isEmpty();
        for (Path file : files(PAGING, "base/paging.yaml")) {
            assertThat(problems(paging, Files.readString(file))).as("%s", file).isEmpty();
        }
        for (Path file : files(PAGING, "base/roster.yaml")) {
            assertThat(problems(roster, Files.readString(file))).as("%s", file).isEmpty();
        }
        assertThat(problems(schema("silences.schema.json"), """
                silences:
                  - {id: works, when: {community: C-1}, from: "2026-03-04T08:00:00+08:00", until: "2026-03-06T18:00:00+08:00", owner: JD-1, reason: road works}
                """)).isEmpty();
        TreeSet<String> agree = new TreeSet<>();
        for (String name : List.of("paging", "roster", "silences")) {
            for (Path file : files(BAD.resolve(name + ".yaml"), ".bad")) {
                if (problems(schema(name + ".schema.json"), Files.readString(file))
                        .isEmpty()) {
                    agree.add(name(file));
                }
            }
        }
        assertThat(agree).as("what the schemas let pass").containsExactly("role-twice");
    }

    @Test
    void every_kind_of_channel_agrees_with_the_schema_and_a_secret_in_the_file_does_not() throws IOException {
        Schema schema = schema("channels.schema.json");
        assertThat(problems(schema, """
                channels:
                  - {name: duty, kind: dingtalk, urlFrom: URL, secretFrom: SECRET}
                  - {name: street, kind: feishu, urlFrom: URL}
                  - {name: office, kind: wecom, urlFrom: URL}
                  - {name: other, kind: webhook, url: "http://other/in", secretFrom: SECRET}
                  - {name: monitor, kind: alertmanager, url: "http://monitor:9093"}
                  - {name: mail, kind: email, host: smtp.example.org, security: starttls, port: 587, from: a@example.org, userFrom: U, secretFrom: P}
                """)).isEmpty();
        for (String bad : List.of(
                "{name: inbox, kind: wecom, urlFrom: URL}",
                "{name: a, kind: pager, urlFrom: URL}",
                "{name: a, kind: webhook, urlFrom: URL}",
                "{name: a, kind: dingtalk, secretFrom: SECRET}",
                "{name: a, kind: dingtalk, urlFrom: URL, secret: SECthisissecret}",
                "{name: a, kind: email, host: h, from: nobody}",
                "{name: a, kind: email, host: h, from: a@example.org, userFrom: U}")) {
            assertThat(problems(schema, "channels:\n  - " + bad)).as(bad).isNotEmpty();
        }
    }

    private static List<String> problems(Schema schema, String yaml) {
        Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        JsonNode node = new JsonMapper().valueToTree(loaded);
        return schema.validate(node).stream().map(Object::toString).toList();
    }

    private static Schema schema(String name) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new JsonMapper().readTree(resource("/reference/" + name)));
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replace(".bad", "");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReferenceSchemaTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
