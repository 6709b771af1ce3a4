package org.govbrain.domain.hotspot.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.govbrain.domain.hotspot.Oracle;

/** Compares {@link Ears} with a file of surveillance's numbers, cell by cell where the reference has a number. */
final class EarsOracle {
    private static final Offset<Double> EXACT = within(1e-9);
    /** The reference has no floor; this one only keeps a sigma of 0 finite. */
    private static final Ears WITHOUT_FLOOR = new Ears(1e-12, Ears.DEFAULT.threshold12(), Ears.DEFAULT.threshold3());

    private EarsOracle() {}

    /** How many days alarm on C3 itself. */
    static long check(String name) {
        List<Map<String, String>> rows = Oracle.csv(name);
        double[] counts = Oracle.column(rows, "y");
        long alarms3 = 0;
        for (int t = 0; t < counts.length; t++) {
            Map<String, String> row = rows.get(t);
            String where = name + " day " + (t + 1);
            Ears.Day day = WITHOUT_FLOOR.at(counts, t);
            Ears.Day floored = Ears.DEFAULT.at(counts, t);
            near(row, "c1_mean", day.mean1(), where);
            near(row, "C1", day.c1(), where);
            near(row, "c2_mean", day.mean2(), where);
            near(row, "C2", day.c2(), where);
            near(row, "C3", day.c3(), where);
            near(row, "U_C1", day.mean1() + WITHOUT_FLOOR.threshold12() * day.sigma1(), where);
            near(row, "U_C2", day.mean2() + WITHOUT_FLOOR.threshold12() * day.sigma2(), where);
            near(row, "U_C1_minSigma05", floored.mean1() + Ears.DEFAULT.threshold12() * floored.sigma1(), where);
            same(row, "alarm_C1", day.alarm1(), where);
            same(row, "alarm_C2", day.alarm2(), where);
            same(row, "alarm_C3_doc", day.alarm3(), where);
            same(row, "alarm_C1_minSigma05", floored.alarm1(), where);
            alarms3 += "1".equals(row.get("alarm_C3_doc")) && day.alarm3() ? 1 : 0;
        }
        return alarms3;
    }

    private static void near(Map<String, String> row, String column, double actual, String where) {
        String cell = Objects.requireNonNull(row.get(column));
        if (!List.of("NA", "NaN", "Inf").contains(cell)) {
            assertThat(actual).as("%s %s", where, column).isCloseTo(Double.parseDouble(cell), EXACT);
        }
    }

    private static void same(Map<String, String> row, String column, boolean actual, String where) {
        String cell = Objects.requireNonNull(row.get(column));
        if (!cell.equals("NA")) {
            assertThat(actual).as("%s %s", where, column).isEqualTo(cell.equals("1"));
        }
    }
}
