package org.govbrain.scenarios.paging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.govbrain.domain.alert.Alert;
import org.govbrain.domain.alert.AlertKind;
import org.govbrain.domain.alert.AlertState;
import org.govbrain.domain.alert.Answer;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.PagingBook;
import org.govbrain.domain.alert.Receipt;
import org.govbrain.domain.alert.Scene;
import org.govbrain.domain.alert.Severity;
import org.govbrain.engine.avro.DeliveryMapper;
import org.govbrain.engine.reference.Problems;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.engine.reference.Yaml;
import org.govbrain.engine.reference.YamlMap;
import org.govbrain.local.delivery.MessageText;
import org.govbrain.local.delivery.Parcel;

/**
 * A story with scripted time about who is told what. Times are those of Shanghai in 2026, {@code MM-dd HH:mm:ss}; between two steps
 * time passes and every step of a chain is taken when it is due, unless the job is {@code down}.
 *
 * <pre>{@code
 * steps:
 *   - {at: "03-04 10:00:00", alert: {clock: accept, case: I-1, severity: major, urgent: true}}
 *   - {at: "03-04 10:03:00", expect: ["10:00:00 page 2 WG-1 accept|I-1|1|", "10:03:00 page 3 WZ-1 accept|I-1|1|"]}
 *   - {at: "03-04 10:04:00", answer: {key: "accept|I-1|1|", by: WZ-1, action: ACK}}
 *   - {at: "03-04 10:30:00", expect: [], pages: ["accept|I-1|1| acknowledged"]}
 * }</pre>
 */
final class PagingScenario {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private static final MessageText CHAT = new MessageText(false, request -> "https://brain/a/TOKEN");
    private static final int MOST_BYTES = 2_048;

    private final Problems problems = new Problems();
    private final YamlMap file;
    private final Map<String, byte[]> reference = new TreeMap<>();
    private final PagingTheatre theatre;
    private final List<String> differences = new ArrayList<>();

    private PagingScenario(Path path) {
        file = Yaml.read(text(path), problems);
        for (String name : List.of("roster.yaml", "paging.yaml")) {
            reference.put(name, bytes(path.resolveSibling("base").resolve(name)));
        }
        change(file);
        theatre = new PagingTheatre(book());
    }

    /** Plays a file; every sentence of the answer is something that went otherwise than written. */
    static List<String> differences(Path path) {
        PagingScenario scenario = new PagingScenario(path);
        scenario.file.text("name");
        scenario.file.maps("steps").forEach(scenario::step);
        scenario.file.finish();
        scenario.problems.throwIfAny();
        return scenario.differences;
    }

    private void step(YamlMap step) {
        Instant at = time(step.text("at"));
        theatre.passTo(at, step.findFlag("down").orElse(false));
        if (change(step)) {
            theatre.changeTo(book());
        }
        step.findMap("alert").ifPresent(map -> theatre.hear(alert(map, at)));
        step.findMap("answer").ifPresent(map -> theatre.hear(answer(map, at)));
        step.findMap("receipt").ifPresent(map -> theatre.hear(receipt(map, at)));
        if (step.has("expect")) {
            compare(step, "told", step.texts("expect"), theatre.takeTold());
        } else {
            step.texts("expect");
        }
        if (step.has("pages")) {
            compare(step, "pages", step.texts("pages"), theatre.pages());
        }
        if (step.has("chat")) {
            compare(step, "chat", step.texts("chat"), chat());
        }
        if (step.has("lines")) {
            List<String> lines = theatre.takeLines();
            for (String line : step.texts("lines")) {
                if (lines.stream().noneMatch(each -> each.contains(line))) {
                    differences.add("line " + step.line() + ": no line of the audit says \"" + line + "\": " + lines);
                }
            }
        }
        step.finish();
    }

    /** What stands in the group's chat of the newest message. */
    private List<String> chat() {
        Delivery newest = theatre.deliveries().get(theatre.deliveries().size() - 1);
        Parcel parcel = new Parcel("robot", List.of(), List.of(new DeliveryMapper().toDocument(newest)));
        return CHAT.of(parcel, MOST_BYTES).lines().toList();
    }

    private void compare(YamlMap step, String what, List<String> expected, List<String> found) {
        if (!expected.equals(found)) {
            differences.add("line " + step.line() + ", " + what + ":\n  expected "
                    + String.join("\n           ", expected) + "\n  found    " + String.join("\n           ", found));
        }
    }

    private boolean change(YamlMap map) {
        boolean changed = false;
        for (String name : List.of("roster", "paging", "silences")) {
            Optional<String> text = map.findText(name);
            text.ifPresent(each -> reference.put(name + ".yaml", each.getBytes(StandardCharsets.UTF_8)));
            changed |= text.isPresent();
        }
        return changed;
    }

    private PagingBook book() {
        return ReferenceLoader.fromFiles(reference).paging();
    }

    private static Instant time(String text) {
        return LocalDateTime.parse("2026-" + text, WRITTEN).atZone(ZONE).toInstant();
    }

    private static Alert alert(YamlMap map, Instant at) {
        AlertKind kind = map.has("hotspot") ? AlertKind.HOTSPOT : map.has("feed") ? AlertKind.FEED : AlertKind.BREACH;
        String clock = map.findText("clock").orElse(null);
        List<String> cases = map.texts("case");
        String department = map.findText("department").orElse(null);
        String key = kind == AlertKind.BREACH
                ? clock + "|" + String.join("", cases) + "|1|" + (department == null ? "" : department)
                : kind.word() + "|" + map.findText(kind.word()).orElse("");
        String subject = kind == AlertKind.BREACH ? String.join("", cases) : key;
        Alert alert = new Alert(
                key,
                kind,
                map.findNumber("revision", 1, Long.MAX_VALUE).orElse(1L),
                AlertState.valueOf(map.findText("state").orElse("OPEN")),
                map.findText("due").map(PagingScenario::time).orElse(at),
                map.findText("severity").flatMap(Severity::find).orElse(Severity.MAJOR),
                map.findFlag("urgent").orElse(false),
                map.findText("unconfirmed").orElse(null),
                new Scene(
                        map.findText("building").orElse(null),
                        map.findText("grid").orElse("G-1"),
                        null,
                        map.findText("community").orElse("C-1"),
                        null,
                        null,
                        null),
                cases,
                clock,
                department,
                map.findText("categoryGroup").orElse(null),
                map.findNumber("facts", 0, Long.MAX_VALUE).orElse(1L),
                false,
                "案件 " + subject,
                "case " + subject,
                kind == AlertKind.BREACH ? null : "热点",
                kind == AlertKind.BREACH ? null : "something builds up",
                map.texts("explain"),
                map.texts("explain"));
        map.finish();
        return alert;
    }

    private Answer answer(YamlMap map, Instant heard) {
        Instant at = map.findText("given").map(PagingScenario::time).orElse(heard);
        String action = map.text("action");
        String by = map.text("by");
        Answer answer = new Answer(
                map.findText("id").orElse(by + "-" + action + "-" + at),
                at,
                theatre.pageOf(map.text("key")),
                by,
                Answer.Action.valueOf(action));
        map.finish();
        return answer;
    }

    private Receipt receipt(YamlMap map, Instant at) {
        String to = map.text("to");
        Receipt receipt = new Receipt(
                theatre.lastDeliveryTo(to),
                theatre.pageOfLastDeliveryTo(to),
                at,
                map.findText("contact").orElse(null),
                Receipt.State.valueOf(map.text("state")),
                map.findFlag("last").orElse(false),
                map.findText("detail").orElse(null));
        map.finish();
        return receipt;
    }

    private ReferenceText text(Path path) {
        return ReferenceText.of(String.valueOf(path.getFileName()), bytes(path), problems)
                .orElseThrow();
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
