package org.govbrain.local.secure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code brain dashboards import} against a server with TLS and a certificate of its own that answers as Kibana's import does. */
class SecuredKibanaTest {
    private static final String PASSWORD = "a-password-of-the-test";
    private static final List<String> SHOWN = new ArrayList<>();

    @TempDir
    static Path folder;

    private static SecureFolder secrets;
    private static HttpsServer kibana;
    private static int status;
    private static String answer = "";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        secrets = SecureFolder.open(folder.resolve("kibana"));
        kibana = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        kibana.setHttpsConfigurator(new HttpsConfigurator(secrets.server()));
        kibana.createContext("/", exchange -> {
            SHOWN.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getRequestBody().readAllBytes();
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        kibana.start();
    }

    @AfterAll
    static void stop() {
        kibana.stop(0);
    }

    @BeforeEach
    void takeEverything() {
        SHOWN.clear();
        status = 200;
        answer = "{\"success\":true,\"successCount\":1}";
    }

    private int imports(String... options) {
        List<String> all = new ArrayList<>(List.of("dashboards", "import", "--kibana", url()));
        all.addAll(List.of(options));
        return Brain.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    private static String url() {
        return "https://127.0.0.1:" + kibana.getAddress().getPort();
    }

    private static String ca() {
        return secrets.certificate().toString();
    }

    @Test
    void a_user_with_a_password_is_let_in() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        assertThat(imports("--ca", ca(), "--user", "elastic", "--password-file", file.toString()))
                .as("exit code; it said: %s", err)
                .isEqualTo(ExitCode.OK);
        assertThat(SHOWN)
                .as("elastic:a-password-of-the-test")
                .containsExactly("Basic ZWxhc3RpYzphLXBhc3N3b3JkLW9mLXRoZS10ZXN0");
    }

    @Test
    void an_api_key_is_taken_from_a_file_or_from_the_command_line() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "c2VjcmV0\n");
        assertThat(imports("--ca", ca(), "--api-key-file", file.toString()))
                .as("of a file")
                .isEqualTo(ExitCode.OK);
        assertThat(imports("--ca", ca(), "--api-key", "b3RoZXI=")).as("given").isEqualTo(ExitCode.OK);
        assertThat(SHOWN).containsExactly("ApiKey c2VjcmV0", "ApiKey b3RoZXI=");
    }

    @Test
    void a_certificate_that_nobody_known_has_signed_is_refused_before_the_key_is_sent() {
        assertThat(imports("--api-key", "c2VjcmV0")).as("exit code").isEqualTo(ExitCode.REJECTED);
        assertThat(err.toString()).as("what to do").contains("The certificate of " + url(), "with --ca");
        assertThat(SHOWN).as("nothing was asked").isEmpty();
    }

    @Test
    void the_certificate_of_another_authority_does_not_help() throws Exception {
        SecureFolder other = SecureFolder.open(folder.resolve("other"));
        assertThat(imports("--api-key", "c2VjcmV0", "--ca", other.certificate().toString()))
                .as("exit code")
                .isEqualTo(ExitCode.REJECTED);
        assertThat(err.toString()).as("what to do").contains("with --ca").doesNotContain("c2VjcmV0");
        assertThat(SHOWN).as("nothing was asked").isEmpty();
    }

    @Test
    void a_file_that_is_no_certificate_is_said_so() throws Exception {
        Path file = Files.writeString(folder.resolve("no.pem"), "hello");
        assertThat(imports("--ca", file.toString())).as("exit code").isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).as("what was expected").contains(file + " is not there or no certificate in PEM");
    }

    @Test
    void who_is_not_known_or_may_not_is_told_so_and_never_the_key() {
        status = 401;
        answer = "{\"statusCode\":401,\"error\":\"Unauthorized\",\"message\":\"unable to authenticate user\"}";
        assertThat(imports("--ca", ca())).as("nobody").isEqualTo(ExitCode.REJECTED);
        assertThat(err.toString()).contains("give an API key or a user");
        assertThat(imports("--ca", ca(), "--api-key", "c2VjcmV0")).as("unknown").isEqualTo(ExitCode.REJECTED);
        assertThat(err.toString()).contains("still valid", "unable to authenticate user");
        status = 403;
        answer = "{\"statusCode\":403,\"error\":\"Forbidden\",\"message\":\"Unable to bulk_create dashboard\"}";
        assertThat(imports("--ca", ca(), "--space", "governance", "--api-key", "c2VjcmV0"))
                .as("may not")
                .isEqualTo(ExitCode.REJECTED);
        assertThat(err.toString())
                .contains("into the space governance", "role governance_operator", "Unable to bulk_create dashboard")
                .doesNotContain("c2VjcmV0");
    }

    @Test
    void a_user_without_a_password_is_asked_for_one() {
        assertThat(imports("--ca", ca(), "--user", "elastic")).as("exit code").isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).as("where it goes").contains("--password-file or GOVBRAIN_KIBANA_PASSWORD");
    }
}
