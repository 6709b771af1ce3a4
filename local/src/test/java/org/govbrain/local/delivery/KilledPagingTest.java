package org.govbrain.local.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.document.BreachDocument;
import org.govbrain.schemas.document.PageDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The paging job is killed without a goodbye while its pages climb, on a real broker, and started again. */
class KilledPagingTest {
    private static final int CASES = 40;
    private static final int LEVELS = 4;
    private static final String SECRET = "for tests";
    private static final String PAGING = """
            version: p1
            chain: [grid-member, grid-leader, community-leader]
            fallback: command-room
            rules:
              - {id: quick, when: {urgent: true}, emergency: true, startLevel: 1, step: 3s, repeat: {every: 1h, most: 1}}
            """;
    private static final String ROSTER = """
            version: r1
            zone: Asia/Shanghai
            contacts: [other]
            duties:
              - {role: command-room, who: ZH}
              - {role: community-leader, community: C-0, who: SQ-0}
              - {role: community-leader, community: C-1, who: SQ-1}
              - {role: grid-leader, community: C-0, who: WZ-0}
              - {role: grid-leader, community: C-1, who: WZ-1}
              - {role: grid-member, grid: G-0, who: WG-0}
              - {role: grid-member, grid: G-1, who: WG-1}
            """;

    @TempDir
    Path folder;

    @Test
    void killed_in_mid_escalation_no_page_is_lost_nobody_is_told_twice_and_all_hear_of_the_end() throws Exception {
        MessageText text = new MessageText(false, request -> "http://127.0.0.1/a/T");
        Map<String, byte[]> reference =
                Map.of("paging.yaml", PAGING.getBytes(UTF_8), "roster.yaml", ROSTER.getBytes(UTF_8));
        try (WebhookStub other = WebhookStub.start(SECRET, Duration.ofMillis(5));
                LivePaging live = LivePaging.start(folder, reference)) {
            Webhook channel = new Webhook(other.url(), SECRET, text, Http.jdk(), InstantSource.system());
            live.deliverTo(Map.of("other", new ChannelsFile.Open(Limits.NONE, channel)), text);
            for (int i = 0; i < CASES; i++) {
                live.write(breach(i));
            }
            LivePaging.await("some to have reached the second level", () -> count(other, "|page|2.") > CASES / 4);
            live.killPaging();
            assertThat(live.said()).as("the second run goes on from the first").contains("from ");
            LivePaging.await("all to have reached the last", () -> count(other, "|page|" + LEVELS + ".") == CASES);
            LivePaging.await(
                    "all that was decided to have come",
                    () -> other.times().keySet().equals(decided(live)));
            Set<String> asked = persons(other, "|page|");
            assertThat(other.times().keySet().stream().map(KilledPagingTest::withoutNumber))
                    .as("each level of each page once")
                    .doesNotHaveDuplicates();

            for (int i = 0; i < CASES; i++) {
                live.write(BreachDocument.newBuilder(breach(i))
                        .setRevision(4)
                        .setState("resolved")
                        .build());
            }
            LivePaging.await(
                    "all to hear of the end", () -> persons(other, "|resolved|").size() >= asked.size());
            LivePaging.await(
                    "all that was decided to have come",
                    () -> other.times().keySet().equals(decided(live)));
            assertThat(persons(other, "|resolved|"))
                    .as("who hears of the end: all who were told, also just before it was killed")
                    .isEqualTo(asked);
            assertThat(other.times().values()).as("how often each message came").containsOnly(1);
            Map<String, String> sent = new TreeMap<>();
            other.times().keySet().forEach(id -> sent.put(id, "sent"));
            LivePaging.await(
                    "a document for each message that says so",
                    () -> statesOfSteps(live).equals(sent));
        }
    }

    private static BreachDocument breach(int number) {
        String place = Integer.toString(number % 2);
        return LivePaging.breach("I-" + number, "G-" + place, "C-" + place, "urgent");
    }

    private static long count(WebhookStub other, String part) {
        return other.times().keySet().stream().filter(id -> id.contains(part)).count();
    }

    private static Set<String> decided(LivePaging live) throws Exception {
        Set<String> ids = new TreeSet<>();
        live.read(Topics.DELIVERIES).forEach(each -> ids.add(each.getDeliveryId()));
        return ids;
    }

    /** Page and person of the messages of one purpose that have come. */
    private static Set<String> persons(WebhookStub other, String purpose) {
        Set<String> persons = new TreeSet<>();
        for (String id : other.times().keySet()) {
            if (id.contains(purpose)) {
                persons.add(id.substring(0, id.indexOf('|')) + " " + id.substring(id.lastIndexOf('|') + 1));
            }
        }
        return persons;
    }

    /** {@code page|purpose|level}: a step that was taken twice differs in its number or person only. */
    private static String withoutNumber(String id) {
        return id.substring(0, id.lastIndexOf('.'));
    }

    /** How each message stands by its newest document. */
    private static Map<String, String> statesOfSteps(LivePaging live) throws Exception {
        Map<String, PageDocument> newest = new HashMap<>();
        for (PageDocument each : live.read(Topics.PAGES)) {
            if (each.getKind().equals("step")) {
                newest.merge(each.getPageStepId(), each, (a, b) -> b.getRevision() < a.getRevision() ? a : b);
            }
        }
        Map<String, String> states = new TreeMap<>();
        newest.forEach((id, document) -> states.put(id, document.getState()));
        return states;
    }
}
