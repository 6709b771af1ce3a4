package org.govbrain.local.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.govbrain.local.delivery.SendResult.Outcome;
import org.govbrain.local.server.FreePort;
import org.govbrain.schemas.delivery.DeliveryPurpose;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus Alertmanager takes an alert, shows it, and ends it. */
@EnabledIf(
        value = "isInstalled",
        disabledReason =
                "No prometheus-alertmanager on the PATH: install Debian's package of that name, as .ci/run does")
class AlertmanagerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "prometheus-alertmanager")));
    }

    @Test
    void an_alert_is_shown_once_however_often_it_is_told_and_its_end_ends_it() throws Exception {
        int port = FreePort.find();
        Path config = Files.writeString(
                folder.resolve("alertmanager.yml"),
                "route: {receiver: nobody, group_by: [alertname]}\nreceivers: [{name: nobody}]\n");
        Process process = new ProcessBuilder(
                        "prometheus-alertmanager",
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile())
                .start();
        try {
            URI base = URI.create("http://127.0.0.1:" + port);
            await(
                    "Alertmanager to be ready",
                    () -> get(base.resolve("/-/ready")).equals("OK"));
            Alertmanager channel = new Alertmanager(base, Http.jdk(), InstantSource.system());
            DeliveryRequest page = Requests.page("a", "monitor")
                    .setGridId("QL-03-01")
                    .setCommunityId("QL-03")
                    .build();
            DeliveryRequest again = DeliveryRequest.newBuilder(page)
                    .setDeliveryId("b")
                    .setPurpose(DeliveryPurpose.REPEAT)
                    .setRecipient("GM-2")
                    .build();
            assertThat(send(channel, page)).isEqualTo(Outcome.SENT);
            assertThat(send(channel, again)).isEqualTo(Outcome.SENT);
            JsonNode alerts = JSON.readTree(get(base.resolve("/api/v2/alerts")));
            assertThat(alerts).as("one alert").hasSize(1);
            JsonNode alert = alerts.get(0);
            assertThat(alert.path("labels").toString())
                    .isEqualTo("{\"alertname\":\"governance_breach\",\"community\":\"QL-03\",\"grid\":\"QL-03-01\","
                            + "\"key\":\"accept|a|1|CG\"}");
            assertThat(alert.path("annotations").path("summary").asText()).isEqualTo(page.getTitleZh());
            assertThat(alert.path("annotations").path("severity").asText()).isEqualTo("major");
            assertThat(alert.path("status").path("state").asText()).isEqualTo("active");

            DeliveryRequest end = DeliveryRequest.newBuilder(page)
                    .setDeliveryId("c")
                    .setPurpose(DeliveryPurpose.RESOLVED)
                    .build();
            assertThat(send(channel, end)).isEqualTo(Outcome.SENT);
            await(
                    "the alert to have ended",
                    () -> JSON.readTree(get(base.resolve("/api/v2/alerts"))).isEmpty());
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static Outcome send(Alertmanager channel, DeliveryRequest request) throws InterruptedException {
        return channel.send(new Parcel("monitor", List.of(), List.of(request))).outcome();
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(condition)) {
            assertThat(System.nanoTime()).as("waited in vain for " + what).isLessThan(end);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static boolean holds(Callable<Boolean> condition) throws Exception {
        try {
            return condition.call();
        } catch (IOException e) {
            return false;
        }
    }
}
