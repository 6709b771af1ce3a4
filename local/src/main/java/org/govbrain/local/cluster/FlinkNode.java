package org.govbrain.local.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.govbrain.local.child.ChildJvm;
import org.govbrain.local.server.Installation;
import org.govbrain.local.server.Readiness;
import org.govbrain.local.server.Server;

/** One process of a Flink cluster, in a child JVM; it ends with this JVM at the latest. */
record FlinkNode(ChildJvm child) implements Server {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** What Flink's own scripts open; without it no main method can be called on a job manager. */
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.reflect",
            "java.net",
            "java.io",
            "java.nio",
            "sun.nio.ch",
            "java.text",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks");

    /** As the script of the command runs jobs, and for its reasons. */
    static final List<String> JOBS = List.of(
            "-XX:+UseG1GC",
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:G1NewSizePercent=30",
            "-XX:FreqInlineSize=150",
            "-XX:InlineSmallCode=1200");

    private static final String REGISTERED = "Successful registration at resource manager";

    /** Starts the keeper of who leads and which jobs run; returns when it listens. */
    static FlinkNode zookeeper(Installation installation, ClusterFiles files) {
        ChildJvm child = start(
                "ZooKeeper",
                installation,
                List.of("-Xmx64m", "-XX:+UseSerialGC"),
                List.of("zookeeper", "--zkConfigFile", files.zookeeperSettings().toString(), "--peerId", "1"),
                files.log("zookeeper"));
        Readiness.await(child, PATIENCE, () -> listens(files.zookeeperPort()));
        return new FlinkNode(child);
    }

    /** Starts a job manager; returns when its REST interface answers. */
    static FlinkNode jobManager(Installation installation, ClusterFiles files, URI rest) {
        ChildJvm child = start(
                "Job manager",
                installation,
                List.of("-Xmx448m", "-XX:+UseSerialGC"),
                List.of("job-manager", "--configDir", files.settings().toString()),
                files.log("job-manager"));
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest overview = HttpRequest.newBuilder(rest.resolve("/overview"))
                .timeout(Duration.ofSeconds(5))
                .build();
        Readiness.await(
                child,
                PATIENCE,
                () -> http.send(overview, BodyHandlers.discarding()).statusCode() == 200);
        return new FlinkNode(child);
    }

    /** Starts a task manager; returns when a job manager has taken it. */
    static FlinkNode taskManager(Installation installation, ClusterFiles files, int number) {
        Path log = files.log("task-manager-" + number);
        ChildJvm child = start(
                taskManagerName(number),
                installation,
                Stream.concat(
                                Stream.of(
                                        "-Xmx" + ClusterFiles.TASK_MANAGER_HEAP_MIB + "m",
                                        "-XX:MaxDirectMemorySize=" + ClusterFiles.TASK_MANAGER_DIRECT_MIB + "m"),
                                JOBS.stream())
                        .toList(),
                List.of(
                        "task-manager",
                        "--configDir",
                        files.settings().toString(),
                        // With a name that stays, a new process makes known that the one before it is gone.
                        "-Dtaskmanager.resource-id=task-manager-" + number),
                log);
        Readiness.await(child, PATIENCE, () -> Files.readString(log).contains(REGISTERED));
        return new FlinkNode(child);
    }

    static String taskManagerName(int number) {
        return "Task manager " + number;
    }

    @Override
    public void close() {
        child.close();
    }

    private static ChildJvm start(
            String name, Installation installation, List<String> options, List<String> arguments, Path log) {
        List<String> jvmOptions = new ArrayList<>(options);
        OPENED.forEach(opened -> jvmOptions.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
        jvmOptions.add("-Dlog.file=" + log);
        return ChildJvm.start(
                name,
                installation.flinkClassPath(),
                jvmOptions,
                "org.govbrain.local.flink.server.FlinkProcess",
                arguments,
                log);
    }

    private static boolean listens(int port) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return true;
    }
}
