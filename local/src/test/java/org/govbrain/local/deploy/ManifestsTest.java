package org.govbrain.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.govbrain.engine.config.ConfigKey;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.cluster.LocalJob;
import org.govbrain.local.secure.KafkaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What lies in deploy/, as far as it can be held without a cluster: form, versions, names, and that patches hit something. */
class ManifestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DEPLOY = Path.of("../deploy");
    private static final Path KUBERNETES = DEPLOY.resolve("kubernetes");
    private static final Pattern PINNED = Pattern.compile("<([a-z-]+)\\.version>([^<]+)<");

    @Test
    void every_manifest_has_the_form_of_its_kind() throws IOException {
        Schema schema;
        try (InputStream in =
                Objects.requireNonNull(ManifestsTest.class.getResourceAsStream("/deploy/manifest.schema.json"))) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(JSON.readTree(in));
        }
        for (Path file : files(KUBERNETES, ".yaml")) {
            for (JsonNode manifest : documents(Files.readString(file))) {
                assertThat(schema.validate(manifest)).as("%s", file).isEmpty();
            }
        }
    }

    @Test
    void each_job_is_deployed_with_its_main_class_from_the_job_jar() throws IOException {
        Set<String> deployed = new TreeSet<>();
        for (JsonNode manifest : documents(Files.readString(KUBERNETES.resolve("base/jobs.yaml")))) {
            deployed.add(manifest.path("metadata").path("name").asText() + " "
                    + manifest.path("spec").path("job").path("entryClass").asText());
        }
        assertThat(deployed)
                .isEqualTo(new TreeSet<>(LocalJob.all().stream()
                        .map(job -> job.name() + " " + job.main().getName())
                        .toList()));
    }

    @Test
    void each_job_tells_prometheus_its_metrics_at_the_port_that_its_pods_say() throws IOException {
        String reporter = "metrics.reporter.prometheus.";
        for (JsonNode manifest : documents(Files.readString(KUBERNETES.resolve("base/jobs.yaml")))) {
            JsonNode settings = manifest.path("spec").path("flinkConfiguration");
            assertThat(settings.path(reporter + "factory.class").asText())
                    .isEqualTo("org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
            assertThat(settings.path("metrics.reporters").asText()).isEqualTo("prometheus");
            assertThat(manifest.at("/spec/podTemplate/metadata/annotations/prometheus.io~1port")
                            .asText())
                    .as("%s", manifest.path("metadata").path("name"))
                    .isNotEmpty()
                    .isEqualTo(settings.path(reporter + "port").asText());
        }
    }

    @Test
    void each_job_logs_as_the_processes_of_a_local_cluster_do() throws IOException {
        String tested = Files.readString(Path.of("../local/flink/src/main/resources/log4j2.properties"));
        for (JsonNode manifest : documents(Files.readString(KUBERNETES.resolve("base/jobs.yaml")))) {
            assertThat(manifest.at("/spec/logConfiguration/log4j-console.properties")
                            .asText())
                    .isEqualTo(tested);
        }
    }

    @Test
    void settings_are_settings_of_the_jobs() throws IOException {
        JsonNode map = documents(Files.readString(KUBERNETES.resolve("base/settings.yaml")))
                .get(0);
        Set<String> variables = new TreeSet<>();
        map.path("data").fieldNames().forEachRemaining(variables::add);
        assertThat(ConfigKeys.all().stream().map(ConfigKey::variable).toList()).containsAll(variables);
    }

    /** Flink's operator makes a Service of that name for each deployment. */
    @Test
    void status_asks_the_flink_of_each_job() throws IOException {
        String urls = documents(Files.readString(KUBERNETES.resolve("base/settings.yaml")))
                .get(0)
                .path("data")
                .path(ConfigKeys.FLINK_URLS.variable())
                .asText();
        assertThat(urls.split(",", -1))
                .containsExactlyElementsOf(LocalJob.all().stream()
                        .map(job -> "http://" + job.name() + "-rest:8081")
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"city", "province"})
    void each_patch_of_a_size_hits_what_base_has(String size) throws IOException {
        List<JsonNode> base = new ArrayList<>();
        for (Path file : files(KUBERNETES.resolve("base"), ".yaml")) {
            base.addAll(documents(Files.readString(file)));
        }
        JsonNode kustomization = documents(
                        Files.readString(KUBERNETES.resolve(size).resolve("kustomization.yaml")))
                .get(0);
        for (JsonNode patch : kustomization.path("patches")) {
            JsonNode change = documents(patch.path("patch").asText()).get(0);
            JsonNode target = patch.has("target") ? patch.path("target") : change;
            String name = patch.has("target")
                    ? target.path("name").asText()
                    : target.path("metadata").path("name").asText();
            List<JsonNode> hit = base.stream()
                    .filter(manifest -> manifest.path("kind").equals(target.path("kind")))
                    .filter(manifest -> name.isEmpty()
                            || manifest.path("metadata").path("name").asText().equals(name))
                    .toList();
            assertThat(hit).as("%s", patch).isNotEmpty();
            if (change.isArray()) {
                for (JsonNode operation : change) {
                    assertThat(hit)
                            .as("%s", operation)
                            .allSatisfy(manifest -> assertThat(
                                            manifest.at(operation.path("path").asText())
                                                    .isMissingNode())
                                    .isFalse());
                }
            }
        }
    }

    @Test
    void versions_are_those_of_the_pom() throws IOException {
        Matcher pinned = PINNED.matcher(Files.readString(Path.of("../pom.xml")));
        String flink = "";
        String kafka = "";
        String elasticsearch = "";
        while (pinned.find()) {
            switch (pinned.group(1)) {
                case "flink" -> flink = pinned.group(2);
                case "kafka" -> kafka = pinned.group(2);
                case "elasticsearch" -> elasticsearch = pinned.group(2);
                default -> {}
            }
        }
        assertThat(Files.readString(DEPLOY.resolve("image/flink.Dockerfile")))
                .contains("FROM flink:" + flink + "-", "-presto-" + flink + ".jar");
        assertThat(Files.readString(DEPLOY.resolve("compose/compose.yaml")))
                .contains(
                        "apache/kafka:" + kafka + "\n",
                        "/elasticsearch:" + elasticsearch + "\n",
                        "/kibana:" + elasticsearch + "\n");
        String shortFlink = "v" + flink.replaceFirst("\\.\\d+$", "").replace('.', '_');
        for (Path file : files(KUBERNETES, ".yaml")) {
            for (JsonNode manifest : documents(Files.readString(file))) {
                String version = manifest.path("spec").path("version").asText();
                switch (manifest.path("kind").asText()) {
                    case "FlinkDeployment" ->
                        assertThat(manifest.path("spec").path("flinkVersion").asText())
                                .isEqualTo(shortFlink);
                    case "Kafka" ->
                        assertThat(manifest.path("spec")
                                        .path("kafka")
                                        .path("version")
                                        .asText())
                                .isEqualTo(kafka);
                    case "Elasticsearch", "Kibana" -> assertThat(version).isEqualTo(elasticsearch);
                    default -> {}
                }
            }
        }
    }

    @Test
    void the_try_out_is_on_loopback_and_starts_what_it_depends_on() throws IOException {
        JsonNode compose = documents(Files.readString(DEPLOY.resolve("compose/compose.yaml")))
                .get(0);
        JsonNode services = compose.path("services");
        services.properties().forEach(service -> {
            service.getValue()
                    .path("ports")
                    .forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
            JsonNode needed = service.getValue().path("depends_on");
            (needed.isArray() ? needed : JSON.valueToTree(keys(needed)))
                    .forEach(name -> assertThat(services.has(name.asText()))
                            .as("%s needs %s", service.getKey(), name)
                            .isTrue());
            service.getValue()
                    .path("volumes")
                    .forEach(volume -> assertThat(
                                    compose.path("volumes").has(volume.asText().split(":", 2)[0]))
                            .as("%s", volume)
                            .isTrue());
        });
    }

    @Test
    void each_volume_lies_on_a_folder_that_the_image_made_for_the_user_who_writes_there() throws IOException {
        JsonNode services = documents(Files.readString(DEPLOY.resolve("compose/compose.yaml")))
                .get(0)
                .path("services");
        Set<String> held = new TreeSet<>();
        for (JsonNode service : services) {
            String image = own(service, "build").path("dockerfile").asText();
            for (JsonNode volume : own(service, "volumes")) {
                if (!image.isEmpty()) {
                    String folder = volume.asText().replaceFirst("^[^:]*:", "");
                    assertThat(owners(Files.readString(Path.of("..").resolve(image)), folder))
                            .as("%s in %s", folder, image)
                            .containsExactly(image.contains("flink") ? "flink:flink" : "10001:10001");
                    held.add(folder);
                }
            }
        }
        assertThat(held).containsExactly("/checkpoints", "/state");
    }

    @Test
    void every_pod_has_the_secret_of_its_own_role_and_no_other() throws IOException {
        Map<String, String> secrets = new TreeMap<>();
        for (Path file : files(KUBERNETES, ".yaml")) {
            for (JsonNode manifest : documents(Files.readString(file))) {
                List<String> named = manifest.findValues("secretRef").stream()
                        .map(secret -> secret.path("name").asText())
                        .toList();
                if (!named.isEmpty()) {
                    assertThat(secrets.put(manifest.at("/metadata/name").asText(), String.join(" ", named)))
                            .as("%s", file)
                            .isNull();
                }
                assertThat(Stream.of("secretKeyRef", "secret", "secretName", "imagePullSecrets")
                                .flatMap(way -> manifest.findValues(way).stream()))
                        .as("no way past it in %s", file)
                        .isEmpty();
            }
        }
        assertThat(secrets)
                .as("a Secret is called as the user on Kafka whose log-in it holds")
                .isEqualTo(Stream.of(KafkaRole.values())
                        .collect(Collectors.toMap(role -> role.name().toLowerCase(Locale.ROOT), KafkaRole::user)));
        String readme = Files.readString(DEPLOY.resolve("README.md"));
        assertThat(secrets.values()).allSatisfy(secret -> assertThat(readme).contains("`" + secret + "`"));
    }

    @Test
    void each_part_that_talks_to_elasticsearch_has_a_role_there() throws IOException {
        List<String> roles = keys(JSON.readTree(
                DEPLOY.resolve("security/elasticsearch-roles.json").toFile()));
        String readme = Files.readString(DEPLOY.resolve("README.md"));
        assertThat(found("`(govbrain_[a-z]+)`", readme))
                .contains("govbrain_pacemaker", "govbrain_index", "govbrain_erase", "govbrain_console")
                .allSatisfy(role -> assertThat(roles).contains(role));
    }

    @Test
    void what_the_readme_and_compose_tell_to_set_can_be_set() throws IOException {
        List<String> variables =
                ConfigKeys.all().stream().map(ConfigKey::variable).toList();
        for (String file : List.of("README.md", "compose/compose.yaml")) {
            List<String> named = found("(GOVBRAIN_[A-Z_]+)", Files.readString(DEPLOY.resolve(file)));
            assertThat(named)
                    .as(file)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(name)
                            .satisfiesAnyOf(
                                    each -> assertThat(variables).contains(each),
                                    each -> assertThat(each).startsWith("GOVBRAIN_KAFKA_PROPERTY_")));
        }
        String jobs = Files.readString(KUBERNETES.resolve("base/jobs.yaml"));
        assertThat(found(
                        "`(execution\\.[a-z.-]+|high-availability\\.\\w+)`",
                        Files.readString(DEPLOY.resolve("README.md"))))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(jobs).contains(" " + key + ": s3://govbrain/"));
    }

    @Test
    void the_user_of_the_image_is_the_one_as_whom_pods_run() throws IOException {
        assertThat(Files.readString(DEPLOY.resolve("image/brain.Dockerfile"))).contains("\nUSER 10001:10001\n");
        for (String pod : List.of(
                "base/pacemaker.yaml",
                "base/delivery.yaml",
                "command/operator.yaml",
                "command/feed.yaml",
                "command/erase.yaml",
                "command/status.yaml")) {
            assertThat(Files.readString(KUBERNETES.resolve(pod))).as(pod).contains("runAsUser: 10001\n");
        }
    }

    @Test
    void the_command_of_the_image_looks_where_the_image_has_its_classes() throws IOException {
        String script = Files.readString(DEPLOY.resolve("image/brain.sh"));
        Set<String> copied = new TreeSet<>(
                found("COPY \\S+ (/opt/govbrain/\\S+)", Files.readString(DEPLOY.resolve("image/brain.Dockerfile"))));
        assertThat(found("(\\$at/\\w+)", script))
                .map(part -> part.replace("$at", "/opt/govbrain"))
                .containsExactlyInAnyOrderElementsOf(copied);
        assertThat(script).contains("\nat=/opt/govbrain\n", " " + Brain.class.getName() + " \"$@\"\n");
    }

    /** Who owns a folder that a Dockerfile makes. */
    private static List<String> owners(String dockerfile, String folder) {
        String part = "(?=\\s|$)";
        assertThat(found("(mkdir[^&\\n]* " + folder + part + ")", dockerfile))
                .as("%s is made", folder)
                .hasSize(1);
        return found("chown (\\S+)[^&\\n]* " + folder + part, dockerfile);
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    /** What a service says, itself or by what it takes over. */
    private static JsonNode own(JsonNode service, String name) {
        return service.has(name) ? service.path(name) : service.path("<<").path(name);
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static List<JsonNode> documents(String yaml) {
        List<JsonNode> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(yaml)
                .forEach(document -> documents.add(JSON.valueToTree(document)));
        return documents;
    }
}
