package org.govbrain.local.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.elastic.ElasticsearchConnection;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.local.broker.KafkaBroker;
import org.govbrain.local.server.FreePort;
import org.govbrain.local.server.Installation;
import org.govbrain.schemas.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our clients, by configuration alone, against a real broker with TLS, passwords and rights, and against the gate. */
class SecureServersTest {
    private static final String PASSWORD = "a-password-of-the-test";
    private static final byte[] GRIDS = """
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"gridId": "G1", "name": "G1"},
          "geometry": {"type": "Polygon", "coordinates": [[[116,39],[117,39],[117,40],[116,40],[116,39]]]}}]}\
        """.getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void a_broker_with_tls_and_passwords_takes_those_who_may_and_nobody_else() throws Exception {
        SecureFolder secrets = SecureFolder.open(folder.resolve("secure"));
        int port = FreePort.find();
        try (KafkaBroker broker = KafkaBroker.start(
                Installation.find(),
                folder.resolve("data"),
                port,
                port,
                FreePort.find(),
                folder.resolve("kafka.log"),
                secrets)) {
            String servers = broker.bootstrapServers();
            JobConfig owner = config(servers, secrets.kafkaClient());
            createUsers(owner);

            CommandRights commands = new CommandRights(
                    folder, role -> config(servers, secrets.kafkaClient(role.user(), PASSWORD)), owner);
            commands.pacemaker();
            commands.operator(GRIDS);
            commands.feed();
            commands.erase();
            commands.status(password -> config(servers, secrets.kafkaClient(KafkaRole.STATUS.user(), password)));
            JobConfig situation = config(servers, secrets.kafkaClient(KafkaRole.SITUATION.user(), PASSWORD));
            onceKnown(() -> send(situation, Topics.CASES.name()));
            assertThat(new KafkaReference(situation).load().data().grids().all())
                    .as("the situation job reads the city")
                    .hasSize(1);

            assertThatThrownBy(() -> send(situation, Topics.PLATFORM.name()))
                    .as("the situation job brings no events")
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
            assertThatThrownBy(() -> send(
                            config(servers, secrets.kafkaClient(KafkaRole.FEED.user(), "wrong")),
                            Topics.PLATFORM.name()))
                    .as("another password")
                    .hasRootCauseInstanceOf(SaslAuthenticationException.class);
            assertThatThrownBy(() -> send(config(servers, Map.of()), Topics.PLATFORM.name()))
                    .as("without TLS")
                    .isInstanceOf(ExecutionException.class);
        }
        Properties known = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("secure/secrets.properties"))) {
            known.load(reader);
        }
        String log = Files.readString(folder.resolve("kafka.log"));
        assertThat(known.stringPropertyNames())
                .as("secrets in the log")
                .hasSize(4)
                .allSatisfy(name -> assertThat(log).doesNotContain(known.getProperty(name)));
    }

    @Test
    void the_gate_passes_on_what_comes_with_the_key_and_nothing_else() throws Exception {
        SecureFolder secrets = SecureFolder.open(folder.resolve("secure"));
        List<String> asked = new ArrayList<>();
        HttpServer node = fakeElasticsearch(asked);
        URI behind = URI.create("http://127.0.0.1:" + node.getAddress().getPort());
        try (ElasticsearchGate gate = ElasticsearchGate.start(0, behind, secrets)) {
            String url = gate.url().toString();
            Map<String, String> settings = new HashMap<>(secrets.clients(url));
            settings.put("kafka.bootstrap-servers", "127.0.0.1:9");
            ElasticsearchConnection connection = ElasticsearchConnection.of(JobConfig.of(settings));
            assertThat(count(connection)).as("with certificate and key").isEqualTo(7);
            assertThat(asked).singleElement().asString().startsWith("POST /govbrain-cases/_count");
            assertThat(connection.toString())
                    .as("what a log may show")
                    .isEqualTo(url + " with an API key")
                    .doesNotContain(secrets.apiKey());

            settings.put("elasticsearch.api-key", "another");
            assertThatThrownBy(() -> count(ElasticsearchConnection.of(JobConfig.of(settings))))
                    .as("another key")
                    .hasMessageContaining("401");
            settings.remove("elasticsearch.ca-certificate");
            assertThatThrownBy(() -> count(ElasticsearchConnection.of(JobConfig.of(settings))))
                    .as("a certificate that nobody vouches for")
                    .hasMessageContaining("PKIX");
            assertThat(asked).as("nothing else came through").hasSize(1);
        } finally {
            node.stop(0);
        }
    }

    @Test
    void secrets_are_made_once_and_readable_by_their_owner_alone() throws Exception {
        SecureFolder first = SecureFolder.open(folder.resolve("secure"));
        first.writeClients("https://127.0.0.1:9");
        SecureFolder second = SecureFolder.open(folder.resolve("secure"));

        assertThat(second.kafkaClient()).isEqualTo(first.kafkaClient());
        assertThat(second.apiKey()).isEqualTo(first.apiKey()).hasSizeGreaterThan(30);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            for (String name : List.of("broker.properties", "client.properties", "secrets.properties")) {
                assertThat(Files.getPosixFilePermissions(
                                folder.resolve("secure").resolve(name)))
                        .as(name)
                        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            }
        }
    }

    /** Counts seven of everything and takes what it is given. */
    static HttpServer fakeElasticsearch(List<String> asked) throws IOException {
        HttpServer node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] body = "{\"count\":7,\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0}}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        node.start();
        return node;
    }

    private static void createUsers(JobConfig owner) throws Exception {
        List<UserScramCredentialAlteration> users = new ArrayList<>();
        try (Admin admin = Admin.create(owner.kafkaProperties())) {
            for (KafkaRole role : KafkaRole.values()) {
                users.add(new UserScramCredentialUpsertion(
                        role.user(), new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD));
            }
            admin.alterUserScramCredentials(users).all().get(1, TimeUnit.MINUTES);
            for (KafkaRole role : KafkaRole.values()) {
                admin.createAcls(role.rights()).all().get(1, TimeUnit.MINUTES);
            }
        }
    }

    interface Step {
        void run() throws Exception;
    }

    /** A broker learns of new users and rights a moment after its controller has confirmed them. */
    static void onceKnown(Step step) throws Exception {
        for (int tries = 1; ; tries++) {
            try {
                step.run();
                return;
            } catch (ExecutionException | KafkaException e) {
                if (tries == 50) {
                    throw e;
                }
            }
        }
    }

    private static JobConfig config(String servers, Map<String, String> client) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap-servers", servers);
        client.forEach((name, value) -> settings.put("kafka.property." + name, value));
        settings.put("kafka.property.max.block.ms", "15000");
        return JobConfig.of(settings);
    }

    static void send(JobConfig config, String topic) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config.kafkaProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, new byte[] {1}, new byte[] {1}))
                    .get(1, TimeUnit.MINUTES);
        }
    }

    private static long count(ElasticsearchConnection connection) throws Exception {
        ElasticsearchClient client = connection.client();
        try {
            return client.count(request -> request.index("govbrain-cases")).count();
        } finally {
            client._transport().close();
        }
    }
}
