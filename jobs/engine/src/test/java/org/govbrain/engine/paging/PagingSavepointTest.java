package org.govbrain.engine.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.govbrain.domain.alert.AlertState;
import org.govbrain.domain.alert.Answer;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.PageId;
import org.govbrain.engine.config.JobEnvironment;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.PageInput;
import org.govbrain.engine.input.SignOfLife;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.savepoint.HeldSource;
import org.govbrain.engine.savepoint.KeptSavepoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade in the midst of three escalations: nobody is told again, nobody who is next is left out. */
class PagingSavepointTest {
    private static final KeptSavepoint KEPT = new KeptSavepoint("0.1.0", PagingJob.NAME);
    private static final FixedReferenceSource ROSTER =
            FixedReferenceSource.of(Map.of("roster.yaml", """
        version: r1
        contacts: [inbox]
        duties:
          - {role: command-room, who: ZH-1}
          - {role: grid-member, grid: G-1, who: WG-1}
          - {role: grid-leader, community: C-1, who: WZ-1}
        """.getBytes(StandardCharsets.UTF_8)));

    /** A heartbeat and three alerts. */
    private static final int BEFORE_THE_STOP = 4;

    /** Of the run that is saved: counted down once for each grid member who was told. */
    private static final CountDownLatch TOLD = new CountDownLatch(3);

    @Test
    @DisabledIfSystemProperty(named = KeptSavepoint.WRITE, matches = "true")
    void goes_on_with_the_escalations_of_a_release() throws Exception {
        Map<String, Integer> asked = new TreeMap<>();
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(1, KEPT.restored(JobEnvironment.withClocks()));
        CloseableIterator<Delivery> deliveries = draw(env, false).deliveries().collectAsync();
        try {
            env.execute();
            deliveries.forEachRemaining(delivery -> {
                if (delivery.purpose().asks()) {
                    asked.merge(delivery.alert().dedupKey() + " " + delivery.recipient(), 1, Integer::sum);
                }
            });
        } catch (Exception e) {
            throw new AssertionError(KEPT.advice(), e);
        }
        assertThat(asked)
                .as("the grid member was told before and one page was answered; if not: %s", KEPT.advice())
                .containsExactlyInAnyOrderEntriesOf(Map.of("accept|I-2|1| WZ-1", 1, "accept|I-3|1| WZ-1", 1));
    }

    @Test
    @EnabledIfSystemProperty(named = KeptSavepoint.WRITE, matches = "true")
    void writes_the_state_of_this_release(@TempDir Path folder) throws Exception {
        Configuration config = KeptSavepoint.inOneFile(JobEnvironment.withClocks());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, config);
        draw(env, true)
                .deliveries()
                .map(delivery -> {
                    TOLD.countDown();
                    return delivery.deliveryId();
                })
                .returns(Types.STRING)
                .uid("told")
                .sinkTo(new DiscardingSink<>())
                .uid("discard");
        KEPT.write(env, List.of("script"), TOLD, folder);
    }

    /** Both streams from one script, so that time passes for both at once. */
    private static PagingStreams draw(StreamExecutionEnvironment env, boolean held) {
        DataStream<Line> script = HeldSource.of(
                env,
                "script",
                TypeInformation.of(Line.class),
                WatermarkStrategy.<Line>forGenerator(context -> new EachLine())
                        .withTimestampAssigner((line, before) -> line.atMs()),
                PagingSavepointTest::script,
                held ? BEFORE_THE_STOP : Integer.MAX_VALUE);
        return PagingJob.pipeline(
                script.flatMap((Line line, Collector<Inbound> out) -> {
                            if (line.ack() != null) {
                                out.collect(line.ack());
                            }
                        })
                        .returns(Inbound.class)
                        .uid("acks"),
                script.flatMap((Line line, Collector<PageInput> out) -> {
                            if (line.news() != null) {
                                out.collect(line.news());
                            }
                        })
                        .returns(PageInput.class)
                        .uid("news"),
                ROSTER);
    }

    /** After the stop an answer, an alert that is heard again and must page nobody again, and the time of one step of the chain. */
    private static List<Line> script() {
        Instant answered = PagingJobTest.TEN.plus(Duration.ofMinutes(2));
        String page = PageId.of("C-1", "accept|I-1|1|", 1);
        return List.of(
                beat(0),
                alert(1),
                alert(2),
                alert(3),
                new Line(
                        answered.toEpochMilli(),
                        Inbound.of(new Answer("a-1", answered, page, "WG-1", Answer.Action.ACK), answered),
                        null),
                alert(2),
                beat(4));
    }

    private static Line beat(int minutes) {
        Instant at = PagingJobTest.TEN.plus(Duration.ofMinutes(minutes));
        return new Line(at.toEpochMilli(), Inbound.of(new SignOfLife(at, null), at), null);
    }

    private static Line alert(int number) {
        return new Line(PagingJobTest.TEN.toEpochMilli(), null, PagingJobTest.alert(number, 1, AlertState.OPEN));
    }

    /** One of both. */
    public record Line(
            long atMs, @Nullable Inbound ack, @Nullable PageInput news) {}

    /** Time passes with each line, not after a while. */
    private static final class EachLine implements WatermarkGenerator<Line> {
        private long newest = Long.MIN_VALUE;

        @Override
        public void onEvent(Line line, long timestamp, WatermarkOutput output) {
            newest = Math.max(newest, timestamp);
            output.emitWatermark(new Watermark(newest));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // Each line has said it.
        }
    }
}
