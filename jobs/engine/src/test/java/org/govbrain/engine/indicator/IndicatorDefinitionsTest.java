package org.govbrain.engine.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.domain.event.EventKind.ACCEPTED;
import static org.govbrain.domain.event.EventKind.ARRIVED;
import static org.govbrain.domain.event.EventKind.ASSIGNED;
import static org.govbrain.domain.event.EventKind.CANCELLED;
import static org.govbrain.domain.event.EventKind.CLOSED;
import static org.govbrain.domain.event.EventKind.DISPATCHED;
import static org.govbrain.domain.event.EventKind.FEEDBACK;
import static org.govbrain.domain.event.EventKind.RECEIVED;
import static org.govbrain.domain.event.EventKind.REJECTED;
import static org.govbrain.domain.event.EventKind.REOPENED;
import static org.govbrain.domain.event.EventKind.REPORTED;
import static org.govbrain.domain.event.EventKind.RETURNED;
import static org.govbrain.domain.event.EventKind.SUPERVISED;
import static org.govbrain.domain.event.EventKind.SUSPENDED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.indicator.CaseShares;
import org.govbrain.domain.indicator.Indicator;
import org.govbrain.domain.indicator.IndicatorCounts;
import org.govbrain.domain.matter.CaseLink;
import org.govbrain.domain.situation.CaseRecord;
import org.govbrain.domain.situation.SituationFold;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every rate of docs/INDICATORS.md, by the formula that stands there, over one set of cases that has someone on each side of
 * each definition. Who is in the numerator and who in the denominator stands behind each pair.
 */
class IndicatorDefinitionsTest {
    private static final Path DOCUMENT = Path.of("../../docs/INDICATORS.md");
    private static final Instant TEN = Instant.parse("2026-03-04T02:00:00Z");
    private static final Instant NOW = at(2_000);

    private static final List<Life> CASES = List.of(
            new Life("kept")
                    .due(REPORTED, 0, 60)
                    .step(ACCEPTED, 5)
                    .step(ASSIGNED, 8)
                    .step(FEEDBACK, 30)
                    .rated(CLOSED, 50, "满意"),
            new Life("late")
                    .due(REPORTED, 0, 60)
                    .step(ACCEPTED, 20)
                    .step(ASSIGNED, 40)
                    .step(FEEDBACK, 1_500)
                    .rated(CLOSED, 1_600, "不满意"),
            new Life("fresh").due(REPORTED, 1_995, 3_000),
            new Life("overdue").due(REPORTED, 0, 60).step(ACCEPTED, 5).step(ASSIGNED, 8),
            new Life("suspended")
                    .due(REPORTED, 0, 60)
                    .step(ACCEPTED, 5)
                    .step(ASSIGNED, 8)
                    .step(SUSPENDED, 100),
            new Life("called off").due(REPORTED, 0, 60).step(ACCEPTED, 5).step(CANCELLED, 7),
            new Life("refused").due(REPORTED, 0, 60).step(REJECTED, 3),
            new Life("twice")
                    .due(REPORTED, 0, 60)
                    .step(ACCEPTED, 5)
                    .step(ASSIGNED, 8)
                    .step(RETURNED, 15)
                    .step(ASSIGNED, 18)
                    .step(SUPERVISED, 20)
                    .step(FEEDBACK, 40)
                    .step(CLOSED, 50)
                    .due(REOPENED, 90, 200)
                    .due(ACCEPTED, 92, 400)
                    .step(CLOSED, 300),
            new Life("dateless")
                    .step(REPORTED, 0)
                    .step(ACCEPTED, 5)
                    .step(ASSIGNED, 6)
                    .step(CLOSED, 70),
            new Life("dateless twice")
                    .step(REPORTED, 0)
                    .step(ACCEPTED, 5)
                    .step(ASSIGNED, 6)
                    .step(CLOSED, 70)
                    .step(REOPENED, 90)
                    .step(ACCEPTED, 92)
                    .step(ASSIGNED, 94)
                    .step(CLOSED, 100),
            new Life("emergency")
                    .incident(RECEIVED, 0, null)
                    .incident(DISPATCHED, 1, "fire")
                    .incident(DISPATCHED, 2, "medical")
                    .incident(ARRIVED, 15, "fire")
                    .incident(ARRIVED, 30, "medical")
                    .incident(CLOSED, 100, null),
            new Life("repeated").due(REPORTED, 1_996, 3_000).linked());

    /** Numerator and denominator of each; "twice" and "dateless twice" are closed twice. */
    private static final Map<String, List<Integer>> EXPECTED = expected();

    private static Map<String, List<Integer>> expected() {
        Map<String, List<Integer>> table = new LinkedHashMap<>();
        // kept, overdue, suspended, twice, dateless, dateless twice / and late, emergency
        table.put("及时受理率", List.of(6, 8));
        // the same / accepted at all: and late
        table.put("按期受理率", List.of(6, 7));
        // kept, overdue, suspended, twice, dateless, dateless twice twice / and late, the second life of twice
        table.put("及时派单率", List.of(7, 9));
        // fire / and medical
        table.put("及时到场率", List.of(1, 2));
        // kept, twice, dateless, dateless twice twice / and late, overdue
        table.put("按期处置率", List.of(5, 7));
        // and late, sooner or later / the same
        table.put("处置率", List.of(6, 7));
        // kept, twice twice, dateless, dateless twice twice, emergency / and late, overdue: not suspended, and not what
        // is not
        // yet due
        table.put("按期结案率", List.of(7, 9));
        // and late
        table.put("结案率", List.of(8, 9));
        // late
        table.put("超期结案率", List.of(1, 9));
        // fresh, overdue, suspended, repeated / all but called off and refused
        table.put("未结案率", List.of(4, 10));
        // the first closings of twice and dateless twice / all closings due
        table.put("返工率", List.of(2, 9));
        // the second closing of twice
        table.put("延期率", List.of(1, 9));
        // twice / kept, late, overdue, suspended, twice, dateless, dateless twice, emergency
        table.put("回退率", List.of(1, 8));
        // all but twice
        table.put("准确派遣率", List.of(7, 8));
        // twice
        table.put("督办率", List.of(1, 10));
        // kept / and late
        table.put("满意率", List.of(1, 2));
        // repeated
        table.put("重复率", List.of(1, 10));
        // all but called off and refused / all
        table.put("有效上报率", List.of(10, 12));
        // kept, late, overdue, suspended, twice, dateless, dateless twice / and called off
        table.put("准确立案率", List.of(7, 8));
        return table;
    }

    @Test
    void everyRateOfTheDocumentIsWhatItsDefinitionSays() throws IOException {
        IndicatorCounts sums = new IndicatorCounts();
        SituationFold fold =
                new SituationFold(FixedReferenceSource.of(Map.of()).load().history());
        CASES.forEach(life -> sums.add(life.counts(fold), 1));
        Map<String, List<Integer>> found = new LinkedHashMap<>();
        rates().forEach((name, formulas) ->
                found.put(name, List.of(value(formulas.get(0), sums), value(formulas.get(1), sums))));
        assertThat(found).as("sums: %s", sums).containsExactlyInAnyOrderEntriesOf(EXPECTED);
        assertThat(sums.get(Indicator.OPEN_NOT_DUE)).as("fresh, repeated").isEqualTo(2);
        assertThat(sums.get(Indicator.SUSPENDED)).isEqualTo(1);
        assertThat(sums.get(Indicator.CLOSED))
                .as("kept, late, twice, dateless, dateless twice, emergency stand closed")
                .isEqualTo(6);
    }

    /** Numerator and denominator by name, from the rows {@code | name … | `numerator` | `denominator` | … |}. */
    private static Map<String, List<String>> rates() throws IOException {
        Map<String, List<String>> rates = new LinkedHashMap<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            String[] cells = line.split("\\|", -1);
            if (cells.length > 4 && cells[2].contains("`") && cells[3].contains("`")) {
                rates.put(
                        cells[1].strip().split(" ", -1)[0],
                        List.of(
                                cells[2].replace("`", "").strip(),
                                cells[3].replace("`", "").strip()));
            }
        }
        return rates;
    }

    /** Of {@code a + b - c}. */
    private static int value(String formula, IndicatorCounts sums) {
        int value = 0;
        int sign = 1;
        for (String word : formula.split(" ", -1)) {
            if (word.equals("+") || word.equals("-")) {
                sign = word.equals("+") ? 1 : -1;
            } else {
                value += sign * sums.get(Indicator.valueOf(word.toUpperCase(Locale.ROOT)));
            }
        }
        return value;
    }

    private static Instant at(int minute) {
        return TEN.plusSeconds(60L * minute);
    }

    private static final class Life {
        private final String name;
        private final List<GovernanceEvent> events = new ArrayList<>();
        private boolean linked;

        Life(String name) {
            this.name = name;
        }

        Life step(EventKind kind, int minute) {
            return add(Stream.PLATFORM, kind, minute, "market", null, null);
        }

        Life due(EventKind kind, int minute, int dueMinute) {
            return add(Stream.PLATFORM, kind, minute, "market", at(dueMinute), null);
        }

        Life rated(EventKind kind, int minute, String satisfaction) {
            return add(Stream.PLATFORM, kind, minute, "market", null, satisfaction);
        }

        Life incident(EventKind kind, int minute, @Nullable String department) {
            return add(Stream.LINKAGE110, kind, minute, department, null, null);
        }

        Life linked() {
            linked = true;
            return this;
        }

        IndicatorCounts counts(SituationFold fold) {
            CaseRecord known = new CaseRecord();
            events.forEach(known::add);
            if (linked) {
                known.link(new CaseLink("another", 0.5), false);
            }
            IndicatorCounts sum = new IndicatorCounts();
            CaseShares.of(fold.fold("platform/" + name, known, NOW).orElseThrow())
                    .values()
                    .forEach(each -> sum.add(each, 1));
            return sum;
        }

        private Life add(
                Stream stream,
                EventKind kind,
                int minute,
                @Nullable String department,
                @Nullable Instant dueAt,
                @Nullable String satisfaction) {
            events.add(new GovernanceEvent(
                    name + "-" + events.size(),
                    at(minute),
                    stream,
                    kind,
                    name,
                    null,
                    null,
                    stream.id(),
                    stream == Stream.PLATFORM ? "market" : null,
                    department,
                    null,
                    stream == Stream.PLATFORM ? Urgency.ROUTINE : Urgency.URGENT,
                    dueAt,
                    "G1",
                    null,
                    null,
                    null,
                    null,
                    satisfaction,
                    0,
                    List.of()));
            return this;
        }
    }
}
