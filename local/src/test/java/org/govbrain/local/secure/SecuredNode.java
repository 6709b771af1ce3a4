package org.govbrain.local.secure;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.govbrain.local.server.Installation;

/**
 * Elasticsearch with its own security, in a process of its own: the modules of the local node, and the security module beside them.
 * That one was built for SAML too, whose library is on no Maven repository, so the process does not verify that what is never
 * called could be linked.
 */
final class SecuredNode implements AutoCloseable {
    private static final String PACKAGES = "org/govbrain/local/elasticsearch/";

    private final Process process;
    private final Path log;

    private SecuredNode(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it in a folder; it answers a while later, at https and this port. */
    static SecuredNode start(
            Path folder, int port, int transportPort, Path keyStore, String storePassword, String elastic)
            throws IOException, URISyntaxException {
        Installation installation = Installation.find();
        Path compiled = installation.root().resolve("local/elasticsearch/target/test-classes/" + PACKAGES);
        Path home = folder.resolve("home");
        modules(installation, home.resolve("modules"), compiled);
        Path main = Files.createDirectories(folder.resolve("main/" + PACKAGES + "secured"));
        copy(compiled.resolve("secured"), main);
        Path config = Files.createDirectories(folder.resolve("data/config"));
        Files.copy(keyStore, config.resolve("server.p12"));

        List<Path> classPath = new ArrayList<>(installation.elasticsearchClassPath());
        classPath.add(folder.resolve("main"));
        Path log = folder.resolve("elasticsearch.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms512m",
                        "-Xmx512m",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-BytecodeVerificationRemote",
                        "-cp",
                        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                        "org.govbrain.local.elasticsearch.secured.SecuredElasticsearch",
                        home.toString(),
                        folder.resolve("data").toString(),
                        Integer.toString(port),
                        Integer.toString(transportPort))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("GOVBRAIN_STORE_PASSWORD", storePassword);
        builder.environment().put("GOVBRAIN_ELASTIC_PASSWORD", elastic);
        return new SecuredNode(builder.start(), log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static void modules(Installation installation, Path modules, Path compiled)
            throws IOException, URISyntaxException {
        Path local = installation.elasticsearchHome().resolve("modules");
        Files.createDirectories(modules);
        for (String module : List.of("x-pack-core", "x-pack-esql", "root")) {
            Files.createSymbolicLink(modules.resolve(module), local.resolve(module));
        }
        // Its servers are those of the network module, behind TLS and a log-in.
        Path security = Files.createDirectories(modules.resolve("x-pack-security"));
        copy(local.resolve("transport-netty4"), security);
        Path jar = jarOf("org.elasticsearch.xpack.security.Security");
        Files.copy(jar, security.resolve("x-pack-security.jar"));
        describe(security, "x-pack-security", "org.elasticsearch.xpack.security.Security", "x-pack-core");
        Path words = Files.createDirectories(modules.resolve("words"));
        try (OutputStream out = Files.newOutputStream(words.resolve("words.jar"));
                JarOutputStream content = new JarOutputStream(out);
                Stream<Path> classes = Files.list(compiled.resolve("words"))) {
            for (Path each : classes.toList()) {
                content.putNextEntry(new ZipEntry(PACKAGES + "words/" + each.getFileName()));
                Files.copy(each, content);
            }
        }
        describe(words, "words", "org.govbrain.local.elasticsearch.words.WordsPlugin", "");
    }

    private static void describe(Path folder, String name, String className, String extended) throws IOException {
        String version = Files.readAllLines(folder.resolveSibling("x-pack-core/plugin-descriptor.properties")).stream()
                .filter(line -> line.startsWith("version="))
                .map(line -> line.substring("version=".length()))
                .findFirst()
                .orElseThrow();
        Files.writeString(folder.resolve("plugin-descriptor.properties"), """
            name=%s
            description=%s
            version=%s
            elasticsearch.version=%s
            java.version=17
            classname=%s
            extended.plugins=%s
            has.native.controller=false
            """.formatted(
                        name, name, version, version, className, extended));
    }

    private static Path jarOf(String className) throws URISyntaxException {
        String file = className.replace('.', '/') + ".class";
        String url = Objects.requireNonNull(SecuredNode.class.getClassLoader().getResource(file), file)
                .toString();
        return Path.of(URI.create(url.substring("jar:".length(), url.indexOf("!/"))));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                if (!file.endsWith("plugin-descriptor.properties")) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }
}
