package org.govbrain.engine.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every setting of the jobs, each declared here and nowhere else. docs/CONFIGURATION.md is generated from this. */
public final class ConfigKeys {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?(ms|s|m|min|h|d)");
    private static final Pattern URL = Pattern.compile("https?://[^\\s,]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final Pattern SERVER = Pattern.compile("[^\\s,:]+:\\d{1,5}");

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

    public static final ConfigKey<List<String>> ELASTICSEARCH_URLS = key(
            "elasticsearch.urls",
            ConfigKeys::urls,
            null,
            "http[s]://host:port[,…]",
            "Nodes of the Elasticsearch cluster that the index job writes to.");

    public static final ConfigKey<String> ELASTICSEARCH_API_KEY =
            secret("elasticsearch.api-key", "an encoded API key", "Credentials; win over user name and password.");

    public static final ConfigKey<String> ELASTICSEARCH_USERNAME =
            key("elasticsearch.username", ConfigKeys::text, null, "a name", "User name, together with the password.");

    public static final ConfigKey<String> ELASTICSEARCH_PASSWORD =
            secret("elasticsearch.password", "a password", "Password, together with the user name.");

    public static final ConfigKey<String> ELASTICSEARCH_CA = key(
            "elasticsearch.ca-certificate",
            ConfigKeys::text,
            null,
            "a PEM file",
            "Authority that signed the cluster's certificates; without it those that Java knows.");

    public static final ConfigKey<Integer> ELASTICSEARCH_BULK_DOCUMENTS = key(
            "elasticsearch.bulk-documents",
            wholeNumber(1, 100_000),
            "2000",
            "1 to 100000",
            "Most documents in a request.");

    public static final ConfigKey<Integer> ELASTICSEARCH_BULK_MIB =
            key("elasticsearch.bulk-mebibytes", wholeNumber(1, 90), "5", "1 to 90", "Largest request, in MiB.");

    public static final ConfigKey<Integer> ELASTICSEARCH_IN_FLIGHT = key(
            "elasticsearch.requests-in-flight",
            wholeNumber(1, 64),
            "2",
            "1 to 64",
            "Requests that each parallel instance has open at once, besides one of breaches and pages, which never"
                    + " wait behind others.");

    public static final ConfigKey<Integer> ELASTICSEARCH_BUFFER_MIB = key(
            "elasticsearch.buffer-mebibytes",
            wholeNumber(1, 4096),
            "64",
            "1 to 4096",
            "What each parallel instance holds while Elasticsearch is slow or away, in MiB; then it stops reading.");

    public static final ConfigKey<Duration> ELASTICSEARCH_LINGER = key(
            "elasticsearch.linger",
            ConfigKeys::duration,
            "250 ms",
            "a duration",
            "Longest that a document waits for others, and for a newer version of itself, before it is sent.");

    public static final ConfigKey<Duration> ELASTICSEARCH_RETRY_MAX = key(
            "elasticsearch.retry-max",
            ConfigKeys::duration,
            "10 s",
            "a duration",
            "Longest wait between two attempts while Elasticsearch is away.");

    public static final ConfigKey<List<String>> FLINK_URLS = key(
            "flink.urls",
            ConfigKeys::urls,
            null,
            "http[s]://host:port[,…]",
            "REST addresses of the Flink clusters on which the jobs run, one for each cluster. Only brain status and brain doctor ask there.");

    public static final ConfigKey<String> DELIVERY_NAME = key(
            "delivery.name",
            ConfigKeys::memberName,
            null,
            "letters, digits, . _ -",
            "Name of this delivery worker, the machine's unless given; of two with one name the newer works on.");

    public static final ConfigKey<String> DELIVERY_CHANNELS = key(
            "delivery.channels",
            ConfigKeys::text,
            null,
            "a file",
            "channels.yaml; without it only the inbox is there.");

    public static final ConfigKey<String> DELIVERY_LISTEN = key(
            "delivery.listen",
            ConfigKeys::server,
            "127.0.0.1:7307",
            "host:port",
            "Where the delivery worker serves the inbox and the pages on which officers answer.");

    public static final ConfigKey<String> DELIVERY_PUBLIC_URL = key(
            "delivery.public-url",
            ConfigKeys::url,
            null,
            "http[s]://host[:port][/path]",
            "What links in messages begin with, as phones reach it; the address it listens on unless given.");

    public static final ConfigKey<String> DELIVERY_LINK_KEY_FILE = key(
            "delivery.link-key-file",
            ConfigKeys::text,
            "link.key",
            "a file of 32 bytes or more",
            "Key under which links are signed; made when it is not there. All workers need the same.");

    public static final ConfigKey<String> DELIVERY_USER_HEADER = key(
            "delivery.user-header",
            ConfigKeys::memberName,
            null,
            "a header, for example X-Forwarded-User",
            "Header in which a reverse proxy names who has logged in; nobody else may reach the port then.");

    public static final ConfigKey<String> DELIVERY_POSTS_HEADER = key(
            "delivery.posts-header",
            ConfigKeys::memberName,
            null,
            "a header, for example X-Forwarded-Groups",
            "Header in which the same proxy names the posts that the user holds, with commas between; answers then say who"
                    + " pressed. Without it the user's name is the post's.");

    public static final ConfigKey<String> DELIVERY_TOKEN = secret(
            "delivery.token", "16 characters or more", "Is asked for once before a page opens, where no proxy asks.");

    private static final List<ConfigKey<?>> ALL = List.of(
            KAFKA_SERVERS,
            KAFKA_GROUP,
            KAFKA_REPLICATION,
            PARALLELISM,
            CHECKPOINT_INTERVAL,
            CHECKPOINT_DIR,
            ELASTICSEARCH_URLS,
            ELASTICSEARCH_API_KEY,
            ELASTICSEARCH_USERNAME,
            ELASTICSEARCH_PASSWORD,
            ELASTICSEARCH_CA,
            ELASTICSEARCH_BULK_DOCUMENTS,
            ELASTICSEARCH_BULK_MIB,
            ELASTICSEARCH_IN_FLIGHT,
            ELASTICSEARCH_BUFFER_MIB,
            ELASTICSEARCH_LINGER,
            ELASTICSEARCH_RETRY_MAX,
            FLINK_URLS,
            DELIVERY_NAME,
            DELIVERY_CHANNELS,
            DELIVERY_LISTEN,
            DELIVERY_PUBLIC_URL,
            DELIVERY_LINK_KEY_FILE,
            DELIVERY_USER_HEADER,
            DELIVERY_POSTS_HEADER,
            DELIVERY_TOKEN);

    private ConfigKeys() {}

    /** Every key, in the order of the document. */
    public static List<ConfigKey<?>> all() {
        return ALL;
    }

    private static <T> ConfigKey<T> key(
            String name, Function<String, T> parser, @Nullable String defaultText, String expected, String sentence) {
        return new ConfigKey<>(name, parser, defaultText, false, expected, sentence);
    }

    private static ConfigKey<String> secret(String name, String expected, String sentence) {
        return new ConfigKey<>(name, ConfigKeys::text, null, true, expected, sentence);
    }

    private static String text(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("blank");
        }
        return value;
    }

    private static String memberName(String value) {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException("no name");
        }
        return value;
    }

    private static String server(String value) {
        if (value.contains(",")) {
            throw new IllegalArgumentException("several servers");
        }
        return servers(value);
    }

    private static String url(String value) {
        if (!URL.matcher(value).matches()) {
            throw new IllegalArgumentException("no URL");
        }
        return value;
    }

    private static String servers(String value) {
        // One by one: a group that repeats takes a piece of the stack each time.
        for (String server : value.split(",", -1)) {
            if (!SERVER.matcher(server).matches()) {
                throw new IllegalArgumentException("no list of servers");
            }
        }
        return value;
    }

    private static List<String> urls(String value) {
        List<String> urls =
                Arrays.stream(value.split(",", -1)).map(String::strip).toList();
        if (!urls.stream().allMatch(url -> URL.matcher(url).matches())) {
            throw new IllegalArgumentException("no list of URLs");
        }
        return urls;
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
