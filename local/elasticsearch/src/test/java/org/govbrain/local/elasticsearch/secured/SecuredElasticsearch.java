package org.govbrain.local.elasticsearch.secured;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;
import org.govbrain.local.child.ParentWatch;

/**
 * A node with its own security: TLS, users, roles and API keys. Arguments: home (with {@code modules/}), data folder whose
 * {@code config/} has {@code server.p12}, HTTP port, transport port. The environment has the passwords of the key store and of
 * the user {@code elastic}.
 */
public final class SecuredElasticsearch {
    private SecuredElasticsearch() {}

    public static void main(String[] args) {
        ParentWatch.run(() -> serve(args));
    }

    private static void serve(String[] args) throws Exception {
        LogConfigurator.registerErrorListener();
        Path data = Path.of(args[1]).toAbsolutePath();
        Map<String, String> secrets = new HashMap<>();
        secrets.put("bootstrap.password", System.getenv("GOVBRAIN_ELASTIC_PASSWORD"));
        secrets.put("xpack.security.http.ssl.keystore.secure_password", System.getenv("GOVBRAIN_STORE_PASSWORD"));
        Settings settings = Settings.builder()
                .put("path.home", Path.of(args[0]).toAbsolutePath().toString())
                .put("path.data", data.resolve("nodes").toString())
                .put("path.logs", data.resolve("logs").toString())
                .put("path.repo", data.toString())
                .put("cluster.name", "govbrain")
                .put("node.name", "secured")
                .put("discovery.type", "single-node")
                .put("network.host", "127.0.0.1")
                .put("http.port", args[2])
                .put("transport.port", args[3])
                .put("xpack.security.enabled", true)
                .put("xpack.security.http.ssl.enabled", true)
                .put("xpack.security.http.ssl.keystore.path", "server.p12")
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .setSecureSettings(new Passwords(secrets))
                .build();
        LogConfigurator.configureWithoutConfig(settings);
        Path config = Files.createDirectories(data.resolve("config"));
        Environment environment = new Environment(settings, config);
        Node node = new Node(
                environment,
                PluginsLoader.createPluginsLoader(
                        PluginsLoader.loadModulesBundles(environment.modulesDir()), Set.of(), Map.of(), false));
        node.start();
        Thread.currentThread().join();
    }
}
