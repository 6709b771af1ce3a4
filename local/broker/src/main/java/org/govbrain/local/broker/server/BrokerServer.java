package org.govbrain.local.broker.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.govbrain.local.child.ParentWatch;

/**
 * One Kafka node in KRaft mode, broker and controller in one, on loopback. Arguments: data folder, port, the port at
 * which clients reach it, controller port, and for TLS and passwords a properties file with the broker's own settings and with {@code govbrain.user.NAME = password}
 * for each user that an empty folder is formatted with. Stops when its launcher lets go.
 */
public final class BrokerServer {
    /** The same for every local stack, so that an already formatted folder is recognised as its own. */
    private static final String CLUSTER_ID = "Z292YnJhaW4tbG9jYWwtMQ";

    private static final String USER = "govbrain.user.";

    private BrokerServer() {}

    public static void main(String[] args) {
        ParentWatch.run(() -> serve(args));
    }

    private static void serve(String[] args) throws Exception {
        Path data = Path.of(args[0]).toAbsolutePath();
        Properties secure = new Properties();
        if (args.length > 4) {
            try (Reader reader = Files.newBufferedReader(Path.of(args[4]))) {
                secure.load(reader);
            }
        }
        format(data, takeUsers(secure));
        Properties settings = settings(data, args[1], args[2], args[3], secure.isEmpty() ? "PLAINTEXT" : "SASL_SSL");
        settings.putAll(secure);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-stop"));
        server.startup();
        server.awaitShutdown();
    }

    /** Kafka keeps them in the folder's metadata and has no setting for them. */
    private static List<String> takeUsers(Properties secure) {
        List<String> users = new ArrayList<>();
        for (String name : secure.stringPropertyNames()) {
            if (name.startsWith(USER)) {
                users.add("SCRAM-SHA-512=[name=" + name.substring(USER.length()) + ",password=" + secure.remove(name)
                        + "]");
            }
        }
        return users;
    }

    private static Properties settings(Path data, String port, String reached, String controllerPort, String protocol) {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("listeners", protocol + "://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", protocol + "://127.0.0.1:" + reached);
        settings.put("inter.broker.listener.name", protocol);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put(
                "listener.security.protocol.map",
                (protocol.equals("SASL_SSL") ? "CONTROLLER:SSL," : "CONTROLLER:PLAINTEXT,") + protocol + ":"
                        + protocol);
        settings.put("log.dirs", data.toString());
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("auto.create.topics.enable", "false");
        settings.put("log.cleaner.dedupe.buffer.size", "16777216");
        return settings;
    }

    private static void format(Path data, List<String> users) throws IOException {
        Files.createDirectories(data);
        try {
            Formatter formatter = new Formatter()
                    // What it prints is no JSON.
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setNodeId(1)
                    .setClusterId(CLUSTER_ID)
                    .addDirectory(data.toString())
                    .setMetadataLogDirectory(data.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setIgnoreFormatted(true);
            if (!users.isEmpty()) {
                formatter.setScramArguments(users);
            }
            formatter.run();
        } catch (Exception e) {
            throw new IOException("The folder " + data + " could not be made ready for Kafka", e);
        }
    }
}
