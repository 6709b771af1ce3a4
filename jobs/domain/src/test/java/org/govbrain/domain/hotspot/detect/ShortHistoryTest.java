package org.govbrain.domain.hotspot.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.domain.hotspot.Cases.at;
import static org.govbrain.domain.hotspot.Cases.day;
import static org.govbrain.domain.hotspot.Cases.id;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.Cases;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.junit.jupiter.api.Test;

/** A city of a few days: what can't be compared yet says nothing, as docs/HOTSPOTS.md tells. */
class ShortHistoryTest {
    private static final int GRIDS = 20;
    private static final HotspotPolicy POLICY = HotspotPolicy.DEFAULT;
    private static final District DISTRICT = District.of(Cases.row(GRIDS), 0, Set.of(), POLICY);

    @Test
    void eachDetectorOfDaysSpeaksWithTheFirstDayThatItCanCompare() {
        Map<Detector, Integer> first = new TreeMap<>();
        for (int days = 1; days <= 12; days++) {
            for (Finding found : DistrictWatch.daily(DISTRICT, leap(days, 24.0), List.of(), POLICY, day(days))) {
                first.putIfAbsent(found.detector(), days);
            }
        }
        assertThat(first)
                .as("days of data with which a leap on the newest is told")
                .isEqualTo(Map.of(
                        Detector.SCAN_PERMUTATION, 2,
                        Detector.EARS, 8,
                        Detector.GETIS_ORD, 10,
                        Detector.EMERGING, 10));
    }

    @Test
    void theScanOfHoursSpeaksAfterADay() {
        Set<Integer> told = new TreeSet<>();
        for (int hours = 20; hours <= 26; hours++) {
            if (!DistrictWatch.hourly(DISTRICT, leap(hours, 1.0), POLICY, day(hours / 24.0))
                    .isEmpty()) {
                told.add(hours);
            }
        }
        assertThat(told).as("hours of data").containsExactly(24, 25, 26);
    }

    /** A case in each grid and slice, and twenty more in one grid in the newest. */
    private static List<CaseFact> leap(int slices, double hours) {
        List<CaseFact> cases = new ArrayList<>();
        double length = hours / 24.0;
        for (int slice = 0; slice < slices; slice++) {
            for (int grid = 0; grid < GRIDS; grid++) {
                cases.add(at(slice + "/" + grid, day(slice * length), id(grid)));
            }
        }
        for (int i = 0; i < 20; i++) {
            cases.add(at("x" + i, day((slices - 1 + i / 21.0) * length), id(7)));
        }
        return cases;
    }
}
