package org.govbrain.engine.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.govbrain.schemas.PlainText;
import org.govbrain.schemas.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a job: a properties file, overridden by environment variables {@code GOVBRAIN_…}. What starts with
 * {@code kafka.property.} is handed to every Kafka client as it is. Values are checked when they are loaded, and
 * {@link #toString} shows no secret. A secret may also stand in a file that {@code GOVBRAIN_…_FILE} names.
 */
public final class JobConfig {

    static final String VARIABLE_PREFIX = "GOVBRAIN_";

    private static final String FILE = "_FILE";
    private static final long MOST_BYTES = 1 << 20;
    private static final int MOST_SHOWN = 200;
    private static final String KAFKA_PROPERTY = "kafka.property.";
    private static final String KAFKA_PROPERTY_VARIABLE = VARIABLE_PREFIX + "KAFKA_PROPERTY_";

    private final Map<String, String> values;

    private JobConfig(Map<String, String> values) {
        this.values = values;
    }

    /**
     * File and environment, checked.
     *
     * @param file null when everything is in the environment
     * @throws InvalidConfigException with every problem at once
     */
    public static JobConfig load(@Nullable Path file, Map<String, String> environment) {
        Map<String, String> values = new TreeMap<>();
        if (file != null) {
            Properties properties = new Properties();
            try {
                if (Files.size(file) > MOST_BYTES) {
                    throw new IOException(Files.size(file) + " bytes, at most " + MOST_BYTES + " expected");
                }
                try (Reader reader = Files.newBufferedReader(file)) {
                    properties.load(reader);
                }
            } catch (IOException | IllegalArgumentException e) {
                throw new InvalidConfigException(List.of("settings can't be read from " + file + ": " + e));
            }
            properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        }
        ConfigKeys.all().forEach(key -> {
            String value = environment.get(key.variable());
            String secretFile = key.secret() ? environment.get(key.variable() + FILE) : null;
            if (value != null) {
                values.put(key.name(), value);
            } else if (secretFile != null) {
                values.put(key.name(), contentOf(secretFile, key.variable() + FILE));
            }
        });
        environment.forEach((variable, value) -> {
            if (variable.startsWith(KAFKA_PROPERTY_VARIABLE)) {
                String property = variable.substring(KAFKA_PROPERTY_VARIABLE.length());
                values.put(KAFKA_PROPERTY + property.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return of(values);
    }

    /** A secret that is mounted as a file. */
    private static String contentOf(String file, String variable) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new InvalidConfigException(List.of(variable + " names a file that can't be read"));
        }
    }

    /** Given settings, checked. */
    public static JobConfig of(Map<String, String> settings) {
        Map<String, String> values = new TreeMap<>();
        settings.forEach((name, value) -> values.put(name, value.strip()));
        List<String> problems = new ArrayList<>();
        List<String> names = ConfigKeys.all().stream().map(ConfigKey::name).toList();
        for (String name : values.keySet()) {
            if (!names.contains(name) && !name.startsWith(KAFKA_PROPERTY)) {
                problems.add("unknown setting " + PlainText.line(name, MOST_SHOWN)
                        + Spelling.nearest(name, names)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
            }
        }
        for (ConfigKey<?> key : ConfigKeys.all()) {
            String value = values.get(key.name());
            if (value != null && !key.accepts(value)) {
                problems.add(key.name() + " = " + (key.secret() ? "(secret)" : PlainText.line(value, MOST_SHOWN)) + ": "
                        + key.expected() + " expected");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return new JobConfig(Map.copyOf(values));
    }

    /** The value of a setting, or its default. */
    public <T> Optional<T> find(ConfigKey<T> key) {
        String text = values.getOrDefault(key.name(), key.defaultText());
        return text == null ? Optional.empty() : Optional.of(key.parser().apply(text));
    }

    /**
     * The value of a setting that the job can't do without.
     *
     * @throws InvalidConfigException when it isn't set and has no default
     */
    public <T> T get(ConfigKey<T> key) {
        return find(key)
                .orElseThrow(() -> new InvalidConfigException(List.of(key.name()
                        + " is not set: put it into the settings file or into the variable " + key.variable() + " ("
                        + key.expected() + ")")));
    }

    /** What every Kafka client is started with: the brokers and the settings handed through. */
    public Properties kafkaProperties() {
        Properties properties = new Properties();
        values.forEach((name, value) -> {
            if (name.startsWith(KAFKA_PROPERTY)) {
                properties.setProperty(name.substring(KAFKA_PROPERTY.length()), value);
            }
        });
        properties.setProperty("bootstrap.servers", get(ConfigKeys.KAFKA_SERVERS));
        return properties;
    }

    /** Everything that is set, as a settings file says it, secrets too. */
    public Map<String, String> asMap() {
        return values;
    }

    /** What is set, without secrets; settings handed to Kafka may hold a password, so none of them is shown. */
    @Override
    public String toString() {
        Map<String, String> shown = new TreeMap<>(values);
        ConfigKeys.all().stream()
                .filter(ConfigKey::secret)
                .forEach(key -> shown.computeIfPresent(key.name(), (name, value) -> "(secret)"));
        shown.replaceAll((name, value) -> name.startsWith(KAFKA_PROPERTY) ? "(not shown)" : value);
        return shown.toString();
    }
}
