package org.govbrain.dashboards.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeriodTest {
    private static final Pattern DATE_MATHEMATICS = Pattern.compile("now(?:-(\\d+)d)?/([dwMy])");

    /** Otherwise Kibana and the live view have different numbers under one title. */
    @ParameterizedTest
    @EnumSource
    void begins_in_kibana_on_the_day_on_which_it_begins_in_the_live_view(Period period) {
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        LocalDate today = LocalDate.of(2026, 11, 28);
        var start = period.range(today.atTime(22, 30).atZone(zone).toInstant(), zone, 0)
                .start();
        assertThat(day(period.kibanaFrom(), today)).isEqualTo(LocalDate.ofInstant(start, zone));
    }

    private static LocalDate day(String mathematics, LocalDate today) {
        Matcher parts = DATE_MATHEMATICS.matcher(mathematics);
        assertThat(parts.matches()).as(mathematics).isTrue();
        LocalDate day = parts.group(1) == null ? today : today.minusDays(Integer.parseInt(parts.group(1)));
        return switch (parts.group(2)) {
            case "w" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "M" -> day.withDayOfMonth(1);
            case "y" -> day.withDayOfYear(1);
            default -> day;
        };
    }
}
