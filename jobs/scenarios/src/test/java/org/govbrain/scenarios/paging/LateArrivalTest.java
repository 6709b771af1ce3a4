package org.govbrain.scenarios.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.govbrain.domain.alert.Alert;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.domain.sla.Scenario;
import org.govbrain.domain.sla.WorkCalendars;
import org.govbrain.engine.avro.BreachMapper;
import org.govbrain.engine.avro.PageInputDecoder;
import org.govbrain.engine.reference.PolicyFile;
import org.govbrain.engine.reference.PolicyParser;
import org.govbrain.engine.reference.Problems;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.engine.situation.StoryPlayer;
import org.govbrain.engine.situation.StoryPlayer.Said;
import org.govbrain.schemas.RecordEncoder;
import org.govbrain.schemas.Topics;
import org.junit.jupiter.api.Test;

/** The story of feature A9 from its events to what officers are sent: a case heard of late is one page, not a burst. */
class LateArrivalTest {
    private static final Path STORY = Path.of("src/test/resources/sla/A09-heard-of-late.yaml");
    private static final Path BASE = Path.of("src/test/resources/paging/base");

    @Test
    void aCaseHeardOfAnHourLateIsOnePageMarkedAsLateAndIsTakenBackByLateProof() throws Exception {
        PagingTheatre theatre = theatre(Files.readString(BASE.resolve("paging.yaml")));
        play(theatre);
        assertThat(theatre.takeTold())
                .as(
                        "two promises were past due: the one over the other is told, and whoever was told hears that it was none")
                .containsExactly(
                        "11:00:30 page 2 WG-1 close|story|1| digest",
                        "11:10:30 page 5 JD-1 close|story|1|",
                        "11:20:30 page 6 ZH-1 close|story|1|",
                        "11:50:30 repeat 6 ZH-1 close|story|1|",
                        "12:20:30 repeat 6 ZH-1 close|story|1|",
                        "12:30:00 withdrawn 2 WG-1 close|story|1|",
                        "12:30:00 withdrawn 5 JD-1 close|story|1|",
                        "12:30:00 withdrawn 6 ZH-1 close|story|1|");
    }

    @Test
    void promisesOfWhichNoneStandsForTheOthersAreOneMessageAllTheSame() throws Exception {
        String paging = Files.readString(BASE.resolve("paging.yaml"));
        PagingTheatre theatre = theatre(paging.substring(0, paging.indexOf("inhibit:")));
        play(theatre);
        Set<String> messages = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (Delivery delivery : theatre.deliveries()) {
            if (Duration.between(Instant.parse("2026-03-04T03:00:00Z"), delivery.issuedAt())
                            .toSeconds()
                    < 60) {
                assertThat(delivery.digest()).as("%s", delivery).isTrue();
                messages.add(delivery.recipient() + "/" + delivery.bundle());
                keys.add(delivery.alert().dedupKey());
            }
        }
        assertThat(keys).as("both are told").containsExactlyInAnyOrder("accept|story|1|", "close|story|1|");
        assertThat(messages).as("put together for one officer").containsExactly("WG-1/digest");
    }

    /** Plays the story's events through the case operator, and each breach document as its topic carries it into the theatre. */
    private static void play(PagingTheatre theatre) throws Exception {
        byte[] file = Files.readAllBytes(STORY);
        Problems problems = new Problems();
        PolicyFile policy = PolicyParser.parse(
                ReferenceText.of("policy.yaml", file, problems).orElseThrow(), WorkCalendars.alwaysOnly(), problems);
        problems.throwIfAny();
        Scenario story = policy.examples().get(0);
        List<Said> said = new StoryPlayer(file, policy.policy(), Map.of(), story).play(false);
        PageInputDecoder decoder = new PageInputDecoder();
        Map<String, SaidBreach> told = new HashMap<>();
        for (int i = 0; i < said.size(); i++) {
            Instant now = story.steps().get(i).asOf();
            theatre.passTo(now, false);
            for (SaidBreach breach : said.get(i).breaches().values()) {
                if (!breach.equals(told.put(breach.breach().breachId(), breach))) {
                    theatre.hear(asHeard(decoder, breach));
                }
            }
        }
    }

    private static Alert asHeard(PageInputDecoder decoder, SaidBreach breach) {
        byte[] bytes = new RecordEncoder().encode(new BreachMapper().toDocument(breach));
        Alert alert = decoder.decode(Topics.BREACHES.name(), 0, 0, 0, bytes)
                .orElseThrow()
                .alert();
        return Objects.requireNonNull(alert);
    }

    private static PagingTheatre theatre(String paging) throws Exception {
        // The story's grid is of no community.
        String roster = Files.readString(BASE.resolve("roster.yaml")).replace("grid: G-1", "grid: G1");
        return new PagingTheatre(ReferenceLoader.fromFiles(Map.of(
                        "roster.yaml", roster.getBytes(StandardCharsets.UTF_8),
                        "paging.yaml", paging.getBytes(StandardCharsets.UTF_8)))
                .paging());
    }
}
