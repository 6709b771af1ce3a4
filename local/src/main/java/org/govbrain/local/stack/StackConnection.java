package org.govbrain.local.stack;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.command.CommandFailure;

/** How jobs and commands reach the servers of a stack: of a secured one with what its owner may read. */
public final class StackConnection {
    private StackConnection() {}

    /** The settings that name the servers. */
    public static JobConfig of(StackFolder folder, Ports ports) {
        return of(folder, ports, Map.of());
    }

    /** The same with more settings. */
    static JobConfig of(StackFolder folder, Ports ports, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put(ConfigKeys.KAFKA_SERVERS.name(), "127.0.0.1:" + ports.kafka());
        Path clients = folder.secure().resolve("client.properties");
        if (Files.exists(clients)) {
            read(clients, settings);
        } else {
            settings.put(ConfigKeys.ELASTICSEARCH_URLS.name(), "http://127.0.0.1:" + ports.elasticsearch());
        }
        return JobConfig.of(settings);
    }

    private static void read(Path clients, Map<String, String> settings) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(clients)) {
            properties.load(reader);
        } catch (IOException e) {
            throw CommandFailure.environment(
                    "This stack is secured, and only who may read " + clients + " can use it: " + e);
        }
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
    }
}
