package org.govbrain.domain.sla;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.govbrain.domain.sla.CalendarSpec.Window;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Figures of other products and of an independent calculation; see the {@code source} of each case. */
class WorkCalendarOracleTest {
    @TestFactory
    Stream<DynamicTest> agreesWithEachOracle() throws IOException {
        JsonNode oracle;
        try (InputStream in = getClass().getResourceAsStream("/oracles/sla_calendar_cases.json")) {
            oracle = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        Set<LocalDate> off = dates(oracle.at("/china_2026/off"));
        Holidays china = new Holidays("china_2026", Set.of(2026), off, dates(oracle.at("/china_2026/work")));
        List<CalendarSpec> specs = new ArrayList<>();
        oracle.get("calendars").properties().forEach(entry -> specs.add(spec(entry.getKey(), entry.getValue())));
        WorkCalendars calendars = WorkCalendars.of(specs, List.of(china));
        assertThat(oracle.get("cases")).as("the file was read").hasSize(21);
        return StreamSupport.stream(oracle.get("cases").spliterator(), false)
                .map(each -> DynamicTest.dynamicTest(
                        each.get("name").asText(), () -> check(each, calendars.get(text(each, "calendar")))));
    }

    private static void check(JsonNode oracle, WorkCalendar calendar) {
        Instant start = instant(oracle, "start");
        String why = text(oracle, "source");
        switch (text(oracle, "op")) {
            case "due" ->
                assertThat(calendar.due(start, oracle.get("goal_minutes").asLong() * 60_000))
                        .as(why)
                        .isEqualTo(instant(oracle, "expected"));
            case "elapsed" ->
                assertThat(calendar.elapsedMs(start, instant(oracle, "end")) / 60_000.0)
                        .as(why)
                        .isEqualTo(oracle.get("expected_minutes").asDouble());
            case "next_open" -> assertThat(calendar.nextOpen(start)).as(why).isEqualTo(instant(oracle, "expected"));
            default -> throw new AssertionError("unknown op " + oracle);
        }
    }

    private static CalendarSpec spec(String id, JsonNode node) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        node.get("days").forEach(day -> days.add(DayOfWeek.of(day.asInt())));
        List<Window> windows = new ArrayList<>();
        node.get("windows")
                .forEach(window -> windows.add(new Window(
                        minute(window.get(0).asText()), minute(window.get(1).asText()))));
        String holidays = node.get("holidays").isNull() ? null : text(node, "holidays");
        return new CalendarSpec(id, text(node, "tz"), days, windows, holidays);
    }

    private static int minute(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }

    private static Set<LocalDate> dates(JsonNode node) {
        Set<LocalDate> dates = new HashSet<>();
        node.forEach(day -> dates.add(LocalDate.parse(day.asText())));
        return dates;
    }

    private static Instant instant(JsonNode node, String field) {
        return OffsetDateTime.parse(text(node, field)).toInstant();
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asText();
    }
}
