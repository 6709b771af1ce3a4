package org.govbrain.local.secure;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.govbrain.local.server.OwnFile;

/**
 * The secrets of a secured local stack: made with its first start, kept in one folder that only its owner may read, and
 * the same ever after. Whoever may read {@code client.properties} may use the stack; it is a settings file of the jobs.
 */
public final class SecureFolder {
    /** The one that does everything in the local stack; a cluster has one for each of {@link KafkaRole}. */
    public static final String USER = "govbrain";

    private static final String BROKER = "broker";
    private static final String SCRAM = "SCRAM-SHA-512";
    private static final String STORE_PASSWORD = "store";
    private static final String API_KEY = "elasticsearch";

    private final Path root;
    private final Map<String, String> secrets;

    private SecureFolder(Path root, Map<String, String> secrets) {
        this.root = root;
        this.secrets = secrets;
    }

    /** Whether a folder holds a stack's secrets. */
    public static boolean isOne(Path root) {
        return Files.exists(secretsOf(root));
    }

    /** The secrets of a folder, made if they are not there. */
    public static SecureFolder open(Path root) throws IOException, InterruptedException {
        if (isOne(root)) {
            return new SecureFolder(root, read(secretsOf(root)));
        }
        OwnFile.folder(root);
        Map<String, String> secrets = new TreeMap<>();
        for (String name : new String[] {BROKER, USER, STORE_PASSWORD, API_KEY}) {
            secrets.put(name, SecretFiles.random());
        }
        SecureFolder made = new SecureFolder(root, secrets);
        Files.deleteIfExists(made.keyStore());
        KeyPairs.make(made.keyStore(), made.certificate(), made.get(STORE_PASSWORD));
        OwnFile.keep(made.keyStore());
        SecretFiles.write(made.brokerProperties(), made.broker());
        SecretFiles.write(secretsOf(root), secrets);
        return made;
    }

    /** What both servers' certificate is checked with, in PEM. */
    public Path certificate() {
        return root.resolve("certificate.pem");
    }

    /** Settings of the broker, see {@code BrokerServer}. */
    public Path brokerProperties() {
        return root.resolve("broker.properties");
    }

    /** Settings of every client, in the form that {@code JobConfig} reads. */
    public Path clientProperties() {
        return root.resolve("client.properties");
    }

    /** What a Kafka client of a user needs besides the address. */
    public Map<String, String> kafkaClient(String user, String password) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                SCRAM,
                "sasl.jaas.config",
                login(user, password),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate().toString());
    }

    /** The same for the stack's own user. */
    public Map<String, String> kafkaClient() {
        return kafkaClient(USER, get(USER));
    }

    /** The key that Elasticsearch's gate asks for, as it stands behind {@code ApiKey} in a request. */
    public String apiKey() {
        return get(API_KEY);
    }

    /**
     * Writes what clients need.
     *
     * @param elasticsearch address of the gate
     */
    public void writeClients(String elasticsearch) throws IOException {
        SecretFiles.write(clientProperties(), clients(elasticsearch));
    }

    /** The settings of a job or of the worker. */
    public Map<String, String> clients(String elasticsearch) {
        Map<String, String> settings = new HashMap<>();
        kafkaClient().forEach((name, value) -> settings.put("kafka.property." + name, value));
        settings.put("elasticsearch.urls", elasticsearch);
        settings.put("elasticsearch.api-key", apiKey());
        settings.put("elasticsearch.ca-certificate", certificate().toString());
        return settings;
    }

    /** TLS as the server. */
    SSLContext server() throws IOException, GeneralSecurityException {
        char[] password = get(STORE_PASSWORD).toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore())) {
            keys.load(in, password);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private Map<String, String> broker() {
        Map<String, String> settings = new HashMap<>();
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.location", keyStore().toString());
        settings.put("ssl.keystore.password", get(STORE_PASSWORD));
        settings.put("ssl.key.password", get(STORE_PASSWORD));
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", certificate().toString());
        // The controller's port takes nobody but the node itself, by its certificate.
        settings.put("listener.name.controller.ssl.client.auth", "required");
        settings.put("sasl.enabled.mechanisms", SCRAM);
        settings.put("sasl.mechanism.inter.broker.protocol", SCRAM);
        settings.put("listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config", login(BROKER, get(BROKER)));
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("allow.everyone.if.no.acl.found", "false");
        settings.put("super.users", "User:" + BROKER + ";User:" + USER + ";User:CN=govbrain-local");
        settings.put("govbrain.user." + BROKER, get(BROKER));
        settings.put("govbrain.user." + USER, get(USER));
        return settings;
    }

    private static String login(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
    }

    private String get(String name) {
        String secret = secrets.get(name);
        if (secret == null) {
            throw new IllegalStateException(
                    "The file " + secretsOf(root) + " lacks " + name + ": remove the stack's folder and start again");
        }
        return secret;
    }

    private Path keyStore() {
        return root.resolve("server.p12");
    }

    private static Path secretsOf(Path root) {
        return root.resolve("secrets.properties");
    }

    private static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }
}
