package org.govbrain.engine.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.situation.Breach;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.Place;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.domain.sla.Explanation;
import org.govbrain.engine.avro.BreachMapper;
import org.govbrain.engine.echo.Echo;
import org.govbrain.engine.kafka.KafkaEchoes.EchoDeserializationSchema;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.document.GridDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EchoDeserializationSchemaTest {
    private static final Instant STARTED = Instant.parse("2026-03-04T10:00:00Z");
    private static final BreachMapper MAPPER = new BreachMapper();

    private final List<Echo> heard = new ArrayList<>();
    private EchoDeserializationSchema schema;

    @BeforeEach
    void open() {
        schema = new EchoDeserializationSchema(STARTED::toEpochMilli);
        schema.open(new DeserializationSchema.InitializationContext() {
            @Override
            public MetricGroup getMetricGroup() {
                return new UnregisteredMetricsGroup();
            }

            @Override
            public UserCodeClassLoader getUserCodeClassLoader() {
                throw new UnsupportedOperationException("is not asked for");
            }
        });
    }

    @Test
    void a_breach_is_heard_as_it_was_said() {
        Breach breach = breach("linkage110", "I1", BreachState.OPEN);
        hear(STARTED.minusSeconds(9), MAPPER.toDocument(new SaidBreach(breach, 7)));
        assertThat(heard).singleElement().satisfies(echo -> {
            assertThat(echo.key()).isEqualTo("linkage110/I1");
            assertThat(echo.saidAt()).isEqualTo(STARTED.minusSeconds(9));
            assertThat(MAPPER.toDocument(new SaidBreach(Objects.requireNonNull(echo.breach()), 7)))
                    .as("said again it is the same document")
                    .isEqualTo(MAPPER.toDocument(new SaidBreach(breach, 7)));
        });
    }

    @Test
    void a_breach_of_a_grid_and_its_document_are_heard_under_its_id() {
        hear(STARTED, MAPPER.toDocument(new SaidBreach(breach(null, "G1", BreachState.RESOLVED), 7)));
        hear(STARTED, grid());
        assertThat(heard).extracting(Echo::key).containsExactly("G1", "G1");
        assertThat(heard).extracting(Echo::revision).containsExactly(0L, 5L);
    }

    @Test
    void what_needs_no_second_word_is_passed_over() {
        hear(STARTED, MAPPER.toDocument(new SaidBreach(breach("platform", "P1", BreachState.WITHDRAWN), 7)));
        hear(STARTED.plusSeconds(61), grid());
        assertThat(heard).as("withdrawn; said by this run itself").isEmpty();
    }

    @Test
    void rubbish_is_passed_over() {
        hear(STARTED, "rubbish".getBytes(StandardCharsets.UTF_8));
        hear(STARTED, new byte[0]);
        hear(STARTED, MAPPER.toDocument(new SaidBreach(breach(null, "no grid", BreachState.OPEN), 7)));
        assertThat(heard).isEmpty();
    }

    private void hear(Instant appendedAt, SpecificRecordBase document) {
        hear(appendedAt, SingleObject.encode(document));
    }

    private void hear(Instant appendedAt, byte[] value) {
        ConsumerRecord<byte[], byte[]> message = new ConsumerRecord<>(
                Topics.BREACHES.name(),
                0,
                0,
                appendedAt.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                new byte[0],
                value,
                new RecordHeaders(),
                Optional.empty());
        schema.deserialize(message, new ListCollector<>(heard));
    }

    private static GridDocument grid() {
        return GridDocument.newBuilder()
                .setTimestamp(STARTED)
                .setGridId("G1")
                .setRevision(5)
                .setGridName("G1")
                .setLight("green")
                .setLightLevel(0)
                .setOpenCases(0)
                .setOverdueCases(0)
                .setWarnedCases(0)
                .setCasesToday(0)
                .setActiveHotspots(0)
                .setRisk(0)
                .setRiskOverdue(0)
                .setRiskWarned(0)
                .setRiskOpen(0)
                .setRiskHotspots(0)
                .setRiskNearRepeat(0)
                .setRiskPatrolGap(0)
                .build();
    }

    private static Breach breach(@Nullable String origin, String caseId, BreachState state) {
        return new Breach(
                "accept|" + caseId + "|1|",
                caseId,
                origin,
                "accept",
                1,
                "D1",
                "urban",
                new Place("G1", "grid one", "C1", "community one", null),
                "B1",
                116.3,
                39.9,
                "urban",
                "noise",
                Urgency.URGENT,
                "major",
                state,
                SaidBreach.FEED_SILENT,
                STARTED.minusSeconds(1_200),
                STARTED.minusSeconds(600),
                STARTED.minusSeconds(300),
                "one",
                List.of(new Explanation(STARTED, "breach", "accept", "deadline missed", "超时")));
    }
}
