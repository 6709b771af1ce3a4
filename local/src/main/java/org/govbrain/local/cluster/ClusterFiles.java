package org.govbrain.local.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.server.OwnFile;

/**
 * The folder of a Flink cluster: the settings of its processes, what they share, and the checkpoints. Who leads and which jobs
 * run is forgotten when a cluster is started anew, since jobs then go on from their newest checkpoint.
 */
record ClusterFiles(Path root, Path logs, int restPort, int zookeeperPort, int slots) {
    static final int TASK_MANAGER_HEAP_MIB = 640;
    static final int TASK_MANAGER_DIRECT_MIB = 320;

    private static final int FRAMEWORK_MIB = 128;
    private static final int NETWORK_MIB = 64;
    private static final int METASPACE_MIB = 256;
    private static final int ROCKSDB_MIB = 256;

    /** Makes the folder ready for a cluster that starts. */
    void write() throws IOException {
        for (String forgotten : List.of("zookeeper", "leader")) {
            delete(root.resolve(forgotten));
            Files.createDirectories(root.resolve(forgotten));
        }
        Files.createDirectories(settings());
        ObjectMapper quoting = new ObjectMapper();
        StringBuilder yaml = new StringBuilder();
        for (Map.Entry<String, String> setting : flink().entrySet()) {
            yaml.append(setting.getKey()).append(": ");
            yaml.append(quoting.writeValueAsString(setting.getValue())).append('\n');
        }
        Files.writeString(settings().resolve("config.yaml"), yaml);
        Files.writeString(
                zookeeperSettings(),
                Map.of(
                                "dataDir", root.resolve("zookeeper").toString(),
                                "clientPort", Integer.toString(zookeeperPort),
                                "clientPortAddress", "127.0.0.1",
                                "tickTime", "1000",
                                "admin.enableServer", "false")
                        .entrySet()
                        .stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    /** The settings file that a job's main method is given. */
    Path writeJob(String job, JobConfig config) throws IOException {
        Properties properties = new Properties();
        properties.putAll(config.asMap());
        properties.setProperty(
                ConfigKeys.CHECKPOINT_DIR.name(),
                checkpoints().folder(job).toUri().toString());
        Path file = settings().resolve(job + ".properties");
        OwnFile.create(file);
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return file;
    }

    Checkpoints checkpoints() {
        return new Checkpoints(root.resolve("checkpoints"));
    }

    Path settings() {
        return root.resolve("settings");
    }

    Path zookeeperSettings() {
        return settings().resolve("zookeeper.cfg");
    }

    Path log(String process) {
        return logs.resolve(process + ".log");
    }

    private Map<String, String> flink() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String host : List.of(
                "jobmanager.rpc.address",
                "jobmanager.bind-host",
                "taskmanager.host",
                "taskmanager.bind-host",
                "rest.address",
                "rest.bind-address")) {
            settings.put(host, "127.0.0.1");
        }
        settings.put("rest.port", Integer.toString(restPort));
        settings.put("rest.bind-port", Integer.toString(restPort));
        // Jars are handed to it here, so a page of another site must not learn what a jar is called that it has sent.
        settings.put("web.access-control-allow-origin", "http://127.0.0.1:" + restPort);

        settings.put("high-availability.type", "zookeeper");
        settings.put("high-availability.zookeeper.quorum", "127.0.0.1:" + zookeeperPort);
        settings.put(
                "high-availability.storageDir", root.resolve("leader").toUri().toString());
        settings.put("high-availability.cluster-id", "govbrain");
        // So long a killed job manager still counts as leader: the greatest part of a recovery.
        settings.put("high-availability.zookeeper.client.session-timeout", "8 s");
        settings.put("high-availability.zookeeper.client.connection-timeout", "8 s");
        settings.put("zookeeper.sasl.disable", "true");
        settings.put("heartbeat.interval", "2 s");
        settings.put("heartbeat.timeout", "20 s");
        // Whether a process is gone is for heartbeats to say: on a busy machine one that starts many tasks at once
        // answers late.
        settings.put("pekko.ask.timeout", "60 s");

        settings.put("state.backend.type", "rocksdb");
        settings.put("execution.checkpointing.storage", "filesystem");
        settings.put("execution.checkpointing.incremental", "true");
        settings.put("execution.checkpointing.num-retained", "2");

        settings.put("taskmanager.numberOfTaskSlots", Integer.toString(slots));
        settings.put("taskmanager.load-balance.mode", "SLOTS");
        // What lies between tasks is work for a second, not for days of looks at a district: a checkpoint waits behind
        // it.
        settings.put("taskmanager.network.memory.buffer-debloat.enabled", "true");
        // A task manager that no shell script has prepared must be told each part of its memory.
        settings.put("taskmanager.cpu.cores", "1.0");
        settings.put("taskmanager.memory.framework.heap.size", FRAMEWORK_MIB + "m");
        settings.put("taskmanager.memory.task.heap.size", (TASK_MANAGER_HEAP_MIB - FRAMEWORK_MIB) + "m");
        settings.put("taskmanager.memory.framework.off-heap.size", FRAMEWORK_MIB + "m");
        settings.put(
                "taskmanager.memory.task.off-heap.size", (TASK_MANAGER_DIRECT_MIB - FRAMEWORK_MIB - NETWORK_MIB) + "m");
        settings.put("taskmanager.memory.network.min", NETWORK_MIB + "m");
        settings.put("taskmanager.memory.network.max", NETWORK_MIB + "m");
        settings.put("taskmanager.memory.jvm-metaspace.size", METASPACE_MIB + "m");
        settings.put("taskmanager.memory.jvm-overhead.min", FRAMEWORK_MIB + "m");
        settings.put("taskmanager.memory.jvm-overhead.max", FRAMEWORK_MIB + "m");
        settings.put("taskmanager.memory.managed.size", ROCKSDB_MIB + "m");
        return settings;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
