package org.govbrain.scenarios.paging;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.govbrain.engine.reference.Problems;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.engine.reference.Yaml;
import org.govbrain.engine.reference.YamlMap;
import org.govbrain.local.delivery.ChannelsFile;
import org.govbrain.local.delivery.Http;
import org.govbrain.local.delivery.Limits;
import org.govbrain.local.delivery.MessageText;
import org.govbrain.local.delivery.Outbox;
import org.govbrain.local.delivery.Parcel;
import org.govbrain.local.delivery.Secrets;
import org.govbrain.schemas.delivery.DeliveryPurpose;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryRequest;

/**
 * A story with scripted time about how messages reach two robots, {@code duty} and {@code spare}. The worker looks each quarter of a second; what
 * a robot answers stands in the script, HTTP status and body.
 *
 * <pre>{@code
 * steps:
 *   - {at: "10:00:00", hand: {id: page, contacts: [duty, spare]}, answers: {duty: "200 {\"errcode\": 310000}"}}
 *   - {at: "10:00:01", sent: ["10:00:00 duty page", "10:00:00 spare page"]}
 * }</pre>
 */
final class DeliveryScenario {
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int TICK_MS = 250;
    private static final String TAKEN = "200 {\"errcode\": 0}";

    private final Problems problems = new Problems();
    private final MessageText text = new MessageText(false, request -> "https://brain/a/" + "x".repeat(110));
    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, ChannelsFile.Open> channels = channels();
    private final List<DeliveryReceipt> receipts = new ArrayList<>();
    private final List<Coming> coming = new ArrayList<>();
    private final List<DeliveryRequest> handed = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private List<String> sent = new ArrayList<>();
    private Outbox outbox = outbox();
    private Instant now = Instant.EPOCH;

    private record Coming(Instant at, DeliveryRequest request) {}

    private DeliveryScenario() {}

    /** Plays a file; every sentence of the answer is something that went otherwise than written. */
    static List<String> differences(Path path) throws IOException {
        DeliveryScenario scenario = new DeliveryScenario();
        YamlMap file = ReferenceText.of(String.valueOf(path.getFileName()), Files.readAllBytes(path), scenario.problems)
                .map(yaml -> Yaml.read(yaml, scenario.problems))
                .orElseThrow();
        file.text("name");
        file.maps("steps").forEach(scenario::step);
        file.finish();
        scenario.problems.throwIfAny();
        return scenario.differences;
    }

    private void step(YamlMap step) {
        passTo(LocalTime.parse(step.text("at")).atDate(LocalDate.EPOCH).toInstant(ZoneOffset.UTC));
        step.findMap("answers").ifPresent(this::answer);
        if (step.findFlag("killed").orElse(false)) {
            restart();
        }
        step.findMap("hand").ifPresent(this::hand);
        if (step.has("sent")) {
            compare(step, step.texts("sent"), sent);
            sent = new ArrayList<>();
        }
        if (step.has("states")) {
            compare(step, step.texts("states"), states());
        }
        step.finish();
    }

    private void compare(YamlMap step, List<String> expected, List<String> found) {
        if (!expected.equals(found)) {
            differences.add("line " + step.line() + ":\n  expected " + String.join("\n           ", expected)
                    + "\n  found    " + String.join("\n           ", found));
        }
    }

    private void answer(YamlMap map) {
        for (String name : channels.keySet()) {
            map.findText(name).ifPresent(answer -> answers.put(name, answer));
        }
        map.finish();
    }

    /** Killed without a goodbye: a new worker knows the receipts and is given every message again. */
    private void restart() {
        outbox = outbox();
        receipts.forEach(outbox::recall);
        handed.forEach(each -> receipts.addAll(outbox.accept(each, now.toEpochMilli())));
    }

    private void hand(YamlMap map) {
        String id = map.text("id");
        long count = map.findNumber("count", 1, 10_000).orElse(1L);
        boolean emergency = map.findFlag("emergency").orElse(false);
        List<String> contacts = map.texts("contacts");
        long every = map.findNumber("everySeconds", 0, 60).orElse(0L);
        for (int i = 1; i <= count; i++) {
            coming.add(new Coming(
                    now.plusSeconds(every * (i - 1)), request(count == 1 ? id : id + i, contacts, emergency)));
        }
        map.finish();
        look();
    }

    private void passTo(Instant at) {
        if (now.equals(Instant.EPOCH)) {
            now = at;
        }
        for (; now.isBefore(at); now = now.plusMillis(TICK_MS)) {
            look();
        }
    }

    private void look() {
        for (Coming each : List.copyOf(coming)) {
            if (!each.at().isAfter(now)) {
                coming.remove(each);
                handed.add(each.request());
                receipts.addAll(outbox.accept(each.request(), now.toEpochMilli()));
            }
        }
        List<DeliveryReceipt> rerouted = new ArrayList<>();
        List<Parcel> due = outbox.due(now.toEpochMilli(), rerouted);
        receipts.addAll(rerouted);
        for (Parcel parcel : due) {
            List<String> ids = parcel.requests().stream()
                    .map(DeliveryRequest::getDeliveryId)
                    .toList();
            sent.add(SHOWN.format(now) + " " + parcel.channel() + " "
                    + (ids.size() == 1 ? ids.get(0) : ids.get(0) + " and " + (ids.size() - 1) + " more"));
            try {
                receipts.addAll(outbox.finish(
                        parcel,
                        requireNonNull(channels.get(parcel.channel())).channel().send(parcel),
                        now.toEpochMilli()));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** How many messages stand how, by their newest receipts. */
    private List<String> states() {
        Map<String, String> newest = new LinkedHashMap<>();
        receipts.forEach(each -> newest.put(
                each.getDeliveryId(),
                each.getState().name().toLowerCase(Locale.ROOT) + (each.getLast() ? " for good" : "")));
        return newest.values().stream()
                .collect(Collectors.groupingBy(each -> each, Collectors.counting()))
                .entrySet()
                .stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .sorted()
                .toList();
    }

    private Outbox outbox() {
        Map<String, Limits> limits = new LinkedHashMap<>();
        channels.forEach((name, open) -> limits.put(name, open.limits()));
        return new Outbox(limits, text::bytesInDigest, () -> 1);
    }

    private Map<String, ChannelsFile.Open> channels() {
        Http http = (uri, headers, json) -> {
            String answer = answers.getOrDefault(uri.getHost(), TAKEN);
            int blank = answer.indexOf(' ');
            return new Http.Answer(Integer.parseInt(answer.substring(0, blank)), answer.substring(blank + 1));
        };
        Map<String, ChannelsFile.Open> open = new ChannelsFile(
                        text,
                        http,
                        () -> now,
                        new Secrets(Map.of("DUTY", "https://duty/send?token=t", "SPARE", "https://spare/send?token=t")))
                .parse(
                        new ReferenceText(
                                "channels.yaml",
                                "channels: [{name: duty, kind: dingtalk, urlFrom: DUTY},"
                                        + " {name: spare, kind: dingtalk, urlFrom: SPARE}]"),
                        problems);
        problems.throwIfAny();
        return open;
    }

    private DeliveryRequest request(String id, List<String> contacts, boolean emergency) {
        return DeliveryRequest.newBuilder()
                .setDeliveryId(id)
                .setIssuedAt(now)
                .setPageId("page-" + id)
                .setDedupKey("accept|" + id + "|1|")
                .setPurpose(DeliveryPurpose.PAGE)
                .setLevel(1)
                .setRole("grid-member")
                .setRecipient("WG-1")
                .setContacts(contacts)
                .setPriority(emergency ? 0 : 2)
                .setEmergency(emergency)
                .setSeverity("major")
                .setAlertKind("breach")
                .setTitleZh(id)
                .setTitleEn(id)
                .setTextZh(id)
                .setTextEn(id)
                .setBundle(id)
                .setDigest(false)
                .setRuleId("rest")
                .setPolicyVersion("1")
                .setRosterVersion("1")
                .setWhyZh("当班")
                .setWhyEn("on duty")
                .build();
    }
}
