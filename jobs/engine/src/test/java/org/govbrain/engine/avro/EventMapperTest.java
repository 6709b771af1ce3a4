package org.govbrain.engine.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.govbrain.engine.avro.InputRecords.linkage;
import static org.govbrain.engine.avro.InputRecords.patrol;
import static org.govbrain.engine.avro.InputRecords.platform;

import java.time.Instant;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.assertj.core.api.AbstractThrowableAssert;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.govbrain.engine.input.Rejection;
import org.govbrain.schemas.input.Crs;
import org.govbrain.schemas.input.LinkageKind;
import org.govbrain.schemas.input.PatrolEvent;
import org.govbrain.schemas.input.PatrolKind;
import org.govbrain.schemas.input.PlatformEvent;
import org.govbrain.schemas.input.PlatformKind;
import org.govbrain.schemas.input.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventMapperTest {

    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    @Test
    void aPlatformRecordBecomesAnEventFieldByField() throws InvalidRecordException {
        PlatformEvent input = platform("e1", NOON);
        input.setPlatform("综治");
        input.setDepartmentId("d1");
        input.setCategory("fire");
        input.setDueAt(NOON.plusSeconds(60));
        input.setGridId("g1");
        input.setPosition(new Position(120.5, 30.25, Crs.WGS84));
        input.setBuildingId("b1");
        input.setHandlerId("h1");
        input.setSatisfaction("5");
        input.setAddress("somewhere");
        input.setDescription("something");
        assertThat(EventMapper.toEvent(input))
                .isEqualTo(new GovernanceEvent(
                        "e1",
                        NOON,
                        Stream.PLATFORM,
                        EventKind.REPORTED,
                        "case-1",
                        Stream.LINKAGE110,
                        "incident-1",
                        "12345",
                        "综治",
                        "d1",
                        "fire",
                        null,
                        NOON.plusSeconds(60),
                        "g1",
                        120.5,
                        30.25,
                        "b1",
                        "h1",
                        "5",
                        0,
                        java.util.List.of()));
    }

    @Test
    void anIncidentAndAPatrolStepNameTheirSubjectAndTheirStream() throws InvalidRecordException {
        GovernanceEvent incident = EventMapper.toEvent(linkage("e1", NOON));
        assertThat(incident.subjectId()).isEqualTo("incident-1");
        assertThat(incident.sourceSystem()).isEqualTo("linkage110");
        assertThat(incident.urgency()).isEqualTo(Urgency.URGENT);

        GovernanceEvent visit = EventMapper.toEvent(patrol("e2", NOON));
        assertThat(visit.subjectId()).as("a visit is about no finding").isNull();
        assertThat(visit.personId()).isEqualTo("officer-1");
        assertThat(visit.households()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(PlatformKind.class)
    void everyKindOfAPlatformEventIsKnown(PlatformKind kind) throws InvalidRecordException {
        PlatformEvent input = platform("e", NOON);
        input.setKind(kind);
        assertThat(EventMapper.toEvent(input).kind()).hasToString(kind.name());
    }

    @ParameterizedTest
    @EnumSource(LinkageKind.class)
    void everyKindOfALinkageEventIsKnown(LinkageKind kind) throws InvalidRecordException {
        var input = linkage("e", NOON);
        input.setKind(kind);
        assertThat(EventMapper.toEvent(input).kind()).hasToString(kind.name());
    }

    @ParameterizedTest
    @EnumSource(PatrolKind.class)
    void everyKindOfAPatrolEventIsKnown(PatrolKind kind) throws InvalidRecordException {
        PatrolEvent input = patrol("e", NOON);
        input.setKind(kind);
        input.setFindingId("f");
        assertThat(EventMapper.toEvent(input).kind()).hasToString(kind.name());
    }

    @Test
    void aPositionInAChineseSystemIsConverted() throws InvalidRecordException {
        PlatformEvent input = platform("e", NOON);
        input.setPosition(new Position(120.0, 30.0, Crs.GCJ02));
        GovernanceEvent event = EventMapper.toEvent(input);
        assertThat(Objects.requireNonNull(event.lon()))
                .as("GCJ-02 lies about 400 m east of WGS84 there")
                .isNotEqualTo(120.0)
                .isCloseTo(120.0, within(0.01));
    }

    @Test
    void aBlankOptionalTextIsAbsent() throws InvalidRecordException {
        PlatformEvent input = platform("e", NOON);
        input.setDepartmentId(" ");
        input.setGridId("");
        assertThat(EventMapper.toEvent(input).departmentId())
                .as("\"\" starts no clock of a department")
                .isNull();
        assertThat(EventMapper.toEvent(input).gridId()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"200.0, 30.0", "120.0, -91.0", "NaN, 30.0", "120.0, Infinity"})
    void aPositionThatIsNoneIsRefused(double lon, double lat) {
        PlatformEvent input = platform("e", NOON);
        input.setPosition(new Position(lon, lat, Crs.BD09));
        assertRefused(input, Rejection.INVALID_FIELD).hasMessageContaining("position = " + lon + ", " + lat);
    }

    @Test
    void whatMustBeThereAndIsNotIsNamed() {
        PatrolEvent finding = patrol("e", NOON);
        finding.setKind(PatrolKind.FINDING);
        assertRefused(finding, Rejection.MISSING_FIELD).hasMessage("findingId (of a FINDING) is absent or blank");
        assertRefused(patrol(" ", NOON), Rejection.MISSING_FIELD).hasMessage("eventId is absent or blank");
    }

    @Test
    void anIdThatElasticsearchCouldNotHoldIsRefused() throws InvalidRecordException {
        assertRefused(patrol("网".repeat(67), NOON), Rejection.TOO_LARGE).hasMessageContaining("at most 200 bytes");
        assertThat(EventMapper.toEvent(patrol("网".repeat(66), NOON)).eventId()).hasSize(66);
        assertThat(EventMapper.toEvent(patrol("a".repeat(200), NOON)).eventId()).hasSize(200);
    }

    @Test
    void brokenTextInAnIdIsRefused() {
        assertRefused(patrol("a\nb", NOON), Rejection.INVALID_FIELD).hasMessageContaining("eventId = \"a·b\"");
        assertRefused(patrol("a\uFFFD", NOON), Rejection.INVALID_FIELD).hasMessageContaining("broken UTF-8");
    }

    @Test
    void aTimeFromABrokenClockIsRefused() {
        assertRefused(patrol("e", Instant.EPOCH), Rejection.INVALID_FIELD).hasMessageContaining("occurredAt = 1970");
        PlatformEvent input = platform("e", NOON);
        input.setDueAt(Instant.parse("2100-01-01T00:00:00Z"));
        assertRefused(input, Rejection.INVALID_FIELD).hasMessageContaining("dueAt = 2100");
    }

    @Test
    void aNegativeCountIsRefused() {
        PatrolEvent input = patrol("e", NOON);
        input.setHouseholds(-1);
        assertRefused(input, Rejection.INVALID_FIELD).hasMessageContaining("households = -1");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            SpecificRecordBase input, Rejection reason) {
        return assertThatThrownBy(() -> EventMapper.toEvent(input))
                .isInstanceOfSatisfying(
                        InvalidRecordException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
