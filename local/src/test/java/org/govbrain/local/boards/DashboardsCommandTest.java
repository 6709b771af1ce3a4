package org.govbrain.local.boards;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(String... args) {
        return Brain.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    @Test
    void build_writes_a_file_for_each_language_and_the_same_bytes_again() throws IOException {
        assertThat(run("dashboards", "build", "--out", folder.toString()))
                .as("exit code")
                .isEqualTo(ExitCode.OK);
        byte[] first = Files.readAllBytes(folder.resolve("governance-brain.zh.ndjson"));
        assertThat(run("dashboards", "build", "--out", folder.toString()))
                .as("exit code")
                .isEqualTo(ExitCode.OK);
        assertThat(folder.resolve("governance-brain.zh.ndjson")).as("again").hasBinaryContent(first);
        assertThat(folder.resolve("governance-brain.en.ndjson"))
                .as("the other language")
                .isNotEmptyFile();
    }

    @Test
    void a_city_puts_its_polygons_and_its_words_on_the_boards() throws IOException {
        CityFiles.write(ReferenceCity.generate(1), folder.resolve("city"));
        assertThat(run(
                        "dashboards",
                        "build",
                        "--out",
                        folder.toString(),
                        "--reference",
                        folder.resolve("city").toString()))
                .as("exit code")
                .isEqualTo(ExitCode.OK);
        assertThat(Files.readString(folder.resolve("governance-brain.zh.ndjson")))
                .as("polygons and categories of the city")
                .contains("GEOJSON_FILE", "QL-01-01", "市容环境");
    }

    @Test
    void import_ends_with_1_and_names_what_failed_when_kibana_answers_200_and_success_false() throws IOException {
        List<String> paths = new ArrayList<>();
        HttpServer kibana = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        kibana.createContext("/", exchange -> {
            paths.add(exchange.getRequestURI().getPath());
            exchange.getRequestBody().readAllBytes();
            byte[] answer =
                    "{\"success\":false,\"successCount\":3,\"errors\":[{\"type\":\"tag\",\"id\":\"govbrain\",\"meta\":{},\"error\":{\"type\":\"unsupported_type\"}}]}"
                            .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        kibana.start();
        try {
            String url = "http://127.0.0.1:" + kibana.getAddress().getPort();
            assertThat(run("dashboards", "import", "--kibana", url, "--space", "governance"))
                    .as("exit code")
                    .isEqualTo(ExitCode.REJECTED);
        } finally {
            kibana.stop(0);
        }
        assertThat(paths)
                .as("where to")
                .containsExactly("/api/spaces/space/governance", "/s/governance/api/saved_objects/_import");
        assertThat(err.toString())
                .as("which object and why")
                .contains("tag govbrain: this Kibana does not know the type");
    }

    @Test
    void tls_to_a_kibana_without_it_says_what_the_address_begins_with() throws IOException {
        HttpServer kibana = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        kibana.start();
        try {
            String url = "https://127.0.0.1:" + kibana.getAddress().getPort();
            assertThat(run("dashboards", "import", "--kibana", url))
                    .as("exit code")
                    .isEqualTo(ExitCode.ENVIRONMENT);
        } finally {
            kibana.stop(0);
        }
        assertThat(err.toString())
                .as("what to try")
                .contains("if this Kibana speaks no TLS, its address begins with http");
    }

    @Test
    void an_address_that_is_none_is_a_usage_error() {
        assertThat(run("dashboards", "import", "--kibana", "localhost:5601"))
                .as("exit code")
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).as("what was expected").contains("expected http://host:port");
    }
}
