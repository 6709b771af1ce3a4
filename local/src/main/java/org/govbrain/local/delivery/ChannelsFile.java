package org.govbrain.local.delivery;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.govbrain.engine.reference.Problems;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.engine.reference.Yaml;
import org.govbrain.engine.reference.YamlMap;
import org.govbrain.local.command.CommandFailure;

/**
 * Reads {@code channels.yaml}; {@code channels.schema.json} lists its keys:
 *
 * <pre>{@code
 * channels:
 *   - {name: duty, kind: dingtalk, urlFrom: DUTY_ROBOT_URL, secretFrom: DUTY_ROBOT_SECRET}
 *   - {name: mail, kind: email, host: smtp.example.org, port: 465, security: tls, from: duty@example.org, userFrom: MAIL_USER, secretFrom: MAIL_PASSWORD}
 *   - {name: monitor, kind: alertmanager, url: "http://127.0.0.1:9093"}
 * }</pre>
 *
 * Secrets never stand in it: keys that end in {@code From} name environment variables ({@link Secrets}).
 */
public final class ChannelsFile {
    /** The page of this product; always there, so no file may name another channel so. */
    public static final String INBOX = "inbox";

    private static final String KINDS = "dingtalk, wecom, feishu, webhook, alertmanager or email";
    private static final String A_VARIABLE =
            "a variable that is set, or the same with _FILE that names a readable file";
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final int HIGHEST_PORT = 65_535;

    private final MessageText text;
    private final Http http;
    private final InstantSource clock;
    private final Secrets secrets;

    public ChannelsFile(MessageText text, Http http, InstantSource clock, Secrets secrets) {
        this.text = text;
        this.http = http;
        this.clock = clock;
        this.secrets = secrets;
    }

    /** A channel with what it takes. */
    public record Open(Limits limits, Channel channel) {}

    /**
     * Channels by name.
     *
     * @throws CommandFailure when the file is refused, with everything that is wrong
     */
    public Map<String, Open> read(Path file) throws IOException {
        Problems problems = new Problems(ChannelsFile::withoutAddress);
        Map<String, Open> channels = ReferenceText.of(
                        String.valueOf(file.getFileName()), ReferenceText.bytesOf(file), problems)
                .map(yaml -> parse(yaml, problems))
                .orElse(Map.of());
        if (!problems.isEmpty()) {
            throw CommandFailure.rejected("The channels are refused.\n"
                    + String.join(
                            "\n",
                            problems.listed().stream().map(Object::toString).toList()));
        }
        return channels;
    }

    /** The address of a robot holds its token, also where it stands in a wrong place. */
    private static String withoutAddress(String text) {
        return text.contains("/") || text.contains("=") ? "an address, which is not repeated here" : text;
    }

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
        switch (kind) {
            case "dingtalk", "wecom", "feishu" -> {
                Robot.Kind robot = Robot.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
                return Optional.of(new Open(
                        Limits.robot(robot.mostBytes), new Robot(robot, url(map), secret(map), text, http, clock)));
            }
            case "webhook" -> {
                URI url = url(map);
                String secret = secret(map);
                if (!map.has("secretFrom")) {
                    map.problem("secretFrom", "an environment variable that holds the secret of the signature");
                }
                return Optional.of(new Open(Limits.NONE, new Webhook(url, secret, text, http, clock)));
            }
            case "alertmanager" -> {
                return Optional.of(new Open(Limits.NONE, new Alertmanager(url(map), http, clock)));
            }
            case "email" -> {
                return Optional.of(new Open(Limits.PERSON, new Email(mailbox(map), text, clock)));
            }
            default -> {
                if (map.has("kind")) {
                    map.problem("kind", KINDS);
                }
                return Optional.empty();
            }
        }
    }

    private Email.Mailbox mailbox(YamlMap map) {
        String host = map.text("host");
        Email.Security security = Email.Security.TLS;
        try {
            security = map.findText("security")
                    .map(word -> Email.Security.valueOf(word.toUpperCase(Locale.ROOT)))
                    .orElse(security);
        } catch (IllegalArgumentException e) {
            map.problem("security", "tls, starttls or none");
        }
        int usual = switch (security) {
            case TLS -> 465;
            case STARTTLS -> 587;
            case NONE -> 25;
        };
        int port = map.findNumber("port", 1, HIGHEST_PORT).map(Long::intValue).orElse(usual);
        InternetAddress from = new InternetAddress();
        String sender = map.text("from");
        try {
            from = new InternetAddress(sender, true);
        } catch (AddressException e) {
            if (map.has("from")) {
                map.problem("from", "a mail address");
            }
        }
        String user = named(map, "userFrom");
        String password = secret(map);
        if (user.isEmpty() != password.isEmpty() && map.has("userFrom") != map.has("secretFrom")) {
            map.problem(map.has("userFrom") ? "secretFrom" : "userFrom", "both or none of them");
        }
        return new Email.Mailbox(host, port, security, from, user, password);
    }

    /** A robot's address is a secret, so its value is never repeated in a problem. */
    private URI url(YamlMap map) {
        Optional<String> plain = map.findText("url");
        boolean isSecret = map.has("urlFrom");
        String key = isSecret ? "urlFrom" : "url";
        String value = isSecret ? named(map, key) : plain.orElse("");
        if (value.isEmpty()) {
            if (!isSecret && plain.isEmpty()) {
                map.problem(key, "url, or urlFrom for a secret one");
            }
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
        return named(map, "secretFrom");
    }

    /** What the variable at a key holds; the empty text, reported, when it holds nothing. */
    private String named(YamlMap map, String key) {
        Optional<String> variable = map.findText(key);
        if (variable.isEmpty()) {
            return "";
        }
        Optional<String> value = secrets.find(variable.get());
        if (value.isEmpty()) {
            // Who takes the key for the secret's own place has written the secret there.
            boolean name = VARIABLE.matcher(variable.get()).matches();
            map.problem(key, name ? "\"" + variable.get() + "\"" : "not the name of a variable", A_VARIABLE);
        }
        return value.orElse("");
    }
}
