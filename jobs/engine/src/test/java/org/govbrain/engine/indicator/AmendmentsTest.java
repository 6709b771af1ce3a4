package org.govbrain.engine.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.govbrain.engine.indicator.IndicatorsTest.at;
import static org.govbrain.engine.indicator.IndicatorsTest.event;
import static org.govbrain.engine.indicator.IndicatorsTest.situation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.indicator.Amendment;
import org.govbrain.domain.indicator.CountedFact;
import org.govbrain.domain.indicator.FactSubject;
import org.govbrain.domain.indicator.IndicatorChange;
import org.govbrain.domain.situation.Breach;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.Place;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.avro.AmendmentMapper;
import org.govbrain.engine.follow.OperatorRun;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.schemas.document.AmendmentDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cases and breaches as they were published, from what they are and what was amended; days are those of Shanghai. */
class AmendmentsTest {
    private static final FixedReferenceSource CITY = FixedReferenceSource.of(Map.of());
    private static final Instant MIDNIGHT = Instant.parse("2026-03-03T16:00:00Z");
    private static final LocalDate FIRST_DAY = LocalDate.parse("2026-03-04");
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final List<BreachState> STATES = List.of(BreachState.values());
    private static final String NEXT_MORNING = "2026-03-05";

    @Test
    void aCaseThatIsKnownBySixInTheMorningAmendsNothing() throws Exception {
        try (OperatorRun<CaseSituation, IndicatorChange> cases = cases(true)) {
            cases.passTo(hour(29.9));
            cases.hear(told("noise", null, 1));
            assertThat(cases.said(IndicatorStreams.AMENDMENTS)).isEmpty();
        }
    }

    @Test
    void aCaseOfAnotherCategoryIsTakenFromTheOneAndGivenToTheOther() throws Exception {
        try (OperatorRun<CaseSituation, IndicatorChange> cases = cases(true)) {
            cases.passTo(hour(12));
            cases.hear(told("noise", null, 1));
            cases.passTo(hour(31));
            cases.hear(told("parking", null, 2));
            assertThat(documents(cases))
                    .as("on the next day")
                    .containsExactly("case|P1|2026-03-05|was 1 noise", "case|P1|2026-03-05|is -1 parking");
            cases.hear(told("waste", null, 3));
            assertThat(documents(cases))
                    .as("and once more on that day: under the same ids")
                    .containsExactly("case|P1|2026-03-05|was 1 noise", "case|P1|2026-03-05|is -1 waste");
            cases.hear(told("waste", "C9", 4));
            assertThat(documents(cases))
                    .as("superseded: nothing is counted instead")
                    .containsExactly("case|P1|2026-03-05|was 1 noise", "case|P1|2026-03-05|is 0 waste");
        }
    }

    /** The day of opening and the day of the end are published each with its own. */
    @Test
    void anEndThatIsToldLateIsNotInWhatWasPublished() throws Exception {
        try (OperatorRun<CaseSituation, IndicatorChange> cases = cases(true)) {
            cases.passTo(hour(12));
            cases.hear(told("noise", null, 1));
            cases.passTo(hour(29));
            cases.hear(ended(EventKind.CLOSED, 780, 2));
            assertThat(documents(cases)).as("told by six").isEmpty();
            cases.passTo(hour(31));
            cases.hear(told("noise", null, 3));
            assertThat(documents(cases))
                    .as("taken back: it had been published as ended")
                    .containsExactly("end|P1|2026-03-05|was 1 noise");
            cases.hear(ended(EventKind.CANCELLED, 720, 4));
            List<AmendmentDocument> amended = cases.said(IndicatorStreams.AMENDMENTS).stream()
                    .map(each -> new AmendmentMapper().toDocument(each))
                    .toList();
            assertThat(amended)
                    .as("called off after all, and earlier")
                    .extracting(AmendmentDocument::getAmendmentId, AmendmentDocument::getStoppedAt)
                    .containsExactly(tuple("end|P1|2026-03-05|was", at(780)), tuple("end|P1|2026-03-05|is", at(720)));
            assertThat(amended)
                    .as("opened, and who had it")
                    .extracting(AmendmentDocument::getTimestamp, AmendmentDocument::getOwnerId)
                    .containsOnly(tuple(at(50), "D1"));
        }
    }

    @Test
    void aReplayHearsAllAtOnceAndAmendsNothing() throws Exception {
        try (OperatorRun<CaseSituation, IndicatorChange> cases = cases(false)) {
            cases.passTo(hour(100));
            cases.hear(told("noise", null, 1));
            assertThat(cases.said(IndicatorStreams.AMENDMENTS)).isEmpty();
        }
    }

    @Test
    void aBreachThatProvesToHaveBeenInTimeIsTakenBackFromWhatWasPublished() throws Exception {
        try (OperatorRun<SaidBreach, Amendment> breaches = breaches()) {
            breaches.passTo(hour(12));
            breaches.hear(said("B", 12, BreachState.RESOLVED, 13.0, "urban", 1));
            breaches.passTo(hour(40));
            breaches.hear(said("B", 12, BreachState.WITHDRAWN, null, "urban", 2));
            List<AmendmentDocument> documents = breaches.said().stream()
                    .map(each -> new AmendmentMapper().toDocument(each))
                    .toList();
            assertThat(documents)
                    .as("it had been missed, and done")
                    .extracting(AmendmentDocument::getAmendmentId)
                    .containsExactly("breach|B|" + NEXT_MORNING + "|was", "stop|B|" + NEXT_MORNING + "|was");
            assertThat(documents.get(1).getTimestamp()).as("due").isEqualTo(hour(12));
            assertThat(documents.get(1).getStoppedAt()).as("done").isEqualTo(hour(13));
            assertThat(documents.get(1).getOwnerId()).isEqualTo("urban");
        }
    }

    @Test
    void whatIsHeardAfterARestartBeforeEventTimeGoesOnIsLateAllTheSame() throws Exception {
        try (OperatorRun<SaidBreach, Amendment> breaches = breaches()) {
            breaches.passTo(hour(12));
            breaches.hear(said("B", 12, BreachState.OPEN, null, "urban", 1));
            breaches.passTo(hour(31));
            breaches.restart();
            breaches.hear(said("B", 12, BreachState.WITHDRAWN, null, "urban", 2));
            assertThat(breaches.said())
                    .as("published an hour before")
                    .extracting(Amendment::id)
                    .containsExactly("breach|B|" + NEXT_MORNING + "|was");
        }
    }

    @Test
    void anOldWordOfAFeedThatWasSilentIsNoNews() throws Exception {
        try (OperatorRun<SaidBreach, Amendment> breaches = breaches()) {
            breaches.passTo(hour(12));
            breaches.hear(said("B", 12, BreachState.WITHDRAWN, null, "urban", 2));
            breaches.passTo(hour(40));
            breaches.hear(said("B", 12, BreachState.OPEN, null, "urban", 1));
            assertThat(breaches.said()).isEmpty();
            breaches.passTo(hour(12).plus(RETENTION.multipliedBy(6)));
            assertThat(breaches.kept()).as("state and timers").isZero();
        }
    }

    @Test
    void aBreachThatIsOverLeaves() throws Exception {
        try (OperatorRun<SaidBreach, Amendment> breaches = breaches()) {
            breaches.passTo(hour(12));
            breaches.hear(said("B", 12, BreachState.OPEN, null, "urban", 1));
            breaches.passTo(hour(12).plus(RETENTION.multipliedBy(3)));
            assertThat(breaches.kept()).as("while it is open").isPositive();
            breaches.hear(said("B", 12, BreachState.RESOLVED, 13.0, "urban", 2));
            breaches.passTo(hour(12).plus(RETENTION.multipliedBy(6)));
            assertThat(breaches.kept()).as("state and timers").isZero();
        }
    }

    /**
     * Whatever became known of breaches whenever: late, ahead of event time, after a restart before it goes on, of other owners, done
     * late, withdrawn and back again.
     */
    @Property(tries = 40, seed = "20261126")
    void whatIsKnownWithTheLaterAmendmentsIsWhatWasPublished(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Map<String, SaidBreach> now = new TreeMap<>();
        Map<LocalDate, Map<String, Integer>> published = new TreeMap<>();
        Map<String, Amendment> amendments = new HashMap<>();
        try (OperatorRun<SaidBreach, Amendment> breaches = breaches()) {
            double hour = 7;
            for (int step = 0; step < 60; step++) {
                if (random.nextInt(8) == 0) {
                    breaches.restart();
                } else {
                    double next = Math.round(hour * 10 + random.nextInt(60)) / 10.0;
                    for (int day = dayOf(hour - 6); day < dayOf(next - 6); day++) {
                        published.put(FIRST_DAY.plusDays(day), counted(now, day));
                    }
                    hour = next;
                    breaches.passTo(hour(hour));
                }
                SaidBreach news = news(random, now, hour, step);
                now.put(news.breach().breachId(), news);
                breaches.hear(news);
                breaches.said().forEach(each -> amendments.put(each.id(), each));
            }
        }
        assertThat(published).as("days that were published").hasSizeGreaterThan(2);
        published.forEach((day, then) -> {
            Map<String, Integer> sums = counted(now, (int) (day.toEpochDay() - FIRST_DAY.toEpochDay()));
            amendments.values().stream()
                    .filter(each -> each.knownOn().isAfter(day))
                    .forEach(each -> count(sums, each.subject(), each.fact(), each.weight(), (int)
                            (day.toEpochDay() - FIRST_DAY.toEpochDay())));
            sums.values().removeIf(sum -> sum == 0);
            assertThat(sums).as("as published with %s", day).isEqualTo(then);
        });
    }

    /** A breach that was never heard of, or another word about one that was. */
    private static SaidBreach news(Random random, Map<String, SaidBreach> now, double hour, int step) {
        String id = "B" + random.nextInt(12);
        SaidBreach known = now.get(id);
        double due = known == null
                ? random.nextInt((int) ((hour + 30) * 10)) / 10.0
                : Duration.between(MIDNIGHT, known.breach().dueAt()).toMinutes() / 60.0;
        BreachState state = STATES.get(random.nextInt(STATES.size()));
        Double stop = state == BreachState.RESOLVED ? due + random.nextDouble() * 30 : null;
        return said(id, due, state, stop, random.nextBoolean() ? "urban" : "market", step + 1L);
    }

    /** Misses and stops up to the end of a day, by kind and owner. */
    private static Map<String, Integer> counted(Map<String, SaidBreach> now, int day) {
        Map<String, Integer> sums = new TreeMap<>();
        now.values().forEach(said -> {
            Breach breach = said.breach();
            count(sums, FactSubject.missOf(breach), CountedFact.missOf(breach), 1, day);
            count(sums, FactSubject.stopOf(breach), CountedFact.stopOf(breach), 1, day);
        });
        return sums;
    }

    private static void count(
            Map<String, Integer> sums, FactSubject subject, @Nullable CountedFact fact, int weight, int day) {
        if (fact != null && fact.settledMs() < hour(24 * (day + 1)).toEpochMilli()) {
            sums.merge(subject.kind() + " " + fact.ownerId(), weight, Integer::sum);
        }
    }

    private static int dayOf(double hour) {
        return (int) Math.floor(hour / 24);
    }

    private static Instant hour(double hour) {
        return MIDNIGHT.plus(Duration.ofMinutes(Math.round(hour * 60)));
    }

    private static List<String> documents(OperatorRun<CaseSituation, IndicatorChange> cases) {
        return cases.said(IndicatorStreams.AMENDMENTS).stream()
                .map(each -> new AmendmentMapper().toDocument(each))
                .map(each -> each.getAmendmentId() + " " + each.getWeight() + " " + each.getCategoryGroup())
                .toList();
    }

    private static CaseSituation told(String group, @Nullable String mergedInto, long revision) {
        return told(group, mergedInto, revision, situation(at(60), event(EventKind.REPORTED, 50)));
    }

    private static CaseSituation ended(EventKind how, int minute, long revision) {
        return told("noise", null, revision, situation(at(minute), event(EventKind.REPORTED, 50), event(how, minute)));
    }

    private static CaseSituation told(String group, @Nullable String mergedInto, long revision, CaseSituation told) {
        return new CaseSituation(
                "P1",
                told.origin(),
                mergedInto,
                told.matter(),
                group,
                told.place(),
                told.links(),
                told.clocks(),
                told.light(),
                told.policyVersion(),
                null,
                revision);
    }

    private static SaidBreach said(
            String id, double due, BreachState state, @Nullable Double stop, String owner, long revision) {
        Breach breach = new Breach(
                id,
                "P1",
                "platform",
                "accept",
                1,
                null,
                owner,
                new Place("G1", null, null, null, null),
                null,
                null,
                null,
                "urban",
                "street",
                Urgency.ROUTINE,
                "major",
                state,
                null,
                hour(0),
                hour(due),
                stop == null ? null : hour(stop),
                "one",
                List.of());
        return new SaidBreach(breach, revision, "platform|urban");
    }

    private static OperatorRun<CaseSituation, IndicatorChange> cases(boolean publishes) throws Exception {
        return new OperatorRun<>(
                () -> new CaseIndicatorsFunction(CITY, RETENTION.toMillis(), publishes), CaseSituation::caseId);
    }

    private static OperatorRun<SaidBreach, Amendment> breaches() throws Exception {
        return new OperatorRun<>(
                () -> new AmendBreachesFunction(CITY, RETENTION.toMillis()),
                said -> said.breach().breachId());
    }
}
