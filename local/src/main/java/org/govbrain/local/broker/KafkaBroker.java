package org.govbrain.local.broker;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.govbrain.local.child.ChildJvm;
import org.govbrain.local.server.Installation;
import org.govbrain.local.server.Readiness;
import org.govbrain.local.server.Server;

/** A Kafka broker in a child JVM, on loopback, with its data in one folder; it ends with this JVM at the latest. */
public final class KafkaBroker implements Server {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ChildJvm child;
    private final int port;

    private KafkaBroker(ChildJvm child, int port) {
        this.child = child;
        this.port = port;
    }

    /** Starts a broker and returns when it answers. */
    public static KafkaBroker start(Installation installation, Path data, int port, int controllerPort, Path log) {
        ChildJvm child = ChildJvm.start(
                "Kafka",
                installation.brokerClassPath(),
                List.of("-Xms128m", "-Xmx512m", "-XX:+UseG1GC"),
                "org.govbrain.local.broker.server.BrokerServer",
                List.of(data.toString(), Integer.toString(port), Integer.toString(controllerPort)),
                log);
        KafkaBroker broker = new KafkaBroker(child, port);
        Readiness.await(child, PATIENCE, broker::answers);
        return broker;
    }

    /** What a client's {@code bootstrap.servers} is set to. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public ChildJvm child() {
        return child;
    }

    @Override
    public void close() {
        child.close();
    }

    private boolean answers() throws Exception {
        // The admin client waits long and logs much on a closed port, so knock first.
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            return !admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).isEmpty();
        }
    }
}
