package org.govbrain.local.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.govbrain.dashboards.board.BoardLibrary;
import org.govbrain.dashboards.index.IndexSettings;
import org.govbrain.dashboards.index.IndexTemplates;
import org.govbrain.engine.elastic.ElasticsearchConnection;
import org.govbrain.local.backup.Snapshots;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.console.Esql;
import org.govbrain.local.server.FreePort;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The roles of deploy/security and those of Kibana's readers, each with an API key, on an Elasticsearch with its own security behind TLS. */
class ElasticsearchRolesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path ROLES = Path.of("../deploy/security/elasticsearch-roles.json");
    private static final Path KIBANA_ROLES = Path.of("../dashboards/kibana/roles");
    private static final String PASSWORD = "a-password-of-the-test";
    private static final long PATIENCE_SECONDS = 180;

    @TempDir
    Path folder;

    private int port;
    private Path certificate = Path.of("not made yet");

    @Test
    void each_part_may_do_its_work_and_nothing_else() throws Exception {
        SecureFolder secrets = SecureFolder.open(folder.resolve("secure"));
        certificate = secrets.certificate();
        port = FreePort.find();
        Properties known = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("secure/secrets.properties"))) {
            known.load(reader);
        }
        String storePassword = Objects.requireNonNull(known.getProperty("store"));
        try (SecuredNode node = SecuredNode.start(
                folder, port, FreePort.find(), folder.resolve("secure/server.p12"), storePassword, PASSWORD)) {
            Map<String, String> keys = keys(node);
            pacemakerMakesIndicesAndWritesNothing(keys.getOrDefault("govbrain_pacemaker", ""));
            operatorMakesBackups(keys.getOrDefault("govbrain_operator", ""));
            indexJobWritesAndNeitherReadsNorDeletes(keys.getOrDefault("govbrain_index", ""));
            eraseWritesOverAndDropsNoIndex(keys.getOrDefault("govbrain_erase", ""));
            consoleReadsAndWritesNothing(keys.getOrDefault("govbrain_console", ""));
            operatorTakesBackWhatWasLost(keys.getOrDefault("govbrain_operator", ""));
            for (String person : List.of("leader", "analyst", "operator")) {
                asksEachBoardAndWritesNothing(node, person);
            }
            refused("without a key", 401, null, request("GET", "/govbrain-cases/_count", null));
            refused("with a wrong one", 401, "d3Jvbmc6a2V5", request("GET", "/govbrain-cases/_count", null));
            assertThat(node.log()).as("secrets in the log").doesNotContain(PASSWORD, storePassword);
            assertThat(keys.values())
                    .as("keys in the log")
                    .allSatisfy(key -> assertThat(node.log()).doesNotContain(key));
        }
    }

    private void pacemakerMakesIndicesAndWritesNothing(String key) throws IOException {
        ElasticsearchClient client = connection(key).client();
        try {
            IndexTemplates.install(client, IndexSettings.LOCAL);
            // Those that are there are brought up to date by other calls.
            IndexTemplates.install(client, IndexSettings.LOCAL);
        } finally {
            client._transport().close();
        }
        refused("it writes nothing", 403, key, document("C-1", 1, "red"));
        refused("it reads nothing", 403, key, request("GET", "/govbrain-cases/_search", null));
        refused("it drops no index", 403, key, request("DELETE", "/govbrain-cases", null));
        refused("it makes no other index", 403, key, request("PUT", "/other", null));
    }

    private void eraseWritesOverAndDropsNoIndex(String key) throws IOException {
        performed(key, request("GET", "/govbrain-*/_count", null));
        Request over = request("POST", "/govbrain-cases/_bulk?refresh=true", """
                {"delete": {"_id": "C-2"}}
                {"index": {"_id": "C-9", "version": 1, "version_type": "external_gte"}}
                {"case_id": "C-9", "light": "red"}
                """);
        try (RestClientTransport transport =
                (RestClientTransport) connection(key).client()._transport()) {
            JsonNode answer = JSON.readTree(
                    transport.restClient().performRequest(over).getEntity().getContent());
            assertThat(answer.path("errors").asBoolean(true)).as("%s", answer).isFalse();
        }
        refused("it drops no index", 403, key, request("DELETE", "/govbrain-cases", null));
        refused(
                "it changes no index",
                403,
                key,
                request("PUT", "/govbrain-cases/_settings", "{\"refresh_interval\":\"9s\"}"));
        refused("it writes to no other index", 403, key, request("PUT", "/other/_doc/1", "{}"));
    }

    private void operatorMakesBackups(String key) throws IOException {
        ElasticsearchClient client = connection(key).client();
        try (RestClientTransport transport = (RestClientTransport) client._transport()) {
            transport.restClient().performRequest(document("C-1", 3, "green"));
            new Snapshots(transport.restClient()).save("backups", "evening");
        }
        refused(
                "operators make no users",
                403,
                key,
                request("PUT", "/_security/user/me", "{\"password\":\"123456789\",\"roles\":[\"superuser\"]}"));
    }

    private void operatorTakesBackWhatWasLost(String key) throws IOException {
        try (RestClientTransport transport =
                (RestClientTransport) connection(key).client()._transport()) {
            transport.restClient().performRequest(request("DELETE", "/govbrain-cases", null));
            assertThat(new Snapshots(transport.restClient())
                            .restore("backups", "evening")
                            .taken())
                    .as("the case that was saved")
                    .isEqualTo(1);
        }
    }

    private void indexJobWritesAndNeitherReadsNorDeletes(String key) throws IOException {
        performed(key, document("C-2", 1, "red"));
        refused("it reads nothing", 403, key, request("GET", "/govbrain-cases/_search", null));
        refused("it deletes nothing", 403, key, request("DELETE", "/govbrain-cases/_doc/C-2", null));
        refused("it drops no index", 403, key, request("DELETE", "/govbrain-cases", null));
        refused("it writes to no other index", 403, key, request("PUT", "/other/_doc/1", "{}"));
    }

    /** What doctor and report ask of a cluster, too. Kafka is not there, and is said not to be. */
    private void consoleReadsAndWritesNothing(String key) throws IOException {
        assertThat(doctor(key)).contains("OK   Every index is there.", "records of the last hour could not be used");
        assertThat(doctor("d3Jvbmc6a2V5"))
                .contains(
                        "FAIL Elasticsearch does not answer: ",
                        "answers 401 to ",
                        "Look at elasticsearch.urls, at the key")
                .doesNotContain("d3Jvbmc6a2V5");
        assertThat(new Esql(connection(key))
                        .ask("FROM govbrain-cases | STATS n = COUNT(*)", Map.of(), Map.of())
                        .join()
                        .path("columns"))
                .hasSize(1);
        performed(key, request("GET", "/_cluster/health", null));
        performed(key, request("GET", "/govbrain-cases/_search", null));
        performed(key, request("POST", "/_query", "{\"query\":\"FROM govbrain-cases | STATS n = COUNT(*)\"}"));
        refused("it writes nothing", 403, key, document("C-3", 1, "red"));
        refused("it reads no other index", 403, key, request("GET", "/.security/_search", null));
    }

    private String doctor(String key) throws IOException {
        Path settings = Files.writeString(
                folder.resolve("cluster.properties"), """
            kafka.bootstrap-servers = 127.0.0.1:%d
            kafka.property.default.api.timeout.ms = 500
            kafka.property.request.timeout.ms = 500
            elasticsearch.urls = https://127.0.0.1:%d
            elasticsearch.api-key = %s
            elasticsearch.ca-certificate = %s
            """.formatted(FreePort.find(), port, key, certificate));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        assertThat(Brain.commandLine().setOut(out).setErr(out).execute("doctor", "--config", settings.toString()))
                .as("%s", said)
                .isEqualTo(ExitCode.REJECTED);
        return said.toString();
    }

    /** Every panel, every list of documents and every recipe; dead letters are for operators alone. */
    private void asksEachBoardAndWritesNothing(SecuredNode node, String person) throws Exception {
        BoardLibrary library = BoardLibrary.load();
        List<String> queries = new ArrayList<>();
        library.boards()
                .forEach(board -> board.panels()
                        .forEach(placement -> queries.add(placement.panel().query())));
        library.listings().forEach(listing -> queries.add("FROM " + listing.index() + " | LIMIT 1"));
        library.questions().forEach(question -> queries.add(question.query()));
        JsonNode role =
                JSON.readTree(KIBANA_ROLES.resolve(person + ".json").toFile()).get("elasticsearch");
        try (RestClientTransport elastic =
                        (RestClientTransport) superuser().client()._transport();
                RestClientTransport own =
                        (RestClientTransport) connection(key(node, elastic.restClient(), person, role))
                                .client()
                                ._transport()) {
            for (String query : queries) {
                boolean allowed = person.equals("operator") || !query.contains("govbrain-dead-letters");
                Request asked = query(query);
                // An index that one may not read does not exist for ES|QL.
                assertThat(status(own.restClient(), asked))
                        .as("%s: %s", person, query)
                        .isEqualTo(allowed ? 200 : 400);
            }
            assertThat(status(own.restClient(), document("C-4", 1, "red")))
                    .as("%s writes", person)
                    .isEqualTo(403);
            assertThat(status(own.restClient(), request("DELETE", "/govbrain-cases", null)))
                    .as("%s drops an index", person)
                    .isEqualTo(403);
            assertThat(status(own.restClient(), request("GET", "/.security/_search", null)))
                    .as("%s looks at keys", person)
                    .isEqualTo(403);
        }
    }

    private static Request query(String query) {
        ObjectNode body = JSON.createObjectNode().put("query", query);
        ArrayNode parameters = body.putArray("params");
        if (query.contains("?_tstart")) {
            parameters.addObject().put("_tstart", "2026-03-16T00:00:00+08:00");
        }
        if (query.contains("?_tend")) {
            parameters.addObject().put("_tend", "2026-03-20T00:00:00+08:00");
        }
        return request("POST", "/_query", body.toString());
    }

    private static int status(RestClient rest, Request request) throws IOException {
        try {
            return rest.performRequest(request).getStatusLine().getStatusCode();
        } catch (ResponseException e) {
            return e.getResponse().getStatusLine().getStatusCode();
        }
    }

    /** An API key for each role, with the rights of that role. */
    private Map<String, String> keys(SecuredNode node) throws Exception {
        Map<String, String> keys = new HashMap<>();
        try (RestClientTransport transport =
                (RestClientTransport) superuser().client()._transport()) {
            RestClient rest = transport.restClient();
            for (Map.Entry<String, JsonNode> role :
                    JSON.readTree(ROLES.toFile()).properties()) {
                answered(
                        node,
                        rest,
                        request(
                                "PUT",
                                "/_security/role/" + role.getKey(),
                                role.getValue().toString()));
                keys.put(role.getKey(), key(node, rest, role.getKey(), role.getValue()));
            }
        }
        assertThat(keys.keySet())
                .containsExactlyInAnyOrder(
                        "govbrain_index",
                        "govbrain_console",
                        "govbrain_pacemaker",
                        "govbrain_erase",
                        "govbrain_operator");
        return keys;
    }

    private static String key(SecuredNode node, RestClient rest, String name, JsonNode role) throws Exception {
        ObjectNode asked = JSON.createObjectNode().put("name", name);
        asked.putObject("role_descriptors").set(name, role);
        return answered(node, rest, request("POST", "/_security/api_key", asked.toString()))
                .path("encoded")
                .asText();
    }

    /** Once it listens and has an index of its users, both of which take a node a while. */
    private static JsonNode answered(SecuredNode node, RestClient rest, Request request) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                return JSON.readTree(rest.performRequest(request).getEntity().getContent());
            } catch (IOException e) {
                if (!node.isAlive() || System.nanoTime() > end) {
                    throw new IOException(node.log(), e);
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    private void performed(String key, Request request) throws IOException {
        try (RestClientTransport transport =
                (RestClientTransport) connection(key).client()._transport()) {
            assertThat(transport
                            .restClient()
                            .performRequest(request)
                            .getStatusLine()
                            .getStatusCode())
                    .as("%s", request)
                    .isBetween(200, 299);
        }
    }

    private void refused(String why, int status, @Nullable String key, Request request) throws IOException {
        try (RestClientTransport transport =
                (RestClientTransport) connection(key).client()._transport()) {
            assertThatThrownBy(() -> transport.restClient().performRequest(request))
                    .as("%s: %s", why, request)
                    .isInstanceOfSatisfying(
                            ResponseException.class,
                            refusal -> assertThat(refusal.getResponse()
                                            .getStatusLine()
                                            .getStatusCode())
                                    .isEqualTo(status));
        }
    }

    private ElasticsearchConnection superuser() {
        return new ElasticsearchConnection(
                List.of("https://127.0.0.1:" + port), null, "elastic", PASSWORD, certificate.toString());
    }

    private ElasticsearchConnection connection(@Nullable String key) {
        return new ElasticsearchConnection(
                List.of("https://127.0.0.1:" + port), key, null, null, certificate.toString());
    }

    private static Request document(String id, long version, String light) {
        Request request = request(
                "PUT", "/govbrain-cases/_doc/" + id, "{\"case_id\":\"" + id + "\",\"light\":\"" + light + "\"}");
        request.addParameter("version", Long.toString(version));
        request.addParameter("version_type", "external");
        return request;
    }

    private static Request request(String method, String path, @Nullable String body) {
        Request request = new Request(method, path);
        if (body != null) {
            request.setJsonEntity(body);
        }
        return request;
    }
}
