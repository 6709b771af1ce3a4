package org.govbrain.local.delivery;

import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.govbrain.engine.reference.Problems;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.engine.reference.Yaml;
import org.govbrain.engine.reference.YamlMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code channels.yaml}:
 *
 * <pre>{@code
 * channels:
 *   - {name: duty, kind: dingtalk, urlFrom: DUTY_ROBOT_URL, secretFrom: DUTY_ROBOT_SECRET}
 *   - {name: monitor, kind: alertmanager, url: "http://127.0.0.1:9093"}
 * }</pre>
 *
 * Secrets never stand in it: {@code urlFrom} and {@code secretFrom} name environment variables.
 */
public final class ChannelsFile {
    /** The page of this product; always there, so no file may name another channel so. */
    public static final String INBOX = "inbox";

    private static final String KINDS = "dingtalk, wecom, feishu, webhook or alertmanager";

    private final MessageText text;
    private final Http http;
    private final InstantSource clock;
    private final UnaryOperator<@Nullable String> environment;

    /** @param environment a variable's value, null when it is not set */
    public ChannelsFile(MessageText text, Http http, InstantSource clock, UnaryOperator<@Nullable String> environment) {
        this.text = text;
        this.http = http;
        this.clock = clock;
        this.environment = environment;
    }

    /** A channel with what it takes. */
    public record Open(Limits limits, Channel channel) {}

    /** Channels by name; what can't be used is reported. */
    public Map<String, Open> parse(ReferenceText file, Problems problems) {
        YamlMap map = Yaml.read(file, problems);
        Map<String, Open> channels = new LinkedHashMap<>();
        for (YamlMap each : map.maps("channels")) {
            String name = each.text("name");
            Optional<Open> channel = channel(each);
            if (name.contains(":") || name.equals(INBOX) || channels.containsKey(name)) {
                each.problem("name", "a name without a colon that no other channel has; inbox is always there");
            }
            channel.ifPresent(open -> channels.put(name, open));
            each.finish();
        }
        map.finish();
        return channels;
    }

    private Optional<Open> channel(YamlMap map) {
        String kind = map.text("kind");
        URI url = url(map);
        String secret = secret(map);
        switch (kind) {
            case "dingtalk", "wecom", "feishu" -> {
                Robot.Kind robot = Robot.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
                return Optional.of(
                        new Open(Limits.robot(robot.mostBytes), new Robot(robot, url, secret, text, http, clock)));
            }
            case "webhook" -> {
                if (secret.isEmpty()) {
                    map.problem("secretFrom", "an environment variable that holds the secret of the signature");
                }
                return Optional.of(new Open(Limits.NONE, new Webhook(url, secret, text, http, clock)));
            }
            case "alertmanager" -> {
                return Optional.of(new Open(Limits.NONE, new Alertmanager(url, http, clock)));
            }
            default -> {
                if (map.has("kind")) {
                    map.problem("kind", KINDS);
                }
                return Optional.empty();
            }
        }
    }

    /** A robot's address is a secret, so its value is never repeated in a problem. */
    private URI url(YamlMap map) {
        Optional<String> plain = map.findText("url");
        Optional<String> variable = map.findText("urlFrom");
        String key = variable.isPresent() ? "urlFrom" : "url";
        String value = variable.isPresent() ? environment.apply(variable.get()) : plain.orElse(null);
        if (value == null) {
            map.problem(key, variable.isPresent() ? "a variable that is set" : "url, or urlFrom for a secret one");
            return URI.create("http://127.0.0.1/");
        }
        try {
            URI url = URI.create(value);
            if (url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the value.
        }
        map.problem(key, "not an address", "an http or https address");
        return URI.create("http://127.0.0.1/");
    }

    private String secret(YamlMap map) {
        Optional<String> variable = map.findText("secretFrom");
        if (variable.isEmpty()) {
            return "";
        }
        String value = environment.apply(variable.get());
        if (value == null || value.isEmpty()) {
            map.problem("secretFrom", "a variable that is set");
            return "";
        }
        return value;
    }
}
