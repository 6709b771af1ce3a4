package org.govbrain.domain.hotspot.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.domain.hotspot.Cases.at;
import static org.govbrain.domain.hotspot.Cases.change;
import static org.govbrain.domain.hotspot.Cases.day;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.Cases;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Evidence;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.GridPlace;
import org.govbrain.domain.hotspot.HotspotCity;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.PatrolEffort;
import org.govbrain.domain.hotspot.statistics.SeededRandom;

/**
 * Random cities, mostly with something that is hardly ever so: one grid or two, islands, grids without a place, days without a
 * case, everything in one grid, ties everywhere, nobody on patrol. {@link Evidence} takes no number that is NaN or infinite.
 */
class AnyCityTest {
    private static final HotspotPolicy POLICY = new HotspotPolicy(
            "any",
            10,
            HotspotPolicy.DEFAULT.revision(),
            true,
            HotspotPolicy.DEFAULT.repeat(),
            HotspotPolicy.DEFAULT.sequences(),
            new HotspotPolicy.Daily(12, 2, 1, 0.5, 0.5, 1.1, 0.5),
            new HotspotPolicy.Scan(20, 7, 48, 6, 2000.0, 40, 19, 0.5, 100.0),
            new HotspotPolicy.NearRepeat(200.0, 5.0, 90.0, 0.5),
            HotspotPolicy.DEFAULT.quality(),
            List.of());

    @Property(tries = 300, seed = "4722")
    void everyFindingHasDefinedNumbersAndAWholeSentence(@ForAll long seed) {
        SeededRandom random = new SeededRandom(seed);
        int grids = 1 + random.nextInt(7);
        int days = 1 + random.nextInt(25);
        District district = District.of(city(grids, random), random.nextInt(8) == 0 ? -1 : 0, Set.of("X"), POLICY);
        List<CaseFact> cases = cases(grids, days, random);
        List<PatrolEffort> efforts = IntStream.range(0, random.nextInt(40))
                .mapToObj(i -> new PatrolEffort(
                        day(random.nextDouble() * days), Cases.id(random.nextInt(grids)), random.nextInt(3) * 20.0))
                .toList();
        List<Finding> findings = new ArrayList<>(DistrictWatch.daily(district, cases, efforts, POLICY, day(days)));
        findings.addAll(DistrictWatch.hourly(district, cases, POLICY, day(days)));
        assertThat(findings).as("findings").allSatisfy(found -> {
            assertThat(found.gridIds()).as("grids of %s", found).isNotEmpty();
            assertThat(found.sentence() + found.sentenceZh())
                    .as("sentences")
                    .doesNotContain("NaN", "Infinity", "null")
                    .isNotBlank();
            Evidence evidence = found.evidence();
            assertThat(Stream.of(evidence.p(), evidence.q()).filter(p -> p != null))
                    .as("p and q of %s", found)
                    .allMatch(p -> p >= 0.0 && p <= 1.0);
            assertThat(evidence.p() != null || evidence.q() != null)
                    .as("p or q of %s, but of sums of several days' statistics, which have none", found)
                    .isNotEqualTo(found.detector() == Detector.CUSUM || "C3".equals(evidence.statisticName()));
            assertThat(evidence.statisticName())
                    .as("what was measured, of %s", found)
                    .isNotBlank();
            assertThat(evidence.baseline()).as("against what, of %s", found).isNotBlank();
            assertThat(evidence.expected()).as("expected of %s", found).isNotNull();
            assertThat(found.windowStart()).as("window of %s", found).isBefore(found.windowEnd());
        });
    }

    private static HotspotCity city(int grids, SeededRandom random) {
        List<GridPlace> places = new ArrayList<>();
        boolean islands = random.nextInt(3) == 0;
        for (int i = 0; i < grids; i++) {
            List<String> neighbours = new ArrayList<>();
            for (int other = 0; other < grids && !islands; other++) {
                if (Math.abs(other - i) == 1) {
                    neighbours.add(Cases.id(other));
                }
            }
            boolean nowhere = random.nextInt(10) == 0;
            places.add(new GridPlace(
                    Cases.id(i),
                    Cases.id(i),
                    random.nextInt(4) == 0 ? null : "C" + i / 3,
                    "C" + i / 3,
                    nowhere ? Double.NaN : 121.0 + random.nextInt(grids) * 0.003,
                    nowhere ? Double.NaN : 31.0,
                    neighbours,
                    random.nextInt(3)));
        }
        return new HotspotCity(places, Map.of(), Map.of(), ZoneId.of("Asia/Shanghai"), HotspotCity.MAX_GRIDS);
    }

    private static List<CaseFact> cases(int grids, int days, SeededRandom random) {
        int kind = random.nextInt(5);
        int count = kind == 0 ? 0 : random.nextInt(120);
        List<CaseFact> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double at = switch (kind) {
                case 1 -> i % days + 0.5; // as many each day
                case 2 -> days - 0.5; // all on the last day
                default -> random.nextDouble() * days;
            };
            String grid = kind == 3 ? Cases.id(0) : random.nextInt(20) == 0 ? "X" : Cases.id(i % grids);
            Cases.Builder builder = change(at("c" + i, day(at), grid)).group("group-" + random.nextInt(2));
            if (random.nextInt(2) == 0) {
                builder.position(121.0 + random.nextInt(3) * 0.001, 31.0);
            }
            cases.add(random.nextInt(4) == 0 ? builder.patrolWork().build() : builder.build());
        }
        return cases;
    }
}
