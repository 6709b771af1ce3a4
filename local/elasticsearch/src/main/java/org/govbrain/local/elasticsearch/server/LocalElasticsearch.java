package org.govbrain.local.elasticsearch.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;
import org.govbrain.local.child.ParentWatch;

/**
 * One Elasticsearch node on loopback, made of the jars that Maven Central serves. Arguments: home (with {@code modules/}), data
 * folder, HTTP port, transport port. Stops when its launcher lets go.
 */
public final class LocalElasticsearch {
    private LocalElasticsearch() {}

    public static void main(String[] args) {
        ParentWatch.run(() -> serve(args));
    }

    private static void serve(String[] args) throws Exception {
        LogConfigurator.registerErrorListener();
        Path home = Path.of(args[0]).toAbsolutePath();
        Path data = Path.of(args[1]).toAbsolutePath();
        Settings settings = settings(home, data, args[2], args[3]);
        // Its other ways to begin put a configuration of their own in the place of ours.
        LogConfigurator.configureESLogging();
        Environment environment = new Environment(settings, data.resolve("config"));
        PluginsLoader loader = PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(environment.modulesDir()), Set.of(), Map.of(), false);
        Node node = new Node(environment, loader);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "node-stop"));
        node.start();
        Thread.currentThread().join();
    }

    private static void stop(Node node) {
        try {
            node.close();
        } catch (IOException e) {
            throw new IllegalStateException("The node did not stop in order", e);
        }
    }

    private static Settings settings(Path home, Path data, String port, String transportPort) {
        return Settings.builder()
                .put("path.home", home.toString())
                .put("path.data", data.resolve("nodes").toString())
                .put("path.logs", data.resolve("logs").toString())
                .put("path.repo", data.toString())
                .put("cluster.name", "govbrain")
                .put("node.name", "local")
                .put("discovery.type", "single-node")
                .put("network.host", "127.0.0.1")
                .put("http.port", port)
                .put("transport.port", transportPort)
                // One for each two cores is usual: on two of them each index would wait for all others before it.
                .put("thread_pool.refresh.max", 4)
                .put("xpack.security.enabled", false)
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
    }
}
