package org.govbrain.local.broker;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.govbrain.local.child.ChildJvm;
import org.govbrain.local.secure.SecureFolder;
import org.govbrain.local.server.FreePort;
import org.govbrain.local.server.Installation;
import org.govbrain.local.server.Readiness;
import org.govbrain.local.server.Server;
import org.jspecify.annotations.Nullable;

/** A Kafka broker in a child JVM, on loopback, with its data in one folder; it ends with this JVM at the latest. */
public final class KafkaBroker implements Server {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ChildJvm child;
    private final int reached;
    private final Map<String, String> client;

    private KafkaBroker(ChildJvm child, int reached, Map<String, String> client) {
        this.child = child;
        this.reached = reached;
        this.client = client;
    }

    /** A broker with its data and its log in a folder, on free ports, that asks nobody who they are. */
    public static KafkaBroker start(Path folder) {
        int[] ports = FreePort.find(2);
        return start(
                Installation.find(),
                folder.resolve("kafka"),
                ports[0],
                ports[0],
                ports[1],
                folder.resolve("kafka.log"),
                null);
    }

    /**
     * Starts one and returns when it answers.
     *
     * @param port where it listens
     * @param reached the port at which clients reach it
     * @param secrets null for neither TLS nor passwords
     */
    public static KafkaBroker start(
            Installation installation,
            Path data,
            int port,
            int reached,
            int controllerPort,
            Path log,
            @Nullable SecureFolder secrets) {
        List<String> arguments = new ArrayList<>(List.of(
                data.toString(), Integer.toString(port), Integer.toString(reached), Integer.toString(controllerPort)));
        if (secrets != null) {
            arguments.add(secrets.brokerProperties().toString());
        }
        ChildJvm child = ChildJvm.start(
                "Kafka",
                installation.brokerClassPath(),
                List.of("-Xms128m", "-Xmx512m", "-XX:+UseG1GC"),
                "org.govbrain.local.broker.server.BrokerServer",
                arguments,
                log);
        KafkaBroker broker = new KafkaBroker(child, reached, secrets == null ? Map.of() : secrets.kafkaClient());
        Readiness.await(child, PATIENCE, () -> broker.answers(port));
        return broker;
    }

    /** What a client's {@code bootstrap.servers} is set to. */
    public String bootstrapServers() {
        return "127.0.0.1:" + reached;
    }

    @Override
    public ChildJvm child() {
        return child;
    }

    @Override
    public void close() {
        child.close();
    }

    private boolean answers(int port) throws Exception {
        // The admin client waits long and logs much on a closed port, so knock first.
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            return !admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).isEmpty();
        }
    }
}
