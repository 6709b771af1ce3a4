package org.govbrain.local.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeFormTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iso | 2026-03-02T08:05:00 | Asia/Shanghai | 2026-03-02T00:05:00Z",
                "iso | 2026-03-02 08:05 | Asia/Kolkata | 2026-03-02T02:35:00Z",
                "iso | 2026-03-02T08:05:00.123+05:45 | UTC | 2026-03-02T02:20:00.123Z",
                "iso | 2026-03-02 08:05:00 +0800 | UTC | 2026-03-02T00:05:00Z",
                "iso | 2026-03-02T08:05:00+08 | UTC | 2026-03-02T00:05:00Z",
                "iso | 2026-03-02T08:05:00Z | Asia/Shanghai | 2026-03-02T08:05:00Z",
                "iso | 2026-03-02 | Asia/Shanghai | 2026-03-01T16:00:00Z",
                "iso | 2026-02-28T24:00 | Asia/Shanghai | 2026-02-28T16:00:00Z",
                "iso | 2028-02-29T12:00 | UTC | 2028-02-29T12:00:00Z",
                "yyyy年M月d日 H时m分 | 2026年3月2日 8时5分 | Asia/Shanghai | 2026-03-02T00:05:00Z",
                "yyyy年M月d日 H时m分 | 2026年12月31日 24时0分 | Asia/Shanghai | 2026-12-31T16:00:00Z",
                "yyyy年MM月dd日 ahh:mm | 2026年03月02日 下午01:05 | Asia/Shanghai | 2026-03-02T05:05:00Z",
                "yyyy-MM-dd hh:mm a | 2026-03-02 12:05 am | Asia/Shanghai | 2026-03-01T16:05:00Z",
                "yyyy-MM-dd EEEE HH:mm | 2026-03-02 星期一 08:05 | Asia/Shanghai | 2026-03-02T00:05:00Z",
                "dd-MMM-yy HH:mm | 02-MAR-26 08:05 | Australia/Lord_Howe | 2026-03-01T21:05:00Z",
                "yyyy/M/d H:mm[:ss] | 2026/3/2 8:05 | Asia/Shanghai | 2026-03-02T00:05:00Z",
                "yyyyMMddHHmmss | 20260302080500 | Asia/Shanghai | 2026-03-02T00:05:00Z",
                "yyyy-MM-dd HH:mm | 2026-03-29 02:30 | Europe/Berlin | 2026-03-29T01:30:00Z",
                "yyyy-MM-dd HH:mm | 2026-10-25 02:30 | Europe/Berlin | 2026-10-25T00:30:00Z",
                "epochSeconds | 1772409900 | UTC | 2026-03-02T00:05:00Z",
                "epochSeconds | 1772409900.5 | UTC | 2026-03-02T00:05:00.500Z",
                "epochMillis | 1772409900123 | UTC | 2026-03-02T00:05:00.123Z"
            })
    void aTimeIsReadInItsForm(String form, String text, String zone, Instant instant) {
        assertThat(TimeForm.of(form).read(text, ZoneId.of(zone)))
                .as("%s as %s in %s", text, form, zone)
                .isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iso | 2026-02-30T10:00",
                "iso | 2026-02-30T24:00",
                "iso | 2027-02-29",
                "iso | 2026-04-31T10:00:00+08:00",
                "iso | 2026-03-02T24:01",
                "iso | 2026-03-02T08:60",
                "iso | 2026-03-02T08:05:00 CST",
                "yyyy年M月d日 H时m分 | 2026年2月29日 24时0分",
                "yyyy年M月d日 H时m分 | 2026年13月2日 8时5分",
                "yyyy-MM-dd hh:mm a | 2026-03-02 13:05 PM",
                "yyyy-MM-dd HH:mm a | 2026-03-02 08:05 PM",
                "yyyy-MM-dd EEEE HH:mm | 2026-03-02 星期二 08:05",
                "yyyy-MM-dd HH:mm | 2026-03-02 08:05:00",
                "epochSeconds | 1.7724E+09",
                "epochMillis | 2026-03-02"
            })
    void aTimeThatIsNoneIsRefusedAndNotMoved(String form, String text) {
        assertThatThrownBy(() -> TimeForm.of(form).read(text, ZoneId.of("UTC")))
                .as("%s as %s", text, form)
                .isInstanceOf(DateTimeException.class);
    }
}
