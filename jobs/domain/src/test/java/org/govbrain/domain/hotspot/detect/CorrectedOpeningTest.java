package org.govbrain.domain.hotspot.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.domain.hotspot.Cases.at;
import static org.govbrain.domain.hotspot.Cases.day;
import static org.govbrain.domain.hotspot.Cases.history;
import static org.govbrain.domain.hotspot.Cases.id;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.Cases;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Hotspot;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.junit.jupiter.api.Test;

/** Cases that lose their first event to another case, and thus have opened later than it seemed. */
class CorrectedOpeningTest {
    private static final int GRIDS = 8;
    private static final int DAYS = 8;
    private static final CityVersion CITY = new CityVersion(Cases.row(GRIDS), HotspotPolicy.DEFAULT);
    private static final CityVersions ALWAYS = at -> CITY;

    @Test
    void aDayLosesTheCasesThatProveToHaveOpenedAfterIt() {
        List<CaseHistory> right = new ArrayList<>();
        Cases.quiet(GRIDS, DAYS, 6, 1).forEach(fact -> right.add(history(fact)));
        List<CaseHistory> wrong = new ArrayList<>(right);
        int others = right.size();
        for (int i = 0; i < 20; i++) {
            wrong.add(history(at("x" + i, day(DAYS - 1.9 + i / 30.0), id(3))));
            right.add(history(at("x" + i, day(DAYS - 0.9 + i / 30.0), id(i % GRIDS))));
        }
        Map<String, Hotspot> corrected = new TreeMap<>();
        DistrictFile file = new DistrictFile();
        wrong.forEach(history -> file.hear(history, null, ALWAYS));
        say(file.advance(0, ALWAYS, wrong, List.of(), List.of(), day(DAYS - 0.95), false), corrected);
        assertThat(corrected.values())
                .as("what seems to be a cluster")
                .anyMatch(hotspot -> hotspot.finding().caseIds().contains("x19"));
        for (int i = others; i < right.size(); i++) {
            file.hear(right.get(i), wrong.get(i), ALWAYS);
        }
        say(file.advance(0, ALWAYS, right, List.of(), List.of(), day(DAYS + 0.02), true), corrected);
        Map<String, Hotspot> known = new TreeMap<>();
        say(new DistrictFile().advance(0, ALWAYS, right, List.of(), List.of(), day(DAYS + 0.02), true), known);
        assertThat(standing(corrected))
                .as("as if it had been known")
                .isEqualTo(standing(known))
                .isNotEmpty();
    }

    private static void say(DistrictFile.Step step, Map<String, Hotspot> said) {
        for (SaidHotspot each : step.said()) {
            said.put(each.hotspot().hotspotId(), each.hotspot());
        }
    }

    /** Of days: hours are corrected for six hours only. */
    private static Map<String, Hotspot> standing(Map<String, Hotspot> said) {
        Map<String, Hotspot> standing = new TreeMap<>(said);
        standing.values()
                .removeIf(hotspot -> hotspot.withdrawn() || hotspot.finding().detector() == Detector.SCAN_HOURLY);
        return standing;
    }
}
