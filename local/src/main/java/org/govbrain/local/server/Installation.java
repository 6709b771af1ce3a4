package org.govbrain.local.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.govbrain.local.command.CommandFailure;

/** Where the built parts of this program lie: the folder with the {@code brain} script, and the class paths of the servers. */
public record Installation(Path root) {

    /** Finds the folder above the place that this class was loaded from. */
    public static Installation find() {
        try {
            Path here = Path.of(Installation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path folder = here; folder != null; folder = folder.getParent()) {
                if (Files.isRegularFile(folder.resolve("brain")) && Files.isDirectory(folder.resolve("local"))) {
                    return new Installation(folder);
                }
            }
            throw CommandFailure.environment(
                    "The folder with the brain script is not above " + here + "; run ./brain from it.");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<Path> brokerClassPath() {
        return classPath("local/broker/target");
    }

    /** Flink and what it brings, without anything of the jobs. */
    public List<Path> flinkClassPath() {
        List<Path> path = classPath("local/flink/target");
        path.add(root.resolve("local/guard/target/classes"));
        return path;
    }

    /** The jar with the jobs that a Flink cluster is given. */
    public Path jobJar() {
        return root.resolve("jobs/jar/target/govbrain-jobs.jar");
    }

    public List<Path> elasticsearchClassPath() {
        List<Path> path = new ArrayList<>(List.of(childClasses(), logJar()));
        path.addAll(jars(elasticsearchHome().resolve("core")));
        return path;
    }

    /** The folder with Elasticsearch's {@code modules/}. */
    public Path elasticsearchHome() {
        return root.resolve("local/elasticsearch/target/node");
    }

    private List<Path> classPath(String target) {
        Path built = root.resolve(target);
        List<Path> path = new ArrayList<>(List.of(childClasses(), logJar(), built.resolve("classes")));
        path.addAll(jars(built.resolve("lib")));
        return path;
    }

    /** What takes personal data out of a server's log. */
    private Path logJar() {
        return root.resolve("local/log/target/govbrain-log.jar");
    }

    private Path childClasses() {
        return root.resolve("local/child/target/classes");
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The build has not made " + folder + "; run ./brain build", e);
        }
    }
}
