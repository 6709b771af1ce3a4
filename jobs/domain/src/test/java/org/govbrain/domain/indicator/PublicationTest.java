package org.govbrain.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.govbrain.domain.situation.CityTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Asia/Shanghai,  2026-03-05T05:59:59.999, 2026-03-04, before it",
        "Asia/Shanghai,  2026-03-05T06:00,        2026-03-05, at it",
        "Africa/Cairo,   2026-04-24T05:59:59.999, 2026-04-23, five hours after the beginning of the day",
        "Africa/Cairo,   2026-04-24T06:00,        2026-04-24, five hours after the beginning of the day",
        "Europe/Berlin,  2026-10-25T05:59:59.999, 2026-10-24, seven hours after midnight",
        "Europe/Berlin,  2026-10-25T06:00,        2026-10-25, seven hours after midnight",
        "Pacific/Apia,   2011-12-31T05:59:59.999, 2011-12-29, the 30th was left out",
        "Pacific/Apia,   2011-12-31T06:00,        2011-12-31, the 30th was left out",
    })
    void theNumbersOfADayArePublishedAtSixOfTheNextMorning(
            ZoneId zone, LocalDateTime local, LocalDate day, String why) {
        assertThat(Publication.dayOf(local.atZone(zone).toInstant(), new CityTime(zone)))
                .as(why)
                .isEqualTo(day);
    }
}
