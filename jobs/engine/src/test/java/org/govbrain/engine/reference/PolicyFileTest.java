package org.govbrain.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.domain.sla.ClockRule;
import org.govbrain.domain.sla.ScenarioRun;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PolicyFileTest {

    @Test
    void the_default_policy_has_the_six_clocks_that_others_rely_on() {
        ReferenceData city = ReferenceLoader.fromFiles(Map.of()).data();

        assertThat(city.policy().clocks())
                .extracting(ClockRule::id)
                .containsExactly("accept", "assign", "on-scene", "close", "feedback", "patrol-cadence");
        assertThat(city.zone().getId()).isEqualTo("Asia/Shanghai");
        assertThat(city.calendars().get("office-hours").due(Instant.parse("2026-02-14T08:30:00Z"), 7_200_000))
                .as("16:30 of a make-up Saturday and two working hours, over the Spring Festival")
                .isEqualTo(Instant.parse("2026-02-24T02:00:00Z"));
    }

    @TestFactory
    Stream<DynamicTest> every_example_of_the_default_policy_holds() throws IOException {
        Problems problems = new Problems();
        CalendarFile city = CalendarParser.parse(resource("calendar.yaml", problems), problems);
        PolicyFile file = PolicyParser.parse(resource("policy.yaml", problems), city.calendars(), problems);
        problems.throwIfAny();
        assertThat(file.examples()).as("examples").hasSizeGreaterThan(7);
        ScenarioRun run = new ScenarioRun(file.policy(), city.calendars(), city.zone());
        return file.examples().stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.name(),
                        () -> assertThat(run.differences(example))
                                .as(example.name())
                                .isEmpty()));
    }

    private static ReferenceText resource(String name, Problems problems) throws IOException {
        try (InputStream in = PolicyFileTest.class.getResourceAsStream("/reference/" + name)) {
            byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
            return ReferenceText.of(name, bytes, problems).orElseThrow();
        }
    }
}
