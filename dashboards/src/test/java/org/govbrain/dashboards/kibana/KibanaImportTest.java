package org.govbrain.dashboards.kibana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.govbrain.dashboards.kibana.KibanaImport.Outcome;
import org.govbrain.dashboards.kibana.KibanaImport.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a server that answers as Kibana's import does, word for word. */
class KibanaImportTest {
    private static final String FILE = "{\"type\":\"tag\",\"id\":\"治理\"}\n";

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "{\"success\":true,\"successCount\":1}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            asked.add(String.valueOf(exchange.getRequestHeaders().getFirst("kbn-xsrf")));
            asked.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Test
    void the_file_is_sent_whole_into_the_space_with_the_key() throws Exception {
        Outcome outcome = new KibanaImport(url("/kibana/"), "governance", KibanaAccess.withKey("c2VjcmV0")).send(FILE);
        assertThat(outcome).as("what Kibana says").isEqualTo(new Outcome(1, List.of()));
        assertThat(asked.subList(0, 3))
                .as("whether there is such a space")
                .containsExactly("GET /kibana/api/spaces/space/governance", "null", "ApiKey c2VjcmV0");
        assertThat(asked.subList(4, 7))
                .as("request")
                .containsExactly(
                        "POST /kibana/s/governance/api/saved_objects/_import?overwrite=true",
                        "true",
                        "ApiKey c2VjcmV0");
        assertThat(asked.get(7))
                .as("the part named file, of a name that Kibana takes")
                .contains("name=\"file\"; filename=\"boards.ndjson\"")
                .contains("\r\n\r\n" + FILE + "\r\n--");
    }

    @Test
    void success_false_in_a_200_is_a_failure_and_names_each_object_with_its_reason() throws Exception {
        answer = """
                {"success":false,"successCount":1,"errors":[
                 {"type":"dashboard","id":"d","meta":{"title":"总览"},"error":{"type":"missing_references",
                  "references":[{"type":"index-pattern","id":"govbrain-cases"},{"type":"index-pattern","id":"govbrain-cases"}]}},
                 {"type":"tag","id":"t","meta":{},"error":{"type":"conflict"}},
                 {"type":"links","id":"l","meta":{},"error":{"type":"unsupported_type"}},
                 {"type":"search","id":"s","meta":{},"error":{"type":"unknown","statusCode":500,"message":"disk full"}}]}""";
        assertThat(new KibanaImport(url(""), null, KibanaAccess.open())
                        .send(FILE)
                        .failures())
                .as("a sentence for each")
                .containsExactly(
                        "dashboard d (总览): it needs index-pattern govbrain-cases, which is not there",
                        "tag t: another object has this id",
                        "links l: this Kibana does not know the type",
                        "search s: disk full");
        assertThat(asked.get(2)).as("no key, no header").isEqualTo("null");
    }

    @Test
    void success_false_without_any_error_is_a_failure_too() throws Exception {
        answer = "{\"success\":false,\"successCount\":0,\"warnings\":[]}";
        assertThat(new KibanaImport(url(""), null, KibanaAccess.open())
                        .send(FILE)
                        .failures())
                .as("never taken for done")
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|Can not import|does not take the file",
                "401|unable to authenticate|still valid",
                "403|Forbidden|role governance_operator",
                "422|belongs to a more recent version of Kibana [8.9.0]|older than 8.12",
                "503|Kibana server is not ready yet|try again in a minute",
                "500|boom|HTTP 500"
            })
    void a_file_that_is_refused_whole_says_what_to_do_and_never_the_key(int code, String message, String sentence) {
        status = code;
        answer = "{\"statusCode\":" + code + ",\"message\":\"" + message + "\"}";
        assertThatThrownBy(() -> new KibanaImport(url(""), "governance", KibanaAccess.withKey("c2VjcmV0")).send(FILE))
                .as("HTTP %d", code)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(sentence)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("c2VjcmV0");
    }

    /** Seen in a Kibana 8.12.2: it says that everything is there. */
    @Test
    void a_space_that_is_not_there_is_not_written_into() {
        status = 404;
        assertThatThrownBy(() -> new KibanaImport(url(""), "nowhere", KibanaAccess.open()).send(FILE))
                .as("HTTP 404 for the space")
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("There is no space nowhere")
                .hasMessageContaining("create it");
        assertThat(asked).as("nothing is sent").hasSize(4).startsWith("GET /api/spaces/space/nowhere");
    }

    @Test
    void an_address_that_is_not_there_says_to_check_the_base_path() {
        status = 404;
        answer = "{\"statusCode\":404,\"message\":\"Not Found\"}";
        assertThatThrownBy(() -> new KibanaImport(url("/base"), null, KibanaAccess.open()).send(FILE))
                .as("HTTP 404")
                .hasMessageContaining("check the base path. It says: Not Found");
    }

    @Test
    void who_comes_without_a_name_is_told_to_give_one() {
        status = 401;
        assertThatThrownBy(() -> new KibanaImport(url(""), null, KibanaAccess.open()).send(FILE))
                .as("HTTP 401 without credentials")
                .hasMessageContaining("give an API key or a user");
    }

    @Test
    void a_page_for_people_is_no_kibana() {
        answer = "<html>Welcome</html>";
        assertThatThrownBy(() -> new KibanaImport(url(""), null, KibanaAccess.open()).send(FILE))
                .as("something else answers there")
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("not as a Kibana does");
    }

    @Test
    void a_key_never_goes_over_plain_http_to_another_machine() {
        assertThatThrownBy(() -> new KibanaImport(
                        URI.create("http://kibana.example:5601"), null, KibanaAccess.withKey("c2VjcmV0")))
                .as("anybody on the way could read it")
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Keys and passwords go to kibana.example over https only: give an https address.");
    }
}
