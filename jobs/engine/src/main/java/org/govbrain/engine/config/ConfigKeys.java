package org.govbrain.engine.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every setting of the jobs, each declared here and nowhere else. docs/CONFIGURATION.md is generated from this. */
public final class ConfigKeys {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?(ms|s|m|min|h|d)");
    private static final Pattern SERVERS = Pattern.compile("[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*");

    public static final ConfigKey<String> KAFKA_SERVERS = key(
            "kafka.bootstrap-servers",
            ConfigKeys::servers,
            null,
            "host:port[,host:port…]",
            "Kafka brokers to begin with.");

    public static final ConfigKey<String> KAFKA_GROUP = key(
            "kafka.group-prefix",
            ConfigKeys::text,
            "govbrain",
            "a name",
            "Consumer groups are named after it and the job; a second installation on one cluster needs another.");

    public static final ConfigKey<Integer> KAFKA_REPLICATION = key(
            "kafka.replication-factor",
            wholeNumber(0, 9),
            "0",
            "0 to 9",
            "Copies of a topic's partitions when it is created; 0 leaves it to the broker.");

    public static final ConfigKey<Integer> PARALLELISM = key(
            "parallelism",
            wholeNumber(1, 4096),
            "2",
            "1 to 4096",
            "Parallel instances of each operator; sources take as many as their topic has partitions at most.");

    public static final ConfigKey<Duration> CHECKPOINT_INTERVAL = key(
            "checkpoint.interval",
            ConfigKeys::duration,
            "10 s",
            "a duration, for example 500 ms, 10 s, 5 min",
            "How often a job's state is saved; so much is read again after a crash.");

    public static final ConfigKey<String> CHECKPOINT_DIR = key(
            "checkpoint.dir",
            ConfigKeys::text,
            null,
            "a URI, for example file:///var/lib/govbrain/checkpoints",
            "Where state is saved; without it only the cluster's own setting counts.");

    private static final List<ConfigKey<?>> ALL =
            List.of(KAFKA_SERVERS, KAFKA_GROUP, KAFKA_REPLICATION, PARALLELISM, CHECKPOINT_INTERVAL, CHECKPOINT_DIR);

    private ConfigKeys() {}

    /** Every key, in the order of the document. */
    public static List<ConfigKey<?>> all() {
        return ALL;
    }

    private static <T> ConfigKey<T> key(
            String name, Function<String, T> parser, @Nullable String defaultText, String expected, String sentence) {
        return new ConfigKey<>(name, parser, defaultText, false, expected, sentence);
    }

    private static String text(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("blank");
        }
        return value;
    }

    private static String servers(String value) {
        if (!SERVERS.matcher(value).matches()) {
            throw new IllegalArgumentException("no list of servers");
        }
        return value;
    }

    private static Function<String, Integer> wholeNumber(int least, int most) {
        return value -> {
            int number = Integer.parseInt(value);
            if (number < least || number > most) {
                throw new IllegalArgumentException("out of range");
            }
            return number;
        };
    }

    private static Duration duration(String value) {
        Matcher matcher = DURATION.matcher(value.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no duration");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
